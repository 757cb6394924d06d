"""Many pairs of names at once: the same as one by one, the same both ways round."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.matching.aligning import COLUMNS, Tokens, align
from annotations.matching.alignment import align as one_by_one
from annotations.matching.features import Rarity
from annotations.matching.names import Name
from annotations.matching.sources import Source

FEW = ["Mohammed Deif", "Mohammad Deif", "Khaled Deif", "Deif", "محمد ضيف", "Иран", "Omar Smith"]


def columns(left: str, right: str, shape: type[Name] | type[Source] = Name) -> dict[str, float]:
    """What is said of a pair."""
    forms = [shape.read(left), shape.read(right)]
    found = align(Tokens(forms, Rarity([])), np.array([0]), np.array([1]))
    return dict(zip(COLUMNS, found[0].tolist(), strict=True))


def test_the_same_name_is_all_the_same() -> None:
    found = columns("Mohammed Deif", "Deif, Mohammed")
    assert found["overlap"] == found["inside"] == found["sound"] == 1
    assert found["unmatched"] == found["extra"] == found["clash"] == 0


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Deif", "Mohammed Deif", {"inside": 1, "surname": 1, "extra": 1, "unmatched": 0}),
        ("Ahmed Hassan", "Khaled Hassan", {"clash": 1, "surname": 1, "first": 0}),
        ("B. Hassan", "Khaled Hassan", {"clash": 0, "unmatched": 1}),
        ("WHO", "World Health Organization", {"initials": 1, "overlap": 0}),
        ("World Health Organization", "WHO", {"initials": 1}),
        ("Iraqi", "Iraq", {"country": 0.5}),
        ("Moscow", "Russia", {"country": 0.3}),
        ("Channel 12", "Channel 14", {"numbers": 1}),
        ("Channel 12", "Channel twelve", {"numbers": 0}),
        ("Kim Jongun", "Kim Jong Un", {"first": 1}),
        ("Jongun", "Jong Un", {"sound": 1, "extra": 1}),
        ("Путин", "Vladimir Putin", {"inside": 1, "surname": 1}),
        ("vessel", "vessels", {"overlap": 0.9}),
        ("man", "woman", {"overlap": 0}),
        ("Bill Clinton", "William Clinton", {"first": 0.6, "clash": 0}),
    ],
)
def test_columns(left: str, right: str, expected: dict[str, float]) -> None:
    found = columns(left, right)
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-6)


def test_a_source_goes_by_its_name() -> None:
    found = columns("White House spokesman John Kirby", "John Kirby", Source)
    assert found["overlap"] == 1


@given(st.lists(st.text("abmno ’.БنمA1", max_size=20), min_size=2, max_size=6))
def test_no_name_is_too_odd(texts: list[str]) -> None:
    forms = [Name.read(text) for text in texts]
    tokens = Tokens(forms, Rarity([]))
    left, right = (side.reshape(-1) for side in np.indices((len(forms), len(forms))))
    found = align(tokens, left, right)
    assert np.isfinite(found).all()
    assert (found == align(tokens, right, left)).all()
    assert (found >= 0).all()


SPELLINGS = (
    *("mohammed", "muhammad", "mohamed", "deif", "deyf", "khaled", "smith", "smyth", "путин"),
    *("putin", "محمد", "iran", "iraqi", "j", "12"),
)
word = st.sampled_from(SPELLINGS)


@given(st.lists(word, min_size=1, max_size=4), st.lists(word, min_size=1, max_size=4))
def test_as_many_partners_as_one_by_one(left: list[str], right: list[str]) -> None:
    one, other = Name.read(" ".join(left).title()), Name.read(" ".join(right).title())
    if one.core != tuple(left) or other.core != tuple(right) or one.key.isdecimal():
        return
    found = align(Tokens([one, other], Rarity([])), np.array([0]), np.array([1]))[0]
    partners = one_by_one(one.core, other.core)
    row = dict(zip(COLUMNS, found.tolist(), strict=True))
    assert row["unmatched"] == min(len(one.core), len(other.core)) - len(partners)


def test_the_order_of_the_pairs_is_kept() -> None:
    forms = [Name.read(text) for text in FEW]
    tokens = Tokens(forms, Rarity([form.weighed for form in forms]))
    left, right = (side.reshape(-1) for side in np.indices((len(forms), len(forms))))
    whole = align(tokens, left, right)
    alone = [align(tokens, left[[i]], right[[i]])[0] for i in range(len(left))]
    assert (whole == np.array(alone)).all()


def test_of_a_long_name_the_ends_count() -> None:
    found = columns("Omar Ali Hassan Karim Salim Nabil Deif Haddad", "Omar Haddad")
    assert found["surname"] == found["first"] == found["inside"] == 1
    assert found["extra"] == 4


def test_no_pairs_no_rows() -> None:
    nothing = np.array([], int)
    assert align(Tokens([], Rarity([])), nothing, nothing).shape == (0, len(COLUMNS))
