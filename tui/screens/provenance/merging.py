"""How groups are made one: which spans are joined, what speaks against it, what is shown before."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from textual.content import Content

from annotations.errors import Refused
from annotations.model import Meaning, Span
from annotations.provenance import wording
from annotations.provenance.case import Case
from annotations.provenance.clusters import Standing
from annotations.provenance.groups import Group
from annotations.workspace import Workspace
from tui.text.display import one_line
from tui.widgets.lines import plain, styled

_NAME = 32
"""Cells of a name in a sentence."""


class Joint(NamedTuple):
    """Two spans that are to be said to be the same."""

    left: Span
    """A mention of one group."""
    right: Span
    """A mention of another."""
    is_judged: bool
    """Whether the pair was judged before, and left open."""

    @property
    def is_link(self) -> bool:
        """Whether they lie in different articles; else they are two mentions in one."""
        return self.left.document != self.right.document


def quoted(group: Group) -> str:
    """A group's name in a sentence."""
    return f"“{one_line(group.name, _NAME)}”"


def refusal(case: Case, groups: Sequence[Group], opens: str) -> str | None:
    """Why groups cannot be made one, and what to do; None where they can.

    Args:
        case: What follows from the annotation.
        groups: Two or more.
        opens: The key that opens a group.
    """
    for one, other in combinations(groups, 2):
        if one.label != other.label:
            both = f"{quoted(one)} is {one.label}, {quoted(other)} {other.label}"
            return f"not of one label: {both} · Esc forgets the marks"
        if case.standing(one, other) is Standing.BLOCKED:
            both = f"{quoted(one)} ≠ {quoted(other)}"
            return f"judged not the same: {opens} on one, x there takes that back: {both}"
    return None


def plan(case: Case, groups: Sequence[Group]) -> list[Joint]:
    """Which spans to join so that groups become one: links first, as each group allows.

    Mentions are joined by hand only where a group lies in the same one article as all others.
    """
    judged = {frozenset((edge.left, edge.right)) for edge in case.material.edges}
    joined, left = [groups[0]], list(groups[1:])
    found = []
    while left:
        pairs = ((one, other) for other in left for one in joined)
        one, other = next((pair for pair in pairs if _are_apart(*pair)), (joined[0], left[0]))
        found.append(_joint(one, other, judged))
        joined.append(other)
        left.remove(other)
    return found


def _are_apart(one: Group, other: Group) -> bool:
    """Whether a span of the one and a span of the other lie in different articles."""
    return len({*one.articles, *other.articles}) > 1


def _joint(one: Group, other: Group, judged: set[frozenset[str]]) -> Joint:
    """A pair of two groups: in different articles and not judged yet, where there is such a one."""
    pairs = [(a, b) for a in one.spans for b in other.spans]
    links = [(a, b) for a, b in pairs if a.document != b.document]
    new = (pair for pair in links if frozenset((pair[0].id, pair[1].id)) not in judged)
    pair = next(new, None)
    if pair is not None:
        return Joint(*pair, is_judged=False)
    return Joint(*(links or pairs)[0], is_judged=bool(links))


def preview(case: Case, joints: Iterable[Joint]) -> list[Content]:
    """What is about to be joined, a line each."""
    return [_line(case, joint) for joint in joints]


def _line(case: Case, joint: Joint) -> Content:
    ends = [
        (one_line(span.text, _NAME), wording.called(case.articles[span.document], span.document))
        for span in (joint.left, joint.right)
    ]
    (left, there), (right, here) = ends
    if not joint.is_link:
        where = styled(f"  two mentions in {one_line(there, _NAME)}", "$text-muted")
        return Content.assemble(plain(f"“{left}” = “{right}”"), where)
    where = styled(f"  {one_line(there, 24)} = {one_line(here, 24)}", "$text-muted")
    unsure = styled("  judged unsure so far", "$warning") if joint.is_judged else ""
    return Content.assemble(plain(f"“{left}” = “{right}”"), where, unsure)


def merge(workspace: Workspace, joints: Sequence[Joint]) -> int:
    """Join spans: all links that are new in one act, any other pair in an act of its own.

    Returns:
        How many acts it took.

    Raises:
        Refused: The codebook has no kind of link for it; or a pair cannot be joined.
    """
    kind = workspace.codebook().kind_meaning(Meaning.SAME)
    if kind is None:
        raise Refused('no kind of link means "same": give the codebook one')
    new = [joint for joint in joints if joint.is_link and not joint.is_judged]
    if new:
        workspace.links.confirm([(joint.left.id, joint.right.id) for joint in new], kind.name)
    for joint in joints:
        if joint.is_judged:
            workspace.links.decide(joint.left.id, joint.right.id, kind.name)
        elif not joint.is_link:
            workspace.naming.join(joint.left.id, joint.right.id)
    return bool(new) + sum(joint not in new for joint in joints)


def outcome(acts: int, spans: Mapping[str, str], undo: str) -> str:
    """What merging came to.

    Args:
        acts: How many acts it took.
        spans: For one span of each group, the group that it belongs to by now.
        undo: The key that takes an act back.
    """
    left = len(set(spans.values()))
    back = f"{undo} takes it back" if acts == 1 else f"{undo} {acts} times takes it back"
    if left == 1:
        return f"merged: one group now · {back}"
    return f"{left} groups are left: other verdicts stand between them · {back}"
