"""What wordings mean, as a column of evidence: with a made-up model, and with the real one."""

import math
import socket
import sys
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from annotations.codebook import Codebook, Shape
from annotations.errors import Refused
from annotations.matching import semantic
from annotations.matching.linker import NewsMatcher
from annotations.matching.matcher import ScoredPair
from annotations.matching.semantic import INSTALL, WordLlama, installed, nearness, vectors_of
from annotations.matching.weights import Weights, shipped, shipped_semantic
from annotations.progress import silent
from annotations.workspace import Workspace
from annotations.workspace.matching import semantic_matcher
from tests.matching.spans import workspace
from tests.workspace.proposing import Given, lettered

ARTICLES = {
    "a": [("claim", "The ferry ran aground"), ("claim", "Wheat is dear")],
    "b": [("claim", "The ferry hit the rocks"), ("claim", "Wheat ferry")],
}
ONLY_MEANING = {Shape.STATEMENT: Weights(("meaning",), (0.0,), (1.0,), (4.0,), 0.0)}


class ByFirstLetter:
    """Texts that begin with the same letter mean the same."""

    name = "letters"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        rows = np.zeros((len(texts), 26), np.float32)
        for row, text in zip(rows, texts, strict=True):
            if text[:1].isascii() and text[:1].isalpha():
                row[ord(text[0].lower()) - ord("a")] = len(text)
        return rows


def proposed(matcher: NewsMatcher) -> dict[tuple[str, str], ScoredPair]:
    return {(p.left, p.right): p for p in matcher.match(*workspace(ARTICLES), silent).pairs}


def test_what_wordings_mean_is_weighed() -> None:
    found = proposed(NewsMatcher(weights=ONLY_MEANING, embedder=ByFirstLetter()))
    likely = round(1 / (1 + math.exp(-4.0)), 4)
    assert found["a0", "b0"].score == likely
    assert found["a1", "b1"].score == likely
    assert tuple(found["a1", "b1"].evidence) == (1.0,)
    assert found["a0", "b1"].score == 0.5


def test_each_wording_is_embedded_once() -> None:
    embedder = ByFirstLetter()
    proposed(NewsMatcher(weights=ONLY_MEANING, embedder=embedder))
    assert sorted(embedder.asked) == sorted(text for a in ARTICLES.values() for _, text in a)


def test_the_name_says_which_model() -> None:
    assert NewsMatcher(embedder=ByFirstLetter()).name == f"{NewsMatcher().name}+letters"


def test_without_a_model_nothing_is_said_of_meaning() -> None:
    with pytest.raises(KeyError, match="meaning"):
        proposed(NewsMatcher(weights=ONLY_MEANING))


def test_its_weights_are_the_usual_ones_and_one_more() -> None:
    usual, more = shipped(), shipped_semantic()
    assert more[Shape.SOURCE] == usual[Shape.SOURCE]
    assert more[Shape.NAME] == usual[Shape.NAME]
    assert more[Shape.STATEMENT].names == (*usual[Shape.STATEMENT].names, "meaning")
    assert more[Shape.STATEMENT].coefficients[-1] > 0


def test_its_proposals_are_learnt_from(ws: Workspace) -> None:
    lettered(ws, "1", "2", label="claim")
    row = shipped_semantic()[Shape.STATEMENT].means
    ws.links.match(Given([ScoredPair("1a", "2a", "claim", 0.5, (), evidence=row)]))
    assert ws.links.learnt().verdicts == 0
    ws.links.decide("1a", "2a", "same")
    assert ws.links.learnt().verdicts == 1


@given(st.lists(st.text(max_size=8), max_size=12))
def test_vectors_are_units_or_nothing(texts: list[str]) -> None:
    vectors = vectors_of(texts, ByFirstLetter())
    assert len(vectors) == len(texts)
    known = [text[:1].isascii() and text[:1].isalpha() for text in texts]
    lengths = np.linalg.norm(vectors.astype(np.float32), axis=1)
    assert np.allclose(lengths, np.array(known, float))
    every = np.arange(len(texts))
    assert np.allclose(nearness(vectors, every, every), np.array(known, float))


def test_many_texts_go_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [chr(ord("a") + number % 26) * (1 + number % 3) for number in range(100)]
    ends = np.arange(100), np.arange(100)[::-1].copy()
    whole = vectors_of(texts, ByFirstLetter())
    near = nearness(whole, *ends)
    monkeypatch.setattr(semantic, "_BATCH", 7)
    monkeypatch.setattr(semantic, "_PAIRS", 7)
    assert np.array_equal(vectors_of(texts, ByFirstLetter()), whole)
    assert np.array_equal(nearness(whole, *ends), near)


# -- the model of the extra ----------------------------------------------------------------------


@pytest.fixture
def unread() -> Iterator[None]:
    """The model is not in memory, before and after."""
    semantic.model.cache_clear()
    yield
    semantic.model.cache_clear()


@pytest.mark.usefixtures("unread")
@pytest.mark.parametrize("missing", ["safetensors", "tokenizers", "wordllama"])
def test_a_missing_model_is_said_with_what_brings_it(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    if missing == "wordllama":
        if not installed():
            pytest.skip("the optional extra diptych[semantic] is not installed")
        semantic.model.cache_clear()
        monkeypatch.setattr(semantic, "find_spec", lambda _: None)
    else:
        monkeypatch.setitem(sys.modules, missing, None)
        monkeypatch.setitem(sys.modules, f"{missing}.numpy", None)
    assert not installed()
    with pytest.raises(Refused) as caught:
        semantic_matcher(Codebook())
    assert INSTALL in str(caught.value)


@pytest.mark.skipif(not installed(), reason="the optional extra diptych[semantic] is not installed")
@pytest.mark.usefixtures("unread")
def test_the_real_model_tells_meanings_apart_and_fetches_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something is fetched")

    monkeypatch.setattr(socket, "socket", refuse)
    texts = ["the quake killed 12 people", "an earthquake left twelve dead", "wheat is dear", ""]
    vectors = vectors_of(texts, WordLlama())
    near = nearness(vectors, np.array([0, 0, 3]), np.array([1, 2, 3]))
    assert near[0] > 0.5
    assert near[1] < 0.2
    assert near[2] == 0
    assert semantic_matcher(Codebook()).name.endswith("+wordllama")
