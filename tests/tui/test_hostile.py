"""Text from outside, as bad as it gets, everywhere that it is shown: none of it commands anything.

What the driver is given is read as a terminal would (`tests.journeys.screen.Picture`): whatever is
not one of the program's own sequences is strange, and nothing may be strange.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual import events
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Input

from annotations.codebook import Codebook, Label, LinkKind
from annotations.errors import WorkspaceError
from annotations.model import Meaning
from annotations.store.store import Store
from annotations.workspace import Workspace
from tests import stock
from tests.journeys.screen import Picture
from tests.stage import Stage, played
from tui.app import Diptych
from tui.text.display import BIDI_MARKS

SIZE = (130, 40)

BAD = {
    "csi": "\x1b[2J\x1b[31mred\x1b[c",
    "osc": "\x1b]52;c;aGk=\x07 \x1b]0;title\x1b\\",
    "dcs": "\x1bP+q544e\x1b\\ \x1b_apc\x1b\\",
    "c1": "\x9b31m \x9d52;c;aGk=\x9c \x90q\x9c \x85",
    "markup": "Budget [/b] [1] [bold]x[/bold] [red",
    "action": "[@click=app.leave]go[/] [@click='app.bell']x[/]",
    "link": "[link=file:///etc/passwd]x[/link]",
    "bidi": "a\u202eevil\u202c \u2067x\u2069 \u200f\u200e\u061c",
    "odd": "\x7f \x01\x02 \ufeff \u200b \U000e0041 \u2028 \u2029 \ufffe e\u0301\u0301",
    "emoji": "👨\u200d👩\u200d👧 x\u200d ❤\ufe0f a\ufe0f \U0001f1e6 \u20e3",
    "keys": "\x1b[A\x1bOP\x1b[27u\x1b[200~x\x1b[201~",
}
ALL = " ".join(BAD.values())
TEXT = f"Before it. {ALL} “And a quoted {ALL} statement here,” said Ana Kovač. It ends in Drovnik."
CODEBOOK = Codebook(
    name=BAD["markup"],
    labels=(
        Label(name="[/b] [1]", key="c", guideline=ALL, shape="statement"),
        Label(name="[@click=app.leave]x", key="s", guideline=ALL, shape="source"),
        Label(name="\u202elive \u2067x", key="e", guideline=ALL, shape="name"),
    ),
    link_kinds=(
        LinkKind(name="[/] [same", key="y", means=Meaning.SAME, guideline=ALL),
        LinkKind(name="\u202eon", key="n", means=Meaning.DIFFERENT, guideline=ALL),
    ),
)
ANNOTATOR = "[/b]\u202e[1]"


@pytest.fixture
def picture(monkeypatch: pytest.MonkeyPatch) -> Iterator[Picture]:
    """What a terminal would show: the program believes that it has one."""
    shown = Picture(*SIZE)
    monkeypatch.setattr(Diptych, "is_headless", False)
    monkeypatch.setattr(HeadlessDriver, "write", lambda _, data: shown.write(data))
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    yield shown
    assert len(shown.painted) > 20, "nothing was painted"
    assert shown.strange == []
    painted = "".join(part.text for part in shown.painted)
    assert not set(painted) & {*BIDI_MARKS, "\u200b", "\ufeff", "\u2028", "\x85", "\x7f"}


@pytest.fixture
def hostile(ws: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Two articles and all that can hang on them, as bad as it can be stored."""
    monkeypatch.setattr(Workspace, "codebook", lambda _: CODEBOOK)
    bad = Workspace(ws.store, ANNOTATOR)
    for name, text in (("one", TEXT), ("two", f"Another. {TEXT}")):
        stock.add(bad, text, id=f"{name}[/b]\u202e", title=f"{name} {ALL}", outlet=ALL, url=ALL)
    for article in bad.articles.ids():
        for label in (label.name for label in CODEBOOK.labels):
            for words in (ALL, "Ana Kovač"):
                span = stock.tag(bad, article, words, label)
                bad.spans.annotate(span.id, ALL)
        claims = bad.spans.in_article(article)
        bad.spans.attribute(claims[0].id, claims[1].id)
    first, second = (bad.spans.in_article(article)[0] for article in bad.articles.ids())
    bad.links.decide(first.id, second.id, CODEBOOK.link_kinds[0].name, ALL)
    bad.links.match()
    return bad


def nothing_happened(stage: Stage) -> None:
    """No markup in a text was obeyed: the program is still there, and nothing has a link."""
    assert not stage.app._exit
    for strip in stage.app.screen._compositor.render_strips():
        for segment in strip:
            style = segment.style
            if style and style.meta:
                assert "@click" not in style.meta, segment
            assert not (style and style.link), segment


