"""The page on the codebook tells the truth: its tables, its defaults, its mistakes."""

import pytest

from annotations.codebook import (
    Codebook,
    Color,
    Label,
    LinkKind,
    Reason,
    Role,
    Shape,
    Style,
    parse,
)
from annotations.errors import CodebookError
from annotations.model import Meaning, Record
from tests.docs_reading import named, read, rows, section, told
from tui.keys import Keys

PAGE = "codebook.md"


@pytest.mark.parametrize(
    ("heading", "record"),
    [
        ("## The top", Codebook),
        ("## `[[labels]]`", Label),
        ("## `[[link_kinds]]`", LinkKind),
        ("## `[[reasons]]`", Reason),
    ],
)
def test_every_key_of_the_codebook_is_there_with_its_default(
    heading: str, record: type[Record]
) -> None:
    table = section(PAGE, heading)
    assert named(table) == [*record.model_fields]
    for (*_, shown, _), field in zip(rows(table), record.model_fields.values(), strict=True):
        default = shown.strip("`")
        if isinstance(field.default, str) and field.default:
            assert default == field.default
        else:
            assert (default == "required") is field.is_required()


def test_the_defaults_named_at_the_top_are_those_of_the_code() -> None:
    cells = rows(section(PAGE, "## The top"))
    defaults = {key.strip("`"): default for key, _, default, _ in cells}
    book = Codebook()
    assert defaults["labels"] == ", ".join(label.name for label in book.labels)
    assert defaults["link_kinds"] == ", ".join(kind.name for kind in book.link_kinds)
    assert (defaults["reasons"], len(book.reasons)) == ("seven codes", 7)
    assert (defaults["keys"], book.keys) == ("empty", {})


def test_every_choice_is_named() -> None:
    for choices in (Shape, Role, Color, Style, Meaning):
        assert " ".join(f"`{choice}`" for choice in choices) in read(PAGE)


@pytest.mark.parametrize(("source", "message"), told(PAGE, "## Mistakes"))
def test_a_mistake_is_told_as_the_page_says(source: str, message: str) -> None:
    with pytest.raises(CodebookError) as caught:
        Keys(parse(source))
    assert str(caught.value) == message
