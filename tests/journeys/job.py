"""The main job by keys: import, tag, attribute, undo, match, decide, quit, reopen, export."""

import re
from collections.abc import Callable, Iterable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, NamedTuple

from annotations.formats import plain
from annotations.model import Link, Span
from annotations.store import reading
from annotations.text.candidates import candidates
from annotations.text.segments import Segments
from annotations.workspace import Workspace
from tests.journeys.seats import Seat
from tui.screens.proposals.filters import Filters

SitDown = Callable[..., AbstractAsyncContextManager[Seat]]
"""Opens the program on a workspace file, for ana unless another annotator is named."""

KINDS = (("y", "same"), ("n", "different"), ("m", "unsure"))


class Plan(NamedTuple):
    """What is to be tagged in both of two articles; made from their texts."""

    files: tuple[Path, Path]
    """The articles."""
    entities: tuple[str, ...]
    """Three names that both have."""
    sources: tuple[tuple[str, str], tuple[str, str]]
    """Two other names of each."""
    claims: tuple[tuple[int, ...], tuple[int, ...]]
    """Three sentences of each, by number."""


def plan(one: Path, other: Path) -> Plan:
    """Choose what to tag in two articles, from what the program itself would suggest."""
    texts = [_text(path) for path in (one, other)]
    names = [_names(text) for text in texts]
    shared = [name for name in names[0] if name in names[1]]
    assert len(shared) >= 3, "the articles must have three names in common"
    own = [[name for name in some if name not in shared[:3]][:2] for some in names]
    claims = [_sentences(text) for text in texts]
    sources = ((own[0][0], own[0][1]), (own[1][0], own[1][1]))
    return Plan((one, other), tuple(shared[:3]), sources, (claims[0], claims[1]))


def _text(path: Path) -> str:
    incoming = plain.read(path.read_bytes(), path.name, markdown=path.suffix == ".md")
    return incoming.articles[0][1].text


def _names(text: str) -> list[str]:
    """The names of a text that a search finds where they stand first, without what is doubtful."""
    found = (c for c in candidates(Segments(text)) if c.label == "entity")
    names = dict.fromkeys(text[c.start : c.end] for c in found)
    # A search finds letters inside words and other names too: those stay out of the journey.
    return [name for name in names if sum(name in other for other in names) == 1]


def _sentences(text: str) -> tuple[int, ...]:
    """Which `)` from the start of the article lead to sentences of some length: three of them."""
    segments, at, good = Segments(text), 0, []
    for number in range(1, 60):
        at = segments.next_sentence(at)
        stretch = segments.sentence(at)
        if stretch.end - stretch.start > 40 and segments.quotation(at) is None:
            good.append(number)
    assert len(good) >= 3, "the articles must have three sentences"
    return tuple(good[:3])


class Kept(NamedTuple):
    """All that a person has done in a file."""

    spans: list[Span]
    attributions: list[Any]
    links: list[Link]
    states: list[Any]


def kept(path: Path) -> Kept:
    """Read all that is in a file, which must be sound."""
    with Workspace.open(path, "ana") as ws:
        assert ws.history.check() == []
        return Kept(
            reading.spans(ws.store),
            reading.attributions(ws.store),
            list(ws.links.queue()),
            [(article.name, article.state) for article in ws.articles.overview()],
        )


async def whole_job(case: Path, todo: Plan, sit_down: SitDown) -> None:
    """Do the whole job in one file, checking on the way."""
    with Workspace.open(case, "ana", create=True) as ws:
        async with sit_down(case) as seat:
            job = Job(seat, ws, todo)
            await job.import_and_open()
            await job.tag()
            await job.attribute()
            assert_tagged(case, todo)
            await job.undo_and_redo_half()
            await job.match_and_decide()
            places = await job.go_somewhere()
            await job.quit()
        before = kept(case)
        assert {link.kind for link in before.links} >= {"same", "different", "unsure"}
        async with sit_down(case) as seat:
            job = Job(seat, ws, todo)
            await job.reopen(places)
            await seat.press("L")
            await job.export()
            await job.quit()
        assert kept(case) == before
    await round_trip(case, todo, before, sit_down)


def assert_tagged(case: Path, todo: Plan) -> None:
    """Both articles have all that was tagged, word for word."""
    found = kept(case)
    tagged = sorted((span.label, span.text) for span in found.spans if span.label != "claim")
    wanted = [("entity", name) for name in todo.entities for _ in (0, 1)]
    wanted += [("source", name) for names in todo.sources for name in names]
    assert tagged == sorted(wanted)
    assert sum(span.label == "claim" for span in found.spans) == 6
    assert len(found.attributions) == 4


