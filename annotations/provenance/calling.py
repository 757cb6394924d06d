"""What sources and outlets are called, and which source is an outlet: names compared."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from annotations.matching.normal import plain, words
from annotations.matching.sources import Source
from annotations.provenance.groups import Group


def folded(text: str) -> tuple[str, ...]:
    """All words of a name, without "the" in front; of symbols only, the symbols."""
    spoken = words(text) or (plain(text),)
    return spoken[1:] if len(spoken) > 1 and spoken[0] == "the" else spoken


def _bare(text: str) -> str:
    """A name as it is written, without "the", the marks around it and a possessive."""
    shown = " ".join(text.split()).strip("'\"‘’“”«»")
    shown = shown.removesuffix("'s").removesuffix("’s")
    return shown[4:] if shown[:4].casefold() == "the " else shown


_BRACKETED = re.compile(r"\([^()]*\)?")
"""Where somebody belongs to, behind a description: "an official (Interior Ministry)"."""


class Wording(NamedTuple):
    """What a source is called in one place, as it is compared."""

    source: Source
    """What the words say."""
    is_described: bool
    """Whether nobody is named, but perhaps in brackets behind a description."""

    @property
    def words(self) -> tuple[str, ...]:
        """All of it, without "the" in front."""
        return folded(self.source.text)

    @property
    def name(self) -> tuple[str, ...]:
        """The name in it, without the kind of outlet."""
        return self.source.parts[0].words

    @classmethod
    def read(cls, text: str) -> "Wording":
        """Make a wording comparable."""
        source, outside = Source.read(text), _BRACKETED.sub(" ", text)
        described = bool(words(outside)) and Source.read(outside).anonymous
        return cls(source, source.anonymous or described)


class Outlets:
    """The outlets with articles here, by what they are called."""

    def __init__(self, outlets: Iterable[str]) -> None:
        short: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._full: dict[tuple[str, ...], str] = {}
        for outlet in outlets:
            self._full[folded(outlet)] = outlet
            short[Wording.read(outlet).name].append(outlet)
        self._short = {name: found[0] for name, found in short.items() if len(found) == 1}
        self._written = {_bare(outlet): outlet for outlet in self._full.values()}

    def called(self, wordings: Sequence[Wording]) -> str | None:
        """The outlet that goes by one of some wordings.

        Its full name goes before the name without its kind, which must be no other outlet's. Words
        that only describe somebody are an outlet's name if it is written so, capitals and all.
        """
        named = [one for one in wordings if not one.is_described]
        found = [
            *(self._written.get(_bare(one.source.text)) for one in wordings),
            *(self._full.get(one.words) for one in named),
            *(self._full.get(folded(one.source.parts[0].text)) for one in named),
            *(self._short.get(one.name) for one in named),
        ]
        return next(filter(None, found), None)


class Names(NamedTuple):
    """What a group of sources is called."""

    wordings: tuple[Wording, ...]
    """Every wording, the most frequent first; or the name that a person gave, and nothing else."""
    is_given: bool
    """Whether a person gave it."""
    is_unnamed: bool
    """Whether nobody is named, in any wording or by the name that somebody gave."""


def names_of(group: Group) -> Names:
    """What a group is called, in every wording."""
    wordings = tuple(Wording.read(variant.text) for variant in group.variants)
    called = (Wording.read(group.name),) if group.is_named else wordings
    return Names(called, group.is_named, all(one.is_described for one in (*called, *wordings)))


def gone_by(names: Mapping[str, Names]) -> dict[str, frozenset[tuple[str, ...]]]:
    """The names that each group goes by.

    A description is one of them where it is somebody's name but for its capitals.
    """
    all_named = {
        group: [one for one in found.wordings if not one.source.anonymous]
        for group, found in names.items()
    }
    proper = {one.words for named in all_named.values() for one in named}
    return {
        group: frozenset(one.name for one in all_named[group])
        | proper.intersection(one.words for one in found.wordings)
        for group, found in names.items()
    }
