"""The Reader: spans made, changed and taken back by keys, each on the disk before it shows."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from annotations.errors import CodebookError, WorkspaceError
from annotations.store.sqlite import Connection, sqlite3
from annotations.store.store import Store
from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.conftest import BOTH, LEFT, RIGHT
from tui.hand import Hand

FIRST = "The minister Lena Ortiz denied the report on Monday."
QUOTED = "We never met them at the harbour"


# -- label keys ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "key", "tagged"),
    [
        ("denied", "c", FIRST),
        ("never", "c", QUOTED),
        ("Ortiz", "e", "Lena Ortiz"),
        ("posts", "e", "posts"),
        ("Drovnik said", "e", "Drovnik"),
        ("Officials", "s", "Officials in Drovnik"),
        ("Ortiz", "s", "The minister Lena Ortiz"),
    ],
)
async def test_a_label_key_takes_what_is_natural(
    news: Workspace, words: str, key: str, tagged: str
) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to(words)
        await stage.press(key)
        assert [text.strip(",") for text in stage.texts()] == [tagged]
        assert stage.view.caret == LEFT.index(tagged)
        assert stage.view.current == stage.spans()[0]
        assert f"“{stage.texts()[0]}”" in stage.status
        assert stage.spans()[0].origin == "human"


async def test_a_label_key_takes_the_selection(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        for key, label in (("c", "claim"), ("s", "source"), ("e", "entity")):
            stage.pick("140 posts")
            await stage.press(key)
            await stage.says(f"{label}: “140 posts”")
        assert stage.texts() == ["140 posts"] * 3
        stage.pick("140 posts")
        await stage.press("e")
        await stage.says("this is tagged as entity already: x deletes it")
        assert len(stage.spans()) == 3


async def test_nothing_natural_is_said(news: Workspace) -> None:
    stock.add(news, "\n\n\n…\n", id="dots")
    async with played(news.path, "ana", ("dots",)) as stage:
        await stage.press("e")
        await stage.says("no entity at the cursor: select the words first")
        assert stage.spans() == []


async def test_a_good_candidate_costs_one_key(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("g", "space", "s", "e")
        assert stage.texts() == ["The minister Lena Ortiz", "Lena Ortiz"]
        assert {span.origin for span in stage.spans()} == {"candidate"}
        await stage.says("entity: “Lena Ortiz” · next: ")
        assert stage.view.selection is not None
        while "quotation" not in stage.status:
            await stage.press("space")
        await stage.press("c")
        assert QUOTED in [text.strip(",") for text in stage.texts("claim")]


@pytest.mark.parametrize("key", ["a", "m", "=", "x", "r", "]", "*"])
async def test_after_a_candidate_the_span_just_tagged_is_meant(news: Workspace, key: str) -> None:
    stock.tag(news, "left", "Officials", "source")
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("g", "space")
        while "quotation" not in stage.status:
            await stage.press("space")
        await stage.press("c" if key == "a" else "e")
        tagged = next(span for span in stage.spans() if QUOTED in span.text)
        assert stage.view.selection, "the next candidate is up"
        await stage.press(key)
        if key == "a":
            assert "This claim rests on" in stage.shown()
            await stage.press("enter")
            assert [a.claim for a in stage.ws.spans.attributions()] == [tagged.id]
        elif key == "m":
            await stage.press(*"ok", "enter")
            assert stage.ws.spans.get(tagged.id).note == "ok"
        elif key == "=":
            await stage.press(key)  # the first one has shown what it would be linked to
            (link,) = stage.ws.links.queue()
            assert tagged.id in (link.left.id, link.right.id)
        elif key == "x":
            assert tagged.id not in [span.id for span in stage.spans()]
        elif key == "r":
            await stage.press("s")
            assert stage.ws.spans.get(tagged.id).label == "source"
        elif key == "]":
            await stage.press("w")
            assert stage.ws.spans.get(tagged.id).end != tagged.end
        else:
            await stage.says(f"no other mention of “{tagged.text[:20]}")


async def test_after_moving_away_the_span_just_tagged_is_meant_no_more(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("g", "space", "s", "space", "space", "x")
        await stage.says("no span here: put the cursor on one, or tag one first")
        assert stage.texts() == ["The minister Lena Ortiz"]


# -- changing --------------------------------------------------------------------------------------


async def test_boundaries(news: Workspace) -> None:
    span = stock.tag(news, "left", "report")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("report")
        for keys, text in (
            (("[", "b"), "the report"),
            (("]", "w"), "the report on"),
            (("]", "b"), "the report"),
            (("]", "2", "w"), "the report on Monday. “"),
            (("]", "h"), "the report on Monday."),
            (("]", "l"), "the report on Monday. “"),
            (("]", "b"), "the report on"),
            (("]", ")"), "the report on Monday."),
            (("]", "}"), LEFT[LEFT.index("the report") : LEFT.index("\n")]),
            (("]", "b"), LEFT[LEFT.index("the report") : LEFT.index(" go.")]),
            (("u",), LEFT[LEFT.index("the report") : LEFT.index("\n")]),
            (("u",), "the report on Monday."),
            (("[", "w"), "report on Monday."),
            (("[", "("), FIRST),
            (("u",), "report on Monday."),
        ):
            await stage.press(*keys)
            assert stage.ws.spans.get(span.id).text == text, keys
            assert not stage.reader.pending
        assert stage.view.current
        assert stage.view.current.text == "report on Monday."


async def test_a_boundary_leaves_something(news: Workspace) -> None:
    stock.tag(news, "left", "report")
    async with played(news.path, "ana", BOTH) as stage:
        for keys in (("[", "w"), ("]", "b"), ("]", "g"), ("[", "G"), ("[", "9", "w")):
            stage.go_to("report")
            await stage.press("escape", *keys)
            await stage.says("that would leave nothing of this entity: x deletes it")
            assert stage.texts() == ["report"]
            assert not stage.reader.pending
            assert stage.reader.count is None


async def test_relabelling(news: Workspace) -> None:
    stock.tag(news, "left", "report")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("report")
        await stage.press("r")
        assert "relabel: now a label’s key" in stage.status
        await stage.press("c")
        await stage.says("now claim: “report”")
        assert stage.texts("claim") == ["report"]
        await stage.press("r", "c")
        assert stage.texts("claim") == ["report"]


async def test_escape_cancels_what_waits(news: Workspace) -> None:
    stock.tag(news, "left", "report")
    async with played(news.path, "ana", BOTH) as stage:
        before = stage.acts
        for key in ("r", "[", "]"):
            stage.go_to("report")
            await stage.press(key)
            assert stage.reader.pending
            assert "now a" in stage.status
            await stage.press("escape", "w")
            assert not stage.reader.pending
            assert stage.view.caret == LEFT.index("on Monday")
            assert stage.acts == before
            stage.go_to("denied")
            await stage.press(key)
            await stage.says("no span here")
            assert not stage.reader.pending


async def test_another_key_is_not_taken_for_what_waits(news: Workspace) -> None:
    stock.tag(news, "left", "report")
    async with played(news.path, "ana", BOTH) as stage:
        for key in ("r", "[", "]", "3"):
            for other in ("tab", "space", "u", "/", "v", "o", "D", "O"):
                stage.go_to("report")
                await stage.press(key, other, "escape")
                assert stage.reader.pending is None, (key, other)
                assert stage.reader.count is None, (key, other)
                if other == "tab":
                    await stage.press("g", "e", "u", "tab")
                if other == "u":
                    await stage.press("U")
        assert [(s.label, s.text) for s in stage.spans()] == [("entity", "report")]


async def test_a_click_between_two_keys(news: Workspace) -> None:
    stock.tag(news, "left", "report")
    async with played(news.path, "ana", BOTH) as stage:
        for keys in (("r", "c"), ("[", "w")):
            stage.go_to("report")
            await stage.press(keys[0])
            stage.go_to("denied")
            await stage.press(keys[1])
            await stage.says("no span here")
        assert [s.label for s in stage.spans()] == ["entity"]


@pytest.mark.parametrize("key", ["x", "delete"])
async def test_deleting(news: Workspace, key: str) -> None:
    stock.tag(news, "left", "report")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("report")
        assert "e" in stage.shown().splitlines()[1][:4]
        await stage.press(key)
        await stage.says("deleted entity: “report” · u brings it back")
        assert stage.spans() == []
        assert "e" not in stage.shown().splitlines()[1][:4]
        await stage.press(key)
        await stage.says("no span here")


async def test_overlaps(news: Workspace) -> None:
    outer = stock.tag(news, "left", FIRST, "claim")
    middle = stock.tag(news, "left", "The minister Lena Ortiz", "source")
    inner = stock.tag(news, "left", "Lena Ortiz", "entity")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Ortiz")
        await stage.settle()
        assert stage.view.current == inner
        assert "span 1 of 3 here" in stage.echo
        seen = []
        for number in (2, 3, 1):
            await stage.press("o")
            await stage.says(f"span {number} of 3 here")
            seen.append(stage.view.current)
        assert seen == [middle, outer, inner]
        await stage.press("o", "x")
        assert stage.texts() == [FIRST, "Lena Ortiz"]
        stage.go_to("stops")
        await stage.press("o")
        await stage.says("no span here to choose between")


async def test_a_note(news: Workspace) -> None:
    stock.tag(news, "left", "report")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("report")
        await stage.press("m", *"see [1]", "enter")
        await stage.says("note kept")
        assert stage.spans()[0].note == "see [1]"
        await stage.until(lambda: "note: see [1]" in stage.echo, "the note in the echo")
        await stage.press("m", "!", "escape")
        assert stage.spans()[0].note == "see [1]"
        await stage.press("m", *["backspace"] * 7, "enter")
        await stage.says("note removed")
        assert stage.spans()[0].note is None


async def test_every_mention(news: Workspace) -> None:
    stock.tag(news, "left", "Lena Ortiz")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Lena")
        before = stage.acts
        await stage.press("*")
        await stage.sees("Tag 3 more in 2 articles as entity?")
        assert "It ends with Lena Ortiz, and with" in stage.shown()
        assert "Denial" in stage.shown()
        await stage.press("escape")
        assert stage.acts == before
        await stage.press("*", "enter")
        await stage.says("tagged 3 more as entity · u takes all of it back")
        assert stage.texts() == ["Lena Ortiz"] * 4
        assert [s.document for s in stage.spans()] == ["left", "left", "right", "right"]
        assert stage.acts == before + 1
        assert "2e" in stage.status or "2e" in await standing(stage)
        await stage.press("u")
        assert stage.texts() == ["Lena Ortiz"]
        await stage.press("U", "g", "w", "w", "*")
        await stage.says("no other mention of “Lena Ortiz” is left untagged")


async def standing(stage: Stage) -> str:
    """What the status line says once nothing else is to be said."""
    await stage.press("escape")
    return stage.status


async def test_undo_goes_to_where_it_was(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("w", "e", "tab")
        stage.go_to("Nobody")
        await stage.press("e", "g")
        assert stage.texts() == ["minister", "Nobody"]
        await stage.press("u")
        await stage.says("took back: tagged entity “Nobody”")
        assert stage.view.caret == RIGHT.index("Nobody")
        await stage.press("u")
        await stage.says("took back: tagged entity “minister” · left pane")
        assert stage.view is stage.reader.left.view
        assert stage.view.caret == LEFT.index("minister")
        await stage.press("u")
        await stage.says("your last act was elsewhere: imported “Denial”; undo it in the Library")


async def test_undo_and_redo_to_the_ends(news: Workspace) -> None:
    async with played(news.path, "ana", ("left",)) as stage:
        await stage.press("U")
        await stage.says("nothing to redo")
        await stage.press(*"we", *"we", "x")
        assert stage.texts() == ["minister"]
        await stage.press("u", "u", "u")
        assert stage.texts() == []
        await stage.press("U", "U")
        assert stage.texts() == ["minister", "Lena Ortiz"]
        await stage.press("u", "g", "c", "U")
        await stage.says("nothing to redo")
        assert stage.texts() == [FIRST, "minister"]


async def test_undoing_the_import_of_what_is_open(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.ws.history.undo()
        stage.ws.history.undo()
        assert stage.ws.articles.ids() == []
        await stage.press("e", "tab", "w", "a", "x", "*", "=", "enter", "D", "f5")
        assert stage.spans() == []
        await stage.press("L", "U", "U")
        assert stage.ws.articles.ids() == ["left", "right"]
        await stage.sees("2 articles")


async def test_done_and_not_done(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        await stage.press("D")
        await stage.says("this article is done for you")
        assert "done" in (await standing(stage)).split("right")[0]
        assert "done" not in (await standing(stage)).split("right")[1]
        await stage.press("D")
        await stage.says("this article is in progress for you")


async def test_others_spans(news: Workspace) -> None:
    with Workspace.open(news.path, "ben") as ben:
        stock.tag(ben, "left", "minister")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("minister")
        await stage.settle()
        assert "by ben" in stage.echo
        assert "nothing tagged" in stage.status
        await stage.press("O")
        await stage.says("other annotators’ spans are hidden")
        assert "by ben" not in stage.echo
        assert stage.view.current is None
        await stage.press("O")
        await stage.says("other annotators’ spans are shown")
        assert "by ben" in stage.echo


# -- what goes wrong on the way to the disk --------------------------------------------------------


@contextmanager
def locked(path: Path) -> Iterator[Connection]:
    """Another program that holds the file."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("begin immediate")
    try:
        yield connection
    finally:
        if connection.in_transaction:
            connection.execute("rollback")
        connection.close()


