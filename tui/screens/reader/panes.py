"""The Reader's two halves: which articles they show, which of them has the keys."""

from collections.abc import Callable, Iterable
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from annotations.model import DocumentState, Span
from annotations.workspace import Workspace
from tui.screens.place import Place
from tui.screens.reader.contents import Contents
from tui.screens.reader.side import Side
from tui.widgets.article_view import ArticleView
from tui.widgets.lines import KeyLine, Line

T = TypeVar("T")


class Panes(Horizontal):
    """Side by side, with nothing of its own to show."""

    BLANK = True


class ReaderPanes(Place):
    """Two articles beside each other, or one."""

    NAME = "reader"
    BLANK = True  # nothing of it shows behind the panes: each key paints what is behind, too
    AUTO_FOCUS: ClassVar[str | None] = None
    DEFAULT_CSS = """
    ReaderPanes #right { border-left: vkey $foreground 35%; }
    ReaderPanes #right.empty { display: none; }
    ReaderPanes #echo { background: $surface; }
    ReaderPanes #status { background: $surface; color: $text-muted; }
    """

    def __init__(self, articles: tuple[str, ...]) -> None:
        """Show one article or two, by identifier."""
        super().__init__()
        self._articles = articles[:2]
        painter = self.painter()
        self.left = Side(painter, self.diptych.annotator, "left")
        self.right = Side(painter, self.diptych.annotator, "right")
        self.active = self.left
        self.states: dict[str, DocumentState] = {}
        """How far the annotator is with each article."""

    def compose(self) -> ComposeResult:
        """Two halves, what is current, how things stand, the keys."""
        with Panes(id="panes"):
            yield self.left
            yield self.right
        yield Line(id="echo")
        yield Line(id="status")
        yield KeyLine()

    @property
    def other(self) -> Side:
        """The half that is not active."""
        return self.right if self.active is self.left else self.left

    @property
    def view(self) -> ArticleView:
        """The active text."""
        return self.active.view

    @property
    def sides(self) -> tuple[Side, ...]:
        """The halves that show an article."""
        return tuple(side for side in (self.left, self.right) if side.contents)

    async def on_mount(self) -> None:
        """Open what is to be read first."""
        await self.begin()

    async def begin(self) -> None:
        """Open the articles."""
        self.right.set_class(len(self._articles) < 2, "empty")
        for side, article in zip((self.left, self.right), self._articles, strict=False):
            await self.open(side, article)
        self.activate(self.left)
        if not self.left.contents:
            # Behind this, as the app waits for this place to come up, and is to take another.
            self.app.call_next(self.diptych.action_library)
            return
        await self.load_states()
        await self._remember_pair()
        # What is to be seen first comes first: the workers have much to load.
        self.call_after_refresh(self.look_through)

    async def open(self, side: Side, article: str) -> None:
        """Show an article in a half."""
        contents = await self.work(Contents.of(article))
        if contents:
            side.open(contents)

    async def show_pair(self) -> None:
        """Remember which articles are open, and find what is in them: after one has changed."""
        await self._remember_pair()
        self.look_through()

    async def _remember_pair(self) -> None:
        await self.diptych.put_aside({"pair": [side.article for side in self.sides]})

    def look_through(self) -> None:
        """Look through the open articles for all that is to be found in them."""
        self.show_status()  # how much there is to read is known only now
        self.find_candidates()

    def activate(self, side: Side) -> None:
        """Give a half the keys."""
        self.active = side
        for half in (self.left, self.right):
            half.set_class(half is side, "active")
            half.view.set_active(active=half is side)
        # At once, unlike `Widget.focus`: the next keys may be in the queue already.
        self.set_focus(side.view, scroll_visible=False)
        self.show_echo()
        self.show_status()

    def on_descendant_focus(self) -> None:
        """Follow the focus: a click in a half makes it the active one."""
        side = next((s for s in self.sides if s.view is self.focused), None)
        if side and side is not self.active:
            self.activate(side)

    def fetch(self, work: Callable[[Workspace], T]) -> T | None:
        """Have something done in the workspace from a worker's thread, and wait for it."""

        async def done() -> T | None:
            return await self.work(work)

        # Its type says that a coroutine gives nothing.
        call: Callable[..., T | None] = self.app.call_from_thread
        return call(done)

    def find_candidates(self) -> object:
        """Look for what is worth tagging in both articles, away from the keys."""

    def learn(self, changed: Iterable[Span], *, reorder: bool = False) -> None:
        """Take note of spans that have come, changed or gone: of what else is worth tagging."""

    async def load_states(self) -> None:
        """Load how far the annotator is with each article."""
        overview = await self.work(lambda ws: ws.articles.overview())
        self.states = {article.id: article.state for article in overview or ()}
        self.show_status()

    def note_progress(self, article: str) -> None:
        """An article in which something was tagged is new no longer."""
        if self.states.get(article, DocumentState.NEW) is DocumentState.NEW:
            self.states[article] = DocumentState.IN_PROGRESS
            self.show_status()

    async def remember_places(self) -> None:
        """Put aside where one is in each article, for the next session."""
        await self.diptych.put_aside(
            {f"place {side.article}": side.view.caret for side in self.sides}
        )

    def show_echo(self) -> None:
        """Fill the line about what is current."""
