"""A small disk of its own, for a program that is to fill it: no other program sees it."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

_BALLAST = "ballast"
_MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && cd "$2" && shift 2 && exec "$@"'


@cache
def can_be_made() -> bool:
    """Whether this user may mount one here."""
    try:
        done = subprocess.run([*inside(Path("/mnt"), 4), "true"], capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0


def inside(folder: Path, kilobytes: int) -> list[str]:
    """What stands before a command so that it sees a small disk in place of a folder."""
    return ["unshare", "-rm", "sh", "-c", _MOUNT, "sh", f"{kilobytes}k", str(folder)]


class Disk:
    """Such a disk, seen from outside: where it is, the process that has it sees `folder`."""

    def __init__(self, pid: int, folder: Path) -> None:
        self.folder = folder
        self._root = Path(f"/proc/{pid}/root{folder}")

    def put(self, source: Path) -> None:
        """Put a folder's files on it, in place of all that is there."""
        for old in self._root.iterdir():
            old.unlink() if old.is_file() else shutil.rmtree(old)
        shutil.copytree(source, self._root, dirs_exist_ok=True)

    def leave(self, free: int) -> None:
        """Fill it up, so that so many bytes are left."""
        found = os.statvfs(self._root)
        with (self._root / _BALLAST).open("wb") as ballast:
            ballast.write(bytes(max(0, found.f_bavail * found.f_frsize - free)))

    def make_room(self) -> None:
        """Take away what it was filled with."""
        (self._root / _BALLAST).unlink(missing_ok=True)

    def copied(self, target: Path) -> Path:
        """A copy of what is on it, but for the ballast."""
        shutil.rmtree(target, ignore_errors=True)
        unwanted = shutil.ignore_patterns(_BALLAST)
        return Path(shutil.copytree(self._root, target, ignore=unwanted))
