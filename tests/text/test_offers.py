"""What is offered, in which order, and what no longer is."""

import pytest

from annotations.text.candidates import candidates
from annotations.text.habits import Habits
from annotations.text.kinds import Candidate, Kind
from annotations.text.offers import Offers, Repeat
from annotations.text.repeats import occurrences
from annotations.text.segments import Segments, Stretch

TEXT = "Then Ann Lind met President Orr. Lind and Orr left. The pier stayed, and the pier fell."
NAME = Repeat("entity", Kind.REPEAT)
FIRST = (-1, 0, 0)


def offers(habits: Habits | None = None, skipped: object = None) -> Offers:
    made = Offers(TEXT, skipped, habits)
    made.adopt(made.with_found(candidates(Segments(TEXT))))
    return made


def walk(made: Offers, step: int = 1) -> list[str]:
    """What comes up, skipping nothing and tagging nothing."""
    found, after = [], FIRST if step > 0 else (len(TEXT), 0, 0)
    while one := made.following(after, step, lambda _: False):
        found.append(TEXT[one.start : one.end])
        after = one.order
    return found


def one(made: Offers, words: str) -> Candidate:
    start = TEXT.index(words)
    found = made.at(start, start + len(words))
    assert found
    return found


NAMES = ["Ann Lind", "Orr", "President Orr", "Lind", "Orr"]


def test_in_reading_order_with_two_forms_together() -> None:
    assert walk(offers()) == NAMES
    assert walk(offers(), -1) == NAMES[::-1]


def test_what_is_settled_is_passed_over() -> None:
    made = offers()
    found = made.following(FIRST, 1, lambda one: TEXT[one.start : one.end] != "Lind")
    assert found
    assert found.start == TEXT.index("Lind and")


def test_words_skipped_twice_are_not_offered_again_in_this_article() -> None:
    made = offers()
    lind = made.at(TEXT.index("Lind and"), TEXT.index(" and"))
    assert lind
    made.skip(lind)
    assert walk(made) == NAMES
    made.skip(lind)
    assert walk(made) == ["Ann Lind", "Orr", "President Orr", "Orr"]
    assert walk(offers(skipped=made.skips)) == walk(made), "remembered"
    assert made.forgive() == 1
    assert walk(made) == NAMES


@pytest.mark.parametrize("junk", [None, 3, [], {"a": "b"}, {"x": -4}])
def test_what_was_put_aside_may_be_anything(junk: object) -> None:
    assert walk(offers(skipped=junk)) == NAMES
    assert Habits(junk).as_json() == Habits().as_json()


def test_a_kind_that_is_hardly_ever_taken_is_spared_and_comes_back() -> None:
    habits = Habits()
    made = offers(habits)
    president = one(made, "President Orr")
    for _ in range(3):
        made.skip(president)
    assert habits.spares(Kind.TITLED)
    assert "President Orr" not in walk(made)
    assert Stretch(president.start, president.end) not in made.shown()
    made.take(president)  # by hand
    made.take(president)
    assert not Habits(habits.as_json()).spares(Kind.TITLED)


def test_the_form_that_is_taken_more_often_comes_first() -> None:
    habits = Habits({"taken": {str(Kind.TITLED): 2, str(Kind.BARE): 1}})
    assert walk(offers(habits)) == ["Ann Lind", "President Orr", "Orr", "Lind", "Orr"]


def test_taking_the_second_form_is_no_word_against_the_first() -> None:
    made = offers()
    bare, titled = one(made, "Orr"), one(made, "President Orr")
    made.skip(bare)
    made.take(titled)
    assert made.habits.skipped[bare.kind] == 0


def test_words_that_were_tagged_are_offered_wherever_they_stand() -> None:
    made = offers()
    pier = list(occurrences(TEXT, "pier"))
    found = made.with_repeats_of("pier", pier, NAME)
    assert found
    assert found.changed == tuple(pier)
    assert walk(made) == NAMES, "nothing changes before it is adopted"
    made.adopt(found)
    assert walk(made) == [*NAMES, "pier", "pier"]
    assert made.with_repeats_of("pier", pier, NAME) is None, "nothing new"


def test_what_was_put_in_order_later_counts() -> None:
    made = offers()
    older = made.with_repeats_of("pier", occurrences(TEXT, "pier"), NAME)
    newer = made.with_repeats_of("left", occurrences(TEXT, "left"), NAME)
    assert older
    assert newer
    assert made.adopt(newer)
    assert not made.adopt(older)
    assert {"left", "pier"} <= set(walk(made))
    made.adopt(made.with_repeats([], {}))  # looked for before those were tagged
    assert {"left", "pier"} <= set(walk(made))


def test_a_repeat_keeps_the_place_of_the_candidate_that_is_there() -> None:
    made = offers()
    found = made.with_repeats_of("Orr", occurrences(TEXT, "Orr"), NAME)
    assert found
    assert found.changed == ()
    made.adopt(found)
    assert walk(made) == NAMES
    assert one(made, "Orr").why == "tagged as entity before"


def test_words_that_are_tagged_nowhere_any_more_are_not_offered() -> None:
    made = offers()
    for words in ("pier", "Orr"):
        found = made.with_repeats_of(words, occurrences(TEXT, words), NAME)
        assert found
        made.adopt(found)
    for words in ("pier", "Orr"):
        found = made.with_repeats_of(words, occurrences(TEXT, words), None)
        assert found
        made.adopt(found)
    assert list(made) == list(offers()), "what the text alone tells stays"
    assert made.with_repeats_of("pier", (), None) is None, "nothing changes"


def test_what_is_tagged_nowhere_any_more_stays_away_though_it_was_looked_for_before() -> None:
    made = offers()
    made.with_repeats_of("pier", (), None)
    found = [(at, "pier") for at in occurrences(TEXT, "pier")]
    made.adopt(made.with_repeats(found, {"pier": NAME}))
    assert walk(made) == NAMES


def test_few_and_many_repeats_come_to_the_same() -> None:
    few, many = offers(), offers()
    repeats = list(occurrences(TEXT, "pier"))
    changed = few.with_repeats_of("pier", repeats, NAME)
    assert changed
    few.adopt(changed)
    many.adopt(many.with_repeats([(at, "pier") for at in repeats], {"pier": NAME}))
    assert list(few) == list(many)
    assert [few.at(c.start, c.end) for c in few] == [many.at(c.start, c.end) for c in many]


def test_a_claim_made_elsewhere() -> None:
    made = offers()
    at = Stretch(0, TEXT.index(". Lind"))
    made.adopt(made.with_alike([(at, "claim", "as in The Day")]))
    assert walk(made) == [TEXT[: at.end], *NAMES]
    found = made.at(*at)
    assert found
    assert (found.label, found.why) == ("claim", "claimed elsewhere · as in The Day")


def test_whoever_a_claim_is_ascribed_to() -> None:
    text = "It was late. Ann Lind said that the pier had burned. It was over."
    made = Offers(text)
    made.adopt(made.with_found(candidates(Segments(text))))
    said = text.index("the pier"), text.index(". It was over")
    speaker = made.speaker_of(*said)
    assert speaker
    assert text[slice(*speaker)] == "Ann Lind"
    assert made.speaker_of(text.index("Ann"), said[1] + 1) == speaker, "a whole sentence, too"
    assert made.speaker_of(0, 12) is None


def test_with_or_without_the_stop() -> None:
    habits = Habits()
    assert habits.with_stop
    habits.note_ending("with")
    habits.note_ending("without", instead_of="with")
    assert not habits.with_stop
    habits.note_ending("with")
    habits.note_ending(None)
    assert habits.with_stop
