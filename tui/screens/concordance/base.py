"""The concordance's line and list: texts fetched in portions, searched in a worker as one types."""

from collections.abc import Iterable
from typing import ClassVar

from rich.style import Style
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from annotations.errors import Cancelled
from annotations.model import Document, Span
from annotations.text.concordance import Order
from annotations.text.search import understand
from annotations.workspace import Workspace
from annotations.workspace.searching import Tag
from annotations.workspace.spans import Location
from tui.screens.concordance.painting import RowPainter
from tui.screens.concordance.seeking import MOST_HITS, Listing, seek
from tui.screens.concordance.tagged import Tags
from tui.screens.place import Lookup, Place
from tui.text.amounts import counted
from tui.widgets.lines import KeyLine, Line, plain, styled
from tui.widgets.row_list import RowList

_PORTION = 64  # articles fetched in one go: others' writes wait no longer than that takes


class Expression(Input):
    """The line that is typed."""

    # Before any queue, as the keys behind it may be meant for the hits already.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "screen.hits", show=False, priority=True)
    ]


class ConcordanceBase(Place):
    """What is typed, what is found, and the list of it."""

    NAME = "concordance"
    AUTO_FOCUS: ClassVar[str | None] = "Input"
    DEFAULT_CSS = """
    ConcordanceBase #head { background: $primary-muted; text-style: bold; }
    ConcordanceBase Input { border: none; height: 1; padding: 0 1; background: $surface; }
    ConcordanceBase Input:focus { border: none; background-tint: $foreground 5%; }
    ConcordanceBase #status { background: $surface; color: $text-muted; }
    """

    def __init__(self, typed: str = "", order: Order = Order.PLACE) -> None:
        """Begin with an expression.

        Args:
            typed: What is in the line to begin with.
            order: How hits are sorted to begin with.
        """
        super().__init__()
        self.typed = typed
        """What is searched for."""
        self.order = order
        """How hits are sorted."""
        self.listing = Listing()
        """What is shown."""
        self.marked: set[Location] = set()
        """What a label's key will tag."""
        self.tags: dict[str, Tags] = {}
        """What is tagged, by article."""
        self._coming: dict[str, Tags] = {}  # what is tagged, being fetched anew
        self._articles: list[Document] = []
        self._count = 0  # how many there are, fetched or not
        self._loaded = False  # whether all were fetched once
        self.at: Location | None = None
        """The hit to put the cursor on as soon as it is found."""
        self._painter = self._row_painter()
        self.hits = RowList(self._row)
        """The list."""

    def compose(self) -> ComposeResult:
        """What was found, the line, the hits, how things stand, the keys."""
        yield Line(id="head")
        yield Expression(
            self.typed,
            placeholder="what to look for: a regular expression",
            select_on_focus=False,
        )
        yield self.hits
        yield Line(id="status")
        yield KeyLine()

    async def on_mount(self) -> None:
        """Fetch the texts."""
        self.diptych.theme_changed_signal.subscribe(self, self._repaint)
        await self.take_up()
        self.query_one(Expression).action_select_all()
        self.show_listing(self.listing)
        self.load()

    async def take_up(self) -> None:
        """Go on where one left off."""

    def set_focus(
        self,
        widget: Widget | None,
        scroll_visible: bool = True,  # noqa: FBT001, FBT002 (Textual's)
        from_app_focus: bool = False,  # noqa: FBT001, FBT002 (Textual's)
    ) -> None:
        """Give something the keys: what is in the line by then gives way to what is typed."""
        # At once, unlike `select_on_focus`: by then the line may hold what was typed since.
        if isinstance(widget, Expression) and widget is not self.focused and not from_app_focus:
            widget.action_select_all()
        super().set_focus(widget, scroll_visible, from_app_focus)

    @property
    def typing(self) -> bool:
        """Whether the line has the keys."""
        return isinstance(self.focused, Input)

    async def refresh_from_store(self) -> None:
        """Fetch everything anew; what is shown stays until then."""
        self.load()

    # -- texts -----------------------------------------------------------------------------------

    @work(exclusive=True, group="texts", exit_on_error=False)
    async def load(self) -> None:
        """Fetch all articles in portions, searching what is there whenever that has doubled."""
        ids = await self.work(lambda ws: ws.articles.ids()) or []
        self._count = len(ids)
        articles: list[Document] = []
        tags = self._coming = {}
        first = not self._articles
        for start in range(0, len(ids), _PORTION):
            for article, tagged in await self._fetch(ids[start : start + _PORTION]):
                articles.append(article)
                tags[article.id] = Tags(tagged)
            if first and len(articles) >= 2 * len(self._articles):
                self._take(list(articles), tags)
        self._loaded = True
        self._take(articles, tags)

    async def refresh_tags(self, articles: set[str]) -> None:
        """Show what is tagged in some articles now."""
        ids = list(articles)
        for start in range(0, len(ids), _PORTION):
            for article, tagged in await self._fetch(ids[start : start + _PORTION]):
                self.tags[article.id] = self._coming[article.id] = Tags(tagged)
        self.hits.repaint()

    def add_tags(self, spans: Iterable[Span]) -> None:
        """Show what was tagged just now, also if everything is being fetched anew."""
        for span in spans:
            for tags in (self.tags, self._coming):
                tags.setdefault(span.document, Tags()).add(Tag.of(span))
        self.hits.repaint()

    async def _fetch(self, ids: list[str]) -> list[tuple[Document, set[Tag]]]:
        def fetch(workspace: Workspace) -> list[tuple[Document, set[Tag]]]:
            return workspace.searching.articles(ids)

        return await self.work(fetch) or []

    def _take(self, articles: list[Document], tags: dict[str, Tags]) -> None:
        self._articles, self.tags = articles, tags
        self.seek()

    # -- seeking ---------------------------------------------------------------------------------

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.value != self.typed:
            self.hush()
            self.typed = event.input.value  # what it is by now: the event may be an older one
            self.marked.clear()
            self.at = None
            self.seek()

    def seek(self) -> None:
        """Search for what is typed in all that was fetched."""
        if self.typed:
            self._seek(self.typed, self._articles, self.order)
        else:
            self.workers.cancel_group(self, "search")
            self.show_listing(Listing(self._articles))

    @work(thread=True, exclusive=True, group="search", exit_on_error=False)
    def _seek(self, typed: str, articles: list[Document], order: Order) -> None:
        """Search away from the keys; a search that another has overtaken comes to nothing."""
        worker = get_current_worker()
        try:
            for listing in seek(understand(typed), articles, order, lambda: worker.is_cancelled):
                if worker.is_cancelled:
                    return
                self.app.call_from_thread(self._arrive, typed, listing)
        except Cancelled:
            return

    def _arrive(self, typed: str, listing: Listing) -> None:
        if (typed, listing.order) == (self.typed, self.order) and self.is_attached:
            self.show_listing(listing)

    def show_listing(self, listing: Listing) -> None:
        """Show what was found; the cursor stays on its hit where that is there still."""
        at = self.at or (self.under_cursor() if self._goes_on(listing) else None)
        self.listing = listing
        row = _find(listing, at) if at else None
        if row is not None or listing.searched >= self._count > 0:
            self.at = None
        self.hits.show(len(listing.hits), row or 0)
        self._show_head()
        if self.diptych.held and self.is_settled():
            self.hush()
            self.diptych.let_go()
        self.show_status()

    def _goes_on(self, listing: Listing) -> bool:
        """Whether these are more of the same hits, and the cursor was moved among them."""
        before, now = self.listing.sought, listing.sought
        same = before is not None and now is not None and before.typed == now.typed
        return same and self.hits.cursor > 0

    def is_settled(self) -> bool:
        """Whether what is shown is what is typed, or some of it."""
        listing, sought = self.listing, self.listing.sought
        shown = sought.typed if sought else "", listing.order
        # Texts come in portions: with the first of them there may be no hit yet.
        more = not self._loaded or listing.searched < self._count
        empty = more and not listing.hits and not listing.unfinished
        return not self.typed or (shown == (self.typed, self.order) and not empty)

    def looks_for(self) -> Lookup | None:
        """The hits, until those show that are wanted."""
        return None if self.is_settled() else _HITS

    def under_cursor(self) -> Location | None:
        """The hit under the cursor."""
        cursor = self.hits.cursor
        return self.listing.place(cursor) if cursor < len(self.listing.hits) else None

    # -- showing ---------------------------------------------------------------------------------

    def _row(self, number: int, width: int) -> Strip:
        place = self.listing.place(number)
        return self._painter.row(
            self.listing,
            number,
            self.tags.get(place.document, _UNTAGGED),
            width,
            here=number == self.hits.cursor,
            marked=place in self.marked,
        )

    def _row_painter(self) -> RowPainter:
        colors = self.diptych.theme_variables
        cursor = Style(bgcolor=Color.parse(colors["primary-muted"]).rich_color)
        return RowPainter(self.diptych.codebook, self.diptych.annotator, self.diptych.ink(), cursor)

    def _repaint(self, _: object) -> None:
        self._painter = self._row_painter()
        self.hits.repaint()

    def _show_head(self) -> None:
        parts: list[Content | str] = ["concordance"]
        listing, sought = self.listing, self.listing.sought
        if sought is None:
            parts.append(f" · {counted(self._count, 'article')}")
        else:
            parts.append(
                f" · {counted(listing.total, 'hit')} in {counted(listing.having, 'article')}"
            )
            if self.order is not Order.PLACE:
                parts.append(f" · by {_ORDERS[self.order]}")
            if sought.exact:
                parts.append(" · capitals count")
            parts += [styled(f" · {said}", "$warning") for said in self._reserves()]
        self.query_one("#head", Line).say(*parts)

    def _reserves(self) -> list[str]:
        """What keeps this from being all, or from being what was meant."""
        listing, sought = self.listing, self.listing.sought
        said = []
        if listing.searched < self._count:
            said.append(f"{listing.searched:,} of {self._count:,} searched")
        if listing.unfinished:
            said.append(f"not everywhere: {listing.unfinished}")
        if sought and sought.literal:
            said.append(f"literally, as {sought.literal}")
        if listing.only_empty:
            said.append("that stands between characters only")
        if listing.total > len(listing.hits):
            said.append(f"the first {MOST_HITS:,} are listed")
        return said

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        event.stop()
        self.at = None
        self.show_status()

    def standing(self) -> Content:
        """Which hit this is, in which article, and what is marked."""
        at = self.under_cursor()
        if at is None:
            how = "type: small letters find capitals too; | . * [ ] ( ) make an expression"
            return Content("no hit" if self.typed else how)
        number = self.hits.cursor
        article = self.listing.articles[self.listing.hits[number].article]
        known = [part for part in (article.outlet, article.published, article.name) if part]
        parts: list[Content | str] = [f"{number + 1:,}/{len(self.listing.hits):,}  "]
        if self.typing:
            parts.insert(0, "Enter goes to the hits · ")
        if self.marked:
            parts.insert(0, styled(f"{len(self.marked):,} marked · ", "bold $accent"))
        parts.append(plain(" · ".join(dict.fromkeys(known))))
        return Content.assemble(*parts)


_UNTAGGED = Tags()
_GOING = ("up", "down", "page", "first", "last")
_HITS = Lookup(
    "searching …", tuple(f"concordance.{name}" for name in ("label.", "open", "mark", *_GOING))
)
_ORDERS = {Order.LEFT: "the words before", Order.HIT: "the hit", Order.RIGHT: "the words behind"}


def _find(listing: Listing, at: Location) -> int | None:
    """The number of the hit at a place."""
    articles = listing.articles
    return next(
        (
            number
            for number, (article, start, end) in enumerate(listing.hits)
            if start == at.start and end == at.end and articles[article].id == at.document
        ),
        None,
    )
