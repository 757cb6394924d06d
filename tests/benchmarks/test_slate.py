"""SLATE's key model: the cheapest keys for a span, counted by hand."""

from tests.benchmarks import slate
from tests.benchmarks.gold import GoldArticle, GoldSpan


def keys(text: str, *words: str) -> list[int]:
    """The keys for some words, one span after the other."""
    spans = [GoldSpan(text.index(w), text.index(w) + len(w), "entity") for w in words]
    return slate.keys(GoldArticle("a", "s", text, "en", tuple(spans)))


def test_the_first_token_is_selected_already() -> None:
    assert keys("Ana left.", "Ana") == [2]


def test_a_move_is_a_key_and_a_counted_one_its_digits_and_a_key() -> None:
    text = "a b c Ana d e f g h i j k l m Ben"
    assert keys("a Ana", "Ana") == [1 + 2]
    assert keys(text, "Ana", "Ben") == [2 + 2, 1 + 2]  # the end of the line is one key
    assert keys(text + " z z", "Ben") == [1 + 2 + 2]  # and two back from there


def test_extending_counts_alike_and_the_cursor_stays_as_long() -> None:
    text = "a Ana Maria Lopez b c d"
    assert keys(text, "Ana Maria Lopez") == [1 + 2 + 2]
    # The end of the line makes one token of three again; two right and two off the left are more.
    assert keys(text, "Ana Maria Lopez", "c") == [5, 1 + 1 + 2]
    assert keys(text + " e f g h", "Ana Maria Lopez", "c") == [5, 1 + 2 + 2]


def test_a_search_goes_to_its_next_hit_and_again_by_one_key() -> None:
    line = "x " * 150
    text = f"{line}\n{line}Ana {line}\n{line}Ana {line}"
    first = text.index("Ana")
    spans = [GoldSpan(at, at + 3, "entity") for at in (first, text.index("Ana", first + 1))]
    article = GoldArticle("a", "s", text, "en", tuple(spans))
    assert slate.keys(article) == [1 + 1 + 1 + 1 + 2, 1 + 2]  # \, A, Enter, n


def test_lines_without_tokens_do_not_count() -> None:
    assert keys("a\n\n\nAna left", "Ana") == [1 + 2]


def test_a_whole_line_is_taken_in_two_keys() -> None:
    text = "One two three four five six seven eight nine ten eleven\nb"
    assert keys(text, "One two three four five six seven eight nine ten eleven") == [2 + 2]


def test_part_of_a_token_is_the_token() -> None:
    assert keys("Tazmar’s men", "Tazmar") == [2]
