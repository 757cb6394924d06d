"""Other tools' formats go out: whose layer, once or by annotator, whole files and folders only."""

import json
import os
from pathlib import Path

import pytest

from annotations.errors import Cancelled, NotFound, Refused, WorkspaceError
from annotations.formats.outgoing import TWICE, told, told_briefly
from annotations.formats.writers import WHAT, WRITERS, formats
from annotations.review.records import Mode
from annotations.workspace import Workspace
from annotations.workspace.chosen import ELSEWHERE, OPEN
from annotations.workspace.exporting import Pieces
from tests import stock
from tests.workspace.proposing import propose, scored

Pair = tuple[Workspace, Workspace]


def lines(pieces: Pieces) -> list[dict[str, object]]:
    """Lines of JSON."""
    return [json.loads(line) for line in b"".join(piece.data for piece in pieces).splitlines()]


def work(pair: Pair) -> None:
    """Both tag the same claim; each attributes it, to the same source and to one of their own."""
    ben = pair[1]
    for ws in pair:
        claim, source = stock.tag(ws, "one", "They go", "claim"), stock.tag(ws, "one", "official")
        ws.spans.attribute(claim.id, source.id)
    own = stock.tag(ben, "one", "Monday")
    ben.spans.attribute(claim.id, own.id)


def test_what_several_made_alike_goes_out_once(pair: Pair) -> None:
    work(pair)
    going = pair[0].exporting.pieces("documents", "doccano")
    one, two = lines(going)
    assert [len(one[key]) for key in ("entities", "relations")] == [3, 2]  # type: ignore[arg-type]
    assert two["entities"] == []
    assert (going.held, going.left) == ({"article": 2}, {TWICE: 2})
    alone = pair[0].exporting.pieces("documents", "doccano", layer="ben")
    assert len(lines(alone)[0]["entities"]) == 3  # type: ignore[arg-type]
    assert not alone.left


@pytest.mark.parametrize("format_", ["jsonl", "doccano", "label-studio"])
def test_attributions_with_an_end_in_anothers_layer_are_counted(pair: Pair, format_: str) -> None:
    ana, ben = pair
    claim, source = stock.tag(ana, "one", "They go", "claim"), stock.tag(ben, "one", "official")
    ana.spans.attribute(claim.id, source.id)
    going = ana.exporting.pieces("documents", format_, layer="ana")
    assert b"attributed_to" not in b"".join(piece.data for piece in going)
    assert going.left == {ELSEWHERE: 1}
    whole = ana.exporting.pieces("documents", "jsonl")
    assert b"attributed_to" in b"".join(piece.data for piece in whole)
    assert not whole.left


@pytest.mark.parametrize("name", ["brat", "conll", "doccano", "label-studio", "spacy", "xmi"])
def test_proposals_are_nobodys_and_not_missed(pair: Pair, name: str) -> None:
    ana, _ = pair
    one, two = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    propose(ana, scored(one.id, two.id))
    going = ana.exporting.pieces("documents", name)
    assert b"".join(piece.data for piece in going)
    assert not any(kind.startswith("link") for kind in going.left)
    ana.links.decide(one.id, two.id, "same")
    going = ana.exporting.pieces("documents", name)
    assert b"".join(piece.data for piece in going)
    assert [number for kind, number in going.left.items() if kind.startswith("link")] == [1]


def test_formats_that_say_who_get_every_layer(pair: Pair) -> None:
    work(pair)
    going = pair[0].exporting.pieces("documents", "label-studio")
    one, _ = json.loads(b"".join(piece.data for piece in going))
    assert [note["created_username"] for note in one["annotations"]] == ["ana", "ben"]
    assert not going.left


def test_the_resolved_layer_and_what_is_open(pair: Pair) -> None:
    work(pair)
    going = pair[0].exporting.pieces("documents", "spacy", layer="resolved")
    assert [span["label"] for span in lines(going)[0]["spans"]] == [  # type: ignore[attr-defined]
        "claim", "entity",
    ]  # fmt: skip
    assert going.left[OPEN] == 1


