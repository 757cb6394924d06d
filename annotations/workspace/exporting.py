"""Out of a workspace: its work as JSONL or in other tools' formats, its network as a graph."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from annotations.errors import Refused, WorkspaceError
from annotations.formats import jsonl, writers
from annotations.formats.outgoing import Left, Outgoing, OutgoingArticle, Piece, once
from annotations.formats.whole import whole_file, write_folder
from annotations.progress import Progress, silent
from annotations.store import reading
from annotations.workspace import recorded
from annotations.workspace.chosen import Chosen, Derived, chosen, of, refuse_between
from annotations.workspace.desk import Desk
from annotations.workspace.names import ALL, RESOLVED


class Lines(Iterator[str]):
    """Lines of JSONL, without their newline."""

    def __init__(self, lines: Iterable[str], left: Left) -> None:
        self._lines = iter(lines)
        self.left = left
        """What is not in them, though somebody made it. Known once they have been gone through."""

    def __next__(self) -> str:
        return next(self._lines)


class Pieces(Iterator[Piece]):
    """What goes out, in the form it is written in; to be gone through once."""

    def __init__(self, pieces: Iterable[Piece], held: Counter[str], left: Left) -> None:
        self._pieces = iter(pieces)
        self.folder: writers.Writer | None = None
        """What writes it, where it is a folder of files, not one file."""
        self.held = held
        """What is in it, such as ``article``: how many. Known once it has been gone through."""
        self.left = left
        """What is not, though somebody made it. Known likewise."""

    def __next__(self) -> Piece:
        return next(self._pieces)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files, not one file."""
        return self.folder is not None


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
        if what in ("reviews", "history"):
            return Lines(_counted(self._record(what, layer, between), progress), Left())
        self._need(what, writers.JSONL)
        going = chosen(self, layer, between, progress)
        found = _document_lines(going) if what == "documents" else _link_lines(going)
        return Lines(_counted(found, progress), going.left(what))

    def pieces(
        self,
        what: str = "documents",
        format_: str = writers.JSONL,
        *,
        layer: str = ALL,
        between: Sequence[str] = (),
        progress: Progress = silent,
    ) -> Pieces:
        """What goes out in one of the formats of `annotations.formats.writers`.

        Args:
            what: As for `lines`; or ``network``, which is written as a graph.
            format_: The name of a format that this can be written in.
            layer: As for `lines`.
            between: Likewise.
            progress: Told how many lines or articles are out; may raise `Cancelled`.

        Raises:
            NotFound: As for `lines`.
            Refused: Likewise; or it cannot be written in that format.
        """
        self._need(what, format_)
        if what == "network":
            refuse_between(between)
            return self._network(format_, layer)
        if format_ == writers.JSONL:
            return _native(self.lines(what, layer=layer, between=between, progress=progress))
        going = chosen(self, layer, between, progress)
        return _foreign(going, what, writers.WRITERS[format_], progress)

    def to_file(
        self,
        path: Path,
        what: str = "documents",
        format_: str = writers.JSONL,
        *,
        layer: str = ALL,
        between: Sequence[str] = (),
        progress: Progress = silent,
    ) -> Pieces:
        """Write into a file or a folder, which appears complete or not at all; as `pieces`.

        Returns:
            What is in it, and what is left out.

        Raises:
            WorkspaceError: It cannot be written.
        """
        going = self.pieces(what, format_, layer=layer, between=between, progress=progress)
        self.write(path, going)
        return going

    def write(self, path: Path, pieces: Pieces, *, overwrite: bool = False) -> None:
        """Write pieces into a file or a folder as `to_file` does.

        Args:
            path: Where; a file that is there is replaced.
            pieces: What.
            overwrite: Whether a folder is replaced, too, if nothing is in it but files of the names
                that the same format gives.

        Raises:
            Refused: It is the workspace itself; or something is where the folder should be.
            WorkspaceError: It cannot be written.
        """
        try:
            if pieces.folder:
                _refuse_used(path, pieces.folder if overwrite else None)
                write_folder(path, pieces, replace=overwrite)
            else:
                self.refuse_target(path)
                with whole_file(path) as file:
                    for piece in pieces:
                        file.write(piece.data)
        except OSError as error:
            raise WorkspaceError(f"{path}: cannot be written: {error.strerror}") from None

    def layers(self) -> list[str]:
        """Whose layers can go out, by name."""
        return reading.annotators(self.store)

    @staticmethod
    def _need(what: str, format_: str) -> None:
        """Refuse what cannot go out, or not so."""
        if what not in writers.WHAT:
            raise Refused(f"cannot export {what}: choose one of {', '.join(writers.WHAT)}")
        if format_ not in (fitting := writers.formats(what)):
            raise Refused(f"cannot write {what} as {format_}: choose one of {', '.join(fitting)}")

    def _record(self, what: str, layer: str, between: Sequence[str]) -> Iterator[str]:
        """What was done or decided, which is neither derived nor left out."""
        if layer == RESOLVED:
            raise Refused(
                f"of {what} there is no resolved layer: give --layer all, or an annotator"
            )
        refuse_between(between)
        known = {*reading.annotators(self.store)}
        if what == "history":
            self._need_layer(layer, known)
            return jsonl.history(of(layer, reading.acts(self.store)))
        # Whoever only reviews has no spans.
        self._need_layer(layer, known | {one.annotator for one in recorded.records(self.store)})
        records = of(layer, recorded.records(self.store))
        return jsonl.reviews((record, recorded.words(self.store, record)) for record in records)

    def _need_layer(self, layer: str, known: set[str]) -> None:
        if layer != ALL:
            self.need_layers([layer], sorted(known), ", or all")

    def _network(self, format_: str, layer: str) -> Pieces:
        """The network of articles, outlets, sources, claims and entities."""
        from annotations.formats import graphs  # few need it, as those below
        from annotations.provenance.network import network
        from annotations.workspace.provenance import Provenance

        graph = network(Provenance(self.store, self.annotator).case(layer))
        written = graphs.write(graph, graphs.GraphFormat(format_))
        held = Counter(node=graph.number_of_nodes(), edge=graph.number_of_edges())
        left = Left()
        if layer == RESOLVED and RESOLVED not in reading.annotators(self.store):
            left += Derived(self, (), silent).left("network")
        if written.left_out:
            left[graphs.UNWRITABLE] = written.left_out
        return Pieces([Piece("", written.data)], held, left)


