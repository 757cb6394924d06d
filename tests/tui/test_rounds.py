"""The round through partners: every one once, whatever comes or goes meanwhile."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import DocumentDetails, Span
from annotations.workspace.partners import Partner
from tui.screens.reader.rounds import Round


def partner(name: str, document: str = "a") -> Partner:
    fields: dict[str, Any] = {"annotator": "ana", "label": "entity", "created": ""}
    span = Span(id=name, document=document, start=0, end=1, text="x", **fields)
    return Partner(span, "same", (), DocumentDetails())


def shown(found: tuple[int, Partner]) -> tuple[int, str]:
    return found[0], found[1].span.id


def test_those_in_sight_come_first_and_keep_their_place() -> None:
    partners = [partner("1"), partner("2", "b"), partner("3"), partner("4", "b")]
    here = Round()
    steps = [shown(here.step("s", partners, "b")) for _ in range(5)]
    assert steps == [(1, "2"), (2, "4"), (3, "1"), (4, "3"), (1, "2")]
    assert shown(here.step("other", partners, "a")) == (1, "1")


def test_one_that_goes_is_passed_and_one_that_comes_is_last() -> None:
    one, two, three, four = map(partner, "1234")
    here = Round()
    assert shown(here.step("s", [one, two, three], None)) == (1, "1")
    assert shown(here.step("s", [one, two, three], None)) == (2, "2")
    assert shown(here.step("s", [four, one, three], None)) == (2, "3")
    assert shown(here.step("s", [four, one, three], None)) == (3, "4")
    assert shown(here.step("s", [two], None)) == (1, "2")


@given(st.lists(st.sets(st.sampled_from("12345"), min_size=1), min_size=1))
def test_the_number_is_the_place(rounds: list[set[str]]) -> None:
    here = Round()
    for names in rounds:
        number, found = here.step("s", [partner(name) for name in sorted(names)], None)
        assert found.span.id in names
        assert 1 <= number <= len(names)
