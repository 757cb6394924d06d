"""What speaks for and against a pair being the same, as numbers: a row for each pair.

The columns of each shape have names, which `weights.toml` weighs. They are reckoned for all pairs
at once. Nothing here knows what the numbers are worth; `reasons` says them in words.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.sparse import csr_matrix

from annotations.codebook import Shape
from annotations.matching.aligning import COLUMNS, Tokens, align
from annotations.matching.bags import Array, Bags, Places, cosines, counted, unit
from annotations.matching.context import Articles, content
from annotations.matching.features import Form, Rarity
from annotations.matching.items import Item
from annotations.matching.names import Name
from annotations.matching.normal import stem
from annotations.matching.quotations import same_speakers
from annotations.matching.scripts import is_abjad
from annotations.matching.semantic import Embedder, Vectors, nearness, vectors_of
from annotations.matching.sorts import Sort, sort_of
from annotations.matching.statements import Statement
from annotations.text.segments import Stretch

_AROUND = 40
"""Codepoints on either side of a mention whose words count as its surroundings."""
_LEAD = 400
"""Codepoints from the start of an article within which it says what matters most."""
_USUAL = 0.6
"""How far two things are named in claims where that is not known, or where their names say more."""
_QUOTED = 0.95
"""How likely two sources are one that are given the same long quotation."""
_ONE_EVENT = 0.6
"""Articles more alike than this are no more of one event."""


@dataclass(frozen=True)
class Pairs:
    """Pairs of items, and the wordings of theirs that are compared."""

    left: Places
    """The item in the article imported earlier."""
    right: Places
    """The other one."""
    left_form: Places
    """A wording of it, by its position among the forms."""
    right_form: Places
    """A wording of the other one."""

    def __len__(self) -> int:
        return len(self.left)

    def only(self, kept: NDArray[np.bool_] | Places | slice) -> "Pairs":
        """Some of them."""
        return Pairs(self.left[kept], self.right[kept], self.left_form[kept], self.right_form[kept])


@dataclass(frozen=True)
class Subjects:
    """The items of one label, and all that is asked about them."""

    shape: Shape
    """What they are."""
    items: Sequence[Item]
    """In the order of their articles."""
    document: Places
    """For each item its article, by position."""
    texts: Sequence[str]
    """The articles' texts, by position."""
    articles: Articles
    """The same, comparable."""
    claims: Mapping[str, Sequence[tuple[int, int]]]
    """The tagged claims of each article: where they are."""
    embedder: Embedder | None = None
    """What knows what wordings mean; None for nothing."""

    @cached_property
    def forms(self) -> list[Form]:
        """The distinct wordings, each as it is mostly written: "police" may begin a sentence."""
        written: defaultdict[str, Counter[str]] = defaultdict(Counter)
        known = {}
        for item in self.items:
            for form in item.forms:
                written[form.identity][form.text] += 1
                known[form.text] = form
        return [known[min(n, key=lambda text: (-n[text], text))] for n in written.values()]

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where a wording is among them, by its identity."""
        return {form.identity: number for number, form in enumerate(self.forms)}

    @cached_property
    def form(self) -> Places:
        """The fullest wording of each item."""
        return np.array([self.place[item.forms[0].identity] for item in self.items], np.int64)

    @cached_property
    def lead(self) -> Array:
        """How near the start of its article each item comes up, 0 to 1."""
        return np.exp([-item.mentions[0].start / _LEAD for item in self.items])

    @cached_property
    def mentions(self) -> Array:
        """How often each is mentioned."""
        return np.array([len(item.mentions) for item in self.items], float)

    @cached_property
    def rarity(self) -> Rarity:
        """How much it says that two wordings share a word."""
        documents: defaultdict[str, set[str]] = defaultdict(set)
        for item in self.items:
            for form in item.forms:
                documents[item.document].update(form.weighed)
        return Rarity(documents.values())

    @cached_property
    def tokens(self) -> Tokens:
        """The words of each wording, to be aligned."""
        return Tokens(cast("Sequence[Name]", self.forms), self.rarity)

    @cached_property
    def sorts(self) -> NDArray[np.int64]:
        """What sort of thing each wording seems to be."""
        return np.array([_sort(form) for form in self.forms], np.int64)

    @cached_property
    def common(self) -> NDArray[np.bool_]:
        """Whether an item's fullest wording is a common noun."""
        return np.array([_is_common(form) for form in self.forms], bool)[self.form]

    @cached_property
    def foremost(self) -> Array:
        """The part of an article's mentions of persons that each item has: 1 where it is alone."""
        person = (self.sorts[self.form] & Sort.PERSON) > 0
        mentions = self.mentions * person
        every = np.bincount(self.document, mentions, minlength=len(self.texts))
        return mentions / np.maximum(1, every[self.document])

    @cached_property
    def bags(self) -> Bags:
        """The stems of each wording, weighted by how much they tell."""
        return self._weighed([[*dict.fromkeys(map(stem, _words(form)))] for form in self.forms])

    @cached_property
    def numbers(self) -> Bags:
        """The numbers of each wording."""
        counts, words = counted([_numbers(form) for form in self.forms])
        return Bags(counts, np.ones(max(1, len(words))))

    @cached_property
    def negated(self) -> NDArray[np.bool_]:
        """Whether there is a negation in each wording."""
        return np.array([_negated(form) for form in self.forms], bool)

    @cached_property
    def surroundings(self) -> csr_matrix:
        """The words around all mentions of each item."""
        around = [
            [w for span in item.mentions for w in self._around(place, span.start, span.end)]
            for item, place in zip(self.items, self.document.tolist(), strict=True)
        ]
        counts, words = counted(around)
        weights = np.array([self.articles.rarity.get(word, 1.0) for word in words] or [1.0])
        return unit(Bags(counts, weights).matrix)

    def _around(self, article: int, start: int, end: int) -> list[str]:
        text = self.texts[article]
        return content(text[max(0, start - _AROUND) : start]) + content(text[end : end + _AROUND])

    @cached_property
    def quoted(self) -> frozenset[tuple[int, int]]:
        """Pairs of sources that are given the same long quotation, the smaller number first."""
        if self.shape is not Shape.SOURCE:
            return frozenset()
        mentions: defaultdict[int, list[tuple[Stretch, int]]] = defaultdict(list)
        for number, (item, article) in enumerate(
            zip(self.items, self.document.tolist(), strict=True)
        ):
            mentions[article] += [(Stretch(s.start, s.end), number) for s in item.mentions]
        return frozenset(same_speakers(self.texts, mentions))

    @cached_property
    def claimed(self) -> Array:
        """The share of each item's mentions inside a tagged claim; nan where none is tagged."""
        return np.array([self._claimed(item) for item in self.items])

    def _claimed(self, item: Item) -> float:
        claims = self.claims.get(item.document, ())
        if not claims:
            return np.nan
        inside = (any(a <= span.start < b for a, b in claims) for span in item.mentions)
        return sum(inside) / len(item.mentions)

    @cached_property
    def spread(self) -> Array:
        """In which part of the neighbouring articles each item is named likewise, 0 to 1."""
        sounds: dict[str, int] = {}
        sound = [sounds.setdefault(form.gist or form.key, len(sounds)) for form in self.forms]
        held = [
            (sound[self.place[form.identity]], place)
            for item, place in zip(self.items, self.document.tolist(), strict=True)
            for form in item.forms
        ]
        rows, columns = (np.array(column, int) for column in zip(*held, strict=True))
        shape = (len(sounds), len(self.texts))
        where = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
        where.data[:] = 1.0
        return self.articles.part(self.document, where[np.array(sound, np.int64)[self.form]])

    @cached_property
    def gists(self) -> list[str]:
        """How each wording sounds."""
        return [form.gist for form in self.forms]

    @cached_property
    def unvowelled(self) -> NDArray[np.bool_]:
        """Whether a wording is in a script without vowels."""
        return np.array([any(map(is_abjad, _words(form))) for form in self.forms], bool)

    @cached_property
    def foreign(self) -> NDArray[np.bool_]:
        """Whether a wording is in another script than Latin."""
        return np.array([not all(map(str.isascii, _words(form))) for form in self.forms], bool)

    @cached_property
    def meanings(self) -> Vectors | None:
        """What each wording of a statement means, where something knows that.

        Names have no meaning: a model takes one in another spelling or script for another name.
        """
        if self.embedder is None or self.shape is not Shape.STATEMENT:
            return None
        return vectors_of([form.text for form in self.forms], self.embedder)

    def _weighed(self, bags: Sequence[Iterable[str]]) -> Bags:
        counts, words = counted(bags)
        rarity = self.articles.rarity
        return Bags(counts, np.array([rarity.get(word, 1.0) for word in words] or [1.0]))


