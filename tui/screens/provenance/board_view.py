"""What the Board shows: claims down, articles across, and what is under the cursor."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.color import Color
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from annotations.provenance import board
from annotations.provenance.board import ColumnOrder, Filter, Row, RowOrder
from tui.screens.provenance import telling
from tui.screens.provenance.looking import Looking
from tui.screens.provenance.painting import BoardPainter, Columns
from tui.widgets.lines import KeyLine, Line
from tui.widgets.row_list import RowList

_SCROLLBAR = 1
_ABOUT = 4
"""Rows that tell of what is under the cursor."""


class Head(Widget):
    """The two rows above the claims: days and outlets."""

    DEFAULT_CSS = """
    Head { height: 2; background: $background; }
    """
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._strips: Sequence[Strip] = ()

    def show(self, strips: Sequence[Strip]) -> None:
        """Show other rows."""
        self._strips = strips
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of the two."""
        strip = self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)
        return strip.adjust_cell_length(self.size.width, self.rich_style)


class View(NamedTuple):
    """What is shown, and in what order: kept while the program runs."""

    rows: RowOrder = RowOrder.REPORTS
    """Which claims come first."""
    columns: ColumnOrder = ColumnOrder.DATE
    """Which articles come first."""
    filters: frozenset[Filter] = frozenset()
    """Which claims are shown."""
    words: str = ""
    """What the claims must say."""
    claim: str | None = None
    """A mention of the claim under the cursor."""
    article: str | None = None
    """The article under the cursor."""


