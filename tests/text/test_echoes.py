"""Which passages two texts share, and what share of each that is."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import Cancelled
from annotations.text.alignment import Pairs, extend
from annotations.text.echoes import Echo, echoes
from annotations.text.tokens import words
from tests.benchmarks.articles import prose
from tests.text.test_segments import TEXTS

SAID = "the harbour office of Drovnik closed its northern gate after the storm"


def found(left: str, right: str) -> list[tuple[str, str, int, int]]:
    """Each passage as it stands on both sides, its words, and how many differ."""
    return [
        (left[slice(*echo.left)], right[slice(*echo.right)], echo.words, echo.differ)
        for echo in echoes(left, right).passages
    ]


def test_a_passage_in_both_is_found_from_its_first_word_to_its_last() -> None:
    left = f"On Monday, {SAID}, people say."
    right = f"“We know nothing,” a guard replied. Still {SAID}!"
    assert found(left, right) == [(SAID, SAID, 12, 0)]
    result = echoes(left, right)
    assert (result.of_left, result.of_right) == (12 / 16, 12 / 19)


@pytest.mark.parametrize(
    ("other", "differ"),
    [
        (SAID.upper(), 0),
        ("the Harbour Office (of Drovnik) closed – its northern gate; after the storm", 0),
        ("the harbour\u00a0office of Drovnik closed its nor\u00adthern\n\ngate after the storm", 0),
        ("the harbour office of Drovnik closed its old northern gate after the storm", 1),
        ("the harbour office of Drovnik closed its gate after the storm", 1),
        ("the harbour office of Drovnik shut its northern gate after the storm", 1),
        ("the harbor office of Drovnik closed its northern gate after the storm", 1),
        ("the harbour office of Drovnik had to close its northern gate after the storm", 3),
        ("the harbour office in Drovnik closed its northern gate before the storm", 2),
    ],
)
def test_small_edits(other: str, differ: int) -> None:
    [(left, right, count, differing)] = found(f"We hear {SAID}. So it goes.", f"X {other} Y")
    assert (left, right, differing) == (SAID, other, differ)
    assert count == max(len(words(SAID)), len(words(other)))


def test_quotes_and_apostrophes() -> None:
    left = "“Drovnik’s gate isn’t open,” Mara Orr’s office wrote, ‘nor will it be’."
    right = '"Drovnik\'s gate isn\'t open" Mara Orr\'s office wrote: "nor will it be"'
    [(_, _, count, differ)] = found(left, right)
    assert (count, differ) == (12, 0)


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("1,000", "1000", 0),
        ("1,000,000", "1000000", 0),
        ("3.5", "35", 1),
        ("3,5", "35", 1),
        ("2023", "2024", 1),
        ("U.S.", "US", 0),
        ("U.S.-led", "US led", 0),
    ],
)
def test_numbers_and_initials(one: str, other: str, differ: int) -> None:
    passage = "Drovnik and the harbour union paid {} envoys on Monday evening"
    [(*_, differing)] = found(passage.format(one), passage.format(other))
    assert differing == differ


def test_a_word_written_in_two_parts() -> None:
    left = "Drovnik agreed to the ceasefire that the envoys had drafted"
    right = "Drovnik agreed to the cease-fire that the envoys had drafted"
    assert [(count, differ) for _, _, count, differ in found(left, right)] == [(11, 2)]


def test_a_clause_moved_elsewhere() -> None:
    first, second = "the ferries of Drovnik stay in port", "nobody crossed the bay on Monday"
    assert found(f"{first}, and {second}.", f"{second}; {first}.") == [
        (first, first, 7, 0),
        (second, second, 6, 0),
    ]


@pytest.mark.parametrize(
    "shared",
    [
        "harbour office of Drovnik",
        "as it was for all of them before that",
        "for the first time in",
        "it has been said that he would be",
    ],
)
def test_short_and_trivial_passages_are_left_out(shared: str) -> None:
    assert echoes(f"One {shared} here.", f"Another {shared} there.").passages == []


def test_what_one_text_says_twice() -> None:
    once, twice = f"We hear {SAID}.", f"First {SAID}. Later, too, {SAID}."
    result = echoes(once, twice)
    assert [echo.left for echo in result.passages] == [(8, 8 + len(SAID))] * 2
    assert [twice[slice(*echo.right)] for echo in result.passages] == [SAID, SAID]
    assert result.of_right == 24 / 27
    mirrored = echoes(twice, once)
    assert [echo.right for echo in mirrored.passages] == [(8, 8 + len(SAID))] * 2
    assert (mirrored.of_left, mirrored.of_right) == (result.of_right, result.of_left)


def test_what_both_say_twice_stays_in_order() -> None:
    text = f"First {SAID}. Then some rain fell. Later {SAID}."
    other = f"Monday: {SAID}. But nobody came by. Tuesday: {SAID}."
    assert [(echo.left.start, echo.right.start) for echo in echoes(text, other).passages] == [
        (text.index(SAID), other.index(SAID)),
        (text.rindex(SAID), other.rindex(SAID)),
    ]


def test_of_two_that_overlap_the_longer_stays_whole() -> None:
    tail = "and no ship has left the bay since Monday evening"
    left = f"{SAID} {tail}"
    right = f"{SAID}. Nobody knows. northern gate after the storm {tail}"
    passages = echoes(left, right).passages
    assert left[slice(*passages[-1].left)] == f"northern gate after the storm {tail}"
    assert left[slice(*passages[0].left)] == "the harbour office of Drovnik closed its"


@pytest.mark.parametrize(
    "shared",
    [
        "港口办公室星期一关闭了北门，没有船只离开海湾",
        "港の事務所は月曜日に北門を閉めました",
        "สำนักงานท่าเรือปิดประตูทางเหนือหลังพายุ",
        "مكتب الميناء أغلق بوابته الشمالية بعد العاصفة",
        "बंदरगाह कार्यालय ने तूफान के बाद अपना उत्तरी द्वार बंद किया",
    ],
)
def test_other_scripts(shared: str) -> None:
    [(left, right, count, differ)] = found(f"A {shared} B", f"C. {shared}! D")
    assert left == right == shared
    assert differ == 0
    assert 5 <= count <= len(shared) / 2


def test_too_few_ideographs_are_no_passage() -> None:
    assert found("A 港口办公室关闭 B", "C 港口办公室关闭 D") == []


def test_stopping() -> None:
    with pytest.raises(Cancelled):
        echoes("one two three", "one two three", cancelled=lambda: True)


# -- whatever the texts are ------------------------------------------------------------------------

VOCABULARY = ["harbour", "gate", "storm", "the", "of", "Mara’s", "harbor", "1,000", "港", "U.S."]
SPOKEN = st.lists(st.sampled_from(VOCABULARY), max_size=60).map(" ".join)


def check(left: str, right: str) -> list[Echo]:
    """What holds of any two texts."""
    result = echoes(left, right)
    for echo in result.passages:
        assert 0 <= echo.left.start < echo.left.end <= len(left)
        assert 0 <= echo.right.start < echo.right.end <= len(right)
        one, other = words(left[slice(*echo.left)]), words(right[slice(*echo.right)])
        assert (one == other) is echo.exact
        assert (one[0], one[-1]) == (other[0], other[-1])
        assert 0 <= echo.differ < echo.words
    assert result.passages == sorted(result.passages)
    assert 0 <= result.of_left <= 1
    assert 0 <= result.of_right <= 1
    assert bool(result.of_left) == bool(result.of_right) == bool(result.passages)
    return result.passages


@given(TEXTS, TEXTS)
def test_any_texts(left: str, right: str) -> None:
    check(left, right)
    check(left, left)


@given(SPOKEN, SPOKEN)
def test_texts_that_share_much(left: str, right: str) -> None:
    passages = check(left, right)
    mirrored = echoes(right, left)
    assert bool(passages) == bool(mirrored.passages)
    result = echoes(left, right)
    assert abs(result.of_left - mirrored.of_right) <= 0.5
    assert abs(result.of_right - mirrored.of_left) <= 0.5


@given(
    st.lists(st.sampled_from(("bay", "ferry", "crane", "tide", "quay")), min_size=6, max_size=40),
    st.lists(st.sampled_from(("hill", "sheep", "barn", "wool")), max_size=60),
    st.lists(st.sampled_from(("moon", "comet", "dust", "orbit")), max_size=60),
    st.integers(0, 60),
)
def test_a_passage_planted_in_another_text_is_found_whole(
    planted: list[str], left: list[str], right: list[str], place: int
) -> None:
    passage = " ".join(planted)
    one = " ".join([*left[:place], passage, *left[place:]])
    other = " ".join([*right[: place // 2], passage, *right[place // 2 :]])
    [echo] = check(one, other)
    assert (one[slice(*echo.left)], other[slice(*echo.right)]) == (passage, passage)


@given(st.lists(st.sampled_from(VOCABULARY[:3]), min_size=5, max_size=60))
def test_a_text_is_wholly_in_itself(spoken: list[str]) -> None:
    text = " ".join(spoken)
    result = echoes(text, text)
    assert (result.of_left, result.of_right) == (1, 1)
    assert [echo.left for echo in result.passages] == [(0, len(text))]


@settings(max_examples=20)
@given(st.integers(0, 1000), st.floats(0.02, 0.1))
def test_an_edited_copy_is_found_in_large_part(seed: int, edited: float) -> None:
    chance = random.Random(seed)
    text = prose(3000, seed)
    copy = [f"{w}xx" if chance.random() < edited else w for w in text.split()]
    chance.shuffle(copy[10:20])
    result = echoes(text, " ".join(copy))
    assert result.of_left > 0.8
    assert result.of_right > 0.8


# -- how much work ---------------------------------------------------------------------------------


def pairs_looked_at(monkeypatch: pytest.MonkeyPatch, left: str, right: str) -> int:
    """How many words in common are gone through, kept or not."""
    seen = 0

    def counting(one: list[str], other: list[str], i: int, j: int, stop: int) -> Pairs:
        nonlocal seen
        pairs = extend(one, other, i, j, stop)
        seen += len(pairs)
        return pairs

    monkeypatch.setattr("annotations.text.reuse.extend", counting)
    echoes(left, right)
    return seen


SENTENCE = "The harbour master of Drovnik said that no ship had left since Monday. "


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("a ", "a "),
        ("boat ", "boat "),
        (SENTENCE, SENTENCE),
        ("boat sea ", "sea boat ship "),
        ("the of ", "of the "),
    ],
)
@pytest.mark.parametrize("longer", [1, 2])
def test_texts_that_repeat_themselves_cost_what_their_length_is(
    monkeypatch: pytest.MonkeyPatch, left: str, right: str, longer: int
) -> None:
    few, many = (
        pairs_looked_at(monkeypatch, left * times, right * (times // longer))
        for times in (200, 1000)
    )
    assert many <= 5.5 * few + 1000


def test_a_sentence_repeated_is_one_passage_or_one_each() -> None:
    assert len(echoes(SENTENCE * 1000, SENTENCE * 1000).passages) == 1
    assert len(echoes(SENTENCE * 1000, f"Hear this. {SENTENCE}").passages) == 1000


def test_offsets_are_of_the_text_as_it_is() -> None:
    left = f"ﬁne 🙂 cafe\u0301 — {SAID}"
    assert unicodedata.normalize("NFKC", left) != left
    [echo] = echoes(left, SAID).passages
    assert left[slice(*echo.left)] == SAID
