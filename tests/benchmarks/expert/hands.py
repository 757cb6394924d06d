"""The expert at the keys of a running program."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations.workspace import Workspace
from tests import stock
from tests.benchmarks.expert.approaches import Candidates
from tests.benchmarks.expert.keyboard import Keys, hinted, key
from tests.benchmarks.expert.knowledge import Page, knowledge
from tests.benchmarks.expert.planner import MENTIONS, Move, Planner
from tests.benchmarks.expert.state import CANDIDATE, State, Strategy, Way
from tests.benchmarks.gold import GoldArticle, GoldSpan
from tests.stage import Stage, played
from tui.widgets.painting import GUTTER

_MENTIONS = "all mentions"
_REACH, _FAR_REACH = 3, 5  # keys of one move that are thought of, and where that leads nowhere
_MOST_IN_VAIN = 5  # attempts at one span
_TOGETHER = 3  # moves of one plan that are made before another, if all goes as planned


class WrongSpansError(AssertionError):
    """Something else than the gold spans is tagged."""


@dataclass
class Record:
    """What an expert did with an article."""

    keys: Counter[str] = field(default_factory=Counter)
    """Keys by label."""
    spans: Counter[str] = field(default_factory=Counter)
    """Spans by label."""
    ways: Counter[str] = field(default_factory=Counter)
    """Spans by the kind of way that led to them."""
    way_keys: Counter[str] = field(default_factory=Counter)
    """Keys by the kind of way."""
    untouched: list[GoldSpan] = field(default_factory=list)
    """The candidates before anything was tagged."""
    offered: int = 0
    """How often a candidate was selected, by a key or by itself."""
    accepted: int = 0
    """How often such a candidate was tagged as it stood."""
    adjusted: int = 0
    """How often it was tagged with other boundaries. All others were skipped."""
    surprises: int = 0
    """How often a key led elsewhere than planned."""
    log: list[tuple[GoldSpan, str, Keys]] = field(default_factory=list)
    """Each span that keys were pressed for, with its words and the keys."""


async def annotate(gold: GoldArticle, *, candidates: bool = True, counts: int = 9) -> Record:
    """Annotate an article, alone in a workspace of its own.

    Args:
        gold: The article and its spans.
        candidates: Whether candidates may be used.
        counts: The highest count that is typed.

    Raises:
        WrongSpansError: The spans in the file are not the gold ones.
    """
    with stock.workspaces("ana") as (workspace,):
        return await _annotated(workspace, gold, candidates=candidates, counts=counts)


async def annotate_together(golds: Iterable[GoldArticle], *, counts: int = 9) -> list[Record]:
    """Annotate articles one after the other in one workspace; takes and raises as `annotate`.

    What was tagged, taken and skipped in one is known in the next.
    """
    with stock.workspaces("ana") as (workspace,):
        return [await _annotated(workspace, one, candidates=True, counts=counts) for one in golds]


async def _annotated(
    workspace: Workspace, gold: GoldArticle, *, candidates: bool, counts: int
) -> Record:
    """Put an article into a workspace and annotate it there."""
    article = stock.add(workspace, gold.text, language=gold.language, title=gold.name)
    async with played(workspace.path, "ana", (article,)) as stage:
        alone = len(workspace.articles.ids()) == 1
        hands = Hands(stage, gold, candidates=candidates, counts=counts, alone=alone)
        await hands.do_all()
        spans = workspace.spans.in_article(article)
        await stage.press("q")  # which remembers the habits
    found = {(span.start, span.end, span.label) for span in spans}
    if found != set(gold.spans):
        raise WrongSpansError(f"{gold.name}: {sorted(found ^ set(gold.spans))}")
    return hands.record


class Hands:
    """Plans, types, looks, and plans again."""

    def __init__(
        self, stage: Stage, gold: GoldArticle, *, candidates: bool, counts: int, alone: bool = True
    ) -> None:
        """Sit down at a program that shows the article.

        Args:
            stage: The program.
            gold: The article and its spans.
            candidates: Whether candidates may be used.
            counts: The highest count that is typed.
            alone: Whether no other article is there, in which mentions would be tagged, too.
        """
        self._alone = alone
        self._stage, self._gold, self._with_candidates = stage, gold, candidates
        view = stage.view
        if view.text != gold.text:
            raise WrongSpansError(f"{gold.name}: the program keeps another text")
        rows = max(1, view.scrollable_content_region.height - 2)
        labels = stage.reader.diptych.codebook.labels
        cells = view.size.width - GUTTER
        self._page = Page(gold.text, gold.language, view._layout.width, cells, rows, labels)
        self._counts, self._planners = counts, dict[int, Planner]()
        self._done: frozenset[int] = frozenset()
        self._pressed: list[str] = []
        self._in_vain, self._reach = 0, _REACH
        self.record = Record()
        self.record.untouched = [
            GoldSpan(one.start, one.end, one.label) for one in stage.reader.active.offers
        ]

    async def do_all(self) -> None:
        """Tag everything."""
        while len(self._done) < len(self._gold.spans):
            offered = self._offered()
            moves = self._plan(_REACH) or self._plan(_FAR_REACH)
            if not moves or self._in_vain > _MOST_IN_VAIN:
                left = [s for n, s in enumerate(self._gold.spans) if n not in self._done]
                raise WrongSpansError(f"{self._gold.name}: no way to {left[:3]}: {self._pressed}")
            for move in moves[:_TOGETHER]:
                if not await self._make(move) or self._offered() != offered:
                    break

    def _offered(self) -> list[GoldSpan]:
        candidates = self._stage.reader.active.offers
        return [GoldSpan(one.start, one.end, one.label) for one in candidates]

    def _plan(self, reach: int) -> tuple[Move, ...]:
        """Plan from what is on the screen."""
        reader, view = self._stage.reader, self._stage.view
        stop = reader.habits.with_stop
        known = knowledge(self._page, self._counts, reach, with_stop=stop)
        offered = Candidates(known.motions, known.finishing, reader.active.offers)
        strategies: list[Strategy] = [known.motions, known.hints, known.search]
        if self._with_candidates:
            strategies.insert(1, offered)
        top = round(view.scroll_offset.y)
        state = State(view._caret, view.selection, top, reader._stepping, reader._place())
        self._reach = reach
        planner = self._planners.setdefault(
            reach, Planner(self._gold, known.ground, alone=self._alone)
        )
        return planner.plan(state, self._done, strategies, offered)

    # -- one move --------------------------------------------------------------------------------

    async def _make(self, move: Move) -> bool:
        """Make a move; whether all of it went as planned."""
        way, span = move.way, self._gold.spans[move.span]
        if not await self._do(way.approach) or not self._is_ready(way, span):
            self.record.surprises += 1
            self._in_vain += 1
            self._planners[self._reach].give_up(move)
            return False
        await self._press(*way.tagging)
        if not await self._do(way.fixing):
            raise WrongSpansError(f"{self._gold.name}: no hint there: {self._pressed}")
        if move.others:
            await self._press(*MENTIONS)
        self._look(frozenset({move.span}) | move.others)
        self._note(move, span)
        return True

    def _is_ready(self, way: Way, span: GoldSpan) -> bool:
        """Whether the label's key will tag what was planned."""
        view = self._stage.view
        if isinstance(way.spot, tuple):
            return view.selection == way.spot
        label = self._stage.app.codebook.label(span.label)
        assert label
        natural = self._stage.reader.active.natural(label.shape)
        return view.selection is None and view.caret == way.spot and natural == way.through[0]

    async def _do(self, keys: Keys) -> bool:
        """Press keys, hints by their letters on the screen; False where one is missing."""
        together: list[str] = []
        for pressed in keys:
            offset = hinted(pressed)
            if offset is None:
                together.append(pressed)
                continue
            await self._press(*together)
            together.clear()
            letters = {at: letters for letters, at in self._stage.view.hints.items()}
            if offset not in letters:
                await self._press("escape")
                return False
            await self._press(*letters[offset])
        await self._press(*together)
        return True

    async def _press(self, *keys: str) -> None:
        """Press keys in one go; a question comes up, and goes, before the next of them."""
        opening = {key("reader.search"), key("reader.mentions"), "enter"}
        self._pressed += keys
        while keys:
            first = next((n for n, one in enumerate(keys, 1) if one in opening), len(keys))
            await self._stage.burst(*keys[:first])
            keys = keys[first:]

    def _look(self, come: frozenset[int]) -> None:
        """Make sure that exactly these spans have come."""
        here = self._stage.view.scene.coverage
        found = {GoldSpan(span.start, span.end, span.label) for span in here}
        wanted = {self._gold.spans[number] for number in self._done | come}
        if found != wanted:
            difference = sorted(found ^ wanted)
            raise WrongSpansError(f"{self._gold.name}: after {self._pressed}: {difference}")
        self._done |= come

    def _note(self, move: Move, span: GoldSpan) -> None:
        self._in_vain = 0
        record, keys = self.record, tuple(self._pressed)
        self._pressed.clear()
        record.keys[span.label] += len(keys)
        record.spans[span.label] += 1 + len(move.others)
        mentions = len(MENTIONS) if move.others else 0
        record.ways[move.way.name] += 1
        record.way_keys[move.way.name] += len(keys) - mentions
        record.ways[_MENTIONS] += len(move.others)
        record.way_keys[_MENTIONS] += mentions
        record.offered += sum(one in (key("reader.next"), key("reader.previous")) for one in keys)
        if self._stage.view.selection:
            record.offered += 1  # the next one, which has come up by itself
        record.accepted += move.way.name == CANDIDATE
        record.adjusted += move.way.name.startswith(f"{CANDIDATE} +")
        words = self._gold.text[span.start : span.end]
        record.log.append((span, words, keys))
