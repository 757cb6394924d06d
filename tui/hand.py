"""The one thread that holds the workspace, so that painting goes on while a write waits.

Work is done in the order in which it is asked for. Whoever asks awaits the answer, and so paints
only what is on the disk.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from annotations.errors import Cancelled
from annotations.workspace import Workspace

T = TypeVar("T")

PATIENCE = 0.25
"""Seconds after which a person is told what is being waited for."""


class Hand:
    """Does things in a workspace, on a thread of its own."""

    def __init__(
        self, path: Path, annotator: str, waiting: Callable[[float | None, bool], None]
    ) -> None:
        """Take a workspace in hand; it is opened with the first piece of work.

        Args:
            path: The workspace file.
            annotator: Who acts.
            waiting: Called on the caller's loop with the seconds waited so far, when they get
                long, and whether it is another program that is waited for; with None when it
                is over.
        """
        self.path = path
        self.annotator = annotator
        self._waiting = waiting
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="workspace")
        self._workspace: Workspace | None = None
        self._closed = False

    async def do(self, work: Callable[[Workspace], T]) -> T:
        """Do a piece of work; raises whatever the work raises."""
        loop = asyncio.get_running_loop()
        started = loop.time()
        self._refuse_closed()
        answer = loop.run_in_executor(self._thread, self._do, work)
        done, _ = await asyncio.wait([answer], timeout=PATIENCE)
        try:
            while not done:
                self._waiting(loop.time() - started, self._is_locked_out())
                done, _ = await asyncio.wait([answer], timeout=1)
        finally:
            if loop.time() - started > PATIENCE:
                self._waiting(None, False)  # noqa: FBT003 (two plain values)
        return answer.result()

    def _is_locked_out(self) -> bool:
        return self._workspace is not None and self._workspace.waiting

    def _do(self, work: Callable[[Workspace], T]) -> T:
        self._refuse_closed()
        if self._workspace is None:
            self._workspace = Workspace.open(self.path, self.annotator)
        return work(self._workspace)

    def _refuse_closed(self) -> None:
        if self._closed:
            raise Cancelled("the workspace is closed already: nothing was done")

    async def close(self) -> None:
        """Close the workspace and end the thread, after all that was asked for is done."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._close)
        self._thread.shutdown()

    def _close(self) -> None:
        self._closed = True
        if self._workspace is not None:
            self._workspace.close()
            self._workspace = None
