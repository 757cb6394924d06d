"""What is looked at first: how little speaks for an item, how often its like was corrected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Codebook
from annotations.model import Document, Meaning
from annotations.review.difficulty import UNKNOWN, Difficulty, support, support_of_link
from annotations.review.items import Item
from annotations.review.records import Kind, Review, Ruling

TEXT = "The minister resigned on Monday. “They will go,” Anna Smith said. Nobody knew why."
CLAIM, SPEAKER = "They will go", "Anna Smith"


def _span(words: str, label: str, name: str = "") -> Item:
    start = TEXT.index(words)
    place = (start, start + len(words))
    return Item(Kind.SPAN, name or words, "ana", "one", label, (place,), (words,), words)


def _attribution(claim: Item, source: Item) -> Item:
    return Item(
        Kind.ATTRIBUTION, f"{claim.id}+{source.id}", "ana", "one", "attributed_to",
        claim.places + source.places, claim.ends + source.ends, claim.text,
    )  # fmt: skip


def _support(*items: Item) -> dict[str, float]:
    document = Document(id="one", ordinal=1, text=TEXT, text_sha256="f" * 64, language="en")
    return support(items, document, Codebook())


def _ruled(item: Item, ruling: Ruling) -> Review:
    return Review(
        id=f"{item.id}/ben", kind=item.kind, item=item.id, document="one", author="ana",
        annotator="ben", ruling=ruling, before=item.content, decided="2025-01-01T00:00:00Z",
    )  # fmt: skip


def test_what_would_have_been_suggested_has_support() -> None:
    name, odd = _span(SPEAKER, "entity"), _span("knew why", "entity")
    found = _support(name, odd)
    assert found[odd.id] == 0.0
    assert found[name.id] == 1.0
    part = _span("Anna", "entity")
    assert 0 < _support(part)[part.id] < 1


def test_an_attribution_has_support_where_the_text_ascribes_it() -> None:
    claim, speaker, other = (
        _span(CLAIM, "claim"), _span(SPEAKER, "source"), _span("minister", "source"),
    )  # fmt: skip
    right, wrong = _attribution(claim, speaker), _attribution(claim, other)
    for both in ((right, wrong), (wrong, right)):
        found = _support(*both)
        assert found[right.id] > 0.5
        assert found[wrong.id] == 0.0


@pytest.mark.parametrize(
    ("meaning", "score", "found"),
    [
        (Meaning.SAME, 0.9, 0.9),
        (Meaning.CONTRADICTS, 0.9, 0.9),
        (Meaning.DIFFERENT, 0.9, 0.1),
        (Meaning.UNSURE, 0.9, UNKNOWN),
        (Meaning.SAME, None, UNKNOWN),
        (None, 0.9, UNKNOWN),
    ],
)
def test_a_link_has_the_support_of_the_score(
    meaning: Meaning | None, score: float | None, found: float
) -> None:
    assert support_of_link(meaning, score) == pytest.approx(found)


def test_what_has_little_support_is_hard() -> None:
    name, odd = _span(SPEAKER, "entity"), _span("knew why", "entity")
    hard = Difficulty({name.id: 1.0, odd.id: 0.0})
    assert hard.of(odd) > hard.of(name)
    assert hard.of(_span("Nobody", "entity")) == UNKNOWN


def test_what_is_like_what_was_corrected_is_hard() -> None:
    one, like, other = (
        _span("Monday", "entity"), _span("Monday", "entity", "again"), _span("Anna", "entity"),
    )  # fmt: skip
    unlike = _span("Monday", "source", "third")
    hard = Difficulty({}, [_ruled(one, Ruling.REJECT)])
    assert hard.of(like) == hard.of(other) > hard.of(unlike) == UNKNOWN
    for _ in range(3):
        hard.learn(_ruled(other, Ruling.AGREE))
    assert hard.of(like) > UNKNOWN > hard.of(other)


RULED = st.lists(
    st.tuples(
        st.sampled_from(["Monday", "Anna", SPEAKER, "knew"]),
        st.sampled_from(["entity", "source"]),
        st.sampled_from(Ruling),
    ),
    max_size=12,
)


@given(rulings=RULED, more=RULED)
def test_it_is_between_0_and_1_and_what_is_unlearnt_is_gone(
    rulings: list[tuple[str, str, Ruling]], more: list[tuple[str, str, Ruling]]
) -> None:
    first = [_ruled(_span(words, label), ruling) for words, label, ruling in rulings]
    then = [_ruled(_span(words, label), ruling) for words, label, ruling in more]
    hard, plain = Difficulty({}, first), Difficulty({}, first)
    for one in then:
        hard.learn(one)
    for one in then:
        hard.learn(one, -1)
    for words, label in (("Monday", "entity"), (SPEAKER, "source"), ("Nobody", "claim")):
        item = _span(words, label)
        assert 0 <= hard.of(item) <= 1
        assert hard.of(item) == plain.of(item)
