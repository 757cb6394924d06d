"""What is learnt from an annotator's verdicts, and how far it is wanted.

Nothing that was learnt is kept: the shipped weights are refitted to the verdicts that stand, so
that taking a verdict back takes back what was learnt from it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from annotations.codebook import Codebook, Shape
from annotations.store import reading
from annotations.store.store import Row, Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from annotations.matching.weights import Weights


class Learning(NamedTuple):
    """How far an annotator wants it."""

    on: bool = True
    """Whether anything is learnt."""
    since: str = ""
    """When everything was forgotten last: verdicts after that count. Empty for never."""

    def counts(self, decided: str) -> bool:
        """Whether a verdict counts; one that came in with no time that can be read is old."""
        if not self.since:
            return True
        try:
            return _time(decided) > _time(self.since)
        except ValueError:
            return False


class Learnt(NamedTuple):
    """What was learnt."""

    on: bool
    """Whether anything is to be learnt."""
    verdicts: int
    """How many verdicts can teach something: those of `same` and `different` on pairs of which it
    is known what the matcher reckoned from."""
    labels: tuple[str, ...]
    """The labels whose scores differ by it from the matcher's."""


class Lesson(NamedTuple):
    """A verdict that teaches something."""

    number: int
    """The pair that it is on."""
    same: bool
    """Whether both are the same."""


class Taught(NamedTuple):
    """What the verdicts on one label teach."""

    rows: "NDArray[np.float64]"
    """What the pairs were reckoned from."""
    same: "NDArray[np.bool_]"
    """Whether both are the same."""


class _Material(NamedTuple):
    """What the pairs of one label were reckoned from."""

    numbers: "NDArray[np.int64]"
    """The pairs."""
    rows: "NDArray[np.float64]"
    """A row for each."""


def _time(written: str) -> datetime:
    read = datetime.fromisoformat(written)
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _key(annotator: str) -> str:
    return f"learning/{annotator}"


def wanted(store: Store, annotator: str) -> Learning:
    """How far an annotator wants their verdicts to be learnt from."""
    kept = reading.setting(store, _key(annotator))
    return Learning(**json.loads(kept)) if kept else Learning()


def setting(annotator: str, learning: Learning) -> Row:
    """The row of the settings that keeps it."""
    return {"id": _key(annotator), "value": json.dumps(learning._asdict())}


class Evidence:
    """What all proposals of a workspace were reckoned from, by label."""

    def __init__(
        self, blobs: Iterable[tuple[int, str, bytes]], shapes: Mapping[str, Shape]
    ) -> None:
        """Sort evidence by label.

        Args:
            blobs: The number of a pair, its label, and floats as the store keeps them.
            shapes: The shapes of labels.
        """
        self._shapes = shapes
        self._of: dict[str, tuple[_Material, Weights]] = {}
        kept: dict[str, list[tuple[int, bytes]]] = {}
        for number, label, blob in blobs:
            kept.setdefault(label, []).append((number, blob))
        for label, pairs in kept.items():
            for shipped in self._weights(label):
                # Of another length is another matcher's.
                length = 4 * len(shipped.names)
                fitting = [(number, blob) for number, blob in pairs if len(blob) == length]
                if fitting:
                    self._of[label] = self._material(fitting), shipped
                    break

    @staticmethod
    def _material(fitting: list[tuple[int, bytes]]) -> _Material:
        import numpy as np

        numbers = np.fromiter((number for number, _ in fitting), dtype=np.int64)
        rows = np.frombuffer(b"".join(blob for _, blob in fitting), dtype="<f4")
        # Read column by column ever after.
        table = np.asfortranarray(rows.reshape(len(fitting), -1), dtype=np.float64)
        return _Material(numbers, table)

    def _weights(self, label: str) -> "list[Weights]":
        """What the pairs of a label may have been weighed by."""
        from annotations.matching import weights

        if label not in self._shapes:
            return []  # nobody here knows
        shape, known = self._shapes[label], (weights.shipped(), weights.shipped_semantic())
        return [shipped[shape] for shipped in known if shape in shipped]

    def taught(self, lessons: Mapping[str, list[Lesson]]) -> dict[str, Taught]:
        """What verdicts teach of each label; those on pairs without evidence teach nothing."""
        found = {label: self._taught(label, said) for label, said in lessons.items()}
        return {label: taught for label, taught in found.items() if taught and len(taught.same)}

    def _taught(self, label: str, lessons: list[Lesson]) -> Taught | None:
        import numpy as np

        if label not in self._of:
            return None
        material, _ = self._of[label]
        numbers = np.array([lesson.number for lesson in lessons], dtype=np.int64)
        same = np.array([lesson.same for lesson in lessons], dtype=bool)
        place = np.searchsorted(material.numbers, numbers)
        place[place == len(material.numbers)] = 0
        there = material.numbers[place] == numbers
        return Taught(material.rows[place[there]], same[there])

    def scores(
        self, lessons: Mapping[str, Taught]
    ) -> Iterator[tuple[str, "NDArray[np.int64]", "NDArray[np.float64]"]]:
        """For each label that something was learnt of, its pairs and their scores."""
        from annotations.matching import scorer

        for label, taught in lessons.items():
            material, shipped = self._of[label]
            refitted = scorer.learn(shipped, taught.rows, taught.same)
            if refitted != shipped:
                yield label, material.numbers, scorer.probabilities(refitted, material.rows)


def shapes(book: Codebook) -> dict[str, Shape]:
    """The shape of each label that has one: of the codebook, else of the built-in one."""
    return {label.name: label.shape for known in (Codebook(), book) for label in known.labels}
