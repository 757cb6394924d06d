"""Into a workspace: files of articles, with whatever annotation they bring."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotations.errors import IntakeError
from annotations.formats import readers
from annotations.formats.incoming import (
    Incoming,
    IncomingArticle,
    IncomingLink,
    IncomingRelation,
    IncomingSpan,
)
from annotations.formats.saved.sandbox import Sandbox
from annotations.model import Attribution, Span, Verdict
from annotations.progress import Progress, silent
from annotations.store import pairs, proposing, reading
from annotations.store.clock import new_id
from annotations.store.history import Acting
from annotations.text import intake
from annotations.workspace import importing_links
from annotations.workspace.desk import Desk

if TYPE_CHECKING:
    from annotations.workspace.intake import Intake


class Near(NamedTuple):
    """A new article that is nearly another one, or holds nearly all of it."""

    article: str
    """What the new one is called."""
    of: str
    """What the other one is called."""
    share: float
    """What share of the new one's words stand in the other, 0 to 1; of a longer one that holds the
    other, what share of the other's."""
    holds: bool
    """Whether it is the longer one."""
    id: str
    """The identifier of the other one."""
    number: int
    """The number of the other one, in the order of import."""


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
    near: list[Near] = field(default_factory=list)
    """New articles that are nearly others, where that was looked for."""
    compared: int = 0
    """How many pairs of articles were compared for that."""


class Importing(Desk):
    """Whatever comes in."""

    def file(
        self,
        path: Path,
        progress: Progress = silent,
        format_: str | None = None,
        encoding: str | None = None,
    ) -> Imported:
        """Take in all that a file holds, in one act: everything, or nothing of it.

        Of many files `Intake` takes one after the other, and finds near-duplicates among them.

        Args:
            path: A file of a kind that `annotations.formats.readers` knows.
            progress: Told how far it is; may raise `Cancelled`.
            format_: The format that it is said to be in; None goes by its name and beginning.
            encoding: What its text is said to be in; None goes by what it looks like.

        Raises:
            IntakeError: The file, or a line of it, cannot be taken in; says which and why.
        """
        return self.take_in(read(path, format_, encoding=encoding), progress)

    def intake(self, format_: str | None = None, encoding: str | None = None) -> "Intake":
        """What takes in many files, one after the other; to be closed.

        Args:
            format_: The format that all are said to be in; None goes by name and beginning.
            encoding: What their text is said to be in; None goes by what it looks like.
        """
        from annotations.workspace.intake import Intake  # which is built on this

        return Intake(self, format_, encoding)

    def take_in(self, incoming: Incoming, progress: Progress = silent) -> Imported:
        """Take in what a reader made of a file, in one act; raises as `file`."""
        report = Imported(remarks=incoming.remarks)
        with self.store.act(self.annotator, "import") as act:
            total = len(incoming.articles) + len(incoming.links)
            renamed: dict[str, str] = {}
            for done, (place, article) in enumerate(incoming.articles):
                progress(done, total)
                renamed |= self._article(act, place, article, report)
            links = [
                (place, importing_links.with_ends(link, renamed)) for place, link in incoming.links
            ]
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
        proposed: dict[importing_links.Pair, IncomingLink] = {}
        for place, link in links:
            left, right = importing_links.ends_of(place, link, spans, order)
            if link.score is not None:
                proposed[left, right] = link
            if link.verdict is not None:
                self._verdict(act, place, left, right, link)
            report.links += 1
        if proposed:
            items = importing_links.items_of(proposed, spans, order)
            rows = [importing_links.proposal_of(pair, link) for pair, link in proposed.items()]
            proposing.add(self.store, rows, items, "import")

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


def read(
    path: Path,
    format_: str | None = None,
    *,
    encoding: str | None = None,
    sandbox: Sandbox | None = None,
    progress: Progress = silent,
) -> Incoming:
    """What a file holds.

    Args:
        path: The file.
        format_: The format that it is said to be in; None goes by its name and beginning.
        encoding: What its text is said to be in; None goes by what it looks like.
        sandbox: Where hostile files are read; None starts one.
        progress: Told how far a long file is read.

    Raises:
        IntakeError: The file cannot be taken in; says why.
    """
    data = _bytes(path, format_)
    source = readers.Source(path, data, encoding, sandbox, progress)
    return readers.reader(source, format_).read(source)


def _bytes(path: Path, format_: str | None) -> bytes:
    """A file's bytes, if it is one and not too large to be read."""
    try:
        if path.is_dir():
            raise IntakeError(f"{path}: a directory: give the files in it")
        if not path.is_file():
            raise IntakeError(f"{path}: {_no_file(path)}")
        limit = readers.largest(path, format_)
        if (size := path.stat().st_size) > limit:
            raise IntakeError(f"{path}: {size:,} bytes, more than {limit:,}: split it")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no name that a file can have"
        raise IntakeError(f"{path}: cannot be read: {reason}") from None


def _no_file(path: Path) -> str:
    """What a path is that is no file."""
    if path.exists():
        return "not a file but a pipe, a socket or a device"
    return "a link that leads nowhere" if path.is_symlink() else "no such file"
