"""What the process of one tab runs: the screens of one workspace, as on a terminal.

``python -P -m tui.serving.seat CASE.db ANNOTATOR [ARTICLE…]``, with pipes for a terminal.

Whoever sits at the browser has this workspace and nothing else of the machine: what asks for the
path of a file is not offered. The process ends when nobody is left who could press a key.
"""

import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast

from textual import events
from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode
from textual.driver import Driver
from textual.drivers.web_driver import WebDriver
from textual.message import Message

from annotations.errors import DiptychError
from annotations.workspace import Workspace
from tui.app import Diptych
from tui.text.display import one_line

WITH_FILES = ("import", "export")
"""The actions that ask for a path: whoever takes them is told of the commands of that name."""


class PipeDriver(WebDriver):
    """Textual's driver for a browser, which also ends when the other end is gone."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._send = self._write
        self._write = self._sent  # type: ignore[assignment]  # it is a partial there

    def run_input_thread(self) -> None:
        """Hand on keys until there are none any more, and then quit as `q` does."""
        super().run_input_thread()
        with suppress(RuntimeError):  # the program has ended already
            app = cast("Seat", self._app)
            self._loop.call_soon_threadsafe(app.call_later, app.action_leave)

    def process_message(self, message: Message) -> None:
        """Hand on what was typed; a size among it is no terminal's, and nobody has judged it."""
        if not isinstance(message, events.Resize):
            super().process_message(message)

    def _sent(self, data: bytes) -> int:
        """Send what is painted; that nobody looks any more is no error."""
        with suppress(BrokenPipeError):
            return self._send(data)
        return len(data)


class Seat(Diptych):
    """The program, at which somebody sits by way of a browser."""

    CSS_PATH = "../app.tcss"
    WITHOUT = tuple(f"library.{name}" for name in WITH_FILES)

    def get_driver_class(self) -> type[Driver]:
        """Pipes instead of a terminal."""
        return PipeDriver

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action, unless it asks for the path of a file."""
        name = action.partition("(")[0] if isinstance(action, str) else action[1]
        name = name.rpartition(".")[2]
        if name in WITH_FILES:
            if place := self.here:
                command = f"diptych {name} {self.path.name}"
                place.complain(f"a browser reaches no files: use `{command}` in a shell")
            return True
        return await super().run_action(action, default_namespace, namespaces)


def main(case: str, annotator: str, *articles: str) -> int:
    """Open the screens; gives the exit status. What refuses them is one line on standard error."""
    path = Path(case)
    try:
        with Workspace.open(path, annotator) as workspace:
            codebook = workspace.codebook()
        seat = Seat(path, annotator, codebook, articles)
    except DiptychError as error:
        sys.stderr.write(f"diptych: {one_line(str(error))}\n")
        return 1
    seat.run()
    if seat.gone:
        sys.stderr.write(f"diptych: {one_line(seat.gone)}\n")
        return 1
    return seat.return_code or 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
