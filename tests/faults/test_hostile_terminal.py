"""A case that attacks the terminal, in a real one: nothing of it is sent as anything but text.

Every screen and every command is gone through; what is counted are the control characters that came
from the case: none.
"""

import os
import pty
import re
from pathlib import Path

import pytest

from annotations.formats.writers import WRITERS
from annotations.workspace import Workspace
from tests import stock
from tests.faults import poison
from tests.faults.figures import Count
from tests.journeys.terminal import PATIENCE, Terminal, diptych, set_size
from tests.tui.test_help import PLACES
from tui.cli.root import diptych as commands

DIALOGS = ("━━━━━━━━", "keys · ", "🔎")
"""What only a question, the help or the palette shows."""

SIZE = (120, 40)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The case, made once; what changes it takes a copy."""
    return poison.case(tmp_path_factory.mktemp("made"))


@pytest.fixture
def case(made: Path, tmp_path: Path) -> Path:
    """A copy of the case, in a folder of its own."""
    (copy := tmp_path / made.name).write_bytes(made.read_bytes())
    return copy


def test_no_control_of_a_text_reaches_the_terminal(
    case: Path, tmp_path: Path, count: Count
) -> None:
    sent = 0
    with Terminal("open", case, "1", "2", "--annotator", poison.ANNOTATOR, size=SIZE) as terminal:
        terminal.says(" as ")
        for walk in (reader, proposals, library, places):
            walk(terminal, tmp_path)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.picture.strange == []
        sent += terminal.received
    with Terminal("open", case, "--annotator", poison.SECOND, size=SIZE) as terminal:
        terminal.sees(" 5 articles ")
        verifying(terminal)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.picture.strange == []
        sent += terminal.received
    count("hostile text on screens", screens=len(PLACES) - 1, bytes=sent, control_characters=0)
    with Workspace.open(case, poison.ANNOTATOR) as ws:
        assert stock.problems(ws) == []


def reader(terminal: Terminal, _: Path) -> None:
    """Everything in the Reader that shows words of an article, a title or a note."""
    terminal.press("g", "3", "w")
    terminal.sees("note: ")
    terminal.press("m")
    terminal.sees("\n Note on this ")
    leave(terminal)
    terminal.press("/")
    terminal.sees("\n Search")
    terminal.send(b"Drovnik\r")
    terminal.says("hit 1 of")
    terminal.press("escape", "e")
    terminal.says("entity: ")
    terminal.press("*")
    terminal.until(lambda picture: "\n Tag " in str(picture), "the preview of all mentions")
    leave(terminal)
    terminal.press("o", "o", "g", "a")
    terminal.sees("\n This claim rests on")
    terminal.press("enter")
    terminal.says(" rests on “")
    for key in ("v", "v", "v", "space", "space", "backspace", "G", "pageup", "g"):
        terminal.press(key)
    terminal.press("/")
    terminal.sees("\n Search")
    terminal.send(b"Meridian\r")
    terminal.says("hit 1 of")
    terminal.press("?")
    terminal.sees("\n  Moving")
    leave(terminal)
    terminal.press("ctrl+p")
    terminal.sees("Go one character back")
    leave(terminal)
    terminal.press("f2", "f2")


def leave(terminal: Terminal, key: str = "escape") -> None:
    """Leave a dialog; what is typed before it has gone would be for the dialog."""
    terminal.press(key)
    terminal.until(lambda picture: not any(mark in str(picture) for mark in DIALOGS), "it has gone")


def proposals(terminal: Terminal, _: Path) -> None:
    """Pairs with their words, judged and taken back."""
    terminal.press("p")
    terminal.sees("decided")
    terminal.press("y")
    terminal.says("same⇐: ")
    terminal.press("u")
    terminal.says("took back: ")


def library(terminal: Terminal, folder: Path) -> None:
    """Titles, a filter, details, a refused import, an export."""
    terminal.press("L")
    terminal.sees(" 5 articles ")
    terminal.press("/")
    terminal.sees("\n Show only")
    terminal.send(b"[/b]")
    terminal.sees(" 5 match")
    leave(terminal, "enter")
    terminal.press("escape")
    terminal.until(lambda picture: "match " not in picture.row(0), "the filter is gone")
    terminal.press("t")
    terminal.sees("\n Which detail?")
    terminal.press("enter")
    terminal.sees("\n Title")
    leave(terminal)
    terminal.press("i")
    terminal.sees("\n Import")
    terminal.send(f"{folder}/none [b].txt\r".encode())
    terminal.sees(" Import: 1 refused")
    leave(terminal)
    terminal.press("x")
    terminal.says("taken out")
    terminal.press("u")
    terminal.says("took back: ")


SEEN = {
    "board": ("L B", " board · "),
    "why": ("L B w", " why · "),
    "group": ("L B d", " mentions in "),
    "register": ("L B R", " register · "),
    "timeline": ("L B T", " timeline · "),
    "review": ("L I", " review · "),
    "settle": ("L I d enter", " settle disagreements "),
    "disagreements": ("L I d", " disagreements · "),
    "corrections": ("L I c", " corrections of your work · "),
    "agreement": ("L I a", " agreement · "),
    "concordance": ("L C", " concordance · "),
}
"""The other screens: the keys that lead there, and what stands there."""

ELSEWHERE = {"app", "reader", "proposals", "library", "verify"}
"""Screens with a walk of their own."""

ASKED = {
    "board": ("/", "O"),
    "group": ("x",),
    "register": ("n", "space j space =", "/"),
    "timeline": ("/",),
    "review": ("v",),
    "settle": ("M", "i"),
    "corrections": ("n",),
    "concordance": ("slash",),
}
"""What asks something there: dialogs that quote the case."""


def places(terminal: Terminal, _: Path) -> None:
    """Every other screen, its help, and what its keys ask."""
    assert {*SEEN} | ELSEWHERE == {*PLACES}
    for place, (keys, mark) in SEEN.items():
        terminal.press(*keys.split())
        terminal.sees(mark)
        for asked in ASKED.get(place, ()):
            terminal.press(*asked.split())
            terminal.press("escape")
        terminal.press("down", "down")
        if place == "concordance":
            terminal.send(b"Meridian\r")
            terminal.sees("Meridian")
            terminal.press("escape")
        terminal.press("escape", "escape")


def verifying(terminal: Terminal) -> None:
    """The second one goes through the first one's work, and says what is wrong with it."""
    terminal.press("I")
    terminal.sees(" review · ")
    terminal.press("v")
    terminal.sees(" verify ")
    for keys in ("n", "escape", "i", "escape", "r", "escape", "m", "?"):
        terminal.press(keys)
    terminal.sees("\n  Moving")
    leave(terminal)
    terminal.press("y", "u")
    terminal.says("took back: ")
    terminal.press("escape")


