"""Articles as they might go out: every script, emoji, combining marks, overlaps, several layers."""

from typing import Any

from hypothesis import strategies as st

from annotations.formats.outgoing import Outgoing, OutgoingArticle
from annotations.model import Attribution, Document, Span
from annotations.text import intake

WORDS = st.sampled_from(
    [
        "Hamas", "said", "140", "posts", "“They", "go,”", "an", "official", "May.", "e\u0301tat",
        "naïve", "🙂", "👨‍👩‍👧‍👦", "🇩🇪", "𝔘nicode", "שלום", "قالت", "\u202bمرحبا\u202c", "東京都",
        "<b>&amp;", '"quoted"', "=1+1", "@handle", "-dash", "tab\there", "'tis", "a\\b", "{x}",
        "\u2028", "\u00a0", "\x1b[31m", "…", "I.B.M.",
    ]
)  # fmt: skip
"""Pieces of text that some format or other trips over."""

LABELS = st.sampled_from(["claim", "source", "entity", "a label", "étiquette 🙂"])

_PARTS = st.tuples(WORDS, st.sampled_from([" ", "\n", "\n\n", ""]))
TEXTS = (
    st.lists(_PARTS, min_size=1, max_size=14)
    .map(lambda parts: "".join(word + space for word, space in parts))
    .filter(str.strip)
)
"""Storable texts: newlines are `\\n`, and something stands in them."""

MADE = "2026-01-01T00:00:00Z"


@st.composite
def articles(draw: st.DrawFn, ordinal: int = 1) -> OutgoingArticle:
    """An article with spans of two annotators, which overlap as they like, and attributions."""
    text = draw(TEXTS)
    name = f"article-{ordinal}"
    document = Document(
        id=name,
        ordinal=ordinal,
        text=text,
        text_sha256=intake.sha256(text),
        title=draw(st.none() | WORDS),
        outlet=draw(st.none() | WORDS),
        published=draw(st.sampled_from([None, "2024-06-17", "2024-06-17T10:00:00+02:00"])),
        language=draw(st.sampled_from([None, "en"])),
        meta=draw(st.sampled_from([{}, {"section": "world", "n": [1, None]}])),
    )
    places = draw(st.lists(_places(text), max_size=8, unique=True))
    spans = [
        Span(
            id=f"{name}-{number}", document=name, annotator=annotator, start=start, end=end,
            label=label, text=text[start:end], note=draw(st.none() | WORDS), created=MADE,
        )
        for number, (start, end, label, annotator) in enumerate(places)
    ]  # fmt: skip
    spans.sort(key=lambda span: (span.start, -span.end, span.id))
    return OutgoingArticle(document, tuple(spans), tuple(draw(_ties(name, spans))))


@st.composite
def _places(draw: st.DrawFn, text: str) -> tuple[int, int, str, str]:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return start, end, draw(LABELS), draw(st.sampled_from(["ana", "ben"]))


@st.composite
def _ties(draw: st.DrawFn, document: str, spans: list[Span]) -> list[Attribution]:
    """Attributions between spans of one annotator, each pair once."""
    pairs = [
        (claim, source)
        for claim in spans
        for source in spans
        if claim.id != source.id and claim.annotator == source.annotator
    ]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=4, unique_by=_ids)) if pairs else []
    return [
        Attribution(
            id=f"{document}-tie-{number}", document=document, annotator=claim.annotator,
            claim=claim.id, source=source.id,
        )
        for number, (claim, source) in enumerate(chosen)
    ]  # fmt: skip


def _ids(pair: tuple[Span, Span]) -> tuple[str, str]:
    return pair[0].id, pair[1].id


def article(text: str, *spans: tuple[int, int, str, str, str | None]) -> OutgoingArticle:
    """An article with spans: start, end, label, annotator, note."""
    digest = intake.sha256(text)
    document = Document(id="one", ordinal=1, text=text, text_sha256=digest, title="One")
    made = [
        Span(
            id=f"one-{number}", document="one", annotator=annotator, start=start, end=end,
            label=label, text=text[start:end], note=note, created=MADE,
        )
        for number, (start, end, label, annotator, note) in enumerate(spans)
    ]  # fmt: skip
    return OutgoingArticle(document, tuple(made), ())


def cases() -> st.SearchStrategy[list[OutgoingArticle]]:
    """One article or two, as they go out of a workspace."""
    return st.one_of(articles().map(_alone), st.tuples(articles(1), articles(2)).map(list))


def _alone(article: OutgoingArticle) -> list[OutgoingArticle]:
    return [article]


def outgoing(found: list[OutgoingArticle], links: Any = ()) -> Outgoing:
    """What a writer takes."""
    return Outgoing(iter(found), lambda: links)
