"""Finding a character: case, accents, plain ones for curly ones, counts, both directions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.segments import Stretch
from tui.text.finding import DRESSED, find


def test_case() -> None:
    text = "Ab aB ÉÜ éü"
    assert find(text, "a", 0) == (3, 4)
    assert find(text, "a", 0, end=True) == (0, 1)
    assert find(text, "A", 0) is None
    assert find(text, "B", 0) == (4, 5)
    assert find(text, "é", 0) == (6, 7)
    assert find(text, "Ü", 7) is None
    assert find(text, "ü", 7, back=True) is None


def test_accents_in_either_form() -> None:
    text = "cafe\u0301 café e 👩‍👧"
    assert find(text, "é", 0) == (3, 5)
    assert find(text, "é", 3) == (9, 10)
    assert find(text, "e", 0) == (11, 12)
    assert find(text, "👧", 0) is None


@pytest.mark.parametrize("plain", DRESSED)
def test_plain_ones_find_curly_ones(plain: str) -> None:
    for dressed in DRESSED[plain]:
        assert find(f"ab{dressed}c", plain, 0) == (2, 3)
        assert find(f"ab{plain}c", dressed, 0) is None


def test_the_place_itself() -> None:
    text = "x.x.x"
    assert find(text, "x", 2) == (4, 5)
    assert find(text, "x", 2, end=True) == (2, 3)
    assert find(text, "x", 3, back=True) == (2, 3)
    assert find(text, "x", 3, back=True, end=True) == (0, 1)
    assert find(text, "x", 0, 2) == (4, 5)
    assert find(text, "x", 0, 3) is None
    assert find(text, ".", 5, 2, back=True) == (1, 2)


@given(
    st.text('abAB .“"\n', max_size=30),
    st.sampled_from('abAB ."'),
    st.tuples(st.integers(0, 30), st.integers(1, 4)),
    st.tuples(st.booleans(), st.booleans()),
)
def test_it_finds_what_looking_one_by_one_finds(
    text: str, character: str, where: tuple[int, int], how: tuple[bool, bool]
) -> None:
    (place, count), (back, end) = where, how
    place = min(place, len(text))
    same = {character, character.upper()} | set(DRESSED.get(character, ""))
    everywhere = [n for n, letter in enumerate(text) if letter in same]
    if back:
        wanted = [n for n in reversed(everywhere) if n + 1 <= place - end]
    else:
        wanted = [n for n in everywhere if n >= place + (not end)]
    at = wanted[count - 1] if len(wanted) >= count else None
    found = find(text, character, place, count, back=back, end=end)
    assert found == (None if at is None else Stretch(at, at + 1))
