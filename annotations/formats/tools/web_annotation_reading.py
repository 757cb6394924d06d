"""W3C Web Annotation read back: diptych's own files, and other tools' annotations of texts.

Takes an annotation, a list of them, a page, or a collection with its first page in it. The text of
a source stands in the file, as diptych writes it, or in a file beside it that is called as the
source is. Offsets are codepoints; where the quotations say that they count UTF-16 units, as tools
in JavaScript do, they are taken so, and a remark says so. A quotation alone must be in the text
once, with what should stand before and behind it. Nothing is ever moved to where it might fit.

Reads: tags (each is a span), notes, who made it and when, and what links two annotations. An
annotation without a tag has its motivation for a label. Takes what Hypothesis' own interface gives,
too, of which only the quotation says where it is: its positions count in the page. Left out and
counted: what is about no stretch of a text, and links that say nothing.
"""

from collections import Counter, defaultdict
from typing import Any, NamedTuple
from urllib.parse import unquote

import regex
from pydantic import ValidationError

from annotations.errors import IntakeError
from annotations.formats.incoming import (
    Incoming,
    IncomingArticle,
    IncomingLink,
    IncomingRelation,
    IncomingSpan,
)
from annotations.formats.offsets import Utf16
from annotations.formats.readers import Source
from annotations.formats.tools import annotated, selecting
from annotations.formats.tools.selecting import Selection
from annotations.formats.tools.slugs import first_line, identifier
from annotations.formats.tools.web_annotation import CONTEXT, TERMS
from annotations.model import DocumentDetails, complaint
from annotations.text import intake

SUFFIX = ".jsonld"

_LONGEST_ID = 200
_BEGINNING = 4_000
_AFTER = regex.compile(r"[?#].*", regex.DOTALL)
_HYPOTHESIS = regex.compile(
    rb'(\xef\xbb\xbf)?\s*\{\s*("total"\s*:\s*\d+\s*,\s*)?"rows"\s*:\s*\[\s*[\]{]'
)
_SAFE_NAME = regex.compile(r"[^/\\\x00-\x1f]{1,200}")


class _Text(NamedTuple):
    """The text of a source."""

    place: str
    original: str
    """As it came."""
    details: DocumentDetails
    identifier: str | None
    """What the article is called."""


class _Mark(NamedTuple):
    """An annotation of a stretch of a text."""

    place: str
    name: str | None
    """Its IRI."""
    item: dict[str, Any]
    selection: Selection


class _Tie(NamedTuple):
    """An annotation that links two others."""

    place: str
    item: dict[str, Any]
    ends: tuple[str, str]
    """The IRIs of the target and of the body."""


def looks_so(source: Source) -> bool:
    """Whether it begins as such files do."""
    beginning = source.data[:_BEGINNING]
    return (
        source.suffix == SUFFIX
        or CONTEXT.encode() in beginning
        or _HYPOTHESIS.match(beginning) is not None
    )


def read(source: Source) -> Incoming:
    """Read all annotations of a file.

    Raises:
        IntakeError: No JSON, not of this kind, a text that is not to be had, or a place that is
            not in it; names the annotation.
    """
    file = _File(source)
    for place, item in annotated.annotations(
        annotated.parsed(source.data, source.name), source.name
    ):
        file.take(place, item)
    return file.incoming()


