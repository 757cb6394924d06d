"""The app: one workspace in hand, the places over it, the theme, the matcher in the background."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.color import Color
from textual.command import Hit, Hits, Provider
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import get_current_worker

from annotations.codebook import Codebook
from annotations.errors import Cancelled, DiptychError
from annotations.workspace import Workspace
from tui.commands import Keys
from tui.hand import Hand
from tui.screens.place import Place
from tui.text.linefilter import ControlFilter
from tui.themes import DARK, LIGHT
from tui.widgets.article_view import ArticleView
from tui.widgets.ink import Ink
from tui.widgets.painting import Painter

_LOOK_AROUND = 2.0  # seconds between two looks at whether others have written


class Palette(Provider):
    """The commands of the screen, by name."""

    async def search(self, query: str) -> Hits:
        """Offer the commands that fit what was typed."""
        matcher = self.matcher(query)
        for text, run in self._commands():
            if (score := matcher.match(text)) > 0:
                yield Hit(score, matcher.highlight(text), run)

    async def discover(self) -> Hits:
        """Offer all commands."""
        for text, run in self._commands():
            yield Hit(1, text, run)

    def _commands(self) -> Iterable[tuple[str, Callable[[], object]]]:
        place = self.screen
        if isinstance(place, Place):
            for command in place.diptych.keys.on(place.NAME):
                if command.id != "app.palette":
                    yield command.help, partial(place.run_action, command.action)


class Diptych(App[None]):
    """The terminal face of one workspace."""

    TITLE = "diptych"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Palette}
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        path: Path,
        annotator: str,
        codebook: Codebook,
        articles: tuple[str, ...] = (),
        screen: str | None = None,
    ) -> None:
        """Take up a workspace.

        Args:
            path: The workspace file.
            annotator: Who acts.
            codebook: The workspace's codebook.
            articles: Identifiers of one or two articles to open in the Reader.
            screen: ``proposals`` to begin there.

        Raises:
            CodebookError: The codebook gives a key to two things.
        """
        self.keys = Keys(codebook)
        super().__init__()
        self._net = ControlFilter()  # one for all: a filtered line is kept by its filter
        self.path = path
        self.annotator = annotator
        self.codebook = codebook
        self.hand = Hand(path, annotator, self._wait)
        self.waiting: float | None = None
        """Seconds that the present write has been waiting for another program, where it has."""
        self.matching: str | None = None
        """How far the matcher is, in words, while it runs."""
        self._articles = articles
        self._first = screen
        self._seen: tuple[int, tuple[float, ...]] = (0, ())
        for theme in (DARK, LIGHT):
            self.register_theme(theme)
        self.theme = DARK.name
        for binding in self.keys.bindings("app"):
            self._bindings.key_to_bindings[binding.key] = [binding]

    def get_line_filters(self) -> list[LineFilter]:
        """The second of two nets for control characters; display text is the first."""
        return [*super().get_line_filters(), self._net]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:  # noqa: ARG002
        """None of Textual's own: the palette shows this program's commands."""
        return ()

    def painter(self) -> Painter:
        """How texts look under the present theme."""
        colors = self.theme_variables
        ink = Ink(
            self.codebook,
            dark=self.current_theme.dark,
            paper=Color.parse(colors["background"]),
            text=Color.parse(colors["foreground"]),
            accent=Color.parse(colors["accent"]),
        )
        return Painter(self.codebook, self.annotator, ink)

    async def on_event(self, event: events.Event) -> None:
        """Run an article's key at once; by itself it would get here again through five queues."""
        if isinstance(event, events.Key) and isinstance(self.focused, ArticleView):
            if await self._run_key(event.key):
                return
        await super().on_event(event)

    async def _run_key(self, key: str) -> bool:
        for node in (self.screen, self):
            for binding in node._bindings.key_to_bindings.get(key, ()):
                if await self.run_action(binding.action, node):
                    return True
        return False

    # -- coming and going ------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Open the first place."""
        theme = await self.hand.do(lambda ws: ws.articles.left_off("theme"))
        if theme in self.available_themes:
            self.theme = theme
        self.theme_changed_signal.subscribe(self, self._repaint)
        if self._articles:
            await self.open_reader(self._articles)
        elif self._first == "proposals":
            await self.action_proposals()
        else:
            await self.action_library()
        self._seen = await self.hand.do(_seen)
        self.set_interval(_LOOK_AROUND, self.look_around)

    async def go(self, place: Place) -> None:
        """Go to a place; the one left is forgotten, as the workspace remembers for it."""
        await self._leave_place()
        if len(self.screen_stack) > 1:
            await self.switch_screen(place)
        else:
            await self.push_screen(place)

    async def _leave_place(self) -> None:
        from tui.screens.reader import Reader

        if isinstance(self.screen, Reader):
            await self.screen.remember_places()

    async def open_reader(self, articles: tuple[str, ...], places: tuple[int, ...] = ()) -> None:
        """Open one or two articles in the Reader, each where one left off or at a given place."""
        from tui.screens.reader import Reader

        if places:
            pairs = list(zip(articles, places, strict=False))

            def put_aside(workspace: Workspace) -> None:
                for article, place in pairs:
                    workspace.articles.leave_off(f"place {article}", place)

            await self.hand.do(put_aside)
        await self.go(Reader(articles))

    async def action_library(self) -> None:
        """Go to the Library."""
        from tui.screens.library import Library

        if not isinstance(self.screen, Library):
            await self.go(Library())

    async def action_proposals(self) -> None:
        """Go to the proposed links."""
        from tui.screens.proposals import Proposals

        if not isinstance(self.screen, Proposals):
            await self.go(Proposals())

    async def action_back(self) -> None:
        """Go back to the articles that were open last, else to the Library."""
        pair = await self.hand.do(lambda ws: ws.articles.left_off("pair"))
        known = await self.hand.do(lambda ws: ws.articles.ids())
        if isinstance(pair, list) and pair and all(article in known for article in pair):
            await self.open_reader(tuple(pair))
        else:
            await self.action_library()

    def action_help(self) -> None:
        """Show all keys."""
        from tui.screens.help import Help

        if isinstance(self.screen, Place):
            self.push_screen(Help(self.screen.NAME))

    async def action_leave(self) -> None:
        """Quit; everything is saved already."""
        self.stop_matching()
        await self._leave_place()
        self.exit()

    async def on_unmount(self) -> None:
        """Let go of the file, once no screen is left that might still ask for something."""
        await self.hand.close()

    # -- theme -----------------------------------------------------------------------------------

    async def action_toggle_theme(self) -> None:
        """Light or dark, remembered for this annotator."""
        theme = LIGHT.name if self.current_theme.dark else DARK.name
        self.theme = theme
        await self.hand.do(lambda ws: ws.articles.leave_off("theme", theme))

    def _repaint(self, _: object) -> None:
        from tui.widgets.article_view import ArticleView

        for view in self.screen.query(ArticleView):
            view.repaint(self.painter())

    # -- what others do --------------------------------------------------------------------------

    async def look_around(self) -> None:
        """Show what another session has written since the last look; put aside where one is."""
        if self.waiting is not None or not isinstance(self.screen, Place):
            return
        before, self._seen = self._seen, await self.hand.do(_seen)
        if before[0] != self._seen[0] and before[1] != self._seen[1]:
            await self.screen.refresh_from_store()
        await self._leave_place()

    async def action_refresh_all(self) -> None:
        """Show what the workspace holds now."""
        if isinstance(self.screen, Place):
            await self.screen.refresh_from_store()
            self.screen.say("up to date")

    def _wait(self, seconds: float | None) -> None:
        self.waiting = seconds
        if isinstance(self.screen, Place):
            self.screen.show_status()

    # -- the matcher -----------------------------------------------------------------------------

    def start_matching(self) -> None:
        """Run the matcher in the background, on a connection of its own."""
        if not self.matching:
            self._show_matching("matching …")
            self._match()

    def stop_matching(self) -> None:
        """Stop the matcher; nothing is kept of that run."""
        self.workers.cancel_group(self, "matching")

    @work(thread=True, exclusive=True, group="matching", exit_on_error=False)
    def _match(self) -> None:
        worker = get_current_worker()
        shown = -1

        def progress(done: int, total: int) -> None:
            nonlocal shown
            if worker.is_cancelled:
                raise Cancelled("stopped: the earlier proposals stay")
            percent = 100 * done // max(1, total)
            if percent != shown:
                shown = percent
                self.call_from_thread(self._show_matching, f"matching … {percent} % · Esc stops")

        try:
            with Workspace.open(self.path, self.annotator) as workspace:
                result = workspace.links.match(progress=progress)
        except DiptychError as error:
            self.call_from_thread(self._matched, str(error), Place.complain)
        else:
            pairs = f"{result.proposals} pair{'s' * (result.proposals != 1)}"
            said = f"{pairs} proposed over {result.spans} spans"
            said = f"{said}; {result.waiting} wait for you"
            self.call_from_thread(self._matched, said, Place.say)

    def _show_matching(self, words: str | None) -> None:
        self.matching = words
        if isinstance(self.screen, Place):
            if words:
                self.screen.say(words, tone="$accent")
            else:
                self.screen.hush()

    def _matched(self, said: str, tell: Callable[[Place, str], None]) -> None:
        self._show_matching(None)
        self.call_next(self._tell_matched, said, tell)

    async def _tell_matched(self, said: str, tell: Callable[[Place, str], None]) -> None:
        if isinstance(self.screen, Place):
            await self.screen.refresh_from_store()
            tell(self.screen, said)


def _seen(workspace: Workspace) -> tuple[int, tuple[float, ...]]:
    return workspace.changed_elsewhere(), workspace.work_done()


def run(
    path: Path, annotator: str, articles: tuple[str, ...] = (), screen: str | None = None
) -> int:
    """Open the screens on a workspace; gives the exit status.

    Raises:
        DiptychError: The workspace or its codebook cannot be used.
    """
    with Workspace.open(path, annotator) as workspace:
        codebook = workspace.codebook()
    app = Diptych(path, annotator, codebook, articles, screen)
    app.run()
    return app.return_code or 0
