"""The sample articles and the golden export of them: each says what the program itself makes of it.

`golden.jsonl` and `golden-links.jsonl` are what `diptych export` writes of the samples once two
annotators have been through them. Here they are read, written, and annotated anew act by act.
"""

import json
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotations import codebook
from annotations.errors import Refused
from annotations.formats import plain
from annotations.matching.matcher import Matching, ScoredPair
from annotations.model import Document, Span
from annotations.progress import Progress
from annotations.workspace import Workspace
from tests import stock

SEEDS = Path(__file__).parent.parent / "seeds"
GOLDEN = {"documents": SEEDS / "golden.jsonl", "links": SEEDS / "golden-links.jsonl"}
SAMPLES = sorted(SEEDS.glob("0*.md"))

MADE = {"id", "created", "decided"}
"""Keys whose values the program makes up."""


def lines(what: str) -> list[dict[str, Any]]:
    """The golden lines."""
    return [json.loads(line) for line in GOLDEN[what].read_bytes().splitlines()]


def spans() -> list[dict[str, Any]]:
    """Every golden span, with the article that it is in."""
    return [
        {**span, "document": line["id"]} for line in lines("documents") for span in line["spans"]
    ]


def exported(workspace: Workspace, what: str) -> list[dict[str, Any]]:
    """What a workspace exports, read again."""
    return [json.loads(line) for line in workspace.exporting.lines(what)]


@pytest.fixture
def golden(ws: Workspace) -> Workspace:
    """A workspace with the golden files in it."""
    for path in GOLDEN.values():
        ws.importing.file(path)
    return ws


# -- the golden files are the samples, and the program's own writing ------------------------------


def test_golden_has_the_text_and_the_details_of_each_sample() -> None:
    for sample, line in zip(SAMPLES, lines("documents"), strict=True):
        (_, article) = plain.read(sample.read_bytes(), sample.name, markdown=True).articles[0]
        assert line["text"] == article.text
        details = article.details.model_dump()
        assert {key: line[key] for key in details} == details
        assert sample.name.startswith(line["id"])


def test_golden_comes_in_and_goes_out_byte_for_byte(golden: Workspace, tmp_path: Path) -> None:
    for what, path in GOLDEN.items():
        golden.exporting.to_file(tmp_path / path.name, what)
        assert (tmp_path / path.name).read_bytes() == path.read_bytes()
    assert golden.history.check() == []


def test_every_offset_says_what_its_text_says() -> None:
    texts = {line["id"]: line["text"] for line in lines("documents")}
    ends = [end for line in lines("links") for end in (line["left"], line["right"])]
    for stretch in (*spans(), *ends):
        assert texts[stretch["document"]][stretch["start"] : stretch["end"]] == stretch["text"]


def test_golden_uses_all_of_the_codebook_and_nothing_else() -> None:
    book = codebook.parse(codebook.read(SEEDS / "codebook.toml"))
    roles = {span["id"]: book.plays(span["label"]) for span in spans()}
    assert {span["label"] for span in spans()} == {label.name for label in book.labels}
    assert {line["verdict"] for line in lines("links")} == {
        None,
        *(kind.name for kind in book.link_kinds),
    }
    for line in lines("documents"):
        for relation in line["relations"]:
            assert roles[relation["head"]] is codebook.Role.CLAIM
            assert roles[relation["child"]] is codebook.Role.SOURCE
    for line in lines("links"):
        if line["verdict"] == "contradicts":
            assert line["label"] == "claim"
    assert {span["annotator"] for span in spans()} == {"ana", "ben"}
    assert any(span["note"] for span in spans())


# -- annotated anew, act by act ------------------------------------------------------------------


class Golden(NamedTuple):
    """A matcher that proposes what golden proposes."""

    made: Mapping[str, str]
    """Identifier of the new span by that of the golden one."""
    name: str = "golden"

    def match(
        self,
        spans: Sequence[Span],
        documents: Mapping[str, Document],
        progress: Progress,
        fresh: Collection[str] | None = None,
    ) -> Matching:
        """Propose the golden pairs that have a score."""
        pairs = {
            (line["left"]["span"], line["right"]["span"]): ScoredPair(
                self.made[line["left"]["span"]],
                self.made[line["right"]["span"]],
                line["label"],
                line["score"],
                tuple(line["reasons"]),
            )
            for line in lines("links")
            if line["score"] is not None
        }
        return Matching(list(pairs.values()), len(pairs))


