"""Independent sources: each case of the table in docs/provenance.md, and what always holds."""

from collections.abc import Sequence
from itertools import combinations
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Attribution, Meaning
from annotations.provenance.apart import certain
from annotations.provenance.case import Case
from annotations.provenance.clusters import Edge
from annotations.provenance.copies import Copy
from annotations.provenance.dates import is_earlier
from annotations.provenance.roots import Kind, Roots
from annotations.text.segments import Stretch
from tests.provenance.cases import answer, case, copy, doubts, found, links, material, span

# -- who is named --------------------------------------------------------------------------------


def test_two_articles_name_two_people() -> None:
    told = case("a | Post | | Rao \n b | Herald | | Ingrid Solvane")
    assert answer(told) == "2: Rao, Ingrid Solvane"


def test_two_articles_name_one_person_as_was_judged() -> None:
    lines = "a | Post | | Rao \n b | Herald | | the minister"
    told = case(lines, same=[("a:Rao", "b:the minister")])
    assert answer(told) == "1: Rao"
    assert found(told).roots[0].reports == ("a", "b")


def test_nobody_is_named() -> None:
    told = case("a | Post | | nobody \n b | Herald | | Rao")
    assert answer(told) == "1: Rao · unattributed a"
    assert answer(case("a | Post | | nobody")) == "0 · unattributed a"


def test_two_spans_in_one_article_one_with_a_source_and_one_without() -> None:
    assert answer(case("a | Post | | nobody / Rao")) == "1: Rao"
    assert answer(case("a | Post | | Rao / Ingrid Solvane")) == "2: Rao, Ingrid Solvane"


# -- who may be one ------------------------------------------------------------------------------

UNNAMED = "a | Post | | an official \n b | Herald | | sources"


def test_unnamed_sources_may_be_one() -> None:
    told = case(UNNAMED)
    assert answer(told) == "1–2: an official, sources"
    assert doubts(told) == ["UNNAMED"]


def test_unnamed_sources_that_were_judged_the_same() -> None:
    assert found(case(UNNAMED, same=[("a:an official", "b:sources")])).most == 1


def test_unnamed_sources_that_were_judged_different_directly_or_through_others() -> None:
    assert answer(case(UNNAMED, different=[("a:an official", "b:sources")])) == (
        "2: an official, sources"
    )
    lines = f"{UNNAMED} \n c | Mail | | officials"
    differ = [("a:an official", "c:officials")]
    told = case(lines, same=[("b:sources", "c:officials")], different=differ)
    assert found(told).least == 2


def test_somebody_unnamed_and_somebody_named_are_two() -> None:
    told = case("a | Post | | an official \n b | Herald | | Leila Hamdour")
    assert answer(told) == "2: an official, Leila Hamdour"


def test_sources_that_were_judged_unsure_may_be_one() -> None:
    lines = "a | Post | | Rao \n b | Herald | | the Minister of Ports"
    pair = ("a:Rao", "b:the Minister of Ports")
    told = case(lines, unsure=[pair], waiting=[pair])
    assert answer(told).startswith("1–2")
    assert doubts(told) == ["UNSURE"]


def test_sources_of_which_a_proposal_waits_may_be_one() -> None:
    told = case("a | Post | | Rao \n b | Herald | | Anand Rao", waiting=[("a:Rao", "b:Anand Rao")])
    assert answer(told) == "1–2: Rao, Anand Rao"
    assert doubts(told) == ["WAITING"]


def test_sources_of_one_name_that_nobody_judged_may_be_one() -> None:
    lines = "a | Post | | Reuters \n b | Herald | | the Reuters news agency"
    told = case(lines)
    assert answer(told) == "1–2: Reuters, the Reuters news agency"
    assert doubts(told) == ["ALIKE"]
    pair = ("a:Reuters", "b:the Reuters news agency")
    assert answer(case(lines, different=[pair])).startswith("2:")
    assert answer(case(lines, same=[pair])).startswith("1:")


def test_a_name_that_a_person_gave_tells_two_of_one_name_apart() -> None:
    lines = "a | Post | | Marzani \n b | Herald | | Marzani"
    names = {"a:Marzani": "Nadia Marzani", "b:Marzani": "Yusuf al-Marzani"}
    assert answer(case(lines)).startswith("1–2")
    assert answer(Case(material(lines, names=names))) == "2: Nadia Marzani, Yusuf al-Marzani"


