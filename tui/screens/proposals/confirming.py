"""The key that confirms many pairs at one go: a threshold, a preview, one act."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from textual.content import Content

from annotations.model import Link, Meaning
from annotations.workspace import Workspace
from annotations.workspace.pool import State
from annotations.workspace.queue import Queue, Queued
from tui.screens.dialogs import Ask, Preview
from tui.screens.proposals.base import changed
from tui.screens.proposals.case import names
from tui.screens.proposals.filters import Filters
from tui.screens.proposals.grouping import Grouping
from tui.screens.proposals.wording import likely, words
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import styled

_USUAL = "95"
_LEAST = 50
_LABEL = 8
"""Cells of a label."""
_SHOWN = 500
"""Pairs of a preview that are shown one by one."""


class Offered(NamedTuple):
    """What could be confirmed."""

    links: list[Link]
    """The pairs."""
    contradictions: int
    """How many likely ones are left out as they may contradict each other."""
    others: int
    """How many are left out because something else speaks against them, or as they follow."""
    names: Mapping[str, str]
    """What the articles are called."""


class Confirming(Grouping):
    """Confirming above a threshold."""

    async def action_above(self) -> None:
        """Ask how likely a pair must be, show what that is, and confirm it."""
        self.hush()
        if self._same() is None:
            self.complain("the codebook has no kind of link that means same")
            return

        async def done(given: str | None) -> None:
            if given is not None:
                await self._preview(given)

        hint = "per cent · a preview comes first · Esc leaves it"
        self.app.push_screen(
            Ask("Confirm all that are at least so likely", _USUAL, hint=hint), done
        )

    def _same(self) -> str | None:
        kind = self.diptych.codebook.kind_meaning(Meaning.SAME)
        return kind.name if kind else None

    async def _preview(self, given: str) -> None:
        percent = _percent(given)
        if percent is None:
            self.complain(f"“{given}” is no percentage from {_LEAST} to 100: nothing was confirmed")
            return
        filters = self.filters
        offered = await self.work(lambda ws: _offered(ws, filters, percent / 100))
        if offered is None:
            return
        left_out = _left_out(offered, self._key("proposals.contradictions"))
        if not offered.links:
            why = f": {left_out}" if left_out else ""
            self.say(f"nothing that waits is {percent:g} % likely or more{why}", tone="$warning")
            return
        question = f"Confirm {counted(len(offered.links), 'pair')} as {self._same()}?"

        async def done(agreed: bool | None) -> None:  # noqa: FBT001 (what the dialog gives)
            if agreed:
                await self._confirm(offered.links)

        width = self.size.width - 4
        self.app.push_screen(Preview(question, [*_lines(offered, left_out, width)]), done)

    async def _confirm(self, links: list[Link]) -> None:
        kind, before = self._same() or "", self._tally
        pairs = [(link.left.id, link.right.id) for link in links]
        judged = await self.work(lambda ws: ws.links.confirm(pairs, kind))
        if judged is None:
            return
        await self.refresh_from_store()
        settled = changed(before, self._tally)
        if self._state() is not State.OPEN:
            await self._go_on(self._at)
        said = f"{counted(judged, 'pair')} confirmed as {kind}{settled}: {self._waiting()}"
        self.say(f"{said} · {self._key('proposals.undo')} takes all back")


def _percent(given: str) -> float | None:
    """A percentage as typed; None where it is none, or too low."""
    try:
        percent = float(given.strip().rstrip("%").strip().replace(",", "."))
    except ValueError:
        return None
    return percent if _LEAST <= percent <= 100 else None


def _offered(workspace: Workspace, filters: Filters, least: float) -> Offered:
    """What could be confirmed, and how much that is as likely is left out."""
    links = workspace.links.above(least, filters.whole())
    taken = {(link.left.id, link.right.id) for link in links}
    rest = [row for row in _likely(workspace.links.queue(filters.whole()), least)
            if row[:2] not in taken]  # fmt: skip
    clashing = sum(row.conflict for row in rest)
    ends = {end.document for link in links[:_SHOWN] for end in (link.left, link.right)}
    return Offered(links, clashing, len(rest) - clashing, names(workspace, ends))


def _likely(queue: Queue, least: float) -> Iterator[Queued]:
    """The pairs of a queue, best first, that are so likely."""
    for place in range(len(queue)):
        row = queue.at(place)
        if row.score is None or row.score < least:
            return
        yield row


def _left_out(offered: Offered, contradictions: str) -> str:
    """What is left out, and why."""
    parts = []
    if offered.contradictions:
        told = counted(offered.contradictions, "possible contradiction")
        parts.append(f"{told} ({contradictions} shows them)")
    if offered.others:
        parts.append(f"{offered.others:,} that follow from these or have something against them")
    return " and ".join(parts)


def _lines(offered: Offered, left_out: str, width: int) -> Iterator[Content]:
    """A line for each pair, what is left out first."""
    if left_out:
        yield styled(f"left out: {left_out}", "$warning")
    room = max(24, width * 2 // 3 - 12)
    for link in offered.links[:_SHOWN]:
        yield Content.assemble(
            styled(likely(link), "bold $accent"),
            one_line(link.left.label, _LABEL).ljust(_LABEL),
            "  ",
            *words(link, room),
            styled(f"   {_where(link, offered.names)}", "$text-muted"),
        )
    if len(offered.links) > _SHOWN:
        yield styled(f"… and {len(offered.links) - _SHOWN:,} more", "$text-muted")


def _where(link: Link, names: Mapping[str, str]) -> str:
    """The articles of both ends."""
    both = (names.get(end.document, "") for end in (link.left, link.right))
    return " · ".join(one_line(name, 24) for name in both)
