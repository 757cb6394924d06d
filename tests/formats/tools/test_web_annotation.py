"""W3C Web Annotation: as the Recommendation has it, there and back, and others' annotations."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import IntakeError
from annotations.formats.incoming import Incoming
from annotations.formats.outgoing import Left, OutgoingArticle
from annotations.formats.readers import Source, reader
from annotations.formats.tools import web_annotation, web_annotation_reading
from annotations.model import Link, Verdict
from tests.formats.tools import musts
from tests.formats.tools.mutations import mutated
from tests.formats.tools.strategies import MADE, cases, outgoing

Object = dict[str, Any]


def written(articles: list[OutgoingArticle], links: list[Link] | None = None) -> tuple[str, Left]:
    """The file, and what is not in it."""
    left = Left()
    pieces = [*web_annotation.write(outgoing(articles, links or []), left)]
    return b"".join(piece.data for piece in pieces).decode("ascii"), left


def read(value: Any, folder: Path | None = None) -> Incoming:
    text = value if isinstance(value, str) else json.dumps(value)
    return web_annotation_reading.read(Source((folder or Path()) / "f.jsonld", text.encode()))


def linked(articles: list[OutgoingArticle]) -> list[Link]:
    """A judged link and a proposal between the articles, where each has a span."""
    if len(articles) < 2 or not all(article.spans for article in articles):
        return []
    left, right = (article.spans[0] for article in articles)
    verdict = Verdict(
        id="v/1 é", left=left.id, right=right.id, annotator="ana", kind="same", note="Sure?",
        decided=MADE,
    )  # fmt: skip
    return [
        Link(id="v/1 é", left=left, right=right, verdict=verdict),
        Link(id="p", left=left, right=right, score=0.5),
    ]


@given(cases())
def test_what_goes_out_comes_back(articles: list[OutgoingArticle]) -> None:
    text, left = written(articles, linked(articles))
    incoming = read(text)
    for (_, article), (document, spans, ties) in zip(incoming.articles, articles, strict=True):
        assert (article.id, article.text) == (document.id, document.text)
        details = article.details.model_dump(exclude={"meta"})
        assert details == {key: getattr(document, key) for key in details}
        assert [
            (one.id, one.start, one.end, one.label, one.text, one.annotator, one.note, one.created)
            for one in article.spans
        ] == [
            (one.id, one.start, one.end, one.label, one.text, one.annotator, one.note, one.created)
            for one in spans
        ]
        assert [
            (one.id, one.label, one.head, one.child, one.annotator) for one in article.relations
        ] == [(one.id, one.label, one.claim, one.source, one.annotator) for one in ties]
    judged = [link.verdict for link in linked(articles) if link.verdict]
    assert [
        (one.id, one.left, one.right, one.verdict, one.note, one.annotator, one.decided)
        for _, one in incoming.links
    ] == [
        (one.id, one.left, one.right, one.kind, one.note, one.annotator, one.decided)
        for one in judged
    ]
    assert left["link: not judged by anybody"] == len(judged)
    assert not incoming.remarks


@given(cases())
def test_all_that_must_hold_does(articles: list[OutgoingArticle]) -> None:
    collection = json.loads(written(articles, linked(articles))[0])
    failed = {must.name for must in musts.COLLECTION if not must.holds(collection)}
    page = collection["first"]
    assert collection["total"] == len(page["items"])
    for item in page["items"]:
        # What is in a page has the context of what it is in.
        whole = {"@context": collection["@context"], **item}
        failed |= {must.name for must in musts.ANNOTATION if not must.holds(whole)}
        bodies = whole["body"] if isinstance(whole["body"], list) else [whole["body"]]
        purposes = {body["purpose"] for body in bodies if isinstance(body, dict)}
        assert {whole["motivation"], *purposes} <= musts.PURPOSES
    assert not failed


SOUND: Object = {
    "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:1", "type": "Annotation",
    "body": {"type": "TextualBody", "value": "claim", "purpose": "tagging"}, "target": "urn:x:2",
}  # fmt: skip
EMPTY: Object = {
    "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:x:1", "type": "AnnotationCollection",
    "total": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("must", "sound"),
    [*((must, SOUND) for must in musts.ANNOTATION), *((must, EMPTY) for must in musts.COLLECTION)],
    ids=lambda value: getattr(value, "name", ""),
)
def test_what_must_hold_is_found_where_it_does_not(must: musts.Must, sound: Object) -> None:
    broken = {**sound, **must.broken_by}
    assert must.holds(sound)
    assert not must.holds({key: value for key, value in broken.items() if value is not None})


def test_each_assertion_stands_once() -> None:
    names = [must.name for must in (*musts.ANNOTATION, *musts.COLLECTION)]
    assert len({*names}) == len(names) == 62


# -- others' files -------------------------------------------------------------------------------


def quoted(exact: str, **more: Any) -> Object:
    """An annotation as Hypothesis has them."""
    return {
        "type": "Annotation",
        "id": "https://example.org/a/1",
        "creator": {"id": "acct:ana@example.org", "name": "ana"},
        "body": [{"type": "TextualBody", "purpose": "tagging", "value": "claim"}],
        "target": [
            {
                "source": "https://example.org/news/article.html?x=1",
                "selector": [{"type": "TextQuoteSelector", "exact": exact, **more}],
            }
        ],
    }


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder with the text of the source."""
    (tmp_path / "article.txt").write_bytes("Ana said 🙂 no.\r\nBen said no.".encode())
    return tmp_path


