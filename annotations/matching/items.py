"""Mentions of one thing inside an article, put together before articles are compared.

A name mentioned ten times is one *item*, and is proposed once. Mentions belong together where they
read the same, where a surname or a first name follows the only full name that has it, where an
acronym follows the only name that it stands for, and where a quotation is quoted again in part.
What the annotator took out of its group stands on its own.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import NamedTuple

from annotations.matching.features import Form
from annotations.matching.names import Name, initials_of, is_acronym, may_abbreviate
from annotations.matching.statements import Statement
from annotations.matching.vocabulary import GENDERS
from annotations.model import Span

_SHORTEST_QUOTATION = 5
"""Words of a part of a quotation that is taken for a quotation of it."""

Read = Callable[[str], Form]


class Item(NamedTuple):
    """What an article mentions, once or several times."""

    document: str
    """The article's identifier."""
    mentions: tuple[Span, ...]
    """Its spans, in reading order."""
    forms: tuple[Form, ...]
    """The distinct wordings, the fullest first."""
    span: Span
    """The mention that stands for all: the first of the fullest."""


def items(spans: Iterable[Span], read: Read, apart: Collection[str] = ()) -> list[Item]:
    """The items of spans of one label, in the order of the documents given and of reading.

    Args:
        spans: of any documents.
        read: makes a text comparable; spans without words are left out.
        apart: identifiers of spans that stand on their own.
    """
    read = cache(read)  # many articles have the same names
    articles: defaultdict[str, list[Span]] = defaultdict(list)
    for span in spans:
        articles[span.document].append(span)
    found = []
    for mentions in articles.values():
        mentions.sort(key=lambda span: (span.start, span.end, span.id))
        found += _in_article(mentions, read, apart)
    return found


def _in_article(mentions: Sequence[Span], read: Read, apart: Collection[str]) -> list[Item]:
    forms = {text: read(text) for text in {span.text for span in mentions}}
    bearers = _bearers(forms.values())
    wordings: dict[str, list[Span]] = {}
    for span in mentions:
        if forms[span.text].key:
            key = bearers[forms[span.text].identity]
            wordings.setdefault(f"{key}\0{span.id}" if span.id in apart else key, []).append(span)
    heads = _heads({key: forms[same[0].text] for key, same in wordings.items() if "\0" not in key})
    groups: defaultdict[str, list[Span]] = defaultdict(list)
    for key, same in wordings.items():
        groups[heads.get(key, key)] += same
    return [_item(group, forms) for group in groups.values()]


def _bearers(forms: Iterable[Form]) -> dict[str, str]:
    """For each wording by its identity, whom or what it is of: its key, unless others have it too.

    "Mr Orr" and "Mrs Orr" are two, and so are "US" and "us".
    """
    alike: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for form in forms:
        alike[form.key][form.identity] = _kind(form) if isinstance(form, Name) else ""
    found: dict[str, str] = {}
    for key, kinds in alike.items():
        several = any({*kinds.values()} >= two for two in _APART)
        found |= {one: f"{key}\1{kind}" if several else key for one, kind in kinds.items()}
    return found


def _kind(name: Name) -> str:
    for kind, titles in zip(("man", "woman"), GENDERS, strict=True):
        if titles & name.titles:
            return kind
    return "acronym" if is_acronym(name.text) else "noun" * name.generic


_APART = {"man", "woman"}, {"acronym", "noun"}


def _of_both_sexes(one: Name, other: Name) -> bool:
    return {_kind(one), _kind(other)} >= _APART[0]


def _item(group: list[Span], forms: dict[str, Form]) -> Item:
    group.sort(key=lambda span: (span.start, span.end, span.id))
    fullest = min(group, key=lambda span: _fullness(forms[span.text]))
    distinct = {forms[span.text].identity: forms[span.text] for span in (*group, fullest)}
    ordered = sorted(distinct.values(), key=_fullness)
    return Item(fullest.document, tuple(group), tuple(ordered), fullest)


def _fullness(form: Form) -> tuple[bool, int, bool]:
    """Sorts the fullest first: names before common nouns, more words before fewer, no shouting."""
    return isinstance(form, Name) and form.generic, -len(form.words), form.text.isupper()


def _heads(forms: dict[str, Form]) -> dict[str, str]:
    """For wordings that stand for another one: which."""
    names = {key: form for key, form in forms.items() if isinstance(form, Name)}
    quotations = {key: form for key, form in forms.items() if isinstance(form, Statement)}
    return _full_names(names) | _whole_quotations(quotations)


def _full_names(names: dict[str, Name]) -> dict[str, str]:
    """Surnames, first names and acronyms, by the only full name that they can stand for."""
    full = {key: name for key, name in names.items() if len(name.core) > 1 and not name.generic}
    single = {key: name for key, name in names.items() if len(name.core) == 1 and not name.generic}
    last, first, short = (defaultdict[str, list[str]](list) for _ in range(3))
    for key, whole in full.items():
        last[whole.core[-1]].append(key)
        first[whole.core[0]].append(key)
    if any(may_abbreviate(name) for name in single.values()):
        for key, whole in full.items():
            for initials in initials_of(whole.text) if len(whole.words) > 1 else ():
                short[initials].append(key)
    heads = {}
    for key, name in single.items():
        word = name.core[0]
        stands = short[name.key] if may_abbreviate(name) else []
        for fits in (last[word], first[word], stands):
            able = [other for other in fits if not _of_both_sexes(name, full[other])]
            if len(able) == 1:
                heads[key] = able[0]
                break
    return heads


def _whole_quotations(quotations: dict[str, Statement]) -> dict[str, str]:
    """Quotations that are part of a longer one, by it."""
    heads = {}
    for key, part in quotations.items():
        if part.quoted and len(part.words) >= _SHORTEST_QUOTATION:
            wholes = [
                other
                for other, whole in quotations.items()
                if whole.quoted and len(other) > len(key) and f" {key} " in f" {other} "
            ]
            if wholes:
                heads[key] = max(wholes, key=lambda whole: (len(whole), whole))
    return heads
