"""Plain text and Markdown: one article a file, with its front matter."""

import pytest

from annotations.errors import IntakeError
from annotations.formats import plain
from annotations.formats.incoming import IncomingArticle


def read(text: str | bytes, *, markdown: bool = True) -> IncomingArticle:
    """The one article of a file."""
    data = text if isinstance(text, bytes) else text.encode()
    return plain.read(data, "f.md", markdown=markdown).articles[0][1]


def test_front_matter() -> None:
    article = read(
        "---\r\nTitle: 'A: b'\ndate: 2024-06-17\npublisher: The Wire\nlang: en\n"
        "url: https://x\ntags: [a, 1, yes]\n---\r\n\r\nText.\r\n"
    )
    assert article.text == "Text.\n"
    assert article.details.model_dump() == {
        "title": "A: b",
        "outlet": "The Wire",
        "published": "2024-06-17",
        "url": "https://x",
        "language": "en",
        "meta": {"tags": ["a", "1", "yes"]},
    }


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n First line. \nSecond.", "First line."),
        ("Words.\n\n## The head ##\n", "The head"),
        ("---\ntitle:\n---\n# Head\n", "Head"),
        ("x" * 300, "x" * 199 + "…"),
    ],
)
def test_a_title_is_found(text: str, title: str) -> None:
    assert read(text).details.title == title
    assert read(text).details.meta == {}


def test_a_heading_is_one_in_markdown_only() -> None:
    assert read("Words.\n# No head", markdown=False).details.title == "Words."


def test_lines_between_rules_that_are_no_mapping_stay_text() -> None:
    text = "---\njust words\n---\nMore."
    assert read(text).text == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\ndate: last week\n---\nT",
            r'published: "last week" is no ISO 8601 date: write it as',
        ),
        ("---\ntitle: [a]\n---\nT", "front matter, title: .*string: correct or remove it"),
        ("---\na: &x [1]\nb: *x\n---\nT", "YAML aliases: write the values out"),
        ("---\na: b: c\n---\nT", "front matter is not valid YAML"),
        ("---\n? [a]\n: b\n---\nT", "front matter is not valid YAML"),
        ("---\na: " + "[" * 9000 + "]" * 9000 + "\n---\nT", "nested more than 50 deep: flatten"),
        ("---\na: " + "[" * 60 + "]" * 60 + "\n---\nT", "front matter nested more than"),
        ("---\na: \x07\n---\nT", "front matter is not valid YAML"),
        ("---\ntitle: t\n---\n  \n", "f.md: empty"),
        ("<!DOCTYPE html><p>x", "a web page: import it as html"),
        ('<?xml version="1.0"?>\n<html>', "a web page"),
        (b"", "f.md: empty"),
        (b"\1\0\2\0\0\1\0\2", "a binary file"),
    ],
)
def test_what_is_refused(text: str | bytes, message: str) -> None:
    with pytest.raises(IntakeError, match=message) as caught:
        read(text)
    assert "\n" not in str(caught.value)


def test_yaml_makes_nothing_but_strings() -> None:
    article = read("---\na: !!python/object/apply:os.system ['false']\nb: !!int 3\n---\nT")
    assert article.details.meta == {"a": ["false"], "b": "3"}


def test_a_guess_is_said() -> None:
    text = "Le porte-parole a déclaré que la décision n’était pas prise, à l’issue d’une réunion."
    incoming = plain.read(text.encode("cp1252"), "f.txt", markdown=False)
    assert incoming.articles[0][1].text == text
    assert incoming.remarks[0].startswith("not UTF-8; read as ")
