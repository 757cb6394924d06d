"""Keys that tag one span: from a caret with nothing selected, or from a selection."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from annotations.codebook import Label, Shape
from annotations.text.natural import grow, natural, shrink
from annotations.text.segments import Stretch
from tests.benchmarks.expert.ground import Ground
from tests.benchmarks.expert.keyboard import JUMP, Keys, hint, key, label_key, number
from tests.benchmarks.gold import GoldSpan
from tui.text.caret import Caret

_MOST_GROWTH = 4
_FEW_WORDS = 8  # from which a longer span is grown to
_AROUND = 2  # codepoints beside a span, where its natural stretch may still be found

Place = tuple[int, int]


class Finish(NamedTuple):
    """The last keys for a span."""

    cost: int
    """How many keys."""
    selecting: Keys
    """Keys that select, none where nothing needs to be selected."""
    selected: Place | None
    """What is selected after them."""
    tagging: Keys
    """A label's key."""
    fixing: Keys
    """Keys that mend boundaries."""
    through: tuple[Place, ...]
    """What the span is before they are mended, step by step; it must not be tagged so already."""
    name: str
    """What kind it is."""


def _make(
    label: str,
    name: str,
    through: tuple[Place, ...],
    *,
    selecting: Keys = (),
    selected: Place | None = None,
    fixing: Keys = (),
) -> Finish:
    cost = number(selecting) + 1 + number(fixing)
    return Finish(cost, selecting, selected, (label,), fixing, through, name)