class _File:
    """One file on its way in."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._texts: dict[str, _Text] = {}
        self._marks: defaultdict[str, list[_Mark]] = defaultdict(list)
        self._ties: list[_Tie] = []
        self._left = Counter[str]()
        self._counts_units = False
        self._spans: dict[str, tuple[str, str]] = {}

    def take(self, place: str, item: dict[str, Any]) -> None:
        """Sort an annotation."""
        if "linking" in annotated.strings(item.get("motivation")) and (
            ends := annotated.ends(item)
        ):
            self._ties.append(_Tie(place, item, ends))
            return
        if (body := annotated.text_body(item)) and (name := annotated.resource(item.get("target"))):
            self._texts[name] = _brought(place, name, body, item["target"])
            return
        found = False
        for target in annotated.listed(item.get("target")):
            in_page = item.get(annotated.IN_PAGE) is True
            if selection := selecting.selection(target, place, in_page=in_page):
                name = annotated.string(item.get("id"))
                self._marks[selection.source].append(_Mark(place, name, item, selection))
                found = True
        if not found:
            self._left["annotation of no stretch of a text"] += 1

    def incoming(self) -> Incoming:
        """All of it."""
        incoming = Incoming()
        texts = {
            name: self._texts.get(name) or self._beside(name)
            for name in {**self._texts, **self._marks}
        }
        placed = {name: self._placed(name, text) for name, text in texts.items()}
        relations = self._tied(incoming)
        for name, (stored, spans) in placed.items():
            text = texts[name]
            article = IncomingArticle(
                id=text.identifier,
                details=text.details,
                text=stored,
                spans=tuple(spans),
                relations=tuple(relations[name]),
            )
            incoming.articles.append((text.place, article))
        if not incoming.articles and not incoming.links:
            raise IntakeError(f"{self._source.name}: no annotation of a text: nothing to import")
        incoming.remarks += self._remarks()
        return incoming

    def _remarks(self) -> list[str]:
        units = ["its offsets count UTF-16 units"] if self._counts_units else []
        left = [f"left out: {number:,} {thing}" for thing, number in sorted(self._left.items())]
        return units + left

    def _beside(self, name: str) -> _Text:
        """The text of a source that lies in a file beside."""
        place = self._marks[name][0].place
        last = unquote(_AFTER.sub("", name).rstrip("/").rpartition("/")[2])
        wanted = f"{last}.txt"
        if _SAFE_NAME.fullmatch(last) and last not in (".", ".."):
            for one in (last, wanted, f"{last.rsplit('.', 1)[0]}.txt"):
                path = self._source.path.parent / one
                if path.suffix in (".txt", ".md") and path.is_file():
                    return self._opened(name, one)
        raise IntakeError(
            f"{place}: the text of “{selecting.short(name)}” is not in the file: put it beside,"
            f" as {selecting.short(wanted)}"
        )

    def _opened(self, name: str, file: str) -> _Text:
        path = self._source.path.parent / file
        try:
            if path.stat().st_size > intake.MAX_BYTES:
                raise IntakeError(f"{file}: more than {intake.MAX_BYTES:,} bytes: split it")
            text = intake.decode(path.read_bytes(), file).text
            details = DocumentDetails(title=first_line(text), url=name if ":" in name else None)
        except OSError as error:
            raise IntakeError(f"{file}: cannot be read: {error.strerror}") from None
        except ValidationError as error:
            raise IntakeError(f"{file}: {complaint(error)}") from None
        return _Text(file, text, details, None)

    def _placed(self, name: str, text: _Text) -> tuple[str, list[IncomingSpan]]:
        """The stored text of a source, and its spans, at their offsets in it."""
        original, marks = text.original, self._marks[name]
        stored = intake.storable(original, text.place)
        if len(stored) > intake.MAX_BYTES:
            raise IntakeError(f"{text.place}: more than {intake.MAX_BYTES:,} characters: split it")
        newlines, units = intake.Newlines(original), Utf16(original)
        digest = intake.sha256(stored)
        counts_units = selecting.counts_units([mark.selection for mark in marks], original, units)
        self._counts_units |= counts_units
        spans = []
        for number, mark in enumerate(marks, 1):
            place = selecting.placed(mark.selection, original, units if counts_units else None)
            start, end = newlines.moved(*place)
            named = annotated.own(mark.name, "span") or mark.name
            if not named or len(named) > _LONGEST_ID:
                named = identifier(digest, str(number))
            if mark.name:
                self._spans[mark.name] = name, named
            for nth, label in enumerate(annotated.labels(mark.item), 1):
                one = named if nth == 1 else identifier(digest, f"{number}-{nth}")
                spans.append(_span(mark, one, label, stored[start:end], start))
        return stored, spans

    # -- what links annotations ------------------------------------------------------------------

    def _tied(self, incoming: Incoming) -> defaultdict[str, list[IncomingRelation]]:
        """Put the links in; the attributions, by the source that both ends are in."""
        relations: defaultdict[str, list[IncomingRelation]] = defaultdict(list)
        for tie in self._ties:
            (head, one), (child, other) = map(self._end, tie.ends)
            try:
                if head is not None and head == child:
                    relations[head].append(_relation(tie, one, other))
                elif one and other and annotated.values(tie.item, "classifying"):
                    incoming.links.append((tie.place, _link(tie, one, other)))
                else:
                    self._left["link that says nothing, or of something else"] += 1
            except ValidationError as error:
                raise IntakeError(f"{tie.place}: {complaint(error)}") from None
        return relations

    def _end(self, name: str) -> tuple[str | None, str]:
        """The source that an annotation is of, None where it is not in the file; and the span."""
        return self._spans.get(name, (None, annotated.own(name, "span") or ""))


def _relation(tie: _Tie, head: str, child: str) -> IncomingRelation:
    said = annotated.values(tie.item, "classifying")
    return IncomingRelation(
        id=annotated.own(annotated.string(tie.item.get("id")), "attribution"),
        head=head,
        child=child,
        annotator=annotated.creator(tie.item),
        **({"label": said[0]} if said else {}),
    )


def _link(tie: _Tie, left: str, right: str) -> IncomingLink:
    name = annotated.own(annotated.string(tie.item.get("id")), "link")
    notes = annotated.values(tie.item, "commenting")
    return IncomingLink(
        id=name or identifier(intake.sha256(f"{left} {right}"), "link"),
        left=left,
        right=right,
        label="link",
        verdict=annotated.values(tie.item, "classifying")[0],
        score=None,
        annotator=annotated.creator(tie.item),
        decided=annotated.string(tie.item.get("created")),
        note="\n".join(notes) if notes else None,
    )


def _span(mark: _Mark, name: str, label: str, words: str, start: int) -> IncomingSpan:
    notes = annotated.values(mark.item, "commenting")
    try:
        return IncomingSpan(
            id=name,
            start=start,
            end=start + len(words),
            label=label,
            text=words,
            annotator=annotated.creator(mark.item),
            note="\n".join(notes) if notes else None,
            created=annotated.string(mark.item.get("created")),
        )
    except ValidationError as error:
        raise IntakeError(f"{mark.place}: {complaint(error)}") from None


def _brought(place: str, name: str, body: dict[str, Any], target: Any) -> _Text:
    """The text that an annotation brings, with what is known of the article."""
    text = body["value"]
    if not isinstance(text, str):
        raise IntakeError(f"{place}: the text is no string")
    digest = annotated.own(body["id"], "sha256")
    if digest != intake.sha256(intake.storable(text, place)):
        raise IntakeError(f"{place}: the text is not that of its sha256: one of them was edited")
    known = target if isinstance(target, dict) else {}
    try:
        details = DocumentDetails(**{key: known.get(term) for key, term in TERMS.items()})
    except ValidationError as error:
        raise IntakeError(f"{place}: {complaint(error)}") from None
    return _Text(place, text, details, annotated.own(name, "article"))
