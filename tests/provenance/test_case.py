"""Which source is taken for an outlet, who is called alike, and what a new label takes away."""

import pytest

from annotations.model import Meaning, Span
from annotations.provenance.case import Case, Material
from annotations.provenance.clusters import Edge
from annotations.provenance.network import network
from tests.provenance.cases import answer, case, doubts, found, material
from tests.report import cases as report


def outlets(lines: str, names: dict[str, str] | None = None) -> list[str]:
    """The outlets that sources are taken for."""
    return [*Case(material(lines, names=names)).ground.outlet_of.values()]


def relabelled(given: Material, label: str, *spans: str) -> Case:
    """A case in which some spans have another label."""

    def now(one: Span) -> Span:
        return one.model_copy(update={"label": label}) if one.id in spans else one

    return Case(given.__class__(**{**vars(given), "spans": [*map(now, given.spans)]}))


# -- what was labelled otherwise -----------------------------------------------------------------


@pytest.mark.parametrize("label", ["entity", "source"])
def test_what_is_no_claim_any_more_contradicts_nothing(label: str) -> None:
    given = material("a | Post | | Rao \n b | Herald | | nobody")
    against = given.__class__(**{**vars(given), "edges": [Edge("a", "b", Meaning.CONTRADICTS)]})
    both = Case(against)
    assert [[one.group.id for one in found] for found in both.contradictions.values()] == [
        ["b"],
        ["a"],
    ]
    told = relabelled(against, label, "b")
    assert not told.contradictions
    assert "contradicts" not in {edge["kind"] for *_, edge in network(told).edges(data=True)}


@pytest.mark.parametrize("label", ["entity", "source"])
def test_a_report_is_made_of_a_claim_that_contradicts_what_is_no_claim_any_more(label: str) -> None:
    one, two = (report.document(f"d{n}", f"In all {n} posts go.", n) for n in (1, 2))
    spans = [report.quoted("a", one, "1 posts go"), report.quoted("b", two, "2 posts go", label)]
    given = report.given([one, two], spans, edges=[("a", "b", Meaning.CONTRADICTS)])
    assert "1 posts go" in report.read(given).text


@pytest.mark.parametrize("label", ["entity", "claim"])
def test_what_is_no_source_any_more_is_nobody_to_rest_on(label: str) -> None:
    direct = relabelled(material("a | Post | | Rao"), label, "a:Rao")
    assert direct.roots["a"].unattributed == ("a",)
    through = relabelled(material("a | Post | | an official < Rao"), label, "a:Rao")
    roots = through.roots["a"].roots
    assert [root.node.id for root in roots] == ["a:an official"]
    assert not through.ground.rests.get("a:an official")


# -- which source is an outlet -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outlet", "source"),
    [
        ("The Economist", "An economist"),
        ("The Economist", "the economist"),
        ("The Economist", "an Economist"),
        ("The Observer", "an observer"),
        ("The Observer", "the observer"),
        ("The Meridian", "an official (Meridian)"),
        ("The Meridian", "officials (at the Meridian)"),
        ("The Meridian", "sources at Meridian"),
    ],
)
def test_a_description_is_no_outlet(outlet: str, source: str) -> None:
    lines = f"a | Mail | | {source} \n b | {outlet} | | Rao"
    assert outlets(lines) == []
    assert answer(case(lines)) == f"2: {source}, Rao"


@pytest.mark.parametrize(
    ("outlet", "source"),
    [
        ("The Economist", "The Economist"),
        ("The Economist", "“Economist”"),
        ("The Economist", "The Economist's"),
        ("the guardian", "the guardian"),
        ("the guardian", "The Guardian"),
        ("An Phoblacht", "An Phoblacht"),
        ("The National", "a United Arab Emirates newspaper, the National"),
        ("The Meridian", "Meridian (London)"),
        ("The Meridian", "(Meridian)"),
        ("The Meridian", "MERIDIAN newspaper"),
        ("★", "★"),
    ],
)
def test_a_name_is_an_outlet(outlet: str, source: str) -> None:
    assert outlets(f"a | Mail | | {source} \n b | {outlet} | | Rao") == [outlet]


def test_who_belongs_to_somebody_in_brackets_is_not_named() -> None:
    told = case("a | Mail | | an official (Meridian) \n b | Post | | sources")
    assert doubts(told) == ["UNNAMED"]
    person = case("a | Mail | | a spokesman (John Smith) \n b | Post | | John Smith")
    assert doubts(person) == ["ALIKE"]


STARS = "a | The Daily Star | | Solvane \n b | The Star | | Rao \n c | Mail | |"


def test_outlets_that_differ_in_their_kind_are_two() -> None:
    told = case("a | TV One | | Rao \n b | Radio One | | Solvane")
    assert [*told.ground.articles_of] == ["TV One", "Radio One"]
    assert outlets(f"{STARS} the Daily Star") == ["The Daily Star"]
    assert outlets(f"{STARS} Star") == ["The Star"]
    assert outlets(f"{STARS} a newspaper, the Star") == ["The Star"]


def test_a_name_without_its_kind_that_two_outlets_have_is_neither() -> None:
    lines = "a | TV One | | Rao \n b | Radio One | | Solvane \n c | Mail | | One News"
    assert outlets(lines) == []
    assert outlets(lines, {"c:One News": "Radio One"}) == ["Radio One"]
    assert outlets("b | Radio One | | Solvane \n c | Mail | | TV One") == ["Radio One"]


def test_an_outlet_in_capitals_and_without_the_is_one() -> None:
    told = case("a | The Meridian | | Rao \n b | MERIDIAN | | Rao")
    assert [*told.ground.articles_of] == ["The Meridian"]


# -- judged different ----------------------------------------------------------------------------

TWO = "a | Post | | The Meridian \n m | The Meridian | | Rao \n c | Mail | | Meridian"
APART = [("a:The Meridian", "c:Meridian")]


def test_of_two_called_like_an_outlet_and_judged_different_neither_is_it() -> None:
    assert answer(case(TWO)) == "1: Rao · through The Meridian"
    assert found(case(TWO, different=APART)).most == 3


def test_that_which_a_person_named_so_is_the_outlet() -> None:
    named = {"a:The Meridian": "The Meridian"}
    told = Case(material(TWO, different=APART, names=named))
    assert told.ground.outlet_of == {"a:The Meridian": "The Meridian"}
    assert answer(told) == "2: Rao, Meridian"
    otherwise = Case(material(TWO, different=APART, names={"c:Meridian": "a yacht"}))
    assert answer(otherwise) == "2: Rao, a yacht"
    both = named | {"c:Meridian": "Meridian"}
    assert not Case(material(TWO, different=APART, names=both)).ground.outlet_of


# -- called alike --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("The Interior Ministry", "the interior ministry", ["ALIKE"]),
        ("Meridian News", "the meridian news", ["ALIKE"]),
        ("The Observer", "an observer", []),
        ("an official", "an official", ["UNNAMED"]),
    ],
)
def test_sources_that_are_alike_but_for_capitals(one: str, other: str, why: list[str]) -> None:
    told = case(f"a | Post | | {one} \n b | Herald | | {other}")
    assert doubts(told) == why
    assert found(told).least == (1 if why else 2)
