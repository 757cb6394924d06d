"""Which files a person means: files, folders gone through, patterns spelt out."""

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.formats.readers import READERS, suffix

_COMPANIONS = ("_files", "-files", "_fichiers", "_archivos", "-Dateien", "_bestanden", "_pliki")
"""How the folders are called that browsers put beside a saved page, for its pictures and frames."""


class Meant(NamedTuple):
    """What a path, a folder or a pattern comes to."""

    files: list[Path]
    """The files, each once: in the order given, those of a folder sorted."""
    left: Counter[str]
    """How many files in folders were left out, by how their names end."""

    def __str__(self) -> str:
        """What was left out, in a few words."""
        kinds = [f"{number:,} {kind or 'without a suffix'}" for kind, number in self.left.items()]
        return ", ".join(sorted(kinds))


def meant(given: Iterable[Path]) -> Meant:
    """The files that some paths stand for.

    A path that is there is what it is; one that is not may be a pattern, with ``*``, ``?``, ``[…]``
    and ``**``. Folders are gone through with all that is in them, but hidden files, and those
    beside a saved page that are parts of it. What stands for nothing is given as it is, so that
    whoever reads it says that it is not there.
    """
    left: Counter[str] = Counter()
    found = [file for path in given for one in _spelt(path) for file in _within(one, left)]
    return Meant(_without_halves([*dict.fromkeys(found)]), left)


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


def _within(path: Path, left: Counter[str]) -> Iterator[Path]:
    """A file, or the files in a folder that can be read."""
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):
        is_folder = False
    if not is_folder:
        yield path
        return
    known = frozenset(kind for reader in READERS.values() for kind in reader.suffixes)
    for file in _walked(path):
        if suffix(file) in known:
            yield file
        else:
            left[suffix(file)] += 1


def _walked(folder: Path) -> Iterator[Path]:
    """All files in a folder, sorted; none twice, however links lead round in it."""
    seen = {folder.resolve()}
    for place, folders, files in os.walk(folder, followlinks=True):
        here = Path(place)
        fresh = []
        for name in sorted(folders):
            target = (here / name).resolve()
            if not name.startswith(".") and not _is_part(name, files) and target not in seen:
                seen.add(target)
                fresh.append(name)
        folders[:] = fresh
        yield from (here / name for name in sorted(files) if not name.startswith("."))


def _is_part(folder: str, beside: list[str]) -> bool:
    """Whether a folder holds the parts of a page that lies beside it."""
    pages = (folder.removesuffix(end) for end in _COMPANIONS if folder.endswith(end))
    return any(f"{page}{kind}" in beside for page in pages for kind in (".html", ".htm"))
