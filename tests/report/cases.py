"""Small cases to report on, made without a workspace, and a way to look into the page.

Records are made unchecked, so that worse can stand in them than a workspace takes.
"""

from collections.abc import Iterable, Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from annotations.codebook import Role
from annotations.model import Attribution, Document, DocumentDetails, Meaning, Span
from annotations.provenance.case import Case, Material
from annotations.provenance.clusters import Edge
from annotations.report.beside import pairs
from annotations.report.given import Beside, Given
from annotations.report.page import page
from annotations.text.echoes import echoes

ROLES = {"claim": Role.CLAIM, "source": Role.SOURCE, "entity": Role.ENTITY}

VOID = {"meta", "br", "link", "img", "rect", "path"}
"""Elements without an end tag, here or by the template's own "/>"."""


def document(name: str, text: str, ordinal: int = 1, **details: str) -> Document:
    """An article."""
    known: dict[str, Any] = {"id": name, "ordinal": ordinal, "text": text, **details}
    return Document.model_construct(text_sha256="0" * 64, **known)


def span(
    name: str, article: Document, start: int, end: int, label: str = "claim", **more: str
) -> Span:
    """A span of an article."""
    known: dict[str, Any] = {"id": name, "document": article.id, "label": label, **more}
    return Span.model_construct(
        annotator="ana", start=start, end=end, text=article.text[start:end],
        created="2025-01-01T00:00:00Z", **known,
    )  # fmt: skip


def quoted(name: str, article: Document, words: str, label: str = "claim", **more: str) -> Span:
    """A span of an article, by its words."""
    start = article.text.index(words)
    return span(name, article, start, start + len(words), label, **more)


def rests(claim: Span, source: Span) -> Attribution:
    """A claim that rests on a source."""
    return Attribution.model_construct(
        id=f"{claim.id}/{source.id}", document=claim.document, annotator="ana",
        claim=claim.id, source=source.id,
    )  # fmt: skip


def given(
    documents: Sequence[Document],
    spans: Iterable[Span] = (),
    attributions: Iterable[Attribution] = (),
    edges: Iterable[tuple[str, str, Meaning]] = (),
    *,
    names: Mapping[str, str] | None = None,
) -> Given:
    """What a report of that is made of."""
    known = {one.id: one for one in documents}
    articles = {
        name: DocumentDetails.model_construct(
            **{field: getattr(one, field) for field in DocumentDetails.model_fields}
        )
        for name, one in known.items()
    }
    case = Case(
        Material(
            layer="ana", articles=articles, spans=[*spans], attributions=[*attributions],
            edges=[Edge(*edge) for edge in edges], items={}, names=names or {}, roles=ROLES,
        )
    )  # fmt: skip
    chosen = pairs(case, {name: one.text for name, one in known.items()})
    beside = [
        Beside(one, echoes(known[one.left].text, known[one.right].text) if one.right else None)
        for one in chosen
    ]
    return Given(
        title="case", case=case, documents=known, beside=beside, compared=None,
        head="f" * 64, version="0.1.0", made="2026-01-31 12:00 UTC", blind=False,
    )  # fmt: skip


class Read(HTMLParser):
    """A page, read as a browser would: what it has, and where it leads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        """Every element, with its attributes."""
        self.ids: list[str] = []
        """All identifiers, in their order."""
        self.hrefs: list[str] = []
        """Where all links lead."""
        self.articles: list[str] = []
        """The texts that are shown side by side."""
        self.text = ""
        """All text but the style sheet's."""
        self.open: list[tuple[str, bool]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        assert len(known) == len(attrs), "an attribute is given once"
        self.elements.append((tag, known))
        if known.get("id"):
            self.ids.append(known["id"] or "")
        if "href" in known:
            self.hrefs.append(known["href"] or "")
        is_text = known.get("class") == "text"
        if is_text:
            self.articles.append("")
        if tag not in VOID:
            self.open.append((tag, is_text))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop()[0] == tag, "elements nest"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "style":
            return
        self.text += data
        if any(is_text for _, is_text in self.open):
            self.articles[-1] += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of a kind."""
        return [attrs for name, attrs in self.elements if name == tag]


def read(case: Given) -> Read:
    """The page that is made of something."""
    return Read(page(case))


MOVE, DENIAL = "The office moves to Marsa Zahir in May.", "The office stays, Solvane said."


def story(**details: str) -> Given:
    """Three articles: two report a claim on one root, the third says the contrary."""
    first = document(
        "one",
        f"{MOVE} So an official told us.",
        1,
        outlet="Meridian",
        published="2025-06-16",
        **details,
    )
    again = document(
        "two",
        f"{MOVE} The Meridian said so. 140 posts go.",
        2,
        outlet="Observer",
        published="2025-06-17",
        **details,
    )
    third = document(
        "three",
        f"The Meridian errs. {DENIAL}",
        3,
        outlet="Press",
        published="2025-06-18",
        **details,
    )
    spans = [
        quoted("c1", first, MOVE[:-1]),
        quoted("s1", first, "an official", "source"),
        quoted("c2", again, MOVE[:-1]),
        quoted("s2", again, "The Meridian", "source"),
        quoted("c4", again, "140 posts go", note="check"),
        quoted("c3", third, "The office stays"),
        quoted("s3", third, "Solvane", "source"),
        quoted("e3", third, "The Meridian", "entity"),
    ]
    by = {one.id: one for one in spans}
    return given(
        [first, again, third],
        spans,
        [
            rests(by[claim], by[source])
            for claim, source in (("c1", "s1"), ("c2", "s2"), ("c3", "s3"))
        ],
        [("c1", "c2", Meaning.SAME), ("c2", "c3", Meaning.CONTRADICTS)],
    )
