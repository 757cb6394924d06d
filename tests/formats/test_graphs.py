"""Graphs go out and come back: every attribute, whatever text is in it, as XML that is sound."""

import io
import unicodedata
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.graphs import GraphFormat, write

FORMATS = pytest.mark.parametrize("format_", GraphFormat)
HOSTILE = (
    "\x1b[31m\x00\x07\x9b\ufffe\uffff\ud800<b a='1'>&amp;]]>\u202eevil\u2069 \x0b\u2028\U0001f642"
)
CLEAN = "[31m<b a='1'>&amp;]]>\u202eevil\u2069 \u2028\U0001f642"

Graph: TypeAlias = "nx.MultiDiGraph[str]"
Known = dict[str, Any]
NONE = "\ufffe\uffff"
CHARACTERS = st.characters() | st.sampled_from(f"{NONE}\0\t\x85\ud800")
# One kind of value to a name: the formats say it once, for all nodes and for all edges.
KNOWN: st.SearchStrategy[Known] = st.fixed_dictionaries(
    {"label": st.text(CHARACTERS, max_size=5)},
    optional={
        "text": st.text(CHARACTERS, max_size=5),
        "count": st.integers(-(2**40), 2**40),
        "is_so": st.booleans(),
        "share": st.floats(0, 1),
    },
)


def opened(data: bytes, format_: GraphFormat) -> Graph:
    """The graph that a file holds."""
    file = io.BytesIO(data)
    if format_ is GraphFormat.GRAPHML:
        return nx.MultiDiGraph(nx.read_graphml(file, force_multigraph=True))
    found: Graph = nx.MultiDiGraph(nx.read_gexf(file))
    for *_, known in found.edges(data=True):
        del known["id"]  # which the file has besides its own key
    return found


def shown(graph: Graph) -> tuple[dict[str, Known], list[tuple[str, str, Known]]]:
    """All of a graph but what it says of itself, and what its edges are called."""
    edges = sorted(graph.edges(data=True), key=lambda edge: (edge[:2], sorted(edge[2].items())))
    return {node: graph.nodes[node] for node in graph}, edges


def graph_of(text: str) -> Graph:
    """A graph with two edges between the same two nodes, and one back."""
    graph: Graph = nx.MultiDiGraph(layer=text)
    graph.add_node("n1", kind="claim", label=text, roots=2, contradicted=True)
    graph.add_node("n2", kind="source", label="Meridian", described=False)
    for number, (start, end) in enumerate([("n1", "n2"), ("n1", "n2"), ("n2", "n1")]):
        graph.add_edge(start, end, f"e{number}", kind="rests on", label=text, share=0.25)
    return graph


@FORMATS
def test_what_went_out_comes_back(format_: GraphFormat) -> None:
    graph = graph_of("“Über” 他说 <i>&")
    written = write(graph, format_)
    assert written.left_out == 0
    assert shown(opened(written.data, format_)) == shown(graph)
    if format_ is GraphFormat.GRAPHML:
        assert opened(written.data, format_).graph["layer"] == graph.graph["layer"]


@FORMATS
def test_hostile_texts_are_harmless_and_counted(format_: GraphFormat) -> None:
    written = write(graph_of(HOSTILE), format_)
    ET.fromstring(written.data)
    assert opened(written.data, format_).nodes["n1"]["label"] == CLEAN
    assert written.left_out == 8 * 5  # of the graph, a node and three edges
    assert written.data.isascii()
    assert not any(byte < 32 and byte != 10 for byte in written.data)
    assert b"<b a" not in written.data


@FORMATS
def test_tabs_and_newlines_become_spaces(format_: GraphFormat) -> None:
    written = write(graph_of("a\tb\r\nc"), format_)
    assert opened(written.data, format_).nodes["n1"]["label"] == "a b  c"
    assert written.left_out == 0


@FORMATS
def test_the_same_graph_is_the_same_file_on_any_day(format_: GraphFormat) -> None:
    data = write(graph_of("x"), format_).data
    assert data == write(graph_of("x"), format_).data
    assert b"date" not in data
    assert data.endswith(b">\n")


@FORMATS
def test_a_graph_with_nothing_in_it(format_: GraphFormat) -> None:
    assert shown(opened(write(nx.MultiDiGraph(), format_).data, format_)) == ({}, [])


@given(st.lists(KNOWN, min_size=1, max_size=3), st.lists(KNOWN, max_size=3))
def test_any_attributes(nodes: list[Known], edges: list[Known]) -> None:
    graph: Graph = nx.MultiDiGraph()
    clean: Graph = nx.MultiDiGraph()
    for number, known in enumerate(nodes):
        graph.add_node(f"n{number}", **known)
        clean.add_node(f"n{number}", **_clean(known))
    for number, known in enumerate(edges):
        ends = "n0", f"n{number % len(nodes)}"
        graph.add_edge(*ends, f"e{number}", **known)
        clean.add_edge(*ends, f"e{number}", **_clean(known))
    lost = sum(_length(known) - _length(_clean(known)) for known in (*nodes, *edges))
    for format_ in GraphFormat:
        written = write(graph, format_)
        assert shown(opened(written.data, format_)) == shown(clean)
        assert written.left_out == lost


def _clean(known: Known) -> Known:
    """Attributes as a file holds them, by what Unicode says of each character."""
    return {key: _kept(value) if isinstance(value, str) else value for key, value in known.items()}


def _kept(text: str) -> str:
    spaced = (" " if one in "\t\n\r" else one for one in text)
    return "".join(
        one for one in spaced if unicodedata.category(one) not in ("Cc", "Cs") and one not in NONE
    )


def _length(known: Known) -> int:
    return sum(len(value) for value in known.values() if isinstance(value, str))
