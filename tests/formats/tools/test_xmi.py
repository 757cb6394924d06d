"""UIMA XMI: XML that is sound, with the text in it and offsets in UTF-16 units."""

from xml.etree import ElementTree as ET

from hypothesis import given

from annotations.formats.outgoing import Left, OutgoingArticle
from annotations.formats.tools import xmi
from tests.formats.tools.strategies import cases, outgoing

CAS, DIPTYCH = "{http:///uima/cas.ecore}", "{http:///diptych.ecore}"
ID = "{http://www.omg.org/XMI}id"


def written(articles: list[OutgoingArticle]) -> tuple[dict[str, bytes], Left]:
    """The files, and what is not in them."""
    left = Left()
    files: dict[str, bytes] = {}
    for name, data in xmi.write(outgoing(articles), left):
        files[name] = files.get(name, b"") + data
    return files, left


def words(text: str, element: ET.Element) -> str:
    """What an annotation covers, as Java would have it."""
    raw = text.encode("utf-16-le")
    return raw[2 * int(element.attrib["begin"]) : 2 * int(element.attrib["end"])].decode(
        "utf-16-le"
    )


def shown(text: str) -> str:
    """A text as XML can hold it."""
    return "".join("\ufffd" if one < " " and one not in "\t\n\r" else one for one in text)


@given(cases())
def test_everything_is_there(articles: list[OutgoingArticle]) -> None:
    files, left = written(articles)
    assert all(data.isascii() and b"\x1b" not in data for data in files.values())
    assert [*files][-1] == xmi.TYPE_SYSTEM
    roots = [ET.fromstring(data) for data in files.values()][:-1]
    lost = 0
    for root, before in zip(roots, articles, strict=True):
        (sofa,) = root.findall(f"{CAS}Sofa")
        text = sofa.attrib["sofaString"]
        assert text == shown(before.document.text)
        spans = root.findall(f"{DIPTYCH}Span")
        assert [words(text, span) for span in spans] == [shown(one.text) for one in before.spans]
        names = {span.attrib[ID]: span.attrib["identifier"] for span in spans}
        assert [
            (names[tie.attrib["claim"]], names[tie.attrib["source"]], tie.attrib["annotator"])
            for tie in root.findall(f"{DIPTYCH}Attribution")
        ] == [(tie.claim, tie.source, tie.annotator) for tie in before.attributions]
        (article,) = root.findall(f"{DIPTYCH}Article")
        assert (
            article.attrib.get("title") == before.document.title
            or "\ufffd" in article.attrib["title"]
        )
        (view,) = root.findall(f"{CAS}View")
        members = view.attrib["members"].split()
        assert members == [one.attrib[ID] for one in root if ID in one.attrib][1:-1]
        lost += sum(value.count("\ufffd") for one in root for value in one.attrib.values())
    assert left[xmi.UNWRITABLE] == lost
    assert left["detail: there is no place for what else a file said (`meta`)"] == sum(
        len(one.document.meta) for one in articles
    )


def test_the_type_system_says_every_feature_that_is_used() -> None:
    files, _ = written([])
    root = ET.fromstring(files[xmi.TYPE_SYSTEM])
    space = "{http://uima.apache.org/resourceSpecifier}"
    said = {
        one.findtext(f"{space}name"): {
            feature.findtext(f"{space}name") for feature in one.iter(f"{space}featureDescription")
        }
        for one in root.iter(f"{space}typeDescription")
    }
    assert said["diptych.Attribution"] == {"identifier", "label", "annotator", "claim", "source"}
    assert said.keys() == {"diptych.Article", "diptych.Span", "diptych.Attribution"}
