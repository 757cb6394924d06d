"""Concordance: the orders in which hits are shown."""

import pytest

from annotations.text.concordance import Order, sort_key
from annotations.text.search import understand

TEXT = "The port closes. A PORT, he said, is old; our port “Is” new. ports port"


@pytest.mark.parametrize(
    ("order", "starts"),
    [
        (Order.PLACE, [4, 19, 46, 61, 67]),
        (Order.RIGHT, [67, 4, 19, 46, 61]),
        (Order.LEFT, [19, 61, 46, 67, 4]),
        (Order.HIT, [67, 4, 19, 46, 61]),
    ],
)
def test_orders(order: Order, starts: list[int]) -> None:
    hits = understand(r"ports?\b").find(TEXT).stretches
    keyed = sorted((sort_key(TEXT, *hit, order), hit) for hit in hits)
    assert [hit.start for _, hit in keyed] == starts


def test_the_nearest_word_counts_first() -> None:
    text = "a b c HIT d e f g h"
    assert sort_key(text, 6, 9, Order.LEFT) == ("c", "b", "a")
    assert sort_key(text, 6, 9, Order.RIGHT) == ("d", "e", "f", "g")
    assert sort_key(text, 6, 9, Order.HIT) == ("hit", "d", "e", "f", "g")


def test_a_very_long_hit_is_cut_for_sorting() -> None:
    assert len(sort_key("x" * 100_000, 0, 100_000, Order.HIT)[0]) < 100