async def test_reader(hostile: Workspace, picture: Picture) -> None:
    articles = tuple(hostile.articles.ids())
    async with played(hostile.path, ANNOTATOR, articles, size=SIZE) as stage:
        assert "[/b] [1]" in stage.shown()
        for keys in (
            ("w", "v", "v", "v", "c"), ("G", "e"), ("g", "space", "space", "e", "m"),
            ("escape", "/", "[", "/", "b", "enter"), ("n", "escape"), ("o", "o", "o"),
            ("a",), ("escape", "m"), ("escape", "*"), ("escape", "enter"), ("x", "u", "U"),
            ("=", "!", "r", "s"), ("O", "D"), ("?",), ("escape", "ctrl+p"),
        ):  # fmt: skip
            await stage.press(*keys)
            nothing_happened(stage)
        await stage.press("escape")
        for span in hostile.spans.in_article(articles[0]):
            stage.view.stand_on(span)
            await stage.settle()
            await stage.press("a")
            nothing_happened(stage)
            await stage.press("escape", "m")
            nothing_happened(stage)
            await stage.press("escape", "*", "escape", "enter")
            nothing_happened(stage)


async def test_library(hostile: Workspace, picture: Picture, tmp_path: Path) -> None:
    bad = tmp_path / "\x1b[31m[@click=app.leave]\u202e[1].txt"
    bad.write_bytes(b"\xff\x00\xfe")
    good = tmp_path / "\x9b31m[1]\u202e.jsonl"
    async with played(hostile.path, ANNOTATOR, size=SIZE) as stage:
        assert "[31mred" in stage.shown()
        for keys in (("space", "j"), ("D", "D"), ("x", "u", "U", "u"), ("t",), ("escape", "E")):
            await stage.press(*keys)
            nothing_happened(stage)
        await stage.press("escape", "/", *"[/b]")
        nothing_happened(stage)
        await stage.press("enter", "escape", "t", *"title", "enter")
        nothing_happened(stage)
        await stage.press("escape", "i")
        stage.app.screen.query_one(Input).value = str(tmp_path / "*.txt")
        await stage.press("enter")
        await stage.until(lambda: "refused" in stage.shown(), "what was refused")
        nothing_happened(stage)
        await stage.press("escape")
        for _ in range(2):  # the second time, it asks before it overwrites
            await stage.press("E", "enter")
            stage.app.screen.query_one(Input).value = str(good)
            nothing_happened(stage)
            await stage.press("enter")
            nothing_happened(stage)
        await stage.press("enter", "ctrl+p", "escape", "?")
        nothing_happened(stage)


async def test_proposals(hostile: Workspace, picture: Picture) -> None:
    async with played(hostile.path, ANNOTATOR, screen="proposals", size=SIZE) as stage:
        total = len(stage.proposals._queue or ())
        assert total > 2
        for _ in range(total):
            nothing_happened(stage)
            await stage.press("j")
        for keys in (("y",), ("n", "u", "U"), ("space",), ("M",), ("?",), ("escape", "enter")):
            await stage.press(*keys)
            nothing_happened(stage)


async def test_errors(
    hostile: Workspace, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise WorkspaceError(ALL)

    articles = tuple(hostile.articles.ids())
    async with played(hostile.path, ANNOTATOR, articles, size=SIZE) as stage:
        monkeypatch.setattr(Store, "act", refuse)
        await stage.press("w", "e", "u", "D")
        nothing_happened(stage)
        await stage.press("L", "D")
        nothing_happened(stage)
        monkeypatch.undo()
        assert " ! " in stage.status


async def test_typed_and_pasted(hostile: Workspace, picture: Picture) -> None:
    articles = tuple(hostile.articles.ids())
    async with played(hostile.path, ANNOTATOR, articles, size=SIZE) as stage:
        for key in ("/", "m"):
            stage.view.stand_on(hostile.spans.in_article(articles[0])[0])
            await stage.press(key)
            stage.app.screen.query_one(Input).value = ALL
            await stage.settle()
            nothing_happened(stage)
            await stage.press("enter")
            nothing_happened(stage)


async def test_a_click_on_markup_runs_nothing(hostile: Workspace) -> None:
    articles = tuple(hostile.articles.ids())
    async with played(hostile.path, ANNOTATOR, articles, size=(100, 20)) as stage:
        for y in range(20):
            for x in range(2, 100, 12):
                for kind in (events.MouseDown, events.MouseUp):
                    stage._send(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        await stage.settle()
        nothing_happened(stage)
        assert stage.place is stage.reader


@pytest.mark.parametrize("name", BAD)
async def test_each_in_its_own_article(ws: Workspace, picture: Picture, name: str) -> None:
    text = f"The {BAD[name]} was {BAD[name]}."
    stock.add(ws, text, title=BAD[name])
    async with played(ws.path, "ana", tuple(ws.articles.ids()), size=SIZE) as stage:
        assert len(stage.view._layout.text) == len(text)
        await stage.press("w", "v", "v", "e", "*", "escape", "g", "c", "L", "space")
        assert [text[s.start : s.end] for s in stage.spans()] == stage.texts()
        nothing_happened(stage)
