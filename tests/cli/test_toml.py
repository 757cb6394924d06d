"""A codebook printed as TOML reads back as the same codebook."""

from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from annotations.codebook import Codebook, Label, LinkKind, Reason, parse
from annotations.model import Meaning
from tui.cli.toml import as_toml

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0")) | st.lists(
    st.sampled_from(
        ["word", " ", "  ", "\n", '"', '"""', "\\", "\\n", "\x1b", "\u202e", "🙂", "x" * 99]
    )
).map("".join)
"""Any text, and texts that TOML must take care of."""

names = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=20
)

codebooks = st.builds(
    Codebook,
    name=names,
    version=texts,
    labels=st.lists(
        st.builds(Label, name=names, key=st.just("c"), guideline=texts), min_size=1, max_size=1
    ),
    link_kinds=st.lists(
        st.builds(
            LinkKind,
            name=names,
            key=names,
            means=st.sampled_from(Meaning),
            guideline=texts,
        ),
        min_size=1,
        max_size=1,
    ),
    reasons=st.lists(st.builds(Reason, code=names, text=texts), max_size=1),
    keys=st.dictionaries(texts, texts, max_size=3),
)


@given(codebooks)
def test_any_codebook_comes_back(codebook: Codebook) -> None:
    assert parse(as_toml(codebook)).model_dump() == codebook.model_dump()


def test_the_built_in_one_and_the_sample_come_back() -> None:
    sample = parse((files("seeds") / "codebook.toml").read_text("utf-8"))
    for codebook in (Codebook(), sample):
        assert parse(as_toml(codebook)) == codebook


def test_long_guidelines_are_wrapped() -> None:
    assert max(map(len, as_toml(Codebook()).splitlines())) <= 100
