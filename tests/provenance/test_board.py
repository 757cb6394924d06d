"""The board: a row for each claim, what each article says of it, filters and orders."""

import pytest

from annotations.model import Attribution, DocumentDetails, Meaning, Span
from annotations.provenance.board import (
    ColumnOrder,
    Filter,
    Mark,
    Row,
    RowOrder,
    columns,
    ordered,
    rows,
    wanted,
)
from annotations.provenance.case import Case, Material
from annotations.provenance.clusters import Edge
from tests.provenance.cases import ROLES, case, copy, material, span


def marks(case: Case) -> dict[str, Mark]:
    """How each article comes to report the only claim."""
    (row,) = rows(case)
    return {article: cell.mark for article, cell in row.cells.items()}


def test_how_an_article_comes_to_report_a_claim() -> None:
    told = case(
        """
        names   | Post   | 2024-05-01 | Rao
        retells | Mail   | 2024-05-01 | The Post
        copies  | News   | 2024-05-02 | nobody
        nobody  | Herald | 2024-05-01 | nobody
        cited   | Bugle  | 2024-05-01 | nobody
        citing  | Times  | 2024-05-01 | the Bugle
        own     | Globe  | 2024-05-01 | the Globe
        """,
        copies=[copy("names", "copies")],
    )
    assert marks(told) == {
        "names": Mark.NAMES,
        "retells": Mark.RETELLS,
        "copies": Mark.COPIES,
        "nobody": Mark.UNATTRIBUTED,
        "cited": Mark.OWN,
        "citing": Mark.RETELLS,
        "own": Mark.OWN,
    }
    (row,) = rows(told)
    names = [root.node.id for root in row.roots.roots]
    assert {article: [names[n] for n in cell.roots] for article, cell in row.cells.items()} == {
        "names": ["names:Rao"],
        "retells": ["names:Rao"],
        "copies": ["names:Rao"],
        "nobody": [],
        "cited": ["cited"],
        "citing": ["cited"],
        "own": ["own"],
    }


def test_a_cell_has_all_spans_of_the_claim_there() -> None:
    (row,) = rows(case("a | Post | | Rao / nobody"))
    assert [one.id for one in row.cells["a"].spans] == ["a", "a/2"]


# -- several claims ------------------------------------------------------------------------------

ARTICLES = {
    "x": DocumentDetails(outlet="the post", published="2024-05-02"),
    "y": DocumentDetails(outlet=None, published="20240501"),
    "z": DocumentDetails(outlet="Herald"),
    "w": DocumentDetails(outlet="Mail", published="2024-05-01T08:00"),
}
SPANS = [
    span("move-x", "x", "The office moves", "claim", 0),
    span("lease-x", "x", "a lease was signed", "claim", 50),
    span("rao", "x", "Rao", "source", 80),
    span("move-y", "y", "Its office moves in May", "claim", 0),
    span("stay-y", "y", "it stays", "claim", 50),
    span("move-z", "z", "ÉTAT: the office moves", "claim", 0),
    span("only-w", "w", "Beavers came", "claim", 0),
]
EDGES = [
    Edge("move-x", "move-y", Meaning.SAME),
    Edge("move-y", "move-z", Meaning.SAME),
    Edge("stay-y", "move-z", Meaning.CONTRADICTS),
    Edge("stay-y", "lease-x", Meaning.CONTRADICTS),
    Edge("move-x", "stay-y", Meaning.CONTRADICTS),
]


def several(*waiting: tuple[str, str], spans: list[Span] = SPANS) -> Case:
    """Four claims in four articles."""
    rests = Attribution(id="r", document="x", annotator="ana", claim="move-x", source="rao")
    return Case(Material("ana", ARTICLES, spans, [rests], EDGES, {}, {}, ROLES, waiting))


def ids(found: list[Row]) -> list[str]:
    """Which claims, by the first mention of each."""
    return [row.group.spans[0].id for row in found]


