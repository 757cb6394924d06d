"""The page holds what it should, asks for nothing, and is safe whatever the case says."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise

import pytest

from annotations.model import Meaning
from annotations.provenance.board import rows
from annotations.report import matrix, network
from annotations.report.given import Given
from annotations.report.numbers import Numbers
from annotations.report.page import page
from tests.report import cases
from tests.report.test_safe import DANGER

EVIL = (
    "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'`&amp;{{7*7}}{% x %}"
    "]]>-->\u202e\x1b\x00\x9b\ud800\u2028"
)
"""Markup, templates, controls and what ends any of them."""


def hostile() -> Given:
    """A case in which everything that can be is hostile."""
    text = f"{EVIL} first. {EVIL} second. {EVIL} third."
    details = {"title": EVIL, "outlet": EVIL, "url": f"javascript:{EVIL}", "language": EVIL}
    one, two = (cases.document(f"{EVIL}{n}", text, n, **details) for n in (1, 2))
    spans = [
        cases.quoted(f"{EVIL}{doc.ordinal}{label}", doc, f"{EVIL} {word}", label, note=EVIL)
        for doc in (one, two)
        for label, word in (("claim", "first"), ("source", "second"), ("entity", "third"))
    ]
    by = {span.id: span for span in spans}
    names = {span.id: EVIL for span in spans if span.label == "entity"}
    claims = [f"{EVIL}{n}claim" for n in (1, 2)]
    return cases.given(
        [one, two],
        spans,
        [cases.rests(by[f"{EVIL}{n}claim"], by[f"{EVIL}{n}source"]) for n in (1, 2)],
        [(claims[0], claims[1], Meaning.CONTRADICTS)],
        names=names,
    )


CASES: dict[str, Callable[[], Given]] = {
    "story": cases.story,
    "hostile": hostile,
    "empty": lambda: cases.given([]),
    "untagged": lambda: cases.given([cases.document("one", "Nothing.")]),
}


@pytest.fixture(params=CASES, scope="module")
def read(request: pytest.FixtureRequest) -> cases.Read:
    """The page of each case."""
    return cases.read(CASES[request.param]())


def test_it_runs_nothing_and_asks_for_nothing(read: cases.Read) -> None:
    names = {name for name, _ in read.elements}
    assert not names & {"script", "img", "iframe", "object", "embed", "link", "base", "form", "use"}
    for name, attrs in read.elements:
        assert "style" not in attrs
        assert "src" not in attrs
        assert not [key for key in attrs if key.startswith("on")], name
        assert attrs.get("http-equiv") in (None, "Content-Security-Policy")


def test_links_lead_to_one_place_in_the_page_or_to_a_plain_address(read: cases.Read) -> None:
    count = Counter(read.ids)
    for href in read.hrefs:
        if href.startswith("#"):
            assert count[href[1:]] == 1, href
        else:
            assert href.startswith("https://example.org/")
    assert [name for name, times in count.items() if times > 1] == []
    for _, attrs in read.elements:
        for name in (attrs.get("aria-labelledby") or "").split():
            assert count[name] == 1, name


def test_the_policy_lets_the_one_style_through_and_nothing_else() -> None:
    html = page(cases.story())
    (style,) = re.findall("<style>(.*?)</style>", html, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policies = [
        one["content"]
        for one in cases.Read(html).of("meta")
        if one.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policies == [
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]
    assert "url(" not in style
    assert "@import" not in style


def test_it_can_be_found_ones_way_in(read: cases.Read) -> None:
    (html,) = read.of("html")
    assert html["lang"] == "en"
    headings = [int(name[1]) for name, _ in read.elements if re.fullmatch("h[1-6]", name)]
    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert read.hrefs[0] == "#main"
    tables = len(read.of("table"))
    assert len(read.of("caption")) == tables
    assert all(attrs.get("scope") for attrs in read.of("th"))
    for attrs in read.of("div"):
        if attrs.get("class") == "scroll":
            assert attrs["tabindex"] == "0"
            assert attrs.get("aria-label") or attrs.get("aria-labelledby")


def test_hostile_words_are_there_and_harmless() -> None:
    html = page(hostile())
    assert DANGER.search(html) is None
    assert "<script" not in html
    assert "<img" not in html
    shown = cases.Read(html)
    assert "<script>alert(1)</script>" in shown.text
    assert "{{7*7}}" in shown.text
    assert not [href for href in shown.hrefs if "javascript" in href]
    assert "javascript:" in shown.text, "the address is shown, though not as a link"


def test_an_address_is_a_link_without_a_trace() -> None:
    read = cases.read(cases.story(url="https://example.org/a?b=1&c=2"))
    (rel,) = {
        attrs.get("rel") for attrs in read.of("a") if (attrs.get("href") or "").startswith("http")
    }
    assert rel == "noopener noreferrer"


def test_the_same_case_gives_the_same_bytes() -> None:
    assert page(cases.story()) == page(cases.story())


def test_it_tells_roots_contradictions_and_who_had_it_first() -> None:
    text = " ".join(cases.read(cases.story()).text.split())
    assert "2 articles, 1 root, all through Meridian: an official" in text
    assert "Observer has it from “The Meridian”" in text
    assert "≠ contradicted by C3 The office stays" in text
    assert "retells an outlet, root 1" in text
    assert "reports what contradicts it" in text
    assert "2025-06-16 1 Meridian N2025-06-17 2 Observer R" in text
    assert "Note: check" not in text, "a claim of one article alone is in the list"
    assert "f" * 64 in text
    assert "2026-01-31 12:00 UTC" in text


def test_spans_lead_to_their_claims_and_to_their_like_beside() -> None:
    read = cases.read(cases.story())
    tags = [attrs for attrs in read.of("a") if "data-tag" in attrs]
    shown = [(attrs["data-tag"], attrs["href"]) for attrs in tags]
    assert shown[:2] == [("C1", "#c1"), ("⇄", "#p1r1")]
    assert shown[-3:-1] == [("C3", "#c3"), ("≠", "#p2l1")]
    assert all(attrs.get("aria-label") for attrs in tags if attrs["data-tag"] in ("⇄", "≠"))


def test_a_clash_is_told_with_its_way() -> None:
    one = cases.document("one", "It moves. It goes.", 1, outlet="A")
    two = cases.document("two", "It leaves.", 2, outlet="B")
    spans = [
        cases.quoted("a", one, "It moves"),
        cases.quoted("b", two, "It leaves"),
        cases.quoted("c", one, "It goes"),
    ]
    edges = [("a", "b", Meaning.SAME), ("b", "c", Meaning.SAME), ("a", "c", Meaning.DIFFERENT)]
    text = " ".join(cases.read(cases.given([one, two], spans, edges=edges)).text.split())
    clash = text.partition("Verdicts that clash ")[2]
    assert clash.startswith(
        "“It moves” (1 A) and “It goes” (1 A): judged to be different, though they are the same by:"
        " “It moves” (1 A) and “It leaves” (2 B): judged to be the same"
    )


# -- large cases ---------------------------------------------------------------------------------


def many(articles: int, each: int = 2) -> Given:
    """Articles that all report some claims of their own, and one that all share."""
    documents, spans, edges = [], [], []
    for number in range(1, articles + 1):
        own = " ".join(f"Claim {number}-{n}." for n in range(each))
        one = cases.document(f"d{number}", f"All say it. {own}", number, outlet=f"Outlet {number}")
        documents.append(one)
        spans.append(cases.quoted(f"d{number}-all", one, "All say it"))
        spans += [cases.quoted(f"d{number}-{n}", one, f"Claim {number}-{n}") for n in range(each)]
        edges.append(("d1-all", f"d{number}-all", Meaning.SAME))
    return cases.given(documents, spans, edges=edges[1:])


@pytest.mark.parametrize(("articles", "is_table"), [(25, True), (26, False)])
def test_the_board_is_a_table_as_long_as_it_can_be_read(articles: int, is_table: bool) -> None:
    case = many(articles)
    read = cases.read(case)
    matrices = [attrs for attrs in read.of("table") if attrs.get("class") == "matrix"]
    assert bool(matrices) == is_table
    assert ("so the board is a list here" in read.text) != is_table
    assert "names nobody: 1, 2" in read.text or is_table


def test_many_claims_are_a_list_too() -> None:
    case = many(2, each=matrix.MOST_CLAIMS // 2)
    found = matrix.board(case, Numbers(case.case, case.documents), rows(case.case))
    assert not found.is_table
    assert len(found.lines) == matrix.MOST_CLAIMS + 1


def test_the_network_is_limited_and_says_so() -> None:
    case = many(30)
    drawing = network.network(Numbers(case.case, case.documents), rows(case.case))
    assert drawing is not None
    assert (drawing.claims, drawing.left_out) == (network.MOST_CLAIMS, 61 - network.MOST_CLAIMS)
    assert "The 20 most reported claims; 41 others are left out" in cases.read(case).text
    assert len({(box.x, box.y) for box in drawing.boxes}) == len(drawing.boxes)
    assert all(0 <= box.y <= drawing.height - drawing.box[1] for box in drawing.boxes)


def test_lines_in_the_network_cross_no_more_than_they_must() -> None:
    documents = [cases.document(f"d{n}", f"Claim {4 - n}.", n, outlet=f"O{n}") for n in (1, 2, 3)]
    spans = [cases.quoted(f"s{one.ordinal}", one, one.text) for one in documents]
    case = cases.given(documents, spans)
    drawing = network.network(Numbers(case.case, case.documents), rows(case.case))
    assert drawing is not None
    joined = [re.findall(r"\d+", line.path) for line in drawing.lines if line.kind == "reports"]
    assert all(start[1] == start[-1] for start in joined), "each claim stands beside its article"
