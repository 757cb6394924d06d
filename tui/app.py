"""The app: one workspace in hand, the places over it, the theme."""

import gc
import sys
from collections.abc import Callable, Container, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import SystemCommand
from textual.color import Color
from textual.command import Provider
from textual.filter import LineFilter
from textual.screen import Screen

from annotations.codebook import Codebook
from annotations.errors import DiptychError, WorkspaceError
from annotations.workspace import Workspace
from tui.hand import Hand
from tui.keys import Keys
from tui.screens.palette import Palette
from tui.screens.place import Place
from tui.text.linefilter import ControlFilter
from tui.themes import DARK, LIGHT
from tui.watching import WatchingApp
from tui.widgets.article_view import ArticleView
from tui.widgets.ink import Ink
from tui.widgets.painting import Painter

if TYPE_CHECKING:  # they read numpy
    from annotations.provenance.case import Case
    from tui.screens.proposals.filters import Asked
    from tui.screens.provenance.board_view import View

_TURN = 0.0005  # seconds


class Diptych(WatchingApp):
    """The terminal face of one workspace."""

    TITLE = "diptych"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Palette}
    ENABLE_COMMAND_PALETTE = True
    WITHOUT: ClassVar[Container[str]] = ()
    """Commands that the footer does not offer, as they are refused here."""

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
            screen: ``proposals`` or ``review`` to begin there.

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
        self.asked: Asked | None = None
        """Where the Proposals were left in this session."""
        self.board: View | None = None
        """How the Board was left in this session."""
        self.looked_at: str | None = None
        """Whose layer the places of provenance look at; None for one's own."""
        self.reckoned: tuple[object, Case] | None = None
        """What followed when somebody looked last, and of which layer and state of work."""
        self._articles = articles
        self._first = screen
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

    def _fatal_error(self) -> None:
        """End with a traceback, but without the values in it: they may be confidential text."""
        from rich.segment import Segments
        from rich.traceback import Traceback

        traceback = Traceback(show_locals=False, width=None)
        rendered = self.console.render(traceback, self.console.options)
        self._exit_renderables.append(Segments(rendered))
        self._close_messages_no_wait()

    def painter(self) -> Painter:
        """How texts look under the present theme."""
        return self.painter_of(self.annotator)

    def painter_of(self, annotator: str | None) -> Painter:
        """How they look where an annotator's spans stand out, or for None nobody's."""
        return Painter(self.codebook, annotator, self.ink())

    def ink(self) -> Ink:
        """How marks look under the present theme."""
        colors = self.theme_variables
        return Ink(
            self.codebook,
            dark=self.current_theme.dark,
            paper=Color.parse(colors["background"]),
            text=Color.parse(colors["foreground"]),
            accent=Color.parse(colors["accent"]),
        )

    # -- coming and going ------------------------------------------------------------------------

    async def on_mount(self) -> None:
        """Open the first place."""
        theme = await self.hand.do(lambda ws: ws.articles.left_off("theme"))
        if theme in self.available_themes:
            self.theme = theme
        # Python lets a worker compute for 5 ms while a key waits for its turn.
        sys.setswitchinterval(_TURN)
        self.theme_changed_signal.subscribe(self, self._repaint)
        if self._articles:
            await self.open_reader(self._articles)
        elif self._first == "proposals":
            await self.action_proposals()
        elif self._first == "review":
            await self.action_review()
        else:
            await self.action_library()
        await self.begin_to_watch()
        self.call_after_refresh(_collect_again)

    async def go(self, place: Place) -> None:
        """Go to a place; the one left is forgotten, as the workspace remembers for it."""
        await self.leave_place()
        if len(self.screen_stack) > 1:
            await self.switch_screen(place)
        else:
            await self.push_screen(place)

    async def leave_place(self) -> None:
        """Put aside where the place in view is."""
        for screen in self.screen_stack[-1:]:  # there is none any more when the program has ended
            if isinstance(screen, Place):
                await screen.remember_places()

    async def open_reader(self, articles: tuple[str, ...], places: tuple[int, ...] = ()) -> None:
        """Open one or two articles in the Reader, each where one left off or at a given place."""
        from tui.screens.reader import Reader

        await self.put_aside(
            {f"place {article}": place for article, place in zip(articles, places, strict=False)}
        )
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

    async def action_review(self) -> None:
        """Go to the Review."""
        from tui.screens.review import ReviewHome

        if not isinstance(self.screen, ReviewHome):
            await self.go(ReviewHome())

    async def action_board(self) -> None:
        """Go to the Board."""
        from tui.screens.provenance.board import Board

        if not isinstance(self.screen, Board):
            await self.go(Board())

    async def action_agreement(self) -> None:
        """Go to the figures of agreement."""
        from tui.screens.review.agreement import AgreementScreen

        await self.go(AgreementScreen())

    async def action_concordance(self) -> None:
        """Go to the concordance, or there to the line that is typed."""
        from tui.screens.concordance import Concordance

        if not isinstance(self.screen, Place):
            return
        if isinstance(self.screen, Concordance):
            self.screen.action_line()
        else:
            await self.go(Concordance.from_place(self.screen))

    async def show_nothing_of_others(self) -> None:
        """Go to the Review: whatever is in view may be others' work."""
        await self.action_library()
        await self.action_review()

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

        if place := self.here:
            self.push_screen(Help(place.NAME))

    async def action_leave(self) -> None:
        """Quit; everything is saved already, or it is said that it is not."""
        self.stop_matching()
        await self.leave_place()
        await self.look_for_file()
        self.exit()

    async def on_unmount(self) -> None:
        """Let go of the file, once no screen is left that might still ask for something."""
        await self.hand.close()

    # -- theme -----------------------------------------------------------------------------------

    async def action_toggle_theme(self) -> None:
        """Light or dark, remembered for this annotator."""
        theme = LIGHT.name if self.current_theme.dark else DARK.name
        self.theme = theme
        await self.put_aside({"theme": theme})

    def _repaint(self, _: object) -> None:
        painter = self.here.painter() if self.here else self.painter()
        for view in self.screen.query(ArticleView):
            view.repaint(painter)

    async def put_aside(self, things: Mapping[str, object]) -> None:
        """Remember where this annotator left off; where that cannot be written, it is let be."""

        def put(workspace: Workspace) -> None:
            for key, value in things.items():
                if workspace.articles.left_off(key) != value:
                    workspace.articles.leave_off(key, value)

        with suppress(DiptychError):
            await self.hand.do(put)

    async def action_refresh_all(self) -> None:
        """Show what the workspace holds now."""
        if place := self.here:
            await place.bring_up_to_date()


def _collect_again() -> None:
    """Collect garbage from now on, where whoever started the screens had stopped that."""
    if not gc.isenabled():
        gc.freeze()  # what is loaded by now stays
        gc.enable()


def run(
    path: Path, annotator: str, articles: tuple[str, ...] = (), screen: str | None = None
) -> int:
    """Open the screens on a workspace; gives the exit status.

    Raises:
        DiptychError: The workspace or its codebook cannot be used, or its file was gone in the end.
    """
    with Workspace.open(path, annotator) as workspace:
        codebook = workspace.codebook()
    app = Diptych(path, annotator, codebook, articles, screen)
    app.run()
    if app.gone:
        raise WorkspaceError(app.gone)
    return app.return_code or 0
