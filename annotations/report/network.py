"""The network of roots, articles and claims, as a drawing in three columns.

Each column is put in order by the barycentres of what its nodes are joined to, a few times to and
fro (Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system
structures", 1981), which keeps lines from crossing. Equal ones stay as they came.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from annotations.provenance.board import Row, RowOrder, ordered
from annotations.report.numbers import Numbers, Ref
from annotations.report.safe import cut

MOST_CLAIMS = 20
"""How many claims are drawn."""

MOST_ARTICLES = 40
"""How many articles may report the claims that are drawn."""

_SWEEPS = 6
_WIDTH, _BOX, _HEIGHT, _STEP, _TOP = 1160, 318, 30, 40, 44
_LEFT = (1, 420, 840)
_CELLS = 38


class Box(NamedTuple):
    """A node."""

    x: int
    """Left edge."""
    y: int
    """Upper edge."""
    label: str
    """What it is called, cut to fit."""
    title: str
    """What it is called."""
    target: str | None
    """What it is linked by."""
    kind: str
    """``root``, ``unknown``, ``article`` or ``claim``."""


class Line(NamedTuple):
    """What joins two nodes."""

    path: str
    """The curve."""
    kind: str
    """``rests``, ``unknown``, ``reports`` or ``against``."""
    x: int
    """Where a sign on it stands."""
    y: int
    """Likewise."""


class Drawing(NamedTuple):
    """The network."""

    width: int
    """In user units."""
    height: int
    """Likewise."""
    box: tuple[int, int]
    """Width and height of a node."""
    boxes: tuple[Box, ...]
    """All nodes, column by column."""
    lines: tuple[Line, ...]
    """All lines."""
    heads: tuple[tuple[int, str], ...]
    """What stands over each column, and where."""
    claims: int
    """How many claims are drawn."""
    left_out: int
    """How many are not."""
    words: str
    """What is to be seen, in words."""


_Net = dict[str, list[str]]


def network(numbers: Numbers, rows: Sequence[Row]) -> Drawing | None:
    """Draw the claims that most articles report; None where there is none."""
    chosen = _chosen(rows)
    if not chosen:
        return None
    nodes: dict[str, tuple[int, str, Ref]] = {}  # its column, what it is, what it is called
    edges: dict[tuple[str, str], str] = {}
    for row in chosen:
        _put(numbers, row, nodes, edges)
    against = {
        tuple(sorted((f"c{row.group.id}", f"c{other}")))
        for row in chosen
        for other in row.contradicting
        if f"c{other}" in nodes
    }
    columns = _ordered([[key for key in nodes if nodes[key][0] == n] for n in range(3)], edges)
    height = _TOP + _STEP * max(map(len, columns))
    places = {
        key: (_LEFT[n], _TOP + _STEP * place + (height - _TOP - _STEP * len(column)) // 2)
        for n, column in enumerate(columns)
        for place, key in enumerate(column)
    }
    return Drawing(
        width=_WIDTH + 40 * bool(against),
        height=height,
        box=(_BOX, _HEIGHT),
        boxes=tuple(_box(nodes[key], places[key]) for column in columns for key in column),
        lines=(
            *(_line(places[one], places[other], kind) for (one, other), kind in edges.items()),
            *(_arc(places[one], places[other]) for one, other in sorted(against)),
        ),
        heads=tuple(zip(_LEFT, ("Roots", "Articles", "Claims"), strict=True)),
        claims=len(chosen),
        left_out=len(rows) - len(chosen),
        words=_words(columns, len(against)),
    )


def _chosen(rows: Sequence[Row]) -> list[Row]:
    """The claims that most articles report, as many as can be read."""
    found: list[Row] = []
    articles: set[str] = set()
    for row in ordered(rows, RowOrder.REPORTS)[:MOST_CLAIMS]:
        if found and len(articles | row.cells.keys()) > MOST_ARTICLES:
            break
        found.append(row)
        articles |= row.cells.keys()
    return found


def _put(
    numbers: Numbers,
    row: Row,
    nodes: dict[str, tuple[int, str, Ref]],
    edges: dict[tuple[str, str], str],
) -> None:
    """Put a claim into the network, with the articles that report it and what they rest on."""
    claim = f"c{row.group.id}"
    nodes[claim] = 2, "claim", numbers.group(row.group)
    for article, cell in row.cells.items():
        found = numbers.article(article)
        shown = Ref(found.target, str(found.number), found.outlet)
        nodes.setdefault(f"a{article}", (1, "article", shown))
        edges[f"a{article}", claim] = "reports"
        for root in cell.roots:
            node = row.roots.roots[root].node
            nodes.setdefault(f"r{node.kind}/{node.id}", (0, "root", numbers.node(node)))
            edges[f"r{node.kind}/{node.id}", f"a{article}"] = "rests"
        if not cell.roots:
            nodes.setdefault("?", (0, "unknown", Ref(None, "?", "not known")))
            edges["?", f"a{article}"] = "unknown"


# -- order ---------------------------------------------------------------------------------------


def _ordered(columns: list[list[str]], edges: Mapping[tuple[str, str], str]) -> list[list[str]]:
    """The columns, put in order to and fro."""
    left: _Net = {}
    right: _Net = {}
    for one, other in edges:
        right.setdefault(one, []).append(other)
        left.setdefault(other, []).append(one)
    for _ in range(_SWEEPS):
        for number, beside, net in ((1, 2, right), (0, 1, right), (1, 0, left), (2, 1, left)):
            columns[number] = _by_barycentre(columns[number], columns[beside], net)
    return columns


def _by_barycentre(column: Sequence[str], beside: Sequence[str], net: _Net) -> list[str]:
    # Places are taken as shares, so that columns of different lengths lie over each other.
    place = {key: (number + 0.5) / len(beside) for number, key in enumerate(beside)}
    own = {key: (number + 0.5) / len(column) for number, key in enumerate(column)}

    def middle(key: str) -> float:
        joined = [place[other] for other in net.get(key, ()) if other in place]
        return round(sum(joined) / len(joined), 9) if joined else own[key]

    return sorted(column, key=middle)


# -- shapes --------------------------------------------------------------------------------------


def _box(node: tuple[int, str, Ref], place: tuple[int, int]) -> Box:
    _, kind, ref = node
    named = f"{ref.tag} {ref.name}" if ref.tag else ref.name
    return Box(*place, cut(named, _CELLS), named, ref.target, kind)


def _line(start: tuple[int, int], end: tuple[int, int], kind: str) -> Line:
    x, y = start[0] + _BOX, start[1] + _HEIGHT // 2
    to_x, to_y = end[0], end[1] + _HEIGHT // 2
    middle = (x + to_x) // 2
    return Line(f"M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}", kind, middle, y)


def _arc(one: tuple[int, int], other: tuple[int, int]) -> Line:
    """What joins two claims that contradict each other, at their right."""
    x, (y, to_y) = _LEFT[-1] + _BOX, sorted(place[1] + _HEIGHT // 2 for place in (one, other))
    path = f"M{x} {y}C{x + 36} {y} {x + 36} {to_y} {x} {to_y}"
    return Line(path, "against", x + 27, (y + to_y) // 2)


def _words(columns: Sequence[Sequence[str]], against: int) -> str:
    roots, articles, claims = map(len, columns)
    said = (
        f"{roots} roots at the left, {articles} articles in the middle, {claims} claims at the"
        " right. A line from a root to an article: its account rests on that root. A line from an"
        " article to a claim: the article reports it."
    )
    return f"{said} Contradictions: {against}, as arcs at the right." if against else said
