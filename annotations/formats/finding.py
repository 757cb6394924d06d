"""Which files a person means: files, folders gone through, patterns spelt out."""

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.errors import IntakeError
from annotations.formats.readers import READERS, suffix
from annotations.progress import Progress, silent

_COMPANIONS = ("_files", "-files", "_fichiers", "_archivos", "-Dateien", "_bestanden", "_pliki")
"""How the folders are called that browsers put beside a saved page, for its pictures and frames."""

_NO_FILES = ("/proc", "/sys", "/dev", "/run")
"""Where a system shows itself as files: they are nobody's articles, and some never end."""


class Meant(NamedTuple):
    """What a path, a folder or a pattern comes to."""

    files: list[Path]
    """The files, each once: in the order given, those of a folder sorted."""
    left: Counter[str]
    """How many files in folders were left out, by how their names end."""
    parts: int = 0
    """How many folders were left out that hold the parts of a page beside them."""
    closed: tuple[str, ...] = ()
    """Folders that could not be gone through, each with the reason."""

    def __str__(self) -> str:
        """What was left out, in a few words."""
        kinds = [f"{number:,} {kind or 'without a suffix'}" for kind, number in self.left.items()]
        return ", ".join(sorted(kinds))


def meant(given: Iterable[Path], progress: Progress = silent) -> Meant:
    """The files that some paths stand for.

    A path that is there is what it is; one that is not may be a pattern, with ``*``, ``?``, ``[…]``
    and ``**``. Folders are gone through with all that is in them, but hidden files, and those
    beside a saved page that are parts of it. What stands for nothing is given as it is, so that
    whoever reads it says that it is not there.

    Args:
        given: The paths.
        progress: Told after each folder how many files there are so far, of as many; may raise
            `Cancelled`.

    Raises:
        IntakeError: One of them is the root of all files.
    """
    walk = _Walk(progress)
    found = [file for path in given for one in _spelt(path) for file in walk.within(one)]
    files = _without_halves([*dict.fromkeys(found)])
    return Meant(files, walk.left, walk.parts, tuple(walk.closed))


def _without_halves(files: list[Path]) -> list[Path]:
    """The files without brat's .ann whose .txt is there too: the two are read as one article."""
    texts = {file.with_suffix("") for file in files if suffix(file) == ".txt"}
    return [file for file in files if suffix(file) != ".ann" or file.with_suffix("") not in texts]


def _spelt(path: Path) -> list[Path]:
    """A path, or those that it is the pattern of."""
    try:
        if os.path.lexists(path) or not glob.has_magic(str(path)):
            return [path]
        return sorted(map(Path, glob.glob(str(path), recursive=True))) or [path]  # noqa: PTH207
    except (OSError, ValueError):  # no name that a file can have
        return [path]


class _Walk:
    """Goes through folders, and keeps what is to be said of it."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._known = frozenset(kind for reader in READERS.values() for kind in reader.suffixes)
        self._found = 0
        self.left: Counter[str] = Counter()
        self.parts = 0
        self.closed: list[str] = []

    def within(self, path: Path) -> Iterator[Path]:
        """A file, or the files in a folder that can be read."""
        try:
            is_folder = path.is_dir()
            is_root = is_folder and path.resolve() == Path(path.resolve().anchor)
        except (OSError, ValueError, RuntimeError):  # a link to itself, or no name for a file
            is_folder = is_root = False
        if is_root:
            raise IntakeError(f"{path}: all files that there are: give the folder of your own")
        if not is_folder:
            yield path
            return
        for file in self._walked(path):
            if suffix(file) in self._known:
                yield file
            else:
                self.left[suffix(file)] += 1

    def _walked(self, folder: Path) -> Iterator[Path]:
        """All files in a folder, sorted; none twice, however links lead round in it."""
        seen = {folder.resolve()}
        for place, folders, files in os.walk(folder, onerror=self._told, followlinks=True):
            here = Path(place)
            fresh = []
            for name in sorted(folders):
                target = _resolved(here / name)
                if name.startswith(".") or target in seen or str(target) in _NO_FILES:
                    continue
                if _is_part(name, files):
                    self.parts += 1
                    continue
                seen.add(target)
                fresh.append(name)
            folders[:] = fresh
            shown = [here / name for name in sorted(files) if not name.startswith(".")]
            self._found += len(shown)
            self._progress(self._found, self._found)
            yield from shown

    def _told(self, error: OSError) -> None:
        """Note a folder that could not be gone through."""
        self.closed.append(f"{error.filename}: cannot be gone through: {error.strerror}")


def _resolved(path: Path) -> Path:
    """Where a path leads in the end; itself where it leads round."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def _is_part(folder: str, beside: list[str]) -> bool:
    """Whether a folder holds the parts of a page that lies beside it."""
    pages = (folder.removesuffix(end) for end in _COMPANIONS if folder.endswith(end))
    return any(f"{page}{kind}" in beside for page in pages for kind in (".html", ".htm"))
