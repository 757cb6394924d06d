"""Hints over words: which letters, where they are drawn, and that a row stays as wide as it was."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.color import Color

from annotations.codebook import Codebook
from annotations.text.graphemes import is_boundary
from annotations.text.segments import Segments
from tui.text.display import visible
from tui.text.hints import LETTERS, PAIRS, Hint, deal, left, places
from tui.text.layout import Layout
from tui.widgets.ink import Ink
from tui.widgets.painting import GUTTER, Painter, Scene

PAINTERS = [
    Painter(
        Codebook(),
        "ana",
        Ink(
            Codebook(),
            dark=dark,
            paper=Color.parse("black" if dark else "white"),
            text=Color.parse("white" if dark else "black"),
            accent=Color.parse("teal"),
        ),
    )
    for dark in (True, False)
]

PIECES = (
    *("a", " ", "word", "I", "\n", ", ", "…", "o\u0308ffnen", "x\u0301\u0302y", "e\u0301"),
    *("漢字", "カタカナ", "กระแส", "السلام", "ﷺ", "👩‍👩‍👧", "🇩🇪"),
    *("\x1b[31m", "\u202e", "\t", "\u200d"),
)
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=40).map("".join)


def starts(text: str) -> list[int]:
    return [word.start for word in Segments(text).words(0, len(text))]


def test_the_pairs() -> None:
    assert len(set(PAIRS)) == len(PAIRS) == 26 * 26
    assert set(LETTERS) == set("abcdefghijklmnopqrstuvwxyz")
    home = set(LETTERS[:9])
    assert home == set("asdfghjkl")
    assert all(set(pair) <= home for pair in PAIRS[:81])


def test_the_nearest_words_have_the_easiest_letters() -> None:
    words = list(range(0, 7000, 7))
    labels = deal(words, 350)
    assert len(labels) == len(PAIRS)
    assert [labels[pair] for pair in PAIRS[:3]] == [350, 357, 343]
    assert max(labels.values()) - 350 <= 7 * 676
    assert left(labels, "f") == {k: v for k, v in labels.items() if k[0] == "f"}
    assert deal([], 5) == {}


def test_a_word_of_one_letter_takes_the_space_and_never_the_next_word() -> None:
    text = visible("a b,c d\nI go")
    layout = Layout(text, 20)
    # "b," has a comma, "c " a space; the last word of a row has blank cells behind it.
    assert places(layout, starts(text), 20) == {0: 2, 2: 4, 4: 6, 6: 8, 8: 10, 10: 12}
    assert places(Layout("漢字", 20), [0, 1], 20) == {0: 1, 1: 2}
    assert places(Layout("ab", 20), [0, 1], 20) == {1: 3}
    assert places(Layout("ab a", 4), [0, 3], 4) == {0: 2}  # no cell is left behind the last word
    assert places(Layout("a\u0301\u0302 b", 20), [0, 4], 20) == {0: 4, 4: 6}


@given(texts, st.integers(1, 30), st.integers(0, 200), st.sampled_from(["", "f", "j"]))
def test_hints_say_what_they_lead_to_and_rows_stay_as_wide(
    text: str, width: int, caret: int, typed: str
) -> None:
    layout, words = Layout(visible(text), width), starts(text)
    across = width + 1 + GUTTER
    ends = places(layout, words, across - GUTTER)
    labels = left(deal(ends, caret), typed)
    assert len(set(labels.values())) == len(labels)
    assert set(labels.values()) <= set(words)
    followers = dict(zip(words, [*words, len(text) + 2][1:], strict=True))
    for painter in PAINTERS:
        for y in range(layout.height):
            start, end = layout.row(y)
            here = [
                Hint(k, w, ends[w])
                for k, w in sorted(labels.items(), key=lambda entry: entry[1])
                if layout.row_of(w) == y
            ]
            strip = painter.row(
                layout, Scene(caret=Segments(text).grapheme(caret).start), y, across
            )
            hinted = painter.hinted(strip, start, here, len(typed))
            assert sum(cell_len(segment.text) for segment in hinted) == strip.cell_length
            assert cell_len(hinted.text) == cell_len(strip.text) == across
            for hint in here:
                # Nothing of the next word is hidden; behind the row's end there are blank cells.
                assert hint.end <= followers[hint.start] or end < hint.end <= end + 2
                assert hint.letters in hinted.text
                # No accent is left without its letter.
                assert hint.end > end or is_boundary(layout.text, hint.end)
            drawn = "".join(s.text for s in hinted if s.style and _is_hint(s.style))
            assert "".join(drawn.split()) == "".join(hint.letters for hint in here)


def _is_hint(style: Style) -> bool:
    return bool(style.reverse)


def test_hints_stand_out_without_colour() -> None:
    for painter in PAINTERS:
        strip = painter.row(Layout("some words", 20), Scene(), 0, 24)
        hinted = painter.hinted(strip, 0, [Hint("fj", 0, 2), Hint("kd", 5, 7)], 1)
        marked = [s for s in hinted if s.style and s.style.reverse]
        assert "".join(s.text for s in marked) == "fjkd"
        assert [s.text for s in marked if s.style and s.style.bold] == ["j", "d"]
        assert hinted.text[GUTTER:].rstrip() == "fjme kdrds"


def test_hints_without_a_gap_are_told_apart() -> None:
    hints = [Hint("fj", 0, 1), Hint("kd", 1, 2), Hint("ls", 2, 3), Hint("aa", 4, 6)]
    for painter in PAINTERS:
        strip = painter.row(Layout("漢字漢 words", 20), Scene(), 0, 24)
        hinted = painter.hinted(strip, 0, hints, 0)
        styles = {s.text: s.style for s in hinted if s.style and s.style.reverse and s.text}
        assert styles["fj"] == styles["ls"] == styles["aa"] != styles["kd"]
        assert styles["kd"].underline
