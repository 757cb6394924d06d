"""What the timeline shows: claims down, days across, and the reports of one claim."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style
from textual import events, on
from textual.app import ComposeResult
from textual.color import Color
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from annotations.provenance import board, timeline, wording
from annotations.provenance.board import Filter, Mark, Row, RowOrder
from annotations.provenance.case import Case
from annotations.provenance.dates import day
from annotations.provenance.roots import Kind, Node
from annotations.workspace import Workspace
from tui.screens.provenance.axis import (
    ARTICLE,
    FIRST,
    Axis,
    Point,
    Track,
    TrackPainter,
    heading,
)
from tui.screens.provenance.looking import Looking
from tui.screens.provenance.painting import MARKS, SHORT
from tui.text.amounts import counted
from tui.widgets.lines import KeyLine, Line, plain, styled
from tui.widgets.row_list import RowList

_LEFT_OFF = "timeline"  # what is kept of it for the next time
_ABOUT = 12
"""Rows that tell of a claim, at most."""
_LEAST = 6
"""And at least."""
ORDERS = (RowOrder.DATE, RowOrder.REPORTS)
_LEGEND = (
    (FIRST, "first"),
    *((MARKS[mark], SHORT[mark]) for mark in SHORT if mark is not Mark.OWN),
    (MARKS[Mark.OWN], SHORT[Mark.OWN]),
    ("2", "several"),
)


class TimelineBase(Looking):
    """Claims and days in view."""

    NAME = "timeline"
    ACTS = ("timeline.open",)
    HINTS = ("timeline.open", "timeline.right", "timeline.several", "timeline.order",
             "timeline.filter", "timeline.register", "app.board", "app.help")  # fmt: skip
    AUTO_FOCUS: ClassVar[str | None] = "RowList"
    DEFAULT_CSS = """
    TimelineBase #head { background: $primary-muted; text-style: bold; }
    TimelineBase #axis { padding: 0; color: $text-muted; }
    TimelineBase #empty { display: none; height: 1fr; padding: 1 2; }
    TimelineBase.nothing RowList { display: none; }
    TimelineBase.nothing #axis { display: none; }
    TimelineBase.nothing .about { display: none; }
    TimelineBase.nothing #empty { display: block; }
    TimelineBase .about { background: $panel; }
    TimelineBase #status { background: $surface; color: $text-muted; }
    """

    def __init__(self, whose: str | None = None) -> None:
        """Show a layer's claims; None takes the annotator's own, or all where that is empty."""
        super().__init__(whose)
        self._gathered: tuple[list[Track], Track, Counter[str]] = (
            [],
            Track("", (), None),
            Counter(),
        )
        self._rows: Sequence[Row] = ()
        self._tracks: dict[str, Track] = {}
        self._claims: Counter[str] = Counter()  # how many each article reports
        self.shown: Sequence[Track] = ()
        """The rows in view, that of all articles first."""
        self.at = 0
        """The report under the cursor, in its row."""
        self.wanted = ""
        """What claims are filtered by."""
        self.only_several = False
        """Whether only claims of several articles are shown."""
        self.order = 0
        self._begin_at: str | None = None
        self._painter_: TrackPainter | None = None
        self._axis: tuple[int, Axis] | None = None
        self._about_rows = _LEAST

    def compose(self) -> ComposeResult:
        """A head, the days, the claims, what is under the cursor, how things stand, the keys."""
        yield Line(id="head")
        yield Line(id="axis")
        yield RowList(self._paint)
        yield Static(id="empty")
        for row in range(_ABOUT):
            yield Line(id=f"about-{row}", classes="about")
        yield Line(id="status")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Go on where one left off."""
        self.app.theme_changed_signal.subscribe(self, self._inked)
        left = await self.work(lambda ws: ws.articles.left_off(_LEFT_OFF))
        if isinstance(left, dict):
            self.order = int(left.get("order") == str(ORDERS[1]))
            self.only_several = left.get("several") is True
            at = left.get("at")
            self._begin_at = at if isinstance(at, str) else None
        self.fill()
        await self.refresh_from_store()

    async def remember_places(self) -> None:
        """Put aside what is shown, and where one is."""
        row = self.track.row if self.track else None
        at = row.group.spans[0].id if row else None
        kept = {"order": str(ORDERS[self.order]), "several": self.only_several, "at": at}
        await self.diptych.put_aside({_LEFT_OFF: kept})

    def gather(self, workspace: Workspace, case: Case) -> None:  # noqa: ARG002 (the case has all)
        """Put the claims in time."""
        lanes = timeline.lanes(case, board.rows(case))
        claims = Counter(report.article for lane in lanes for report in lane.reports)
        self._gathered = [Track.of(lane) for lane in lanes], _articles(case), claims

    def show_case(self) -> None:
        """Show them; the cursor stays on its claim, whatever its group is by now."""
        row = self.track.row if self.track else None
        at = self._begin_at or (row.group.spans[0].id if row else None)
        self._begin_at = None
        tracks, articles, self._claims = self._gathered
        self._tracks = {track.row.group.id: track for track in tracks if track.row}
        self._rows = [track.row for track in tracks if track.row]
        self._all = articles
        found = self.case.groups.of(at) if self.case and at else None
        self.fill(found.id if found else None)

    # -- showing ---------------------------------------------------------------------------------

    @property
    def rows(self) -> RowList:
        """The rows."""
        return self.query_one(RowList)

    @property
    def track(self) -> Track | None:
        """The row under the cursor."""
        return self.shown[self.rows.cursor] if self.rows.cursor < len(self.shown) else None

    def fill(self, at: str | None = None) -> None:
        """Show what is wanted, the cursor on a claim group, else where it is."""
        chosen: list[Row] = []
        if self.case:
            filters = [Filter.SHARED] if self.only_several else []
            chosen = board.wanted(self._rows, filters, self.wanted)
            chosen = board.ordered(chosen, ORDERS[self.order])
        tracks = [self._tracks[row.group.id] for row in chosen]
        self.shown = [self._all, *tracks] if tracks and self.case else []
        places = [track.row.group.id if track.row else "" for track in self.shown]
        self._axis, self.at = None, 0
        first = min(1, max(0, len(self.shown) - 1))  # the first claim, below all articles
        cursor = places.index(at) if at in places else min(first, len(self.shown))
        self.set_class(not self.shown, "nothing")
        self.query_one("#empty", Static).update(self._nothing())
        self.rows.show(len(self.shown), cursor)
        self._show_lines()

    def _show_lines(self) -> None:
        self.query_one("#head", Line).say(*self._headed())
        if self.shown:
            days = heading(self.axis(self.size.width - 1))  # beside the rows' scrollbar
            self.query_one("#axis", Line).say(styled(days, "$text-muted"))
        self.show_about()
        self.show_status()

    def axis(self, width: int) -> Axis:
        """How a row is shared out; kept until something else is shown."""
        if self._axis is None or self._axis[0] != width:
            days = timeline.days(self.case) if self.case else []
            undated = any(one.published is None for one in self.case.articles.values()) \
                if self.case else False  # fmt: skip
            self._axis = width, Axis.within(max(40, width), days, undated=undated)
        return self._axis[1]

    def _paint(self, row: int, width: int) -> Strip:
        if self._painter_ is None:
            colors = self.app.theme_variables
            cursor, accent = (Color.parse(colors[name]).rich_color
                              for name in ("primary-muted", "accent"))  # fmt: skip
            ground = Color.parse(colors["background"]).rich_color
            self._painter_ = TrackPainter(
                self.diptych.ink(), Style(bgcolor=cursor),
                Style(color=accent, bgcolor=ground, bold=True),
            )  # fmt: skip
        here = row == self.rows.cursor
        strip = self._painter_.row(self.shown[row], self.axis(width), self.at, here=here)
        return strip.adjust_cell_length(width)

    def _inked(self, _: object) -> None:
        self._painter_ = None
        self.rows.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Share out the days and the rows below anew."""
        lines = max(_LEAST, min(_ABOUT, (event.size.height - 8) // 3))
        for row in range(_ABOUT):
            self.query_one(f"#about-{row}", Line).display = row < lines
        self._about_rows = lines
        self.call_after_refresh(self._show_lines)

    def _headed(self) -> list[Content | str]:
        if self.case is None:
            return ["timeline"]
        claims, days = len(self.shown[1:]), timeline.days(self.case)
        parts: list[Content | str] = [f"timeline · {counted(claims, 'claim')}"]
        parts.append(" of several articles" * self.only_several)
        if self.wanted:
            parts += [" · ", plain(f"“{self.wanted}”", 24), " · Esc shows all"]
        parts += [" · ", ORDERS[self.order]]
        if days:
            parts.append(f" · {days[0]} to {days[-1]}" if days[0] < days[-1] else f" · {days[0]}")
        return [*parts, " · ", self.of_layer()]

    def _nothing(self) -> Content:
        if self.case is None:
            return Content("Looking at what follows from the annotation …")
        if self.wanted or self.only_several:
            return Content("No claim is like that.\n\nEsc shows all again.")
        return Content("No claims yet.\n\nL goes to the Library: open an article, tag what it"
                       " claims, and link what is the same.")  # fmt: skip

    def standing(self) -> Content:
        """What the signs mean."""
        if self.looking:
            return self.still_looking()
        parts = [Content.assemble(styled(sign, "bold $text"), f" {words}")
                 for sign, words in _LEGEND]  # fmt: skip
        return Content("  ").join(parts)

    # -- what is under the cursor ----------------------------------------------------------------

    def show_about(self) -> None:
        """Tell of the claim under the cursor: who had it first, and who repeated it."""
        track, case = self.track, self.case
        lines = self._about(track, case) if track and case else []
        for row in range(_ABOUT):
            self.query_one(f"#about-{row}", Line).say(*lines[row : row + 1])

    def _about(self, track: Track, case: Case) -> list[Content]:
        room = self._about_rows - 2
        head = self._told(track, case)
        count = len(track.points)
        most = room if count <= room else room - 1
        top = max(0, min(self.at - most // 2, count - most))
        lines = [self._line(track, case, n) for n in range(top, min(count, top + most))]
        if count > room:
            hidden = count - most
            keys = " and ".join(
                self.diptych.keys.shown(f"timeline.{way}")[0] for way in ("left", "right")
            )
            lines.append(styled(f"    … {hidden:,} more: {keys} go through them", "$text-muted"))
        return [*head, *lines]

    def _told(self, track: Track, case: Case) -> list[Content]:
        """The claim, and what it rests on."""
        if track.row is None:
            told = f"{counted(len(track.points), 'article')}, the earliest first"
            return [styled("all articles", "bold"), styled(told, "$text-muted")]
        answer = wording.summary(case, track.row.roots)
        return [plain(track.name).stylize("bold"), plain(answer)]

    def _line(self, track: Track, case: Case, number: int) -> Content:
        """One report: when, how long after the first, who, on whose word."""
        point, first = track.points[number], track.points[0].day
        when = str(point.day) if point.day else "undated   "
        lag = (point.day - first).days if point.day and first else None
        behind = "first" if point.sign == FIRST else f"+{lag} d" if lag is not None else ""
        if track.row is None:
            behind = f"{counted(self._claims[point.article], 'claim')}"
        lead = "▸ " if number == self.at else "  "
        style = "bold" if number == self.at else ""
        width = 10 if track.row is None else 6
        return Content.assemble(
            styled(f"{lead}{point.sign} ", "bold $accent" if point.sign == FIRST else "bold"),
            styled(f"{when}  {behind:<{width}} ", "$text-muted"),
            plain(_said(case, track, point)).stylize(style),
        )

    @on(RowList.Moved)
    def _moved(self) -> None:
        self.at = 0
        self.rows.repaint((self.rows.cursor,))
        self.show_about()


def _articles(case: Case) -> Track:
    """The row of all articles."""
    dated = sorted(case.articles.items(), key=lambda one: (one[1].published is None,
                                                           one[1].published or ""))  # fmt: skip
    points = tuple(Point(article, day(details.published), ARTICLE) for article, details in dated)
    return Track("all articles", points, None)


def _said(case: Case, track: Track, point: Point) -> str:
    """What an article says of a claim, and on whose word; of itself, its title."""
    details = case.articles[point.article]
    if track.row is None:
        return " · ".join(filter(None, [details.outlet, details.title])) or point.article
    node = Node(Kind.ARTICLE, point.article)
    steps = [wording.step(case, one) for one in track.row.roots.steps if one.start == node]
    name = wording.called(details, point.article)
    return "; ".join(steps) or f"{name} {track.row.cells[point.article].mark}"