class Job:
    """The parts of the job, each by keys, at one seat."""

    def __init__(self, seat: Seat, ws: Workspace, todo: Plan) -> None:
        self.seat, self.ws, self.todo = seat, ws, todo

    def acts(self) -> int:
        """How many acts the file has."""
        return int(self.ws.store.value("select count(*) from history"))

    async def act(self, *keys: str, says: str) -> None:
        """Press keys that make one act: it is in the file, and the status line says so."""
        acts = self.acts() + 1
        await self.seat.press(*keys)
        await self.seat.until(lambda: self.acts() >= acts, f"act {acts} after {keys}")
        await self.seat.says(says)
        assert self.acts() == acts

    async def asked(self, question: str) -> None:
        """Wait until a dialog asks something, in a row of its own."""
        await self.seat.sees(f"\n {question}")

    async def import_and_open(self) -> None:
        """Import both articles by their paths, mark both, open them side by side."""
        await self.seat.sees("No article here yet")
        for number, file in enumerate(self.todo.files, 1):
            await self.seat.press("i")
            await self.asked("Import")
            await self.seat.type(str(file))
            await self.act("enter", says="1 imported")
            await self.seat.sees(f" {number} article")
        await self.open_both()
        await self.seat.says("nothing tagged")

    async def open_both(self) -> None:
        """Mark both articles in the Library, and open them side by side."""
        await self.seat.press("space")
        await self.seat.says("1 marked")
        await self.seat.press("j", "space")
        await self.seat.says("2 marked")
        await self.seat.press("enter")
        await self.seat.says("   right ")

    async def tag(self) -> None:
        """Tag three entities, two sources and three claims in either pane."""
        for side in (0, 1):
            for name in self.todo.entities:
                await self.tag_name(name, "e", "entity")
            for name in self.todo.sources[side]:
                await self.tag_name(name, "s", "source")
            for number in self.todo.claims[side]:
                await self.act("g", *str(number), ")", "c", says="claim: “")
            if side == 0:
                await self.seat.press("tab")

    async def tag_name(self, name: str, key: str, label: str) -> None:
        """Search for a name, and tag what was found."""
        await self.seat.press("g", "/")
        await self.asked("Search")
        await self.seat.type(name)
        await self.seat.press("enter")
        await self.seat.says("hit 1 of")
        await self.act(key, says=f"{label}: “{name}”")

    async def attribute(self) -> None:
        """Attribute two claims of either article to the nearest source."""
        for side in (1, 0):
            for number in self.todo.claims[side][:2]:
                await self.seat.press("g", *str(number), ")", "a")
                await self.asked("This claim rests on")
                await self.act("enter", says="the claim rests on “")
            await self.seat.press("tab")

    async def undo_and_redo_half(self) -> None:
        """Take half of all acts back, and do them again."""
        before = kept(self.ws.path)
        half = (self.acts() - 2) // 2
        for _ in range(half):
            await self.act("u", says="took back: ")
        assert len(kept(self.ws.path).spans) < len(before.spans)
        for _ in range(half):
            await self.act("U", says="did again: ")
        assert kept(self.ws.path) == before

    async def match_and_decide(self) -> None:
        """Run the matcher in the Library, then judge: yes, no, unsure, and leave the rest."""
        await self.seat.press("L", "M")
        await self.seat.says("pairs proposed over 16 spans")
        waiting = self.ws.links.queue(Filters().wanted()).waiting
        assert waiting > len(KINDS), "the journey needs more proposals"
        await self.seat.press("p")
        await self.seat.sees(f"0 of {waiting} decided")
        for judged, (key, kind) in enumerate(KINDS, 1):
            await self.act(key, says=f"{kind}: “")
            await self._has_decided(judged)
        await self.act("u", says="took back: ")
        await self._has_decided(2)
        await self.act("U", says="did again: ")
        await self._has_decided(3)

    async def _has_decided(self, number: int) -> None:
        """Wait until the head says that so many are decided; of how many, the verdicts teach."""
        await self.seat.sees(f"─  {number} of ")

    async def go_somewhere(self) -> list[str]:
        """Back in the Reader, go to a place in each pane; gives what the screen says of both."""
        await self.seat.press("escape")
        await self.seat.says("   right ")
        await self.seat.press("g", "7", "j", "4", "w", "tab", "g", "9", "j", "2", "w")
        await self.seat.says("right 10/")
        await self.seat.says("left 8/")
        return self.rows()

    def rows(self) -> list[str]:
        """Where the status line says that one is, left and right."""
        return re.findall(r"(?:left|right) \d+/\d+", self.seat.shown())

    async def reopen(self, places: Iterable[str]) -> None:
        """Open both articles again: each is where one left off."""
        await self.seat.sees(" 2 articles ")
        await self.open_both()
        await self.seat.says("right 10/")
        assert self.rows() == list(places)

    async def export(self) -> None:
        """Export documents and links from the Library to where it suggests."""
        for what in ("documents", "links"):
            await self.seat.press("E")
            await self.asked("Export")
            await self.seat.type(what)
            await self.seat.press("enter")
            await self.asked(f"Export {what} to")
            await self.seat.press("enter")
            await self.seat.says(f" of {what} in ")

    async def quit(self) -> None:
        """Quit."""
        await self.seat.press("q")
        await self.seat.left()


async def round_trip(case: Path, todo: Plan, before: Kept, sit_down: SitDown) -> None:
    """Import what was exported into a new file: what that exports is the same, byte by byte."""
    again = case.parent / "again" / case.name
    again.parent.mkdir()
    with Workspace.open(again, "ben", create=True) as ws:
        async with sit_down(again) as seat:
            job = Job(seat, ws, todo)
            await seat.sees("No article here yet")
            for what, said in (("documents", "2 imported"), ("links", "0 imported")):
                await seat.press("i")
                await job.asked("Import")
                await seat.type(str(exported(case, what)))
                await job.act("enter", says=said)
            await job.export()
            await job.quit()
    for what in ("documents", "links"):
        assert exported(again, what).read_bytes() == exported(case, what).read_bytes()
    assert kept(again)[:3] == before[:3]


def exported(case: Path, what: str) -> Path:
    """Where the Library puts an export unless told otherwise."""
    return case.with_name(f"{case.stem}-{what}.jsonl")
