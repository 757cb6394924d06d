"""UIMA XMI: for each article a .xmi, and the TypeSystem.xml that they all go by. Written only.

Offsets (``begin``, ``end``) are UTF-16 code units of the text, half-open, as Java counts them. XML
1.0, here in pure ASCII: every other character is a reference. Types: ``diptych.Article`` over the
whole text, ``diptych.Span``, and ``diptych.Attribution`` over its claim, with claim and source as
references. One file has one view, ``_InitialView``.

Cannot hold: characters that XML has no way to write (each has U+FFFD in its place, so that offsets
hold), links between articles, and what else a file said about an article (``meta``).
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import regex

from annotations.formats.offsets import Utf16
from annotations.formats.outgoing import Left, Outgoing, OutgoingArticle, Piece, leave_links
from annotations.formats.tools.slugs import file_name

TYPE_SYSTEM = "TypeSystem.xml"
"""The file that says which types there are."""

UNWRITABLE = "character: XML has no way to write it, U+FFFD is in its place"

_ARTICLE = ("identifier", "title", "outlet", "published", "url", "sha256")
_SPAN = ("identifier", "label", "annotator", "origin", "note", "created")
_ATTRIBUTION = ("identifier", "label", "annotator")

_FORBIDDEN = regex.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = regex.compile(r"""[^ !#-%'-;=?-~]""")

_HEAD = """<?xml version="1.0" encoding="US-ASCII"?>
<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"\
 xmlns:tcas="http:///uima/tcas.ecore" xmlns:diptych="http:///diptych.ecore" xmi:version="2.0">
<cas:NULL xmi:id="0"/>
"""
_SOFA = 1


class Type(NamedTuple):
    """A type of annotation."""

    name: str
    about: str
    features: Mapping[str, str]
    """What each is called, and the type of its value."""


_TEXT = "uima.cas.String"
TYPES = (
    Type("diptych.Article", "An article", dict.fromkeys(_ARTICLE, _TEXT)),
    Type("diptych.Span", "A stretch with a label", dict.fromkeys(_SPAN, _TEXT)),
    Type(
        "diptych.Attribution",
        "Which source a claim rests on",
        {
            **dict.fromkeys(_ATTRIBUTION, _TEXT),
            "claim": "diptych.Span",
            "source": "diptych.Span",
        },
    ),
)
"""Every type of annotation there is."""


def write(outgoing: Outgoing, left: Left) -> Iterator[Piece]:
    """Write a folder: a file for each article, then the types."""
    for article in outgoing.articles:
        name = file_name(article.document.ordinal, article.document.name)
        left["detail: there is no place for what else a file said (`meta`)"] += len(
            article.document.meta
        )
        for part in _File(article, left).parts():
            yield Piece(f"{name}.xmi", part.encode("ascii"))
    leave_links(outgoing, left, "an XMI file holds one article")
    yield Piece(TYPE_SYSTEM, _type_system().encode("ascii"))


class _File:
    """One article on its way out."""

    def __init__(self, article: OutgoingArticle, left: Left) -> None:
        self._article, self._left = article, left
        self._units = Utf16(article.document.text)
        self._last = _SOFA

    def parts(self) -> Iterator[str]:
        """The file, from head to end."""
        document = self._article.document
        whole = 0, len(document.text)
        yield _HEAD
        known = {"language": document.language or "x-unspecified"}
        yield self._annotation("tcas:DocumentAnnotation", whole, known)
        details = {key: getattr(document, key, None) for key in _ARTICLE}
        details |= {"identifier": document.id, "sha256": document.text_sha256}
        yield self._annotation("diptych:Article", whole, details)
        yield from self._spans()
        yield (
            f'<cas:Sofa xmi:id="{_SOFA}" sofaNum="1" sofaID="_InitialView" mimeType="text/plain"'
            f' sofaString="{self._escaped(document.text)}"/>\n'
        )
        members = " ".join(str(number) for number in range(_SOFA + 1, self._last + 1))
        yield f'<cas:View sofa="{_SOFA}" members="{members}"/>\n</xmi:XMI>\n'

    def _spans(self) -> Iterator[str]:
        """Spans, then attributions between them."""
        numbers: dict[str, int] = {}
        places: dict[str, tuple[int, int]] = {}
        for span in self._article.spans:
            places[span.id] = span.start, span.end
            known = {key: getattr(span, key, None) for key in _SPAN} | {"identifier": span.id}
            yield self._annotation("diptych:Span", places[span.id], known)
            numbers[span.id] = self._last
        for tie in self._article.attributions:
            known = {"identifier": tie.id, "label": tie.label, "annotator": tie.annotator}
            known |= {"claim": str(numbers[tie.claim]), "source": str(numbers[tie.source])}
            yield self._annotation("diptych:Attribution", places[tie.claim], known)

    def _annotation(
        self, kind: str, place: tuple[int, int], known: Mapping[str, str | None]
    ) -> str:
        self._last += 1
        begin, end = (self._units.units(offset) for offset in place)
        features = "".join(
            f' {key}="{self._escaped(value)}"' for key, value in known.items() if value is not None
        )
        where = f'xmi:id="{self._last}" sofa="{_SOFA}" begin="{begin}" end="{end}"'
        return f"<{kind} {where}{features}/>\n"

    def _escaped(self, text: str) -> str:
        """A text as the value of an attribute, line breaks and all."""
        text, replaced = _FORBIDDEN.subn("\ufffd", text)
        self._left[UNWRITABLE] += replaced
        return _ESCAPED.sub(lambda found: f"&#{ord(found[0])};", text)


def _type_system() -> str:
    """The types, as UIMA has them described."""
    types = "\n".join(_described(one) for one in TYPES)
    return f"""<?xml version="1.0" encoding="US-ASCII"?>
<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">
<name>diptych</name>
<types>
{types}
</types>
</typeSystemDescription>
"""


def _described(one: Type) -> str:
    features = "\n".join(
        f"<featureDescription><name>{name}</name><description/>"
        f"<rangeTypeName>{kind}</rangeTypeName></featureDescription>"
        for name, kind in one.features.items()
    )
    return f"""<typeDescription>
<name>{one.name}</name>
<description>{one.about}</description>
<supertypeName>uima.tcas.Annotation</supertypeName>
<features>
{features}
</features>
</typeDescription>"""