def test_a_quotation_alone(beside: Path) -> None:
    incoming = read([quoted("no", prefix="Ben said ", suffix=".")], beside)
    ((place, article),) = incoming.articles
    (span,) = article.spans
    assert place == "article.txt"
    assert (span.start, span.end, span.text, span.label) == (24, 26, "no", "claim")
    assert (span.annotator, span.id) == ("ana", "https://example.org/a/1")
    assert article.details.url == "https://example.org/news/article.html?x=1"


def test_offsets_in_utf16_where_the_words_say_so(beside: Path) -> None:
    item = quoted("no")
    item["target"][0]["selector"].append({"type": "TextPositionSelector", "start": 12, "end": 14})
    incoming = read(item, beside)
    ((_, article),) = incoming.articles
    assert (article.spans[0].start, article.spans[0].text) == (11, "no")
    assert incoming.remarks == ["its offsets count UTF-16 units"]


def test_several_tags_notes_and_no_tag(beside: Path) -> None:
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": one} for one in ("a", "b")]
    note = {"type": "TextualBody", "purpose": "commenting", "value": "why"}
    many = {**quoted("Ben"), "body": [*tags, note]}
    plain = {**quoted("Ana"), "id": "urn:2", "motivation": "highlighting", "body": []}
    page = {**quoted("Ana"), "target": "https://example.org/news/article.html"}
    incoming = read({"type": "AnnotationPage", "items": [many, plain, page]}, beside)
    ((_, article),) = incoming.articles
    assert [(one.text, one.label, one.note) for one in article.spans] == [
        ("Ben", "a", "why"), ("Ben", "b", "why"), ("Ana", "highlighting", None),
    ]  # fmt: skip
    assert incoming.remarks == ["left out: 1 annotation of no stretch of a text"]


def test_hypothesis(beside: Path) -> None:
    item = {
        "id": "Xy7", "uri": "https://example.org/news/article.html", "user": "acct:ana@hypothes.is",
        "created": "2024-05-01T10:00:00.5+00:00", "text": "Why?", "tags": ["claim"],
        "target": [{"source": "https://example.org/news/article.html",
                    "selector": quoted("Ben")["target"][0]["selector"]}],
    }  # fmt: skip
    incoming = read({"total": 1, "rows": [item]}, beside)
    ((_, article),) = incoming.articles
    (span,) = article.spans
    assert (span.text, span.label, span.note) == ("Ben", "claim", "Why?")
    assert (span.annotator, span.id) == ("ana@hypothes.is", "Xy7")


def from_hypothesis(**quotation: str) -> Object:
    """What its interface gives: positions count in the page, and so may what is round the words."""
    selectors = [
        {"type": "RangeSelector", "endOffset": 3},
        {"type": "TextPositionSelector", "start": 1023, "end": 1033},
        {"type": "TextQuoteSelector", **quotation},
    ]
    page = "https://example.org/news/article.html"
    target = [{"source": page, "selector": selectors}]
    return {"total": 1, "rows": [{"id": "X", "uri": page, "tags": ["claim"], "target": target}]}


@pytest.mark.parametrize(
    ("quotation", "place"),
    [
        ({"exact": "Ana said", "prefix": "\n   ", "suffix": "  🙂"}, (0, 8)),
        ({"exact": "no.  Ben", "prefix": "🙂\n"}, (11, 18)),
        ({"exact": "Ben said", "prefix": "Menu Search", "suffix": "Imprint"}, (15, 23)),
        ({"exact": "no", "prefix": "Ben\n\tsaid\n", "suffix": ". Imprint"[:1]}, (24, 26)),
    ],
)
def test_of_hypothesis_the_quotation_says_where(
    beside: Path, quotation: dict[str, str], place: tuple[int, int]
) -> None:
    path = beside / "export.json"
    path.write_text(json.dumps(from_hypothesis(**quotation)))
    source = Source(path, path.read_bytes())
    ((_, article),) = reader(source).read(source).articles
    assert [(span.start, span.end) for span in article.spans] == [place]


@pytest.mark.parametrize(
    ("exact", "message"), [("no", "in the text more than once"), ("dog", "not in the text, as it")]
)
def test_of_hypothesis_no_place_is_guessed(beside: Path, exact: str, message: str) -> None:
    with pytest.raises(IntakeError, match=message):
        read(from_hypothesis(exact=exact, prefix="Menu"), beside)


