"""The process that reads what may be hostile: the other end of `sandbox`.

It knows a few tasks, has no network, starts no program, writes no file, and its memory has a limit.
"""

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from annotations.errors import IntakeError
from annotations.formats.saved.found import Found
from annotations.formats.saved.sandbox import receive, send

TASKS = {
    "html": "annotations.formats.saved.html",
    "mhtml": "annotations.formats.saved.mhtml",
    "pdf": "annotations.formats.saved.pdf",
    "docx": "annotations.formats.saved.docx",
    "odt": "annotations.formats.saved.odt",
    "rtf": "annotations.formats.saved.rtf",
}
"""What can be asked for, and the module whose `find` does it."""

_MOST = 1_000_000_000  # bytes of a frame; what a file may have is its reader's to say
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "pty.")
_REMEDY = "save its text as a .txt file"


def main() -> None:
    """Answer until nothing more is asked."""
    replies = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # a library that prints does not answer
    sys.stdout = sys.stderr
    _restrict(int(os.environ.get("DIPTYCH_SANDBOX_MEMORY", "0")))
    asked = sys.stdin.buffer
    while (told := receive(asked, _MOST)) is not None:
        data = receive(asked, _MOST)
        if data is None:
            return
        send(replies, json.dumps(answer(json.loads(told), data)).encode())


def answer(told: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Do one task; what was found, or why the file is refused."""
    name = told.pop("task")
    try:
        find: Callable[..., Found] = import_module(TASKS[name]).find
        return {"found": find(data, **told).model_dump()}
    except IntakeError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"refused": f"needs more memory to be read than it may take: {_REMEDY}"}
    except RecursionError:
        return {"refused": f"nested too deeply to be read: {_REMEDY}"}
    except Exception as error:  # noqa: BLE001 (a library's way to say that a file is broken)
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return {"refused": f"damaged, or in no form that can be read ({what}): {_REMEDY}"}


def _restrict(memory: int) -> None:
    """Take away what reading a file does not need."""

    def refuse(event: str, _: tuple[Any, ...]) -> None:
        if event.startswith(_FORBIDDEN):
            raise PermissionError(f"a file that is read may not cause {event}")

    sys.addaudithook(refuse)
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for what, most in limits.items():
        if most or what != resource.RLIMIT_AS:
            try:
                resource.setrlimit(what, (most, most))
            except (ValueError, OSError):  # a lower one is set, or there is none here
                continue
