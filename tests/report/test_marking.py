"""A text is cut where spans and echoes begin and end, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Role
from annotations.model import Meaning
from annotations.report.marking import Mark, Piece, pieces
from annotations.report.safe import visible
from annotations.text.segments import Stretch
from tests.report import cases

TEXTS = st.text(st.sampled_from("ab \n<&\"'>\0\u202e\ud800🙂ي"), min_size=1, max_size=40)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark], list[Stretch]]:
    """A text with spans and echoes that overlap in any way."""
    text = draw(TEXTS)
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    stretches = st.lists(ends.filter(lambda both: both[0] < both[1]), max_size=8)
    roles = st.sampled_from([str(role) for role in Role])
    marks = [
        Mark(start, end, draw(roles), f"C{number}", f"c{number}")
        for number, (start, end) in enumerate(draw(stretches))
    ]
    return text, marks, [Stretch(*both) for both in draw(stretches)]


@given(marked())
def test_every_character_is_marked_with_what_lies_over_it(
    case: tuple[str, list[Mark], list[Stretch]],
) -> None:
    text, marks, echoes = case
    found = pieces(text, marks, echoes)
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)
    at = 0
    for piece in found:
        for place in range(at, at + len(piece.text)):
            over = {mark.role for mark in marks if mark.start <= place < mark.end}
            assert set(piece.roles) == over
            assert piece.echoes == any(one.start <= place < one.end for one in echoes)
        assert sorted(piece.opening) == sorted(mark for mark in marks if mark.start == at)
        at += len(piece.text)
    assert sum(len(piece.opening) for piece in found) == len(marks)


def test_the_longer_of_two_that_begin_together_comes_first() -> None:
    short, long = Mark(0, 1, "source", "S1", "s1"), Mark(0, 3, "claim", "C1", "c1")
    assert pieces("abcd", [short, long], [Stretch(2, 4)]) == [
        Piece("a", ("claim", "source"), False, (long, short)),
        Piece("b", ("claim",), False, ()),
        Piece("c", ("claim",), True, ()),
        Piece("d", (), True, ()),
    ]


def test_an_empty_text_has_no_pieces() -> None:
    assert pieces("", []) == []


@given(st.lists(marked(), min_size=2, max_size=2))
def test_the_text_in_the_page_is_the_text_of_the_article(
    both: list[tuple[str, list[Mark], list[Stretch]]],
) -> None:
    documents = [cases.document(f"d{n}", text, n) for n, (text, *_) in enumerate(both, 1)]
    spans = [
        cases.span(f"{one.id}-{n}", one, mark.start, mark.end, mark.role)
        for one, (_, marks, _) in zip(documents, both, strict=True)
        for n, mark in enumerate(marks)
    ]
    firsts = [next((s for s in spans if s.document == one.id), None) for one in documents]
    same = [one for one in firsts if one]
    joined = len(same) == 2 and same[0].label == same[1].label
    edges = [(same[0].id, same[1].id, Meaning.SAME)] if joined else []
    shown = cases.read(cases.given(documents, spans, edges=edges)).articles
    # Characters that no page can hold are there as their marks.
    assert sorted(shown) == sorted(visible(one.text) for one in documents)
