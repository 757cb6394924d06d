"""The halves of a sentence, and what somebody in it is said to say."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotations.text import graphemes
from annotations.text.clauses import clause_at, reported_at
from annotations.text.segments import Segments, Stretch
from tests.text.test_segments import TEXTS

STORY = "The pier closed, and two men left; no one came. Orr said that it would open again."


def clause(words: str) -> str:
    return STORY[slice(*clause_at(Segments(STORY), STORY.index(words)))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The pier", "The pier closed"),
        ("closed", "The pier closed"),
        ("two men", "two men left"),
        ("no one", "no one came"),
        ("it would", "it would open again"),
    ],
)
def test_clauses(words: str, expected: str) -> None:
    assert clause(words) == expected


def test_what_is_reported() -> None:
    segments = Segments(STORY)
    found = reported_at(segments, STORY.index("open"))
    assert found
    assert STORY[slice(*found)] == "it would open again"
    assert reported_at(segments, STORY.index("Orr")) is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [("It is.", "It is"), ("Is it?!", "Is it"), ("It is", "It is"), ("(It is.)", "(It is.)"), ("…", "…")],
)  # fmt: skip
def test_without_stop(text: str, kept: str) -> None:
    assert text[slice(*Segments(text).without_stop(Stretch(0, len(text))))] == kept


@settings(deadline=None)
@given(TEXTS, st.integers(0, 400))
@example("\N{ARABIC NUMBER SIGN} ", 0)  # a mark that a number would follow keeps its space
def test_a_clause_lies_in_its_sentence(text: str, offset: int) -> None:
    segments = Segments(text)
    sentence, found = segments.sentence(offset), clause_at(segments, offset)
    assert sentence.start <= found.start <= found.end <= sentence.end
    assert graphemes.trim(text, *found) == tuple(found)
