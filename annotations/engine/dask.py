"""The matcher's heavy work as tasks of a Dask cluster.

The tasks are the functions that the matcher calls itself, over the same blocks and stretches. The
scheduler keeps what each task was given until its result is done with, so whatever a lost worker
held is made again by another one.
"""

import pickle
from asyncio import CancelledError
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar
from uuid import uuid4

import dask
from distributed import Client, Future
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from annotations.codebook import Shape
from annotations.errors import Refused
from annotations.matching.blocking import (
    BLOCK,
    SHARD,
    Candidates,
    gather,
    keys_of,
    limits_of,
    rarity_of,
)
from annotations.matching.keys import Keys, read
from annotations.matching.nearness import (
    Counts,
    Near,
    count,
    merge,
    near,
    scale_of,
    shelve,
    total,
    weigh,
)
from annotations.matching.running import Judge
from annotations.matching.subjects import Pairs, Subjects
from annotations.progress import Progress

T = TypeVar("T")

_AHEAD = 2
"""Tasks given out for each thread of the cluster: one that is done, and one that comes next."""
_SETTINGS = {
    # What tasks are given goes with them, so that it can be given again: that is on purpose.
    "distributed.admin.large-graph-warning-threshold": "1TB",
}


@dataclass(frozen=True)
class _Given:
    """Something for a task, held so that the engine does not look for other tasks in it."""

    value: Any


@dataclass(frozen=True)
class _Judge:
    """Goes by its name."""

    function: Callable[..., Any]


class DaskRunner:
    """Does the heavy work on a cluster: see :class:`annotations.matching.running.Runner`."""

    at_once = 250_000
    """As in one process: each task goes once through all wordings, however few its pairs are."""

    def __init__(self, client: Client) -> None:
        """Use a cluster, which is left as it is found."""
        self._client = client

    def candidates(
        self, forms: Sequence[Sequence[str]], shape: Shape, progress: Progress
    ) -> Candidates:
        """The pairs of forms that are worth scoring.

        Raises:
            Cancelled: raised by ``progress``, passed on.
            Refused: the cluster was lost.
        """
        with _lost(), dask.config.set(_SETTINGS):
            asked = self._nearest(forms, shape)
            found: list[Near] = []
            while asked:
                progress(len(found), len(found) + len(asked))
                found.append(asked.pop(0).result())
            progress(len(found), len(found))
            return gather(found)

    def _nearest(self, forms: Sequence[Sequence[str]], shape: Shape) -> "list[Future[Near]]":
        """For each block what is near it."""
        run, limits = self._run, limits_of(len(forms), shape)
        words = [run(read, forms[i : i + BLOCK], shape) for i in range(0, len(forms), BLOCK)]
        rarity = run(rarity_of, words, shape)
        keys = [run(keys_of, block, shape, rarity) for block in words]
        counts = run(total, [run(_count, block) for block in keys])
        scale = run(scale_of, counts, len(forms), limits)
        cuts = range(0, len(keys), SHARD)
        shards = [run(_shelve, keys[i : i + SHARD], scale) for i in cuts]
        found = []
        for number, block in enumerate(keys):
            asked = run(_weigh, block, scale)
            parts = [
                run(near, asked, shard, limits, i * BLOCK)
                for i, shard in zip(cuts, shards, strict=True)
            ]
            found.append(run(merge, parts, limits, number * BLOCK))
        return found

    def each(
        self, judge: Judge[T], subjects: Subjects, parts: Iterable[Pairs], *more: Any
    ) -> Iterator[T]:
        """What a function comes to for each part of the pairs, in their order.

        Raises:
            Refused: the cluster was lost.
        """
        shared: Any = None
        waiting: deque[Future[bytes]] = deque()
        with _lost(), dask.config.set(_SETTINGS):
            for part in parts:
                if shared is None:
                    shared = self._run(_same, bare(judge, subjects, part, *more))
                waiting.append(self._run(_packed, _Judge(judge), shared, part, *more))
                while len(waiting) > _AHEAD * max(1, sum(self._client.nthreads().values())):
                    yield _unpacked(waiting.popleft().result())
            while waiting:
                yield _unpacked(waiting.popleft().result())

    def _run(self, function: Callable[..., T], *arguments: Any) -> "Future[T]":
        """Have a function called, once all results are there that it is called with."""
        given = [one if _is_result(one) else _Given(one) for one in arguments]
        key = f"{function.__name__.strip('_')}-{uuid4().hex}"
        return self._client.submit(_call, function, *given, key=key, pure=False)


def bare(judge: Judge[T], subjects: Subjects, part: Pairs, *more: Any) -> Subjects:
    """The subjects with all that is asked about them, and without the texts that it was read from.

    What is asked is reckoned when it is first asked: so one pair is judged here.
    """
    judge(subjects, part.only(slice(0, 1)), *more)
    given = {one.name for one in fields(subjects)}
    known = {*vars(subjects), *_OF_REASONS} - {*given, "place"}
    # None rather than nothing: whatever was forgotten fails, and does not come to something else.
    nothing: dict[str, Any] = dict.fromkeys(given - _KEPT)
    least = replace(subjects, **nothing)
    vars(least).update({name: getattr(subjects, name) for name in known})
    return least


_KEPT = {"shape", "document", "articles"}
_OF_REASONS = {"forms", "rarity"}
"""What is asked only for pairs that are proposed."""


def _is_result(argument: Any) -> bool:
    if isinstance(argument, list):
        return bool(argument) and all(isinstance(one, Future) for one in argument)
    return isinstance(argument, Future)


def _call(function: Callable[..., T], *arguments: Any) -> T:
    return function(*(a.value if isinstance(a, _Given) else a for a in arguments))


def _packed(judge: "_Judge", *given: Any) -> bytes:
    """What a task comes to in one piece: the engine is slow with very many little things."""
    return pickle.dumps(judge.function(*given), pickle.HIGHEST_PROTOCOL)


def _unpacked(result: bytes) -> Any:
    return pickle.loads(result)  # noqa: S301 (from a worker that runs what this process gives it)


def _same(subjects: Subjects) -> Subjects:
    return subjects


def _count(block: Keys) -> Counts:
    return count(*block)


def _shelve(blocks: Sequence[Keys], scale: Any) -> Any:
    return shelve([block.held for block in blocks], scale)


def _weigh(block: Keys, scale: Any) -> Any:
    return weigh(block.asked, scale)


@contextmanager
def _lost() -> Iterator[None]:
    """Say in words what became of the cluster."""
    try:
        yield
    except KilledWorker:
        raise Refused(
            "several workers were lost over the same task: give them more memory, and run it again"
        ) from None
    except (CancelledError, CommClosedError, OSError) as error:
        raise Refused(
            f"the cluster was lost ({type(error).__name__}): see that its scheduler runs,"
            " and run it again"
        ) from None
