"""The network goes out: whose it is, whole files only, and what is left out is counted."""

import io
from pathlib import Path

import networkx as nx
import pytest

from annotations.errors import NotFound, Refused
from annotations.formats.graphs import UNWRITABLE
from annotations.formats.writers import GRAPHS
from annotations.review.records import Mode
from annotations.workspace import Workspace
from annotations.workspace.chosen import OPEN
from tests import stock

Pair = tuple[Workspace, Workspace]


def labels(ws: Workspace, layer: str = "all", kind: str = "entity") -> list[str]:
    """What the nodes of a kind are called."""
    drawing = ws.exporting.pieces("network", "graphml", layer=layer)
    graph = nx.read_graphml(io.BytesIO(b"".join(piece.data for piece in drawing)))
    assert drawing.held == {"node": graph.number_of_nodes(), "edge": graph.number_of_edges()}
    return [known["label"] for _, known in graph.nodes(data=True) if known["kind"] == kind]


def test_whose_layer(pair: Pair) -> None:
    ana, ben = pair
    for ws in pair:
        stock.tag(ws, "one", "Hamas")
    stock.tag(ana, "two", "Officials")
    stock.tag(ben, "two", "May")
    assert labels(ana) == labels(ben) == ["Hamas", "May", "Officials"]
    assert labels(ana, "ben") == ["Hamas", "May"]
    assert labels(ana, "resolved") == ["Hamas"]
    assert ana.exporting.pieces("network", "gexf", layer="resolved").left == {OPEN: 2}
    assert not ana.exporting.pieces("network", "gexf").left
    with pytest.raises(NotFound, match="no layer of cleo: there are ana, ben"):
        labels(ana, "cleo")


def test_relations_of_the_resolved_layer_that_lost_an_end_are_counted(pair: Pair) -> None:
    for ws in pair:
        claim = stock.tag(ws, "two", "Officials", "claim")
        source = stock.tag(ws, "two", "May" if ws is pair[0] else "in May", "source")
        ws.spans.attribute(claim.id, source.id)
    drawing = pair[0].exporting.pieces("network", "gexf", layer="resolved")
    assert drawing.left == {OPEN: 1, "attribution: an end of it is open or gone": 1}


def test_the_blind_get_their_own_only(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.BLIND)
    stock.tag(ben, "two", "May")
    assert labels(ben) == ["May"]
    with pytest.raises(NotFound, match="no layer of ana"):
        labels(ben, "ana")
    with pytest.raises(Refused, match="you work blind"):
        labels(ben, "resolved")


def test_a_file_appears_whole_and_never_over_the_workspace(ws: Workspace, tmp_path: Path) -> None:
    stock.add(ws, "It rains.", title="a\x1b[31m<b>\x07")
    file = tmp_path / "net.gexf"
    assert ws.exporting.to_file(file, "network", "gexf").left == {UNWRITABLE: 2}
    (label,) = [known["label"] for _, known in nx.read_gexf(file).nodes(data=True)]
    assert label == "a[31m<b>"
    assert file.read_bytes().isascii()
    assert [path.name for path in tmp_path.iterdir()] == ["net.gexf"]
    with pytest.raises(Refused, match="the workspace itself"):
        ws.exporting.to_file(ws.path, "network", "gexf")


def test_the_same_workspace_is_the_same_file(pair: Pair) -> None:
    stock.tag(pair[0], "one", "Hamas")
    for format_ in GRAPHS:
        one, other = (list(ws.exporting.pieces("network", format_)) for ws in pair)
        assert one == other
