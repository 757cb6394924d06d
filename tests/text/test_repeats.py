"""Where words that were tagged stand again."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.repeats import all_occurrences, occurrences

TEXT = "Hamas met Hamas leaders. Al-Hamas, Hamas’s office; HAMAS and Hamasiya."


def test_whole_words_letter_for_letter() -> None:
    starts = [start for start, _ in occurrences(TEXT, "Hamas")]
    assert starts == [0, 10, 28, 35]
    assert list(occurrences("a.b", "a.b c")) == []


@given(st.text("ab_ -", max_size=40), st.text("ab_ -", min_size=1, max_size=4))
def test_each_place_between_other_characters_is_found(text: str, words: str) -> None:
    naive, behind = [], 0
    for start in range(len(text)):
        end = start + len(words)
        alone = not (text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalnum())
        if start >= behind and alone and text[start:end] == words:
            naive.append((start, end))
            behind = end
    assert [tuple(found) for found in occurrences(text, words)] == naive


def test_the_longest_at_a_place_and_none_inside_another() -> None:
    found = [words for _, words in all_occurrences(TEXT, ["Hamas", "Hamas leaders", "leaders"])]
    assert found == ["Hamas", "Hamas leaders", "Hamas", "Hamas"]


def test_what_does_not_begin_with_a_letter_is_left_out() -> None:
    assert list(all_occurrences("“Hamas” ", ["“Hamas”", ""])) == []


@given(st.text("ab .-", max_size=60), st.lists(st.text("ab -", min_size=1, max_size=6), max_size=5))
def test_what_is_found_stands_there(text: str, wordings: list[str]) -> None:
    behind = 0
    for (start, end), words in all_occurrences(text, wordings):
        assert behind <= start < end
        assert text[start:end] == words in wordings
        assert not text[start - 1 : start].isalnum() or start == 0
        assert not text[end : end + 1].isalnum()
        behind = end
