"""Counterparts: the right passage of another text first, once, and with why."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Shape
from annotations.errors import Cancelled
from annotations.matching.counterparts import MOST, Counterpart, counterparts
from annotations.matching.passages import Passages, same_place
from annotations.matching.statements import Statement
from annotations.model import Span
from annotations.text.segments import Stretch

HERE = (
    "The registry will leave Drovnik in autumn. Lena Ortiz signed a ten-year lease on the old"
    " customs house on Monday. “The decision has been taken at the table in May,” an official said."
    " Officials in Drovnik said 140 posts would go."
)
THERE = (
    "Nobody knows what the weather brings. Some 35 posts, not 140, go from Drovnik, says the"
    " ministry. Ortiz has let the customs house for ten years. A spokesman who read it out on"
    " Thursday told reporters: “The decision has been taken at the table in May.” Drovnik is calm."
)


def place(text: str, words: str) -> Stretch:
    start = text.index(words)
    return Stretch(start, start + len(words))


def span(text: str, stretch: Stretch, name: str = "s", **fields: Any) -> Span:
    quoted = text[stretch.start : stretch.end]
    fields = {"label": "claim", "annotator": "ana", "document": "there", **fields}
    return Span(id=name, start=stretch.start, end=stretch.end, text=quoted, created="", **fields)


def found(
    words: str, shape: Shape, *tagged: str, here: str = HERE, there: str = THERE
) -> list[Counterpart]:
    """What is found in the other text, where these words are tagged."""
    spans = [span(there, place(there, text), text) for text in tagged]
    one, other = Passages(here, "en"), Passages(there, "en")
    return counterparts(one, place(here, words), shape, other, spans)


def texts(passages: list[Counterpart], there: str = THERE) -> list[str]:
    return [there[one.start : one.end] for one in passages]


# -- statements ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        ("Lena Ortiz signed a ten-year lease on the old customs house on Monday.", "Ortiz has let"),
        ("Officials in Drovnik said 140 posts would go.", "Some 35 posts"),
        ("The decision has been taken at the table in May", "The decision"),
    ],
)
def test_what_says_the_same_comes_first(wanted: str, right: str) -> None:
    first = found(wanted, Shape.STATEMENT)[0]
    assert THERE[first.start :].startswith(right)
    assert first.why


def test_a_quotation_finds_the_quotation_then_its_sentence() -> None:
    first, second, *_ = found("The decision has been taken at the table in May", Shape.STATEMENT)
    assert THERE[first.start : first.end] == "The decision has been taken at the table in May."
    assert first.why == ("word for word the same, 10 words",)
    assert THERE[second.start : second.end].startswith("A spokesman")
    assert first.score > second.score


def test_what_contradicts_is_a_counterpart_and_says_why() -> None:
    first = found("Officials in Drovnik said 140 posts would go.", Shape.STATEMENT)[0]
    assert first.why[0] == "share 4 of 5 content words"
    assert "negated in one only" in first.why


def test_the_tagged_claim_stands_for_its_sentence() -> None:
    wanted = "Lena Ortiz signed a ten-year lease on the old customs house on Monday."
    tagged = "Ortiz has let the customs house for ten years"
    first, *others = found(wanted, Shape.STATEMENT, tagged)
    assert (THERE[first.start : first.end], first.span) == (tagged, tagged)
    assert not any(same_place(one.stretch, first.stretch) for one in others)
    assert first.score > found(wanted, Shape.STATEMENT)[0].score


def test_a_quotation_that_fills_its_sentence_is_one_passage() -> None:
    there = "“Seven ships left the harbour of Drovnik.” Then came rain."
    passages = found("Officials in Drovnik", Shape.STATEMENT, there=there)
    assert texts(passages, there) == ["Seven ships left the harbour of Drovnik."]


def test_nothing_alike_nothing_offered() -> None:
    assert found("The registry will leave", Shape.STATEMENT, there="A cat sat. It ate.") == []
    assert found("The registry", Shape.STATEMENT, there="") == []
    assert found(".", Shape.STATEMENT) == []
    assert found("Lena Ortiz", Shape.NAME, there="Nobody came to see Mr Brown.") == []


def test_equals_come_by_the_same_relative_place() -> None:
    same = "Ships left Drovnik. "
    here = "Rain fell. " * 8 + same + "Rain fell. "
    passages = found("Ships left Drovnik.", Shape.NAME, here=here, there=same + "Fog. " * 30 + same)
    assert [one.start > 20 for one in passages] == [True, False]


def test_a_long_text_is_not_compared_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    filler = "".join(f"Word{n} speaks of thing{n} in Drovnik. " for n in range(1_000))
    one, other = Passages(HERE, "en"), Passages(filler + THERE, "en")
    compared: list[str] = []

    def noted(_: Statement, statement: Statement) -> int:
        compared.append(statement.text)
        return 0

    monkeypatch.setattr("annotations.matching.counterparts.longest_run", noted)
    wanted = place(HERE, "Officials in Drovnik said 140 posts would go.")
    first = counterparts(one, wanted, Shape.STATEMENT, other)[0]
    assert other.text[first.start :].startswith("Some 35 posts")
    assert 0 < len(compared) <= 200


# -- names and sources -----------------------------------------------------------------------------


def test_a_name_finds_its_spellings() -> None:
    first = found("Lena Ortiz", Shape.NAME)[0]
    assert texts([first]) == ["Ortiz"]
    assert first.why == ("surname only: Ortiz",)


def test_the_same_words_are_found_that_are_no_name() -> None:
    passages = found("customs house", Shape.NAME)
    assert texts(passages) == ["customs house"]


def test_what_is_very_long_is_not_looked_for_again() -> None:
    for length, number in ((400, 1), (401, 0)):
        word = "x" * length
        assert len(found(word, Shape.NAME, here=word, there=f"It is {word} once.")) == number


def test_the_sentence_decides_between_equal_names() -> None:
    here = "Officials in Drovnik said 140 posts would go. Then rain."
    assert [one.start for one in found("Drovnik", Shape.NAME, here=here)] == [
        place(THERE, text).start for text in ("Drovnik, says", "Drovnik is")
    ]


def test_one_wording_does_not_crowd_out_the_others() -> None:
    there = "The Drovnik ships slept. " * 9 + "All Drovnic ships wait."
    passages = found("Drovnik", Shape.NAME, there=there)
    assert texts(passages, there) == ["Drovnik"] * 3 + ["Drovnic"]


def test_tagged_names_come_before_the_same_untagged() -> None:
    there = "Drovnik slept. " * 6
    last = span(there, Stretch(30, 37), "last")
    one, other = Passages(HERE, "en"), Passages(there, "en")
    first = counterparts(one, place(HERE, "Drovnik"), Shape.NAME, other, [last])[0]
    assert (first.start, first.span) == (30, "last")


def test_sources_are_found_by_description() -> None:
    there = "It rained. A senior official of the ministry told us so. Rain fell."
    passages = found("an official", Shape.SOURCE, there=there)
    assert "official" in texts(passages, there)[0]
    assert passages[0].why[-1] == "described alike, not named"


# -- always ----------------------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "Drovnik",
        "Lena Ortiz",
        " said ",
        "140 ",
        "“",
        "” ",
        ". ",
        "\n\n",
        "the posts ",
        "e\u0301",
        "🙂 ",
        "المرزاني ",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS, TEXTS, st.sampled_from(Shape), st.data())
def test_whatever_the_texts(here: str, there: str, shape: Shape, data: st.DataObject) -> None:
    def stretches(text: str) -> st.SearchStrategy[Stretch]:
        ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
        return ends.map(sorted).filter(lambda pair: pair[0] < pair[1]).map(lambda p: Stretch(*p))

    if not here:
        return
    wanted = data.draw(stretches(here))
    places = data.draw(st.lists(stretches(there), max_size=3, unique=True)) if there else []
    spans = [span(there, place, str(n)) for n, place in enumerate(places)]
    passages = counterparts(Passages(here), wanted, shape, Passages(there), spans)
    assert len(passages) <= MOST
    assert len({one.stretch for one in passages}) == len(passages)
    for one in passages:
        assert 0 <= one.start < one.end <= len(there)
        assert 0 < one.score <= 1
        assert one.why
        assert (one.span is None) == (one.stretch not in places)
    assert [one.score for one in passages] == sorted((p.score for p in passages), reverse=True)
    again = counterparts(Passages(here), wanted, shape, Passages(there), reversed(spans))
    assert again == passages


def test_own_layer_wins_a_place() -> None:
    stretch = place(THERE, "Drovnik is calm.")
    spans = [span(THERE, stretch, "mine"), span(THERE, stretch, "theirs", annotator="ben")]
    one, other = Passages(HERE), Passages(THERE)
    first = counterparts(one, place(HERE, "Officials in Drovnik"), Shape.STATEMENT, other, spans)
    assert {found.span for found in first} == {None, "mine"}


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        counterparts(
            Passages(HERE, "en", lambda: True), Stretch(0, 12), Shape.STATEMENT, Passages(THERE)
        )
