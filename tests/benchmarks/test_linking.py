"""The matcher links as well as it must, on articles that may lie beside the repository."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.gold import SHARED
from tests.benchmarks.linked import linked_articles
from tests.benchmarks.linking import Figures, Pair, figures, measured

FLOORS = {"entity": Figures(0.50, 0.12, 0.71), "claim": Figures(0.68, 0.15, 0.90)}
"""Less than this is worse than it was: see docs/matcher.md."""


@pytest.mark.skipif(not SHARED.exists(), reason=f"{SHARED.name} is not beside the repository")
def test_the_matcher_links_as_well_as_it_must() -> None:
    found = measured(SHARED)
    for label, floor in FLOORS.items():
        for name, least in floor._asdict().items():
            assert getattr(found[label], name) >= least, (label, name, found[label])


GROUPS: dict[str, list[str | None]] = {
    "a": ["lena", "port", None],
    "b": ["lena", "port"],
    "c": ["lena", "dock"],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Three articles with entities; four gold pairs."""
    lines = []
    for name, groups in GROUPS.items():
        spans = [
            {
                "id": f"{name}{n}",
                "label": "entity",
                "group": group,
                "start": 2 * n,
                "end": 2 * n + 1,
                "text": "xyz"[n],
            }
            for n, group in enumerate(groups)
        ]
        lines.append(
            json.dumps({"id": name, "text": "x y z", "meta": {"topic": "1"}, "spans": spans})
        )
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines))
    return path


def scored(path: Path, *pairs: str) -> Figures:
    ranked = [Pair((pair[:2], pair[2:])) for pair in pairs]
    return figures(list(linked_articles(path)), ranked, "entity")


def test_all_right(gold: Path) -> None:
    assert scored(gold, "a0b0", "a0c0", "b0c0", "a1b1") == pytest.approx((1, 1, 1))


def test_what_is_wrong_or_missing_counts(gold: Path) -> None:
    found = scored(gold, "a0b0", "a1c1", "a0c0")
    assert found.precision == pytest.approx((1 + 2 / 3) / 4)
    assert found.recall == pytest.approx(1 / 4)
    assert found.top == pytest.approx(2 / 4)
    assert scored(gold) == (0, 0, 0)


def test_one_wording_counts_once_for_two_articles(gold: Path) -> None:
    twice = scored(gold, "a0b0", "a0b0", "a0b1", "a1b1")
    assert twice.top == pytest.approx(2 / 4)