# -- the command line ----------------------------------------------------------------------------

DRAWN = re.compile(rb"\x1b\[(?:K|\?25[hl])|[\r\n]|\x1b\[\d*[mD]")
"""What a progress bar and a line of our own consist of besides text."""

DANGER = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)

CALLS: dict[str, list[list[str]]] = {
    "demo": [["{case}"]],
    "open": [["{case}", "{bad}"]],
    "serve": [["{case}", "{bad}"]],
    "import": [["{case}", "{file}", "{bad}"], ["new.db", "{file}", "--dry-run"]],
    "match": [["{case}", "--annotator", poison.SECOND]],
    "learning": [["{case}"]],
    "review": [["{case}", "--list"]],
    "agreement": [["{case}"]],
    "report": [["{case}", "-o", "{folder}/{bad}.html"]],
    "export": [["{case}"], ["{case}", "--what", "history"], ["{case}", "--layer", "{bad}"]]
    + [["{case}", "--format", name] for name, one in WRITERS.items() if not one.is_folder],
    "history": [["{case}"]],
    "check": [["{case}"], ["{torn}"], ["{torn}", "--repair"]],
    "backup": [["{case}", "{folder}/{bad}.db"]],
    "merge": [["{case}", "{folder}/{bad}.db"]],
    "codebook": [["{case}"]],
    "completion": [["bash"]],
}
"""Every command, in a terminal where it shows how far it is."""


def _all_of(*args: str) -> bytes:
    """All that the program sends to a terminal, until it ends."""
    master, slave = pty.openpty()
    set_size(slave, SIZE)
    program = diptych()(slave, *args)
    os.close(slave)
    said = b""
    try:
        while part := _next(master):
            said += part
    finally:
        program.wait(PATIENCE)
        os.close(master)
    return said


def _next(master: int) -> bytes:
    try:
        return os.read(master, 1 << 16)
    except OSError:  # EIO: it has ended
        return b""


@pytest.mark.parametrize("command", commands.commands)
def test_no_control_of_a_case_comes_out_of_a_command(
    made: Path, case: Path, tmp_path: Path, command: str, count: Count
) -> None:
    given = {
        "case": str(case),
        "folder": str(tmp_path),
        "bad": "no\x1b]0;x\x07[@click=app.quit]\u202e",
        "file": str(next(made.parent.glob("in*.jsonl"))),
        "torn": str(case.with_name(f"torn {made.name}")),
    }
    if command == "check":
        data = made.read_bytes()
        Path(given["torn"]).write_bytes(data[: len(data) // 2])
    if command == "merge":
        (tmp_path / f"{given['bad']}.db").write_bytes(made.read_bytes())
    for call in CALLS[command]:
        said = _all_of(command, *(part.format(**given) for part in call))
        assert said
        found = DANGER.findall(DRAWN.sub(b"", said).decode())
        count("hostile text by commands", calls=1, bytes=len(said), control_characters=len(found))
        assert found == [], call
