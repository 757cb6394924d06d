"""Sources that are given the same long quotation."""

import pytest

from annotations.matching.quotations import same_speakers
from annotations.text.segments import Stretch

SAID = "The decision has been taken, and nobody at the table in May asked for it"
"""Fifteen words."""
TEN = "and nobody at the table in May asked for it"


def joined(*articles: tuple[str, str]) -> set[tuple[int, int]]:
    """The items of one source in each article, numbered like the articles."""
    mentions = {}
    for number, (text, source) in enumerate(articles):
        start = text.index(source)
        mentions[number] = [(Stretch(start, start + len(source)), number)]
    return same_speakers([text for text, _ in articles], mentions)


NAMED = (f"“{SAID},” Lena Ortiz said on Monday.", "Lena Ortiz")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"A senior official told reporters: “{SAID}.”", "A senior official"),
        (f"Drovnik was calm. “{SAID},” she told reporters.", "she"),
        (f'According to the minister, "{SAID}."', "the minister"),
        (f"“{SAID},” said L. Ortiz, the minister of ports.", "L. Ortiz"),
        (f"“Look: {TEN},” the minister said.", "the minister"),
        (f"“[N]obody”, “{TEN} … for now,” the minister said.", "the minister"),
        (f"«{SAID}», the minister said.", "the minister"),
    ],
)
def test_the_same_long_quotation_has_the_same_speaker(text: str, source: str) -> None:
    assert joined(NAMED, (text, source)) == {(0, 1)}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"“{TEN.removeprefix('and ')},” the minister said.", "the minister"),
        ("“Nobody at the table [in spring] asked for it,” the minister said.", "the minister"),
        (f"The minister said that {SAID[0].lower()}{SAID[1:]}.", "The minister"),
        (f"“She told us ‘{SAID}’ and went,” the minister said.", "the minister"),
        (f"“{SAID},” Lena Ortiz said. It rained, the minister said.", "the minister"),
        ("The minister said nothing.", "The minister"),
        ("", ""),
    ],
)
def test_otherwise_nobody_is_joined(text: str, source: str) -> None:
    assert joined(NAMED, (text, source)) == set()


def test_nine_words_are_too_few_and_ten_are_enough() -> None:
    nine = TEN.removeprefix("and ")
    assert len(nine.split()) == 9
    for words, found in ((nine, set()), (TEN, {(0, 1)})):
        articles = [(f"“{words},” {name} said.", name) for name in ("Lena Ortiz", "The minister")]
        assert joined(*articles) == found


def test_three_articles_are_joined_two_by_two() -> None:
    others = [(f"“{SAID},” {name} said.", name) for name in ("The minister", "An official")]
    assert joined(NAMED, *others) == {(0, 1), (0, 2), (1, 2)}


def test_what_very_many_quote_is_a_phrase() -> None:
    many = [(f"“{SAID},” the minister of town {n} said.", "the minister") for n in range(51)]
    assert joined(*many) == set()
    assert len(joined(*many[:50])) == 50 * 49 / 2


def test_articles_without_a_tagged_source_are_not_looked_at() -> None:
    assert same_speakers([NAMED[0], NAMED[0]], {0: [(Stretch(0, 5), 0)]}) == set()