def test_rows_come_as_they_are_first_mentioned_and_tell_what_contradicts_them() -> None:
    found = rows(several(("only-w", "lease-x")))
    assert ids(found) == ["move-x", "lease-x", "stay-y", "only-w"]
    move, lease, stay, only = found
    assert move.contradicting == (stay.group.id,)
    assert move.denying == {"y"}
    assert stay.contradicting == (move.group.id, lease.group.id)
    assert stay.denying == {"x", "y", "z"}
    assert [row.waiting for row in found] == [0, 1, 0, 1]
    assert only.contradicting == ()


@pytest.mark.parametrize(
    ("filters", "words", "left"),
    [
        ([], "", ["move-x", "lease-x", "stay-y", "only-w"]),
        ([Filter.CONTRADICTED], "", ["move-x", "lease-x", "stay-y"]),
        ([Filter.SHARED], "", ["move-x"]),
        ([Filter.SINGLE], "", ["move-x"]),
        ([Filter.UNATTRIBUTED], "", ["move-x", "lease-x", "stay-y", "only-w"]),
        ([Filter.CONTRADICTED, Filter.SHARED], "", ["move-x"]),
        ([], "OFFICE may", ["move-x"]),
        ([], "état", ["move-x"]),
        ([], "office nowhere", []),
        ([Filter.SHARED], "beavers", []),
    ],
)
def test_filters_and_words(filters: list[Filter], words: str, left: list[str]) -> None:
    assert ids(wanted(rows(several()), filters, words)) == left


def test_a_clash_of_verdicts_counts_as_contradicted() -> None:
    lines = "a | Post | | Rao \n b | Herald | | Rao"
    given = material(lines)
    edges = [*given.edges, Edge("a", "b", Meaning.DIFFERENT)]
    told = Case(given.__class__(**{**vars(given), "edges": edges}))
    assert len(wanted(rows(told), [Filter.CONTRADICTED])) == 1
    assert wanted(rows(Case(given)), [Filter.CONTRADICTED]) == []


def test_what_rests_on_two_roots_is_not_single_rooted_nor_is_what_one_article_says() -> None:
    for lines in ("a | Post | | Rao \n b | Herald | | Solvane", "a | Post | | Rao"):
        assert wanted(rows(case(lines)), [Filter.SINGLE, Filter.UNATTRIBUTED]) == []
        assert wanted(rows(case(lines)), [Filter.SINGLE]) == []


@pytest.mark.parametrize(
    ("order", "first"),
    [
        (RowOrder.REPORTS, ["move-x", "only-w", "stay-y", "lease-x"]),
        (RowOrder.ROOTS, ["move-x", "only-w", "stay-y", "lease-x"]),
        (RowOrder.DATE, ["stay-y", "move-x", "only-w", "lease-x"]),
        (RowOrder.TEXT, ["only-w", "stay-y", "lease-x", "move-x"]),
        (RowOrder.NAME, ["lease-x", "only-w", "stay-y", "move-x"]),
    ],
)
def test_the_order_of_rows_and_equal_ones_as_they_were_given(
    order: RowOrder, first: list[str]
) -> None:
    backwards = rows(several())[::-1]
    assert ids(ordered(backwards, order)) == first


@pytest.mark.parametrize(
    ("order", "first"),
    [(ColumnOrder.DATE, "ywxz"), (ColumnOrder.OUTLET, "zwxy"), (ColumnOrder.IMPORT, "xyzw")],
)
def test_the_order_of_columns(order: ColumnOrder, first: str) -> None:
    assert columns(ARTICLES, order) == [*first]


def test_fewest_roots_first_asks_only_of_what_several_articles_report() -> None:
    two = rows(case("a | Post | | Rao \n b | Herald | | Solvane"))
    one = rows(case("a | Post | | Rao \n b | Herald | | the Post"))
    alone = rows(case("a | Post | | Rao"))
    assert ordered([*alone, *two, *one], RowOrder.ROOTS) == [*one, *two, *alone]
