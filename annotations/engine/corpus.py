"""Exported articles with their spans, read as a workspace would hand them to the matcher."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import IntakeError
from annotations.formats import jsonl
from annotations.formats.incoming import IncomingArticle, IncomingSpan
from annotations.model import Document, Span
from annotations.progress import Progress, silent
from annotations.text import intake

_AT_ONCE = 16_000_000
"""Bytes of lines that are read in one go, about."""
_EXPORTED = "give the lines that `diptych export` writes"


@dataclass
class Exported:
    """What some files of exported articles hold."""

    documents: dict[str, Document] = field(default_factory=dict)
    """By identifier, in the order of the files."""
    spans: dict[str, Span] = field(default_factory=dict)
    """By identifier, in reading order; the same stretch in two layers once."""
    known: int = 0
    """Articles left out because their text was there already."""
    links: int = 0
    """Lines with links, which are left out."""


def read(files: Sequence[Path], progress: Progress = silent) -> Exported:
    """Read files of exported articles.

    Args:
        files: JSONL.
        progress: told how many bytes are read; may raise ``Cancelled``.

    Raises:
        IntakeError: A file cannot be read, or a line of it is wrong; names it.
        Cancelled: raised by ``progress``, passed on.
    """
    reader = _Reader()
    sizes = [_size(file) for file in files]
    done = 0
    for file in files:
        for first, lines in _lines(file):
            progress(done, sum(sizes))
            reader.take(lines, file.name, first)
            done += len(lines)
    progress(done, max(done, sum(sizes)))
    if not reader.found.spans:
        raise IntakeError(f"{files[-1].name}: no spans to compare: tag some, or give other files")
    return reader.found


class _Reader:
    """Keeps what a workspace would keep of the same lines."""

    def __init__(self) -> None:
        self.found = Exported()
        self._texts: set[str] = set()

    def take(self, lines: bytes, name: str, first: int) -> None:
        """Read some lines."""
        if not lines.strip():
            return
        incoming = jsonl.read(lines, name, first)
        self.found.links += len(incoming.links)
        for place, article in incoming.articles:
            digest = intake.sha256(article.text)
            if digest in self._texts:
                self.found.known += 1
                continue
            self._texts.add(digest)
            self._article(place, article, digest)

    def _article(self, place: str, article: IncomingArticle, digest: str) -> None:
        documents = self.found.documents
        if article.id is None:
            raise IntakeError(f'{place}: has no "id": {_EXPORTED}')
        if article.id in documents:
            raise IntakeError(
                f'{place}: another article has the id "{article.id}": give this one another id'
            )
        documents[article.id] = Document(
            **article.details.model_dump(),
            id=article.id,
            ordinal=len(documents) + 1,
            text=article.text,
            text_sha256=digest,
        )
        self._spans(place, article.id, article.spans)

    def _spans(self, place: str, document: str, given: Sequence[IncomingSpan]) -> None:
        there: set[tuple[int, int, str]] = set()
        for number, span in enumerate(given):
            if span.id is None:
                raise IntakeError(f'{place}: spans[{number}]: has no "id": {_EXPORTED}')
        for span in sorted(given, key=lambda s: (s.start, -s.end, s.id)):
            if span.id in self.found.spans:
                raise IntakeError(f'{place}: the id "{span.id}" is taken: give the span another')
            if (stretch := (span.start, span.end, span.label)) not in there:
                there.add(stretch)
                self.found.spans[str(span.id)] = _span(document, span)


def _span(document: str, given: IncomingSpan) -> Span:
    return Span(
        id=str(given.id),
        document=document,
        annotator=given.annotator or "import",
        start=given.start,
        end=given.end,
        label=given.label,
        text=given.text or "",
        created=given.created or "",
    )


def _size(file: Path) -> int:
    if file.is_dir():
        raise IntakeError(f"{file}: a directory: give the files in it")
    try:
        return file.stat().st_size
    except OSError as error:
        raise IntakeError(f"{file}: cannot be read: {error.strerror}") from None


def _lines(file: Path) -> Iterator[tuple[int, bytes]]:
    """Whole lines, some at once, and the number of the first of them."""
    number = 1
    try:
        with file.open("rb") as stream:
            while lines := b"".join(stream.readlines(_AT_ONCE)):
                yield number, lines
                number += lines.count(b"\n")
    except OSError as error:
        raise IntakeError(f"{file}: cannot be read: {error.strerror}") from None
