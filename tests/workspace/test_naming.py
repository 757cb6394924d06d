"""What things are called, and mentions of an article that a person joins."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import NotFound, Refused
from annotations.model import Span
from annotations.store import proposals
from annotations.store.proposals import items, mentions
from annotations.workspace import Workspace
from annotations.workspace.history import in_words
from tests import stock
from tests.workspace.proposing import lettered, propose, scored

Two = tuple[Workspace, Workspace]


@pytest.fixture
def hands() -> Iterator[Two]:
    """Two articles of lettered spans, opened for ana, whose spans they are, and for ben."""
    with stock.workspaces("ana", "ben") as (ana, ben):
        lettered(ana, "1", "2")
        yield ana, ben
        assert stock.problems(ana) == []


@pytest.fixture
def ana(hands: Two) -> Workspace:
    """The same for ana alone."""
    return hands[0]


def told(ana: Workspace) -> list[str]:
    """The acts that name, join and part, in words."""
    return [in_words(act) for act in ana.history.acts() if act.action != "import"]


# -- names ---------------------------------------------------------------------------------------


def test_a_thing_is_named_once_and_renamed_and_the_name_taken_off(ana: Workspace) -> None:
    ana.naming.name(["1a"], "Rao")
    ana.naming.name(["1b", "1a", "1b"], "  Minister Rao ")
    assert ana.naming.names() == {"1a": "Minister Rao", "1b": "Minister Rao"}
    ana.naming.name(["1a", "1b"], None)
    assert ana.naming.names() == {}
    with pytest.raises(NotFound, match="no name to take off"):
        ana.naming.name(["1a", "1b"], None)
    assert ana.history.undo().words == "took a name off: “Minister Rao”"
    assert ana.history.undo().words == "named “Minister Rao”"
    assert ana.naming.names() == {"1a": "Rao"}
    assert told(ana)[:3] == [
        "named “Rao”",
        "named “Minister Rao”",
        "took a name off: “Minister Rao”",
    ]


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "a\x1bb", "a\nb", "\u200b"])
def test_what_is_no_name_is_refused(ana: Workspace, name: str) -> None:
    with pytest.raises(Refused, match="give another one"):
        ana.naming.name(["1a"], name)
    assert told(ana) == []


def test_a_name_needs_spans_that_are_there(ana: Workspace) -> None:
    for spans in (["1a", "9z"], []):
        with pytest.raises(NotFound):
            ana.naming.name(spans, "Rao")
    assert told(ana) == []


def test_a_name_stays_when_a_mention_or_an_article_goes(ana: Workspace) -> None:
    ana.naming.name(["1a", "1b", "2a"], "Rao")
    ana.spans.delete("1a")
    assert ana.naming.names() == {"1b": "Rao", "2a": "Rao"}
    ana.articles.remove("1")
    assert ana.naming.names() == {"2a": "Rao"}
    ana.naming.name(["2a"], None)
    assert ana.naming.names() == {}


def test_a_name_is_kept_on_some_mentions_of_as_many_articles_as_there_are(
    ana: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.workspace.naming._BEARERS", 3)
    ana.naming.name(["1a", "1b", "1c", "1d", "2a"], "Rao")
    assert ana.naming.names().keys() == {"1a", "2a", "1b"}
    ana.history.undo()
    assert ana.naming.names() == {}


def test_each_has_names_of_their_own_and_the_newest_is_what_a_thing_is_called(hands: Two) -> None:
    ana, ben = hands
    ana.naming.name(["1a"], "Rao")
    ben.naming.name(["1a"], "A. Rao")
    ana.naming.name(["1b"], "Lee")
    assert ana.naming.names() == {"1a": "A. Rao", "1b": "Lee"}
    assert ana.naming.names("ana") == {"1a": "Rao", "1b": "Lee"}
    ana.spans.delete("1b")
    assert ana.naming.names() == {"1a": "A. Rao"}
    ana.articles.remove("1")
    assert ana.naming.names("ben") == {}


# -- mentions joined -----------------------------------------------------------------------------


def test_groups_that_are_joined_are_one_and_the_first_to_be_read_stands_for_all(
    ana: Workspace,
) -> None:
    grouped = {"1a": "1c", "1e": "1d", "2b": "2a"}
    propose(ana, scored("1d", "2a"), items=grouped)
    ana.naming.join("1e", "1a")
    ana.naming.join("1f", "1e")
    assert mentions(ana.store) == items(ana.store) == {
        "1a": "1c", "1d": "1c", "1e": "1c", "1f": "1c", "2b": "2a"
    }  # fmt: skip
    ana.naming.part("1e")
    assert mentions(ana.store) == grouped
    with pytest.raises(NotFound, match="nothing to part"):
        ana.naming.part("1e")
    ana.history.undo()
    ana.history.undo()
    assert mentions(ana.store) == {**grouped, "1d": "1c", "1e": "1c"}
    assert told(ana)[:3] == ["joined mentions", "joined mentions", "parted mentions"]


def test_verdicts_on_one_mention_hold_for_what_it_was_joined_with(ana: Workspace) -> None:
    propose(ana, scored("1a", "2a"), scored("1b", "2a"))
    ana.links.decide("1a", "2a", "same")
    assert ana.links.queue().settled == 0
    ana.naming.join("1b", "1a")
    assert ana.links.queue().settled == 1
    ana.naming.part("1a")
    assert ana.links.queue().settled == 0


def test_what_is_set_apart_is_joined_no_more_until_it_is_joined_again(hands: Two) -> None:
    ana, ben = hands
    ana.naming.join("1b", "1a")
    ana.naming.join("1c", "1b")
    ana.links.break_group("1b")
    assert mentions(ana.store) == {}
    with pytest.raises(Refused, match="another annotator has set “b” apart"):
        ben.naming.join("1b", "1d")
    ana.naming.join("1a", "1b")
    assert ana.links.set_apart("1") == []
    assert mentions(ana.store) == {"1b": "1a", "1c": "1a"}
    assert ana.history.undo().words == "joined mentions"
    assert [span.id for span in ana.links.set_apart("1")] == ["1b"]


def test_what_the_matcher_joins_is_joined_again_by_taking_back_that_it_is_apart(
    ana: Workspace,
) -> None:
    propose(ana, scored("1a", "2a"), items={"1b": "1a"})
    ana.links.break_group("1b")
    ana.naming.join("1b", "1a")
    assert mentions(ana.store) == {"1b": "1a"}
    assert ana.store.rows("select * from together") == []


def test_what_cannot_be_one_thing_is_refused(ana: Workspace) -> None:
    ana.spans.relabel("1f", "claim")
    propose(ana, scored("1a", "2a"), items={"1b": "1a"})
    for other, why in {
        "1a": "one and the same span",
        "2a": "use a link",
        "1f": "give both one label",
        "1b": "one thing already",
    }.items():
        with pytest.raises(Refused, match=why):
            ana.naming.join("1a", other)
    with pytest.raises(NotFound):
        ana.naming.join("1a", "9z")


def test_what_hangs_on_a_span_goes_and_comes_with_it(ana: Workspace) -> None:
    ana.naming.join("1b", "1a")
    ana.spans.relabel("1a", "claim")
    assert mentions(ana.store) == {}
    ana.spans.relabel("1a", "entity")
    ana.spans.delete("1a")
    assert mentions(ana.store) == {}
    ana.history.undo()
    assert mentions(ana.store) == {"1b": "1a"}


def test_the_same_span_in_another_layer_is_joined_with_it(hands: Two) -> None:
    ana, ben = hands
    text = ana.articles.get("1").text
    propose(ana, scored("1a", "2a"), scored("1b", "2a"), scored("1d", "2a"))
    his = [ben.spans.tag("1", at, at + 1, "entity") for at in map(text.index, "bd")]
    ben.naming.join(his[1].id, his[0].id)
    assert items(ana.store) == {his[0].id: "1b", his[1].id: "1b", "1d": "1b"}
    assert mentions(ana.store) == {his[1].id: his[0].id}


LETTER = st.sampled_from("abcdef")


@settings(max_examples=25, deadline=None)
@given(joins=st.lists(st.tuples(LETTER, LETTER), max_size=8))
def test_no_join_takes_another_ones_place(joins: list[tuple[str, str]]) -> None:
    with stock.workspaces("ana") as (ana,):
        lettered(ana, "1")
        things = {letter: {letter} for letter in "abcdef"}
        for one, other in joins:
            if other in things[one]:
                with pytest.raises(Refused):
                    ana.naming.join(f"1{one}", f"1{other}")
                continue
            ana.naming.join(f"1{one}", f"1{other}")
            for letter in (both := things[one] | things[other]):
                things[letter] = both
        expected = {f"1{x}": f"1{min(things[x])}" for x in "abcdef" if x != min(things[x])}
        assert mentions(ana.store) == expected


def test_a_hundred_thousand_mentions_in_a_row_are_one_thing(
    ana: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{n:06}" for n in range(100_000)]
    monkeypatch.setattr(
        "annotations.store.naming.together", lambda _: list(zip(names[1:], names, strict=False))
    )
    tuples = ana.store.tuples

    def placed(sql: str, parameters: Any = ()) -> Iterable[tuple[Any, ...]]:
        return [(name,) for name in names] if "json_each" in sql else tuples(sql, parameters)

    monkeypatch.setattr(type(ana.store), "tuples", lambda _, *asked: placed(*asked))
    assert set(proposals.mentions(ana.store).values()) == {"000000"}


# -- copies --------------------------------------------------------------------------------------


def merged(ana: Workspace, tmp_path: Path, *dids: Callable[[Workspace], object]) -> list[Any]:
    """What two copies come to in which ana did something each; the same either way round."""
    paths = [tmp_path / f"{n}.db" for n in range(2)]
    for path, did in zip(paths, dids, strict=True):
        ana.history.backup(path)
        with Workspace.open(path, "ana") as copy:
            did(copy)
    found = []
    for one, other in (paths, paths[::-1]):
        ana_there = tmp_path / f"of-{one.name}"
        with Workspace.open(one, "ana") as copy:
            copy.history.backup(ana_there)
        with Workspace.open(ana_there, "ana") as copy:
            said = copy.merging.take_in(other).conflicts
            found.append((copy.naming.names(), mentions(copy.store), said))
            assert stock.problems(copy) == []
    assert found[0] == found[1]
    return [*found[0]]


def test_of_two_names_and_joins_the_later_is_taken_and_the_other_told(
    ana: Workspace, tmp_path: Path
) -> None:
    def first(copy: Workspace) -> None:
        copy.naming.name(["1a"], "Rao")
        copy.naming.join("1c", "1a")
        copy.naming.join("1f", "1e")

    def second(copy: Workspace) -> None:
        copy.naming.name(["1a"], "Lee")
        copy.naming.join("1c", "1b")
        copy.naming.name(["2a"], "Ito")

    names, joined, conflicts = merged(ana, tmp_path, first, second)
    assert names == {"1a": "Lee", "2a": "Ito"}
    assert joined == {"1c": "1b", "1f": "1e"}
    assert [(c.kind, c.who, c.quotes, c.kept, c.other, c.layer) for c in conflicts] == [
        ("joined mention", "ana", ("c", "b"), "with “b”", "with “a”", None),
        ("name", "ana", ("a",), "Lee", "Rao", None),
    ]


def test_spans_that_are_one_by_a_merge_are_joined_and_named_as_one(
    ana: Workspace, tmp_path: Path
) -> None:
    text = ana.articles.get("1").text
    at = text.index("c", 3)

    def tagged(copy: Workspace, label: str) -> Span:
        return copy.spans.tag("1", at, at + 1, label)

    def first(copy: Workspace) -> None:
        copy.spans.relabel("1c", "claim")
        one = tagged(copy, "source")
        copy.spans.relabel("1b", "source")
        copy.naming.join(one.id, "1b")
        copy.naming.name([one.id], "Rao")

    def second(copy: Workspace) -> None:
        one = tagged(copy, "source")
        copy.naming.name([one.id], "Rao")

    names, joined, conflicts = merged(ana, tmp_path, first, second)
    (span,) = names
    assert (names, joined, conflicts) == ({span: "Rao"}, {span: "1b"}, ())


def test_two_spans_that_were_joined_and_are_one_now_are_joined_no_more(
    ana: Workspace, tmp_path: Path
) -> None:
    def first(copy: Workspace) -> None:
        copy.naming.join("1d", "1c")
        copy.spans.move("1d", *_place(copy, "ef"))

    def second(copy: Workspace) -> None:
        copy.spans.move("1c", *_place(copy, "ef"))

    names, joined, _ = merged(ana, tmp_path, first, second)
    assert (names, joined) == ({}, {})


def _place(copy: Workspace, letters: str) -> tuple[int, int]:
    text = copy.articles.get("1").text
    return text.index(letters[0]), text.index(letters[1]) + 1