def evidence(subjects: Subjects, pairs: Pairs) -> dict[str, Array]:
    """The columns for each pair, by name."""
    found = _COLUMNS[subjects.shape]
    articles = subjects.articles.evidence(
        subjects.document[pairs.left], subjects.document[pairs.right]
    )
    event = np.minimum(articles["articles_cosine"], _ONE_EVENT)
    return {**articles, **found(subjects, pairs, event), **_meaning(subjects, pairs)}


def _meaning(subjects: Subjects, pairs: Pairs) -> dict[str, Array]:
    """How near statements are in what they mean: a column only where something knows that."""
    meanings = subjects.meanings
    if meanings is None:
        return {}
    return {"meaning": nearness(meanings, pairs.left_form, pairs.right_form)}


def columns(found: Mapping[str, Array], names: Sequence[str]) -> Array:
    """Some columns side by side."""
    return np.column_stack([found[name] for name in names])


def _statements(subjects: Subjects, pairs: Pairs, event: Array) -> dict[str, Array]:
    left, right = pairs.left_form, pairs.right_form
    numbers, negated = subjects.numbers, subjects.negated
    same = numbers.count(left, right)
    differ = (numbers.size[left] > same) & (numbers.size[right] > same)
    return {
        "shared": np.log1p(subjects.bags.count(left, right)),
        "lead_event": _mean(subjects.lead, pairs) * event,
        "numbers": np.minimum(same, 2),
        "numbers_differ": differ * 1.0,
        "negation": (negated[left] != negated[right]) * 1.0,
    }


