"""Into a workspace: files of articles, with whatever annotation they bring."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotations.errors import IntakeError
from annotations.formats import jsonl, plain
from annotations.formats.incoming import (
    Incoming,
    IncomingArticle,
    IncomingLink,
    IncomingRelation,
    IncomingSpan,
)
from annotations.model import Attribution, Span, Verdict
from annotations.progress import Progress, silent
from annotations.store import pairs, proposals, reading
from annotations.store.clock import new_id
from annotations.store.history import Acting
from annotations.store.store import Row
from annotations.text import intake
from annotations.workspace.desk import Desk

MAX_JSONL_BYTES = 500_000_000
"""The largest JSONL file that is taken in, in bytes."""

_Pair = tuple[str, str]

_MARKDOWN = {".md", ".markdown"}
_JSONL = {".jsonl", ".ndjson", ".json"}


@dataclass
class Imported:
    """What an import came to."""

    added: list[tuple[str, str]] = field(default_factory=list)
    """New articles: identifier and name."""
    known: list[tuple[str, str]] = field(default_factory=list)
    """Articles that were there already, by their text: where they stood, and the one there."""
    spans: int = 0
    """Spans that came with the new articles."""
    links: int = 0
    """Links taken in."""
    remarks: list[str] = field(default_factory=list)
    """What a person should know: a guessed encoding, keys that were not read."""


class Importing(Desk):
    """Whatever comes in."""

    def file(self, path: Path, progress: Progress = silent) -> Imported:
        """Take in all that a file holds, in one act: everything, or nothing of it.

        Args:
            path: Plain text, Markdown, or JSONL.
            progress: Told how many articles are in; may raise `Cancelled`.

        Raises:
            IntakeError: The file, or a line of it, cannot be taken in; says which and why.
        """
        data = _read(path)
        name = path.name
        if path.suffix.lower() in _JSONL or data[:2] == b'{"':
            return self.take_in(jsonl.read(data, name), progress)
        markdown = path.suffix.lower() in _MARKDOWN
        return self.take_in(plain.read(data, name, markdown=markdown), progress)

    def take_in(self, incoming: Incoming, progress: Progress = silent) -> Imported:
        """Take in what a reader made of a file, in one act; raises as `file`."""
        report = Imported(remarks=incoming.remarks)
        with self.store.act(self.annotator, "import") as act:
            total = len(incoming.articles) + len(incoming.links)
            renamed: dict[str, str] = {}
            for done, (place, article) in enumerate(incoming.articles):
                progress(done, total)
                renamed |= self._article(act, place, article, report)
            links = [(place, _renamed(link, renamed)) for place, link in incoming.links]
            self._links(act, links, report)
            progress(total, total)
        return report

    def _article(
        self, act: Acting, place: str, article: IncomingArticle, report: Imported
    ) -> dict[str, str]:
        """Keep an article; which of its spans have other identifiers here."""
        digest = intake.sha256(article.text)
        if known := reading.document_with_text(self.store, digest):
            name = reading.documents(self.store, [known])[0].name
            report.known.append((place, name))
            if article.spans:
                left = f"{len(article.spans)} spans were left out"
                report.remarks.append(f"{left}: “{name}” is there already")
            return {}
        before = act.read("documents", article.id) if article.id else None
        if before and before["sha256"] != digest:
            raise IntakeError(
                f'{place}: another article has the id "{article.id}": give this one another id'
            )
        self.store.add_text(digest, article.text, intake.count_words(article.text))
        row = {
            **article.details.model_dump(),
            "meta": json.dumps(article.details.meta, separators=(",", ":")),
            "id": article.id or new_id(),
            "ordinal": before["ordinal"] if before else reading.last_ordinal(self.store) + 1,
            "sha256": digest,
        }
        act.put("documents", row)
        spans = self._annotation(act, place, row["id"], article)
        report.added.append((row["id"], article.details.title or article.details.outlet or place))
        report.spans += len(article.spans)
        return {given: span.id for given, span in spans.items() if given != span.id}

    def _annotation(
        self, act: Acting, place: str, document: str, article: IncomingArticle
    ) -> dict[str, Span]:
        """Keep what an article brings; its spans, by the identifiers that the file gives them."""
        spans: dict[str, Span] = {}
        for number, given in enumerate(article.spans):
            span = self._span(document, given, act.time)
            if span.id in spans or _is_taken(act, span):
                raise IntakeError(
                    f'{place}: spans[{number}]: the id "{span.id}" is taken: give it another'
                )
            # Of what is hidden from one who works blind nothing is told, be it that it is there.
            name = new_id() if _is_hidden(act, span) else span.id
            spans[span.id] = span.model_copy(update={"id": name})
            act.put("spans", spans[span.id].model_dump())
        for number, relation in enumerate(article.relations):
            where = f"{place}: relations[{number}]"
            for end in (relation.head, relation.child):
                if end not in spans:
                    raise IntakeError(f'{where}: no span "{end}" in this article')
            if relation.head == relation.child:
                raise IntakeError(f"{where}: a claim rests on itself")
            head, child = spans[relation.head], spans[relation.child]
            ends = {"head": head.id, "child": child.id}
            annotator = relation.annotator or head.annotator
            named = relation.model_copy(update=ends)
            self._attribution(act, where, document, annotator, named)
        return spans

    def _attribution(
        self, act: Acting, where: str, document: str, annotator: str, relation: IncomingRelation
    ) -> None:
        """Keep a relation; saying the same twice is once."""
        said = (relation.head, relation.child, annotator)
        there = reading.attribution_row(self.store, *said, label=relation.label)
        attribution = Attribution(
            id=there["id"] if there else _free(act, "attributions", relation.id, where),
            document=document,
            annotator=annotator,
            claim=relation.head,
            source=relation.child,
            label=relation.label,
        )
        act.put("attributions", attribution.model_dump())

    def _span(self, document: str, given: IncomingSpan, time: str) -> Span:
        return Span(
            id=given.id or new_id(),
            document=document,
            annotator=given.annotator or self.annotator,
            start=given.start,
            end=given.end,
            label=given.label,
            text=given.text or "",
            origin=given.origin or "import",
            note=given.note,
            created=given.created or time,
        )

    def _links(self, act: Acting, links: list[tuple[str, IncomingLink]], report: Imported) -> None:
        ends = {end for _, link in links for end in (link.left, link.right, *(link.of or ()))}
        spans = {span.id: span for span in reading.spans(self.store, ids=ends)}
        order = {span: place for place, span in enumerate(spans)}
        proposed: dict[_Pair, IncomingLink] = {}
        for place, link in links:
            left, right = _ends(place, link, spans, order)
            if link.score is not None:
                proposed[left, right] = link
            if link.verdict is not None:
                self._verdict(act, place, left, right, link)
            report.links += 1
        if proposed:
            items = _items(proposed, spans, order)
            rows = [_proposal(pair, link) for pair, link in proposed.items()]
            self.store.put_proposals(rows, items, "import")

    def _verdict(self, act: Acting, place: str, left: str, right: str, link: IncomingLink) -> None:
        annotator = link.annotator or self.annotator
        there = pairs.verdict_row(self.store, left, right, annotator)
        if there and not there["deleted"]:
            return  # what is judged here stands
        verdict = Verdict(
            id=there["id"] if there else _free(act, "verdicts", link.id, place),
            left=left,
            right=right,
            annotator=annotator,
            kind=link.verdict or "",
            note=link.note,
            decided=link.decided or act.time,
        )
        act.put("verdicts", verdict.model_dump())


def _is_taken(act: Acting, span: Span) -> bool:
    """Whether the identifier of a new span is that of one in another article, which shows."""
    before = act.read("spans", span.id)
    return before is not None and before["document"] != span.document


def _is_hidden(act: Acting, span: Span) -> bool:
    """Whether it is that of another span, which is hidden."""
    before = act.stored("spans", span.id)
    if before is None or act.read("spans", span.id):
        return False
    # One that came with the same article before it was removed is no other.
    return (before["document"], before["annotator"]) != (span.document, span.annotator)


def _free(act: Acting, table: str, wanted: str | None, place: str) -> str:
    """An identifier for a new row: the one that is wanted, or one that is made here.

    Raises:
        IntakeError: It is taken by something that shows.
    """
    if wanted is None or (act.stored(table, wanted) and not act.read(table, wanted)):
        return new_id()
    if act.read(table, wanted):
        raise IntakeError(f'{place}: the id "{wanted}" is taken: give it another')
    return wanted


def _renamed(link: IncomingLink, renamed: Mapping[str, str]) -> IncomingLink:
    """A link between spans as they are called here."""
    if not renamed:
        return link
    left, right = (renamed.get(end, end) for end in (link.left, link.right))
    of = link.of and (renamed.get(link.of[0], link.of[0]), renamed.get(link.of[1], link.of[1]))
    return link.model_copy(update={"left": left, "right": right, "of": of})


def _ends(
    place: str, link: IncomingLink, spans: Mapping[str, Span], order: Mapping[str, int]
) -> _Pair:
    """Both ends of a link, the one in the article imported earlier first."""
    for end in (link.left, link.right):
        if end not in spans:
            raise IntakeError(
                f'{place}: no span "{end}" in this workspace: import the documents first'
            )
    if spans[link.left].document == spans[link.right].document:
        raise IntakeError(
            f"{place}: both ends are in one article: a link joins two different articles"
        )
    labels = spans[link.left].label, spans[link.right].label
    if link.score is not None and labels != (link.label, link.label):
        raise IntakeError(
            f'{place}: label "{link.label}", but the ends are {labels[0]} and {labels[1]}:'
            " a proposed link joins two spans of its label"
        )
    left, right = sorted((link.left, link.right), key=order.__getitem__)
    return left, right


def _items(
    proposed: dict[_Pair, IncomingLink], spans: Mapping[str, Span], order: Mapping[str, int]
) -> dict[str, str]:
    """What the pairs that go with others say of the mentions of items; those pairs are taken out.

    One stays where what it goes with is not proposed in the same file, or cannot be so.
    """
    along: dict[_Pair, _Pair] = {}
    for pair, link in proposed.items():
        if link.of is None or not spans.keys() >= {*link.of}:
            continue
        left, right = sorted(link.of, key=order.__getitem__)
        whole = proposed.get((left, right))
        if whole and whole.of is None and all(map(_together(spans), pair, (left, right))):
            along[pair] = left, right
    said = {mention: item for ends in along.items() for mention, item in zip(*ends, strict=True)}
    items = {mention: item for mention, item in said.items() if said.get(item, item) == item}
    for pair, ends in along.items():
        if tuple(items.get(end, end) for end in pair) == ends:
            del proposed[pair]
    return {mention: item for mention, item in items.items() if mention != item}


def _together(spans: Mapping[str, Span]) -> Callable[[str, str], bool]:
    """Whether two spans can be mentions of one item."""

    def together(one: str, other: str) -> bool:
        places = {(spans[end].document, spans[end].label) for end in (one, other)}
        return len(places) == 1

    return together


def _proposal(pair: _Pair, link: IncomingLink) -> Row:
    return proposals.row_of(
        pair,
        link.label,
        link.score or 0.0,
        reasons=link.reasons,
        against=link.against,
        conflict=link.conflict,
        evidence=link.evidence,
    )


def _read(path: Path) -> bytes:
    """A file's bytes, if it is one and not too large to be read."""
    limit = MAX_JSONL_BYTES if path.suffix.lower() in _JSONL else intake.MAX_BYTES
    try:
        if path.is_dir():
            raise IntakeError(f"{path}: a directory: give the files in it")
        if not path.is_file():
            raise IntakeError(f"{path}: no such file")
        if (size := path.stat().st_size) > limit:
            raise IntakeError(f"{path}: {size:,} bytes, more than {limit:,}: split it")
        return path.read_bytes()
    except OSError as error:
        raise IntakeError(f"{path}: cannot be read: {error.strerror}") from None
