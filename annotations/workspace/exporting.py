"""Out of a workspace: articles, links, reviews and history as JSONL, the network as a graph."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.errors import Refused, WorkspaceError
from annotations.formats import jsonl
from annotations.formats.whole import write_whole
from annotations.progress import Progress, silent
from annotations.store import pairs, reading
from annotations.workspace import closure, recorded
from annotations.workspace.desk import Desk
from annotations.workspace.names import ALL, RESOLVED

if TYPE_CHECKING:  # they read numpy and networkx
    from annotations.formats.graphs import GraphFormat
    from annotations.workspace.resolved import ResolvedLayer


class Lines(Iterator[str]):
    """Lines of JSONL, without their newline."""

    def __init__(self, lines: Iterator[str], left_open: int = 0, left_endless: int = 0) -> None:
        self._lines = lines
        self.left_endless = left_endless
        """How many attributions or links are not in the resolved layer only because one of the
        spans that they join is not; 0 for other layers."""
        self.left_open = left_open
        """How many disagreements are open, so that what they are about is not in the resolved
        layer; 0 for other layers."""
        self.left_characters = 0
        """How many characters are left out as no file of that kind can hold them."""

    def __next__(self) -> str:
        return next(self._lines)


class Drawing(Lines):
    """The lines of a graph's file, without their newline."""

    def __init__(self, data: bytes, size: tuple[int, int], left_characters: int) -> None:
        super().__init__(iter(data.decode().splitlines()))
        self.nodes, self.edges = size
        """How many it has."""
        self.left_characters = left_characters


