"""What speaks for and against pairs, in numbers."""

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Shape
from annotations.matching.evidence import columns, evidence
from annotations.matching.subjects import Pairs, Subjects
from annotations.matching.weights import shipped
from tests.matching.spans import Contents, subjects

LABELS = {Shape.NAME: "entity", Shape.STATEMENT: "claim", Shape.SOURCE: "source"}
FERRY = "The ferry Aurora ran aground near the harbour with {} aboard"


def all_pairs(of: Subjects) -> Pairs:
    """All pairs of items of different articles, by their fullest wordings."""
    every = combinations(range(len(of.items)), 2)
    apart = [(a, b) for a, b in every if of.document[a] != of.document[b]]
    pairs = np.array(apart, np.int64).reshape(-1, 2)
    left, right = pairs[:, 0], pairs[:, 1]
    return Pairs(left, right, of.form[left], of.form[right])


def of_two(label: str, left: str, right: str, *around: str) -> dict[str, float]:
    """The evidence of two spans in articles that say no more than this."""
    rest = [("", text) for text in around]
    found = subjects({"a": [(label, left), *rest], "b": [(label, right), *rest]}, label)
    return {name: float(column[0]) for name, column in evidence(found, all_pairs(found)).items()}


@pytest.mark.parametrize("shape", Shape)
def test_what_is_weighed_is_there(shape: Shape) -> None:
    text = FERRY.format("12 crew")
    found = of_two(LABELS[shape], text, text)
    assert set(shipped()[shape].names) <= found.keys()


def test_columns_stand_side_by_side() -> None:
    found = {"one": np.array([1.0, 2.0]), "other": np.array([3.0, 4.0])}
    assert columns(found, ["other", "one"]).tolist() == [[3.0, 1.0], [4.0, 2.0]]


def test_names() -> None:
    same, other = (of_two("entity", "Lena Marlow", name) for name in ("Lena Marlow", "Tom Reed"))
    assert same["inside"] > other["inside"]
    assert (same["names_differ"], other["names_differ"]) == (0, 1)
    noun = of_two("entity", "Lena Marlow", "the captain")
    assert (noun["name_and_noun"], noun["names_differ"], noun["persons"]) == (1, 0, 1)
    assert of_two("entity", "the captain", "in the harbour")["sorts_differ"] == 1


def test_statements() -> None:
    one, twelve, twenty, denied = (
        of_two("claim", FERRY.format("12 crew"), FERRY.format(crew))
        for crew in ("12 crew", "twelve crew", "20 crew", "no crew")
    )
    assert one["numbers_differ"] == twelve["numbers_differ"] == 0 < twenty["numbers_differ"]
    assert one["negation"] == 0 < denied["negation"]
    assert one["shared"] >= twenty["shared"] > of_two("claim", FERRY, "Wheat fell")["shared"]


def test_sources() -> None:
    same, other = (of_two("source", "The Herald", name) for name in ("the Herald", "Dawn News"))
    assert same["called"] > 0 > other["called"]
    assert same["quoted"] == 0
    said = "“The decision has been taken and nobody asked for it to be reopened,” "
    texts = {"a": [("", said), ("source", "said Lena Ortiz")], "b": [("source", "She"), ("", said)]}
    texts = {name: [(label, quote) for label, quote in some] for name, some in texts.items()}
    known = subjects(texts, "source")
    assert known.quoted == frozenset()  # a line is a paragraph: nobody is said to say it


WORDS = st.sampled_from(
    [
        "a",
        "I",
        "Lena",
        "Marlow",
        "the",
        "12",
        "40 %",
        "not",
        "“",
        "”",
        "said",
        "يوسف المرزاني",
        "Юсуф",
        "🙂",
        "👨\u200d👩\u200d👧",
        "é",
        "李",
        "—",
        "\u202eabc",
        "U.S.",
        "'",
        "captain",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=8).map(" ".join) | st.text(min_size=1, max_size=12)


@given(
    st.sampled_from(Shape),
    st.lists(st.lists(st.tuples(st.booleans(), TEXTS), min_size=1, max_size=4), max_size=4),
)
def test_whatever_the_texts(shape: Shape, texts: list[list[tuple[bool, str]]]) -> None:
    label = LABELS[shape]
    articles: dict[str, Contents] = {
        f"d{n}": [(label if is_tagged else "", text) for is_tagged, text in contents]
        for n, contents in enumerate(texts)
    }
    if not any(is_tagged for contents in texts for is_tagged, _ in contents):
        return
    found, again = by_ends(articles, label), by_ends(dict(reversed(articles.items())), label)
    assert found.keys() == again.keys()
    for ends, row in found.items():
        assert all(map(math.isfinite, row.values())), ends
        for name in shipped()[shape].names:
            assert row[name] == pytest.approx(again[ends][name], abs=1e-9), name


def by_ends(articles: dict[str, Contents], label: str) -> dict[frozenset[str], dict[str, float]]:
    """The evidence of all pairs of items of different articles, by their spans."""
    known = subjects(articles, label)
    pairs = all_pairs(known)
    found = evidence(known, pairs) if len(pairs) else {}
    assert all(column.shape == (len(pairs),) for column in found.values())
    return {
        frozenset((known.items[one].span.id, known.items[other].span.id)): {
            name: float(column[number]) for name, column in found.items()
        }
        for number, (one, other) in enumerate(
            zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
        )
    }
