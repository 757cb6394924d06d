"""How much texts share, and in which order that puts them."""

import gc
import weakref
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.sharing import ranked, shared
from tests.text.test_segments import TEXTS

LEFT = "The harbour office closed its northern gate on Monday, officials in Drovnik said."


def test_the_text_that_shares_most_comes_first_and_nothing_last_as_given() -> None:
    texts = {
        "nothing": "Sheep graze on the hills above the valley all summer.",
        "some": "Its northern gate on Monday stayed shut, and rain fell upon the town.",
        "all": LEFT.upper(),
        "nothing else": "Comets pass by the moon without any sound at all.",
        "empty": "",
    }
    result = ranked(LEFT, texts.items())
    assert [entry.id for entry in result] == ["all", "some", "nothing", "nothing else", "empty"]
    shares = [entry.share for entry in result]
    assert shares[0] == 1
    assert 0 < shares[1] < 1
    assert shares[2:] == [0, 0, 0]


def test_quotes_and_scripts_without_spaces_count() -> None:
    texts = [
        ("curly", "Mara’s “northern gate” isn’t open"),
        ("ideographs", "他说港口办公室星期一关闭了"),
    ]
    assert dict(ranked("Mara's 'northern gate' isn't open", texts))["curly"] == 1
    assert dict(ranked("港口办公室星期一", texts))["ideographs"] == 1


class _Text(str):
    """A text that can be seen to go."""

    __slots__ = ("__weakref__",)


def test_one_text_is_held_at_a_time() -> None:
    held: list[weakref.ref[_Text]] = []

    def texts() -> Iterator[tuple[str, str]]:
        for number in range(20):
            gc.collect()
            assert sum(one() is not None for one in held) <= 1
            text = _Text(f"{LEFT} {number}")
            held.append(weakref.ref(text))
            yield str(number), text
            del text

    assert len(ranked(LEFT, texts())) == 20


@given(TEXTS, st.dictionaries(st.text(max_size=3), TEXTS, max_size=6))
def test_any_texts(left: str, texts: dict[str, str]) -> None:
    result = ranked(left, texts.items())
    assert sorted(entry.id for entry in result) == sorted(texts)
    shares = [entry.share for entry in result]
    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)


def test_all_pairs_that_share_anything() -> None:
    texts = {"a": LEFT, "b": "Sheep graze on the hills.", "c": f"He wrote: {LEFT}"}
    assert shared(texts.items()) == [("a", "c", 1.0)]
    assert shared([]) == []


@given(st.dictionaries(st.text(max_size=3), TEXTS, max_size=6))
def test_pairs_come_in_the_order_given_and_share_what_ranking_says(texts: dict[str, str]) -> None:
    found = shared(texts.items())
    keys = list(texts)
    assert [(keys.index(one), keys.index(other)) for one, other, _ in found] == sorted(
        (keys.index(one), keys.index(other)) for one, other, _ in found
    )
    for one, other, share in found:
        assert keys.index(one) < keys.index(other)
        assert dict(ranked(texts[one], texts.items()))[other] == share > 0
