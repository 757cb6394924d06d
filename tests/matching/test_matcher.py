"""The matcher as its callers see it."""

import random

import pytest

from annotations.codebook import Shape
from annotations.errors import Cancelled
from annotations.matching.features import MOST_REASONS
from annotations.matching.linker import NewsMatcher
from annotations.matching.matcher import Matcher, Matching, ScoredPair
from annotations.matching.weights import shipped
from annotations.progress import silent
from tests.matching.spans import workspace

ARTICLES = {
    "b": [
        ("entity", "Lena Marlow"),
        ("entity", "the harbour"),
        ("entity", "Marlow"),
        ("source", "a Norwegian daily, the Herald"),
        ("claim", "The ferry Aurora ran aground near the harbour with 12 crew aboard"),
    ],
    "a": [
        ("entity", "Ms. Marlow"),
        ("entity", "the harbour"),
        ("source", "The Herald"),
        ("claim", "Ferry Aurora runs aground off the harbour, 20 crew aboard"),
        ("ship", "Aurora"),
        ("entity", "—"),
    ],
    "c": [("entity", "Lena Marlowe"), ("claim", "Wheat prices fell on Monday"), ("ship", "Aurora")],
}


@pytest.fixture(scope="module")
def matching() -> Matching:
    return NewsMatcher().match(*workspace(ARTICLES), silent)


@pytest.fixture
def pairs(matching: Matching) -> list[ScoredPair]:
    return matching.pairs


def test_it_fits_the_seam() -> None:
    matcher: Matcher = NewsMatcher()
    assert matcher.name == "news/1"


def test_pairs_join_different_documents_and_one_label(pairs: list[ScoredPair]) -> None:
    spans, documents = workspace(ARTICLES)
    by_id = {span.id: span for span in spans}
    assert pairs
    for pair in pairs:
        left, right = by_id[pair.left], by_id[pair.right]
        assert documents[left.document].ordinal < documents[right.document].ordinal
        assert left.label == right.label == pair.label


def test_every_pair_has_a_score_reasons_and_its_evidence(pairs: list[ScoredPair]) -> None:
    shapes = {"entity": Shape.NAME, "claim": Shape.STATEMENT, "source": Shape.SOURCE}
    for pair in pairs:
        assert 0 < pair.score <= 1
        assert 1 <= len(pair.reasons) + len(pair.against) <= MOST_REASONS
        names = shipped()[shapes.get(pair.label, Shape.NAME)].names
        assert len(pair.evidence) == len(names)
    assert [p.score for p in pairs] == sorted((p.score for p in pairs), reverse=True)
    assert len({(p.left, p.right) for p in pairs}) == len(pairs)


def test_what_it_finds(pairs: list[ScoredPair]) -> None:
    found = {(p.left, p.right): p for p in pairs}
    assert found["b0", "a0"].reasons[0] == "same name: Marlow"
    assert found["b3", "a2"].reasons[0].startswith("same name: ")
    assert found["a4", "c2"].reasons[0] == "same name: Aurora"
    assert found["b4", "a3"].conflict
    assert "different numbers: 12, 20" in found["b4", "a3"].against
    assert not any("a5" in ends for ends in found)


def test_a_further_mention_is_proposed_with_its_item_only(matching: Matching) -> None:
    assert matching.items == {"b2": "b0"}
    assert not any("b2" in pair[:2] for pair in matching.pairs)


def test_an_item_that_was_broken_up_stays_so() -> None:
    found = NewsMatcher(apart=["b2"]).match(*workspace(ARTICLES), silent)
    assert found.items == {}
    assert ("b2", "a0") in {pair[:2] for pair in found.pairs}


def test_the_order_of_the_spans_does_not_matter(matching: Matching) -> None:
    spans, documents = workspace(ARTICLES)
    for seed in range(5):
        random.Random(seed).shuffle(spans)
        turned = dict(reversed(documents.items())) if seed % 2 else documents
        again = NewsMatcher().match(spans, turned, silent)
        assert again.pairs == matching.pairs
        assert again.items == matching.items


