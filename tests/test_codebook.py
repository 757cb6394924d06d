"""The codebook: what is built in, and every mistake in a codebook.toml told with its remedy."""

from pathlib import Path

import pytest

from annotations import codebook
from annotations.codebook import Codebook, Role, Shape
from annotations.errors import CodebookError
from annotations.model import Meaning
from annotations.workspace import Workspace

SEEDS = Path(__file__).parent.parent / "seeds"


def test_what_is_built_in() -> None:
    built_in = Codebook()
    assert codebook.parse("") == built_in
    assert [(label.name, label.key, label.plays) for label in built_in.labels] == [
        ("claim", "c", Role.CLAIM),
        ("source", "s", Role.SOURCE),
        ("entity", "e", Role.ENTITY),
    ]
    assert {kind.meaning for kind in built_in.link_kinds} == set(Meaning)
    assert all(label.guideline for label in built_in.labels)
    assert all(kind.guideline for kind in built_in.link_kinds)


def test_parts_that_are_left_out_stay_built_in() -> None:
    book = codebook.parse('[[labels]]\nname = "place"\nkey = "p"\nshape = "name"')
    assert [label.name for label in book.labels] == ["place"]
    assert book.link_kinds == Codebook().link_kinds
    assert book.label("place") == book.labels[0]
    assert book.label("claim") is None
    assert book.plays("claim") is Role.ENTITY
    assert book.labels[0].shape is Shape.NAME


def test_kinds_have_names_of_their_own() -> None:
    book = codebook.parse('[[link_kinds]]\nname = "identical"\nkey = "i"\nmeans = "same"')
    assert book.kind_meaning(Meaning.SAME) == book.link_kind("identical")
    assert book.kind_meaning(Meaning.UNSURE) is None
    assert book.link_kind("same") is None


def test_the_sample_loads() -> None:
    book = codebook.parse(codebook.read(SEEDS / "codebook.toml"))
    assert book.name == "fact-checking"
    assert len(book.labels) == 3


LABEL = '[[labels]]\nname = "claim"\nkey = "c"\n'

MISTAKES = {
    "labels = [": ("not valid TOML",),
    "a = 1\nb = ?": ("not valid TOML", "line 2"),
    "x = " + "[" * 5000: ("not valid TOML",),
    "x = 1" + "0" * 5000: ("not valid TOML",),
    "lables = []": ("lables: no such key", "check its spelling"),
    LABEL + 'colour = "red"': ("labels[0].colour: no such key", "check its spelling"),
    "labels = []": ("labels is empty", "leave it out, or give at least one"),
    "link_kinds = []": ("link_kinds is empty", "give at least one"),
    "labels = 3": ("labels: ",),
    LABEL + LABEL: ('labels has two called "claim"', "rename one"),
    LABEL + LABEL.replace("claim", "fact"): ('"claim" and "fact" share the key "c"', "another key"),
    '[[labels]]\nname = "claim"': ("labels[0].key: missing: add it",),
    '[[labels]]\nkey = "c"\nname = ""': ("labels[0].name: ", "at least 1"),
    '[[labels]]\nkey = "c"\nname = "a\\u0000b"': ("labels[0].name: ",),
    LABEL.replace('"c"', '""'): ("labels[0].key: ", "at least 1"),
    LABEL + 'shape = "circle"': ("labels[0].shape: ", "'statement', 'source' or 'name'"),
    LABEL + 'color = "pink"': ("labels[0].color: ", "'blue', 'green'"),
    LABEL + 'style = "loud"': ("labels[0].style: ", "'underline', 'italic'"),
    LABEL + 'role = "hero"': ("labels[0].role: ", "'claim', 'source' or 'entity'"),
    LABEL + 'guideline = "a\\u0000b"': ("labels[0].guideline: ", "NUL", "remove it"),
    "# \ud800": ("not valid TOML", "surrogates not allowed"),
    '[[link_kinds]]\nname = "akin"\nkey = "a"': ("link_kinds[0]: needs means = one of", '"akin"'),
    '[[link_kinds]]\nname = "akin"\nkey = "a"\nmeans = "so"': ("link_kinds[0].means: ", "'same'"),
    '[[reasons]]\ncode = "a"\n[[reasons]]\ncode = "a"': ('the code "a" twice', "rename one"),
    "version = 2": ("version: ", "string"),
    "keys = { a = 1 }": ("keys.a: ", "string"),
}


@pytest.mark.parametrize("source", MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_told_with_file_key_and_remedy(source: str) -> None:
    with pytest.raises(CodebookError) as caught:
        codebook.parse(source, "mine.toml")
    message = str(caught.value)
    assert message.startswith("mine.toml: ")
    assert "\n" not in message
    for part in MISTAKES[source]:
        assert part in message


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"no\.toml: cannot be read: No such file"):
        codebook.read(tmp_path / "no.toml")
    with pytest.raises(CodebookError, match="cannot be read: Is a directory"):
        codebook.read(tmp_path)
    (tmp_path / "latin.toml").write_bytes('name = "Café"'.encode("latin-1"))
    with pytest.raises(CodebookError, match=r"latin\.toml: not UTF-8: save it as UTF-8"):
        codebook.read(tmp_path / "latin.toml")
    (tmp_path / "bom.toml").write_bytes(b'\xef\xbb\xbfname = "x"')
    assert codebook.parse(codebook.read(tmp_path / "bom.toml")).name == "x"


def test_a_workspace_keeps_its_codebook(ws: Workspace) -> None:
    assert ws.codebook() == Codebook()
    given = ws.set_codebook('name = "mine"')
    assert ws.codebook() == given
    with pytest.raises(CodebookError):
        ws.set_codebook("labels = []")
    assert ws.codebook() == given
    ws.history.undo()
    assert ws.codebook() == Codebook()
