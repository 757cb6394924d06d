"""Reading gold spans: marks in a text, lines of JSON, and what is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks import gold
from tests.benchmarks.gold import GoldError, GoldSpan, unmarked

SAMPLE = """---
title: A strike
language: en
style: wire copy
---
⟦c|⟦s|⟦e|Lena Ortiz⟧, a minister⟧, said no⟧. It rained in ⟦e|Drovnik⟧.
"""


def test_nested_marks_are_read_and_leave_the_text() -> None:
    text, spans = unmarked("⟦c|⟦e|Ana⟧ left⟧. 🙂 ⟦e|Ben⟧", "here")
    assert text == "Ana left. 🙂 Ben"
    assert {(text[s.start : s.end], s.label) for s in spans} == {
        ("Ana left", "claim"),
        ("Ana", "entity"),
        ("Ben", "entity"),
    }


@given(st.lists(st.tuples(st.sampled_from("cse"), st.text("ab 🙂\n", min_size=1)), max_size=6))
def test_marks_enclose_what_they_are_put_round(pieces: list[tuple[str, str]]) -> None:
    marked = "".join(f"x⟦{letter}|{words}⟧" for letter, words in pieces)
    text, spans = unmarked(marked, "here")
    assert [text[span.start : span.end] for span in spans] == [words for _, words in pieces]
    assert text == "".join(f"x{words}" for _, words in pieces)


@pytest.mark.parametrize(
    ("marked", "offset"),
    [("a ⟦e|b", 2), ("ab⟧ c", 2), ("⟦e|a ⟦c|b⟧", 0), ("⟦q|b⟧", 0), ("a⟦b⟧", 1), ("⟦e|⟧", 3)],
)
def test_marks_that_do_not_fit_are_refused_with_file_and_offset(marked: str, offset: int) -> None:
    with pytest.raises(GoldError, match=f"here.txt, offset {offset}:"):
        unmarked(marked, "here.txt")


def test_a_sample_is_read_with_its_style_in_reading_order(tmp_path: Path) -> None:
    (tmp_path / "strike.txt").write_text(SAMPLE, encoding="utf-8")
    (article,) = gold.load([tmp_path])
    assert (article.name, article.style, article.language) == ("strike", "wire copy", "en")
    assert article.text == "Lena Ortiz, a minister, said no. It rained in Drovnik."
    assert [span.label for span in article.spans] == ["claim", "source", "entity", "entity"]


def test_lines_are_read_and_twins_are_one(tmp_path: Path) -> None:
    span = {"start": 0, "end": 3, "label": "entity"}
    line = {"text": "Ana left.", "spans": [span, span, {**span, "label": "source"}]}
    path = tmp_path / "some.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for _ in range(3)), encoding="utf-8")
    articles = list(gold.load([path], 2))
    assert len(articles) == 2
    assert articles[0].spans == (GoldSpan(0, 3, "entity"), GoldSpan(0, 3, "source"))


def test_the_sample_set_is_read() -> None:
    for article in gold.load([gold.SAMPLE, gold.HELD_OUT]):
        assert article.spans
        assert "⟦" not in article.text
