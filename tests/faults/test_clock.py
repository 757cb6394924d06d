"""The clock goes backwards, or stands still: identifiers stay unique, and history in its order."""

import datetime as dt
import random
from pathlib import Path

import pytest
import uuid_utils

from annotations.store import clock
from annotations.workspace import Workspace
from tests.faults import works
from tests.faults.figures import Count

ACTS = 200
YEAR = 365 * 24 * 3600
NOW = 1_800_000_000


class Clock:
    """A clock that is put back and forward."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.time = NOW
        self.put_back = 0

    def tick(self) -> None:
        """Go on by a second, or stand still, or be put back, or forward."""
        step = self._rng.choice((1, 0, -3600, -YEAR, 3600, -1))
        self.put_back += step < 0
        self.time += step

    def now(self, zone: dt.tzinfo) -> dt.datetime:
        """As `datetime.now`."""
        return dt.datetime.fromtimestamp(self.time, zone)


@pytest.fixture
def turned(monkeypatch: pytest.MonkeyPatch, rng: random.Random) -> Clock:
    """The clock that the program goes by."""
    found, real = Clock(rng), uuid_utils.uuid7
    monkeypatch.setattr(clock, "datetime", found)
    monkeypatch.setattr(uuid_utils, "uuid7", lambda: real(nanoseconds=found.time * 10**9))
    return found


def test_acts_stay_in_order_and_are_taken_back_in_order(
    tmp_path: Path, turned: Clock, rng: random.Random, count: Count
) -> None:
    case, copy = tmp_path / "case.db", tmp_path / "copy.db"
    with Workspace.open(case, "ben", create=True) as ws:
        works.take_in_samples(ws)
    with Workspace.open(case, "ana") as ws:
        for _ in range(ACTS):
            turned.tick()
            works.one_act(ws, rng)
        acts = [*ws.history.acts()]
        astray = sum(act.seq != number for number, act in enumerate(acts, 1))
        assert len({act.id for act in acts}) == len(acts)
        assert [act.time for act in acts] != sorted(act.time for act in acts)
        ws.history.backup(copy)
        turned.time -= YEAR
        ends = [ws.spans.tag(ws.articles.ids()[0], 0, end, "claim").end for end in (50, 60, 70)]
        for end in reversed(ends):
            turned.tick()
            assert ws.history.undo().words.startswith("tagged claim")
            assert end not in {s.end for s in ws.spans.in_article(ws.articles.ids()[0])
                               if s.start == 0 and s.label == "claim"}  # fmt: skip
        assert ws.history.check() == []
    _copies_come_together(case, copy, turned, rng)
    count("clock going backwards", acts=ACTS, times_put_back=turned.put_back, out_of_order=astray)
    assert astray == 0
    assert turned.put_back > ACTS / 4


def _copies_come_together(case: Path, copy: Path, turned: Clock, rng: random.Random) -> None:
    """A copy that was worked on while the clock went wrong is merged."""
    with Workspace.open(copy, "ben") as ben:
        for _ in range(20):
            turned.tick()
            works.one_act(ben, rng)
    with Workspace.open(case, "ana") as ws:
        ws.merging.take_in(copy)
        assert ws.history.check() == []
        assert len([*ws.exporting.lines()]) == len(ws.articles.ids())
