"""Office files are ZIP archives: what is in one, before anything of it is unpacked."""

import zipfile
from io import BytesIO

from annotations.errors import IntakeError

MAX_ENTRIES = 5_000
"""How many files may be in it."""

MAX_UNPACKED = 200_000_000
"""How many bytes it may come to, unpacked."""

MAX_RATIO = 200
"""How many times its size in the archive a file in it may have, where it is more than 1 MB."""

_REMEDY = "save its text as a .txt file"


def names(data: bytes, where: str, kind: str) -> frozenset[str]:
    """The names of the files in an archive whose sizes, as it says, are no bomb's.

    Python's `zipfile` unpacks no more of a file than the archive says it has.

    Args:
        data: The archive.
        where: What to call it in an error.
        kind: What it should be: ``a Word file``.

    Raises:
        IntakeError: No archive, or one that would be too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise IntakeError(f"{where}: not {kind}, or a damaged one: save it again") from None
    if len(entries) > MAX_ENTRIES:
        raise IntakeError(
            f"{where}: {len(entries):,} files in it, more than {MAX_ENTRIES:,}: {_REMEDY}"
        )
    if (total := sum(entry.file_size for entry in entries)) > MAX_UNPACKED:
        raise IntakeError(
            f"{where}: {total:,} bytes unpacked, more than {MAX_UNPACKED:,}: {_REMEDY}"
        )
    for entry in entries:
        if entry.file_size > max(1_000_000, MAX_RATIO * entry.compress_size):
            raise IntakeError(
                f"{where}: a file in it is {entry.file_size:,} bytes unpacked, more than"
                f" {MAX_RATIO} times as many as packed: {_REMEDY}"
            )
    return frozenset(entry.filename for entry in entries)


def without_entities(xml: bytes) -> bytes:
    """The XML of an office file, which declares nothing of its own.

    Raises:
        IntakeError: It does, as no office program writes it: words would be lost with entities.
    """
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise IntakeError(f"declares entities, as no office program does: {_REMEDY}")
    return xml
