"""Where a file lies: on this machine or on another one's disk, and who can read it there."""

import os
import re
import stat
from contextlib import suppress
from glob import escape
from pathlib import Path

SIDE_FILES = ("-wal", "-shm", "-journal")
"""How the names of the files end that SQLite keeps beside a file."""

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = re.compile(
    r"nfs\d?|cifs|smb\d?|smbfs|afs|ncpfs|9p|ceph|glusterfs|lustre|davfs2?"
    r"|fuse\.(?:sshfs|smbnetfs|rclone|davfs2?|s3fs|gcsfuse|glusterfs|ceph)"
)
_ESCAPED = re.compile(r"\\([0-7]{3})")


def side_file(path: Path, ending: str) -> Path:
    """One of SQLite's files beside a file: where that is a link, beside what it leads to.

    Args:
        path: The file.
        ending: One of `SIDE_FILES`.
    """
    return Path(f"{os.path.realpath(path)}{ending}")


def names(path: Path) -> int:
    """How many names a file has, hard links among them; those that are only being made aside.

    A file gets its name before it loses that of the unfinished one: see `beside`.
    """
    real = Path(os.path.realpath(path))
    made, unfinished = path.stat(), 0
    if made.st_nlink == 1:
        return 1
    begin = f".{escape(real.name)}.*"
    for other in (*real.parent.glob(begin), *real.parent.glob(f"{begin}/new.db")):
        with suppress(OSError):
            unfinished += os.path.samestat(other.lstat(), made)
    # Counted again, as one may have lost its other name meanwhile.
    return max(1, path.stat().st_nlink - unfinished)


def network(path: Path) -> str | None:
    """The kind of network mount that a file lies on; None on a disk, or where nobody says."""
    resolved = path.resolve()
    if resolved.drive.startswith("\\\\"):
        return "a network share"
    best: tuple[int, str] = (-1, "")
    with suppress(OSError):
        for line in _MOUNTS.read_text("utf-8", errors="surrogateescape").splitlines():
            _, place, kind, *_ = [*line.split(" "), "", "", ""]
            point = Path(_ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), place))
            if resolved.is_relative_to(point) and len(point.parts) >= best[0]:
                best = len(point.parts), kind
    return best[1] if _NETWORK.fullmatch(best[1]) else None


def notes(path: Path) -> list[str]:
    """What a person should know of the place, each in one line; nothing where all is well."""
    found = []
    if note := network_note(path):
        found.append(note)
    # SQLite gives its logs the permissions of their file: they need a word where that is not so.
    files = (path, *(side_file(path, ending) for ending in SIDE_FILES))
    if others := next(filter(_is_open_to_others, files), None):
        found.append(f"{others}: others on this machine can read it: `chmod 600` keeps it yours")
    return found


def network_note(path: Path) -> str | None:
    """What it means that a file lies on a network mount; None where it does not."""
    if not (kind := network(path)):
        return None
    return (
        f"{path}: on a network mount ({kind}): kept without a write-ahead log, and only as safe as"
        " the locks of that mount; work in a copy on your own disk, and `diptych merge` it"
    )


def _is_open_to_others(path: Path) -> bool:
    """Whether others than the owner may read a file, as the system tells it."""
    if os.name != "posix":
        return False
    with suppress(OSError):
        return bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    return False
