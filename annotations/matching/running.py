"""Where the matcher's heavy work is done: here, or on an engine that has more hands.

Whoever does it calls the same functions over the same stretches, and so comes to the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from annotations.codebook import Shape
from annotations.matching.blocking import Candidates, candidates
from annotations.matching.subjects import Pairs, Subjects
from annotations.progress import Progress

T = TypeVar("T")

Judge = Callable[..., T]
"""Comes to something about subjects, some pairs of them, and whatever else it is given: a pure
function that can be found by its name."""


class Runner(Protocol):
    """Does the heavy work."""

    @property
    def at_once(self) -> int:
        """Pairs judged in one go, about: the pairs of an article are judged together."""

    def candidates(
        self, forms: Sequence[Sequence[str]], shape: Shape, progress: Progress
    ) -> Candidates:
        """Do what :func:`annotations.matching.blocking.candidates` does.

        Raises:
            Cancelled: raised by ``progress``, passed on.
        """

    def each(
        self, judge: Judge[T], subjects: Subjects, parts: Iterable[Pairs], *more: object
    ) -> Iterator[T]:
        """Call a function for each part of the pairs.

        Args:
            judge: the function.
            subjects: what the pairs are of.
            parts: stretches of pairs, each with all pairs of its articles.
            more: what else it is given each time.

        Returns:
            What the function came to, in the order of the parts.
        """


class Here:
    """Does it all in this process."""

    at_once = 250_000

    def candidates(
        self, forms: Sequence[Sequence[str]], shape: Shape, progress: Progress
    ) -> Candidates:
        """See :class:`Runner`."""
        return candidates(forms, shape, progress=progress)

    def each(
        self, judge: Judge[T], subjects: Subjects, parts: Iterable[Pairs], *more: object
    ) -> Iterator[T]:
        """See :class:`Runner`."""
        for part in parts:
            yield judge(subjects, part, *more)
