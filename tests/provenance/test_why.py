"""Why a count is what it is: every chain told once, link by link, each with its place."""

from itertools import combinations
from pathlib import Path

import pytest

from annotations.provenance.case import Case
from annotations.provenance.groups import Group
from annotations.provenance.why import Part, Reason, doubtful, why
from annotations.workspace import Workspace
from tests import worked
from tests.provenance import cases


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The sample articles, annotated, but not all of it linked."""
    path: Path = tmp_path_factory.mktemp("why") / "case.db"
    with Workspace.open(path, "ana", create=True) as ws:
        spans = worked.annotate(ws)
        ws.links.clear(spans["official.nawras"], spans["official.meridian"])
        return ws.provenance.case()


def claim(case: Case, words: str) -> Group:
    """The claim with some words in a mention."""
    return next(g for g in case.claims if any(words in span.text for span in g.spans))


def said(reasons: list[Reason], part: Part) -> list[str]:
    """What is said of a part."""
    return [one.words for one in reasons if one.part is part]


def test_the_answer_comes_first_then_doubts_then_contradictions_then_chains(case: Case) -> None:
    parts = [one.part for one in why(case, claim(case, "move its head office"))]
    assert list(dict.fromkeys(parts)) == [
        Part.ROOT, Part.DOUBT, Part.AGAINST, Part.REPORT, Part.STEP,
    ]  # fmt: skip


def test_every_link_of_every_chain_is_told_once(case: Case) -> None:
    group = claim(case, "move its head office")
    reasons = why(case, group)
    steps = [one for one in reasons if one.part is Part.STEP]
    found = case.roots[group.id]
    # The Meridian's own report is told where the first chain comes to it, and where it is listed.
    assert len({one.words for one in steps}) == len(found.steps)
    assert len(said(reasons, Part.REPORT)) == len(found.reports)
    (doubt,) = said(reasons, Part.DOUBT)
    assert doubt.startswith("may be one: a senior figure in the country’s transport ministry and")
    assert doubt.endswith(
        "informed sources: neither is named, and nobody has said that they differ"
    )


def test_each_place_is_where_the_words_are(case: Case) -> None:
    reasons = why(case, claim(case, "move its head office"))
    starts = {(span.document, span.start) for span in case.material.spans}
    told = [place for one in reasons for place in one.places]
    assert told
    assert set(told) <= starts
    against = next(one for one in reasons if one.part is Part.AGAINST)
    assert len(against.places) == 2


def test_what_names_nobody_is_unknown(case: Case) -> None:
    reasons = why(case, claim(case, "Some 140 employees"))
    assert said(reasons, Part.UNKNOWN) == [
        "Nawras News Agency names nobody: what it rests on is not known"
    ]
    alone = why(case, claim(case, "largest office employer"))
    assert [one.part for one in alone] == [Part.REPORT, Part.UNKNOWN]


def test_sources_without_a_name_are_told_in_one_line_and_those_that_differ_in_two() -> None:
    lines = "\n".join(f"a{n} | Outlet{n} | | an official" for n in range(9))
    one = cases.case(lines)
    (doubt,) = said(why(one, one.claims[0]), Part.DOUBT)
    assert doubt.startswith(
        "may be one: these 9 are not named, and nobody has said that they differ"
    )
    assert doubt.endswith(": an official, an official, an official and 6 more")
    one = cases.case(lines, different=[("a0:an official", "a1:an official")])
    told = list(doubtful(cases.found(one)))
    assert [len(doubt.nodes) for doubt in told] == [8, 8]
    pairs = {frozenset(pair) for doubt in told for pair in combinations(doubt.nodes, 2)}
    assert pairs == {frozenset(doubt[:2]) for doubt in cases.found(one).doubts}
