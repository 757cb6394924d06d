"""The key that confirms many pairs at one go: a threshold, a preview, one act."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from textual.content import Content

from annotations.model import Link, Meaning
from annotations.workspace import Workspace
from annotations.workspace.pool import State
from annotations.workspace.queue import Queue, Queued, Wanted
from tui.screens.dialogs import Preview
from tui.screens.proposals.asking import Nothing, Threshold
from tui.screens.proposals.case import names
from tui.screens.proposals.grouping import Grouping
from tui.screens.proposals.wording import likely, words
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import styled

_USUAL = "95"
_LEAST = 50
_QUESTION = "Confirm all that are at least so likely (%)"
_HINT = "shows them first, Esc leaves it"
_TYPED = 10
"""Cells of what was typed and is no percentage."""
_LABEL, _NAME = 8, 10
"""Cells of a label, and of what an article is called at least."""
_BESIDE = 7 + _LABEL + 2
"""Cells of how likely a pair is and of its label."""
_BETWEEN = " · "
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

        self._ask_how_likely(_QUESTION, _USUAL)

    def _ask_how_likely(self, question: str, value: str) -> None:
        async def done(given: str | None) -> None:
            if given is None:
                return
            if percent := _percent(given):
                await self._preview(percent)
            else:
                typed = one_line(given, _TYPED)
                self._ask_how_likely(f"“{typed}” is no percentage from {_LEAST} to 100", given)

        self.app.push_screen(Threshold(question, value, hint=_HINT), done)

    def _same(self) -> str | None:
        kind = self.diptych.codebook.kind_meaning(Meaning.SAME)
        return kind.name if kind else None

    async def _preview(self, percent: float) -> None:
        wanted = self.filters.wanted()
        offered = await self.work(lambda ws: _offered(ws, wanted, percent / 100))
        if offered is None:
            return
        left_out = [*_left_out(offered, self._key("proposals.contradictions"))]
        if not offered.links:
            why = f"Nothing to confirm that waits and is {percent:g} % likely or more"
            self.app.push_screen(Nothing(why, left_out))
            return
        question = f"Confirm {counted(len(offered.links), 'pair')} as {self._same()}?"

        async def done(agreed: bool | None) -> None:  # noqa: FBT001 (what the dialog gives)
            if agreed:
                await self._confirm(offered.links)

        lines = [*left_out, *_lines(offered, self.size.width - 4)]
        self.app.push_screen(Preview(question, lines), done)

    async def _confirm(self, links: list[Link]) -> None:
        kind, before = self._same() or "", self._queue
        pairs = [(link.left.id, link.right.id) for link in links]
        judged = await self.work(lambda ws: ws.links.confirm(pairs, kind))
        if judged is None:
            return
        await self.refresh_from_store()
        settled = self._settled(before)
        if self._state() is not State.OPEN:
            await self._go_on(self._at)
        if not judged:
            self.say("nothing confirmed: all are judged or settled by now", tone="$warning")
            return
        said = f"{counted(judged, 'pair')} confirmed as {kind}{settled}: {self._waiting()}"
        self.say(f"{said} · {self._key('proposals.undo')} takes all back")


def _percent(given: str) -> float | None:
    """A percentage as typed; None where it is none, or too low."""
    try:
        percent = float(given.strip().rstrip("%").strip().replace(",", "."))
    except ValueError:
        return None
    return percent if _LEAST <= percent <= 100 else None


def _offered(workspace: Workspace, wanted: Wanted, least: float) -> Offered:
    """What could be confirmed, and how much that is as likely is left out."""
    links = workspace.links.above(least, wanted)
    taken = {(link.left.id, link.right.id) for link in links}
    queue = workspace.links.queue(replace(wanted, judged=False))
    rest = [row for row in _likely(queue, least) if row[:2] not in taken]
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


def _left_out(offered: Offered, contradictions: str) -> Iterator[Content]:
    """What is left out, and why, in a line each."""
    if offered.contradictions:
        told = counted(offered.contradictions, "possible contradiction")
        yield styled(f"left out: {told} ({contradictions} shows them)", "$warning")
    if offered.others:
        told = counted(offered.others, "other pair")
        yield styled(f"left out, as settled by these or doubtful: {told}", "$warning")


def _lines(offered: Offered, width: int) -> Iterator[Content]:
    """A line for each pair, with its articles where there are more than two."""
    several = len(offered.names) > 2
    name = max(_NAME, width // 7) * several
    room = width - _BESIDE - 2 * (name + len(_BETWEEN)) * several
    for link in offered.links[:_SHOWN]:
        yield Content.assemble(
            styled(likely(link), "bold $accent"),
            one_line(link.left.label, _LABEL).ljust(_LABEL),
            "  ",
            *words(link, room),
            styled(_where(link, offered.names, name), "$text-muted"),
        )
    if len(offered.links) > _SHOWN:
        yield styled(f"… and {len(offered.links) - _SHOWN:,} more", "$text-muted")


def _where(link: Link, names: Mapping[str, str], cells: int) -> str:
    """The articles of both ends, each in so many cells."""
    both = (names.get(end.document, "") for end in (link.left, link.right))
    return "   " + _BETWEEN.join(one_line(name, cells) for name in both) if cells else ""
