"""Articles that attack the terminal: no byte of theirs is sent to it as anything but text."""

import json
from pathlib import Path

from annotations.workspace import Workspace
from tests import stock
from tests.journeys.terminal import Terminal

ATTACKS = (
    "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x07", "\x1b[c", "\x1b[2J", "\x9b31m", "\x9d0;x\x9c",
    "\x07\x08\x0b\x0c\x7f\x85", "\u202eright to left\u202c", "\u2066isolated\u2069", "\u200f",
    "[/b] [1] [@click=app.quit]click[/] [bold", "\U000e0041\ufeff\u2028\u2029",
    "e\u0301\u200d🙂\ufe0f",
)  # fmt: skip
"""Each begins with a control, or with something that markup would make of it."""


DIALOGS = ("━━━━━━━━", "keys · ", "🔎")
"""What only a question, the help or the palette shows."""


def article(name: str) -> dict[str, object]:
    """A line of JSONL with all of it in the text, and something of it in every detail."""
    words = [
        f"Lena Ortiz {attack} of Drovnik said “We {attack} never met them”." for attack in ATTACKS
    ]
    text = "\n\n".join([f"{name} begins.", *words, words[0]])
    start = text.index("Lena")
    end = text.index(" of Drovnik")
    return {
        "id": name,
        "text": text,
        "title": f"{name} {''.join(ATTACKS[:4])}{ATTACKS[10]}",
        "outlet": f"{ATTACKS[7]} {ATTACKS[10]}",
        "meta": {"\x1b[c": "[/b]\x1b[c"},
        "spans": [
            {
                "start": start, "end": end, "label": "entity", "annotator": "ana",
                "note": "".join(ATTACKS),
            },
            {"start": 0, "end": start + 200, "label": "claim", "annotator": "ana"},
            {"start": end + 4, "end": end + 11, "label": "source", "annotator": "ana"},
        ],
    }  # fmt: skip


def test_no_control_of_a_text_reaches_the_terminal(tmp_path: Path) -> None:
    case, lines = tmp_path / "case [b] [@click=app.quit].db", tmp_path / "hostile [1].jsonl"
    lines.write_text("\n".join(json.dumps(article(name)) for name in ("one", "two")))
    with Workspace.open(case, "ana", create=True) as ws:
        ws.importing.file(lines)
        ws.links.match()
        assert ws.links.queue()
    with Terminal("open", case, "1", "2", size=(120, 40)) as terminal:
        terminal.says("as ana")
        reader(terminal)
        proposals(terminal)
        library(terminal, tmp_path)
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.picture.strange == []
    with Workspace.open(case, "ana") as ws:
        assert stock.problems(ws) == []


def reader(terminal: Terminal) -> None:
    """Everything in the Reader that shows words of an article, a title or a note."""
    terminal.press("w", "w")
    terminal.sees("note: ")
    terminal.press("m")
    terminal.sees("\n Note on this entity")
    leave(terminal)
    terminal.press("*")
    terminal.until(lambda picture: "\n Tag " in str(picture), "the preview of all mentions")
    leave(terminal)
    terminal.press("o", "o", "g", "a")
    terminal.sees("\n This claim rests on")
    terminal.press("enter")
    terminal.says("the claim rests on")
    for key in ("v", "v", "v", "space", "space", "backspace", "G", "pageup", "g"):
        terminal.press(key)
    terminal.press("/")
    terminal.sees("\n Search")
    terminal.send(b"never\r")
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


def proposals(terminal: Terminal) -> None:
    """Pairs with their words, judged and taken back."""
    terminal.press("p")
    terminal.sees("decided")
    terminal.press("y")
    terminal.says("same: ")
    terminal.press("u")
    terminal.says("took back: ")


def library(terminal: Terminal, folder: Path) -> None:
    """Titles, a filter, details, a refused import, an export."""
    terminal.press("L")
    terminal.sees(" 2 articles ")
    terminal.press("/")
    terminal.sees("\n Show only")
    terminal.send(b"[/b]")
    terminal.sees(" 2 match")
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
    terminal.says("no such file")
    terminal.press("x")
    terminal.says("taken out")
    terminal.press("u")
    terminal.says("took back: ")
