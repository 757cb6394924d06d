"""JSON of Label Studio on its way in: its full export (JSON) and its small one (JSON_MIN).

Offsets are UTF-16 code units. Every annotation becomes a layer: of ``created_username`` or the
e-mail address in ``completed_by``, else of *user 7*; every prediction one of its model's version.
Cancelled annotations, and what is neither a labelled stretch of text nor a relation of two, are
left out and counted. Regions that lie at paths in a web page are refused: the page is not the text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from annotations.errors import IntakeError
from annotations.formats.incoming import (
    Incoming,
    IncomingArticle,
    IncomingRelation,
    IncomingSpan,
)
from annotations.formats.readers import Source
from annotations.formats.tools import json_lines
from annotations.formats.tools.label_studio import TEXT
from annotations.model import DocumentDetails, complaint

_NUMBER = re.compile(r",\s*\d+\s*$")
"""What Label Studio puts behind a name: the number of the user."""


def looks_so(source: Source) -> bool:
    """Whether it is an array of tasks, or of what the small export makes of them."""
    if source.data[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"[":
        return False
    task = json_lines.first(source.data)
    if task is None:
        return False
    if isinstance(task.get("data"), dict):
        return True
    return "annotation_id" in task or any(map(_is_regions, task.values()))


def _is_regions(value: Any) -> bool:
    """Whether it is what the small export makes of the regions of one control."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and {"start", "end", "labels"} <= {*one} for one in value)
    )


@dataclass
class _Task:
    """A text with what was made of it, on its way in."""

    place: str
    placing: json_lines.Placing
    known: dict[str, Any]
    details: DocumentDetails
    spans: list[IncomingSpan] = field(default_factory=list)
    relations: list[IncomingRelation] = field(default_factory=list)

    def article(self) -> IncomingArticle:
        return IncomingArticle(
            id=self.known.get(json_lines.OWN),
            details=self.details,
            text=self.placing.text,
            spans=tuple(self.spans),
            relations=tuple(self.relations),
        )


def read(source: Source) -> Incoming:
    """Read all tasks; the first bad one refuses the file.

    Raises:
        IntakeError: What is wrong, and where.
    """
    reading = _Reading()
    for place, task in json_lines.objects(source.data, source.name):
        try:
            reading.take(task, place)
        except ValidationError as error:
            raise IntakeError(f"{place}: {complaint(error)}") from None
    if not reading.tasks:
        raise IntakeError(f"{source.name}: empty: there is nothing to import")
    incoming = Incoming()
    for one in reading.tasks.values():
        try:
            incoming.articles.append((one.place, one.article()))
        except ValidationError as error:
            raise IntakeError(f"{one.place}: {complaint(error)}") from None
    incoming.remarks += reading.remarks()
    return incoming


