"""Which words match and which are in conflict."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Shape
from annotations.matching.marks import Marks, marks
from annotations.text.segments import Stretch


def words(left: str, right: str, shape: Shape) -> tuple[list[str], ...]:
    """What is marked, in words: matching and in conflict, of the one and the other."""
    sides = left, right, left, right
    found = marks(left, right, shape)
    return tuple(
        [text[at.start : at.end] for at in places]
        for text, places in zip(sides, found, strict=True)
    )


@pytest.mark.parametrize(
    ("left", "right", "ones", "others"),
    [
        ("Mr Lena Marlow", "Marlow’s", ["Marlow"], ["Marlow"]),
        ("Mohammed Al Hafy", "Mohammad Al-Hafi", None, None),
        ("Юсуф Марзани", "Yusuf Marzani", None, None),
        ("the harbour", "the old harbour", ["harbour"], ["harbour"]),
        ("Lena", "Tom", [], []),
    ],
)
def test_names(left: str, right: str, ones: list[str] | None, others: list[str] | None) -> None:
    matched, too, *clash = words(left, right, Shape.NAME)
    assert clash == [[], []]
    if ones is None or others is None:
        assert " ".join(matched) == left
        assert right.startswith(too[0])
        assert right.endswith(too[-1])
    else:
        assert [one.removesuffix("’s") for one in matched] == ones
        assert [one.removesuffix("’s") for one in too] == others


def test_an_arabic_name_meets_its_latin_spelling() -> None:
    arabic, latin, *_ = words("يوسف المرزاني", "Yusuf Marzani", Shape.NAME)
    assert "يوسف" in arabic
    assert "Yusuf" in latin


def test_statements_mark_content_and_conflict() -> None:
    left = "The ferry Aurora ran aground with 12 crew aboard"
    right = "Ferry Aurora runs aground, 20 crew aboard"
    one, other, clash, clash_too = words(left, right, Shape.STATEMENT)
    assert one == ["ferry", "Aurora", "aground", "crew", "aboard"]
    assert other == ["Ferry", "Aurora", "aground", "crew", "aboard"]
    assert (clash, clash_too) == (["12"], ["20"])


def test_a_denial_is_marked() -> None:
    left = "The registry is leaving Drovnik in autumn"
    found = words(left, "The registry is not leaving Drovnik in autumn", Shape.STATEMENT)
    assert found[2:] == ([], ["not"])


PIECES = st.sampled_from(
    [
        "ferry ",
        "Aurora ",
        "12 ",
        "20 ",
        "40 % ",
        "May ",
        "3 ",
        "not ",
        "Mon ",
        "2019 ",
        "2021 ",
        "a",
        "1,000 ",
        "🙂 ",
        "ét ",
        "المرزاني ",
        "Marzani",
        "crew ",
        "left ",
        "\u202e",
        "👨\u200d👩\u200d👧 ",
        "\n",
    ]
)


@given(
    st.lists(PIECES, max_size=25).map("".join),
    st.lists(PIECES, max_size=25).map("".join),
    st.sampled_from(Shape),
)
def test_marks_are_inside_in_order_and_apart(left: str, right: str, shape: Shape) -> None:
    found = marks(left, right, shape)
    assert isinstance(found, Marks)
    for text, matched, clash in (
        (left, found.left, found.left_conflict),
        (right, found.right, found.right_conflict),
    ):
        for places in (matched, clash):
            _in_order(text, places)
        _in_order(text, tuple(sorted((*matched, *clash))))


def _in_order(text: str, places: tuple[Stretch, ...]) -> None:
    end = 0
    for at in places:
        assert end <= at.start < at.end <= len(text)
        end = at.end
