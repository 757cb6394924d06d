"""brat standoff read back: the .txt and the .ann of one article, whichever of them is named.

Offsets are codepoints of the .txt as it lies there; where its line breaks are CRLF and the offsets
count them as one, which the words of the spans tell, they are taken so. Reads ``T``, ``R`` and
``#`` lines. A span in fragments is read as one, from its first character to its last; where other
words lie between them, a remark says so. Events, equivalences, normalisations and attributes are
left out and counted. BioNLP's ``.a1`` and ``.a2`` are read likewise.
"""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import regex
from pydantic import ValidationError

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming, IncomingArticle, IncomingRelation, IncomingSpan
from annotations.formats.readers import Source
from annotations.formats.tools.brat import MADE_BY
from annotations.formats.tools.slugs import first_line, identifier, unescaped
from annotations.model import DocumentDetails, complaint
from annotations.text import intake

SETTINGS = ("annotation.conf", "visual.conf", "tools.conf", "kb_shortcuts.conf")
"""What brat keeps in a folder besides articles."""

_TEXT_BOUND = regex.compile(r"(\S+) ([0-9]{1,12} [0-9]{1,12}(?:;[0-9]{1,12} [0-9]{1,12})*)")
_RELATION = regex.compile(r"(\S+) \S+:(\S+) \S+:(\S+)\s*")
_REMARK = regex.compile(r"(\S+) (\S+)")
_KNOWN = regex.compile(r"(?:[TREAMNX][^\s]*|#[^\s]*|\*)\Z")
_KINDS = {"E": "event", "*": "equivalence", "N": "normalisation", "A": "attribute"}
_KINDS |= {"M": "attribute", "R": "relation to an event", "#": "remark", "self": "self-relation"}
_SHORT = 60


class _Mark(NamedTuple):
    """A ``T`` line."""

    place: str
    """Where it stands."""
    mark: str
    """What it is called in the file."""
    label: str
    fragments: tuple[tuple[int, int], ...]
    """Offsets as they are in the file."""
    words: str
    """What the file says is there."""


class _Line(NamedTuple):
    """Any other line."""

    place: str
    mark: str
    data: str
    tail: str


def is_pair(source: Source) -> bool:
    """Whether it is one of a pair of brat's, or brat's own settings."""
    if source.suffix == ".ann" or source.name in SETTINGS:
        return True
    return source.suffix == ".txt" and source.path.with_suffix(".ann").is_file()


def read(source: Source) -> Incoming:
    """Read the article that a .ann or a .txt is of, with what the .ann says.

    Raises:
        IntakeError: The other file is not there or cannot be read, or a line is wrong; names it.
    """
    if source.name in SETTINGS:
        return Incoming(remarks=["settings of brat: nothing to import"])
    texts, marks = source.path.with_suffix(".txt"), source.path.with_suffix(".ann")
    text_data = source.data if source.suffix == ".txt" else _beside(texts, source.name, "text")
    mark_data = source.data if source.suffix == ".ann" else _beside(marks, source.name, "marks")
    decoded = intake.decode(text_data, texts.name, source.encoding)
    text = intake.storable(decoded.text, texts.name)
    incoming = _Reading(decoded.text, text, marks, _labels(source.path.parent)).read(mark_data)
    if source.suffix == ".txt":
        incoming.remarks.insert(0, f"with {marks.name}")
    if decoded.guess:
        incoming.remarks.append(f"not UTF-8; read as {decoded.guess}")
    return incoming


def _beside(path: Path, name: str, what: str) -> bytes:
    """The other file of a pair."""
    if not path.is_file():
        raise IntakeError(f"{name}: there is no {path.name} with its {what}: put it beside")
    try:
        if path.stat().st_size > intake.MAX_BYTES:
            raise IntakeError(f"{path.name}: more than {intake.MAX_BYTES:,} bytes: split it")
        return path.read_bytes()
    except OSError as error:
        raise IntakeError(f"{path.name}: cannot be read: {error.strerror}") from None


