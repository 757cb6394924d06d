"""What all places of the program share: the workspace in hand, a status line, the keys."""

from collections.abc import Callable, Container
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeVar, cast

from textual import events
from textual.content import Content
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from annotations.errors import DiptychError
from annotations.workspace import Workspace
from annotations.workspace.history import Step
from tui.text.display import one_line
from tui.text.failures import where_it_failed
from tui.widgets.lines import KeyLine, Line, styled
from tui.widgets.painting import Painter

if TYPE_CHECKING:
    from tui.app import Diptych

T = TypeVar("T")


class Lookup(NamedTuple):
    """Something that a place looks for, away from the keys."""

    words: str
    """What, to be shown."""
    commands: tuple[str, ...]
    """How the identifiers of the commands begin whose keys are meant for it."""


class Place(Screen[None]):
    """A screen that works on the workspace."""

    NAME = ""
    """What its commands' identifiers begin with."""
    UNDOES: ClassVar[Container[str] | None] = None
    """The actions that undo takes back here, any other being refused; None takes all."""
    STOPS_MATCHER: ClassVar[bool] = False
    """Whether Esc stops the matcher here."""
    FOLLOWS: ClassVar[bool] = True
    """Whether what others do shows by itself; where that takes long, it is told instead."""
    HINTS: tuple[str, ...] = ()
    """The commands that the footer shows unless a screen knows better."""

    def __init__(self) -> None:
        super().__init__()
        self.message: Content | None = None
        """What was last said; it stays until the next key that moves on."""
        for binding in self.diptych.keys.bindings(self.NAME):
            # In the place of Textual's own for that key, such as Tab.
            self._bindings.key_to_bindings[binding.key] = [binding]

    @property
    def diptych(self) -> "Diptych":
        """The app."""
        return cast("Diptych", self.app)

    def painter(self) -> Painter:
        """How texts look here, under the present theme."""
        return self.diptych.painter()

    async def work(self, work: Callable[[Workspace], T]) -> T | None:
        """Have something done in the workspace; a refusal is said, and gives None."""
        try:
            return await self.diptych.hand.do(work)
        except DiptychError as error:
            await self._tell_refusal(error)
            return None

    async def did(self, work: Callable[[Workspace], object]) -> bool:
        """Have something done for its effect; whether it was, or was refused and said so."""
        try:
            await self.diptych.hand.do(work)
        except DiptychError as error:
            await self._tell_refusal(error)
            return False
        return True

    async def _tell_refusal(self, error: DiptychError) -> None:
        """Say what was refused, or what has become of the file where that is why."""
        await self.diptych.look_for_file()
        if self.diptych.gone:
            self.app.bell()  # it shows, and is not to be said any more when the file is back
        else:
            self.complain(str(error))

    def looks_for(self) -> Lookup | None:
        """What is looked for; the keys that are meant for it wait until it shows."""
        return None

    async def take_key(self, event: events.Key) -> bool:  # noqa: ARG002
        """Take a key before any command gets it; whether it was taken."""
        return False

    async def refresh_from_store(self) -> None:
        """Show what the workspace holds now."""

    async def bring_up_to_date(self) -> None:
        """Show what the workspace holds now, and say so."""
        await self.refresh_from_store()
        self.say("up to date")

    def others_went_on(self, key: str) -> None:
        """Say that there is more by now, which a key shows."""
        self.say(f"others have gone on: {key} shows it", tone="$warning")

    async def remember_places(self) -> None:
        """Put aside where one is."""

    # -- back and forth --------------------------------------------------------------------------

    async def action_undo(self) -> None:
        """Undo the annotator's last act."""
        await self._step("took back", lambda ws: ws.history.undo(only=self.UNDOES))

    async def action_redo(self) -> None:
        """Redo what was undone last."""
        await self._step("did again", lambda ws: ws.history.redo(only=self.UNDOES))

    async def _step(self, done: str, step: Callable[[Workspace], Step]) -> None:
        self.start_afresh()
        taken = await self.work(step)
        if taken:
            where = await self.show_step(taken)
            self.say(f"{done}: {taken.words}{where}")

    async def show_step(self, taken: Step) -> str:  # noqa: ARG002
        """Show what was taken back or done again; what to say of where that was."""
        await self.refresh_from_store()
        return ""

    # -- lines -----------------------------------------------------------------------------------

    def say(self, text: str, *, tone: str = "$success") -> None:
        """Say something in the status line. The text may quote text from outside."""
        self.message = styled(one_line(text), tone)
        self.show_status()

    def complain(self, text: str) -> None:
        """Say what went wrong, marked so that it shows without colour.

        That it is this workspace where it did goes without saying, and a path leaves no room.
        """
        text = text.removeprefix(f"{self.diptych.path}: ")
        self.message = _marked(text)
        self.show_status()
        self.app.bell()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say so where a worker failed: what waits for it would wait for ever."""
        if event.state is WorkerState.ERROR and event.worker.error:
            self.failed(event.worker.group, event.worker.error)

    def failed(self, group: str, error: BaseException) -> None:
        """Say which worker failed, and what to do; what was typed ahead of it is forgotten."""
        self.diptych.held.clear()
        self.complain(f"looking for {group} failed: {where_it_failed(error)}; please report it")

    def start_afresh(self) -> None:
        """Forget what was said, and whatever waited for another key."""
        self.hush()

    def hush(self) -> None:
        """Forget what was said."""
        if self.message is not None:
            self.message = None
            self.show_status()

    def show_status(self) -> None:
        """Fill the status line: what was said last, else how things stand; and the keys.

        Where the file is gone, that and nothing else: whoever misses it works for nothing.
        """
        said = self.message or self._matcher() or self.standing()
        if self.diptych.gone:
            said = _marked(self.diptych.gone)
        if self.diptych.waiting:
            said = styled(self.diptych.waiting, "$warning")
        with suppress(NoMatches):  # an act may end when its place is left already
            self.query_one("#status", Line).say(said)
            offered = (name for name in self.hints() if name not in self.diptych.WITHOUT)
            self.query_one(KeyLine).offer(self.diptych.keys.shown(name) for name in offered)

    def _matcher(self) -> Content | None:
        """How far the matcher is, while it runs."""
        if not self.diptych.matching:
            return None
        stops = self.STOPS_MATCHER and not self.diptych.stopping
        return styled(self.diptych.matching + " · Esc stops" * stops, "$accent")

    def standing(self) -> Content:
        """How things stand, in a line."""
        return Content("")

    def hints(self) -> tuple[str, ...]:
        """The commands that matter now."""
        return self.HINTS


def _marked(text: str) -> Content:
    """What went wrong, for the status line."""
    return Content.assemble(
        styled(" ! ", "bold reverse $error"), " ", styled(one_line(text), "$text")
    )
