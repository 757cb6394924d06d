"""The pages on brat, CoNLL, Web Annotation and XMI: samples are what is written, refusals tried."""

import json
from pathlib import Path

import pytest

from annotations.errors import IntakeError
from annotations.formats.outgoing import Left
from annotations.formats.readers import Source, reader
from annotations.formats.tools import brat, conll, web_annotation
from annotations.formats.tools.xmi import TYPES
from tests.docs_reading import blocks, read, rows, section
from tests.formats.tools.strategies import outgoing
from tests.formats.tools.test_pages import sample

BESIDE = {"f.ann": ("f.txt", "One Two"), "f.jsonld": ("article.txt", "The cat saw the cat.")}
"""What lies beside the files of the tables."""


def refusals() -> list[tuple[str, str]]:
    """What is given, and the message, of all three pages."""
    return [
        (given.strip("`").replace("\\n", "\n").replace("\\t", "\t"), message)
        for page in ("brat", "conll", "web-annotation")
        for given, message in rows(section(f"formats/{page}.md", "## Read"))
        if message.startswith("f.")
    ]


@pytest.mark.parametrize(("given", "message"), refusals(), ids=lambda text: text[:30])
def test_refusals_are_as_they_say(tmp_path: Path, given: str, message: str) -> None:
    name = message.partition(":")[0].partition(" ")[0]
    if name in BESIDE:
        (tmp_path / BESIDE[name][0]).write_text(BESIDE[name][1])
    source = Source(tmp_path / name, given.encode())
    with pytest.raises(IntakeError) as caught:
        reader(source).read(source)
    assert str(caught.value) == message


def test_every_page_has_refusals() -> None:
    assert len(refusals()) == 14


def test_the_sample_of_brat() -> None:
    one = sample()
    noted = one.spans[0].model_copy(update={"note": "On Monday?"})
    article = one._replace(spans=(noted, one.spans[1]))
    pieces = [*brat.write(outgoing([article]), Left())]
    written = next(piece.data.decode() for piece in pieces if piece.name.endswith(".ann"))
    shown = blocks("formats/brat.md", "")[0].splitlines()
    assert [line.rstrip() for line in written.splitlines()][: len(shown)] == shown


def test_the_sample_of_conll() -> None:
    written = b"".join(piece.data for piece in conll.write(outgoing([sample()]), Left())).decode()
    shown = blocks("formats/conll.md", "")[0].splitlines()
    real = [line for line in written.splitlines() if not line.startswith("# title")]
    assert len(shown) == len(real[: len(shown)])
    for line, there in zip(shown, real, strict=False):
        assert there == line or there.startswith(line.removesuffix("…"))


def test_the_sample_of_web_annotation() -> None:
    data = b"".join(piece.data for piece in web_annotation.write(outgoing([sample()]), Left()))
    _, span, *_ = json.loads(data)["first"]["items"]
    (shown,) = map(json.loads, blocks("formats/web-annotation.md", "json"))
    assert span == shown


def test_the_table_of_types_names_every_feature() -> None:
    table = read("formats/xmi.md").partition("`begin`")[0]
    for one in TYPES:
        (features,) = [row[2] for row in rows(table) if row[0] == f"`{one.name}`"]
        for name in one.features:
            assert f"`{name}`" in features
