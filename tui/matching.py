"""The matcher in the background: started and stopped by the places, told of by the one in view."""

from collections.abc import Callable
from pathlib import Path

from textual import work
from textual.worker import get_current_worker

from annotations.errors import Cancelled, DiptychError
from annotations.workspace import Workspace
from tui.keyboard import KeyboardApp
from tui.screens.place import Place
from tui.text.amounts import counted
from tui.text.failures import where_it_failed

_STOPPING = "stopping the matcher …"


class MatchingApp(KeyboardApp):
    """An app in which the matcher can run while the hands go on."""

    path: Path
    """The workspace file."""
    annotator: str
    """Who acts."""
    matching: str | None = None
    """How far the matcher is, in words, while it runs."""

    @property
    def stopping(self) -> bool:
        """Whether the matcher was told to stop, and still runs."""
        return self.matching == _STOPPING

    def start_matching(self) -> None:
        """Run the matcher in the background, on a connection of its own."""
        if not self.matching:
            self._show_matching("matching …")
            self._match()
        elif place := self.here:
            again = "is still stopping: try again once it has" if self.stopping else "runs already"
            place.say(f"the matcher {again}", tone="$warning")

    def stop_matching(self) -> None:
        """Stop the matcher; nothing is kept of that run."""
        self.workers.cancel_group(self, "matching")
        if self.matching:
            self._show_matching(_STOPPING)

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
                self.call_from_thread(self._show_progress, f"matching … {percent} %")

        tell = Place.complain
        try:
            with Workspace.open(self.path, self.annotator) as workspace:
                result = workspace.links.match(progress=progress)
            pairs = counted(result.proposals, "pair")
            spans = counted(result.spans, "span")
            some = "" if result.compared == result.articles else f"{result.compared:,} of "
            compared = f"{some}{counted(result.articles, 'article')} compared"
            said = f"{compared}: {pairs} proposed over {spans}"
            if not result.compared:
                said = "nothing has changed since the matcher ran last"
            tell = Place.say
        except DiptychError as error:
            said = str(error)
        except Exception as error:  # noqa: BLE001 (a fault of its own ends the run, not the program)
            failed = f"the matcher failed: {where_it_failed(error)}"
            said = f"{failed}; the earlier proposals stay, please report it"
        self.call_from_thread(self._matched, said, tell)

    def _show_progress(self, words: str) -> None:
        if not self.stopping:
            self._show_matching(words)

    def _show_matching(self, words: str | None) -> None:
        self.matching = words
        if place := self.here:
            place.show_status()

    def _matched(self, said: str, tell: Callable[[Place, str], None]) -> None:
        self._show_matching(None)
        self.call_next(self._tell_matched, said, tell)

    async def _tell_matched(self, said: str, tell: Callable[[Place, str], None]) -> None:
        if place := self.here:
            await place.refresh_from_store()
            tell(place, said)