def test_an_unnamed_source_to_whom_a_person_gave_a_name_is_told_from_other_unnamed_ones() -> None:
    assert found(Case(material(UNNAMED, names={"a:an official": "Anand Rao"}))).least == 2
    assert found(Case(material(UNNAMED, names={"a:an official": "the official"}))).least == 1


def test_of_three_in_a_row_of_doubts_the_ends_are_two() -> None:
    lines = "a | Post | | Rao \n b | Herald | | Solvane \n c | Mail | | Hamdour"
    told = case(lines, unsure=[("a:Rao", "b:Solvane"), ("b:Solvane", "c:Hamdour")])
    assert (found(told).least, found(told).most) == (2, 3)


def pair_of(lines: str, one: str, other: str) -> list[tuple[int, int]]:
    """The least and the most where two stops are judged unsure, and where a proposal waits."""
    pair = (one, other)
    told = [found(case(lines, unsure=[pair])), found(case(lines, waiting=[pair]))]
    return [(roots.least, roots.most) for roots in told]


def test_an_outlet_that_may_be_a_source_leaves_what_both_lead_to_in_doubt() -> None:
    lines = "a | Aa | | The Meridian \n m | The Meridian | | Rao \n c | Cc | | Merydian"
    pair = ("a:The Meridian", "c:Merydian")
    assert pair_of(lines, *pair) == [(1, 2), (1, 2)]
    told = found(case(lines, unsure=[pair]))
    assert {node.id for node in told.doubts[0].at or ()} == {"The Meridian", "c:Merydian"}
    assert answer(case(lines, unsure=[pair], different=[pair])) == "2: Rao, Merydian"
    apart = case(lines, unsure=[pair], different=[("m:Rao", "c:Merydian")])
    assert answer(apart) == "2: Rao, Merydian"
    silent = "a | Aa | | Merid \n m | Merid | | nobody \n c | Cc | | an unnamed newspaper"
    assert pair_of(silent, "a:Merid", "c:an unnamed newspaper") == [(1, 2), (1, 2)]


def test_a_stop_that_may_be_a_root_leaves_what_it_leads_to_in_doubt() -> None:
    lines = "a | Post | | an official < Rao \n c | Mail | | Anand Rao"
    assert pair_of(lines, "a:Rao", "c:Anand Rao") == [(1, 2), (1, 2)]
    alike = "a | Post | | an official < Rao \n c | Mail | | Rao"
    assert doubts(case(alike)) == ["ALIKE"]
    unnamed = "a | Post | | Rao < an official \n c | Mail | | sources"
    assert doubts(case(unnamed)) == ["UNNAMED"]
    beside = "a | Post | | Herald; Rao < Solvane \n b | Herald | | nobody"
    assert doubts(case(beside)) == ["THROUGH"]


# -- at two removes ------------------------------------------------------------------------------


def test_a_source_cited_through_another_one() -> None:
    told = case("a | Post | | an official < Rao")
    assert links(told) == ["a NAMES Rao", "Rao QUOTES an official"]
    assert answer(told) == "1: an official"


def test_a_source_cited_through_an_outlet_is_its_source() -> None:
    told = case("a | Post | | an official < The Herald \n b | Herald | | the minister")
    assert answer(told) == "1–2: the minister, an official · through Herald"
    same = [("a:an official", "b:the minister")]
    lines = "a | Post | | an official < The Herald \n b | Herald | | the minister"
    assert answer(case(lines, same=same)) == "1: an official · through Herald"


def test_a_source_that_told_the_articles_own_outlet_is_named_directly() -> None:
    told = case("a | The Post | | an official < The Post")
    assert links(told) == ["a NAMES an official"]
    assert answer(told) == "1: an official"


def test_who_told_the_articles_own_outlet_did_not_tell_an_earlier_article() -> None:
    told = case("a | Post | 2024-05-01 | Rao \n b | Post | 2024-05-02 | an official < the Post")
    assert links(told) == ["a NAMES Rao", "b NAMES an official"]


def test_three_removes_are_followed_one_by_one() -> None:
    told = case("a | Post | | an official < Rao < The Herald")
    assert links(told) == ["a NAMES The Herald", "The Herald QUOTES Rao", "Rao QUOTES an official"]


def test_sources_that_are_attributed_to_each_other_lead_nowhere() -> None:
    told = case("a | Post | | Rao < Solvane < Rao")
    assert answer(told) == "0 · circular a"


