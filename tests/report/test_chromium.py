"""A real browser shows the report, asks nobody for anything, and has nothing to complain of."""

import struct
import zlib
from pathlib import Path

import pytest

from annotations.report.page import page
from tests import chromium
from tests.report import cases
from tests.report.test_page import hostile

LEAKY = (
    "<!doctype html><meta http-equiv=Content-Security-Policy content=\"default-src 'none';"
    ' img-src http:"><title>x</title><img src=http://example.org/x.png>'
    "<script>document.title = 'run'</script>"
)
"""A page that asks for something and runs something: what is looked for is seen where it is."""


def rows_of(png: bytes) -> set[bytes]:
    """The different rows of a picture's compressed data."""
    width, _height, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert depth == 8
    at, data = 8, b""
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] * (name == b"IDAT")
        at += length + 12
    raw = zlib.decompress(data)
    step = 1 + width * {2: 3, 6: 4}[kind]
    return {raw[start : start + step] for start in range(0, len(raw), step)}


def asked(page: chromium.Page) -> list[str]:
    """What it asked for besides the file itself."""
    urls = [one["request"]["url"] for one in page.of("Network.requestWillBeSent")]
    return [url for url in urls if not url.startswith("file:")]


def complaints(page: chromium.Page) -> list[str]:
    """What stands in its console."""
    told = [one["entry"]["text"] for one in page.of("Log.entryAdded")]
    called = [str(one["args"]) for one in page.of("Runtime.consoleAPICalled")]
    return told + called + [str(one) for one in page.of("Runtime.exceptionThrown")]


@pytest.mark.skipif(chromium.program() is None, reason="there is no Chromium here")
def test_a_browser_shows_it_and_asks_for_nothing(tmp_path: Path) -> None:
    files = {name: tmp_path / f"{name}.html" for name in ("story", "hostile", "leaky")}
    files["story"].write_text(page(cases.story()), "utf-8")
    files["hostile"].write_text(page(hostile()), "utf-8")
    files["leaky"].write_text(LEAKY, "utf-8")
    with chromium.page(tmp_path) as shown:
        shown.open(files["leaky"])
        assert asked(shown) == ["http://example.org/x.png"]
        assert any("Content Security Policy" in told for told in complaints(shown))
        for name in ("hostile", "story"):
            shown.size(1280, 900)
            shown.open(files[name])
            assert asked(shown) == []
            assert complaints(shown) == []
            assert len(rows_of(shown.picture())) > 100, "something is seen"
            for width in (420, 1280):
                shown.size(width, 900)
                assert shown.run("document.documentElement.scrollWidth") <= width, "nothing is cut"
        _by_keyboard(shown)
        assert shown.paper().startswith(b"%PDF-")
        assert asked(shown) == []


def _by_keyboard(shown: chromium.Page) -> None:
    """All that leads anywhere is reached by Tab, and is seen when it is."""
    shown.press("Tab")
    assert shown.run("document.activeElement.className") == "skip"
    assert shown.run("document.activeElement.getBoundingClientRect().left") >= 0
    shown.press("Enter")
    assert shown.run("document.activeElement.id") == "main"
    count = shown.run("document.querySelectorAll('main a[href], main [tabindex=\"0\"]').length")
    shown.run("window.seen = new Set()")
    for _ in range(count + 1):
        shown.press("Tab")
        shown.run("seen.add(document.activeElement)")
    missed = shown.run(
        "[...document.querySelectorAll('main a[href], main [tabindex=\"0\"]')]"
        ".filter(one => !seen.has(one)).map(one => one.outerHTML)"
    )
    assert missed == []
    assert shown.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
