"""What forms may have in common, and that it is the same wherever it is reckoned."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Shape
from annotations.matching.hashing import (
    distinct,
    lengths_of,
    letters,
    order_of,
    ranges,
    spelt,
    trigrams,
)
from annotations.matching.keys import KIND, Keys, Kind, Rarity, Rows, found_in, read
from annotations.matching.name_keys import name_keys
from annotations.matching.normal import cut
from annotations.matching.statement_keys import statement_keys, words_of

NO_RARITY = Rarity(np.zeros(0, np.uint32), np.zeros(0, np.int64))
Text = st.text(min_size=1, max_size=20)


def names(*forms: str) -> Keys:
    return name_keys(read([form.split() for form in forms], Shape.NAME))


def statements(*forms: str, rarity: Rarity = NO_RARITY) -> Keys:
    return statement_keys(read([[*cut(form.split())] for form in forms], Shape.STATEMENT), rarity)


def row(rows: Rows, number: int) -> set[int]:
    return set(rows.keys[slice(*rows.bounds[number : number + 2])].tolist())


def kinds(keys: set[int]) -> set[Kind]:
    return {Kind(key & int(KIND)) for key in keys}


def shared(keys: Keys) -> set[Kind]:
    """Of what kinds the keys are by which the first asks and under which the second is held."""
    return kinds(row(keys.asked, 0) & row(keys.held, 1))


@pytest.mark.parametrize(
    ("asks", "held", "by"),
    [
        ("mohammed khalid", "muhammad x", {Kind.WORD, Kind.GRAM}),
        ("jamal adam williams", "adam jamal", {Kind.PAIR, Kind.WHOLE}),
        ("jamal williams", "j williams", {Kind.INITIAL}),
        ("jamal williams", "jamal willard", {Kind.ENDS, Kind.INITIAL}),
        ("teviot", "tevoit", {Kind.SLIP}),
        ("jamal williams", "williams", {Kind.WHOLE}),
        ("regina maria benjamin", "regina benjamin", {Kind.WHOLE}),
        ("mati ur rehman", "matiur rahman", {Kind.WHOLE}),
        ("united arab emirates", "uae", {Kind.ACRONYM}),
        ("bank of the south", "bs", {Kind.ACRONYM}),
    ],
)
def test_a_name_asks_for_its_variants(asks: str, held: str, by: set[Kind]) -> None:
    assert shared(names(asks, held)) >= by


def test_what_is_part_of_a_name_does_not_ask_for_the_whole() -> None:
    assert Kind.WHOLE not in shared(names("williams", "jamal williams"))
    assert Kind.ACRONYM not in shared(names("uae", "united arab emirates"))


def test_different_names_share_nothing() -> None:
    assert shared(names("zoe", "kordula essery")) == set()


@pytest.mark.parametrize(
    ("asks", "held", "by"),
    [
        ("the mayor closed a harbour", "harbours closing", {Kind.WORD, Kind.PAIR}),
        ("we will not go down there", "he said we will not go down", {Kind.RUN}),
        ("港口办公室秋天关闭", "港口办公室关闭", {Kind.WORD, Kind.PAIR}),
    ],
)
def test_a_statement_asks_for_what_says_the_same(asks: str, held: str, by: set[Kind]) -> None:
    assert shared(statements(asks, held)) >= by


def test_function_words_are_no_keys() -> None:
    assert shared(statements("the mayor of all", "the council of all")) == set()
    assert shared(statements("of the", "of the")) == {Kind.WORD, Kind.PAIR}


def test_pairs_are_made_of_the_rarest_words() -> None:
    common = "alder birch cedar elder hazel larch maple"
    counted, _ = distinct(words_of(read([common.split()], Shape.STATEMENT)).keys)
    rarity = Rarity(counted, np.full(len(counted), 9))
    rare = f"{common} quince rowan"
    assert Kind.PAIR in shared(statements(rare, "rowan quince", rarity=rarity))
    assert Kind.PAIR in shared(statements(common, "alder larch"))


@given(st.lists(st.lists(Text, max_size=12), max_size=6), st.sampled_from(list(Shape)))
def test_any_text_has_keys_in_order_in_as_many_rows(forms: list[list[str]], shape: Shape) -> None:
    words = read(forms, shape)
    keys = statement_keys(words, NO_RARITY) if shape is Shape.STATEMENT else name_keys(words)
    for rows in keys:
        assert len(rows.bounds) == len(forms) + 1
        assert rows.bounds[-1] == len(rows.keys)
        for number, form in enumerate(forms):
            keys_of_form = rows.keys[slice(*rows.bounds[number : number + 2])].tolist()
            assert keys_of_form == sorted(set(keys_of_form))
            assert bool(keys_of_form) == bool(form)


@given(st.lists(st.lists(Text, min_size=1, max_size=9), min_size=1, max_size=5), st.data())
def test_keys_do_not_depend_on_the_company(forms: list[list[str]], data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(forms) - 1))
    among = name_keys(read(forms, Shape.NAME))
    alone = name_keys(read([forms[number]], Shape.NAME))
    for many, one in zip(among, alone, strict=True):
        assert row(many, number) == row(one, 0)


@given(st.lists(Text, max_size=8))
def test_equal_words_have_equal_numbers(words: list[str]) -> None:
    numbers = spelt(letters(words), lengths_of(words)).tolist()
    assert len(set(numbers)) == len(set(words))
    assert len(trigrams(letters(words), lengths_of(words))) == sum(map(len, words))
    twice = spelt(letters(words * 2), lengths_of(words * 2)).tolist()
    assert twice == numbers * 2


def test_another_process_comes_to_the_same_keys() -> None:
    here = names("jamal williams", "uae").held.keys.tolist()
    code = (
        "from tests.matching.test_keys import names;"
        "print(names('jamal williams', 'uae').held.keys.tolist())"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == str(here)


def test_ranges_and_lookups() -> None:
    assert order_of(np.array([7, 2, 7, 0], np.uint32)).tolist() == [3, 1, 0, 2]
    assert ranges(np.array([5, 0, 9]), np.array([2, 0, 1])).tolist() == [5, 6, 9]
    keys = np.array([2, 4], np.uint32)
    assert found_in(keys, np.array([1, 4, 9], np.uint32))[1].tolist() == [False, True, False]
    assert Rarity(keys, np.array([7, 8]))(np.array([4, 5], np.uint32)).tolist() == [8, 0]
    assert NO_RARITY(keys).tolist() == [0, 0]
