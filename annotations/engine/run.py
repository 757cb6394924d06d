"""Files of exported articles in, a file of links out, matched on an engine."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.codebook import Shape
from annotations.engine import corpus, links
from annotations.engine.cluster import connected
from annotations.errors import Refused
from annotations.matching.linker import NewsMatcher
from annotations.progress import Progress, silent


class Ran(NamedTuple):
    """What a run came to."""

    articles: int
    """Articles that were read."""
    spans: int
    """How many spans were looked at; the same stretch in two layers counts once."""
    scored: int
    """How many pairs were compared."""
    proposals: int
    """How many pairs are proposed."""
    lines: int
    """Lines written: the proposals, and the mentions that go with them."""
    known: int
    """Articles left out because their text was there already."""


def match(
    engine: str,
    files: Sequence[Path],
    output: Path,
    shapes: Mapping[str, Shape] | None = None,
    progress: Progress = silent,
) -> Ran:
    """Propose links between exported articles, the work done on an engine.

    Args:
        engine: see :func:`annotations.engine.cluster.connected`.
        files: what ``diptych export`` wrote, in the order of import.
        output: where the links go; it appears complete or not at all.
        shapes: shape by label, over the built-in ones.
        progress: told how far it is; may raise ``Cancelled``, and then nothing is written.

    Raises:
        Refused: The engine cannot be used, or the output cannot be written.
        IntakeError: A file cannot be read, or a line of it is wrong.
        Cancelled: raised by ``progress``, passed on.
    """
    _may_be_written(output, files)
    with connected(engine) as client:
        from annotations.engine.dask import DaskRunner

        found = corpus.read(files)
        matcher = NewsMatcher(shapes, runner=DaskRunner(client))
        matching = matcher.match([*found.spans.values()], found.documents, progress)
    written = links.write(output, links.lines(matching, found.spans))
    return Ran(
        articles=len(found.documents),
        spans=len(found.spans),
        scored=matching.scored,
        proposals=len(matching.pairs),
        lines=written,
        known=found.known,
    )


def _may_be_written(output: Path, files: Sequence[Path]) -> None:
    """Refuse, before hours of work, what would be refused after them."""
    if output.exists() and not output.is_file():
        raise Refused(f"{output}: not a file: give the links another name")
    if any(output.resolve() == file.resolve() for file in files):
        raise Refused(f"{output}: one of the files to read: give the links another name")
    if not output.parent.is_dir():
        raise Refused(f"{output}: no directory {output.parent}: make it first")