def test_a_folder_appears_whole(pair: Pair, tmp_path: Path) -> None:
    work(pair)
    folder = tmp_path / "tables"
    written = pair[0].exporting.to_file(folder, "documents", "csv")
    assert sorted(path.name for path in folder.iterdir()) == [
        "articles.csv", "attributions.csv", "links.csv", "spans.csv",
    ]  # fmt: skip
    assert written.held == {"article": 2}
    for path in (folder, folder / "links.csv"):
        with pytest.raises(Refused, match="give the name of a new"):
            pair[0].exporting.to_file(path, "documents", "csv")
    with pytest.raises(Refused, match="not a folder"):
        pair[0].exporting.to_file(pair[0].path, "documents", "csv")
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_links_alone_are_one_file(pair: Pair, tmp_path: Path) -> None:
    ana, _ = pair
    one, two = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    ana.links.decide(one.id, two.id, "same")
    written = ana.exporting.to_file(tmp_path / "links.csv", "links", "csv")
    assert (written.held, written.is_folder) == ({"link": 1}, False)
    left = ana.exporting.to_file(tmp_path / "out.json", "documents", "doccano").left
    assert told(left) == ["1 link is left out: doccano ties nothing across texts"]


@pytest.mark.parametrize("error", [Cancelled, KeyboardInterrupt])
def test_what_is_stopped_leaves_nothing(
    pair: Pair, tmp_path: Path, error: type[BaseException]
) -> None:
    def stop(done: int, _: int) -> None:
        if done == 2:
            raise error

    for name in ("csv", "label-studio"):
        with pytest.raises(error):
            pair[0].exporting.to_file(tmp_path / "out", "documents", name, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses(pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WorkspaceError, match="cannot be written: No space left on device"):
        pair[0].exporting.to_file(tmp_path / "out", "documents", "csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_writes_an_empty_case_and_two_layers(
    ws: Workspace, pair: Pair, tmp_path: Path, name: str
) -> None:
    ws.exporting.to_file(tmp_path / "empty", "documents", name)
    work(pair)
    written = pair[0].exporting.to_file(tmp_path / "full", "documents", name)
    assert written.held == {"article": 2}
    assert (tmp_path / "full").is_dir() == WRITERS[name].is_folder


def test_refusals(pair: Pair) -> None:
    ana, ben = pair
    with pytest.raises(Refused, match="cannot write reviews as csv: choose one of jsonl"):
        ana.exporting.pieces("reviews", "csv")
    with pytest.raises(Refused, match="cannot write documents as docx: choose one of jsonl, "):
        ana.exporting.pieces("documents", "docx")
    with pytest.raises(Refused, match="cannot export cake"):
        ana.exporting.pieces("cake", "csv")
    with pytest.raises(NotFound, match="no layer of cleo"):
        ana.exporting.pieces("documents", "csv", layer="cleo")
    with pytest.raises(Refused, match="only the resolved layer lies between"):
        ana.exporting.pieces("network", "gexf", between=("ana", "ben"))
    ben.assigning.begin(Mode.BLIND)
    with pytest.raises(Refused, match="you work blind"):
        ben.exporting.pieces("documents", "csv", layer="resolved")


def test_all_that_goes_out_has_a_format() -> None:
    assert {name for what in WHAT for name in formats(what)} == {
        "jsonl", "graphml", "gexf", *WRITERS,
    }  # fmt: skip


def test_what_is_left_out_is_told_in_words() -> None:
    from annotations.formats.outgoing import Left

    left = Left({"link: x holds none": 1, "cell | marked with ': why": 2000, "note": 0})
    assert told(left) == [
        "1 link is left out: x holds none", "2,000 cells are marked with ': why",
    ]  # fmt: skip
    assert told_briefly(left) == "1 link left out, 2,000 cells marked with '"
