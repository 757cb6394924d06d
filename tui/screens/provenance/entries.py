"""The register's rows: what is known of each group, and how that is said."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from textual.content import Content

from annotations.codebook import Codebook, Role
from annotations.provenance import wording
from annotations.provenance.case import Case
from annotations.provenance.groups import Group
from tui.text.amounts import counted
from tui.widgets.lines import plain, styled


class Known(NamedTuple):
    """A group, and what the register tells of it."""

    group: Group
    """Its mentions."""
    rests: int
    """How many claims are attributed to it."""
    outlet: str
    """The outlet with articles here that it is; empty for none."""
    is_unnamed: bool
    """Whether it is a source that is described only."""
    waiting: int
    """How many proposals wait at its mentions."""
    says: str
    """Its name and all its wordings, folded, to be searched in."""

    @property
    def note(self) -> str:
        """What stands out, in a word: the most urgent of it."""
        found = {
            "clash": bool(self.group.clashes),
            "unnamed": self.is_unnamed,
            "outlet": bool(self.outlet),
            "named": self.group.is_named,
        }
        return next((word for word, holds in found.items() if holds), "")


def known(case: Case) -> list[Known]:
    """What is known of each group, in the order in which each is first mentioned."""
    ground = case.ground
    rests: dict[str, set[str]] = defaultdict(set)
    for claim in case.claims:
        for span in claim.spans:
            for source in ground.rests.get(span.id, ()):
                rests[ground.source[source.id]].add(claim.id)
    return [
        Known(
            group,
            len(rests[group.id]),
            ground.outlet_of.get(group.id, ""),
            group.id in ground.unnamed,
            case.waiting.get(group.id, 0),
            " ".join([group.name, *(variant.text for variant in group.variants)]).casefold(),
        )
        for group in case.groups
    ]


# -- which, and in what order --------------------------------------------------------------------

Order = tuple[str, Callable[[Known], tuple[object, ...]]]

ORDERS: tuple[Order, ...] = (
    ("most mentions first", lambda one: (-len(one.group.spans), -len(one.group.articles))),
    ("by name", lambda one: (one.group.name.casefold(),)),
    ("in most articles first", lambda one: (-len(one.group.articles), -len(one.group.spans))),
)
"""In what order groups stand, in words; equal ones as they are first mentioned."""


class View(NamedTuple):
    """Which groups are listed."""

    name: str
    """What to call them."""
    lets: Callable[[Known], bool]
    """Whether a group is among them."""


def views(codebook: Codebook) -> list[View]:
    """What can be listed: entities and sources, everything, each label."""
    return [
        View("entities and sources", lambda one: one.group.role is not Role.CLAIM),
        View("all labels", lambda _: True),
        *(View(f"only {label.name}", _has(label.name)) for label in codebook.labels),
    ]


def _has(label: str) -> Callable[[Known], bool]:
    return lambda one: one.group.label == label


CLASHES = View("clashing verdicts", lambda one: bool(one.group.clashes))
"""The groups of which verdicts say both."""


# -- in words ------------------------------------------------------------------------------------


def places(case: Case, group: Group) -> str:
    """The outlets that mention it, each with how often, the most frequent first."""
    count = Counter(
        wording.called(case.articles[span.document], span.document) for span in group.spans
    )
    return ", ".join(
        f"{name} ({times})" if times > 1 else name for name, times in count.most_common()
    )


def about(case: Case, one: Known, opens: str) -> Iterator[Content]:
    """What is told of a group below the list, a line each.

    Args:
        case: What follows from the annotation.
        one: The group.
        opens: The key that opens it.
    """
    group = one.group
    name = Content.assemble(styled("named ", "$text-muted"), plain(group.name), " · ")
    called = name if group.is_named else Content("")
    variants = " · ".join(f"“{variant.text}” {variant.mentions}" for variant in group.variants)
    yield Content.assemble(called, styled("wordings: ", "$text-muted"), plain(variants))
    articles = counted(len(group.articles), "article")
    yield Content.assemble(styled(f"in {articles}: ", "$text-muted"), plain(places(case, group)))
    yield from (line for line in (_rests(case, one), _next(one, opens)) if line)


def _rests(case: Case, one: Known) -> Content:
    """What a source carries, or what a claim rests on."""
    if one.group.role is Role.CLAIM:
        found = wording.summary(case, case.roots[one.group.id])
        return Content.assemble(plain(found))
    told = [f"{counted(one.rests, 'claim')} {'rests' if one.rests == 1 else 'rest'} on it"]
    if one.outlet:
        articles = counted(len(case.ground.articles_of[one.outlet]), "article")
        told.append(f"an outlet with {articles} here")
    if one.is_unnamed:
        told.append("described only: nobody is named")
    said = one.rests or one.outlet or one.is_unnamed or one.group.role is Role.SOURCE
    return plain(" · ".join(told)) if said else Content("")


def _next(one: Known, opens: str) -> Content:
    """What is to be done about it."""
    if one.group.clashes:
        said = f" clash · its verdicts contradict each other: {opens} shows the way, link by link"
        return styled(said, "$error")
    if one.waiting:
        return styled(f"{counted(one.waiting, 'proposal')} wait at it", "$warning")
    return Content("")


def letters(codebook: Codebook) -> Mapping[str, str]:
    """The letter that stands for each label, as in the gutter of a text."""
    return {
        label.name: (label.key if len(label.key) == 1 else label.name[:1])
        for label in codebook.labels
    }
