"""How likely two articles report the same event."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.matching.context import Articles, content

FERRY = "The ferry Aurora ran aground near Drovnik harbour. Its captain Lena Ortiz was rescued."
FERRY_TOO = "Rescuers took captain Ortiz off the ferry Aurora, aground outside Drovnik harbour."
WHEAT = "Wheat prices fell for a third day as rain reached the northern plains of Velmora."
STRIKE = "Bakers in Marsa Zahir began a strike over wages; the union expects three weeks of it."
NONE = np.zeros(0, np.int64)


def cosine(articles: Articles, one: int, other: int) -> float:
    return float(articles.evidence(np.array([one]), np.array([other]))["articles_cosine"][0])


def test_articles_on_one_event_are_nearer_than_others() -> None:
    articles = Articles([FERRY, WHEAT, FERRY_TOO, STRIKE])
    assert cosine(articles, 0, 2) > 3 * max(cosine(articles, 0, 1), cosine(articles, 2, 3))
    near = articles.near()
    assert list(zip(near.left.tolist(), near.right.tolist(), strict=True)) == [(0, 2)]
    found = articles.evidence(np.array([0, 0]), np.array([2, 1]))
    for name, column in found.items():
        assert column[0] > column[1], name


def test_two_articles_are_enough() -> None:
    articles = Articles([FERRY, FERRY_TOO])
    assert cosine(articles, 0, 1) > cosine(Articles([FERRY, WHEAT]), 0, 1)
    assert len(articles.near().left) == 1


@pytest.mark.parametrize("texts", [[], [FERRY], [""], ["", ""], ["", FERRY], ["—", "🙂"]])
def test_few_or_empty_articles(texts: list[str]) -> None:
    articles = Articles(texts)
    assert len(articles.near().left) == 0
    assert all(len(column) == 0 for column in articles.evidence(NONE, NONE).values())
    if len(texts) > 1:
        found = articles.evidence(np.array([0]), np.array([1]))
        assert all(np.isfinite(column).all() for column in found.values())


def test_content_is_stems_without_function_words() -> None:
    assert content("The FERRIES were leaving, 2 of them") == ["ferri", "leav", "2"]


def test_a_stem_of_every_article_tells_least() -> None:
    rarity = Articles([f"Drovnik {word}" for word in ("ferry", "wheat", "strike")]).rarity
    assert 0 < rarity["drovnik"] < rarity["ferry"] <= 1


@given(st.lists(st.text(max_size=40), max_size=5))
def test_whatever_the_texts(texts: list[str]) -> None:
    articles = Articles(texts)
    left, right = np.triu_indices(len(texts), 1)
    for column in articles.evidence(left, right).values():
        assert column.shape == left.shape
        assert np.isfinite(column).all()
    near = articles.near()
    assert (near.left < near.right).all()
