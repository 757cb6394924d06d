"""The sample articles: a workspace made of them, and two of them printed where no screen can open.

The page is what a newcomer sees in a log: both articles side by side, what the program would
suggest tagging, and what the matcher would make of it. It is worked out in memory; nothing goes
into the workspace that a person did not do.
"""

import shlex
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from itertools import count, zip_longest
from pathlib import Path

from rich.cells import cell_len

from annotations.codebook import Codebook, read
from annotations.errors import Refused
from annotations.matching.matcher import ScoredPair
from annotations.model import Document, Span
from annotations.progress import silent
from annotations.text.candidates import candidates
from annotations.text.kinds import Candidate
from annotations.text.segments import Segments
from annotations.workspace import Workspace
from annotations.workspace.matching import default_matcher
from tui.text.display import one_line, visible
from tui.text.layout import Layout

_FILE = "demo.db"
_WIDTH = 100
"""Columns, where there is no terminal to ask."""
_NARROWEST = 40
_MARKS = {"entity": "ᵉ", "claim": "ᶜ"}
"""What a candidate's closing bracket carries: its label, without colour."""
_LINKS = 24
"""How many kinds of proposed link are printed."""
_INDENT = " " * 8


# -- the workspace -------------------------------------------------------------------------------


def workspace(directory: Path, annotator: str, *, fresh: bool) -> tuple[Path, bool]:
    """Find the demo's workspace, or make it, complete or not at all.

    Args:
        directory: Where it is kept; made where there is none.
        annotator: Who imports the samples.
        fresh: Make a new one beside those that are there.

    Returns:
        The file, and whether it is new. One that is there is never changed.
    """
    directory.mkdir(parents=True, exist_ok=True)
    case = directory / _FILE
    if case.exists() and not fresh:
        return case, False
    for number in count(2):
        if not case.exists():
            break
        case = directory / f"demo-{number}.db"
    with tempfile.TemporaryDirectory(prefix=".demo-", dir=directory) as aside:
        _make(Path(aside) / _FILE, annotator, case)
    return case, True


def _make(draft: Path, annotator: str, case: Path) -> None:
    samples = sorted(files("seeds").iterdir(), key=lambda sample: sample.name)
    with Workspace.open(draft, annotator, create=True) as made:
        for sample in samples:
            with as_file(sample) as path:
                if sample.name == "codebook.toml":
                    made.set_codebook(read(path), sample.name)
                elif _is_article(sample):
                    made.importing.file(path)
        if not made.articles.ids():
            raise Refused("the sample articles are missing: install diptych again")
        made.history.backup(case)


def _is_article(sample: Traversable) -> bool:
    return sample.name[0].isdigit() and sample.name.endswith(".md")


# -- the page ------------------------------------------------------------------------------------


def page(opened: Workspace) -> str:
    """Show the first two articles of a workspace as text, in as many columns as there are."""
    width = max(_NARROWEST, shutil.get_terminal_size((_WIDTH, 24)).columns)
    shown = [opened.articles.get(article) for article in opened.articles.ids()[:2]]
    found = [candidates(Segments(article.text, article.language)) for article in shown]
    lines = [
        *_side_by_side(shown, found, width),
        "",
        "[name]ᵉ and [quotation]ᶜ are candidates: in the Reader one key tags each.",
        "",
        *_proposals(shown, found, width),
        *_what_next(opened),
    ]
    return "\n".join(line.rstrip() for line in lines)


def _side_by_side(
    shown: Sequence[Document], found: Sequence[list[Candidate]], width: int
) -> Iterator[str]:
    column = (width - 3) // 2
    heads = [_rows(_head(article), column) for article in shown]
    texts = [
        _rows(_marked(article.text, marks).rstrip(), column)
        for article, marks in zip(shown, found, strict=True)
    ]
    yield from _joined(heads, column)
    yield "─┼─".join("─" * column for _ in shown)
    yield from _joined(texts, column)


