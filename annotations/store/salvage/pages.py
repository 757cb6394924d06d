"""The pages of a file that SQLite may refuse, as bytes, without asking SQLite.

The log (``-wal``) goes over the file as far as its checksums reach. What lies behind that in the
log may be the last work: it is handed out apart, for what proves itself.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotations.store.place import side_file

_MAGIC = b"SQLite format 3\x00"
_USUAL = 4096
_LOG_HEADER, _FRAME_HEADER = 32, 24
_LOG_MAGIC = (0x377F0682, 0x377F0683)
_TRUNKS, _TRUNK_HEADER = 100_000, 8


class Pages(NamedTuple):
    """A file as it lies there."""

    size: int
    """Bytes of a page."""
    known: dict[int, bytes]
    """Each page that can be read, by its number, from 1."""
    beyond: list[bytes]
    """Pages that may be older or newer: in the log behind the first frame that is broken, and in
    the file under those that the log puts over it."""

    def with_besides(self, other: "Pages") -> "Pages":
        """The same with what else is in another reading of the file, apart."""
        more = [page for number, page in other.known.items() if self.known.get(number) != page]
        return self._replace(beyond=[*other.beyond, *more])

    @property
    def missing(self) -> int:
        """How many pages the header says that there are, and are not; 0 where it says too many."""
        header = self.known.get(1, b"")
        wanted = _number(header, 28)
        # The header's count holds where it was written with the last change.
        if header[24:28] != header[92:96] or wanted > 4 * len(self.known) + 1_000:
            return 0
        whole = sum(len(page) == self.size for page in self.known.values())
        return max(0, wanted - whole)

    def live(self) -> Iterator[tuple[int, bytes]]:
        """The pages that are not free."""
        free = self._free()
        return ((number, page) for number, page in self.known.items() if number not in free)

    def _free(self) -> set[int]:
        """The pages that hold nothing any more, as far as the list of them can be read."""
        free: set[int] = set()
        trunk = _number(self.known.get(1, b""), 32)
        while trunk in self.known and trunk not in free and len(free) < _TRUNKS:
            free.add(trunk)
            page = self.known[trunk]
            if len(page) < _TRUNK_HEADER:
                break
            trunk, count = struct.unpack_from(">II", page)
            if count > len(page) // 4 - 2:
                break
            free |= {*struct.unpack_from(f">{count}I", page, 8)}
        return free


def read(path: Path, *, log_over: bool = True) -> Pages:
    """Read a file and its log, however damaged.

    Args:
        path: The file.
        log_over: Whether the log goes over the file; else its pages are handed out apart, as of a
            log that is another file's.

    Raises:
        OSError: The file cannot be read at all.
    """
    content = path.read_bytes()
    log_path = side_file(path, "-wal")
    log = log_path.read_bytes() if log_path.is_file() else b""
    size = _page_size(content, log)
    known = {
        number + 1: content[at : at + size]
        for number, at in enumerate(range(0, len(content), size))
    }
    sound, beyond = _frames(log, size)
    over, under = (known | sound, known) if log_over else (known, sound)
    hidden = [page for number, page in under.items() if over.get(number) != page]
    return Pages(size, over, [*beyond, *hidden])


def _page_size(content: bytes, log: bytes) -> int:
    """What the header says, or the log; the usual where neither says what can be."""
    told = []
    if content.startswith(_MAGIC):
        told.append(int.from_bytes(content[16:18]))
    if _number(log, 0) in _LOG_MAGIC:
        told.append(_number(log, 8))
    told = [65536 if size == 1 else size for size in told]
    return next((s for s in told if 512 <= s <= 65536 and s & (s - 1) == 0), _USUAL)


def _frames(log: bytes, size: int) -> tuple[dict[int, bytes], list[bytes]]:
    """What a log puts over the file, up to its last sound commit, and the pages behind that.

    Returns:
        Page by number; pages.
    """
    if len(log) < _LOG_HEADER + _FRAME_HEADER:
        return {}, []
    order = ">" if _number(log, 0) & 1 else "<"
    sums = _summed(log[:24], order, (0, 0))
    sound = sums == struct.unpack_from(">II", log, 24)
    salts = log[16:24]
    committed: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    beyond: list[bytes] = []
    for at in range(_LOG_HEADER, len(log) - _FRAME_HEADER + 1, _FRAME_HEADER + size):
        head, page = log[at : at + _FRAME_HEADER], log[at + _FRAME_HEADER :][:size]
        if sound:
            sums = _summed(head[:8] + page, order, sums)
            sound = head[8:16] == salts and sums == struct.unpack_from(">II", head, 16)
        if not sound:
            beyond.append(page)
            continue
        waiting[_number(head, 0)] = page
        if _number(head, 4):
            committed |= waiting
            waiting = {}
    return committed, [*waiting.values(), *beyond]


def _summed(data: bytes, order: str, sums: tuple[int, int]) -> tuple[int, int]:
    """SQLite's checksum of a log, gone on with."""
    one, other = sums
    words = iter(struct.unpack(f"{order}{len(data) // 8 * 2}I", data[: len(data) // 8 * 8]))
    for first, second in zip(words, words, strict=True):
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + second + one) & 0xFFFFFFFF
    return one, other


def _number(data: bytes, at: int) -> int:
    """Four bytes as a number; 0 where there are none."""
    return int.from_bytes(data[at : at + 4])