def test_links_between_others_annotations(beside: Path) -> None:
    one, other = quoted("Ana"), {**quoted("Ben"), "id": "urn:b"}
    tie = {"type": "Annotation", "motivation": "linking", "target": one["id"], "body": "urn:b"}
    gone = {**tie, "body": "urn:gone"}
    incoming = read([tie, gone, one, other], beside)
    ((_, article),) = incoming.articles
    assert [(tie.head, tie.child) for tie in article.relations] == [(one["id"], "urn:b")]
    assert incoming.remarks == ["left out: 1 link that says nothing, or of something else"]


def position(start: Any, end: Any, **quotation: str) -> Object:
    item = quoted("no")
    selectors: list[Object] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if quotation:
        selectors.append({"type": "TextQuoteSelector", **quotation})
    item["target"][0]["selector"] = selectors
    return item


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (quoted("no"), '"no" is in the text more than once: say with "prefix" and "suffix"'),
        (quoted("yes"), '"yes" is not in the text, as it is quoted'),
        (quoted("no", prefix="x"), '"no" is not in the text, as it is quoted'),
        (quoted(""), 'a TextQuoteSelector needs "exact", a string'),
        (position(0, 99), "[0, 99) is no stretch of a text of 28 codepoints"),
        (position(3, 3), "[3, 3) is no stretch"),
        (position("0", 3), 'a TextPositionSelector needs "start" and "end", whole numbers'),
        (position(0, True), 'a TextPositionSelector needs "start" and "end", whole numbers'),
        (position(0, 3, exact="Ben"), 'says "Ben" but the text has "Ana" at [0, 3)'),
        ({**quoted("Ana"), "creator": "x" * 101}, "annotator: "),
        ({**quoted("Ana"), "type": "Note"}, 'no object of the type "Annotation"'),
    ],
)
def test_what_does_not_fit_is_refused(beside: Path, item: Object, message: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read([item], beside)
    assert str(caught.value).startswith("f.jsonld annotation 1: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "f.jsonld: not JSON: "),
        ("[" * 100_000, "f.jsonld: not JSON: nested too deeply"),
        ('{"a": NaN}', "f.jsonld: not JSON: NaN is not JSON"),
        ("[]", "f.jsonld: no annotation of a text: nothing to import"),
        ("5", 'f.jsonld annotation 1: no object of the type "Annotation"'),
        (
            '{"type": "AnnotationCollection", "first": "urn:x"}',
            "f.jsonld: a collection without its",
        ),
        (json.dumps(quoted("x")), "f.jsonld annotation 1: the text of “https://example.org/news"),
    ],
)
def test_files_that_hold_nothing_to_read(text: str, message: str) -> None:
    with pytest.raises(IntakeError) as caught:
        read(text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("name", ["..", ".", "a/..%2f..%2fpasswd", "%00", "x" * 300, "", "…"])
def test_no_file_elsewhere_is_opened(beside: Path, name: str) -> None:
    inner = beside / "inner"
    inner.mkdir()
    item = quoted("Ana")
    item["target"][0]["source"] = f"https://example.org/{name}"
    with pytest.raises(IntakeError, match="is not in the file: put it beside"):
        read([item], inner)


def test_a_text_that_was_edited_is_refused() -> None:
    item = {
        "type": "Annotation", "target": "urn:diptych:article:a",
        "body": {"id": "urn:diptych:sha256:00", "value": "Text."},
    }  # fmt: skip
    with pytest.raises(IntakeError, match="annotation 1: the text is not that of its sha256"):
        read([item])


@settings(max_examples=40)
@given(st.data())
def test_no_mutation_ends_in_anything_but_a_refusal(data: st.DataObject) -> None:
    text = mutated(written(data.draw(cases()))[0], data)
    try:
        incoming = web_annotation_reading.read(Source(Path("f.jsonld"), text.encode()))
    except IntakeError as error:
        assert str(error).startswith("f.jsonld")  # noqa: PT017 (either way is right)
    else:
        for _, article in incoming.articles:
            assert all(one.text == article.text[one.start : one.end] for one in article.spans)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 20) | st.sampled_from(
        ["Annotation", "linking", "tagging", "urn:x", "TextQuoteSelector", "TextPositionSelector",
         "Ana", "urn:diptych:sha256:x", "\ud800", "a\0"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(
            ["id", "type", "value", "purpose", "source", "selector", "exact", "start", "end",
             "items", "name"]
        ), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
"""Any values where others belong."""

KEYS = ["id", "type", "motivation", "body", "target", "creator", "created", "bodyValue"]


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), JSON), max_size=3))
def test_values_of_any_type_are_refused_or_left_out(items: list[Object]) -> None:
    for item in items:
        item["type"] = "Annotation"
    try:
        read(items)
    except IntakeError as error:
        assert str(error).startswith("f.jsonld")  # noqa: PT017 (either way is right)


def test_it_is_recognised() -> None:
    for name, text in (
        ("a.jsonld", "{}"),
        ("a.json", '{"@context": "http://www.w3.org/ns/anno.jsonld"'),
    ):
        assert reader(Source(Path(name), text.encode())).name == "web-annotation"
    assert reader(Source(Path("a.json"), b'{"text": "x"}')).name == "jsonl"