def _labels(folder: Path) -> dict[str, str]:
    """What labels are called, by brat's name for them, in a folder that diptych wrote."""
    path = folder / "visual.conf"
    try:
        if not path.is_file() or path.stat().st_size > 1_000_000:
            return {}
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return {}
    if lines[0] != MADE_BY:
        return {}
    pairs = (line.partition(" | ") for line in lines)
    return {name: unescaped(label) for name, bar, label in pairs if bar}


class _Reading:
    """One .ann on its way in."""

    def __init__(self, original: str, text: str, marks: Path, labels: dict[str, str]) -> None:
        self._original, self._text, self._name = original, text, marks.name
        self._labels = labels
        self._left: Counter[str] = Counter()
        self._digest = intake.sha256(text)
        self._gaps = 0

    def read(self, data: bytes) -> Incoming:
        """The article with all that is read of the file."""
        text_bound, others = self._parsed(intake.decode(data, self._name).text)
        said = self._said(others)
        spans = self._spans(text_bound, said)
        article = IncomingArticle(
            details=DocumentDetails(title=first_line(self._text)),
            text=self._text,
            spans=tuple(spans.values()),
            relations=tuple(self._relations(others, spans, said)),
        )
        return Incoming(articles=[(self._name, article)], remarks=self._remarks())

    def _parsed(self, text: str) -> tuple[list[_Mark], list[_Line]]:
        """The lines of the file, the text-bound ones apart."""
        text_bound: dict[str, _Mark] = {}
        others = []
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
            if not line.strip():
                continue
            place = f"{self._name} line {number}"
            mark, tab, rest = line.partition("\t")
            if not tab or not _KNOWN.match(mark):
                raise IntakeError(f'{place}: "{_short(line)}" is no line of brat\'s: correct it')
            data, _, tail = rest.partition("\t")
            if not mark.startswith("T"):
                others.append(_Line(place, mark, data, tail))
            elif mark in text_bound:
                raise IntakeError(f"{place}: {mark} comes twice: give one another number")
            else:
                text_bound[mark] = _text_bound(place, mark, data, tail)
        return [*text_bound.values()], others

    def _said(self, others: list[_Line]) -> dict[tuple[str, str], str]:
        """Notes and annotators, by which of the two and whose; the first of each."""
        said: dict[tuple[str, str], str] = {}
        for line in others:
            if not line.mark.startswith("#"):
                continue
            found = _REMARK.fullmatch(line.data.strip())
            if found and found[1] in ("Annotator", "AnnotatorNotes") and found[2][0] in "TR":
                said.setdefault((found[1], found[2]), line.tail)
            else:
                self._left["#"] += 1
        return said

    def _spans(
        self, text_bound: list[_Mark], said: dict[tuple[str, str], str]
    ) -> dict[str, IncomingSpan]:
        """The spans, by what they are called in the file, at their offsets in the stored text."""
        newlines = intake.Newlines(self._original)
        as_it_lies = all(_fits(self._original, mark) for mark in text_bound)
        if not as_it_lies and not all(_fits(self._text, mark) for mark in text_bound):
            self._refuse(next(mark for mark in text_bound if not _fits(self._original, mark)))
        spans = {}
        for mark in text_bound:
            start, end = mark.fragments[0][0], mark.fragments[-1][1]
            if as_it_lies:
                start, end = newlines.moved(start, end)
            self._gaps += _skips(self._original if as_it_lies else self._text, mark)
            try:
                spans[mark.mark] = IncomingSpan(
                    id=identifier(self._digest, mark.mark),
                    start=start,
                    end=end,
                    label=self._labels.get(mark.label, mark.label),
                    text=self._text[start:end],
                    annotator=said.get(("Annotator", mark.mark)),
                    note=said.get(("AnnotatorNotes", mark.mark)),
                )
            except ValidationError as error:
                raise IntakeError(f"{mark.place}: {complaint(error)}") from None
        return spans

    def _refuse(self, mark: _Mark) -> None:
        """Say what is wrong with a line whose words are not there."""
        length = len(self._original)
        for start, end in mark.fragments:
            if not start < end <= length:
                raise IntakeError(
                    f"{mark.place}: {mark.mark}: [{start}, {end}) is no stretch of a text"
                    f" of {length} codepoints"
                )
        there = " ".join(self._original[start:end] for start, end in mark.fragments)
        raise IntakeError(
            f'{mark.place}: {mark.mark}: says "{_short(mark.words)}" but the text has'
            f' "{_short(there)}" there'
        )

    def _relations(
        self,
        others: list[_Line],
        spans: dict[str, IncomingSpan],
        said: dict[tuple[str, str], str],
    ) -> list[IncomingRelation]:
        """Relations between spans; what else there is, is counted."""
        relations = []
        for line in others:
            kind = line.mark[0]
            if kind == "#":
                continue
            found = _RELATION.fullmatch(line.data) if kind == "R" else None
            if kind == "R" and not found:
                raise IntakeError(f"{line.place}: {line.mark}: needs a type and two arguments")
            if not found or found[2][0] == "E" or found[3][0] == "E":
                self._left[kind] += 1
                continue
            for end in (found[2], found[3]):
                if end not in spans:
                    raise IntakeError(f"{line.place}: {line.mark}: no {end} in this file")
            if found[2] == found[3]:
                self._left["self"] += 1
                continue
            relations.append(self._relation(line, found, said))
        return relations

    def _relation(
        self, line: _Line, found: "regex.Match[str]", said: dict[tuple[str, str], str]
    ) -> IncomingRelation:
        if ("AnnotatorNotes", line.mark) in said:
            self._left["#"] += 1
        try:
            return IncomingRelation(
                label=self._labels.get(found[1], found[1]),
                head=identifier(self._digest, found[2]),
                child=identifier(self._digest, found[3]),
                annotator=said.get(("Annotator", line.mark)),
            )
        except ValidationError as error:
            raise IntakeError(f"{line.place}: {complaint(error)}") from None

    def _remarks(self) -> list[str]:
        """What a person should know of what was not kept as it was."""
        remarks = []
        if self._gaps:
            remarks.append(f"discontinuous spans, taken with what lies between: {self._gaps:,}")
        kinds = Counter[str]()
        for key, number in self._left.items():
            kinds[_KINDS.get(key, "line")] += number
        if kinds:
            named = [f"{number:,} {kind}{'s' * (number != 1)}" for kind, number in kinds.items()]
            remarks.append(f"not kept: {', '.join(sorted(named))}")
        return remarks