def test_nothing_to_compare() -> None:
    assert NewsMatcher().match([], {}, silent).pairs == []
    assert NewsMatcher().match(*workspace({"a": ARTICLES["a"]}), silent).pairs == []
    nothing = {"a": [("entity", "—")], "b": [("entity", "…"), ("claim", "🙂")]}
    assert NewsMatcher().match(*workspace(nothing), silent).pairs == []


def test_a_label_can_be_given_a_shape() -> None:
    texts = {"a": [("event", "The Vote")], "b": [("event", "The Vote")]}
    (as_name,) = NewsMatcher().match(*workspace(texts), silent).pairs
    shaped = NewsMatcher({"event": Shape.STATEMENT})
    (as_statement,) = shaped.match(*workspace(texts), silent).pairs
    assert as_name.reasons[0] == "same name: The Vote"
    assert as_statement.reasons[0] == "word for word the same, 2 words"


def test_progress_goes_up_to_the_end() -> None:
    seen: list[tuple[int, int]] = []
    NewsMatcher().match(*workspace(ARTICLES), lambda done, total: seen.append((done, total)))
    (total,) = {total for _, total in seen}
    done = [done for done, _ in seen]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, total)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.99])
def test_it_stops_when_told(share: float) -> None:
    def stop(done: int, total: int) -> None:
        if done >= share * total:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        NewsMatcher().match(*workspace(ARTICLES), stop)


def test_a_name_in_very_many_articles_is_joined_but_not_squared() -> None:
    many = 150
    articles = {
        f"d{n}": [("entity", "Lena Marlow"), ("", f"Word{n} thing{n} other{n}.")] * 2
        for n in range(many)
    }
    found = NewsMatcher().match(*workspace(articles), silent)
    assert len(found.items) == many
    assert many - 1 <= len(found.pairs) < many * (many - 1) / 4
    group = {f"d{n}0": f"d{n}0" for n in range(many)}
    for pair in sorted(found.pairs):
        old, new = group[pair.left], group[pair.right]
        group = {end: new if of == old else of for end, of in group.items()}
    assert len(set(group.values())) == 1


def proposed(one: str, other: str, label: str = "entity") -> ScoredPair:
    """What is proposed for two spans of two articles."""
    (pair,) = NewsMatcher().match(*workspace({"a": [(label, one)], "b": [(label, other)]}), silent)[
        0
    ]
    return pair


@pytest.mark.parametrize(
    ("one", "other", "label", "against"),
    [
        ("Mr Smith", "Mrs Smith", "entity", "titles differ: mr / mrs"),
        ("World War I", "World War II", "entity", "different numbers: I, II"),
        ("Charles II", "Charles III", "entity", "different numbers: II, III"),
        ("The death toll rose to 12.", "The death toll rose to 20.", "claim", "different numbers"),
        ("12 of the 40 died at sea", "20 of the 40 died at sea", "claim", "different numbers"),
        (
            "They said 12 drowned near Aden",
            "They said 20 died near Aden",
            "claim",
            "not the same n",
        ),
    ],
)
def test_what_is_not_the_same_is_said(one: str, other: str, label: str, against: str) -> None:
    assert any(reason.startswith(against) for reason in proposed(one, other, label).against)


@pytest.mark.parametrize("number", ["2.50", "2.5"])
def test_zeros_make_no_difference(number: str) -> None:
    pair = proposed("2.5 million fled the town of Tarn", f"{number} million fled Tarn", "claim")
    assert (pair.against, pair.conflict) == ((), False)


@pytest.mark.parametrize("name", ["US", "WHO", "I.T."])
def test_an_acronym_is_no_pronoun(name: str) -> None:
    assert proposed(name, name).reasons[0] == f"same name: {name}"
    assert proposed(name, name, "source").score > 0.9


def test_claims_without_spaces_between_words() -> None:
    pair = proposed("渡轮在亚丁附近沉没", "渡轮星期一在亚丁附近沉没", "claim")
    assert pair.score > 0.5


ACROSS = (
    ("Vladimir Petrenko", "Владимир Петренко"),
    ("Mohammad Al-Qasimi", "محمد القاسمي"),
)


@pytest.mark.parametrize(("one", "other"), ACROSS)
def test_articles_in_two_scripts_say_nothing_of_names(one: str, other: str) -> None:
    pair = proposed(one, other)
    assert pair.score > 0.4
    assert pair.against == ()
