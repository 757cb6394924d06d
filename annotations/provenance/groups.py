"""Same-claim, same-source and same-entity groups: what verdicts made one thing, and its name."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from annotations.codebook import Role
from annotations.matching.normal import words
from annotations.matching.vocabulary import FUNCTION_WORDS
from annotations.model import Span
from annotations.provenance.clusters import Clusters, Edge


class Variant(NamedTuple):
    """One wording of a group, whatever its case and spacing."""

    text: str
    """As it is written most often."""
    mentions: int
    """How many mentions have it."""


class Group(NamedTuple):
    """Spans that are one thing."""

    id: str
    """Identifier of one of its spans: it stays as long as the group grows by later ones."""
    label: str
    """The label of all its spans."""
    role: Role
    """What that label plays."""
    name: str
    """What to call it: as a person named it, else its most informative mention."""
    is_named: bool
    """Whether a person named it."""
    spans: tuple[Span, ...]
    """Its mentions, in the order of import and reading."""
    articles: tuple[str, ...]
    """The articles with a mention, in the order of import."""
    clashes: tuple[Edge, ...]
    """Verdicts that two of its spans are not the same, though others say that they are."""

    @property
    def variants(self) -> list[Variant]:
        """Its wordings, the most frequent first, equal ones in the order of import and reading."""
        wordings: dict[str, Counter[str]] = {}
        for span in self.spans:
            shown = " ".join(span.text.split())
            wordings.setdefault(shown.casefold(), Counter())[shown] += 1
        found = (Variant(texts.most_common(1)[0][0], texts.total()) for texts in wordings.values())
        return sorted(found, key=lambda variant: -variant.mentions)


class Groups:
    """All groups of some spans."""

    def __init__(
        self,
        spans: Iterable[Span],
        clusters: Clusters,
        roles: Mapping[str, Role],
        names: Mapping[str, str],
    ) -> None:
        """Group spans.

        Args:
            spans: All of them, in the order of import and reading.
            clusters: What is known to be the same.
            roles: What each label plays; spans of other labels are left out.
            names: What a person calls the thing that a span is a mention of, the newest first:
                of several names of one group that one is taken.
        """
        self.clusters = clusters
        self._age = {span: number for number, span in enumerate(names)}
        members: dict[tuple[str, str], list[Span]] = {}
        for span in spans:
            if span.label in roles:
                members.setdefault((clusters.of(span.id), span.label), []).append(span)
        self.all = tuple(
            self._group(key, roles[label], found, names) for (key, label), found in members.items()
        )
        """Every group, in the order in which each is first mentioned."""

    def _group(
        self, key: str, role: Role, spans: Sequence[Span], names: Mapping[str, str]
    ) -> Group:
        named = [span.id for span in spans if span.id in names]
        given = names[min(named, key=self._age.__getitem__)] if named else None
        return Group(
            id=key if any(span.id == key for span in spans) else min(span.id for span in spans),
            label=spans[0].label,
            role=role,
            name=given or _most_informative(spans),
            is_named=given is not None,
            spans=tuple(spans),
            articles=tuple(dict.fromkeys(span.document for span in spans)),
            clashes=tuple(sorted(self.clusters.conflicts(key))),
        )

    def __iter__(self) -> Iterator[Group]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def _by_span(self) -> dict[str, Group]:
        return {span.id: group for group in self.all for span in group.spans}

    @cached_property
    def by_id(self) -> Mapping[str, Group]:
        """Every group by its identifier."""
        return {group.id: group for group in self.all}

    def of(self, span: str) -> Group | None:
        """The group of a span; None where it is in none of them."""
        return self._by_span.get(span)

    def playing(self, role: Role) -> list[Group]:
        """The groups of all labels with a role."""
        return [group for group in self.all if group.role is role]


def _most_informative(spans: Sequence[Span]) -> str:
    """The mention that says most of what others say, too; of equal ones the one that says more.

    Counted in different words that carry meaning; of equal ones the first.
    """
    if len(spans) == 1:
        return " ".join(spans[0].text.split())
    texts = dict.fromkeys(" ".join(span.text.split()) for span in spans)
    said = {text: frozenset(words(text)) - FUNCTION_WORDS for text in texts}
    known = Counter(word for spoken in said.values() for word in spoken)
    return max(
        texts, key=lambda text: (sum(known[word] > 1 for word in said[text]), len(said[text]))
    )