def annotate(ana: Workspace, desks: Mapping[str, Workspace]) -> dict[str, str]:
    """Do all that golden says through the workspace; give each new identifier's golden one."""
    made: dict[str, str] = {}
    for sample, line in zip(SAMPLES, lines("documents"), strict=True):
        made[line["id"]] = ana.importing.file(sample).added[0][0]
        for span in line["spans"]:
            desk = desks[span["annotator"]].spans
            stretch = span["start"], span["end"], span["label"]
            made[span["id"]] = desk.tag(made[line["id"]], *stretch, origin=span["origin"]).id
            if span["note"]:
                desk.annotate(made[span["id"]], span["note"])
        for relation in line["relations"]:
            ends = made[relation["head"]], made[relation["child"]]
            desks[relation["annotator"]].spans.attribute(*ends)
    ana.links.match(Golden(made))
    for line in lines("links"):
        if line["verdict"]:
            ends = made[line["left"]["span"]], made[line["right"]["span"]]
            desks[line["annotator"]].links.decide(*ends, line["verdict"], line["note"])
    return {new: old for old, new in made.items()}


def same_but_for_what_is_made_up(found: Any, names: Mapping[str, str]) -> Any:
    """The same with golden identifiers where there are any, and without what the program makes."""
    if isinstance(found, list):
        return [same_but_for_what_is_made_up(value, names) for value in found]
    if isinstance(found, dict):
        return {
            key: "made" if key in MADE and value and value not in names else inner
            for key, value in found.items()
            for inner in [same_but_for_what_is_made_up(value, names)]
        }
    return names.get(found, found) if isinstance(found, str) else found


def unordered(links: list[dict[str, Any]]) -> list[str]:
    """Links of equal score come in the order of their identifiers."""
    return sorted(json.dumps(link) for link in links)


@contextmanager
def annotated() -> Iterator[tuple[Workspace, dict[str, str]]]:
    """The samples, annotated as golden says, and the golden names of all that was made."""
    with stock.workspaces("ana", "ben") as (ana, ben):
        yield ana, annotate(ana, {"ana": ana, "ben": ben})


def test_annotating_as_golden_says_exports_golden() -> None:
    kept = {span["id"]: span["id"] for span in spans()}
    kept |= {line["id"]: line["id"] for line in lines("documents")}
    with annotated() as (ana, names):
        found = same_but_for_what_is_made_up(exported(ana, "documents"), names)
        assert found == same_but_for_what_is_made_up(lines("documents"), kept)
        links = exported(ana, "links")
        assert [link["score"] for link in links] == [link["score"] for link in lines("links")]
        found = same_but_for_what_is_made_up(links, names)
        assert unordered(found) == unordered(same_but_for_what_is_made_up(lines("links"), kept))
        assert ana.history.check() == []


def test_all_of_it_can_be_taken_back() -> None:
    with annotated() as (ana, _):
        acts = sum(act.annotator == "ana" for act in ana.history.acts())
        for _ in range(acts):
            ana.history.undo()
        with pytest.raises(Refused):
            ana.history.undo()
        assert exported(ana, "documents") == exported(ana, "links") == []
        assert ana.history.check() == []


# -- what the matcher makes of it ----------------------------------------------------------------

FOUND = [
    ("The decision has been taken, and", "The decision has been taken and"),
    ("Inner Sea Shipping Registry", "Inner Sea Shipping Registry"),
    ("Jaromir Velcan", "Jaromír Velčan"),
    ("Yousef al-Marzani", "Youssef Al Marzani"),
    ("Yousef al-Marzani", "Yusuf al-Marzani"),
    ("Yusuf al-Marzani", "Youssef el-Marzani"),
    ("Harbour Quay", "Harbor Quay"),
    ("Tazmar had leased", "Tazmar has taken a ten-year lease"),
]
"""How the two ends of links begin that any matcher must find, and find good."""