def test_a_source_attributed_to_a_further_mention_of_itself_is_near() -> None:
    lines = "a | Post | | the minister < Rao < The Herald"
    told = case(lines, same=[("a:the minister", "a:Rao")])
    assert links(told) == ["a NAMES The Herald", "The Herald QUOTES the minister"]


def test_a_long_row_of_removes_is_no_trouble() -> None:
    row = " < ".join(f"man {number}" for number in range(1500))
    assert found(case(f"a | Post | | {row}")).most == 1


# -- retelling -----------------------------------------------------------------------------------


def test_an_outlet_whose_article_is_here_leads_to_its_source() -> None:
    told = case("a | Post | 2024-05-02 | The Herald \n b | Herald | 2024-05-01 | Rao")
    assert links(told) == ["a RETELLS Herald", "b NAMES Rao", "Herald REPORTED b"]
    assert answer(told) == "1: Rao · through Herald"


def test_an_outlet_without_an_article_here_is_a_source_like_any() -> None:
    told = case("a | Post | | The Herald")
    assert answer(told) == "1: The Herald"
    assert found(told).roots[0].node.kind is Kind.SOURCE


def test_an_outlet_whose_article_does_not_report_the_claim_is_the_root() -> None:
    given = material("a | Post | | The Herald \n b | Herald | | Rao")
    edges = [edge for edge in given.edges if "b" not in edge]
    told = Case(given.__class__(**{**vars(given), "edges": edges}))
    assert answer(Case(given)) == "1: Rao · through Herald"
    roots = told.roots["a"]
    assert [root.node for root in roots.roots] == [(Kind.OUTLET, "Herald")]


def test_an_outlet_whose_article_is_later_is_the_root() -> None:
    told = case("a | Post | 2024-05-01 | The Herald \n b | Herald | 2024-05-02 | Rao")
    assert answer(told) == "2: Herald, Rao · through Herald"
    both = case("a | Post | 2024-05-01 | Herald \n b | Herald | | Rao \n c | Mail | | Herald")
    assert answer(both) == "1: Rao · through Herald"


def test_an_outlet_whose_article_is_later_than_some_who_cite_it_is_one_word_to_all() -> None:
    lines = """
        a | Post   | 2024-05-01 | Herald
        b | Herald | 2024-05-02 | Rao
        c | Mail   | 2024-05-03 | Herald
    """
    assert answer(case(lines)) == "1: Rao · through Herald"


def test_an_outlet_cited_through_somebody_is_not_led_to_what_it_says_later() -> None:
    told = case("a | Post | 2024-05-01 | Herald < Rao \n b | Herald | 2024-05-02 | Solvane")
    assert answer(told) == "2: Herald, Solvane · through Herald"


def test_an_article_that_names_nobody_and_that_others_cite_is_a_root() -> None:
    told = case("a | Post | | The Herald \n b | Herald | | nobody \n c | Mail | | nobody")
    assert answer(told) == "1: b · unattributed c · through Herald"
    assert found(told).roots[0].reports == ("a", "b")


def test_one_outlet_under_two_names_is_one() -> None:
    lines = """
        a | Post | | The Meridian
        b | Mail | | “The Meridian News”
        c | The Meridian | | Rao
        d | MERIDIAN | | Rao
    """
    told = case(lines, same=[("c:Rao", "d:Rao")])
    assert answer(told) == "1: Rao · through The Meridian"
    assert [step.end.id for step in found(told).steps].count("The Meridian") == 2
    assert links(told)[-2:] == ["The Meridian REPORTED c", "The Meridian REPORTED d"]


def test_a_group_that_a_person_named_otherwise_is_not_the_outlet() -> None:
    lines = "a | Mail | | Prague \n b | Radio Prague | | Rao"
    assert answer(case(lines)) == "1: Rao · through Radio Prague"
    names = {"a:Prague": "the Czech government"}
    assert answer(Case(material(lines, names=names))) == "2: the Czech government, Rao"


def test_articles_that_cite_only_each_other_are_circular() -> None:
    told = case("a | Post | | Herald \n b | Herald | | Post \n c | Mail | | Rao")
    assert answer(told) == "1: Rao · circular a, b"


