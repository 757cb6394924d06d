"""What the command line prints: data on standard output, talk on standard error, all of it safe.

Names, titles and messages quote text from outside. Nothing of it reaches a terminal, a pipe or a
log with a control character in it but the newlines put there by this program.
"""

import io
import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from annotations.progress import Progress, silent
from tui.text.display import one_line, safe_for_terminal

_LOOK = 0.5  # seconds between two looks at whether something waits
_NO_BLINK = 2  # looks in a row that find the same


def prepare() -> None:
    """Let no character that the terminal's encoding lacks end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def out(text: str) -> None:
    """Print data; it may be several lines."""
    click.echo(safe_for_terminal(text))


def out_json(value: Any) -> None:
    """Print data as one JSON document, in ASCII."""
    click.echo(json.dumps(value, indent=2))


def say(text: str) -> None:
    """Say one line to the person. That nobody listens is no error."""
    with suppress(OSError):
        click.echo(one_line(text), err=True)


def complain(text: str) -> None:
    """Say in one line what went wrong."""
    say(f"diptych: {text}")


def flush() -> None:
    """Send what was printed; raises OSError where it cannot be sent, as on a full disk."""
    if sys.stdout:
        sys.stdout.flush()


def abandon() -> None:
    """Give up what could not be sent, so that the interpreter does not try again at its end."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def is_watched() -> bool:
    """Whether a person sees standard error, and so a progress bar."""
    return bool(sys.stderr and sys.stderr.isatty())


def has_terminal() -> bool:
    """Whether there is a terminal that a screen can open on."""
    streams = (sys.stdin, sys.stdout)
    return os.environ.get("TERM") != "dumb" and all(s and s.isatty() for s in streams)


@contextmanager
def waits_told(
    case: str, waits: Callable[[], bool], ended: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Say what is waited for, and in the end for how long: the waiting itself says nothing.

    Args:
        case: What cannot be written meanwhile.
        waits: Whether it is waited for now; asked on another thread.
        ended: Whether there is nothing to wait for any more; likewise.
    """
    over = threading.Event()
    looks = iter(lambda: over.wait(_LOOK) or ended(), True)  # noqa: FBT003 (where it ends)
    watch = threading.Thread(target=tell_of_waits, args=(case, waits, looks), daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()
        watch.join()


def tell_of_waits(case: str, waits: Callable[[], bool], looks: Iterable[object]) -> None:
    """Look whether something waits, as often as there are looks, and tell of what is no blink."""
    seen = 0
    for _ in looks:
        if waits():
            seen += 1
            if seen == _NO_BLINK:
                say(f"{case}: waiting for another program to finish writing, a minute at most")
        else:
            seen = _waited(case, seen)
    _waited(case, seen)


def _waited(case: str, seen: int) -> int:
    """Say how long a wait was that was told; the looks at the next one, which are none yet."""
    if seen >= _NO_BLINK:
        say(f"{case}: waited {seen * _LOOK:.0f} s")
    return 0


@contextmanager
def bar(label: str) -> Iterator[Progress]:
    """Show how far long work is, where a person sees it; give that to the work as its progress."""
    if not is_watched():
        yield silent
        return
    with click.progressbar(length=1, label=label, file=sys.stderr) as shown:

        def advance(done: int, total: int, /) -> None:
            shown.length = total
            shown.update(done - shown.pos)

        yield advance