class _Reading:
    """One file, gone through."""

    def __init__(self) -> None:
        self.tasks: dict[str, _Task] = {}
        """By text: the small export repeats it for each annotator."""
        self._ids: set[str] = set()
        self._left: Counter[str] = Counter()

    def remarks(self) -> list[str]:
        """What was not kept."""
        kinds = ", ".join(f"{kind} ({number})" for kind, number in sorted(self._left.items()))
        return [f"not kept: {kinds}"] if kinds else []

    def take(self, task: Mapping[str, Any], place: str) -> None:
        """Take in one task, or one line of the small export.

        Raises:
            IntakeError: What is wrong, and where.
            ValidationError: A value cannot be kept.
        """
        data = task.get("data")
        if isinstance(data, dict):
            self._full(task, data, place)
        else:
            self._small(task, place)

    def _task(self, data: Mapping[str, Any], place: str) -> _Task:
        key = _text_key(data, place)
        known = {name: value for name, value in data.items() if name != key}
        placing = json_lines.Placing(data[key], place)
        for one in json_lines.unread(known):
            self._left[f"“{one}” but as meta"] += 1
        new = _Task(place, placing, known, json_lines.details(known, placing.text))
        there = self.tasks.setdefault(placing.text, new)
        # Its offsets count in the text as it came this time.
        there.placing = placing
        return there

    # -- the full export -------------------------------------------------------------------------

    def _full(self, task: Mapping[str, Any], data: Mapping[str, Any], place: str) -> None:
        into = self._task(data, place)
        made = _objects(task.get("annotations") or task.get("completions"), "annotations", place)
        for number, annotation in enumerate(made):
            if annotation.get("was_cancelled"):
                self._left["cancelled annotation"] += 1
                continue
            self._results(into, annotation, _author(annotation), f"annotations[{number}]")
        for number, one in enumerate(_objects(task.get("predictions"), "predictions", place)):
            model = str(one.get("model_version") or "").strip() or "prediction"
            self._results(into, one, model[:100], f"predictions[{number}]")

    def _results(
        self, into: _Task, annotation: Mapping[str, Any], annotator: str | None, name: str
    ) -> None:
        """What one annotator made of a text."""
        place = into.place
        results = [*enumerate(_objects(annotation.get("result"), f"{name}.result", place))]
        named: dict[str, str] = {}
        for number, one in results:
            value = one.get("value")
            if one.get("type") == "relation":
                continue
            if not isinstance(value, dict) or not isinstance(value.get("labels"), list):
                self._left[str(one.get("type") or "result without a type")[:40]] += 1
                continue
            if not value["labels"]:
                self._left["region without a label"] += 1
            where = f"{name}.result[{number}]"
            for span in self._region(into, value, annotator, where, one):
                named.setdefault(str(one.get("id")), str(span.id))
        for _, one in results:
            if one.get("type") == "relation":
                into.relations += self._relations(one, named, annotator)

    def _relations(
        self, one: Mapping[str, Any], named: Mapping[str, str], annotator: str | None
    ) -> Iterator[IncomingRelation]:
        """An attribution for each label of a relation between two spans; any other is counted."""
        ends = [str(one.get("from_id")), str(one.get("to_id"))]
        if not {*ends} <= {*named}:
            self._left["relation to what is no labelled region"] += 1
            return
        if ends[0] == ends[1]:
            self._left["relation of a region to itself"] += 1
            return
        if one.get("direction") == "left":
            ends.reverse()
        head, child = (named[end] for end in ends)
        labels = one.get("labels")
        for label in labels if isinstance(labels, list) and labels else ["attributed_to"]:
            yield IncomingRelation(head=head, child=child, label=label, annotator=annotator)

    def _region(
        self,
        into: _Task,
        value: Mapping[str, Any],
        annotator: str | None,
        where: str,
        known: Mapping[str, Any],
    ) -> Iterator[IncomingSpan]:
        """A span for each label of a region."""
        start, end = _offsets(value, f"{into.place}: {where}")
        for label in value["labels"]:
            identifier = known.get("id")
            if not isinstance(identifier, str) or identifier in self._ids:
                identifier = json_lines.fresh()
            self._ids.add(identifier)
            span = into.placing.span(
                where,
                start,
                end,
                value.get("text"),
                id=identifier,
                label=label,
                annotator=annotator,
                note=_note(known),
            )
            into.spans.append(span)
            yield span

    # -- the small export ------------------------------------------------------------------------

    def _small(self, task: Mapping[str, Any], place: str) -> None:
        regions = {key: value for key, value in task.items() if _is_regions(value)}
        if not regions and "annotation_id" not in task:
            raise IntakeError(
                f'{place}: no task of Label Studio: has neither "data" nor "annotation_id"'
            )
        rest = {key: value for key, value in task.items() if key not in regions}
        into = self._task(
            {key: value for key, value in rest.items() if key not in _BOOKKEEPING}, place
        )
        into.place = place
        for key, found in regions.items():
            for number, value in enumerate(found):
                where = f"{key}[{number}]"
                if not isinstance(value["labels"], list):
                    raise IntakeError(f"{place}: {where}.labels: not an array")
                for _ in self._region(into, value, _author(rest), where, {}):
                    pass


_BOOKKEEPING = {
    "annotator", "annotation_id", "created_at", "updated_at", "lead_time", "completed_by",
    "created_username",
}  # fmt: skip
"""Keys of the small export that are about the annotation, not about the text."""


def _text_key(data: Mapping[str, Any], place: str) -> str:
    """The key under which the text is: *text*, else the only one that holds a string."""
    if isinstance(data.get(TEXT), str):
        return TEXT
    texts = [key for key, value in data.items() if isinstance(value, str)]
    if len(texts) != 1:
        raise IntakeError(f'{place}: has no "{TEXT}": give the article\'s text under that key')
    return texts[0]


def _offsets(value: Mapping[str, Any], where: str) -> tuple[Any, Any]:
    """Where a region is; what lies at paths in a web page only where its words can be compared."""
    if isinstance(value.get("start"), str) or isinstance(value.get("end"), str):
        whole = value.get("globalOffsets")
        if isinstance(whole, dict) and isinstance(value.get("text"), str):
            return whole.get("start"), whole.get("end")
        raise IntakeError(
            f"{where}: lies at a path in a web page: only regions of plain text are read"
        )
    return value.get("start"), value.get("end")


def _author(annotation: Mapping[str, Any]) -> str | None:
    """Whose an annotation is; None where nobody says."""
    by = annotation.get("completed_by", annotation.get("annotator"))
    if name := str(annotation.get("created_username") or "").strip():
        return (_NUMBER.sub("", name) if "@" in name else name)[:100]
    if isinstance(by, dict):
        by = by.get("email") or by.get("username") or by.get("id")
    if type(by) is int:
        return f"user {by}"
    return str(by).strip()[:100] or None if by is not None else None


def _note(region: Mapping[str, Any]) -> str | None:
    """The remark on a region."""
    meta = region.get("meta")
    texts = meta.get("text") if isinstance(meta, dict) else None
    if isinstance(texts, str):
        return texts
    if isinstance(texts, Iterable):
        return "\n".join(one for one in texts if isinstance(one, str)) or None
    return None


def _objects(given: Any, key: str, place: str) -> list[Mapping[str, Any]]:
    """An array of objects; nothing where there is none."""
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise IntakeError(f"{place}: {key}: not an array of objects")
    return given
