"""The items of one label, and all that is asked about them before pairs of them are compared.

Everything is reckoned when it is first asked, once for all items or wordings.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from annotations.codebook import Shape
from annotations.matching.aligning import Tokens
from annotations.matching.bags import Array, Bags, Places, counted, unit
from annotations.matching.context import Articles, content
from annotations.matching.features import Form, Rarity
from annotations.matching.items import Item
from annotations.matching.names import Name
from annotations.matching.normal import stem
from annotations.matching.quotations import same_speakers
from annotations.matching.scripts import is_abjad
from annotations.matching.semantic import Embedder, Vectors, vectors_of
from annotations.matching.sorts import Sort, sort_of
from annotations.matching.statements import Statement
from annotations.text.segments import Stretch

_AROUND = 40
"""Codepoints on either side of a mention whose words count as its surroundings."""
_LEAD = 400
"""Codepoints from the start of an article within which it says what matters most."""


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
        first = (self.place[item.forms[0].identity] for item in self.items)
        return np.fromiter(first, np.int64, len(self.items))

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
        numbers = (sounds.setdefault(form.gist or form.key, len(sounds)) for form in self.forms)
        sound = np.fromiter(numbers, np.int64, len(self.forms))
        form, item = self.held
        shape = (len(sounds), len(self.texts))
        where = csr_matrix((np.ones(len(form)), (sound[form], self.document[item])), shape=shape)
        where.data[:] = 1.0
        return self.articles.part(self.document, where, sound[self.form])

    @cached_property
    def held(self) -> tuple[Places, Places]:
        """Each wording of each item: which wording, and which item; in the order of the items."""
        counts = np.fromiter((len(item.forms) for item in self.items), np.int64, len(self.items))
        forms = (self.place[form.identity] for item in self.items for form in item.forms)
        return (
            np.fromiter(forms, np.int64, int(counts.sum())),
            np.repeat(np.arange(len(self.items)), counts),
        )

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


def _words(form: Form) -> Sequence[str]:
    if isinstance(form, Statement):
        return form.telling
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
