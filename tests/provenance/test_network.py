"""The network: what is a node, what joins two, and that the same case draws the same graph."""

import re
from dataclasses import replace
from pathlib import Path

import networkx as nx

from annotations.model import Attribution, DocumentDetails, Meaning
from annotations.provenance.case import Case, Material
from annotations.provenance.clusters import Edge
from annotations.provenance.network import _HOWS, network
from tests.provenance.cases import ROLES, case, copy, material, span

STORY = """
    a | The Courier | 2024-05-01 | Rao; an official < The Herald
    b | The Herald  | 2024-04-30 | Singh
    c |             |            | nobody
    d | The Courier | 2024-05-03 | Rao
"""


def story() -> Case:
    return case(STORY, same=[("a:Rao", "d:Rao")])


def ends(graph: "nx.MultiDiGraph[str]") -> list[tuple[str, str, str]]:
    """Start, end and kind of each edge."""
    return [(start, end, known["kind"]) for start, end, known in graph.edges(data=True)]


def drawn(given: Case, *kinds: str) -> list[str]:
    """The edges of some kinds, sorted, by the labels of their ends."""
    graph = network(given)
    label = {node: graph.nodes[node]["label"] for node in graph}
    return sorted(
        f"{label[start]} {kind} {label[end]}" for start, end, kind in ends(graph) if kind in kinds
    )


def test_the_nodes() -> None:
    graph = network(story())
    assert [node for node in graph if node.startswith(("outlet", "article"))] == [
        "outlet-1", "outlet-2", "article-1", "article-2", "article-3", "article-4",
    ]  # fmt: skip
    assert graph.nodes["outlet-1"] == {"kind": "outlet", "label": "The Courier", "articles": 2}
    assert graph.nodes["article-1"] == {
        "kind": "article", "label": "The Courier", "identifier": "a", "outlet": "The Courier",
        "published": "2024-05-01",
    }  # fmt: skip
    assert graph.nodes["article-3"] == {"kind": "article", "label": "c", "identifier": "c"}
    assert graph.nodes["claim-1"] == {
        "kind": "claim", "label": "140 posts go", "tag": "claim", "named": False, "mentions": 4,
        "articles": 4, "wordings": 1, "disputed": False, "roots": 3, "least": 2,
        "unattributed": 1, "circular": 0, "contradicted": False,
    }  # fmt: skip
    described = {
        known["label"]: known["described"]
        for _, known in graph.nodes(data=True)
        if known["kind"] == "source"
    }
    assert described == {"Rao": False, "an official": True, "The Herald": False, "Singh": False}
    assert graph.graph == {"layer": "ana"}


def test_who_reports_and_on_whose_word() -> None:
    told = story()
    assert drawn(told, "publishes", "reports") == [
        "The Courier publishes The Courier",
        "The Courier publishes The Courier",
        "The Courier reports 140 posts go",
        "The Courier reports 140 posts go",
        "The Herald publishes The Herald",
        "The Herald reports 140 posts go",
        "c reports 140 posts go",
    ]
    assert drawn(told, "attributed to", "retells", "quotes", "reported", "is") == [
        "The Courier attributed to Rao",
        "The Courier attributed to Rao",
        "The Courier retells The Herald",
        "The Herald attributed to Singh",
        "The Herald is The Herald",
        "The Herald quotes an official",
        "The Herald reported The Herald",
    ]
    assert drawn(told, "rests on") == [
        "140 posts go rests on Rao",
        "140 posts go rests on Singh",
        "140 posts go rests on an official",
    ]


def test_the_links_of_a_chain_say_of_which_claim_and_in_which_words() -> None:
    graph = network(story())
    (retells,) = [known for *_, known in graph.edges(data=True) if known["kind"] == "retells"]
    assert retells == {
        "kind": "retells", "label": "retells", "claim": "claim-1", "quote": "The Herald",
    }  # fmt: skip
    kept = {key: known for *_, key, known in graph.edges(keys=True, data=True)}
    assert sorted(kept, key=lambda key: int(key[1:])) == [f"e{n}" for n in range(1, len(kept) + 1)]


def test_a_copy_says_how_much_of_it() -> None:
    lines = """
        a | Post | 2024-05-01 | Rao
        b | Mail | 2024-05-02 | Rao
    """
    graph = network(case(lines, copies=[copy("a", "b", 0.75)]))
    (copies,) = [edge for edge in graph.edges(data=True) if edge[2]["kind"] == "copies"]
    known = {"kind": "copies", "label": "copies", "claim": "claim-1", "share": 0.75}
    assert copies == ("article-2", "article-1", known)


def test_what_contradicts_is_joined_once_and_entities_are_mentioned() -> None:
    given = material("a | Post | 2024-05-01 | nobody")
    denial = span("n", "a", "no posts\tgo", "claim", start=500)
    town = [span(f"t{n}", "a", "Drovnik", "entity", start=600 + 100 * n) for n in range(2)]
    against = [Edge("a", "n", Meaning.CONTRADICTS)] * 2
    spans = [*given.spans, denial, *town]
    graph = network(Case(replace(given, spans=spans, edges=against, items={"t1": "t0"})))
    kinds: dict[str, list[tuple[str, str]]] = {}
    for start, end, kind in ends(graph):
        kinds.setdefault(kind, []).append((start, end))
    assert kinds["contradicts"] == [("claim-1", "claim-2")]
    assert graph.nodes["claim-2"]["label"] == "no posts go"
    assert graph.nodes["claim-1"]["contradicted"]
    assert kinds["mentions"] == [("article-1", "entity-1")]
    assert graph.edges["article-1", "entity-1", "e2"]["mentions"] == 2


def test_what_is_no_source_is_nothing_to_rest_on() -> None:
    one, other = span("x", "a", "he goes", "claim"), span("y", "a", "she said so", "claim", 50)
    rests = Attribution(id="r", document="a", annotator="ana", claim="x", source="y")
    graph = network(
        Case(
            Material(
                layer="ana", articles={"a": DocumentDetails()}, spans=[one, other],
                attributions=[rests], edges=[], items={}, names={}, roles=ROLES,
            )
        )
    )  # fmt: skip
    assert "rests on" not in {kind for *_, kind in ends(graph)}


def test_the_same_case_is_the_same_graph_and_nothing_is_an_empty_one() -> None:
    one, other = network(story()), network(story())
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))
    assert not network(case(""))


def test_the_page_names_every_kind_and_every_attribute() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats" / "network.md").read_text("utf-8")
    named = set(re.findall("`([^`]+)`", page))
    graph = network(story())
    known = [known for _, known in graph.nodes(data=True)]
    known += [known for *_, known in graph.edges(data=True)]
    assert {one["kind"] for one in known} | {key for one in known for key in one} <= named
    assert {*_HOWS.values()} <= named
