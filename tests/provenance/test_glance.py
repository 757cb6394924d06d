"""A case at a glance: the counts of the Library."""

from dataclasses import replace

from annotations.model import Meaning
from annotations.provenance.case import Case
from annotations.provenance.clusters import Edge
from annotations.provenance.glance import RootCount, glance
from annotations.provenance.roots import Kind
from tests.provenance.cases import case, material, span


def shown(given: Case) -> dict[str, str]:
    """What each article's cell says."""
    return {article: str(count) for article, count in glance(given).roots.items()}


def test_how_many_roots_each_article_rests_on() -> None:
    told = case(
        """
        a | Post | 2024-05-01 | Rao; Singh
        b | Mail | 2024-05-02 | the Post
        c | News | 2024-05-02 | nobody
        d | Bird | 2024-05-02 | an official; a diplomat; Rao
        """
    )
    assert shown(told) == {"a": "2", "b": "2", "c": "?", "d": "2–3"}
    assert glance(told)[:3] == (1, 0, 0)


def test_a_root_of_two_claims_counts_once() -> None:
    told = material("a | Post | 2024-05-01 | Rao / Rao; Singh / Singh")
    apart = Case(replace(told, items={}))
    assert glance(apart).claims == 3
    assert shown(apart) == {"a": "2"}


def test_an_outlets_own_word_in_two_claims_counts_once() -> None:
    told = material(
        """
        a | Post | 2024-05-03 | nobody / nobody
        b | Mail | 2024-05-02 | the Post / the Post
        c | Post | 2024-05-01 | nobody
        """
    )
    edges = [Edge("a", "b", Meaning.SAME), Edge("b/2", "c", Meaning.SAME)]
    apart = Case(replace(told, items={}, edges=edges))
    assert {root.node.kind for one in apart.roots.values() for root in one.roots} == {
        Kind.OUTLET,
        Kind.ARTICLE,
    }
    assert shown(apart)["b"] == "1"


def test_what_rests_on_one_root_and_what_is_contradicted() -> None:
    told = material(
        """
        a | Post | 2024-05-01 | Rao
        b | Mail | 2024-05-02 | the Post
        """
    )
    denial = span("n", "b", "none go", "claim", start=900)
    against = Edge("a", "n", Meaning.CONTRADICTS)
    edges = [*told.edges, against]
    found = glance(Case(replace(told, spans=[*told.spans, denial], edges=edges)))
    assert (found.claims, found.single, found.contradicted) == (2, 1, 2)
    assert found.roots == {"a": RootCount(1, 1), "b": RootCount(1, 1)}


def test_nothing() -> None:
    assert glance(case("")) == (0, 0, 0, {})
