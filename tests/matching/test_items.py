"""Mentions of one thing inside an article, put together."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.matching.features import Form
from annotations.matching.items import Item, items
from annotations.matching.names import Name
from annotations.matching.sources import Source
from annotations.matching.statements import Statement
from tests.matching.spans import article

SAID = "“The decision has been taken and nobody asked for it to be reopened”"


def found(*texts: str, shape: type[Form] = Name, apart: Sequence[str] = ()) -> list[Item]:
    """The items of an article with these spans: they are called ``a0``, ``a1`` and so on."""
    _, spans = article("a", 1, [("label", text) for text in texts])
    return items(spans, shape.read, apart)


def groups(*texts: str, shape: type[Form] = Name, apart: Sequence[str] = ()) -> list[str]:
    """The same, each as the numbers of its mentions."""
    made = found(*texts, shape=shape, apart=apart)
    return sorted("".join(span.id[1:] for span in item.mentions) for item in made)


@pytest.mark.parametrize(
    ("texts", "together"),
    [
        (("Drovnik", "the harbour", "Drovnik"), ["02", "1"]),
        (("Drovnik", "DROVNIK", "Drovnik’s"), ["012"]),
        (("Lena Marlow", "Ms Marlow", "Marlow"), ["012"]),
        (("Marlow", "Lena Marlow"), ["01"]),
        (("Lena Marlow", "Lena"), ["01"]),
        (("World Food Programme", "WFP"), ["01"]),
        (("Lena Marlow", "Tom Marlow", "Marlow"), ["0", "1", "2"]),
        (("Lena Marlow", "Lena Ortiz", "Lena"), ["0", "1", "2"]),
        (("the old harbour", "harbour"), ["0", "1"]),
        (("Lena Marlow", "Marlow supporters"), ["0", "1"]),
        (("—", "Drovnik", "🙂"), ["1"]),
    ],
)
def test_names_in_one_article(texts: tuple[str, ...], together: list[str]) -> None:
    assert groups(*texts) == together


def test_two_persons_with_one_surname_stay_apart() -> None:
    names = ("Yusuf al-Marzani", "Nadia Marzani", "Mrs Marzani", "Marzani")
    assert groups(*names)[:2] == ["0", "1"]


@pytest.mark.parametrize(
    ("texts", "together"),
    [
        (("Prince Charles", "Queen Charles"), ["0", "1"]),
        (("Mr Orr", "Mrs Orr", "Mr Orr"), ["02", "1"]),
        (("Mr Orr", "Orr"), ["01"]),
        (("Mr Lee Orr", "Mrs Orr"), ["0", "1"]),
        (("US", "us", "the U.S."), ["02", "1"]),
        (("Police", "police", "POLICE"), ["012"]),
    ],
)
def test_what_reads_the_same_and_is_not(texts: tuple[str, ...], together: list[str]) -> None:
    assert groups(*texts) == together


def test_a_quotation_that_is_quoted_again_in_part() -> None:
    part = "“nobody asked for it to be reopened”"
    assert groups(SAID, part, "Nobody knows", shape=Statement) == ["01", "2"]
    assert groups(SAID, part.strip("“”"), shape=Statement) == ["0", "1"]
    assert groups(SAID, "“nobody asked”", shape=Statement) == ["0", "1"]


def test_the_fullest_stands_for_all() -> None:
    (item,) = found("Marlow", "Ms Lena Marlow", "Lena Marlow")
    assert item.span.id == "a1"
    assert [form.text for form in item.forms] == ["Ms Lena Marlow", "Lena Marlow", "Marlow"]


def test_what_was_taken_out_stands_on_its_own() -> None:
    names = ("Lena Marlow", "Marlow", "Lena Marlow")
    assert groups(*names, apart=["a1"]) == ["02", "1"]
    assert groups(*names, apart=["a0"]) == ["0", "12"]
    assert groups(*names, apart=["a0", "a1", "a2"]) == ["0", "1", "2"]


def test_articles_are_apart() -> None:
    spans = [*article("a", 1, [("e", "Drovnik")])[1], *article("b", 2, [("e", "Drovnik")])[1]]
    assert [item.document for item in items(spans, Name.read)] == ["a", "b"]


WORDS = st.sampled_from(
    ["Lena", "Marlow", "Ortiz", "the", "WFP", "World", "Food", "Programme", "يوسف", "“", "”", "🙂"]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=7).map(" ".join), max_size=12)


@given(TEXTS, st.sampled_from([Name, Source, Statement]), st.data())
def test_every_span_with_words_is_in_one_item(
    texts: list[str], shape: type[Form], data: st.DataObject
) -> None:
    _, spans = article("a", 1, [("label", text) for text in texts])
    apart = data.draw(st.sets(st.sampled_from([s.id for s in spans]))) if spans else set()
    made = items(spans, shape.read, apart)
    mentions = [span.id for item in made for span in item.mentions]
    assert sorted(mentions) == sorted(s.id for s in spans if shape.read(s.text).key)
    for item in made:
        assert item.span in item.mentions
        assert item.forms[0].key == shape.read(item.span.text).key
        assert len(item.mentions) == 1 or apart.isdisjoint(span.id for span in item.mentions)
    turned = data.draw(st.permutations(spans))
    assert sorted(items(turned, shape.read, apart), key=str) == sorted(made, key=str)