def _text_bound(place: str, mark: str, data: str, tail: str) -> _Mark:
    found = _TEXT_BOUND.fullmatch(data)
    if not found:
        raise IntakeError(f"{place}: {mark}: needs a type, and where it starts and ends")
    places = [part.split(" ") for part in found[2].split(";")]
    fragments = sorted((int(start), int(end)) for start, end in places)
    return _Mark(place, mark, found[1], tuple(fragments), tail)


def _fits(text: str, mark: _Mark) -> bool:
    """Whether its words are where it says, with room for what may follow on the line."""
    if any(not start < end <= len(text) for start, end in mark.fragments):
        return False
    parts = [text[start:end] for start, end in mark.fragments]
    if not mark.words.strip():
        return True  # brat fills it in
    # Before its version 1.3, brat put nothing between fragments; others put a space for a newline.
    wanted = {glue.join(parts) for glue in (" ", "")}
    wanted |= {words.replace("\r\n", " ").replace("\n", " ") for words in wanted}
    return any(
        mark.words == words or mark.words.startswith((f"{words}\t", f"{words} "))
        for words in wanted
    )


def _skips(text: str, mark: _Mark) -> bool:
    """Whether words lie between its fragments."""
    ends = [end for _, end in mark.fragments[:-1]]
    starts = [start for start, _ in mark.fragments[1:]]
    return any(text[end:start].strip() for end, start in zip(ends, starts, strict=True))


def _short(text: str) -> str:
    text = text[: _SHORT + 1].replace("\n", " ")
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"
