"""Articles annotated by hand, read from the sample set or from any documents JSONL.

A sample is a text file: front matter with `style` beside the article's details, then the text with
its spans marked in place, ``⟦c|…⟧`` a claim, ``⟦s|…⟧`` a source, ``⟦e|…⟧`` an entity, nested
as may be. Marks that do not fit are refused with the file and the offset, in codepoints of the
text as it is written, marks included. Offsets of spans are codepoints of the text without marks.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import regex

from annotations.formats import jsonl
from annotations.text import graphemes

HERE = Path(__file__).parent
SAMPLE = HERE / "sample"
"""The sample set."""
HELD_OUT = HERE / "held_out"
"""Articles like those of the sample, which nothing was tuned to."""
SHARED = HERE.parents[2] / "shared" / "data" / "ecb-val.jsonl"
"""Articles that may lie beside the repository, never in it."""

LABELS = {"c": "claim", "s": "source", "e": "entity"}
"""Labels by the letter in a mark."""

_FRONT = regex.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*\n", regex.DOTALL | regex.MULTILINE)
_MARK = regex.compile(r"⟦([^|⟦⟧]{0,9})\||⟦|⟧")


class GoldError(ValueError):
    """A file of gold spans that says nothing certain."""


class GoldSpan(NamedTuple):
    """A span that must come out. Sorted by `place`, they are in reading order."""

    start: int
    """First codepoint."""
    end: int
    """Codepoint after the last."""
    label: str
    """What it is."""

    @property
    def place(self) -> tuple[int, int, str]:
        """Reading order: by start, the longer one first."""
        return (self.start, -self.end, self.label)


class GoldArticle(NamedTuple):
    """An article and all that should be tagged in it."""

    name: str
    """What it is called in a report."""
    style: str
    """What kind of text it is, for a table by styles."""
    text: str
    """The text."""
    language: str | None
    """Its language, where that is said."""
    spans: tuple[GoldSpan, ...]
    """In reading order, each stretch once per label: the program refuses twins."""


def load(paths: Iterable[Path], articles: int | None = None) -> Iterator[GoldArticle]:
    """Read the articles of files and folders, of each at most so many."""
    for path in paths:
        yield from list(_articles(path))[:articles]


def _articles(path: Path) -> Iterator[GoldArticle]:
    if path.is_dir():
        for file in sorted((*path.glob("*.txt"), *path.glob("*.jsonl"))):
            yield from _articles(file)
    elif path.suffix == ".jsonl":
        yield from _lines(path)
    else:
        yield _sample(path)


def _lines(path: Path) -> Iterator[GoldArticle]:
    for number, (_, article) in enumerate(jsonl.read(path.read_bytes(), path.name).articles):
        found = [GoldSpan(span.start, span.end, span.label) for span in article.spans]
        name = article.id or f"{path.stem}-{number + 1}"
        yield _gold(name, path.stem, article.text, article.details.language, found)


def _sample(path: Path) -> GoldArticle:
    fields, marked = _split(path.read_text(encoding="utf-8"), path.name)
    text, found = unmarked(marked.strip(), path.name)
    return _gold(path.stem, fields.get("style", "plain"), text, fields.get("language"), found)


def _split(text: str, where: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter, a line each as they stand, and the text after it."""
    front = _FRONT.match(text)
    if not front:
        raise GoldError(f"{where}: no front matter between two lines of ---")
    fields = (line.partition(":") for line in front[1].splitlines())
    return {key.strip(): value.strip() for key, _, value in fields}, text[front.end() :]


def _gold(
    name: str, style: str, text: str, language: str | None, found: Iterable[GoldSpan]
) -> GoldArticle:
    # The program leaves out white space at the ends of what is selected.
    kept = {_trimmed(text, span) for span in found}
    return GoldArticle(name, style, text, language, tuple(sorted(kept, key=_place)))


def _trimmed(text: str, span: GoldSpan) -> GoldSpan:
    start, end = graphemes.trim(text, span.start, span.end)
    return span._replace(start=start, end=end)


def _place(span: GoldSpan) -> tuple[int, int, str]:
    return span.place


def unmarked(marked: str, where: str) -> tuple[str, list[GoldSpan]]:
    """The text without its marks, and what they enclose.

    Raises:
        GoldError: A mark has no partner or an unknown letter, or encloses nothing.
    """
    text: list[str] = []
    length = read = 0
    opened: list[tuple[int, str, int]] = []
    spans: list[GoldSpan] = []
    for mark in _MARK.finditer(marked):
        piece = marked[read : mark.start()]
        text.append(piece)
        length, read = length + len(piece), mark.end()
        if mark[0] == "⟧":
            spans.append(_closed(opened, length, where, mark.start()))
        elif mark[1] in LABELS:
            opened.append((length, LABELS[mark[1]], mark.start()))
        else:
            raise GoldError(f"{where}, offset {mark.start()}: no mark begins with {mark[0]!r}")
    if opened:
        raise GoldError(f"{where}, offset {opened[-1][2]}: this mark is never closed")
    return "".join((*text, marked[read:])), spans


def _closed(opened: list[tuple[int, str, int]], end: int, where: str, offset: int) -> GoldSpan:
    if not opened:
        raise GoldError(f"{where}, offset {offset}: nothing is open here")
    start, label, _ = opened.pop()
    if start == end:
        raise GoldError(f"{where}, offset {offset}: this mark encloses nothing")
    return GoldSpan(start, end, label)
