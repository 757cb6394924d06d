"""Graphs as GraphML and GEXF, for Gephi, Cytoscape, yEd and whatever else reads them.

Both are XML, here in pure ASCII: every other character is a reference, so that no control or bidi
character is ever raw. The same graph gives the same bytes. Written only.

What they do not hold: control characters and others that XML 1.0 has no way to write (they are left
out and counted; tabs and newlines become spaces), and in GEXF the attributes of the graph itself.
Neither holds a text, a span's place or a verdict's author: the JSONL formats do.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:  # it takes long to import
    import networkx as nx

_WHITE = re.compile(r"[\t\n\r]")
_NO_XML = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

UNWRITABLE = "character: XML has no way to write control characters"
"""What is left out, as exports tell it."""


class GraphFormat(StrEnum):
    """How a graph is written."""

    GRAPHML = "graphml"
    """GraphML 1.0."""
    GEXF = "gexf"
    """GEXF 1.2draft, Gephi's own."""


class Written(NamedTuple):
    """A graph as it goes out."""

    data: bytes
    """The file."""
    left_out: int
    """How many characters are not in it."""


def write(graph: "nx.MultiDiGraph[str]", format_: GraphFormat) -> Written:
    """Write a graph.

    Args:
        graph: Its nodes' and edges' own names are written as they are, and so must be plain.
            Attributes are texts, whole numbers, floats or truth values, and called neither ``id``
            nor anything else that means something to GEXF, such as ``start`` and ``end``; ``label``
            is the exception, and becomes what a node or an edge is called there.
        format_: How.
    """
    cleaned = _Cleaning()
    clean = graph.__class__(**cleaned.all(graph.graph))
    clean.add_nodes_from((node, cleaned.all(known)) for node, known in graph.nodes(data=True))
    for start, end, key, known in graph.edges(keys=True, data=True):
        clean.add_edge(start, end, key, **cleaned.all(known))
    file = BytesIO()
    if GraphFormat(format_) is GraphFormat.GRAPHML:
        _graphml(clean, file)
    else:
        _gexf(clean, file)
    return Written(file.getvalue().rstrip() + b"\n", cleaned.left_out)


def _graphml(graph: "nx.MultiDiGraph[str]", file: BytesIO) -> None:
    from networkx.readwrite.graphml import GraphMLWriter

    GraphMLWriter(graph, encoding="us-ascii").dump(file)


def _gexf(graph: "nx.MultiDiGraph[str]", file: BytesIO) -> None:
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(graph, encoding="us-ascii")
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]  # the same graph is the same file on any day
    meta.find("creator").text = "diptych"
    writer.write(file)


class _Cleaning:
    """Takes out what cannot be written, and counts it."""

    def __init__(self) -> None:
        self.left_out = 0

    def all(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """Attributes, their texts clean."""
        return {
            key: self._text(value) if isinstance(value, str) else value
            for key, value in known.items()
        }

    def _text(self, text: str) -> str:
        cleaned, left_out = _NO_XML.subn("", _WHITE.sub(" ", text))
        self.left_out += left_out
        return cleaned