def _document_lines(going: Chosen) -> Iterator[str]:
    for article in going.articles():
        yield from jsonl.documents([article], going.decisions(article.document.id))


def _link_lines(going: Chosen) -> Iterator[str]:
    return jsonl.links(going.links(), going.decisions())


def _native(lines: Lines) -> Pieces:
    """Lines of JSONL as the pieces of a file."""
    held: Counter[str] = Counter(line=0)

    def written() -> Iterator[Piece]:
        for line in lines:
            held["line"] += 1
            yield Piece("", f"{line}\n".encode())

    return Pieces(written(), held, lines.left)


def _foreign(going: Chosen, what: str, writer: writers.Writer, progress: Progress) -> Pieces:
    """A layer in another tool's format."""
    left = going.left("both" if what == "documents" else what)
    held: Counter[str] = Counter(article=0) if what == "documents" else Counter(link=0)

    def articles() -> Iterator[OutgoingArticle]:
        for article in _counted(going.articles(), progress):
            held["article"] += 1
            yield article if writer.layers else once(article, left)

    def links() -> Iterator[Any]:
        for link in going.links():
            if what == "links":
                held["link"] += 1
            yield link

    pieces = Pieces(writer.write(what)(Outgoing(articles(), links), left), held, left)
    pieces.folder = writer if writer.is_folder and what == "documents" else None
    return pieces


def _counted(things: Iterable[Any], progress: Progress) -> Iterator[Any]:
    for done, thing in enumerate(things, 1):
        progress(done, done)
        yield thing


def _refuse_used(path: Path, replaced: writers.Writer | None) -> None:
    """Refuse a folder that would be written over, unless what is in it may be of that writer."""
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        raise Refused(f"{path}: not a folder: give the name of a new one")
    there = [*path.iterdir()] if path.exists() else []
    if replaced and there:
        plain = all(one.is_file() and not one.is_symlink() for one in there)
        if not plain or not replaced.is_own([one.name for one in there]):
            raise Refused(
                f"{path}: not just what {replaced.name} is written as: give the name of a new one"
            )
    elif there:
        raise Refused(f"{path}: not empty: give the name of a new folder")
