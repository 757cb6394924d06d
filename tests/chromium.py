"""A headless Chromium, driven over a pipe by its DevTools protocol: no port, and no package for it.

Nothing that it asks the network for is found, but for one host where a test names one, and whatever
it asks for is noted.
"""

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)

PATIENCE = 60.0
"""Seconds that it may take for anything before the test fails."""

_POLL = 0.05
"""Seconds to wait for an event before a condition is looked at again."""


def program() -> str | None:
    """Where Chromium is; None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Page:
    """One page, and what happened in it."""

    def __init__(self, read: int, write: int) -> None:
        self._read, self._write = read, write
        self._buffer = b""
        self._number = 0
        self._session: str | None = None
        self.events: list[dict[str, Any]] = []
        """What happened, oldest first."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Network", "Log", "Runtime", "DOM", "Accessibility"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **given: Any) -> dict[str, Any]:
        """Call a method of the protocol."""
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": given}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.events.append(answer)

    def _next(self, patience: float = PATIENCE) -> dict[str, Any]:
        deadline = time.monotonic() + patience
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0, deadline - time.monotonic()))
            found = os.read(self._read, 1 << 20) if ready else b""
            if not found:
                raise TimeoutError("Chromium does not answer")
            self._buffer += found
        line, _, self._buffer = self._buffer.partition(b"\0")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def open(self, what: Path | str) -> None:
        """Open a file or an address, until it is loaded and painted; forget what was before."""
        self.events.clear()
        self.call("Page.navigate", url=what if isinstance(what, str) else what.as_uri())
        while not self.of("Page.loadEventFired"):
            self.events.append(self._next())
        # Two frames: what is found while painting is told by then.
        frames = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        self.call("Runtime.evaluate", expression=frames, awaitPromise=True)

    def until(self, condition: Callable[[], bool], what: str) -> None:
        """Take in what happens until something holds.

        Raises:
            TimeoutError: It does not for long.
        """
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > deadline:
                raise TimeoutError(f"never seen: {what}")
            with suppress(TimeoutError):
                self.events.append(self._next(_POLL))

    def of(self, method: str) -> list[dict[str, Any]]:
        """What happened of one kind."""
        return [event["params"] for event in self.events if event.get("method") == method]

    def run(self, expression: str) -> Any:
        """What an expression comes to in the page."""
        found = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        if "exceptionDetails" in found:
            raise RuntimeError(found["exceptionDetails"])
        return found["result"].get("value")

    def press(self, key: str) -> None:
        """Press a key and let it go."""
        codes = {"Tab": 9, "Enter": 13, " ": 32}
        text = "\r" if key == "Enter" else key if len(key) == 1 else ""
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=codes.get(key) or ord(key.upper()),
                **({"text": text} if text and kind == "keyDown" else {}),
            )

    def size(self, width: int, height: int) -> None:
        """Set the size of the window."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def theme(self, name: str) -> None:
        """Prefer ``light`` or ``dark`` colours."""
        features = [{"name": "prefers-color-scheme", "value": name}]
        self.call("Emulation.setEmulatedMedia", features=features)

    def picture(self, **given: Any) -> bytes:
        """A PNG of what is seen."""
        data = self.call("Page.captureScreenshot", format="png", **given)["data"]
        return base64.b64decode(data)

    def paper(self) -> bytes:
        """A PDF of the page as it is printed."""
        given = {"preferCSSPageSize": True, "printBackground": False}
        return base64.b64decode(self.call("Page.printToPDF", **given)["data"])


_WITH_3_AND_4 = """
import fcntl, os, sys
high = [fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3]]
for one, wanted in zip(high, (3, 4)):
    os.dup2(one, wanted)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The protocol wants descriptors 3 and 4, whatever the pipes have here; becomes what it starts."""


@contextmanager
def page(directory: Path, reach: str | None = None) -> Iterator[Page]:
    """Start Chromium with a new profile in a directory, and end it by its own process group.

    Args:
        directory: Where the profile goes.
        reach: The one host that it reaches; None for none.
    """
    (theirs, write), (read, others) = os.pipe(), os.pipe()
    rules = "MAP * ~NOTFOUND" + (f", EXCLUDE {reach}" if reach else "")
    given = [f"--host-resolver-rules={rules}", f"--user-data-dir={directory / 'profile'}"]
    command = [program() or "chromium", *FLAGS, *given]
    wrapper = [sys.executable, "-c", _WITH_3_AND_4, str(theirs), str(others)]
    with (directory / "chromium.log").open("wb") as log:
        process = subprocess.Popen(
            [*wrapper, *command],
            pass_fds=(theirs, others),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        os.close(theirs)
        os.close(others)
        yield Page(read, write)
    finally:
        os.close(write)
        os.close(read)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)
