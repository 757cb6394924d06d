"""What a key means at a place, and how a selection grows and shrinks."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.codebook import Shape
from annotations.text.natural import grow, natural, shrink
from annotations.text.segments import Segments, Stretch
from tests.text.test_segments import TEXTS

STORY = """\
A senior Harbour Union official, Omar al-Noor, told The Coast Daily that the pier would close.

“Nobody asked us. We will go to court,” the lawmaker said. Mr. Orr’s office did not answer.

A former member of the Ruritanian parliament met Saleh al Karim and U.S. Ambassador Ann Lind.

Unnamed security sources confirmed the “deal” on Monday, according to the "Coast Daily".
"""


def at(words: str, shape: Shape, within: str = "") -> str | None:
    """What the stretch at the first letter of some words is."""
    offset = STORY.index(within or words)
    found = natural(Segments(STORY), STORY.index(words, offset), shape)
    return None if found is None else STORY[found.start : found.end]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("asked us", "Nobody asked us. We will go to court"),
        ("lawmaker", "“Nobody asked us. We will go to court,” the lawmaker said."),
        ("office did", "Mr. Orr’s office did not answer."),
        ("deal", "Unnamed security sources confirmed the “deal” on Monday"),
        ('Coast Daily"', STORY.strip().split("\n\n")[-1]),
    ],
)
def test_a_statement_is_the_quotation_else_the_sentence(words: str, expected: str) -> None:
    assert at(words, Shape.STATEMENT) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("al-Noor", "Omar al-Noor"),
        ("al Karim", "Saleh al Karim"),
        ("Mr.", "Mr. Orr"),
        ("Orr’s", "Orr"),
        ("Ann Lind", "Ann Lind"),
        ("Ambassador", "U.S. Ambassador Ann Lind"),
        ("Ruritanian", "Ruritanian"),
        ("court", "court"),
        ("Coast", "The Coast Daily"),
        (", told", "Omar al-Noor"),
    ],
)
def test_a_name_is_the_capitalised_run_else_the_word(words: str, expected: str) -> None:
    assert at(words, Shape.NAME) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("official", "A senior Harbour Union official, Omar al-Noor"),
        ("Harbour", "A senior Harbour Union official, Omar al-Noor"),
        ("lawmaker", "the lawmaker"),
        ("member", "A former member of the Ruritanian parliament"),
        ("parliament", "the Ruritanian parliament"),
        ("sources", "Unnamed security sources"),
        ("Omar", "A senior Harbour Union official, Omar al-Noor"),
        ("Karim", "Saleh al Karim"),
        ("Lind", "U.S. Ambassador Ann Lind"),
        ("court", "court"),
    ],
)
def test_a_source_is_the_noun_phrase_else_the_name(words: str, expected: str) -> None:
    assert at(words, Shape.SOURCE) == expected


@pytest.mark.parametrize("shape", [Shape.NAME, Shape.SOURCE])
def test_nothing_is_natural_in_white_space(shape: Shape) -> None:
    assert natural(Segments("One.  Two."), 5, shape) is None
    assert natural(Segments(" \n "), 1, Shape.STATEMENT) is None


def test_a_selection_grows_to_the_paragraph_and_shrinks_back() -> None:
    segments = Segments(STORY)
    place = STORY.index("Karim")
    steps = [Stretch(place, place)]
    while (larger := grow(segments, steps[-1])) != steps[-1]:
        steps.append(larger)
    assert [STORY[a:b] for a, b in steps[:3]] == ["", "Karim", "Saleh al Karim"]
    assert steps[-1] == segments.paragraph(place)
    for smaller, larger in pairwise(steps):
        assert shrink(segments, larger, place) == smaller


def test_a_selection_over_two_paragraphs_grows_to_both() -> None:
    segments = Segments("One two.\n\nThree four.")
    assert grow(segments, Stretch(4, 13)) == (0, 21)
    assert grow(segments, Stretch(0, 21)) == (0, 21)


@settings(deadline=None)
@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_growing_is_strict_until_the_paragraph(text: str, one: int, two: int) -> None:
    segments = Segments(text)
    start, end = sorted(min(place, len(text)) for place in (one, two))
    stretch, steps = Stretch(start, end), 0
    while (larger := grow(segments, stretch)) != stretch and steps < 10:
        assert stretch.start == stretch.end or larger.start <= stretch.start
        assert stretch.start == stretch.end or larger.end >= stretch.end
        assert larger.end - larger.start > stretch.end - stretch.start
        stretch, steps = larger, steps + 1
    assert steps < 10
    smaller = shrink(segments, stretch, one)
    assert smaller.end - smaller.start < stretch.end - stretch.start or start == end


@settings(deadline=None)
@given(TEXTS, st.integers(0, 60), st.sampled_from(Shape))
def test_what_is_natural_is_clean(text: str, offset: int, shape: Shape) -> None:
    segments = Segments(text)
    found = natural(segments, offset, shape)
    if found is not None:
        start, end = found
        assert 0 <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert segments.grapheme(start).start == start
        assert segments.grapheme(end).start == end


@pytest.mark.parametrize("shape", [Shape.NAME, Shape.SOURCE])
@pytest.mark.parametrize(
    ("word", "is_taken"),
    [("of", False), ("under", False), ("pier", True), ("quiet", True), ("denied", True)],
)
def test_words_that_only_join_others_are_not_tagged_alone(
    shape: Shape, word: str, is_taken: bool
) -> None:
    text = "quiet lies under pier of denied"
    for shown in (text, text.replace(word, word.capitalize())):
        start = shown.casefold().index(word)
        found = natural(Segments(shown, "en"), start, shape)
        assert (found == (start, start + len(word))) is is_taken
