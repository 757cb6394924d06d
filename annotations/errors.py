"""The exceptions of the subject, all of them.

::

    DiptychError                 anything a person can be told, with what to do about it
    ├── IntakeError              a file or a line that cannot become an article
    ├── CodebookError            a codebook.toml that cannot be used
    ├── WorkspaceError           a workspace file that cannot be opened or written
    │   ├── NotAWorkspace        some other file
    │   ├── NewerWorkspace       written by a later version of the program
    │   ├── WorkspaceBusy        another program holds the file
    │   └── WorkspaceDamaged     the file contradicts itself
    ├── Refused                  an act that the rules do not allow
    │   ├── NotFound             no such document, span or link
    │   ├── NotYours             another annotator's work
    │   └── ChangedSince         cannot be undone: another annotator has changed it since
    └── Cancelled                the person stopped it; nothing was kept of it

Every message says what was wrong, where, and what to do, in one line of plain text. It may quote
text from outside: whoever shows it makes it safe to show.
"""


class DiptychError(Exception):
    """Anything that went wrong and that a person can be told in one line."""


class IntakeError(DiptychError):
    """A file, or a line of one, that cannot become an article."""


class CodebookError(DiptychError):
    """A codebook that cannot be used, with file, key and remedy."""


class WorkspaceError(DiptychError):
    """A workspace file that cannot be opened, read or written."""


class NotAWorkspace(WorkspaceError):  # noqa: N818 (reads as what it is)
    """The file is something else."""


class NewerWorkspace(WorkspaceError):  # noqa: N818
    """The file was written by a later version of the program."""


class WorkspaceBusy(WorkspaceError):  # noqa: N818
    """Another program held the file for too long."""


class WorkspaceDamaged(WorkspaceError):  # noqa: N818
    """The file contradicts itself."""


class Refused(DiptychError):  # noqa: N818
    """An act that the rules do not allow; nothing was changed."""


class NotFound(Refused):
    """No such document, span, attribution or link."""


class NotYours(Refused):
    """The work of another annotator, which only that annotator changes."""


class ChangedSince(Refused):
    """An act that cannot be undone, because another annotator has changed the same thing since."""


class Cancelled(DiptychError):  # noqa: N818
    """The person stopped it; nothing was kept of it."""
