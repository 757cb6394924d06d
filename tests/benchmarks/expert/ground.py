"""Where motions lead: the cheapest keys from one place of a text to another."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from annotations.text.segments import Segments
from tests.benchmarks.expert.keyboard import EXTEND, FIND, MOVE, Keys, counted
from tui.text.caret import Caret, move
from tui.text.hints import places
from tui.text.layout import Layout

_ENDS = ("row_start", "row_end", "text_start", "text_end")
_PAGES = ("page_up", "page_down")
_MARGIN = 2  # rows that the view keeps in sight above and below the caret
_SIGHT = 400  # codepoints to either side within which a character is looked for
_FEW = 9  # occurrences that are counted at a glance

Routes = Mapping[int, Keys]
"""The cheapest keys to each offset within reach."""


class Edge(NamedTuple):
    """One motion, with its count."""

    to: Caret
    """Where it leads."""
    keys: Keys
    """Its keys, the count's digits among them."""


class Ground:
    """A text as it is laid out on the screen, and the ways about it."""

    def __init__(
        self, segments: Segments, layout: Layout, page: int, cells: int, *, reach: int, counts: int
    ) -> None:
        """Take a text.

        Args:
            segments: The text's words, sentences and paragraphs.
            layout: Its rows.
            page: How many rows a page has.
            cells: How many cells a row has on the screen.
            reach: How many keys an expert thinks of for one move.
            counts: The highest count that an expert types.
        """
        self.segments, self.layout, self.page, self.reach = segments, layout, page, reach
        self.text, self._most = segments.text, counts
        words = [word.start for word in segments.words(0, len(self.text))]
        self.hinted = frozenset(places(layout, words, cells))
        """The words that show a hint when they are in sight."""
        self.edges = cache(self._edges)
        self._leads = cache(self._find_leads)
        self._step = cache(self._find_step)
        self.routes = cache(self._routes)
        self.finds = cache(self._finds)

    def between(self, start: int, end: int, *, extending: bool) -> Keys | None:
        """The cheapest motions from an offset to another; by keys that extend, or by the others."""
        return self.routes(Caret(start), extending=extending, finding=False).get(end)

    def revealed(self, top: int, offset: int) -> int:
        """The first row in sight, from one before, once an offset has been brought into sight."""
        row, height = self.layout.row_of(offset), self.page + 2
        margin = min(_MARGIN, (height - 1) // 2)
        wanted = min(max(top, row - height + 1 + margin), row - margin)
        return max(0, min(wanted, self.layout.height - height))

    def in_sight(self, top: int, offset: int) -> bool:
        """Whether an offset's row is in sight."""
        return top <= self.layout.row_of(offset) < top + self.page + 2

    # -- one motion ------------------------------------------------------------------------------

    def _edges(self, caret: Caret, digits: int, *, extending: bool = False) -> tuple[Edge, ...]:
        """The motions from a caret whose count has so many digits; none for a count of 1."""
        names = EXTEND if extending else MOVE
        return tuple(
            Edge(to, counted(count, names[motion]))
            for motion, count, to in self._leads(caret, digits)
            if motion in names
        )

    def _find_leads(self, caret: Caret, digits: int) -> tuple[tuple[str, int, Caret], ...]:
        """Where each motion leads, so often."""
        return tuple(
            (motion, count, to)
            for motion in MOVE
            for count, to in self._repeated(motion, caret, digits)
        )

    def _repeated(self, motion: str, caret: Caret, digits: int) -> Iterator[tuple[int, Caret]]:
        if digits == 0:
            counts = range(1, 2)
        elif motion in _ENDS or (motion in _PAGES and digits > 1):
            return
        else:
            counts = range(max(2, 10 ** (digits - 1)), min(self._most + 1, 10**digits))
        here = caret
        for count in range(1, counts.stop):
            there = self._step(motion, here)
            if there.offset == here.offset:
                return
            here = there
            if count in counts:
                yield count, here

    def _find_step(self, motion: str, caret: Caret) -> Caret:
        return move(motion, caret, self.layout, self.segments, page=self.page)

    def _finds(self, place: int, *, back: bool) -> Mapping[int, Keys]:
        """The keys that find the letter at each offset near a place, going on or back."""
        ahead = range(place + 1, min(len(self.text), place + _SIGHT))
        behind = range(place - 1, max(-1, place - _SIGHT), -1)
        met: Counter[str] = Counter()
        found: dict[int, Keys] = {}
        for offset in behind if back else ahead:
            letter = self.text[offset]
            met[letter.lower()] += 1  # a small letter finds the capital, too
            if letter != letter.lower():
                met[letter] += 1
            count = met[letter]
            if letter.isalnum() and count <= min(_FEW, self._most):
                found[offset] = (*counted(count, FIND[back]), letter)
        return found

    # -- several ---------------------------------------------------------------------------------

    def _routes(
        self,
        start: Caret,
        *,
        extending: bool = False,
        finding: bool = True,
        reach: int | None = None,
    ) -> Routes:
        """Dijkstra's algorithm, over keys of equal cost: by the number of keys."""
        most = reach or self.reach
        levels: list[list[tuple[Caret, Keys]]] = [[(start, ())], *([] for _ in range(most))]
        seen: set[int] = set()  # vertical motions that differ in their goal only are one
        found: dict[int, Keys] = {}
        for spent, level in enumerate(levels):
            for caret, keys in level:
                if caret.offset in seen:
                    continue
                seen.add(caret.offset)
                found[caret.offset] = keys
                for there, pressed in self._steps(caret, most - spent, extending, finding):
                    if there.offset not in seen:
                        levels[spent + len(pressed)].append((there, keys + pressed))
        return found

    def _steps(
        self, caret: Caret, left: int, extending: bool, finding: bool
    ) -> Iterator[tuple[Caret, Keys]]:
        """Where one motion, or finding a letter, leads for at most so many keys."""
        for digits in range(min(3, left)):
            yield from self.edges(caret, digits, extending=extending)
        if finding and not extending and left > 1:
            for back in (False, True):
                for offset, pressed in self.finds(caret.offset, back=back).items():
                    if len(pressed) <= left:
                        yield Caret(offset), pressed
