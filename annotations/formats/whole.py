"""Files that appear complete or not at all."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, lines: Iterable[str]) -> int:
    """Write lines into a file, which appears complete or not at all, whatever stops the lines.

    Returns:
        How many lines were written.

    Raises:
        OSError: The file cannot be written.
    """
    written, path = 0, path.resolve()  # what a link leads to, and not the link
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            for line in lines:
                file.write(f"{line}\n")
                written += 1
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return written
