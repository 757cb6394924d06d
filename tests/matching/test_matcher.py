"""The matcher as its callers see it."""

import random

import pytest

from annotations.codebook import Shape
from annotations.errors import Cancelled
from annotations.matching import index
from annotations.matching.matcher import Matcher, ScoredPair
from annotations.matching.strings import LEAST, MOST_SPANS, StringMatcher
from annotations.model import Document, Span
from annotations.progress import silent

ARTICLES = {
    "b": [
        ("entity", "Lena Marlow"),
        ("entity", "the harbour"),
        ("entity", "Marlow"),
        ("source", "a Norwegian daily, the Herald"),
        ("claim", "The ferry Aurora ran aground near the harbour with 12 crew aboard"),
    ],
    "a": [
        ("entity", "Ms. Marlow"),
        ("entity", "the harbour"),
        ("source", "The Herald"),
        ("claim", "Ferry Aurora runs aground off the harbour, 20 crew aboard"),
        ("ship", "Aurora"),
        ("entity", "—"),
    ],
    "c": [("entity", "Lena Marlowe"), ("claim", "Wheat prices fell on Monday"), ("ship", "Aurora")],
}


def article(
    name: str, ordinal: int, contents: list[tuple[str, str]]
) -> tuple[Document, list[Span]]:
    """An article that holds its spans one a line."""
    text, spans = "", []
    for number, (label, quote) in enumerate(contents):
        spans.append(
            Span(
                id=f"{name}{number}",
                document=name,
                annotator="ann",
                start=len(text),
                end=len(text) + len(quote),
                label=label,
                text=quote,
                created="2026-01-01T00:00:00Z",
            )
        )
        text += quote + "\n"
    return Document(id=name, ordinal=ordinal, text=text, text_sha256="0" * 64), spans


def workspace(
    articles: dict[str, list[tuple[str, str]]],
) -> tuple[list[Span], dict[str, Document]]:
    """Several articles, in the order given."""
    made = [article(name, n, contents) for n, (name, contents) in enumerate(articles.items(), 1)]
    return [s for _, spans in made for s in spans], {d.id: d for d, _ in made}


@pytest.fixture
def pairs() -> list[ScoredPair]:
    return StringMatcher().match(*workspace(ARTICLES), silent).pairs


def test_it_fits_the_seam() -> None:
    matcher: Matcher = StringMatcher()
    assert matcher.name == "strings/1"


def test_pairs_join_different_documents_and_one_label(pairs: list[ScoredPair]) -> None:
    spans, documents = workspace(ARTICLES)
    by_id = {span.id: span for span in spans}
    assert pairs
    for pair in pairs:
        left, right = by_id[pair.left], by_id[pair.right]
        assert documents[left.document].ordinal < documents[right.document].ordinal
        assert left.label == right.label == pair.label


def test_every_pair_has_a_score_and_one_to_three_reasons(pairs: list[ScoredPair]) -> None:
    assert all(LEAST <= pair.score <= 1 and 1 <= len(pair.reasons) <= 3 for pair in pairs)
    assert [p.score for p in pairs] == sorted((p.score for p in pairs), reverse=True)
    assert len({(p.left, p.right) for p in pairs}) == len(pairs)


def test_what_it_finds(pairs: list[ScoredPair]) -> None:
    found = {(p.left, p.right): p.reasons[0] for p in pairs}
    assert found["b2", "a0"] == "same name: Marlow"
    assert found["b0", "a0"] == "surname only: Marlow"
    assert found["b3", "a2"].startswith("same name: ")
    assert found["a4", "c2"] == "same name: Aurora"
    assert ("b4", "a3") in found
    assert not any("a5" in ends or "c1" in ends for ends in found)


def test_the_order_of_the_spans_does_not_matter(pairs: list[ScoredPair]) -> None:
    spans, documents = workspace(ARTICLES)
    for seed in range(5):
        random.Random(seed).shuffle(spans)
        assert StringMatcher().match(spans, documents, silent).pairs == pairs


def test_nothing_to_compare() -> None:
    assert StringMatcher().match([], {}, silent).pairs == []
    assert StringMatcher().match(*workspace({"a": ARTICLES["a"]}), silent).pairs == []


def test_a_label_can_be_given_a_shape() -> None:
    texts = {"a": [("event", "The Vote")], "b": [("event", "The Vote")]}
    (as_name,) = StringMatcher().match(*workspace(texts), silent).pairs
    (as_statement,) = (
        StringMatcher({"event": Shape.STATEMENT}).match(*workspace(texts), silent).pairs
    )
    assert as_name.reasons == ("same name: The Vote",)
    assert as_statement.reasons == ("word for word the same, 2 words",)


def test_progress_goes_up_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    StringMatcher().match(*workspace(ARTICLES), lambda done, total: seen.append((done, total)))
    assert seen == [(n, len(seen) - 1) for n in range(len(seen))]


def test_it_stops_when_told() -> None:
    def stop(done: int, total: int) -> None:
        if done == 2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        StringMatcher().match(*workspace(ARTICLES), stop)


def test_the_index_finds_what_all_pairs_find(
    pairs: list[ScoredPair], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FEW", 0)
    by_index = StringMatcher().match(*workspace(ARTICLES), silent).pairs
    missed = {p[:2] for p in pairs} - {p[:2] for p in by_index}
    assert not missed


def test_a_name_in_very_many_places_is_joined_but_not_squared() -> None:
    many = {f"d{n}": [("entity", "Lena Marlow")] * 2 for n in range(120)}
    pairs = StringMatcher().match(*workspace(many), silent).pairs
    assert len(pairs) == MOST_SPANS
    assert {p.right[:-1] for p in pairs if p.left == "d00"} == set(many) - {"d0"}
