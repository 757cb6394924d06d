"""brat: what goes out comes back, brat's own samples are read, and bad lines are refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import IntakeError
from annotations.formats import finding
from annotations.formats.incoming import Incoming
from annotations.formats.outgoing import Left, OutgoingArticle
from annotations.formats.readers import Source, reader
from annotations.formats.tools import brat, brat_reading
from annotations.formats.tools.slugs import UNSHOWN
from tests.formats.tools.mutations import mutated
from tests.formats.tools.strategies import cases, outgoing

SAMPLES = Path(__file__).parent / "brat"


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("brat")


def written(folder: Path, articles: list[OutgoingArticle]) -> Left:
    """Write a folder; what is not in it."""
    left = Left()
    for path in folder.glob("*"):
        path.unlink()
    folder.mkdir(exist_ok=True)
    for name, data in brat.write(outgoing(articles), left):
        (folder / name).write_bytes(data)
    return left


def read(path: Path) -> Incoming:
    return brat_reading.read(Source(path, path.read_bytes()))


def pair(folder: Path, text: str | bytes, *lines: str) -> Path:
    """A pair of files of these; gives the .ann."""
    raw = text if isinstance(text, bytes) else text.encode()
    (folder / "f.txt").write_bytes(raw)
    path = folder / "f.ann"
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    return path


@given(cases())
def test_what_goes_out_comes_back(scratch: Path, articles: list[OutgoingArticle]) -> None:
    folder = scratch / "out"
    left = written(folder, articles)
    marks = sorted(folder.glob("*.ann"))
    assert [path.with_suffix(".txt") for path in marks] == sorted(folder.glob("*.txt"))
    lost = sum(left[key] for key in left if key.startswith("span"))
    for path, before in zip(marks, articles, strict=True):
        ((_, article),) = read(path).articles
        assert read(path.with_suffix(".txt")).articles == read(path).articles
        assert article.text == before.document.text
        kept = [span for span in before.spans if span.text.strip("\n")]
        assert len(before.spans) - len(kept) <= lost
        for span, one in zip(article.spans, kept, strict=True):
            assert (span.label, span.annotator) == (one.label, one.annotator)
            note = one.note and UNSHOWN.sub("\ufffd", one.note)
            assert span.note == note
            assert span.text == one.text.strip("\n")
            assert span.start == one.start + len(one.text) - len(one.text.lstrip("\n"))
        ids = {span.id: one.id for span, one in zip(article.spans, kept, strict=True)}
        assert [(ids[tie.head], ids[tie.child], tie.annotator, tie.label)
                for tie in article.relations] == [
            (tie.claim, tie.source, tie.annotator, tie.label)
            for tie in before.attributions
            if {tie.claim, tie.source} <= {*ids.values()}
        ]  # fmt: skip


@given(cases())
def test_every_line_is_as_brat_checks_it(scratch: Path, articles: list[OutgoingArticle]) -> None:
    """As its server does: the words of the fragments with a space between are on the line."""
    folder = scratch / "checked"
    written(folder, articles)
    allowed = (folder / "annotation.conf").read_text().split("[relations]")[0].split()
    for path in folder.glob("*.ann"):
        text = path.with_suffix(".txt").read_bytes().decode()
        for line in path.read_bytes().decode().split("\n"):
            if not line.startswith("T"):
                continue
            _, data, words = line.split("\t", 2)
            label, places = data.split(" ", 1)
            assert label in allowed
            ends = [tuple(map(int, part.split())) for part in places.split(";")]
            whole = " ".join(text[start:end] for start, end in ends)
            assert words == ("" if UNSHOWN.search(whole.replace("\t", " ")) else whole)
            assert "\n" not in words


@pytest.mark.parametrize(
    ("name", "spans", "relations", "remarks"),
    [
        ("060-relation_annotation", 10, [("Terry Pratchett", "England", "Located")],
         ["not kept: 1 equivalence"]),
        ("100-attribute_annotation", 26, [], ["not kept: 10 events, 6 attributes"]),
        ("110-note_annotation", 14, [("Orville Wright", "Wilbur Wright", "Family")] * 2,
         ["not kept: 2 events, 2 remarks"]),
    ],
)  # fmt: skip
def test_samples_of_brat(
    name: str, spans: int, relations: list[tuple[str, str, str]], remarks: list[str]
) -> None:
    incoming = read(SAMPLES / f"{name}.ann")
    ((_, article),) = incoming.articles
    words = {span.id: span.text for span in article.spans}
    assert len(words) == spans
    assert [
        (words[tie.head], words[tie.child], tie.label) for tie in article.relations
    ] == relations
    assert incoming.remarks == remarks
    if name.startswith("110"):
        assert article.spans[0].note == "Should fictional places be annotated?"


def test_fragments_with_words_between_are_taken_with_them(tmp_path: Path) -> None:
    path = pair(tmp_path, "on the brown table", "T1\tPlace 0 2;13 18\ton table")
    incoming = read(path)
    ((_, article),) = incoming.articles
    assert article.spans[0].text == "on the brown table"
    assert incoming.remarks == ["discontinuous spans, taken with what lies between: 1"]


def test_line_breaks_counted_as_two_or_as_one(tmp_path: Path) -> None:
    for place in ("5 8", "4 7"):
        path = pair(tmp_path, b"One\r\nTwo", f"T1\tX {place}\tTwo")
        ((_, article),) = read(path).articles
        assert (article.text, article.spans[0].start, article.spans[0].text) == (
            "One\nTwo",
            4,
            "Two",
        )


def test_the_old_form_of_fragments_and_a_missing_text(tmp_path: Path) -> None:
    path = pair(tmp_path, "One\nTwo", "T1\tX 0 3;4 7\tOneTwo", "T2\tX 4 7\t")
    ((_, article),) = read(path).articles
    assert [span.text for span in article.spans] == ["One\nTwo", "Two"]


def test_who_made_it_and_notes_on_relations(tmp_path: Path) -> None:
    path = pair(
        tmp_path, "One Two", "T1\tX 0 3\tOne", "T2\tX 4 7\tTwo", "R1\trests Arg1:T1 Arg2:T2",
        "R2\trests Arg1:T1 Arg2:T1\t", "#1\tAnnotator R1\tben", "#2\tAnnotatorNotes R1\twhy",
    )  # fmt: skip
    incoming = read(path)
    ((_, article),) = incoming.articles
    assert [(tie.annotator, tie.label) for tie in article.relations] == [("ben", "rests")]
    assert incoming.remarks == ["not kept: 1 remark, 1 self-relation"]


def test_a_folder_brings_each_article_once(tmp_path: Path) -> None:
    pair(tmp_path, "One Two", "T1\tX 0 3\tOne")
    (tmp_path / "alone.ann").write_text("")
    files = finding.meant([tmp_path]).files
    assert [file.name for file in files] == ["alone.ann", "f.txt"]
    incoming = read(files[1])
    ((_, article),) = incoming.articles
    assert ([span.text for span in article.spans], incoming.remarks) == (["One"], ["with f.ann"])
    assert finding.meant([tmp_path / "f.ann"]).files == [tmp_path / "f.ann"]


def test_settings_hold_nothing(tmp_path: Path) -> None:
    path = tmp_path / "annotation.conf"
    path.write_text("[entities]\nPerson\n")
    source = Source(path, path.read_bytes())
    assert reader(source).name == "brat"
    incoming = brat_reading.read(source)
    assert (incoming.articles, incoming.remarks) == ([], ["settings of brat: nothing to import"])


def test_a_text_alone_is_no_pair(tmp_path: Path) -> None:
    (tmp_path / "alone.txt").write_text("Text.")
    assert reader(Source(tmp_path / "alone.txt", b"Text.")).name == "text"
    with pytest.raises(IntakeError, match=r"a\.ann: there is no a\.txt with its text"):
        brat_reading.read(Source(tmp_path / "a.ann", b""))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1\tX 0 9\tOne", "T1: [0, 9) is no stretch of a text of 7 codepoints"),
        ("T1\tX 2 2\t", "T1: [2, 2) is no stretch of a text of 7 codepoints"),
        ("T1\tX 0 3\tTwo", 'T1: says "Two" but the text has "One" there'),
        ("T1\tX 0\tOne", "T1: needs a type, and where it starts and ends"),
        ("T1\tX 0 ٣\tOne", "T1: needs a type, and where it starts and ends"),
        ("One", '"One" is no line of brat\'s: correct it'),
        ("R1\trests Arg1:T1", "R1: needs a type and two arguments"),
        ("R1\trests Arg1:T1 Arg2:T2", "R1: no T1 in this file"),
        (f"T1\t{'x' * 101} 0 3\tOne", "label: "),
    ],
)
def test_bad_lines(tmp_path: Path, line: str, message: str) -> None:
    path = pair(tmp_path, "One Two", "", line)
    with pytest.raises(IntakeError) as caught:
        read(path)
    assert str(caught.value).startswith("f.ann line 2: ")
    assert message in str(caught.value)


def test_a_mark_that_comes_twice(tmp_path: Path) -> None:
    path = pair(tmp_path, "One Two", "T1\tX 0 3\tOne", "T1\tX 4 7\tTwo")
    with pytest.raises(IntakeError, match=r"f\.ann line 2: T1 comes twice"):
        read(path)


@settings(max_examples=40)
@given(st.data())
def test_no_mutation_ends_in_anything_but_a_refusal(scratch: Path, data: st.DataObject) -> None:
    folder = scratch / "mutated"
    written(folder, data.draw(cases()))
    path = data.draw(st.sampled_from(sorted(folder.glob("*.*[!f]"))))
    text = mutated(path.read_bytes().decode(), data)
    try:
        incoming = brat_reading.read(Source(path, text.encode()))
    except IntakeError as error:
        assert "\n" not in str(error)  # noqa: PT017 (either way is right)
    else:
        for _, article in incoming.articles:
            assert all(one.text == article.text[one.start : one.end] for one in article.spans)
