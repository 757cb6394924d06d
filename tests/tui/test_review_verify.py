"""Verifying by keys: a ruling on each item, the next comes up by itself."""

from pathlib import Path

from annotations.workspace import Workspace
from tests import stock
from tests.stage import Stage, played
from tests.tui.reviewed import about, rulings, verifying
from tui.screens.review import ReviewHome
from tui.screens.review.verify import Verify


def walk(stage: Stage) -> Verify:
    """The screen that verifies, which must be the place."""
    assert isinstance(stage.place, Verify), stage.place
    return stage.place


async def test_one_key_rules_and_the_next_comes_up(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v")
        assert "entity “Hamas”" in about(walk(stage))
        assert "0 of 6" in stage.shown()
        await stage.press("y")
        assert "claim “140 posts would go”" in about(walk(stage))
        assert "right: “Hamas”" in stage.status
        await stage.press("y", "y", "y", "y", "y")
        assert set(rulings(stage.ws).values()) == {"agree"}
        assert "all of ana’s work here is ruled on" in stage.status
        assert "6 of 6" in stage.shown()


async def test_a_fast_hand_rules_on_each_but_once(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.burst("v", "y", "y", "y")
        assert len(rulings(stage.ws)) == 3


async def test_rejecting_asks_for_the_reason(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "n")
        assert "It should not be there, because of" in stage.shown()
        await stage.type("dupl")
        await stage.press("enter")
        (ruling,) = stage.ws.verifying.rulings("ana")
        assert (ruling.ruling, ruling.reason) == ("reject", "duplicate")
        await stage.press("backspace", "M")
        await stage.type("tagged above")
        await stage.press("enter")
        (ruling,) = stage.ws.verifying.rulings("ana")
        assert (ruling.reason, ruling.note) == ("duplicate", "tagged above")
        assert "note: tagged above" in about(walk(stage))


async def test_esc_leaves_the_reasons_without_a_ruling(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "n", "escape")
        assert stage.ws.verifying.rulings("ana") == []
        assert "entity “Hamas”" in about(walk(stage))


async def test_fixing_a_boundary_and_a_label(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "right_square_bracket", "w")
        # The other end may be wrong, too: the item stays in view until one goes on.
        assert "boundary fixed" in stage.status
        assert "entity “Hamas”" in about(walk(stage))
        first = stage.ws.verifying.rulings("ana")[0]
        assert (first.ruling, first.after and first.after["text"]) == ("boundary", "Hamas said")
        await stage.press("y", "r", "s")
        second = stage.ws.verifying.rulings("ana")[1]
        assert (second.ruling, second.after and second.after["label"]) == ("label", "source")
        # The originals stay as they are.
        assert [s.text for s in stage.spans() if s.annotator == "ana"][:2] == [
            "Hamas", "140 posts would go",
        ]  # fmt: skip


async def test_a_fix_on_top_of_a_fix_keeps_both(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "right_square_bracket", "w", "r", "c")
        (ruling,) = stage.ws.verifying.rulings("ana")
        assert ruling.after == {"start": 0, "end": 10, "label": "claim", "text": "Hamas said"}


async def test_deferring_comes_last(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "m", "y", "y", "y", "y", "y")
        assert "entity “Hamas”" in about(walk(stage))
        assert "put off" in about(walk(stage))
        await stage.press("y")
        assert "6 of 6" in stage.shown()


async def test_undo_takes_a_ruling_back_and_shows_its_item(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "y", "y", "u")
        assert "claim “140 posts would go”" in about(walk(stage))
        assert "not ruled on yet" in about(walk(stage))
        assert list(rulings(stage.ws)) == ["span Hamas"]
        await stage.press("U")
        assert len(rulings(stage.ws)) == 2
        await stage.press("u", "u", "u")
        assert rulings(stage.ws) == {}
        assert stage.ws.history.check() == []


async def test_what_is_missing_is_tagged_as_in_the_reader(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v")
        view = walk(stage).left.view
        start = view.text.index("Monday")
        view.select(start, start + 6)
        await stage.press("e")
        assert "missing, you say" in stage.status
        (span,) = [s for s in stage.spans() if s.annotator == "ben"]
        (ruling,) = stage.ws.verifying.rulings("ana")
        assert (ruling.ruling, ruling.item, ruling.author) == ("missing", span.id, "ana")
        assert "entity “Hamas”" in about(walk(stage))  # the item in view stays
        await stage.press("u")
        assert [s for s in stage.spans() if s.annotator == "ben"] == []
        assert stage.ws.verifying.rulings("ana") == []


async def test_an_attribution_shows_both_ends_and_a_link_both_articles(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "y", "y")
        assert "attribution “140 posts would go”  rests on  “an official”" in about(walk(stage))
        await stage.press("y", "y", "y")
        assert "link “Hamas”  same  “Hamas”" in about(walk(stage))
        assert walk(stage).right.article == "two"
        assert not walk(stage).right.has_class("empty")
        await stage.press("r", "n")
        assert rulings(stage.ws)["link Hamas"] == "label"


async def test_what_cannot_be_fixed_is_said(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "y", "y", "right_square_bracket")
        assert "this is no span: n rejects it" in stage.status
        await stage.press("x")
        assert "nothing is deleted here: n rejects what is in view" in stage.status
        await stage.press("c")
        assert "select the claim that is missing first" in stage.status
        assert len(rulings(stage.ws)) == 2


async def test_a_ruling_on_what_has_changed_meanwhile_is_refused(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v")
        with Workspace.open(case, "ana") as ana:
            span = next(s for s in ana.spans.in_article("one") if s.text == "Hamas")
            ana.spans.move(span.id, 0, 10)
        await stage.press("y")
        assert "ana has changed this span meanwhile: look again" in stage.status
        await stage.press("f5", "y")
        assert rulings(stage.ws) == {"span Hamas said": "agree"}


async def test_the_guideline_on_demand(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "i")
        assert "A person, place, organisation or thing with a name" in stage.shown()
        await stage.press("i")
        assert "A person, place" not in stage.shown()


async def test_the_hardest_first(case: Path) -> None:
    verifying(case)
    with Workspace.open(case, "ana") as ana:
        stock.tag(ana, "one", "go", "source")
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "O")
        await stage.sees("hardest first")
        seen = []
        for _ in range(2):
            await stage.press("space")
            seen.append(about(walk(stage)).splitlines()[0])
        # Nothing speaks for either; names and their likes come later.
        assert [words.split()[0] for words in seen] == ["attribution", "source"]
        await stage.press("O")
        assert "reading order" in stage.shown()


async def test_killed_and_opened_again_it_goes_on_where_it_was(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "y", "y")
    async with played(case, "ben", screen="review") as stage:
        assert "4 of ana’s left to verify" in stage.status
        await stage.press("space")
        assert "2 of 6" in stage.shown()
        assert "attribution" in about(walk(stage))
        await stage.press("escape")
        assert isinstance(stage.place, ReviewHome)


async def test_only_the_authors_spans_and_ones_own_are_shown(case: Path) -> None:
    verifying(case)
    with Workspace.open(case, "cleo") as cleo:
        stock.tag(cleo, "one", "Monday")
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "enter")
        shown = {span.annotator for span in walk(stage).left.view.scene.coverage}
        assert shown == {"ana"}


async def test_both_ends_of_a_span_are_put_right(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "y", "left_square_bracket", "w", "right_square_bracket", "b")
        ruling = stage.ws.verifying.rulings("ana")[1]
        assert ruling.after == {"start": 30, "end": 41, "label": "claim", "text": "posts would"}
        await stage.press("u")
        ruling = stage.ws.verifying.rulings("ana")[1]
        assert ruling.after is not None
        assert ruling.after["text"] == "posts would go"
        await stage.press("space", "backspace", "y")  # right after all
        assert stage.ws.verifying.rulings("ana")[-1].ruling == "agree"


async def test_an_item_that_goes_meanwhile_is_not_ruled_on_unseen(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "y")
        with Workspace.open(case, "ana") as ana:
            span = next(s for s in ana.spans.in_article("one") if s.label == "claim")
            ana.spans.delete(span.id)
        await stage.press("f5")
        assert "that is there no more" in stage.shown() or "up to date" in stage.status
        place = walk(stage)
        assert place.item is not None
        assert place.left.view.current is not None
        assert place.left.view.current.id == place.item.ends[0]
        assert "source “an official”" in about(place)


async def test_esc_leaves_a_key_that_waits(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        for key in ("r", "left_square_bracket"):
            await stage.press("v", key, "escape", "y", "u", "escape")
        assert rulings(stage.ws) == {}
        assert isinstance(stage.place, ReviewHome)


async def test_undo_then_the_same_again_misses_nothing(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", "y", "u", "y")
        assert "claim “140 posts would go”" in about(walk(stage))


async def test_a_pass_that_is_done_can_be_looked_at_again(case: Path) -> None:
    verifying(case)
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v", *"yyyyyy", "escape")
        assert "all of ana’s work is ruled on: the pass can end" in stage.status
        await stage.press("v")
        assert "link “Hamas”" in about(walk(stage))  # where one was last
        assert "right" in about(walk(stage))
        await stage.press("backspace")
        assert "entity “Hamas”" in about(walk(stage))


async def test_ones_own_spans_are_changed_only_where_they_were_missing(case: Path) -> None:
    verifying(case)
    with Workspace.open(case, "ben") as ben:
        stock.tag(ben, "one", "said on Monday")
    async with played(case, "ben", screen="review") as stage:
        await stage.press("v")
        walk(stage).left.view.place(8)
        await stage.press("r", "s", "backspace")
        (own,) = [s for s in stage.spans() if s.annotator == "ben"]
        assert own.label == "entity"
        assert rulings(stage.ws) == {"span Hamas": "label"}