def test_the_matcher_finds_the_shared_quotation_and_the_spellings(golden: Workspace) -> None:
    golden.links.match()
    wordings = list(
        dict.fromkeys(
            (link.left.text, link.right.text) for link in golden.links.queue() if link.score
        )
    )
    best = wordings[: len(wordings) // 2]
    for one, other in FOUND:
        assert any(left.startswith(one) and right.startswith(other) for left, right in best), one


def test_a_run_of_the_matcher_leaves_the_verdicts(golden: Workspace) -> None:
    golden.links.match()
    left = sorted(line["id"] for line in exported(golden, "links") if line["verdict"])
    assert left == sorted(line["id"] for line in lines("links") if line["verdict"])


# -- what the README of the samples promises -----------------------------------------------------

PROMISED = {
    "01-": [
        "Yousef al-Marzani", "Mr al-Marzani", "Jaromir Velcan", "Inner Sea Shipping Registry",
        "“The decision has been taken, and nobody", "salaries and the date on the letterhead,”",
        "62 per cent of the tonnage", "1 September", "3 May", "“If the files", "Harbour Quay",
    ],
    "02-": [
        "ISSR", '"The Meridian News"', "Youssef Al Marzani", "Yaromir Velchan", "early May",
        '"The decision has been taken and nobody', 'salaries, and the date on the letterhead",',
        '"if the files leave the country', "close to two thirds", "Another source disclosed",
        "the waterfront", "a native of the city", "before September",
    ],
    "03-": [
        "Inner Sea Shipping Registry (ISSR)", "Yusuf al-Marzani", "Jaromír Velčan", "Mr Velčan",
        "reopened,” he said. “What is left", "62 per cent of the tonnage", "Harbour Quay",
        "Tazmari", "Velmoran",
    ],
    "04-": [
        "Youssef el-Marzani", "El-Marzani", "J. Velchan", "Harbor Quay", "Sept. 1", "May 9",
        "35 employees, not 140", "Inner Sea Shipping Registry", "ISSR", "Ingrid Solvane",
    ],
    "05-": [
        "👨‍👩‍👧‍👦", "يوسف المرزاني", "Captain Yusuf Marzani", "Sayyid Yusuf", "Nadia Marzani",
        "Mrs Marzani", "the Captain", "62 per cent of those who answered", "1 September",
        "Three papers cannot all be wrong", "Harbour Quay",
    ],
}  # fmt: skip
"""What stands in which sample."""


@pytest.mark.parametrize("start", PROMISED)
def test_the_samples_hold_what_their_readme_says(start: str) -> None:
    (text,) = (line["text"] for line in lines("documents") if line["id"].startswith(start))
    for words in PROMISED[start]:
        assert words in text


def test_the_acronym_stands_where_the_readme_says() -> None:
    texts = [line["text"] for line in lines("documents")]
    assert ["ISSR" in text for text in texts] == [False, True, True, True, True]
    assert ["Inner Sea Shipping Registry" in text for text in texts] == [
        True, False, True, True, False,
    ]  # fmt: skip


def test_difficult_characters() -> None:
    texts = [line["text"] for line in lines("documents")]
    family = next(line for line in spans() if "\N{ZERO WIDTH JOINER}" in line["text"])["text"]
    emoji = family[family.index("👨") : family.index("👦") + 1]
    assert len(emoji) == 7
    assert emoji.count("\N{ZERO WIDTH JOINER}") == 3
    arabic = next(span["text"] for span in spans() if span["id"].endswith("in-arabic"))
    assert {unicodedata.bidirectional(letter) for letter in arabic if letter != " "} == {"AL"}
    assert ["“" in text for text in texts] == [True, False, True, False, True]
    assert ['"' in text for text in texts] == [False, True, False, True, False]
    assert [text.count("č") for text in texts] == [0, 0, 2, 0, 0]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