def _names(subjects: Subjects, pairs: Pairs, _event: Array) -> dict[str, Array]:
    left, right = pairs.left_form, pairs.right_form
    aligned = align(subjects.tokens, left, right).astype(float)
    found = {name: aligned[:, place] for place, name in enumerate(COLUMNS)}
    spelling = _spelling(subjects, pairs, found["overlap"])
    one, other = subjects.common[pairs.left], subjects.common[pairs.right]
    alike = np.maximum(np.maximum(found["inside"], spelling), found["initials"]) > 0.5
    first, second = subjects.sorts[left], subjects.sorts[right]
    claimed, lead = subjects.claimed, _mean(subjects.lead, pairs)
    foremost = _mean(subjects.foremost, pairs)
    return {
        **found,
        "common": np.log1p(_common(subjects, pairs, found["overlap"])),
        "spelling": spelling,
        "names_differ": (~one & ~other & ~alike) * 1.0,
        "name_and_noun": (one != other) * 1.0,
        "nouns": (one & other) * 1.0,
        "nouns_differ": (one & other & ~alike) * 1.0,
        "persons": ((first & second & Sort.PERSON) > 0) * 1.0,
        "sorts_differ": _differ(first, second),
        "claimed": np.where(alike, _USUAL, _known(claimed[pairs.left] * claimed[pairs.right])),
        "lead": lead,
        "lead_noun": lead * (one != other),
        "foremost_noun": foremost * (one != other),
        "spread": _mean(subjects.spread, pairs),
        "surroundings": cosines(subjects.surroundings, pairs.left, pairs.right),
    }