class BoardView(Looking):
    """The claims and articles in view."""

    NAME = "board"
    ACTS = ("board.open", "board.why", "board.details")
    AUTO_FOCUS: ClassVar[str | None] = "RowList"
    HINTS = (
        "board.open", "board.why", "board.register", "board.timeline", "board.details",
        "board.order", "board.single", "board.contradicted", "board.unattributed", "board.layer",
        "app.help",
    )  # fmt: skip
    DEFAULT_CSS = """
    BoardView #head { background: $primary-muted; text-style: bold; }
    BoardView #view { background: $surface; }
    BoardView #nothing { height: 1fr; display: none; content-align: center middle;
        text-align: center; }
    BoardView .about { background: $panel; }
    BoardView #status { background: $surface; color: $text-muted; }
    BoardView.-empty RowList { display: none; }
    BoardView.-empty Head { display: none; }
    BoardView.-empty .about { display: none; }
    BoardView.-empty #nothing { display: block; }
    """

    def __init__(self, whose: str | None = None) -> None:
        super().__init__(whose)
        self.look = View()
        """What is shown, and in what order."""
        self.all: Sequence[Row] = ()
        """All claims."""
        self.shown: Sequence[Row] = ()
        """Those in view."""
        self.articles: Sequence[str] = ()
        """The articles, in the order of their columns."""
        self.column = 0
        """The column under the cursor, from 0."""
        self._first = 0  # the first column in sight
        self._painter = self._board_painter()
        self.claims = RowList(self._row)
        """The claims."""
        self.heads = Head()
        """The rows above them."""

    def compose(self) -> ComposeResult:
        """Progress, what is shown, the claims, what is under the cursor, how things stand, keys."""
        yield Line(id="head")
        yield Line(id="view")
        yield self.heads
        yield self.claims
        yield Static(id="nothing")
        for row in range(_ABOUT):
            yield Line(id=f"about-{row}", classes="about")
        yield Line(id="status")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Go on where one left off."""
        self.diptych.theme_changed_signal.subscribe(self, self._repaint)
        self.look = self.diptych.board or View()
        await self.refresh_from_store()
        self.show_status()

    async def remember_places(self) -> None:
        """Put aside for this session what is shown, and where one is."""
        row = self.row
        self.diptych.board = self.look._replace(
            claim=row.group.spans[0].id if row else self.look.claim, article=self.article
        )

    # -- what is in view -------------------------------------------------------------------------

    @property
    def row(self) -> Row | None:
        """The claim under the cursor."""
        return self.shown[self.claims.cursor] if self.claims.cursor < len(self.shown) else None

    @property
    def article(self) -> str | None:
        """The article under the cursor."""
        return self.articles[self.column] if self.column < len(self.articles) else None

    def show_case(self) -> None:
        """Show what was reckoned; the cursor stays on its claim and article."""
        if self.case is None:
            return
        first = not self.all and not self.articles
        claim = self.row.group.spans[0].id if self.row else self.look.claim
        article = self.look.article if first else self.article
        self.all = board.rows(self.case)
        self.put_in_order(claim, article)

    def put_in_order(self, claim: str | None, article: str | None) -> None:
        """Put claims and articles in order, those that are wanted, the cursor where it was."""
        if self.case is None:
            return
        wanted = board.wanted(self.all, self.look.filters, self.look.words)
        before = self.claims.cursor
        self.shown = board.ordered(wanted, self.look.rows)
        self.articles = board.columns(self.case.articles, self.look.columns)
        group = self.case.groups.of(claim or "")
        place = {row.group.id: number for number, row in enumerate(self.shown)}
        self.column = self.articles.index(article) if article in self.articles else 0
        self.set_class(not self.shown, "-empty")
        self.bring_into_sight()
        self.claims.show(len(self.shown), place.get(group.id if group else "", before))
        self.show_lines()

    @property
    def columns(self) -> Columns:
        """What has room side by side."""
        return Columns.within(self.size.width - _SCROLLBAR, len(self.articles))

    def bring_into_sight(self) -> bool:
        """Scroll the columns so that the one under the cursor is in sight; whether they moved."""
        shown, first = self.columns.shown, self._first
        last = max(0, len(self.articles) - shown)
        self._first = min(max(first, self.column - shown + 1), self.column, last)
        return self._first != first

    def _in_sight(self) -> Sequence[str]:
        return self.articles[self._first : self._first + self.columns.shown]

    # -- showing ---------------------------------------------------------------------------------

    def _board_painter(self) -> BoardPainter:
        colors = self.diptych.theme_variables
        cursor = Style(bgcolor=Color.parse(colors["primary-muted"]).rich_color)
        return BoardPainter(self.diptych.ink(), cursor)

    def _repaint(self, _: object) -> None:
        self._painter = self._board_painter()
        self.claims.repaint()
        self.show_heads()

    def _row(self, number: int, width: int) -> Strip:
        here = number == self.claims.cursor
        row, at = self.shown[number], self.article
        strip = self._painter.row(row, self._in_sight(), self.columns, at, here=here)
        return strip.adjust_cell_length(width, self._painter.ground(here=here))

    def show_heads(self) -> None:
        """Show which articles are in sight."""
        if self.case:
            names = self.case.articles
            self.heads.show(self._painter.head(names, self._in_sight(), self.columns, self.article))

    def show_lines(self) -> None:
        """Say what is shown, and tell of what is under the cursor."""
        if self.case is None or not self.is_attached:
            return
        self.show_heads()
        cells = self.size.width - 2
        self._say("head", telling.head(self.case, self.all, cells))
        more = len(self.articles) - len(self._in_sight()) if self.shown else 0
        self._say("view", telling.view(self.look, len(self.shown), len(self.all), more, self._key))
        self.query_one("#nothing", Static).update(telling.nothing(self.case, self.look, self._key))
        self.tell()
        self.show_status()

    def tell(self) -> None:
        """Tell of the claim and the article under the cursor."""
        if self.case is None:
            return
        told = telling.about(self.case, self.row, self.article) if self.row else []
        for number in range(_ABOUT):
            self._say(f"about-{number}", told[number] if number < len(told) else Content(""))

    def _say(self, line: str, said: Content) -> None:
        for found in self.query(f"#{line}").results(Line):
            found.say(said)

    def _key(self, command: str) -> str:
        return self.diptych.keys.shown(command)[0]

    def standing(self) -> Content:
        """Which claim this is, or that it is being reckoned."""
        if self.case is None:
            return self.still_looking()
        return telling.standing(
            self.claims.cursor, len(self.shown), self.diptych.annotator, self.size.width - 2
        )

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self.tell()
        self.show_status()

    def on_resize(self) -> None:
        """Share out the columns anew."""
        if self.is_mounted and self.case:
            self.bring_into_sight()
            self.claims.repaint()
            self.show_lines()
