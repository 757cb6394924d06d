"""What the places of provenance share: one case, reckoned in a worker, shown when it comes.

Keys that act on it wait until it has been reckoned anew.
"""

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.content import Content
from textual.worker import Worker, WorkerState, get_current_worker

from annotations.errors import Cancelled, DiptychError
from annotations.provenance.case import Case
from annotations.workspace import Workspace
from tui.screens.place import Lookup, Place
from tui.screens.provenance.telling import layer_in_words
from tui.widgets.lines import plain, styled

Tell = Callable[[Case], str]
"""What an act has come to, in words, as the case shows that was reckoned after it."""


class Looking(Place):
    """A place that looks at a case, and says what an act has come to."""

    FOLLOWS = False  # all anew, whenever somebody tags something
    ACTS: ClassVar[tuple[str, ...]] = ()
    """The commands whose keys are meant for what is looked for."""

    def __init__(self, whose: str | None = None) -> None:
        """Look at a layer; None takes the annotator's own, or all where that is empty."""
        super().__init__()
        self.whose = whose or self.diptych.looked_at
        """Whose layer is looked at, as it was asked for."""
        self.case: Case | None = None
        """What follows from the layer; None until it is reckoned."""
        self.looking = False
        """Whether the case is being reckoned."""
        self._tell: Tell | None = None
        self._stale = ""  # the key that shows what others have done since

    def gather(self, workspace: Workspace, case: Case) -> None:
        """Take more out of the workspace, or reckon more, in the worker's thread."""

    # -- reckoning -------------------------------------------------------------------------------

    async def refresh_from_store(self) -> None:
        """Reckon anew."""
        self.looking, self._stale = True, ""
        self.show_status()
        self.reckon(self.whose)

    @work(thread=True, exclusive=True, group="what follows", exit_on_error=False)
    def reckon(self, layer: str | None) -> None:
        """Reckon, on a connection of its own."""
        worker = get_current_worker()
        try:
            with Workspace.open(self.diptych.path, self.diptych.annotator) as workspace:
                case = self._case(workspace, layer, lambda: worker.is_cancelled)
                self.gather(workspace, case)
        except Cancelled:
            return
        except DiptychError as error:
            self.app.call_from_thread(self._refused, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take, case)

    def _case(self, workspace: Workspace, layer: str | None, cancelled: Callable[[], bool]) -> Case:
        """The case as it is now; the one before where nothing has been done since."""
        now = (layer, workspace.work_done())
        if self.diptych.reckoned is None or self.diptych.reckoned[0] != now:
            self.diptych.reckoned = now, workspace.provenance.case(layer, cancelled)
        return self.diptych.reckoned[1]

    def _refused(self, why: str) -> None:
        self.looking, self._tell = False, None
        self.diptych.held.clear()  # they were meant for what does not come
        if self.is_attached:
            self.complain(why)

    def _take(self, case: Case) -> None:
        self.looking = False
        tell, self._tell = self._tell, None
        if self.is_attached:
            self.case = case
            self.show_case()
            if tell:
                self.say(tell(case))
            self.diptych.let_go()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Stop waiting where the worker failed; `Place` has a handler of its own, which says so."""
        if event.state is WorkerState.ERROR:
            self.looking = False

    def looks_for(self) -> Lookup | None:
        """What follows; keys that act on it wait for it."""
        return Lookup("looking at what follows", self.ACTS) if self.looking else None

    def show_case(self) -> None:
        """Show what was reckoned."""
        raise NotImplementedError

    async def acted(self, tell: Tell) -> None:
        """Reckon what an act has come to, and tell of it."""
        self._tell = tell
        await self.refresh_from_store()

    async def bring_up_to_date(self) -> None:
        """Reckon anew, and say so when that is done."""
        await self.acted(lambda _: "up to date")

    def others_went_on(self, key: str) -> None:
        """Say so until it has been reckoned anew."""
        self._stale = key
        super().others_went_on(key)

    def hush(self) -> None:
        """Forget what was said, but not that what shows is of before."""
        super().hush()
        if self._stale:
            super().others_went_on(self._stale)

    # -- words -----------------------------------------------------------------------------------

    def of_layer(self) -> Content:
        """Whose layer it is."""
        if self.case is None:
            return Content("")
        return plain(layer_in_words(self.case.material.layer), 32)

    def still_looking(self) -> Content:
        """That it is being looked for."""
        return styled("looking at what follows from the annotation …", "$accent")