def _sources(subjects: Subjects, pairs: Pairs, _event: Array) -> dict[str, Array]:
    """How likely two sources are one, as log odds: nothing is known of pairs to learn from.

    That is how alike they are called; or, where one long quotation is given to both, how often
    such sources were one: 36 of 38 times.
    """
    forms, rarity = subjects.forms, subjects.rarity
    wordings, place = np.unique(
        np.column_stack((pairs.left_form, pairs.right_form)), axis=0, return_inverse=True
    )
    alike = np.array([forms[a].likeness(forms[b], rarity).score for a, b in wordings.tolist()])
    likely = np.clip(alike, 0.004, 0.99)[place.ravel()] if len(pairs) else np.zeros(0)
    ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    quoted = np.array([pair in subjects.quoted for pair in ends], float)
    likely = np.maximum(likely, _QUOTED * quoted)
    return {"called": np.log(likely / (1 - likely)), "quoted": quoted}


def _mean(values: Array, pairs: Pairs) -> Array:
    """The geometric mean of both ends."""
    return np.sqrt(values[pairs.left] * values[pairs.right])


def _known(values: Array) -> Array:
    """What is not known is taken for what is usual."""
    return np.where(np.isnan(values), _USUAL, values)


def _spelling(subjects: Subjects, pairs: Pairs, overlap: Array) -> Array:
    """How alike names are spelt; where vowels are not written, the part of the words they share."""
    spelling, bare = _scores(subjects, pairs, fuzz.token_set_ratio), subjects.unvowelled
    either = bare[pairs.left_form] | bare[pairs.right_form]
    return np.where(either, np.maximum(spelling, overlap), spelling)


def _common(subjects: Subjects, pairs: Pairs, overlap: Array) -> Array:
    """What the words weigh that both have; in other scripts, those that are taken for the same."""
    left, right, bags = pairs.left_form, pairs.right_form, subjects.bags
    alike = overlap * np.minimum(bags.totals[left], bags.totals[right])
    shared = bags.shared(left, right)
    either = subjects.foreign[left] | subjects.foreign[right]
    return np.where(either, np.maximum(shared, alike), shared)


def _scores(subjects: Subjects, pairs: Pairs, scorer: Callable[..., float]) -> Array:
    """A rapidfuzz score of the gists, 0 to 1."""
    gists = subjects.gists
    ones, others = [gists[i] for i in pairs.left_form], [gists[i] for i in pairs.right_form]
    return process.cpdist(ones, others, scorer=scorer, workers=1).astype(float) / 100


def _differ(first: NDArray[np.int64], second: NDArray[np.int64]) -> Array:
    """One is a person and the other a place, or one person and the other several."""
    person, people, place = Sort.PERSON, Sort.PEOPLE, Sort.PLACE
    clash = np.zeros(len(first), bool)
    for one, other in ((first, second), (second, first)):
        clash |= ((one & person) > 0) & ((other & (people | place)) > 0) & ((other & person) == 0)
    return clash * 1.0


def _words(form: Form) -> Sequence[str]:
    if isinstance(form, Statement):
        return sorted(form.content)
    return form.core if isinstance(form, Name) else form.words


def _numbers(form: Form) -> Sequence[str]:
    return sorted(form.numbers) if isinstance(form, Statement) else ()


def _negated(form: Form) -> bool:
    return isinstance(form, Statement) and form.negated


def _is_common(form: Form) -> bool:
    return isinstance(form, Name) and form.generic


def _sort(form: Form) -> int:
    if not isinstance(form, Name):
        return 0
    sort = sort_of(form)
    if not sort and not form.generic and len(form.core) > 1:
        sort = Sort.PERSON  # a name of two words: a person more often than not
    return int(sort)


_COLUMNS = {Shape.STATEMENT: _statements, Shape.NAME: _names, Shape.SOURCE: _sources}
