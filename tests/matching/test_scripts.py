"""Other scripts in Latin letters, and names without their vowels."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.matching.normal import words
from annotations.matching.scripts import consonants, is_abjad, latin
from annotations.matching.spelling import kin


@given(st.text(min_size=1))
def test_no_word_is_too_odd(text: str) -> None:
    for word in words(text):
        assert latin(word)
        assert consonants(word) == consonants(latin(word))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("путин", "putin"),
        ("ельцин", "yeltsin"),
        ("αθηνα", "athina"),
        ("السيسي", "sysy"),
        ("الله", "allh"),
        ("习近平", "xijinping"),
        ("reuters", "reuters"),
    ],
)
def test_latin(word: str, expected: str) -> None:
    assert latin(word) == expected


@pytest.mark.parametrize(
    "spellings",
    [
        "محمد Mohammed Muhammad Мохаммед",
        "حماس Hamas Хамас",
        "القذافي Qaddafi Gadhafi Kadafi Каддафи",
        "Зеленський Зеленский Zelensky Zelenskyy",
        "נתניהו נתניהו Netanyahu نتنياهو",
        "חמאס Hamas",
        "بوتين Putin Путин",
        "هنية Haniyeh Haniya",
    ],
)
def test_spellings_in_any_script_share_their_consonants(spellings: str) -> None:
    assert len({consonants(word) for word in words(spellings)}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Путин", "Putin"),
        ("محمد", "Mohammed"),
        ("حماس", "Hamas"),
        ("Зеленський", "Зеленский"),
        ("السيسي", "Sisi"),
        ("Хусейн", "حسين"),
    ],
)
def test_words_in_two_scripts_are_kin(left: str, right: str) -> None:
    (one,), (other,) = words(left), words(right)
    assert kin(one, other) == kin(other, one)
    assert kin(one, other).score >= 0.6
    assert kin(one, other).how == "script"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("محمد", "محمود"),
        ("محمد", "Ahmed"),
        ("Путин", "Medvedev"),
        ("حماس", "Fatah"),
        ("علي", "Omar"),
    ],
)
def test_other_words_in_two_scripts_are_not(left: str, right: str) -> None:
    (one,), (other,) = words(left), words(right)
    assert kin(one, other).score < 0.6


def test_only_scripts_without_vowels_are() -> None:
    assert is_abjad("محمد")
    assert is_abjad("חמאס")
    assert not is_abjad("путин")


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    import subprocess

    code = (
        "import sys, annotations.matching.sources;"
        "print([m for m in ('numpy', 'scipy', 'anyascii') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
