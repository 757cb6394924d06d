"""Which pairs of items are looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import Cancelled
from annotations.matching import pairing
from annotations.matching.corpus import Corpus
from annotations.matching.pairing import pairs_of
from annotations.matching.subjects import Subjects
from annotations.progress import silent
from tests.matching.spans import subjects, tagged, together

FERRY = "The ferry Aurora ran aground near Drovnik harbour on Monday; its owner had sold it."


def ends(of: Subjects) -> list[tuple[str, str]]:
    """The spans of the pairs that are looked at."""
    pairs = pairs_of(of, silent)
    places = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    return [(of.items[one].span.id, of.items[other].span.id) for one, other in places]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Lena Marlow", "L. Marlow"),
        ("Mohammed Al Hafy", "Mohammad Al-Hafi"),
        ("World Food Programme", "WFP"),
        ("Yusuf Marzani", "يوسف المرزاني"),
        ("Юсуф Марзани", "Yusuf Marzani"),
        ("Юсуф Марзани", "يوسف المرزاني"),
        ("the harbour", "harbour"),
    ],
)
def test_names_that_are_near_meet(left: str, right: str) -> None:
    assert ends(subjects({"a": [("entity", left)], "b": [("entity", right)]})) == [("a0", "b0")]


def test_a_name_meets_a_noun_in_articles_on_one_event_only() -> None:
    other = "Wheat prices fell for a third day as rain reached the northern plains."
    for text, met in ((FERRY, [("a0", "b0")]), (other, [])):
        articles = {
            "a": [("entity", "Lena Ortiz"), ("", FERRY)],
            "b": [("entity", "the captain"), ("", text)],
        }
        assert ends(subjects(articles)) == met


def test_sources_meet_by_a_quotation() -> None:
    said = "The decision has been taken, and nobody at the table in May asked for it to be reopened"
    made = (
        tagged("a", 1, f"“{said},” Lena Ortiz said.", source=["Lena Ortiz"]),
        tagged("b", 2, f"She told reporters: “{said}.”", source=["She"]),
    )
    spans, documents = together(*made)
    known = Corpus.of(documents.values(), spans).subjects("source")
    assert ends(known) == [("a-source-0", "b-source-0")]


def test_claims_that_share_words_meet() -> None:
    articles = {"a": [("claim", FERRY)], "b": [("claim", "Aurora, a ferry, is aground in Drovnik")]}
    assert ends(subjects(articles, "claim")) == [("a0", "b0")]


def test_it_can_be_stopped() -> None:
    def stop(*_: int) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        pairs_of(subjects({"a": [("entity", "Drovnik")], "b": [("entity", "Drovnik")]}), stop)


def test_a_wording_of_very_many_is_joined_and_met_by_its_neighbours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pairing, "_MOST_PRODUCT", 4)
    texts = (FERRY, "Wheat fell again.", "Bakers went on strike.", FERRY, "Rain reached Velmora.")
    articles = {f"d{n}": [("entity", "Drovnik"), ("", text)] for n, text in enumerate(texts)}
    found = set(ends(subjects(articles)))
    assert {(f"d{n}0", f"d{n + 1}0") for n in range(4)} | {("d00", "d30")} <= found
    assert len(found) < 10


WORDS = st.sampled_from(["Lena", "Marlow", "the", "captain", "WFP", "World", "Food", "Programme"])
NAMES = st.lists(WORDS | st.just("يوسف"), min_size=1, max_size=3).map(" ".join)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=6), min_size=1, max_size=5))
def test_each_pair_once_and_of_two_articles(names: list[list[str]]) -> None:
    articles = {
        f"d{n}": [*(("entity", name) for name in some), ("", FERRY)] for n, some in enumerate(names)
    }
    known = subjects(articles)
    pairs = pairs_of(known, silent)
    places = list(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
    assert places == sorted(set(places))
    for one, other in places:
        assert known.document[one] < known.document[other]
    for item, form in zip(places, zip(pairs.left_form, pairs.right_form, strict=True), strict=True):
        for number, wording in zip(item, form, strict=True):
            assert known.forms[wording].key in {held.key for held in known.items[number].forms}
