"""A person annotates in a real browser: what they do is in the workspace, and nothing goes out."""

import base64
import json
import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests import chromium, stock
from tests.journeys.screen import Picture
from tests.journeys.serving import Served, environment_of, served

LINKS = "See https://evil.example/x and \x1b]8;;https://evil.example/y\x07this\x1b]8;;\x07. Hamas."
"""An address that a terminal in a browser makes a link of, and one that is hidden in a sequence."""

NAME = "ca se';touch pwned;$(touch pwned)\n🙂.db"
"""What a shell would make much of."""


class Tab:
    """A tab with the program in it: the screen is read from what the page is sent."""

    def __init__(self, page: chromium.Page, url: str) -> None:
        self.page = page
        self._taken = 0
        self._picture = Picture(200, 60)
        page.open(url)

    def press(self, *keys: str) -> None:
        """Press keys."""
        for key in keys:
            self.page.press(key)

    def sees(self, text: str) -> None:
        """Wait until a text is on the screen."""
        self.page.until(lambda: text in self._shown(), text)

    def closed(self) -> None:
        """Wait until the page says that the session has ended."""
        shown = "getComputedStyle(document.querySelector('.closed')).display"
        self.page.until(lambda: bool(self.page.run(shown) == "block"), "the end")

    def _shown(self) -> str:
        frames = self.page.of("Network.webSocketFrameReceived")
        for frame in frames[self._taken :]:
            if frame["response"]["opcode"] == 2:
                self._picture.feed(base64.b64decode(frame["response"]["payloadData"]))
        self._taken = len(frames)
        return str(self._picture)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A workspace with two articles, in a file whose name would be a command."""
    path = tmp_path / NAME
    with Workspace.open(path, "ana", create=True) as workspace:
        stock.add(workspace, stock.ONE, id="one", title="One")
        stock.add(workspace, LINKS, id="two", title="Two <b>&amp;")
    return path


def texts(case: Path) -> list[str]:
    """What is tagged in the first article."""
    with Workspace.open(case, "reader") as workspace:
        return [span.text for span in workspace.spans.in_article("one")]


@pytest.mark.skipif(chromium.program() is None, reason="there is no Chromium here")
def test_an_annotation_made_in_a_browser_is_in_the_workspace(case: Path, tmp_path: Path) -> None:
    with ExitStack() as stack:
        server = stack.enter_context(served(case, "one", "two"))
        page = stack.enter_context(chromium.page(tmp_path, reach="127.0.0.1"))
        page.size(1280, 800)
        tab = Tab(page, server.url)
        tab.sees("140 posts")
        page.until(lambda: bool(page.run("document.activeElement.tagName") == "TEXTAREA"), "keys")
        tab.press("w", "e")
        tab.sees("entity: “said”")
        assert texts(case) == ["said"]
        _keeps_to_itself(tab, server)
        _pastes(tab)
        assert texts(case) == ["said"]
        _quits(tab, server)
    assert not [*tmp_path.glob("pwned")]


def _keeps_to_itself(tab: Tab, server: Served) -> None:
    """The page asked its own server for things and nobody else, and opens nothing."""
    page, token = tab.page, server.url.partition("token=")[2]
    assert page.run("location.href") == server.root
    assert page.run("document.title").startswith("ca se';touch")
    assert page.run("document.cookie") == ""
    assert page.run("document.fonts.check('16px \"Roboto Mono\"')")
    asked = [one["request"] for one in page.of("Network.requestWillBeSent")]
    assert {"/assets/terminal.js", "/assets/page.js", "/assets/terminal.css"} <= {
        one["url"].removeprefix(server.root.rstrip("/")) for one in asked
    }
    assert [one["url"] for one in asked if not one["url"].startswith((server.root, "data:"))] == []
    assert [one for one in asked if token in str(one) and token not in one["url"]] == []
    assert page.of("Runtime.exceptionThrown") == []
    assert page.run("window.open('https://evil.example/') === null"), "no window is opened"
    for outside in ("https://evil.example/", "http://127.0.0.1:9/"):
        page.run(f"fetch('{outside}', {{mode: 'no-cors'}}).then(() => window.out = true, () => 0)")
    assert page.run("window.out") is None
    for pid in server.sessions:
        assert token.encode() not in environment_of(pid)


def _pastes(tab: Tab) -> None:
    """What is pasted presses no keys, though it has the sequence in it that ends a paste."""
    page = tab.page
    page.run("window.data = new DataTransfer(), data.setData('text/plain', 'a\\x1b[201~we\\tz')")
    page.run(
        "document.activeElement.dispatchEvent(new ClipboardEvent('paste',"
        " {clipboardData: data, bubbles: true, cancelable: true})), 0"
    )

    def pasted() -> list[str]:
        frames = page.of("Network.webSocketFrameSent")
        return [one["response"]["payloadData"] for one in frames if "[200~" in str(one)]

    page.until(lambda: bool(pasted()), "the paste")
    (sent,) = map(json.loads, pasted())
    assert sent == ["stdin", "\x1b[200~a[201~we\tz\x1b[201~"]


def _quits(tab: Tab, server: Served) -> None:
    """The program's own end is the session's; another begins with a key; Ctrl-C ends them all."""
    (first,) = server.sessions
    tab.press("q")
    tab.closed()
    tab.page.until(lambda: server.sessions == [], "no process")
    tab.page.press("Enter")  # on the button that has the keys now
    tab.page.until(lambda: len(server.sessions) == 1, "another process")
    (second,) = server.sessions
    assert server.stop() == (0, "", "stopped: what was done is saved\n")
    tab.closed()
    for pid in (first, second):
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