async def test_another_program_is_writing(news: Workspace) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("minister")
        with locked(news.path) as other:
            pressing = asyncio.create_task(stage.press("e"))
            await stage.says("waiting for another program to finish writing")
            assert stage.spans() == []
            assert stage.view.scene.current is None
            view = stage.reader.right.view
            painted = view.rows_painted
            view.go("word_forward")
            await stage.until(lambda: view.rows_painted > painted, "the other pane moves on")
            assert "Ortiz denied it" in stage.shown()
            other.execute("rollback")
            await pressing
        await stage.says("entity: “minister”")
        assert stage.texts() == ["minister"]


async def test_keys_typed_meanwhile_are_not_lost(
    news: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        with locked(news.path) as other:
            pressing = asyncio.create_task(stage.burst(*"wewwe", "tab", *"we"))
            await stage.says("waiting for another program")
            other.execute("rollback")
            await pressing
        assert stage.texts() == ["minister", "Lena Ortiz", "Lena Ortiz"]


async def test_patience_has_an_end(news: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Hand, "_do", impatient)
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("minister")
        with locked(news.path):
            await stage.press("e")
            await stage.says("another program has been writing for too long: nothing was saved")
        assert_nothing(stage)
        await stage.press("e")
        assert stage.texts() == ["minister"]


def impatient(hand: Hand, work: Callable[[Workspace], object]) -> object:
    """Like `Hand._do`, and gives up soon."""
    if hand._workspace is None:
        hand._workspace = Workspace.open(hand.path, hand.annotator, patience=0.05)
    return work(hand._workspace)


def assert_nothing(stage: Stage) -> None:
    """Nothing was tagged, and nothing is painted as if it were."""
    assert stage.spans() == []
    assert list(stage.view.scene.coverage) == []
    assert all(not line[:3].strip("≈ ") for line in stage.shown().splitlines()[1:5])


async def test_a_full_disk(news: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("minister")
        pages = stage.ws.store.value("pragma page_count")

        def fill(workspace: Workspace) -> None:
            workspace.store.value(f"pragma max_page_count = {pages}")

        await stage.app.hand.do(fill)
        for _ in range(40):  # until the pages that there are have no room left
            await stage.press("w", "e")
            if "full" in stage.status:
                break
        await stage.says("the disk is full: nothing was saved; free space, try again")
        spans = stage.spans()
        assert len(list(stage.view.scene.coverage)) == len(spans)
        await stage.press("r", "s", "x", "*", "D", "u", "space", "c")
        assert len(list(stage.view.scene.coverage)) == len(stage.spans())
        await stage.app.hand.do(lambda ws: ws.store.value("pragma max_page_count = 99999"))
        await stage.press("g", "c")
        await stage.says("claim: “The minister")


@pytest.mark.parametrize(
    "keys", [("e",), ("x",), ("r", "e"), ("]", "w"), ("D",), ("u",), ("U",), ("=",), ("a", "enter"),
             ("m", "x", "enter"), ("*", "enter"), ("!",)],
)  # fmt: skip
async def test_a_refused_write_changes_nothing_on_the_screen(
    news: Workspace, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    stock.tag(news, "right", "Drovnik", "claim")
    stock.tag(news, "left", "Monday", "source")
    stock.tag(news, "left", "minister", "claim")
    stock.tag(news, "left", "Lena Ortiz", "claim")
    stock.tag(news, "left", "harbour")
    news.history.undo()

    def refuse(*_: object) -> None:
        raise WorkspaceError(f"{news.path}: cannot be written: fix the permissions")

    async with played(news.path, "ana", BOTH) as stage:
        stage.reader.right.view.place(RIGHT.index("Drovnik"))
        stage.go_to("Lena" if "*" in keys else "minister")
        await stage.settle()
        before, shown = list(stage.view.scene.coverage), stage.shown().splitlines()[:26]
        monkeypatch.setattr(Store, "act", refuse)
        await stage.press(*keys)
        await stage.says("cannot be written: fix the permissions")
        assert list(stage.view.scene.coverage) == before
        assert stage.shown().splitlines()[:26] == shown
        monkeypatch.undo()
        assert stock.problems(news) == []


async def test_a_file_that_cannot_be_written(news: Workspace, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    news.history.backup(copy)
    async with played(copy, "ana", BOTH) as stage:
        await stage.app.hand.do(lambda ws: ws.store.value("pragma query_only = on"))
        stage.go_to("minister")
        await stage.press("e")
        await stage.until(lambda: "cannot be written" in stage.status, "a complaint")
        assert_nothing(stage)


# -- codebooks -------------------------------------------------------------------------------------

BOOK = """
name = "smuggling"

[[labels]]
name = "ship"
key = "b"
shape = "name"
color = "red"
style = "overline"
guideline = "Any vessel [/b]."

[[labels]]
name = "event"
key = "f9"
shape = "statement"

[[labels]]
name = "speaker"
key = "S"
shape = "source"

[[link_kinds]]
name = "one voyage"
key = "v"
means = "same"

[[link_kinds]]
name = "other voyage"
key = "d"
means = "different"

[keys]
"reader.move.word_back" = "Q"
"reader.search" = "ctrl+s"
"reader.undo" = "Y,ctrl+z"
"library.import" = "P"
"app.help" = "f3"
"""


async def test_a_codebook_of_ones_own(news: Workspace) -> None:
    news.set_codebook(BOOK)
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("Drovnik")
        await stage.press("b")
        await stage.says("ship: “Drovnik”")
        await stage.press("g", "f9", "S")
        assert sorted(s.label for s in stage.spans()) == ["event", "ship", "speaker"]
        await stage.press("r", "c", "e", "s")
        assert len(stage.spans()) == 3
        await stage.press("escape", "G", "Q")
        assert stage.view.caret < len(LEFT)
        await stage.press("Y", "ctrl+z", "u")
        assert sorted(s.label for s in stage.spans()) == ["ship"]
        await stage.press("ctrl+s", *"ship", "escape", "f3")
        await stage.sees("keys")
        assert "Any vessel [/b]." in (await help_text(stage))
        await stage.press("escape")
        stage.go_to("Drovnik")
        await stage.press("tab")
        stage.go_to("Drovnik")
        await stage.press("tab", "=", "=")
        await stage.says("one voyage: “Drovnik” and “Drovnik”")
        await stage.press("!")
        await stage.says("the codebook has no kind of link that means contradicts")
        await stage.press("p")
        await stage.sees("1 one voyage")
        assert "v one voyage" in stage.shown()
        await stage.press("d")
        await stage.sees("1 other voyage")
        await stage.press("L", "P")
        await stage.sees("Import")


async def help_text(stage: Stage) -> str:
    """All of the help, not only what is in sight."""
    from textual.widgets import Static

    from tui.screens.help import Help

    assert isinstance(stage.app.screen, Help)
    return str(stage.app.screen.query_one(Static).content)


@pytest.mark.parametrize(
    ("book", "names"),
    [
        ('[keys]\n"reader.search" = "n"', ("reader.search", "reader.search_next")),
        ('[[labels]]\nname = "ship"\nkey = "x"', ('the label "ship"', "reader.delete")),
        ('[keys]\n"app.help" = "c"', ('the label "claim"', "app.help")),
        (
            '[[link_kinds]]\nname = "same"\nkey = "j"',
            ('the link kind "same"', "proposals.next"),
        ),
        ('[keys]\n"library.mark" = "q"', ("library.mark", "app.quit")),
        ('[keys]\n"reader.note" = "ctrl+m"', ("reader.note", "ctrl+m")),
        ('[keys]\n"reader.fly" = "f9"', ("reader.fly", "no such command")),
        ('[keys]\n"reader.note" = "f99"', ("reader.note", "no such key")),
    ],
)
async def test_a_key_given_twice_is_refused(
    news: Workspace, book: str, names: tuple[str, str]
) -> None:
    with pytest.raises(CodebookError) as refused:  # noqa: PT012
        news.set_codebook(book)
        async with played(news.path, "ana", BOTH):
            pass
    for name in names:
        assert name in str(refused.value)


@pytest.mark.parametrize("keys", ["rx", "rq", "r3", "]x", "[e", "]u"])
async def test_a_key_that_waits_for_another_takes_no_other_command(
    news: Workspace, keys: str
) -> None:
    span = stock.tag(news, "left", "minister")
    async with played(news.path, "ana", BOTH) as stage:
        stage.go_to("minister")
        await stage.press(*keys)
        if keys != "r3":
            await stage.says("or Esc")
        assert [(s.id, s.label) for s in stage.spans()] == [(span.id, "entity")]
        await stage.press("escape", "x")
        assert stage.spans() == []
