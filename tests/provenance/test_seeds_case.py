"""The sample articles, annotated: what their README promises of independent sources comes out."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from annotations.model import Span
from annotations.provenance.board import Filter, Row, rows, wanted
from annotations.provenance.case import Case
from annotations.provenance.roots import Maybe
from annotations.provenance.timeline import lanes
from annotations.workspace import Workspace
from tests import stock

SEEDS = Path(__file__).parent.parent.parent / "seeds"

PAPER, NEWS, OFFICIAL = (
    "The Meridian",
    "The Meridian News",
    "a senior official in Tazmar’s transport ministry",
)
FIGURE = "a senior figure in the country’s transport ministry"
SOURCES, OTHER = "informed sources", "Another source"

CLAIMS = {
    "move": {
        1: ("will leave Drovnik for Marsa Zahir before the autumn", [PAPER]),
        2: ("The ISSR is preparing to transfer its headquarters", [f"{SOURCES} < {NEWS}"]),
        3: ("is to move its head office across the water to Marsa Zahir", [OFFICIAL]),
        4: ("the ISSR would move by Sept. 1", [PAPER]),
        5: ("is said to be moving", ["The Drovnik Observer", "Nawras", PAPER]),
    },
    "no move": {4: ("No decision to move it has been taken", ["Ingrid Solvane"])},
    "140 staff": {
        1: ("140 are to go by 1 September", [PAPER]),
        2: ("Some 140 employees are expected to relocate", [f"{SOURCES} < {NEWS}"]),
        3: ("140 of the Registry’s 212 posts would transfer by 1 September", [OFFICIAL]),
    },
    "35 staff": {4: ("35 employees, not 140, would be seconded", ["Ingrid Solvane"])},
    "3 May": {
        1: ("at a private meeting on 3 May", [f"{FIGURE} < {PAPER}"]),
        3: ("The move was agreed on 3 May", [OFFICIAL]),
    },
    "9 May": {4: ("on May 9 rather than May 3", ["Ingrid Solvane"])},
    "lease": {
        1: ("Tazmar had leased the former customs house", [PAPER]),
        2: ("Tazmar has signed a 10-year contract", [f"{OTHER} < {NEWS}"]),
        3: ("Tazmar has taken a ten-year lease", [OFFICIAL]),
        4: ("had been let to the transport ministry for 10 years", ["Leila Hamdour"]),
        5: ("the lease runs for ten years", ["Nawras"]),
    },
    "licences": {
        1: ("Velmora would take a fresh look", [f"Jaromir Velcan < {PAPER}"]),
        2: ("could have their port licenses re-examined", ["Yaromir Velchan"]),
        3: ("Velmora would review the harbour licence", ["Jaromír Velčan"]),
        4: ("ships could have their licenses reviewed", ["J. Velchan"]),
    },
    "surveyors": {5: ("has seen surveyors go in twice this month", ["Mrs Marzani"])},
}
"""Each claim: where it stands, and whom it is attributed to, in words of each article."""

CONTRADICTING = [("move", 3, "no move"), ("140 staff", 3, "35 staff"), ("3 May", 3, "9 May")]

ONE_PERSON = [
    [(3, OFFICIAL), (1, FIGURE), (2, SOURCES)],
    [(3, OFFICIAL), (2, OTHER)],
    [(3, "Jaromír Velčan"), (1, "Jaromir Velcan"), (2, "Yaromir Velchan"), (4, "J. Velchan")],
]
"""Sources that are one, as a reader of all five sees."""


class Annotated(NamedTuple):
    """The samples with all that is said of them."""

    ws: Workspace
    articles: list[str]
    spans: dict[tuple[int, str], Span]

    def tag(self, article: int, words: str, label: str) -> Span:
        """The span of some words, tagged once."""
        key = article, words
        if key not in self.spans:
            self.spans[key] = stock.tag(self.ws, self.articles[article - 1], words, label)
        return self.spans[key]

    def claim(self, name: str) -> None:
        """Tag a claim, attribute it, and join its mentions."""
        mentions = []
        for article, (words, chains) in CLAIMS[name].items():
            claim = self.tag(article, words, "claim")
            mentions.append(claim)
            for chain in chains:
                rests = claim
                for source in (self.tag(article, one, "source") for one in chain.split(" < ")):
                    self.ws.spans.attribute(rests.id, source.id)
                    rests = source
        for other in mentions[1:]:
            self.ws.links.decide(mentions[0].id, other.id, "same")

    def contradict(self) -> None:
        """Say which claims contradict each other."""
        for name, article, other in CONTRADICTING:
            one = self.spans[article, CLAIMS[name][article][0]]
            against = self.spans[4, CLAIMS[other][4][0]]
            self.ws.links.decide(one.id, against.id, "contradicts")

    def recognise(self) -> None:
        """Say which sources are one."""
        for first, *others in ONE_PERSON:
            for other in others:
                self.ws.links.decide(self.spans[first].id, self.spans[other].id, "same")

    def row(self, case: Case, name: str) -> Row:
        """The row of a claim."""
        article, (words, _) = next(iter(CLAIMS[name].items()))
        span = self.spans[article, words]
        return next(row for row in rows(case) if span in row.group.spans)

    def rests_on(self, case: Case, name: str) -> list[str]:
        """What a claim rests on, each root by the mention of it that tests speak of."""
        spoken = {self.spans[key].id: key[1] for key in SPOKEN_OF}
        roots = [case.groups.by_id[root.node.id] for root in self.row(case, name).roots.roots]
        return [next(spoken[one.id] for one in root.spans if one.id in spoken) for root in roots]


SPOKEN_OF = [
    (3, OFFICIAL), (4, "Leila Hamdour"), (4, "Ingrid Solvane"), (3, "Jaromír Velčan"),
    (5, "Mrs Marzani"),
]  # fmt: skip


@pytest.fixture(scope="module")
def samples() -> Iterator[Annotated]:
    """The samples with every claim and contradiction, and no judgement of sources."""
    with stock.workspaces("ana") as (ws,):
        for sample in sorted(SEEDS.glob("0*.md")):
            ws.importing.file(sample)
        made = Annotated(ws, ws.articles.ids(), {})
        for name in CLAIMS:
            made.claim(name)
        made.contradict()
        yield made


@pytest.fixture(scope="module")
def cases(samples: Annotated) -> tuple[Case, Case]:
    """What is known before sources are judged, and after."""
    before = samples.ws.provenance.case()
    samples.recognise()
    return before, samples.ws.provenance.case()


Cases = tuple[Case, Case]


@pytest.mark.parametrize("name", ["move", "140 staff", "3 May"])
def test_it_rests_on_one_official_and_all_have_it_from_the_meridian(
    samples: Annotated, cases: Cases, name: str
) -> None:
    roots = samples.row(cases[1], name).roots
    assert (roots.least, roots.most) == (1, 1)
    assert roots.through == ("The Meridian",)
    assert roots.unattributed == roots.circular == ()
    assert [len(root.reports) for root in roots.roots] == [len(CLAIMS[name])]
    assert samples.rests_on(cases[1], name) == [OFFICIAL]


def test_until_the_unnamed_are_judged_the_count_says_that_they_may_be_one(
    samples: Annotated, cases: Cases
) -> None:
    roots = samples.row(cases[0], "move").roots
    assert (roots.least, roots.most) == (1, 2)
    assert {doubt.why for doubt in roots.doubts} == {Maybe.UNNAMED}
    assert roots.through == ("The Meridian",)


def test_the_lease_has_two_roots(samples: Annotated, cases: Cases) -> None:
    roots = samples.row(cases[1], "lease").roots
    assert (roots.least, roots.most) == (2, 2)
    assert samples.rests_on(cases[1], "lease") == [OFFICIAL, "Leila Hamdour"]
    assert [len(root.reports) for root in roots.roots] == [4, 1]
    assert roots.through == ()


def test_the_licences_rest_on_the_deputy_minister_in_four_spellings(
    samples: Annotated, cases: Cases
) -> None:
    roots = samples.row(cases[1], "licences").roots
    assert (roots.least, roots.most, len(roots.reports)) == (1, 1, 4)
    assert samples.rests_on(cases[1], "licences") == ["Jaromír Velčan"]


def test_the_surveyors_rest_on_the_baker(samples: Annotated, cases: Cases) -> None:
    assert samples.rests_on(cases[1], "surveyors") == ["Mrs Marzani"]


@pytest.mark.parametrize(("name", "_", "other"), CONTRADICTING)
def test_what_the_registry_denies_is_contradicted(
    samples: Annotated, cases: Cases, name: str, _: int, other: str
) -> None:
    row, against = samples.row(cases[1], name), samples.row(cases[1], other)
    assert row.contradicting == (against.group.id,)
    assert against.contradicting == (row.group.id,)
    assert row.denying == {samples.articles[3]}
    assert samples.rests_on(cases[1], other) == ["Ingrid Solvane"]


def test_the_board_finds_what_is_contradicted_and_what_rests_on_one(
    samples: Annotated, cases: Cases
) -> None:
    found = rows(cases[1])
    assert len(found) == len(CLAIMS)
    assert len(wanted(found, [Filter.CONTRADICTED])) == 2 * len(CONTRADICTING)
    single = [samples.row(cases[1], one) for one in ("move", "140 staff", "3 May", "licences")]
    ids = {row.group.id for row in wanted(found, [Filter.SINGLE])}
    assert ids == {row.group.id for row in single}
    assert wanted(found, [Filter.UNATTRIBUTED]) == []


def test_the_meridian_had_it_first(samples: Annotated, cases: Cases) -> None:
    first = {lane.row.group.id: lane.first for lane in lanes(cases[1], rows(cases[1]))}
    for name in ("move", "140 staff", "3 May", "lease", "licences"):
        assert first[samples.row(cases[1], name).group.id] == (samples.articles[2],)
