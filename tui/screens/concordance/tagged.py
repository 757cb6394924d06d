"""What is tagged in an article, by place: a row costs what is near its hit, not the article."""

from collections.abc import Iterable, Iterator

from annotations.workspace.searching import Tag


class Tags:
    """The tags of one article; put in their places when first asked for.

    They lie in cells: those of about the same length in cells that are longer than any of them, so
    that a tag over a hit begins in one of the hit's cells or in the one before.
    """

    def __init__(self, tags: Iterable[Tag] = ()) -> None:
        self._new = list(tags)
        self._cells: dict[int, dict[int, list[Tag]]] = {}  # by binary digits of the length

    def add(self, tag: Tag) -> None:
        """Put in one more."""
        self._new.append(tag)

    def near(self, start: int, end: int) -> Iterator[Tag]:
        """All that overlap a stretch, and few more."""
        while self._new:
            self._put(self._new.pop())
        for digits, cells in self._cells.items():
            wanted = range((start >> digits) - 1, ((end - 1) >> digits) + 1)
            few = wanted if len(wanted) < len(cells) else [cell for cell in cells if cell in wanted]
            for cell in few:
                yield from cells.get(cell, ())

    def _put(self, tag: Tag) -> None:
        digits = (tag.end - tag.start).bit_length()
        self._cells.setdefault(digits, {}).setdefault(tag.start >> digits, []).append(tag)
