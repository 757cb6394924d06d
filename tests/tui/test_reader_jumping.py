"""The Reader: straight to a word by its hint, to a character, and what ends a key that waits."""

from collections.abc import Callable

import pytest

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH, LEFT
from tests.tui.test_work_per_key import painted
from tui.text.hints import PAIRS
from tui.widgets.painting import GUTTER


def at(words: str) -> int:
    return LEFT.index(words)


async def jump(stage: Stage, words: str) -> None:
    """Press the two letters over a word, once they are shown."""
    place = stage.view.text.index(words)
    letters = next(k for k, word in stage.view.hints.items() if word == place)
    await stage.press(*letters)


# -- hints ----------------------------------------------------------------------------------------


async def test_two_letters_over_every_word_lead_to_it(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        words = [word.start for word in stage.view.segments.words(0, len(LEFT))]
        before = stage.shown()
        await stage.press("t")
        hints = stage.view.hints
        assert sorted(hints.values()) == words
        assert hints[PAIRS[0]] == 0  # where the caret stands
        layout, lines = stage.view._layout, stage.shown().splitlines()[1:]
        for letters, word in hints.items():
            cell = GUTTER + layout.cell_of(word)
            assert lines[layout.row_of(word)][cell : cell + 2] == letters
        assert "now two letters" in stage.status
        letters = next(k for k, word in hints.items() if word == at("harbour"))
        await stage.press(letters[0])
        assert set(stage.view.hints) == {k for k in hints if k[0] == letters[0]}
        assert "now the second letter" in stage.status
        await stage.press(letters[1])
        assert stage.view.caret == at("harbour")
        assert stage.view.selection is None
        assert stage.view.hints == {}
        await stage.press("g")
        assert stage.shown() == before


async def test_hints_are_over_candidates_spans_and_hits_too(news: Workspace) -> None:
    stock.tag(news, "left", "Lena Ortiz")
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("/", *"drov", "enter", "g", "t")
        assert {at("Ortiz"), at("Drovnik")} <= set(stage.view.hints.values())
        await jump(stage, "Ortiz")
        assert stage.view.caret == at("Ortiz")


async def test_no_row_is_painted_for_hints(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await painted(stage)
        before = stage.view.rows_painted
        await stage.press("t", "f", "escape")
        await painted(stage)
        assert stage.view.rows_painted == before


@pytest.mark.parametrize(
    ("key", "said"), [("escape", ""), ("1", "no word has the letters 1"), ("f2", "no letter")]
)
async def test_what_is_no_hint_ends_them(news: Workspace, key: str, said: str) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.pick("Lena")
        await stage.settle()
        before = stage.shown()
        dark = stage.app.current_theme.dark
        await stage.press("t", key)
        assert stage.view.hints == {}
        assert said in stage.status
        assert stage.view.selection == (at("Lena"), at("Lena") + 4)
        assert stage.app.current_theme.dark is dark
        await stage.press("t", "f", key)
        assert stage.view.hints == {}
        await stage.press("shift+left", "shift+right")
        assert stage.shown() == before


async def test_a_wrong_second_letter(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("t")
        first = next(k[0] for k in stage.view.hints)
        wrong = next(x for x in "zxbn" if first + x not in stage.view.hints)
        await stage.press(first, wrong)
        await stage.says(f"no word has the letters {first}{wrong}")
        assert (stage.view.caret, stage.view.hints) == (0, {})
        assert stage.spans() == []


async def test_selecting_to_a_word_takes_it_in(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Lena")
        await stage.press(".", "t")
        await jump(stage, "Ortiz")
        assert stage.view.selection == (at("Lena"), at("Lena Ortiz") + 10)
        await stage.press("t")
        await jump(stage, "minister")
        assert stage.view.selection == (at("minister"), at("Lena"))
        await stage.press("escape", ".", "t")
        await jump(stage, "Lena")
        await stage.press("e")
        assert stage.texts("entity") == ["minister Lena"]


async def test_a_boundary_goes_to_a_word(news: Workspace) -> None:
    stock.tag(news, "left", "Lena")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Lena")
        await stage.press("right_square_bracket", "t")
        assert "end, jump" in stage.status
        await jump(stage, "Ortiz")
        assert stage.texts() == ["Lena Ortiz"]
        await stage.press("left_square_bracket", "t")
        await jump(stage, "minister")
        assert stage.texts() == ["minister Lena Ortiz"]
        await stage.press("right_square_bracket", "t")
        await jump(stage, "The")
        await stage.says("that would leave nothing of this entity")
        await stage.press("u", "u")
        assert stage.texts() == ["Lena"]


async def test_moving_the_text_ends_hints(news: Workspace) -> None:
    stock.add(news, "word " * 2000, id="long")
    async with played(news.path, "ana", ("long", "right"), size=(80, 20)) as stage:
        view = stage.view
        ends: list[Callable[[], None]] = [
            lambda: view.scroll_to(y=5, animate=False, immediate=True),
            lambda: view.place(100),
            lambda: view.load("other words", None, ()),
            lambda: stage.reader.activate(stage.reader.right),
        ]
        for end in ends:
            stage.reader.activate(stage.reader.left)
            await stage.press("t")
            assert view.hints
            assert "jump" in stage.status
            end()
            await stage.settle()
            assert view.hints == {}
            assert "jump" not in stage.status
        stage.reader.activate(stage.reader.left)
        await stage.press("g", "t")
        await stage.pilot.resize_terminal(60, 24)
        await stage.settle()
        assert view.hints == {}
        await stage.press("w")
        assert view.caret == view.text.index("words")


async def test_a_dialog_ends_what_waits(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        for key in ("t", "z"):
            await stage.press(key)
            stage.app.action_help()
            await stage.settle()
            await stage.press("escape")
            assert stage.view.hints == {}
            assert "now" not in stage.status
            await stage.press("w")
            assert stage.view.caret == at("minister")
            stage.view.place(0)


async def test_hostile_text_under_hints(ws: Workspace) -> None:
    text = "a\x1b[31mred\x07 e\u0301 \u202eabc 漢字漢字 x\u0301\u0302y [b]bold[/b] 👩‍👩‍👧 I a b"
    stock.add(ws, text, id="one")
    async with played(ws.path, "ana", ("one",), size=(60, 12)) as stage:
        stage.view.place(len(text))
        await stage.settle()
        before = stage.view.render_line(0).cell_length
        await stage.press("t")
        assert stage.view.hints
        strip = stage.view.render_line(0)
        assert strip.cell_length == before
        assert not any(letter in stage.shown() for letter in "\x1b\x07\u202e")
        for letters in stage.view.hints:
            assert letters in strip.text


async def test_no_word_in_view(ws: Workspace) -> None:
    stock.add(ws, "… — …", id="one")
    async with played(ws.path, "ana", ("one",)) as stage:
        await stage.press("t")
        await stage.says("no word in view")
        await stage.press("right")
        assert stage.view.caret == 1


async def test_the_fastest_hands(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("t")
        letters = next(k for k, word in stage.view.hints.items() if word == at("denied"))
        await stage.press("escape")
        await stage.burst("t", *letters, "e")
        assert stage.view.caret == at("denied")
        assert stage.texts("entity") == ["denied"]


# -- characters -----------------------------------------------------------------------------------


async def test_to_a_character_and_on(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("z")
        assert "find on: now a character" in stage.status
        await stage.press("l")
        assert stage.view.caret == at("Lena")
        await stage.press("semicolon")
        assert stage.view.caret == LEFT.lower().index("l", at("Lena") + 1)
        await stage.press("comma")
        assert stage.view.caret == at("Lena")
        await stage.press("g", "3", "z", "O")
        await stage.press("semicolon")
        await stage.says("“O” is not further on")
        assert stage.view.caret == LEFT.rindex("O")
        await stage.press("2", "Z", "O")
        assert stage.view.caret == LEFT.index("O")
        await stage.press("semicolon")
        await stage.says("“O” is not before this")
        await stage.press("comma")
        assert stage.view.caret == LEFT.index("O", LEFT.index("O") + 1)


@pytest.mark.parametrize("key", ["q", "1", "?", "space", "“", '"', "z", "e", "0", "ß", "汉"])
async def test_any_character_is_looked_for(ws: Workspace, key: str) -> None:
    character = {"space": " ", '"': "“"}.get(key, key)
    text = f"Soom-words{character}stand.h{character}r"
    stock.add(ws, text, id="one")
    async with played(ws.path, "ana", ("one",)) as stage:
        await stage.press("z", key)
        assert stage.view.caret == text.index(character)
        await stage.press(";")
        assert stage.view.caret == text.rindex(character)
        assert not stage.app._exit
        assert stage.app.screen is stage.reader
        assert stage.spans() == []


async def test_what_is_no_character(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.pick("Lena")
        await stage.press("z", "escape")
        assert "now" not in stage.status
        assert stage.view.selection
        await stage.press("z", "down")
        await stage.says("no character")
        assert stage.view.selection
        await stage.press("w")
        assert stage.view.selection is None


async def test_nothing_to_repeat(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        for key in ("semicolon", "comma"):
            await stage.press(key)
            await stage.says("no character was looked for")


async def test_selecting_to_a_character(news: Workspace) -> None:
    quoted = "We never met them at the harbour,"
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("We never")
        await stage.press(".", "z", ",")
        assert stage.view.selection == (at(quoted), at(quoted) + len(quoted))
        await stage.press("2", "Z", "t")
        assert stage.view.selection == (at(quoted), at(" the harbour"))
        await stage.press(";")
        assert stage.view.selection == (at(quoted), at("hem at"))
        await stage.press("escape", ".", "Z", ".")
        assert stage.view.selection == (at(". “"), at("We never"))


async def test_a_boundary_goes_to_a_character(news: Workspace) -> None:
    stock.tag(news, "left", "never met")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("never")
        await stage.press("right_square_bracket", "z", ",")
        assert stage.texts() == ["never met them at the harbour,"]
        await stage.press("left_square_bracket", "Z", "W")
        assert stage.texts() == ["We never met them at the harbour,"]
        await stage.press("right_square_bracket", "2", "Z", "t")
        assert stage.texts() == ["We never met them at"]
        await stage.press("right_square_bracket", "semicolon")
        assert stage.texts() == ["We never met t"]
        await stage.press("right_square_bracket", "z", "”")
        assert stage.texts() == ["We never met them at the harbour,”"]
        await stage.press("right_square_bracket", "z", "§")
        await stage.says("“§” is not further on")
        assert stage.texts() == ["We never met them at the harbour,”"]


async def test_a_digit_looked_for_is_no_count(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("z", "4")
        assert stage.view.caret == at("140") + 1
        assert stage.reader.count is None
        await stage.press("2", "Z", "e")
        assert stage.reader.count is None
