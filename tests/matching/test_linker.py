"""What the matcher proposes, and what it does not: as an analyst would see it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, cast

import pytest

from annotations.matching.linker import NewsMatcher
from annotations.matching.matcher import ScoredPair
from annotations.matching.sources import MOST_ANONYMOUS
from annotations.model import Document, Span
from annotations.progress import silent
from tests.benchmarks.synthetic import corpus
from tests.matching.spans import span_at, tagged, together

GOLDEN = Path(__file__).parents[2] / "seeds" / "golden.jsonl"
SCREENFUL = 20


class Found(NamedTuple):
    """What is proposed, with the spans."""

    pairs: list[ScoredPair]
    texts: Mapping[str, str]

    def between(self, one: str, other: str) -> ScoredPair | None:
        """The best pair of spans with these words, if any is proposed."""
        for pair in self.pairs:
            if [self.texts[end] for end in pair[:2]] in ([one, other], [other, one]):
                return pair
        return None

    def likelihood(self, one: str, other: str) -> float:
        """How likely the best pair of these is: 0 where none is proposed."""
        pair = self.between(one, other)
        return pair.score if pair else 0.0


def found(spans: list[Span], documents: Mapping[str, Document]) -> Found:
    """What the matcher makes of a workspace."""
    pairs = NewsMatcher().match(spans, documents, silent).pairs
    return Found(pairs, {span.id: span.text for span in spans})


@pytest.fixture(scope="module")
def golden() -> Found:
    """The sample articles, annotated."""
    spans, documents = [], {}
    for number, line in enumerate(GOLDEN.read_text("utf-8").splitlines(), 1):
        article = json.loads(line)
        name = article["id"]
        documents[name] = Document(
            id=name, ordinal=number, text=article["text"], text_sha256="0" * 64
        )
        spans += [
            span_at(name, span["id"], span["label"], span["start"], span["text"])
            for span in article["spans"]
        ]
    return found(spans, documents)


# -- the samples -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "left", "right"),
    [
        ("entity", "01-entity-jaromir-velcan", "03-entity-jaromir-velcan"),
        ("entity", "01-entity-yousef-al-marzani", "03-entity-yusuf-al-marzani"),
        ("source", "01-source-velcan", "02-source-velchan"),
        ("source", "01-source-meridian", "02-source-meridian"),
        ("claim", "01-claim-decision", "02-claim-decision"),
        ("claim", "01-claim-decision", "03-claim-decision-1"),
        ("claim", "01-claim-lease", "03-claim-lease"),
        ("claim", "01-claim-licences", "03-claim-licences"),
        ("claim", "01-claim-staff", "03-claim-staff"),
    ],
)
def test_it_is_in_the_first_screenful_of_its_label(
    golden: Found, label: str, left: str, right: str
) -> None:
    first = [pair[:2] for pair in golden.pairs if pair.label == label][:SCREENFUL]
    assert (left, right) in first


@pytest.mark.parametrize(
    "ends",
    [
        ("01-source-velcan", "02-source-velchan"),  # a name in two spellings
        ("01-source-meridian", "02-source-meridian"),  # an outlet whose name is altered
        ("01-claim-decision", "02-claim-decision"),  # the shared quotation
        ("01-claim-lease", "03-claim-lease"),  # a claim in other words
        ("01-claim-move", "03-claim-move"),  # what one outlet retells of another
    ],
)
def test_it_is_in_the_first_screenful_of_all(golden: Found, ends: tuple[str, str]) -> None:
    assert ends in [pair[:2] for pair in golden.pairs[:SCREENFUL]]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Yusuf al-Marzani", "Nadia Marzani"),  # a namesake
        ("Al Marzani", "Nadia Marzani"),
        (
            "Velmoran owners, who hold 62 per cent of the tonnage on its books",
            "62 per cent of those who answered wanted lorries off the quay altogether",
        ),
        (
            "Of the Registry’s 212 jobs, 140 are to go by 1 September",
            "The sewer works begin on 1 September whatever the Captain decides",
        ),
        ("Marsa Zahir", "Marzani"),
    ],
)
def test_what_only_looks_alike_is_not_likely(golden: Found, left: str, right: str) -> None:
    assert golden.likelihood(left, right) < 0.5


def test_a_decision_and_its_denial_contradict(golden: Found) -> None:
    pairs = [pair for pair in golden.pairs if pair.right == "04-claim-no-decision"]
    (pair,) = [pair for pair in pairs if pair.left == "01-claim-decision"]
    assert pair.conflict
    assert "negated in one only" in pair.against


def test_an_arabic_name_is_proposed_with_its_latin_spelling(golden: Found) -> None:
    pair = golden.between("Yusuf al-Marzani", "يوسف المرزاني")
    assert pair
    assert pair.reasons[0].startswith("same name in another script: ")
    assert pair.score > golden.likelihood("Yusuf al-Marzani", "Nadia Marzani")


# -- small workspaces ------------------------------------------------------------------------------

FERRY = (
    "The ferry Aurora ran aground outside Drovnik harbour on Monday. {}. Its captain was taken"
    " ashore by rescuers, and the owners will let divers look at the hull."
)
FERRY_TOO = (
    "Rescuers took everybody off the Aurora, a ferry aground at the mouth of Drovnik harbour. {}."
    " The owners said divers would look at its hull before she is towed."
)


def two(label: str, left: str, right: str) -> ScoredPair | None:
    """What is proposed of two spans in two articles on one event."""
    made = (
        tagged("a", 1, FERRY.format(left), **{label: [left]}),
        tagged("b", 2, FERRY_TOO.format(right), **{label: [right]}),
    )
    return found(*together(*made)).between(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Lena Marlow", "Lena Marlow"),
        ("Mohammed Al Hafy", "Mohammad Al-Hafi"),
        ("World Food Programme", "WFP"),
        ("Yusuf Marzani", "يوسف المرزاني"),
        ("Юсуф Марзани", "Yusuf Marzani"),
        ("Юсуф Марзани", "يوسف المرزاني"),
        ("Владимир Соколов", "Vladimir Sokolov"),
    ],
)
def test_names_that_are_one(left: str, right: str) -> None:
    pair = two("entity", left, right)
    assert pair
    assert pair.score > 0.5
    assert pair.reasons
    assert not pair.against


@pytest.mark.parametrize(
    ("left", "right"),
    [("Mohammed Ali", "Mohammed Hassan"), ("Lena Marlow", "Tom Marlow")],
)
def test_other_persons_of_a_name(left: str, right: str) -> None:
    pair = two("entity", left, right)
    assert pair is None or pair.score < 0.5 or pair.against


@pytest.mark.parametrize(
    ("left", "right", "against"),
    [
        (
            "The hold was 62 per cent full of wheat",
            "The hold was 45 per cent full of wheat",
            "different numbers: 62 %, 45 %",
        ),
        (
            "The crew had seen the warning lights",
            "The crew had not seen the warning lights",
            "negated in one only",
        ),
        ("Twelve crew were aboard", "There were 20 crew aboard", "different numbers: 12, 20"),
        (
            "The captain had signed on in June 2019",
            "The captain had signed on in June 2021",
            "different years: 2019 / 2021",
        ),
        (
            "The ship was last checked on 3 May",
            "The ship had last been checked on May 9",
            "different dates: 3 May / 9 May",
        ),
    ],
)
def test_claims_that_contradict_each_other(left: str, right: str, against: str) -> None:
    pair = two("claim", left, right)
    assert pair
    assert pair.conflict
    assert against in pair.against


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Doce marineros pasaron la noche a bordo", "Los doce marineros pasaron a bordo la noche"),
        ("Das Schiff war auf einen Felsen gelaufen", "Auf einen Felsen war das Schiff gelaufen"),
        ("Паром сел на мель в понедельник", "В понедельник паром сел на мель"),
    ],
)
def test_claims_in_other_languages(left: str, right: str) -> None:
    pair = two("claim", left, right)
    assert pair
    assert pair.score > 0.5
    assert pair.reasons[0].startswith("share ")


# -- sources ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The Herald", "Herald newspaper"),
        ("a Norwegian daily, the Herald", "The Herald"),
        ("Dawn News Agency", "Dawn"),
        ("harbour master Lena Marlow", "Lena Marlow, who runs the harbour"),
    ],
)
def test_sources_by_name(left: str, right: str) -> None:
    pair = two("source", left, right)
    assert pair
    assert pair.score > 0.6
    assert pair.reasons[0].startswith("same name: ")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("a senior port official", "a senior port official"),
        ("a source", "a source"),
        ("a senior Iraqi MP", "a member of Iraq’s parliament"),
        ("the paper", "the newspaper"),
        ("an official at the port", "a senior official of the port authority"),
    ],
)
def test_the_unnamed_are_never_sure(left: str, right: str) -> None:
    pair = two("source", left, right)
    assert pair
    assert pair.score <= MOST_ANONYMOUS
    assert not pair.against


@pytest.mark.parametrize(
    ("left", "right"),
    [("The Herald", "Dawn News"), ("an Iranian official", "an Iraqi official")],
)
def test_other_sources(left: str, right: str) -> None:
    pair = two("source", left, right)
    assert pair is None or (pair.score < 0.5 and pair.against)


SAID = "The decision has been taken, and nobody at the table in May asked for it to be reopened"


def test_one_long_quotation_makes_one_source() -> None:
    made = (
        tagged("a", 1, FERRY.format(f"“{SAID},” she said"), source=["she"]),
        tagged("b", 2, FERRY_TOO.format(f"The minister said: “{SAID}.”"), source=["The minister"]),
    )
    pair = found(*together(*made)).between("she", "The minister")
    assert pair
    assert pair.score > 0.5
    assert "both are given the same long quotation" in pair.reasons


# -- little to go by -------------------------------------------------------------------------------


def test_sources_alone_or_claims_alone_are_enough() -> None:
    for label, text in (("source", "The Herald"), ("claim", "The hold was full of wheat")):
        pair = two(label, text, text)
        assert pair
        assert pair.score > 0.5


def test_police_in_another_town_is_not_the_same_police() -> None:
    texts = (
        FERRY.format("The police came"),
        FERRY_TOO.format("Then the police came"),
        "A baker in Marsa Zahir was robbed of a week’s takings. The police came, and left again.",
    )
    made = [tagged(f"d{n}", n, text, entity=["police"]) for n, text in enumerate(texts)]
    pairs = {pair[:2]: pair.score for pair in found(*together(*made)).pairs}
    near = pairs["d0-entity-0", "d1-entity-0"]
    assert near > 2 * pairs.get(("d0-entity-0", "d2-entity-0"), 0.0)


def test_fresh_articles_come_to_what_all_of_them_come_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.matching.blocking.FEW", 20)
    monkeypatch.setattr("annotations.matching.blocking._AFFORDED", 0)
    made = corpus(600, 1)
    spans = cast("list[Span]", made.spans)  # the same fields, made faster
    documents = cast("dict[str, Document]", made.documents)
    home = {span.id: span.document for span in spans}
    fresh = {*list(documents)[::9]}
    whole = NewsMatcher().match(spans, documents, silent)
    some = NewsMatcher().match(spans, documents, silent, fresh)
    assert some.items == whole.items
    assert some.pairs == [p for p in whole.pairs if {home[p.left], home[p.right]} & fresh]
    assert 0 < some.scored < whole.scored / 2
