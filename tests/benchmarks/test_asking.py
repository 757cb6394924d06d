"""The simulated expert counts right, on a topic small enough to count by hand."""

import json
from pathlib import Path

import pytest

from annotations.matching.matcher import ScoredPair
from tests.benchmarks.asking import (
    Expert,
    Outcome,
    Policy,
    Queue,
    Topic,
    by_string,
    outcome,
    topics,
)

ARTICLES: dict[str, list[tuple[str, str | None]]] = {
    "d1": [("Lena Marlow", "lena"), ("Marlow", "lena"), ("the harbour", "port")],
    "d2": [("Lena Marlow", "lena"), ("harbour", "port")],
    "d3": [("Ms Marlow", "lena"), ("the harbour", "dock"), ("a crowd", None)],
}


@pytest.fixture
def topic(tmp_path: Path) -> Topic:
    """Three articles; the harbour of the third is another one."""
    lines = []
    for name, contents in ARTICLES.items():
        text, spans = "", []
        for number, (words, group) in enumerate(contents):
            place = {"start": len(text), "end": len(text) + len(words), "text": words}
            spans.append({"id": f"{name}-{number}", "label": "entity", "group": group, **place})
            text += words + "\n"
        meta = {"topic": "7plus" if name == "d2" else "7"}
        lines.append(json.dumps({"id": name, "text": text, "meta": meta, "spans": spans}))
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(lines))
    (found,) = topics(path).values()
    return found


def asked(topic: Topic, queue: Queue, policy: Policy, decisions: int) -> tuple[Outcome, list[str]]:
    """What some decisions bring, and what was asked."""
    expert = Expert(topic, queue, policy, {})
    expert.work(decisions)
    brought = outcome(topic, None, topic.links(None), expert)
    return brought, [f"{pair.left} {pair.right}" for pair, _ in expert.answers]


def queue(*rows: tuple[str, str, float], items: dict[str, str] | None = None) -> Queue:
    """Some proposals."""
    return Queue(
        [ScoredPair(one, two, "entity", score, ()) for one, two, score in rows], items or {}
    )


def test_the_gold_pairs(topic: Topic) -> None:
    assert len(topic.links("entity")) == len(topic.links(None)) == 2 * 2 + 1 + 1
    assert topic.links("claim") == []


def test_strings_are_compared_between_articles_only(topic: Topic) -> None:
    pairs = by_string(topic)
    assert len(pairs) == 3 * 2 + 3 * 3 + 2 * 3
    assert pairs[0][:2] == ("d1-0", "d2-0")
    assert sorted(by_string(topic, shuffled=True)) == sorted(pairs)


ROWS = (("d1-0", "d2-0", 0.9), ("d2-0", "d3-0", 0.8), ("d1-0", "d3-0", 0.7), ("d1-2", "d3-1", 0.6))


def test_what_is_implied_is_known_but_not_asked(topic: Topic) -> None:
    brought, questions = asked(topic, queue(*ROWS), Policy(), 3)
    assert questions == ["d1-0 d2-0", "d2-0 d3-0", "d1-2 d3-1"]
    assert brought == Outcome(decisions=3, right=2, known=3, untrue=0)
    brought, questions = asked(topic, queue(*ROWS), Policy(closure=False), 3)
    assert questions[2] == "d1-0 d3-0"
    assert brought == Outcome(decisions=3, right=3, known=3, untrue=0)


def test_the_mentions_of_an_item_are_known_with_it(topic: Topic) -> None:
    items = {"d1-1": "d1-0"}
    assert asked(topic, queue(*ROWS, items=items), Policy(), 2)[0].known == 5
    assert asked(topic, queue(*ROWS, items=items), Policy(items=False), 2)[0].known == 3


def test_a_stranger_in_an_item_makes_untrue_links(topic: Topic) -> None:
    brought, _ = asked(topic, queue(*ROWS, items={"d3-2": "d3-0"}), Policy(), 2)
    assert brought == Outcome(decisions=2, right=2, known=3, untrue=2)


def test_orders(topic: Topic) -> None:
    rows = queue(("d1-2", "d2-1", 0.9), ("d1-0", "d2-0", 0.8), ("d1-2", "d3-1", 0.5))
    rows = rows._replace(items={"d1-1": "d1-0"})
    assert asked(topic, rows, Policy(), 1)[1] == ["d1-2 d2-1"]
    assert asked(topic, rows, Policy(weight=1.0), 1)[1] == ["d1-0 d2-0"]
    assert asked(topic, rows, Policy(informative=True), 1)[1] == ["d1-2 d3-1"]