def test_a_circle_that_the_dates_open_has_a_root() -> None:
    told = case("a | Post | 2024-05-01 | Herald \n b | Herald | 2024-05-02 | Post")
    assert answer(told) == "1: Herald · through Herald, Post"
    assert found(told).roots[0].reports == ("a", "b")


def test_a_circle_that_the_dates_open_is_closed_by_a_third_who_cites_it_later() -> None:
    lines = "a | Post | 2024-05-01 | Herald \n b | Herald | 2024-05-02 | Post"
    third = f"{lines} \n c | Mail | 2024-05-03 | Herald"
    assert answer(case(third)) == "0 · circular a, b, c"


def test_a_circle_with_a_way_out_leads_out() -> None:
    told = case("a | Post | | Herald \n b | Herald | | Post; Rao")
    assert answer(told) == "1: Rao · through Herald"


# -- an outlet's own word ------------------------------------------------------------------------


def test_an_outlet_that_names_itself_is_a_root() -> None:
    told = case("a | The Post | | the Post newspaper \n b | Herald | | Rao")
    assert answer(told) == "2: Rao, a"
    assert "through" not in answer(
        case("a | Post | | Post \n b | Herald | | Mail \n c | Mail | | Rao")
    )


def test_an_outlet_that_names_itself_and_a_source_rests_on_the_source() -> None:
    assert answer(case("a | The Post | | The Post; Rao")) == "1: Rao"


def test_an_outlet_that_names_its_own_earlier_article_rests_on_that() -> None:
    told = case("a | Post | 2024-05-01 | Rao \n b | Post | 2024-05-02 | the Post")
    assert answer(told) == "1: Rao"
    undated = case("a | Post | | Rao \n b | Post | | the Post")
    assert answer(undated) == "2: Rao, b"


def test_an_outlets_own_word_is_one_however_often_it_is_given() -> None:
    assert answer(case("a | Post | | the Post \n b | Post | | the Post")) == "1: a"
    told = case("a | Post | | nobody \n b | Post | | nobody \n c | Mail | | the Post")
    assert answer(told) == "1: a · through Post"
    later = case("a | Mail | 2024-05-01 | the Post \n b | Post | 2024-05-02 | the Post")
    assert answer(later) == "1: Post · through Post"
    assert found(later).roots[0].reports == ("a", "b")


def test_a_silent_article_adds_no_source_to_an_outlet_whose_other_article_has_one() -> None:
    lines = """
        a | Gazette | 2024-05-01 | Rao
        b | Gazette | 2024-05-02 | nobody
        c | Herald  | 2024-05-03 | Gazette
    """
    assert answer(case(lines)) == "1: Rao · unattributed b · through Gazette"
    assert "Gazette REPORTED b" not in links(case(lines))
    copied = f"{lines} \n d | Mail | 2024-05-04 | nobody"
    assert answer(case(copied, copies=[copy("b", "d")])) == "2: Rao, b · through Gazette"
    own = case(lines.replace("Herald ", "Gazette"))
    assert answer(own) == "1: Rao · unattributed b"


def test_a_silent_article_adds_none_to_who_told_its_outlet() -> None:
    told = case("a | Post | | an official < Herald \n b | Herald | | nobody")
    assert answer(told) == "1: an official · unattributed b · through Herald"


def test_a_silent_article_of_an_outlet_that_else_leads_in_a_circle_is_a_root() -> None:
    told = case("a | Post | | Herald \n b | Herald | | Post \n c | Herald | | nobody")
    assert answer(told) == "1: c · through Herald"


# -- an outlet and somebody else for one claim ---------------------------------------------------

BESIDE = "a | Mail | | The Herald; Solvane \n b | Herald | | Rao"


def test_an_outlet_and_a_person_named_for_one_claim_may_be_one() -> None:
    told = case(BESIDE)
    assert answer(told) == "1–2: Rao, Solvane"
    assert doubts(told) == ["THROUGH"]


def test_that_they_differ_settles_it() -> None:
    assert answer(case(BESIDE, different=[("a:Solvane", "b:Rao")])) == "2: Rao, Solvane"
    through = case("a | Mail | | Solvane < The Herald \n b | Herald | | Rao")
    assert answer(through) == "2: Rao, Solvane · through Herald"


def test_named_for_two_spans_of_the_claim_they_are_two() -> None:
    told = case("a | Mail | | The Herald / Solvane \n b | Herald | | Rao")
    assert answer(told) == "2: Rao, Solvane"


# -- copies --------------------------------------------------------------------------------------

