"""What two spellings of the same thing have in common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.matching.normal import (
    name_words,
    plain,
    skeleton,
    stem,
    without_particles,
    words,
)


@given(st.text())
def test_folding_twice_folds_no_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.text())
def test_words_of_words_are_the_same_words(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)


@given(st.text())
def test_a_name_keeps_a_word_and_loses_no_more_the_second_time(text: str) -> None:
    once = name_words(text)
    assert bool(once) == bool(words(text))
    assert name_words(" ".join(once)) == once or len(once) > 1


@given(st.text(min_size=1))
def test_no_word_is_too_odd_for_a_skeleton(text: str) -> None:
    assert all(skeleton(word) and stem(word) for word in words(text))


def test_lone_surrogates_do_no_harm() -> None:
    assert words("a\ud800b") == ("a", "b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Ça va”—said…", '"ca va"-said...'),
        ("Łódź\u00a0 ﬁsh", "lodz fish"),
        ("soft\u00adhyphen", "softhyphen"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.N.’s 1,250 trucks", "the un 1250 trucks"),
        ("O’Hara's 3.5-mile walk.", "ohara 3.5 mile walk"),
        ("the boats' crews", "the boats crews"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prime Minister Anna Berg", "anna berg"),
        ("the late Dr. Berg’s", "late dr berg"),
        ("President of Chad", "president of chad"),
        ("the President", "president"),
        ("in the Port of Aden", "port of aden"),
        ("J. R. Smith Jr.", "jr smith"),
    ],
)
def test_name_words(text: str, expected: str) -> None:
    assert " ".join(name_words(text)) == expected


def test_particles_come_off_unless_they_are_all_there_is() -> None:
    assert without_particles(("omar", "al", "rashid")) == ("omar", "rashid")
    assert without_particles(("el", "al")) == ("el", "al")


@pytest.mark.parametrize(
    "spellings",
    [
        "mohammed muhammad mohamed mohamad",
        "hussein husain hossein",
        "youssef yousef yusuf",
        "rania raniya raniyeh",
        "iqbal ikbal",
        "zelensky zelenskyy zelenskiy зеленскии",
        "tchaikovsky chaykovskiy chaikovsky чаиковскии",
        "yeltsin eltsin ельцин",
    ],
)
def test_transliterations_share_a_skeleton(spellings: str) -> None:
    assert len({skeleton(word) for word in spellings.split()}) == 1


def test_different_names_have_different_skeletons() -> None:
    assert len(set(map(skeleton, words("Iran Iraq Oman Yemen Mali Mila")))) == 6


def test_stems_meet() -> None:
    assert stem("twelve") == "12"
    assert stem("vessels") == stem("vessel")
    assert stem("opened") == stem("opening")
