"""Groups: what they are called, how they vary, what they play, and verdicts that clash."""

from collections.abc import Mapping, Sequence

import pytest

from annotations.codebook import Role
from annotations.model import Meaning, Span
from annotations.provenance.case import Case
from annotations.provenance.clusters import Clusters, Edge
from annotations.provenance.groups import Groups, Variant
from tests.provenance.cases import ROLES, material, span

SAME, DIFFERENT, CONTRADICTS, _ = Meaning


def one_group(*texts: str, names: Mapping[str, str] | None = None) -> Groups:
    """Mentions of one thing, each in an article of its own."""
    spans = [span(f"s{n}", f"a{n}", text) for n, text in enumerate(texts)]
    edges = [Edge("s0", one.id, SAME) for one in spans[1:]]
    return Groups(spans, Clusters({}, edges), ROLES, names or {})


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Rao"], "Rao"),
        (["Mr Rao", "Anand Rao", "Minister Anand Rao", "the minister"], "Minister Anand Rao"),
        (["140 posts go", "140 of 212 posts are to go"], "140 of 212 posts are to go"),
        (["an official", "sources"], "an official"),
        (["a\n  b"], "a b"),
    ],
)  # fmt: skip
def test_a_group_is_called_by_the_mention_that_says_most_of_what_others_say(
    texts: Sequence[str], name: str
) -> None:
    (group,) = one_group(*texts)
    assert (group.name, group.is_named) == (name, False)


def test_a_name_that_a_person_gave_counts_whichever_mention_it_is_on() -> None:
    (group,) = one_group("Rao", "the minister", names={"s1": "Anand Rao, minister"})
    assert (group.name, group.is_named) == ("Anand Rao, minister", True)


def test_variants_leave_case_and_spacing_aside_and_come_by_how_often_they_are_written() -> None:
    (group,) = one_group("the\nOfficial", "Rao", "The official", "THE OFFICIAL", "The official")
    assert group.variants == [Variant("The official", 4), Variant("Rao", 1)]
    assert group.articles == ("a0", "a1", "a2", "a3", "a4")


def test_a_label_that_plays_nothing_is_left_out() -> None:
    spans = [span("s", "a", "Rao"), span("p", "a", "Rao", "person")]
    groups = Groups(spans, Clusters(), ROLES, {})
    assert [group.id for group in groups] == ["s"]
    assert groups.of("p") is None
    assert len(groups) == len(groups.playing(Role.SOURCE)) == 1
    assert groups.playing(Role.CLAIM) == []


def test_spans_of_two_labels_that_verdicts_joined_are_two_groups_with_names_of_their_own() -> None:
    spans: list[Span] = [
        span("s1", "a", "Rao"), span("s2", "b", "Rao", "entity"), span("s3", "c", "Rao", "entity")
    ]  # fmt: skip
    groups = Groups(
        spans, Clusters({}, [Edge("s1", "s2", SAME), Edge("s2", "s3", SAME)]), ROLES, {}
    )
    assert [(group.id, len(group.spans)) for group in groups] == [("s1", 1), ("s2", 2)]
    assert {key: group.label for key, group in groups.by_id.items()} == {
        "s1": "source",
        "s2": "entity",
    }


# -- clashes -------------------------------------------------------------------------------------

LINES = "a | Post | | Rao \n b | Herald | | the minister \n c | Mail | | Solvane"
AB, BC, AC = ("a:Rao", "b:the minister"), ("b:the minister", "c:Solvane"), ("a:Rao", "c:Solvane")


def test_same_same_and_different_is_a_clash_with_the_way_by_which_they_are_one() -> None:
    told = Case(material(LINES, same=[AB, BC], different=[AC]))
    group = told.groups.of("a:Rao")
    assert group
    assert {one.id for one in group.spans} == {*AB, *BC}
    (clash,) = told.clashes(group)
    assert clash.verdict == Edge(*AC, DIFFERENT)
    assert [hop.verdict for hop in clash.way] == [Edge(*AB, SAME), Edge(*BC, SAME)]
    assert told.holding(group) == [Edge(*AB, SAME), Edge(*BC, SAME)]
    (roots,) = told.roots.values()
    assert (roots.least, roots.most) == (1, 1)


def test_taking_back_any_of_the_three_settles_a_clash() -> None:
    for same, different in ([AB, BC], []), ([AB], [AC]), ([BC], [AC]):
        told = Case(material(LINES, same=same, different=different))
        assert not any(told.clashes(group) for group in told.groups)


def test_claims_that_contradict_each_other_stay_two_and_both_say_so() -> None:
    given = material("a | Post | | Rao \n b | Herald | | Solvane")
    edge = Edge("a", "b", CONTRADICTS)
    told = Case(given.__class__(**{**vars(given), "edges": [edge]}))
    assert {key: [(one.group.id, one.verdict) for one in against]
            for key, against in told.contradictions.items()} == {
        "a": [("b", edge)], "b": [("a", edge)],
    }  # fmt: skip


def test_what_waits_is_counted_at_both_groups_once() -> None:
    waiting = [AB, ("a:Rao", "c:Solvane"), ("a:Rao", "gone")]
    told = Case(material(LINES, same=[AB], waiting=waiting))
    assert told.waiting == {"a:Rao": 3, "c:Solvane": 1}
