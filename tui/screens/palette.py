"""The command palette: every command of the place one is at, by what it does."""

from collections.abc import Callable, Iterable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.screens.place import Place
from tui.text.display import one_line


class Palette(Provider):
    """The commands of the screen, by name."""

    async def search(self, query: str) -> Hits:
        """Offer the commands that fit what was typed."""
        matcher = self.matcher(query)
        for text, run in self._commands():
            if (score := matcher.match(text)) > 0:
                yield Hit(score, Content(text), run, text=text)

    async def discover(self) -> Hits:
        """Offer all commands."""
        for text, run in self._commands():
            yield DiscoveryHit(Content(text), run, text=text)

    def _commands(self) -> Iterable[tuple[str, Callable[[], object]]]:
        place = self.screen
        if isinstance(place, Place):
            for command in place.diptych.keys.on(place.NAME):
                if command.id != "app.palette":
                    node = place.diptych if command.screen == "app" else place
                    yield one_line(command.help), partial(node.run_action, command.action)
