"""`Workspace`: opens a file for one annotator and hands out the desks."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import TypeAdapter, ValidationError

from annotations.closing import Closing
from annotations.codebook import Codebook, parse
from annotations.errors import Refused
from annotations.model import Name
from annotations.store.store import PATIENCE, Store
from annotations.workspace.articles import Articles
from annotations.workspace.assigning import Assigning
from annotations.workspace.desk import CODEBOOK
from annotations.workspace.history import History
from annotations.workspace.links import Links
from annotations.workspace.names import refuse_taken
from annotations.workspace.searching import Searching
from annotations.workspace.spans import Spans

if TYPE_CHECKING:
    from annotations.workspace.adjudicating import Adjudicating
    from annotations.workspace.corrections import Corrections
    from annotations.workspace.exporting import Exporting
    from annotations.workspace.importing import Importing
    from annotations.workspace.measuring import Measuring
    from annotations.workspace.merging import Merging
    from annotations.workspace.naming import Naming
    from annotations.workspace.provenance import Provenance
    from annotations.workspace.reporting import Reporting
    from annotations.workspace.verifying import Verifying

_NAME: TypeAdapter[str] = TypeAdapter(Name)


class Workspace(Closing):
    """A workspace file, opened for one annotator.

    It belongs to the thread that opened it. Every method that changes something is one durable
    transaction: when it returns, the change is on the disk, and `history.undo` takes it back.
    """

    def __init__(self, store: Store, annotator: str) -> None:
        self.store = store
        self.annotator = annotator
        self.closed = False
        """Whether the file is let go of. Other threads may look."""

    @classmethod
    def open(
        cls,
        path: str | Path,
        annotator: str,
        *,
        create: bool = False,
        patience: float = PATIENCE,
    ) -> Self:
        """Open a workspace file.

        Args:
            path: The file.
            annotator: Who acts, and whose layer is written to.
            create: Make the file where there is none.
            patience: Seconds to wait for another program's write.

        Raises:
            Refused: The annotator's name is empty, too long, has control characters, or stands
                for layers of others, such as ``all``.
            WorkspaceError: The file cannot be opened; the subclass and message say why.
        """
        name = _usable(annotator)
        if create and not Path(path).exists():
            refuse_taken(name)
        return cls._over(Store.open(Path(path), create=create, patience=patience), name)

    @classmethod
    def rehearse(cls, path: str | Path, annotator: str) -> Self:
        """Open a copy of a workspace in memory, to see what something would come to.

        Nothing is written, to the file or elsewhere; where there is no such file, it begins empty.

        Args:
            path: The file.
            annotator: Who acts.

        Raises:
            Refused: As `open`.
            WorkspaceError: The file cannot be opened, or could not be made or written.
        """
        from annotations.store.rehearsing import rehearsal  # few need it

        name = _usable(annotator)
        if not Path(path).exists():
            refuse_taken(name)
        return cls._over(rehearsal(Path(path)), name)

    @classmethod
    def _over(cls, store: Store, name: str) -> Self:
        """A workspace over an open store, which is closed where it must not be."""
        try:
            refuse_taken(name, store)
            store.look_as(name)
        except BaseException:
            store.close()
            raise
        return cls(store, name)

    def close(self) -> None:
        """Close the file; nothing needs saving."""
        self.closed = True
        self.store.close()

    @property
    def path(self) -> Path:
        """The workspace file."""
        return self.store.path

    @cached_property
    def articles(self) -> Articles:
        """The articles: list, read, describe, remove, and how far one is with each."""
        return Articles(self.store, self.annotator)

    @cached_property
    def spans(self) -> Spans:
        """Spans and attributions: tag, adjust, delete, attribute."""
        return Spans(self.store, self.annotator)

    @cached_property
    def links(self) -> Links:
        """Links between articles: match, decide, look up."""
        return Links(self.store, self.annotator)

    @cached_property
    def history(self) -> History:
        """What was done: undo, redo, list, check."""
        return History(self.store, self.annotator)

    @cached_property
    def searching(self) -> Searching:
        """All texts to search, and tagging many places at once."""
        return Searching(self.store, self.annotator)

    @cached_property
    def importing(self) -> "Importing":
        """In: files of articles, with whatever annotation they bring."""
        from annotations.workspace.importing import Importing  # reads formats that few need

        return Importing(self.store, self.annotator)

    @cached_property
    def exporting(self) -> "Exporting":
        """Out: JSONL of articles, links and history."""
        from annotations.workspace.exporting import Exporting  # as above

        return Exporting(self.store, self.annotator)

    @cached_property
    def merging(self) -> "Merging":
        """Copies of the workspace come together."""
        from annotations.workspace.merging import Merging  # as above

        return Merging(self.store, self.annotator)

    @cached_property
    def naming(self) -> "Naming":
        """What things are called, and which mentions in an article are one thing."""
        from annotations.workspace.naming import Naming  # as above

        return Naming(self.store, self.annotator)

    @cached_property
    def assigning(self) -> Assigning:
        """Who reviews what: begin and end a pass, blind or to verify."""
        return Assigning(self.store, self.annotator)

    @cached_property
    def verifying(self) -> "Verifying":
        """Rulings on another annotator's work."""
        from annotations.workspace.verifying import Verifying  # few need it, as those below

        return Verifying(self.store, self.annotator)

    @cached_property
    def corrections(self) -> "Corrections":
        """What reviewers changed in one's work, and replies to that."""
        from annotations.workspace.corrections import Corrections

        return Corrections(self.store, self.annotator)

    @cached_property
    def adjudicating(self) -> "Adjudicating":
        """Disagreements, settled one by one, and what is resolved."""
        from annotations.workspace.adjudicating import Adjudicating

        return Adjudicating(self.store, self.annotator)

    @cached_property
    def measuring(self) -> "Measuring":
        """How far annotators agree."""
        from annotations.workspace.measuring import Measuring

        return Measuring(self.store, self.annotator)

    @cached_property
    def provenance(self) -> "Provenance":
        """Who says what on whose word: groups, roots, contradictions."""
        from annotations.workspace.provenance import Provenance

        return Provenance(self.store, self.annotator)

    @cached_property
    def reporting(self) -> "Reporting":
        """The report: one HTML file for readers without the program."""
        from annotations.workspace.reporting import Reporting

        return Reporting(self.store, self.annotator)

    def codebook(self) -> Codebook:
        """The codebook of the workspace; the built-in one where none was set."""
        return self.articles.codebook()

    def set_codebook(self, source: str, where: str = "codebook.toml") -> Codebook:
        """Keep a codebook (TOML text) in the workspace, in the place of the present one.

        Raises:
            CodebookError: It cannot be used; names the file, the key and the remedy.
        """
        codebook = parse(source, where)
        with self.store.act(self.annotator, "codebook") as act:
            act.put("settings", {"id": CODEBOOK, "value": source})
        return codebook

    @property
    def waiting(self) -> bool:
        """Whether a write waits for another program to finish its own. Any thread may ask."""
        return self.store.waiting

    def gone(self) -> str | None:
        """What has become of the file under it, to be said after its name; None if nothing has.

        While it is gone no act is saved.
        """
        return self.store.gone()

    def changed_elsewhere(self) -> int:
        """A number that changes when another session has written to the file."""
        return self.store.changed_elsewhere()

    def work_done(self) -> tuple[float, ...]:
        """Numbers that change with every act and every run of the matcher, and nothing else.

        `changed_elsewhere` costs less, but changes too when somebody only reads on.
        """
        return self.store.work_done()


def _usable(annotator: str) -> str:
    """The name of an annotator, without the space around it.

    Raises:
        Refused: It is no name.
    """
    try:
        return _NAME.validate_python(annotator)
    except ValidationError:
        raise Refused(
            "the annotator needs a name of 1 to 100 characters without control characters:"
            " give --annotator NAME"
        ) from None
