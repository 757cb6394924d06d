"""The workspaces that examples in pages begin with."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from annotations.review.records import Kind, Mode
from annotations.workspace import Workspace
from tests import pictures, worked


def _of_one(case: Path) -> None:
    """Make it of the sample articles with the work of ana, as `tests.worked` has it."""
    with Workspace.open(case, "ana", create=True) as workspace:
        worked.annotate(workspace)
        workspace.links.match()


def _of_two(case: Path) -> None:
    """Make it of the sample articles as ana and ben have read them, ben blind."""
    with Workspace.open(case, "ana", create=True) as workspace:
        worked.annotate(workspace)
    pictures.read_again(case)


def _of_corrected(case: Path) -> None:
    """Make it of the sample articles as ana has annotated them and cleo has corrected her."""
    _of_one(case)
    with Workspace.open(case, "cleo") as cleo:
        cleo.assigning.begin(Mode.VERIFY, of="ana")
        wrong = next(item for item in cleo.verifying.items("ana") if item.kind is Kind.SPAN)
        cleo.verifying.reject(wrong, "not-checkable", "announced, not done")


_MADE_BY: dict[str, Callable[[Path], None]] = {
    "one": _of_one,
    "two": _of_two,
    "corrected": _of_corrected,
}


@cache
def case_of(name: str) -> bytes:
    """A workspace as a file; made once.

    Args:
        name: What a page says that it begins with: ``one`` annotator's work, that of ``two``, or
            one's work that another has ``corrected``.
    """
    with TemporaryDirectory() as folder:
        case = Path(folder, "case.db")
        _MADE_BY[name](case)
        return case.read_bytes()
