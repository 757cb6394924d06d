"""Texts that are nearly others are found among many, and few pairs are compared for it."""

import os
import random
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.twins import NEARLY, Twins

WORDS = [f"word{number}" for number in range(3_000)]


def texts(number: int, words: int = 200, seed: int = 1) -> list[str]:
    """Texts that have nothing in common but chance."""
    drawn = random.Random(seed)
    return [" ".join(drawn.choices(WORDS, k=words)) for _ in range(number)]


def held(known: list[str]) -> Twins:
    """What others are held against; the key of a text is its place."""
    twins = Twins(lambda key: known[int(key)])
    for place, text in enumerate(known):
        twins.add(str(place), text)
    return twins


def edited(text: str, every: int) -> str:
    """A text in which some words are others."""
    return " ".join("edited" if n % every == 0 else w for n, w in enumerate(text.split(), 1))


def test_one_text_among_many_is_found_and_few_are_compared() -> None:
    known = texts(300)
    twins = held(known)
    for place in range(0, 300, 10):
        twin = twins.nearest(edited(known[place], 12))
        assert twin
        assert twin.key == str(place)
        assert NEARLY <= twin.of_this < 1
    assert twins.compared <= 2 * 30
    assert not any(twins.nearest(text) for text in texts(50, seed=2))


def test_a_part_and_a_whole_are_told_apart() -> None:
    (known,) = texts(1, 400)
    twins = held([known])
    part = twins.nearest(" ".join(known.split()[:150]))
    whole = twins.nearest(f"{known} {texts(1, 400, seed=3)[0]}")
    assert part
    assert whole
    assert (part.of_this, part.of_other < NEARLY) == (1, True)
    assert (whole.of_other, whole.of_this < NEARLY) == (1, True)


def test_what_is_too_different_or_too_short_is_no_twin() -> None:
    (known,) = texts(1)
    twins = held([known, "It rained on Monday."])
    assert twins.nearest(edited(known, 2)) is None
    assert twins.nearest("It rained on Monday.") is None
    assert Twins(str).nearest(known) is None


def test_scripts_without_spaces() -> None:
    known = (
        "外交部发言人周一表示双方尚未就此达成协议谈判将于下周继续进行记者会在首都举行官员们拒绝评论"
    )
    twin = held([known]).nearest(known.replace("周一", "周二"))
    assert twin
    assert twin.of_this > NEARLY


def test_very_long_texts_are_compared_roughly() -> None:
    known = " ".join(texts(1, 50_000))
    twin = held([known]).nearest(edited(known, 1_000))
    assert twin
    assert twin.share > NEARLY


FOOTER = " ".join(texts(1, 108, seed=7))
SEEDED = """
import random
from annotations.text.twins import Twins
drawn = random.Random(1)
known = {str(n): [f"w{drawn.randrange(3000)}" for _ in range(60)] for n in range(40)}
twins = Twins(lambda key: " ".join(known[key]))
for key, words in known.items():
    twins.add(key, " ".join(words))
for words in known.values():
    edited = [f"e{n}" if n % 6 == 0 else word for n, word in enumerate(words)]
    print(twins.nearest(" ".join(edited)), twins.compared)
"""


def test_the_same_twins_are_found_in_every_run() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", SEEDED],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_a_footer_that_several_have_makes_no_twins_and_hides_none() -> None:
    first, second, third, ferry = texts(4, 30, seed=5)
    known = [f"{first}\n\n{FOOTER}", f"{second}\n\n{FOOTER}", ferry]
    twins = held(known)
    assert twins.nearest(f"{third}\n\n{FOOTER}") is None
    found = twins.nearest(f"{edited(ferry, 12)}\n\n{FOOTER}")
    assert found
    assert (found.key, found.of_this > NEARLY) == ("2", True)


def test_what_went_through_several_hands_is_no_footer() -> None:
    story = "\n\n".join(texts(4, 100, seed=6))
    twins = held([f"Title {name}\n\n{story}" for name in "abc"])
    lead = texts(1, 30, seed=8)[0]
    assert twins.nearest(f"{lead}\n\n{story}")


@given(st.lists(st.text(max_size=300), max_size=6), st.text(max_size=300))
def test_any_text_can_be_held_against_any(known: list[str], text: str) -> None:
    twin = held(known).nearest(text)
    assert twin is None or NEARLY <= twin.share <= 1
