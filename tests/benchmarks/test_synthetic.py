"""The news made up for the benchmark, and what is found of it."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from annotations.codebook import Shape
from annotations.matching import blocking, nearness
from annotations.matching.blocking import candidates
from annotations.matching.hashing import Places
from annotations.model import Document, Span
from tests.benchmarks.matching import Task, codes, recall, tasks
from tests.benchmarks.synthetic import Corpus, corpus

SHAPES = {"entity": Shape.NAME, "claim": Shape.STATEMENT}


@pytest.fixture(scope="module")
def news() -> Corpus:
    return corpus(2_000)


@pytest.fixture(scope="module")
def made() -> dict[int, list[Task]]:
    return {count: tasks(count, seed=3)[1] for count in (3_000, 12_000)}


@pytest.fixture(autouse=True)
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few thousand forms be treated as if they were very many."""
    monkeypatch.setattr(blocking, "FEW", 0)
    monkeypatch.setattr(blocking, "_AFFORDED", 0)


def test_the_same_seed_makes_the_same_news(news: Corpus) -> None:
    assert corpus(2_000) == news
    assert corpus(20, seed=6).spans[0] != news.spans[0]


def test_spans_are_where_they_say(news: Corpus) -> None:
    assert len(news.spans) >= 2_000
    assert len({span.id for span in news.spans}) == len(news.spans)
    for span in news.spans:
        assert news.documents[span.document].text[span.start : span.end] == span.text
    assert set(Span.model_fields) == set(news.spans[0]._fields)
    assert set(Document.model_fields) == set(next(iter(news.documents.values()))._fields)


def test_what_is_planted_differs_and_is_in_different_articles(news: Corpus) -> None:
    places: dict[tuple[str, str], set[str]] = {}
    for span in news.spans:
        places.setdefault((span.label, span.text), set()).add(span.document)
    for label, pairs in news.planted.items():
        assert pairs
        for one, other in pairs:
            assert one != other
            assert len(places[label, one] | places[label, other]) > 1


def test_nearly_all_that_is_planted_is_found_among_few_others(made: dict[int, list[Task]]) -> None:
    for task in made[12_000]:
        found = candidates(task.forms, SHAPES[task.label])
        assert recall(task.planted, codes(found.left, found.right)) > 0.97
        assert len(found.left) < 15 * len(task.forms)


def test_the_work_for_a_form_does_not_grow_with_the_forms(
    made: dict[int, list[Task]], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[int] = []
    counted = nearness.work_of

    def work_of(asked: csr_matrix, shard: csr_matrix) -> Places:
        work = counted(asked, shard)
        done.append(int(work[-1]))
        return work

    monkeypatch.setattr(nearness, "work_of", work_of)
    monkeypatch.setattr(blocking, "HOLDERS", dict.fromkeys(Shape, 20))
    for small, large in zip(*made.values(), strict=True):
        for task in (small, large):
            candidates(task.forms, SHAPES[task.label])
        growth = np.log(done[-1] / done[-2]) / np.log(len(large.forms) / len(small.forms))
        assert 0.5 < growth < 1.3