def _head(article: Document) -> str:
    origin = ", ".join(filter(None, (article.outlet, article.published)))
    return f"{article.ordinal}  {one_line(article.name)}\n{one_line(origin)}"


def _marked(text: str, marks: Sequence[Candidate]) -> str:
    """The display text with each candidate in brackets."""
    opening: defaultdict[int, str] = defaultdict(str)
    closing: defaultdict[int, str] = defaultdict(str)
    for mark in marks:  # by start, the longer one first: the inner one closes first
        opening[mark.start] += "["
        closing[mark.end] = f"]{_MARKS.get(mark.label, '')}{closing[mark.end]}"
    shown = visible(text)
    places = sorted({0, len(text), *opening, *closing})
    pieces = zip(places, [*places[1:], len(text)], strict=True)
    return "".join(f"{closing[at]}{opening[at]}{shown[at:end]}" for at, end in pieces)


def _rows(text: str, width: int) -> list[str]:
    layout = Layout(text, width)
    return [text[slice(*layout.row(y))].rstrip() for y in range(layout.height)]


def _joined(columns: Sequence[list[str]], width: int) -> Iterator[str]:
    for rows in zip_longest(*columns, fillvalue=""):
        yield " │ ".join(row + " " * (width - cell_len(row)) for row in rows)


# -- what the matcher would make of it -----------------------------------------------------------


def _proposals(
    shown: Sequence[Document], found: Sequence[list[Candidate]], width: int
) -> Iterator[str]:
    """Each kind of pair once, however often its words are repeated, best first."""
    spans = {
        span.id: span
        for article, marks in zip(shown, found, strict=True)
        for span in _spans(article, marks)
    }
    documents = {article.id: article for article in shown}
    pairs = default_matcher(Codebook()).match(list(spans.values()), documents, silent).pairs
    kinds: dict[tuple[str, str], list[str]] = {}
    for pair in pairs:
        left, right = spans[pair.left], spans[pair.right]
        if (left.text, right.text) not in kinds:
            kinds[left.text, right.text] = list(_proposal(left, right, pair, width))
    yield f"What the matcher would propose, if all of these were tagged: {len(pairs)} links between"
    yield f"{len(kinds)} pairs of wordings. Best first:"
    yield ""
    for lines in list(kinds.values())[:_LINKS]:
        yield from lines
    if len(kinds) > _LINKS:
        yield f"{_INDENT}… and {len(kinds) - _LINKS} more"
    yield ""


def _spans(article: Document, marks: Sequence[Candidate]) -> Iterator[Span]:
    for number, mark in enumerate(marks):
        yield Span(
            id=f"{article.ordinal}-{number}",
            document=article.id,
            annotator="diptych",
            start=mark.start,
            end=mark.end,
            label=mark.label,
            text=article.text[mark.start : mark.end],
            origin="candidate",
            created="",
        )


def _proposal(left: Span, right: Span, pair: ScoredPair, width: int) -> Iterator[str]:
    """Both ends, on one line where they fit, and the reasons below."""
    room = width - len(_INDENT)
    one, other = (one_line(end.text, room) for end in (left, right))
    score = f"  {pair.score:.2f}  "
    if cell_len(one) + cell_len(other) + 5 <= room:
        yield f"{score}{one}  ↔  {other}"
    else:
        yield f"{score}{one}"
        yield f"{_INDENT}{other}"
    yield from (
        f"{_INDENT}· {row}"
        for row in _rows(one_line("; ".join((*pair.reasons, *pair.against))), room - 2)
    )


# -- what to do with it --------------------------------------------------------------------------


def _what_next(opened: Workspace) -> Iterator[str]:
    case = one_line(shlex.quote(str(opened.path)))
    number = len(opened.articles.ids())
    yield f"All {number} articles are in the workspace {case}. Open it in a terminal:"
    yield f"    diptych {case} 1 2"
