"""What happens to the workspace meanwhile: others write, the file goes, something takes long."""

from contextlib import suppress

from annotations.errors import DiptychError
from annotations.workspace import Workspace
from tui.hand import Hand
from tui.keys import Keys
from tui.matching import MatchingApp
from tui.screens.place import Place

Seen = tuple[int, tuple[float, ...]]
"""What `look_around` saw last: whether others have written, and how much work there was."""

_LOOK_AROUND = 2.0  # seconds between two looks


class WatchingApp(MatchingApp):
    """An app that looks around between two keys."""

    hand: Hand
    """Holds the workspace."""
    keys: Keys
    """Which key does what."""
    waiting: str | None = None
    """What is being waited for, in words, where that takes long."""
    gone: str | None = None
    """What has become of the file, in words, where no act is saved any more."""

    _seen: Seen = (0, ())
    _blind = False  # when somebody looked last
    _looking = False  # whether a look waits for its turn

    async def begin_to_watch(self) -> None:
        """Look at how things stand, and from now on for what changes."""
        self._seen = await self.hand.do(lambda ws: _seen(ws, self._seen))
        self._blind = await self.hand.do(lambda ws: ws.assigning.blind)
        self.set_interval(_LOOK_AROUND, self._look_around_between_keys)

    def _look_around_between_keys(self) -> None:
        """Look around when it is that message's turn.

        A timer runs beside the keys: what it found before a verdict would come into view after it.
        """
        if not self._looking:
            self._looking = self.call_later(self.look_around)

    async def look_around(self) -> None:
        """Show what another session has written since the last look; put aside where one is."""
        self._looking = False
        place = self.here
        if self.waiting is not None or place is None or not place.is_current:
            return
        await self.look_for_file()
        with suppress(DiptychError):  # said where somebody asks for something
            before = self._seen
            self._seen = await self.hand.do(lambda ws: _seen(ws, before))
            if before[1] != self._seen[1]:
                await self._show_changes(place)
        await self.leave_place()

    async def look_for_file(self) -> None:
        """See whether the file is still the one that was opened, and show it where that changed."""
        before = self.gone
        with suppress(DiptychError):  # likewise
            gone = await self.hand.do(lambda ws: ws.gone())
            self.gone = f"{self.path.name} {gone}" if gone else None
        if before != self.gone and (place := self.here):
            place.show_status()

    async def _show_changes(self, place: Place) -> None:
        """Show what others have done, or tell of it; begin a blind pass with nothing in view."""
        blind = await self.hand.do(lambda ws: ws.assigning.blind)
        if blind and not self._blind:
            await self.show_nothing_of_others()
        elif place.FOLLOWS:
            await place.refresh_from_store()
        else:
            place.others_went_on(self.keys.shown("app.refresh")[0])
        self._blind = blind

    async def leave_place(self) -> None:
        """Put aside where the place in view is."""
        raise NotImplementedError

    async def show_nothing_of_others(self) -> None:
        """Leave whatever is in view: it may be others' work."""
        raise NotImplementedError

    def _wait(self, seconds: float | None, locked_out: bool) -> None:  # noqa: FBT001 (plain)
        other = "waiting for another program to finish writing"
        doing = other if locked_out else "working"
        self.waiting = None if seconds is None else f"{doing}: {seconds:.0f} s"
        if place := self.here:
            place.show_status()


def _seen(workspace: Workspace, before: Seen) -> Seen:
    """Whether others have written, and if so, how much work there is now."""
    changed = workspace.changed_elsewhere()
    return before if changed == before[0] else (changed, workspace.work_done())