COPIED = "a | Post | 2024-05-01 | Rao \n b | Mail | 2024-05-02 | an official"


def test_a_copy_rests_on_what_it_copies_whoever_it_names() -> None:
    told = case(COPIED, copies=[copy("a", "b")])
    assert answer(told) == "1: Rao · through Post"
    assert links(told) == ["a NAMES Rao", "b COPIES a"]


def test_a_copy_of_an_article_that_names_nobody_has_it_as_its_root() -> None:
    lines = "a | Post | 2024-05-01 | nobody \n b | Mail | 2024-05-02 | nobody"
    assert answer(case(lines, copies=[copy("a", "b")])) == "1: a · through Post"
    assert answer(case(lines)) == "0 · unattributed a, b"


def test_a_claim_outside_of_what_was_copied_is_the_articles_own() -> None:
    elsewhere = Copy("a", "b", 0.9, (Stretch(0, 5),))
    assert answer(case(COPIED, copies=[elsewhere])) == "2: Rao, an official"


def test_a_copied_article_that_does_not_report_the_claim_does_not_count() -> None:
    lines = "a | Post | 2024-05-01 | Rao \n b | Mail | 2024-05-02 | an official"
    given = material(lines)
    apart = given.__class__(**{**vars(given), "edges": []})
    told = Case(apart, [copy("a", "b")])
    assert [root.node.id for root in told.roots["b"].roots] == ["b:an official"]


def test_of_several_copied_ones_that_which_has_most_of_it_and_of_equal_ones_the_earliest() -> None:
    lines = f"{COPIED} \n c | News | 2024-05-03 | nobody"
    assert "c COPIES b" in links(case(lines, copies=[copy("a", "c", 0.6), copy("b", "c", 0.9)]))
    assert "c COPIES a" in links(case(lines, copies=[copy("b", "c"), copy("a", "c")]))


# -- all pass one outlet -------------------------------------------------------------------------


def test_chains_that_all_pass_one_outlet() -> None:
    lines = """
        a | Post | | The Herald
        b | Mail | | an official < Herald
        c | Herald | | Rao; Solvane
    """
    assert answer(case(lines)) == "3: Rao, Solvane, an official · through Herald"
    assert "through" not in answer(case(f"{lines} \n d | News | | Rao"))


def test_where_no_chain_leads_to_a_root_none_passes_an_outlet() -> None:
    assert found(case("a | Post | | Herald \n b | Herald | | Post")).through == ()


# -- what is odd ---------------------------------------------------------------------------------


def test_a_label_that_the_codebook_has_no_more_names_nobody() -> None:
    given = material("a | Post | | nobody")
    odd = span("odd", "a", "Rao", "person", 50)
    rests = Attribution(id="r", document="a", annotator="ana", claim="a", source="odd")
    told = Case(
        given.__class__(**{**vars(given), "spans": [*given.spans, odd], "attributions": [rests]})
    )
    assert answer(told) == "0 · unattributed a"


@pytest.mark.parametrize("hostile", ["\x1b[31m", "[bold]", "\u202eoar", "<b>", "   ", "…"])
def test_a_hostile_name_is_a_name_like_any(hostile: str) -> None:
    given = material("a | Post | | nobody")
    odd = span("odd", "a", hostile, "source", 50)
    rests = Attribution(id="r", document="a", annotator="ana", claim="a", source="odd")
    told = Case(
        given.__class__(**{**vars(given), "spans": [*given.spans, odd], "attributions": [rests]})
    )
    assert found(told).most == 1


# -- what always holds ---------------------------------------------------------------------------

OUTLETS = ["Post", "Herald", "Mail"]
PEOPLE = ["Rao", "Ingrid Solvane", "an official", "sources", "Reuters"]
DATES = ["", "2024-05-01", "2024-05-02"]


class Made(NamedTuple):
    """A case by chance."""

    lines: tuple[str, ...]
    pairs: tuple[tuple[str, str, Meaning], ...]
    waiting: tuple[tuple[str, str], ...]
    copies: tuple[Copy, ...]

    def case(self, *more: tuple[str, str, Meaning], order: Sequence[str] = ()) -> Case:
        """It, with more verdicts, and its articles in another order."""
        given = material("\n".join(order or self.lines), waiting=self.waiting)
        edges = [*given.edges, *(Edge(*pair) for pair in (*self.pairs, *more))]
        return Case(given.__class__(**{**vars(given), "edges": edges}), self.copies)


