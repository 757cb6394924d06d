"""brat standoff: for each article a .txt and a .ann of the same name, and how brat shows them.

Offsets are codepoints of the .txt, half-open. Writes: ``T`` lines for spans, ``R`` lines for
attributions, ``#`` lines for who made what and for notes; ``annotation.conf`` and ``visual.conf``,
which brat needs beside them. A line of a .ann holds no line break, so a span that has some goes out
as brat itself has it: in fragments, one for each line of it.

Where a span has control or bidi characters in it, its words are left to the .txt.

Cannot hold: links between articles, title, outlet, date and address of an article, line breaks in
notes and at the ends of spans, control characters in notes and names. Labels are changed to what
brat allows; ``visual.conf`` keeps them.

Reads a pair from either file of it; see `annotations.formats.tools.brat_reading`.
"""

from collections.abc import Iterator

import regex

from annotations.formats.outgoing import Left, Outgoing, OutgoingArticle, Piece, leave_links
from annotations.formats.tools.slugs import UNSHOWN, Types, escaped, file_name
from annotations.model import Span

MADE_BY = "# The labels as diptych has them."
"""The first line of the ``visual.conf`` that says what labels are called."""

BREAKS = "line break: brat's lines hold none"
CONTROLS = "quotation: control characters are in the text there"
DETAILS = "detail: titles, outlets, dates and the like have no place beside brat's texts"

_LINE = regex.compile(r"[^\n]+")
_BREAK = regex.compile(r"[\n\r]+")
_NAMED = ("title", "outlet", "published", "url", "language")


def write(outgoing: Outgoing, left: Left) -> Iterator[Piece]:
    """Write a folder for brat: pairs of files, then its settings."""
    entities, relations = Types(), Types()
    for article in outgoing.articles:
        document = article.document
        name = file_name(document.ordinal, document.name)
        left[DETAILS] += sum(getattr(document, key) is not None for key in _NAMED)
        left[DETAILS] += len(document.meta)
        yield Piece(f"{name}.txt", document.text.encode())
        lines = "".join(f"{line}\n" for line in _lines(article, entities, relations, left))
        yield Piece(f"{name}.ann", lines.encode())
    leave_links(outgoing, left, "brat has none between articles")
    yield Piece("annotation.conf", _settings(entities, relations).encode())
    yield Piece("visual.conf", _shown(entities, relations).encode())


def _lines(
    article: OutgoingArticle, entities: Types, relations: Types, left: Left
) -> Iterator[str]:
    """The lines of a .ann."""
    marks: dict[str, str] = {}
    said: list[tuple[str, str, str]] = []
    for span in article.spans:
        if not (fragments := _fragments(span, left)):
            continue
        marks[span.id] = mark = f"T{len(marks) + 1}"
        places = ";".join(f"{start} {end}" for start, end in fragments)
        words = _words(article.document.text, fragments, left)
        yield f"{mark}\t{entities.name(span.label)} {places}\t{words}"
        said.append(("Annotator", mark, _one_line(span.annotator, left)))
        if span.note is not None:
            said.append(("AnnotatorNotes", mark, _one_line(span.note, left)))
    number = 0
    for tie in article.attributions:
        ends = marks.get(tie.claim), marks.get(tie.source)
        if None in ends:
            left["attribution: an end of each is left out"] += 1
            continue
        number += 1
        yield f"R{number}\t{relations.name(tie.label)} Arg1:{ends[0]} Arg2:{ends[1]}\t"
        said.append(("Annotator", f"R{number}", _one_line(tie.annotator, left)))
    for number, (kind, mark, words) in enumerate(said, 1):
        yield f"#{number}\t{kind} {mark}\t{words}"


def _fragments(span: Span, left: Left) -> list[tuple[int, int]]:
    """The parts of a span between its line breaks; none where it is nothing else."""
    found = [
        (span.start + line.start(), span.start + line.end()) for line in _LINE.finditer(span.text)
    ]
    if not found:
        left["span: nothing but line breaks"] += 1
        return []
    left[BREAKS] += len(span) - (found[-1][1] - found[0][0])
    return found


def _words(text: str, fragments: list[tuple[int, int]], left: Left) -> str:
    """The words of a span; nothing where they would do harm, and then brat fills them in."""
    words = " ".join(text[start:end] for start, end in fragments)
    if UNSHOWN.search(words.replace("\t", " ")):
        left[CONTROLS] += 1
        return ""
    return words


def _one_line(note: str, left: Left) -> str:
    line, breaks = _BREAK.subn(" ", note)
    left[BREAKS] += breaks
    line, replaced = UNSHOWN.subn("\ufffd", line)
    left["control character: U+FFFD is in its place"] += replaced
    return line


def _settings(entities: Types, relations: Types) -> str:
    """What may be annotated: ``annotation.conf``."""
    ties = [f"{name}\tArg1:<ENTITY>, Arg2:<ENTITY>" for name in relations.names.values()]
    sections = {
        "entities": [*entities.names.values()],
        "relations": ties,
        "events": [],
        "attributes": [],
    }
    return "\n".join("\n".join([f"[{name}]", *lines, ""]) for name, lines in sections.items())


def _shown(entities: Types, relations: Types) -> str:
    """What labels are called on brat's screen: ``visual.conf``."""
    names = entities.changed | relations.changed
    lines = [f"{name} | {escaped(label)}" for name, label in names.items()]
    return "\n".join([MADE_BY, "[labels]", *lines, "", "[drawing]", ""])