class Exporting(Desk):
    """Whatever goes out."""

    def lines(
        self,
        what: str = "documents",
        *,
        layer: str = ALL,
        between: Sequence[str] = (),
        progress: Progress = silent,
    ) -> Lines:
        """Lines of JSONL, without their newline.

        Args:
            what: ``documents``, ``links``, ``reviews`` or ``history``.
            layer: An annotator's name, or ``all``; of documents and links also ``resolved``, which
                is derived from what annotators made and what was said of it.
            between: With ``resolved``, from whose layers it is derived; none takes all.
            progress: Told how many lines are out; may raise `Cancelled`.

        Raises:
            NotFound: One of those it is derived from has no layer.
            Refused: There is no such thing to export, or no such layer; or the resolved one is
                asked for, and one works blind.
        """
        kinds: dict[str, Callable[[str], Iterator[str]]] = {
            "documents": self._documents,
            "links": self._links,
            "reviews": self._reviews,
            "history": self._history,
        }
        if what not in kinds:
            raise Refused(f"cannot export {what}: choose one of {', '.join(kinds)}")
        if layer == RESOLVED:
            return self._resolved(what, between, progress)
        if between:
            raise Refused("only the resolved layer lies between others: give --layer resolved")
        if layer != ALL:
            self.need_layers([layer], self._layers(what), ", or all")
        return Lines(_counted(kinds[what](layer), progress))

    def network(self, format_: "GraphFormat", *, layer: str = ALL) -> Drawing:
        """The network of articles, outlets, sources, claims and entities, as a graph's file.

        Args:
            format_: How it is written.
            layer: An annotator's name, ``all`` or ``resolved``.

        Raises:
            NotFound: Nobody of that name has a layer.
            Refused: The resolved layer is asked for, and one works blind.
        """
        from annotations.formats import graphs  # few need it, as those below
        from annotations.provenance.network import network
        from annotations.workspace.provenance import Provenance

        graph = network(Provenance(self.store, self.annotator).case(layer))
        written = graphs.write(graph, format_)
        size = graph.number_of_nodes(), graph.number_of_edges()
        drawing = Drawing(written.data, size, written.left_out)
        if layer == RESOLVED and RESOLVED not in reading.annotators(self.store):
            self._count_left(drawing)
        return drawing

    def _count_left(self, drawing: Drawing) -> None:
        """Say how much of what was made is not resolved, and so not in the network."""
        from annotations.workspace.adjudicating import Adjudicating

        standing = Adjudicating(self.store, self.annotator).standing()
        drawing.left_open = len(standing.open)
        endless = sum(settled.endless for settled in standing.articles.values())
        drawing.left_endless = standing.links.endless + endless

    def to_file(
        self,
        path: Path,
        what: str = "documents",
        *,
        layer: str = ALL,
        between: Sequence[str] = (),
        progress: Progress = silent,
    ) -> int:
        """Write the lines into a file, which appears complete or not at all; raises as `lines`.

        Returns:
            How many lines were written.

        Raises:
            WorkspaceError: The file cannot be written.
        """
        return self.write(path, self.lines(what, layer=layer, between=between, progress=progress))

    def write(self, path: Path, lines: Iterable[str]) -> int:
        """Write lines into a file as `to_file` does; how many there were.

        Raises:
            Refused: It is the workspace itself.
            WorkspaceError: The file cannot be written.
        """
        self.refuse_target(path)
        try:
            return write_whole(path, lines)
        except OSError as error:
            raise WorkspaceError(f"{path}: cannot be written: {error.strerror}") from None

    def _layers(self, what: str) -> list[str]:
        """Who has something of that kind; whoever only reviews has no spans."""
        known = {*reading.annotators(self.store)}
        if what == "reviews":
            known |= {one.annotator for one in recorded.records(self.store)}
        return sorted(known)

    # -- as it is kept ---------------------------------------------------------------------------

    def _documents(self, layer: str) -> Iterator[str]:
        for article in reading.document_ids(self.store):
            spans = _of(layer, reading.spans(self.store, document=article))
            there = {span.id for span in spans}
            # A relation goes out with both its ends only: without them nobody could read it.
            relations = [
                attribution
                for attribution in _of(layer, reading.attributions(self.store, article))
                if {attribution.claim, attribution.source} <= there
            ]
            for document in reading.documents(self.store, [article]):  # or removed meanwhile
                yield from jsonl.documents([(document, spans, relations)])

    def _links(self, layer: str) -> Iterator[str]:
        annotator = None if layer == ALL else layer
        following = closure.following(self.store, annotator, self.codebook())
        return jsonl.links(pairs.exported(self.store, annotator, following))

    def _reviews(self, layer: str) -> Iterator[str]:
        records = _of(layer, recorded.records(self.store))
        return jsonl.reviews((record, recorded.words(self.store, record)) for record in records)

    def _history(self, layer: str) -> Iterator[str]:
        return jsonl.history(_of(layer, reading.acts(self.store)))

    # -- as it is derived ------------------------------------------------------------------------

    def _resolved(self, what: str, between: Sequence[str], progress: Progress) -> Lines:
        from annotations.workspace.adjudicating import Adjudicating  # few need it
        from annotations.workspace.resolved import ResolvedLayer

        if what not in ("documents", "links"):
            raise Refused(
                f"of {what} there is no resolved layer: give --layer all, or an annotator"
            )
        self._refuse_other_resolved(between)
        standing = Adjudicating(self.store, self.annotator).standing(
            between, progress=lambda *_: progress(0, 0)
        )
        layer = ResolvedLayer(self.store, standing)
        if what == "links":
            lines, endless = jsonl.links(layer.links(), layer.decisions()), standing.links.endless
        else:
            lines = self._resolved_documents(layer)
            endless = sum(settled.endless for settled in standing.articles.values())
        return Lines(_counted(lines, progress), len(standing.open), endless)

    def _refuse_other_resolved(self, between: Sequence[str]) -> None:
        """Refuse to take a layer that came in under the name for one that somebody made."""
        known = reading.annotators(self.store)
        if not between and RESOLVED in known and len(known) > 1:
            raise Refused(
                f"a layer here is called {RESOLVED}, too: say whose work is meant with --between,"
                " or take --layer all"
            )

    def _resolved_documents(self, layer: "ResolvedLayer") -> Iterator[str]:
        for article in reading.document_ids(self.store):
            for document in reading.documents(self.store, [article]):
                yield from jsonl.documents(
                    [(document, *layer.article(article))], layer.decisions(article)
                )


def _counted(lines: Iterator[str], progress: Progress) -> Iterator[str]:
    for done, line in enumerate(lines, 1):
        progress(done, done)
        yield line


def _of(layer: str, things: Iterable[Any]) -> list[Any]:
    """Those of one annotator, or all."""
    return [thing for thing in things if layer in (ALL, thing.annotator)]
