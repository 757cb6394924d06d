"""On a real cluster of two worker processes the matcher comes to what it comes to without one."""

import os
import signal
from threading import Thread
from typing import Any

import pytest

pytest.importorskip("distributed", reason="no Dask here: pip install 'diptych[cluster]'")

from distributed import Event, Lock, get_client, get_worker

from annotations.engine.dask import DaskRunner, bare
from annotations.errors import Cancelled
from annotations.matching import linker
from annotations.matching.corpus import Corpus
from annotations.matching.linker import Limits, NewsMatcher, proposed
from annotations.matching.matcher import Matching
from annotations.matching.pairing import pairs_of
from annotations.matching.weights import shipped
from annotations.progress import silent
from tests.engine import news


def matched(client: Any) -> Matching:
    return news.some().matched(DaskRunner(client))


def test_equal_to_the_embedded_path(client: Any) -> None:
    assert news.embedded().pairs
    assert matched(client) == news.embedded()


def test_equal_however_the_work_is_cut(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    news.small_blocks(monkeypatch)
    here = news.some().matched()
    tasks: list[str] = []
    submit = client.submit

    def noted(*given: Any, **options: Any) -> Any:
        tasks.append(options["key"])
        return submit(*given, **options)

    monkeypatch.setattr(client, "submit", noted)
    assert matched(client) == here
    assert len([key for key in tasks if key.startswith("near-")]) > 9
    assert len([key for key in tasks if key.startswith("packed-")]) > 9


def test_what_tasks_are_given_holds_no_texts() -> None:
    made = news.some()
    corpus = Corpus.of(made.documents.values(), made.spans)
    for label in corpus.labels:
        subjects = corpus.subjects(label)
        pairs, weights = pairs_of(subjects, silent), shipped()[subjects.shape]
        limits = Limits(0.1, 3)
        least = bare(proposed, subjects, pairs, weights, limits)
        assert {vars(least)[name] for name in ("items", "texts", "claims")} == {None}
        everything = proposed(subjects, pairs, weights, limits)
        assert proposed(least, pairs, weights, limits) == everything


# -- a worker is lost ----------------------------------------------------------------------------


def first_waits(*given: Any) -> Any:
    """Judge; but the first task to come here says so and waits for its end."""
    if not (client := _of_worker()):
        return proposed(*given)
    with Lock("one at a time"):
        if client.get_metadata("victim", None):
            return proposed(*given)
        client.set_metadata("victim", os.getpid())
    Event("begun", client=client).set()
    Event("never", client=client).wait()
    raise AssertionError("it was to be ended")


def _of_worker() -> Any:
    """A worker's own connection; None outside of one."""
    try:
        get_worker()
    except ValueError:
        return None
    return get_client()


def test_a_worker_killed_mid_run_loses_nothing(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    news.small_blocks(monkeypatch)
    here = news.some().matched()
    workers = set(client.run(os.getpid).values())
    monkeypatch.setattr(linker, "proposed", first_waits)
    killed: list[int] = []

    def kill() -> None:
        Event("begun", client=client).wait(timeout=120)
        killed.append(client.get_metadata("victim"))
        os.kill(killed[0], signal.SIGKILL)

    killer = Thread(target=kill)
    killer.start()
    found = matched(client)
    killer.join()
    assert set(killed) < workers
    assert found == here


# -- stopped -------------------------------------------------------------------------------------


def test_it_can_be_stopped(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    news.small_blocks(monkeypatch)
    made = news.some()
    told = []

    def stop(done: int, total: int, /) -> None:
        told.append(done)
        if done > total / 2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        NewsMatcher(runner=DaskRunner(client)).match(made.spans, made.documents, stop)
    assert told == sorted(told)
    assert matched(client).pairs, "the cluster is as good as before"