@st.composite
def made(draw: st.DrawFn) -> Made:
    """Up to five articles that name people and each other, and what was judged."""
    lines, dates, people = [], {}, []
    for article in "abcde"[: draw(st.integers(1, 5))]:
        chains = draw(
            st.lists(
                st.lists(st.sampled_from(OUTLETS + PEOPLE), min_size=1, max_size=3), max_size=3
            )
        )
        people += [f"{article}:{name}" for chain in chains for name in chain if name in PEOPLE]
        dates[article] = draw(st.sampled_from(DATES))
        outlet = draw(st.sampled_from([*OUTLETS, "", "The Mail"]))
        said = "; ".join(" < ".join(chain) for chain in chains) or "nobody"
        lines.append(f"{article} | {outlet} | {dates[article]} | {said}")
    twos = list(combinations(dict.fromkeys(people), 2))
    some = st.lists(st.sampled_from(twos), max_size=3) if twos else st.just([])
    pairs = [(*two, draw(st.sampled_from(Meaning))) for two in draw(some)]
    copies = [
        copy(one, other, 0.5 + number / 1000)
        for number, (one, other) in enumerate((a, b) for a in dates for b in dates)
        if is_earlier(dates[one] or None, dates[other] or None) and draw(st.booleans())
    ]
    return Made(tuple(lines), tuple(pairs), tuple(draw(some)), tuple(copies))


def figures(roots: Roots) -> object:
    """What must not hang on the order."""
    return (
        roots.least,
        roots.most,
        sorted(roots.unattributed),
        sorted(roots.circular),
        len(roots.through),
        sorted(len(root.reports) for root in roots.roots),
    )


@given(made())
def test_the_least_and_the_most_and_where_every_report_is(given: Made) -> None:
    roots = found(given.case())
    assert (roots.least >= 1) == bool(roots.roots)
    assert roots.least <= roots.most
    leading = {article for root in roots.roots for article in root.reports}
    parts = [leading, set(roots.unattributed), set(roots.circular)]
    assert sorted(roots.reports) == sorted(article for part in parts for article in part)
    assert len({root.node for root in roots.roots}) == roots.most


@given(made(), st.randoms(use_true_random=False))
def test_the_order_of_import_does_not_matter(given: Made, shuffler: Random) -> None:
    order = list(given.lines)
    shuffler.shuffle(order)
    assert figures(found(given.case(order=order))) == figures(found(given.case()))


@given(made(), st.data())
def test_a_doubt_never_raises_the_least(given: Made, data: st.DataObject) -> None:
    before = found(given.case())
    ends = [root.node.id for root in before.roots if root.node.kind is Kind.SOURCE]
    if len(ends) > 1:
        pair = data.draw(st.sampled_from(list(combinations(ends, 2))))
        after = found(given.case((*pair, Meaning.UNSURE)))
        assert after.least <= before.least
        assert after.most == before.most


@given(made(), st.data())
def test_that_two_roots_are_one_never_raises_the_most(given: Made, data: st.DataObject) -> None:
    before = found(given.case())
    ends = [root.node.id for root in before.roots if root.node.kind is Kind.SOURCE]
    if len(ends) > 1:
        pair = data.draw(st.sampled_from(list(combinations(ends, 2))))
        assert found(given.case((*pair, Meaning.SAME))).most < before.most


# -- how many are certainly distinct -------------------------------------------------------------

TWOS = list(combinations(range(8), 2))


def slowly(things: int, doubts: Sequence[tuple[int, int]]) -> int:
    """The largest set without a doubt inside it, of all sets."""
    sets = ({n for n in range(things) if bits >> n & 1} for bits in range(1 << things))
    return max(len(chosen) for chosen in sets if not any({*doubt} <= chosen for doubt in doubts))


@given(st.lists(st.sampled_from(TWOS), max_size=20))
def test_it_is_the_largest_set_of_which_no_two_may_be_one(pairs: list[tuple[int, int]]) -> None:
    assert certain(range(8), pairs) == slowly(8, pairs)


def test_of_very_many_in_doubt_it_is_no_more_than_that() -> None:
    ring = [(n, (n + 1) % 90) for n in range(90)]
    assert certain(range(90), ring) == 45
    assert certain(range(500), combinations(range(500), 2)) == 1
    assert certain([], []) == 0
