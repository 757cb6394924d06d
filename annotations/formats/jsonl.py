r"""JSONL, schema ``diptych/1``: the native format, read and written without loss.

One object a line, split on ``\n`` only; ASCII escapes, so that no control, bidi or U+2028
character is ever raw; every key always present. Offsets are codepoints of ``text``, half-open.

Reads besides: the bare minimum that Prodigy-like tools write, ``{"text": …, "spans":
[{"start", "end", "label"}]}``; its unknown keys go to meta, its spans' unknown keys are named and
left out. Lines of history and of reviews are a record and are not read.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from annotations.errors import IntakeError
from annotations.formats.incoming import (
    Incoming,
    IncomingArticle,
    IncomingLink,
    IncomingRelation,
    IncomingSpan,
)
from annotations.formats.tools import json_lines
from annotations.formats.tools.slugs import first_line
from annotations.model import Act, Attribution, Document, DocumentDetails, Link, Span, complaint
from annotations.review.records import Assignment, Reply, Resolution, Review
from annotations.text import intake

SCHEMA = "diptych/1"

MAX_LINE = 100_000_000
"""The longest line that is read, in bytes."""

_DETAILS = ("title", "outlet", "published", "url", "language")
_LINK = ("id", "label", "verdict", "score", "annotator", "decided", "note")
_OWN = {"schema", "id", "text", "text_sha256", "meta", "spans", "relations", "tokens", *_DETAILS}

_ONE_LINE = "give each object a line of its own, with `jq -c '{}'`"

ReviewRecord = Assignment | Review | Reply | Resolution
"""What is kept of a review."""

_TYPES: dict[type[ReviewRecord], str] = {
    Assignment: "assignment",
    Review: "ruling",
    Reply: "reply",
    Resolution: "resolution",
}


class Decided(NamedTuple):
    """Who decided what, of something in the resolved layer."""

    by: tuple[str, ...]
    """Who says so."""
    basis: str
    """What it rests on: ``settled``, or the first that holds of ``alike``, ``reviewed``,
    ``accepted``, ``silent`` and ``single``."""
    choice: str | None
    """What was chosen, where it was settled; None where all say so."""
    adjudicator: str | None
    """Who settled it."""
    decided: str | None
    """When."""
    note: str | None
    """Why."""


class _Annotation(BaseModel):
    """What an article line brings besides the article."""

    spans: tuple[IncomingSpan, ...]
    relations: tuple[IncomingRelation, ...]


# -- writing -------------------------------------------------------------------------------------


def documents(
    articles: Iterable[tuple[Document, Sequence[Span], Sequence[Attribution]]],
    decisions: Mapping[str, Decided] | None = None,
) -> Iterator[str]:
    """One line an article, with its spans and attributions.

    Args:
        articles: What goes out.
        decisions: Of the resolved layer, who decided what, by identifier.
    """
    for document, spans, attributions in articles:
        yield _line(
            {
                "id": document.id,
                **{key: getattr(document, key) for key in _DETAILS},
                "text": document.text,
                "text_sha256": document.text_sha256,
                "meta": document.meta,
                "spans": [_full_span(span) | _decision(span.id, decisions) for span in spans],
                "relations": [
                    {
                        "id": attribution.id,
                        "label": attribution.label,
                        "head": attribution.claim,
                        "child": attribution.source,
                        "annotator": attribution.annotator,
                    }
                    | _decision(attribution.id, decisions)
                    for attribution in attributions
                ],
            }
        )


def links(found: Iterable[Link], decisions: Mapping[str, Decided] | None = None) -> Iterator[str]:
    """One line a link, in the order given; takes decisions as `documents`."""
    for link in found:
        verdict = link.verdict
        yield _line(
            {
                "id": link.id,
                "label": link.left.label,
                "verdict": link.kind,
                "implied": link.implied,
                "score": link.score,
                "reasons": list(link.reasons),
                "against": list(link.against),
                "conflict": link.conflict,
                "annotator": verdict.annotator if verdict else None,
                "decided": verdict.decided if verdict else None,
                "note": verdict.note if verdict else None,
                "of": {"left": link.of[0], "right": link.of[1]} if link.of else None,
                "left": _end(link.left),
                "right": _end(link.right),
            }
            | _decision(link.id, decisions)
        )


def reviews(records: Iterable[tuple[ReviewRecord, str | None]]) -> Iterator[str]:
    """One line for whatever is kept of a review, in the order given.

    Args:
        records: Each with the words that it is about, where it is a ruling.
    """
    for record, text in records:
        words = {"text": text} if isinstance(record, Review) else {}
        yield _line({"type": _TYPES[type(record)], **record.model_dump(mode="json"), **words})


def history(acts: Iterable[Act]) -> Iterator[str]:
    """One line an act, oldest first."""
    for act in acts:
        yield _line(act.model_dump(mode="json"))


def _line(fields: dict[str, Any]) -> str:
    return json.dumps({"schema": SCHEMA, **fields}, separators=(",", ":"), allow_nan=False)


def _full_span(span: Span) -> dict[str, Any]:
    keys = ("id", "start", "end", "label", "text", "annotator", "origin", "note", "created")
    return {key: getattr(span, key) for key in keys}


def _decision(identifier: str, decisions: Mapping[str, Decided] | None) -> dict[str, Any]:
    return {} if decisions is None else {"decision": decisions[identifier]._asdict()}


def _end(span: Span) -> dict[str, Any]:
    return {
        "document": span.document,
        "span": span.id,
        "start": span.start,
        "end": span.end,
        "label": span.label,
        "text": span.text,
    }


# -- reading -------------------------------------------------------------------------------------


def read(data: bytes, where: str, first: int = 1) -> Incoming:
    """Read all lines of a file; the first bad one refuses the file.

    Args:
        data: The lines.
        where: What the file is called.
        first: The number of the first line, where only some of the file is given.

    Raises:
        IntakeError: A line is no object, has a wrong offset, or is of another schema; names it.
    """
    incoming = Incoming()
    left_out: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), first):
        if not line.strip():
            continue
        place = f"{where} line {number}"
        fields = _parse(line, place)
        if _is_review(fields):
            raise IntakeError(
                f"{place}: a line of reviews: they are a record and are not imported:"
                " `diptych merge` takes them over from another workspace"
            )
        if "left" in fields and "right" in fields:
            incoming.links.append((place, _link(fields, place)))
        elif "changes" in fields:
            raise IntakeError(f"{place}: a history line: history is a record and is not imported")
        else:
            incoming.articles.append((place, _article(fields, place, left_out)))
            others.update(json_lines.unread(fields))
    if not incoming.articles and not incoming.links:
        raise IntakeError(f"{where}: empty: there is nothing to import")
    if left_out:
        keys = ", ".join(sorted(left_out))
        incoming.remarks.append(f"keys of spans and relations that are not kept: {keys}")
    incoming.remarks += [
        f"nothing in “{key}” became a span ({number:,}): it is kept as meta"
        for key, number in sorted(others.items())
    ]
    return incoming


def _is_review(fields: dict[str, Any]) -> bool:
    # Other tools' articles may have a "type", too, but not with our schema.
    return "schema" in fields and fields.get("type") in [*_TYPES.values()]


def _parse(line: bytes, place: str) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise IntakeError(f"{place}: longer than {MAX_LINE:,} bytes: split the article")
    try:
        fields = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        # JSONDecodeError quotes nothing of the line; UnicodeDecodeError is a ValueError too.
        reason = str(error).splitlines()[0] if str(error) else "nested too deeply"
        if line.strip() in (b"{", b"[", b"[{"):
            what = "." if line.strip() == b"{" else ".[]"
            reason = f"it goes on in the next line: {_ONE_LINE.format(what)}"
        raise IntakeError(f"{place}: not a JSON object: {reason}") from None
    if not isinstance(fields, dict):
        hint = f": {_ONE_LINE.format('.[]')}" if isinstance(fields, list) else ""
        raise IntakeError(f"{place}: not a JSON object but {_kind(fields)}{hint}")
    if fields.get("schema", SCHEMA) != SCHEMA:
        raise IntakeError(f'{place}: schema "{fields["schema"]}": this diptych reads "{SCHEMA}"')
    return fields


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _kind(value: object) -> str:
    return {list: "an array", str: "a string", type(None): "null"}.get(type(value), "a bare value")


def _article(fields: dict[str, Any], place: str, left_out: Counter[str]) -> IncomingArticle:
    original = fields.get("text")
    if not isinstance(original, str):
        there = ' (doccano of old has it under "data")' if "data" in fields else ""
        raise IntakeError(f'{place}: has no "text"{there}: give the article\'s text as a string')
    if type(fields.get("id")) is int:
        raise IntakeError(
            f"{place}: id: a number, as other tools have them: leave it out, or make it a string"
        )
    text = intake.storable(original, place)
    if len(original) > intake.MAX_BYTES:
        raise IntakeError(f"{place}: a text of more than {intake.MAX_BYTES:,} characters: split it")
    digest = fields.get("text_sha256")
    if digest is not None and digest != intake.sha256(text):
        raise IntakeError(f"{place}: text_sha256 is not that of the text: one of them was edited")
    meta = fields.get("meta")
    if meta is not None and not isinstance(meta, dict):
        meta = {"meta": meta}
    unknown = {key: value for key, value in fields.items() if key not in _OWN}
    known = {key: fields.get(key) for key in _DETAILS}
    if known["title"] is None and not {"schema", "id"} & {*fields}:
        known["title"] = first_line(
            text
        )  # other tools' texts have none, and must be called something
    try:
        brought = _Annotation.model_validate(
            {key: fields.get(key) or () for key in ("spans", "relations")}
        )
        article = IncomingArticle(
            id=fields.get("id"),
            details=DocumentDetails(**known, meta={**(meta or {}), **unknown}),
            text=text,
            spans=_placed(brought.spans, original, text, place),
            relations=brought.relations,
        )
    except ValidationError as error:
        raise IntakeError(f"{place}: {complaint(error)}") from None
    for extra in (*brought.spans, *brought.relations):
        left_out.update(
            key for key, value in (extra.model_extra or {}).items() if not _is_decision(key, value)
        )
    return article


def _is_decision(key: str, value: object) -> bool:
    """Whether it is what the resolved layer goes out with: known, and worked out, not kept."""
    return key == "decision" and isinstance(value, dict) and {*value} == {*Decided._fields}


def _placed(
    spans: tuple[IncomingSpan, ...], original: str, text: str, place: str
) -> tuple[IncomingSpan, ...]:
    """The spans at their offsets in the stored text; one that does not fit refuses the line."""
    newlines = intake.Newlines(original)
    placed = []
    for number, span in enumerate(spans):
        name = f'span "{span.id}"' if span.id else f"spans[{number}]"
        if not span.start < span.end <= len(original):
            raise IntakeError(
                f"{place}: {name}: [{span.start}, {span.end}) is no stretch of a text"
                f" of {len(original)} codepoints"
            )
        start, end = newlines.moved(span.start, span.end)
        there = text[start:end]
        if span.text is not None and span.text not in (there, original[span.start : span.end]):
            raise IntakeError(
                f'{place}: {name}: says "{_short(span.text)}" but the text has'
                f' "{_short(there)}" at [{start}, {end})'
            )
        placed.append(span.model_copy(update={"start": start, "end": end, "text": there}))
    return tuple(placed)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _link(fields: dict[str, Any], place: str) -> IncomingLink:
    try:
        of = fields.get("of")
        return IncomingLink(
            left=fields["left"]["span"],
            right=fields["right"]["span"],
            of=None if of is None else (of["left"], of["right"]),
            **{key: fields.get(key) for key in _LINK},
            **{key: fields.get(key) or () for key in ("reasons", "against", "evidence")},
            conflict=fields.get("conflict") or False,
        )
    except ValidationError as error:
        raise IntakeError(f"{place}: {complaint(error)}") from None
    except (KeyError, TypeError):
        raise IntakeError(
            f'{place}: a link needs "left" and "right", each with "span"; "of" needs both too'
            if fields.get("of")
            else f'{place}: a link needs "left" and "right", each with "span"'
        ) from None
