"""A whole session that must keep to itself: run as a program, with its folder as the argument.

Before anything else is imported a hook is set that no code of Python can get past: it notes
whatever would reach out through a socket and refuses it, and every file or folder that is made.
The process that reads pages and office files, the only other one, has a hook of its own
(`tests.faults.watched`). How open each file lies is looked at all the time: at every event, as one
comes before each change. What was seen is in ``told.json`` at the end. The umask leaves everything
open: whatever is closed, the program has closed. `diptych serve` is no part of the session, as it
listens on a socket: tests/cli/test_serve_guard.py looks at who reaches it.
"""

import asyncio
import json
import os
import socket
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

_REACHING = {
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "socket.getservbyname",
    "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect",
    "webbrowser.open",
}  # fmt: skip
_MAKING = {"os.mkdir", "tempfile.mkstemp", "tempfile.mkdtemp", "sqlite3.connect"}
_CREATES = os.O_CREAT

reached: list[str] = []
started: list[str] = []
made: set[str] = set()
open_to: dict[str, int] = {}
"""How open each file has ever lain, by its path."""
_looking = False


def _look() -> None:
    """Note how open all files lie now; what that itself brings about is no event."""
    global _looking  # noqa: PLW0603 (a hook has no other place)
    if _looking:
        return
    _looking = True
    try:
        for folder, _, names in os.walk(sys.argv[1]):
            for path in (f"{folder}/{name}" for name in names):
                with suppress(FileNotFoundError):
                    mode = stat.S_IMODE(os.lstat(path).st_mode)
                    open_to[path] = open_to.get(path, 0) | mode
    finally:
        _looking = False


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event == "open" or event.startswith(("os.", "shutil.", "sqlite3.")):
        _look()
    if event in _REACHING:
        reached.append(f"{event}: {args[1:]}")
        raise PermissionError(f"{event} in a session that must keep to itself")
    if event in ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.fork"):
        started.append(f"{event}: {args[:2]}")
    path = args[0] if args else None
    creates = event == "open" and isinstance(args[2], int) and args[2] & _CREATES
    if (creates or event in _MAKING) and isinstance(path, str | bytes | os.PathLike):
        made.add(os.path.abspath(os.fsdecode(path)))  # noqa: PTH100 (no link is followed)


sys.addaudithook(_watch)


def session(folder: Path) -> dict[str, Any]:
    """Import, tag by keys, match, export, report, check, back up, repair, merge, demo."""
    from annotations.formats.saved import sandbox
    from tui.cli.root import diptych

    sandbox._BOOT = sandbox._BOOT.replace("import {0};", "import tests.faults.watched, {0};")
    case, modes = folder / "case.db", {}

    def call(*args: object) -> None:
        try:
            diptych.main([*map(str, args)], prog_name="diptych")
        except SystemExit as ended:
            if ended.code:
                raise

    def look() -> None:
        for path in folder.rglob("*"):
            modes[str(path.relative_to(folder))] = stat.S_IMODE(path.lstat().st_mode)

    call("import", case, *sorted(folder.glob("in.*")))
    asyncio.run(_by_keys(case, look))
    call("match", case)
    call("export", case, "-o", folder / "case.jsonl")
    call("export", case, "--what", "network", "--format", "gexf", "-o", folder / "case.gexf")
    call("report", case, "-o", folder / "report.html")
    call("backup", case)
    call("backup", case, folder / "copy.db")
    call("check", case)
    damaged = bytearray(case.read_bytes())
    damaged[:100] = bytes(100)
    (folder / "torn.db").write_bytes(damaged)
    call("check", folder / "torn.db", "--repair")
    call("merge", case, folder / "copy.db")
    call("demo", folder / "demo")
    look()
    return modes


async def _by_keys(case: Path, look: Any) -> None:
    """Tag a word in the Reader and look at the files while it is open."""
    from annotations.codebook import Codebook
    from annotations.workspace import Workspace
    from tui.app import Diptych

    with Workspace.open(case, "ana") as workspace:
        articles = tuple(workspace.articles.ids())
    app = Diptych(case, "ana", Codebook(), articles)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        await pilot.press("w", "e", "w", "s")
        await pilot.pause()
        look()


def refused() -> bool:
    """Whether somebody who does reach out is seen and refused."""
    try:
        socket.create_connection(("localhost", 9), timeout=1)
    except PermissionError:
        return bool(reached.pop())
    return False


if __name__ == "__main__":
    os.umask(0)
    seen = session(Path(sys.argv[1]))
    assert refused()
    told = {"reached": reached, "started": started, "made": sorted(made), "modes": seen,
            "open_to": open_to}  # fmt: skip
    (Path(sys.argv[1]) / "told.json").write_text(json.dumps(told))