class Finishing:
    """What there is to press for any gold span of one text."""

    def __init__(self, ground: Ground, labels: Sequence[Label], *, with_stop: bool) -> None:
        """Take a text.

        Args:
            ground: The text.
            labels: What there is to tag.
            with_stop: Whether the natural stretch of a sentence has its stop.
        """
        self._ground, self._segments = ground, ground.segments
        self._shapes = {label.name: label.shape for label in labels}
        self._keys = {label.name: label_key(label) for label in labels}
        self._with_stop = with_stop
        self.at = cache(self._find_at)
        self.selected = cache(self._selected)
        self._starts = cache(self._find_starts)
        self._ends = cache(self._find_ends)
        self._natural = cache(self._find_natural)
        self._grown = cache(lambda stretch: grow(self._segments, stretch))

    def _find_at(self, span: GoldSpan) -> Mapping[int, tuple[Finish, ...]]:
        """By offset, how to tag a span with the caret there and nothing selected; best first."""
        found: dict[int, list[Finish]] = defaultdict(list)
        for offset, finish in chain(
            self._by_nature(span), self._by_growing(span), self._by_extending(span)
        ):
            found[offset].append(finish)
        return {
            offset: tuple(sorted(all_of_them, key=lambda finish: finish.cost)[:3])
            for offset, all_of_them in found.items()
        }

    def _selected(self, span: GoldSpan, selection: Place) -> tuple[Finish, ...]:
        """How to tag a span with that selected, and the caret at its end; best first."""
        found = [self._finish((), selection, span, "")]
        found += self._mended(selection, span, selection)
        stretch = Stretch(*selection)
        smaller = shrink(self._segments, stretch, stretch.start)
        found += self._longer((), selection, span, "extend")
        found += self._grows((), stretch, span)
        if smaller.start < smaller.end:
            found.append(self._finish((key("reader.extend.shrink"),), smaller, span, "shrink"))
        exact = (one for one in found if one.fixing or one.through[0] == (span.start, span.end))
        return tuple(sorted(exact, key=lambda finish: finish.cost)[:3])

    # -- without a selection ---------------------------------------------------------------------

    def _find_natural(self, offset: int, shape: Shape) -> Stretch | None:
        return natural(self._segments, offset, shape, with_stop=self._with_stop)

    def _by_nature(self, span: GoldSpan) -> Iterator[tuple[int, Finish]]:
        """The natural stretch, its boundaries moved where it is another one."""
        shape = self._shapes[span.label]
        first, last = max(0, span.start - _AROUND), span.end + _AROUND
        if shape is Shape.STATEMENT:
            first = min(first, self._segments.sentence(span.start).start)
            last = max(last, self._segments.sentence(span.end - 1).end)
        label = self._keys[span.label]
        for offset in range(first, min(last, len(self._segments.text)) + 1):
            stretch = self._natural(offset, shape)
            if stretch == (span.start, span.end):
                yield offset, _make(label, "natural", (stretch,))
            elif stretch and stretch.start < span.end and span.start < stretch.end:
                for finish in self._mended(stretch, span, None):
                    yield offset, finish

    def _by_growing(self, span: GoldSpan) -> Iterator[tuple[int, Finish]]:
        words = self._segments.words(span.start, span.end)
        few = words if len(words) <= _FEW_WORDS else [*words[:5], *words[-2:]]
        for word in few:
            grown = key("reader.extend.grow")
            for finish in self._grows((grown,), word, span):
                for offset in range(word.start, word.end):
                    yield offset, finish
            if word == (span.start, span.end):
                for offset in range(word.start, word.end):
                    yield offset, self._finish((grown,), word, span, "grow")

    def _by_extending(self, span: GoldSpan) -> Iterator[tuple[int, Finish]]:
        place = (span.start, span.end)
        mark = key("reader.extend.mark")
        for here, there in (place, place[::-1]):
            found = {
                "select": self._ground.between(here, there, extending=True),
                "select by marking": self._ground.between(here, there, extending=False),
                "select by finding": self._found(here, there),
                "select by hint": self._hint(there, at_end=here < there),
            }
            for name, keys in found.items():
                if keys:
                    marked = keys if name == "select" else (mark, *keys)
                    yield here, self._finish(marked, place, span, name)

    def _found(self, here: int, there: int) -> Keys | None:
        """Keys that find the last letter of what shall be selected, or the first one, backwards."""
        back = there < here
        return self._ground.finds(here, back=back).get(there if back else there - 1)

    def _hint(self, there: int, *, at_end: bool) -> Keys | None:
        """The hint for a word that starts, or ends, at an offset."""
        word = self._segments.word(there)
        if (
            word is None
            or word.start not in self._ground.hinted
            or there != (word.end if at_end else word.start)
        ):
            return None
        return (JUMP, hint(word.start))

    # -- from a selection ------------------------------------------------------------------------

    def _grows(self, keys: Keys, stretch: Stretch, span: GoldSpan) -> Iterator[Finish]:
        """What growing leads to, step by step, as far as it is the span or can be made it."""
        for _ in range(_MOST_GROWTH):
            before, stretch = stretch, self._grown(stretch)
            if stretch == before or stretch.start < span.start:
                return
            keys = (*keys, key("reader.extend.grow"))
            if stretch == (span.start, span.end):
                yield self._finish(keys, stretch, span, "grow")
                return
            yield from self._longer(keys, stretch, span, "grow, extend")

    def _longer(self, keys: Keys, selection: Place, span: GoldSpan, name: str) -> Iterator[Finish]:
        """Another end for a selection that starts where the span does."""
        if selection[0] == span.start and selection[1] != span.end:
            end = self._ground.between(selection[1], span.end, extending=True)
            if end:
                yield self._finish((*keys, *end), (span.start, span.end), span, name)

    def _finish(self, keys: Keys, selection: Place, span: GoldSpan, name: str) -> Finish:
        selected = (selection[0], selection[1])
        label = self._keys[span.label]
        return _make(label, name, (selected,), selecting=keys, selected=selected)

    # -- boundaries ------------------------------------------------------------------------------

    def _mended(self, tagged: Place, span: GoldSpan, selected: Place | None) -> Iterator[Finish]:
        """Tag something else, what is natural or selected, and move its boundaries."""
        start, end = tagged
        fixing: Keys = ()
        through = [(start, end)]
        if start >= span.end or end <= span.start or (start, end) == (span.start, span.end):
            return
        if start != span.start:
            moved = _cheaper(
                self._starts(start).get(span.start), self._hint(span.start, at_end=False)
            )
            if not moved:
                return
            fixing += (key("reader.start"), *moved)
            through.append((span.start, end))
        if end != span.end:
            moved = _cheaper(self._ends(end).get(span.end), self._hint(span.end, at_end=True))
            if not moved:
                return
            fixing += (key("reader.end"), *moved)
        label, name = self._keys[span.label], "boundary" if selected else "natural + boundary"
        yield _make(label, name, tuple(through), selected=selected, fixing=fixing)

    def _find_starts(self, start: int) -> Mapping[int, Keys]:
        """Where one motion moves a span's start to, white space left out."""
        text = self._segments.text
        found: dict[int, Keys] = {}
        for digits in range(3):
            for edge in self._ground.edges(Caret(start), digits):
                to = edge.to.offset
                while to < len(text) and text[to].isspace():
                    to += 1
                found.setdefault(to, edge.keys)
        for back in (False, True):
            for to, keys in self._ground.finds(start, back=back).items():
                found[to] = _cheaper(found.get(to), keys) or keys
        return found

    def _find_ends(self, end: int) -> Mapping[int, Keys]:
        """Where one motion moves a span's end to: on from the next word, or back."""
        text = self._segments.text
        behind = end
        while behind < len(text) and text[behind].isspace():
            behind += 1
        found: dict[int, Keys] = {}
        for digits in range(3):
            on = (e for e in self._ground.edges(Caret(behind), digits) if e.to.offset > behind)
            back = (e for e in self._ground.edges(Caret(end), digits) if e.to.offset < end)
            for edge in chain(on, back):
                to = edge.to.offset
                while to and text[to - 1].isspace():
                    to -= 1
                found.setdefault(to, edge.keys)
        for backwards in (False, True):
            # Behind the letter; one that the span ends with is neither meant nor counted.
            for at, keys in self._ground.finds(end - 1, back=backwards).items():
                found[at + 1] = _cheaper(found.get(at + 1), keys) or keys
        return found


def _cheaper(one: Keys | None, other: Keys | None) -> Keys | None:
    return min((keys for keys in (one, other) if keys), key=number, default=None)
