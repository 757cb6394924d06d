"""The pages on keys, the codebook and the formats tell the truth: every block and table is tried.

``python -m tests.test_docs_pages`` writes what is generated of them anew.
"""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

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
from annotations.errors import CodebookError, IntakeError
from annotations.formats import jsonl, plain
from annotations.model import MAX_NESTING, Meaning, Record
from annotations.text import intake
from annotations.workspace import Workspace
from annotations.workspace.importing import MAX_JSONL_BYTES
from tests import stock
from tui.cli.toml import as_toml
from tui.commands import Command
from tui.keys import INDISTINCT, Keys, display, keys_of

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SEEDS = ROOT / "seeds"

MARK = "<!-- written by `python -m tests.test_docs_pages` from here on -->\n"
"""What stands between the part of a page that people write and the part that is generated."""


# -- what is generated ---------------------------------------------------------------------------

SCREENS = {
    "app": "Everywhere",
    "reader": "Reader",
    "library": "Library",
    "proposals": "Proposals",
    "review": "Review",
    "verify": "Verifying another's work",
    "settle": "Settling disagreements",
    "disagreements": "Disagreements",
    "corrections": "Corrections of your work",
    "agreement": "Agreement",
    "board": "Board",
    "why": "Why a claim has so many roots",
    "register": "Register of sources and entities",
    "group": "One group",
    "timeline": "Timeline",
    "concordance": "Concordance",
}


def tables_of_keys(keys: Keys) -> Iterator[str]:
    """All commands, a heading for each screen and a table for each group."""
    for screen, heading in SCREENS.items():
        yield f"\n## {heading}\n"
        commands = [command for command in keys.commands if command.screen == screen]
        order = {group: n for n, group in enumerate(dict.fromkeys(map(group_of, commands)))}
        commands.sort(key=lambda command: order[group_of(command)])
        for group, rows in groupby(commands, key=group_of):
            if group != heading:
                yield f"\n### {group}\n"
            yield "\n| key | command | does |\n|---|---|---|\n"
            yield from map(row, rows)


def group_of(command: Command) -> str:
    """The heading that a command stands under."""
    return command.group or {"reader": "Labels", "proposals": "Deciding"}[command.screen]


def row(command: Command) -> str:
    """A command as a row; a label or kind of link is named as the codebook does."""
    shown = " ".join(f"`{display(key)}`" for key in keys_of(command.keys))
    set_by_codebook = ".label." in command.id or ".kind." in command.id
    name = f"*{command.short}*" if set_by_codebook else f"`{command.id}`"
    return f"| {shown} | {name} | {command.help} |\n"


def built_in_codebook() -> str:
    """The built-in codebook as the command line prints it."""
    return f"\n```toml\n{as_toml(Codebook())}```\n"


def generated() -> dict[str, str]:
    """The generated part of each page that has one."""
    return {
        "keys.md": "".join(tables_of_keys(Keys(Codebook()))),
        "codebook.md": built_in_codebook(),
    }


def read(page: str) -> str:
    """A page."""
    return (DOCS / page).read_text("utf-8")


@pytest.mark.parametrize("page", generated())
def test_the_generated_part_is_up_to_date(page: str) -> None:
    _, mark, found = read(page).partition(MARK)
    assert mark
    assert found == generated()[page], "run `python -m tests.test_docs_pages`"


# -- what all pages have in common ---------------------------------------------------------------

WRITTEN = (
    "agreement.md", "board.md", "cli.md", "formats.md", "matcher.md", "provenance.md", "report.md",
    "review.md",
)  # fmt: skip
PAGES = sorted({*generated(), *WRITTEN})


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", read(page), re.DOTALL | re.MULTILINE)


def rows(text: str) -> list[list[str]]:
    """The cells of each row of the tables in a text, without the heads."""
    found = re.findall(r"^\| (.+) \|\n(?!\|---)", text, re.MULTILINE)
    return [line.split(" | ") for line in found]


def section(page: str, heading: str) -> str:
    """What stands below a heading, up to the next heading of any level."""
    return read(page).partition(f"\n{heading}\n")[2].partition("\n#")[0]


def named(text: str) -> list[str]:
    """What a table tells of, in its order: the code in the first cell of each row."""
    return [name for cell, *_ in rows(text) for name in re.findall("`(.+?)`", cell)]


def told(page: str, heading: str) -> list[tuple[str, str]]:
    """A table of what goes wrong: what is given, and the message."""
    return [(given.strip("`"), message) for given, message in rows(section(page, heading))]


def anchor(heading: str) -> str:
    """What a link to a heading ends with."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)]+)\)", read(page)):
        path, _, fragment = target.partition("#")
        assert (DOCS / (path or page)).is_file(), target
        if fragment:
            headings = re.findall(r"^#+ (.+)$", read(path or page), re.MULTILINE)
            assert fragment in map(anchor, headings), target


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of_toml_is_a_usable_codebook(page: str) -> None:
    for block in blocks(page, "toml"):
        Keys(parse(block))


# -- keys ----------------------------------------------------------------------------------------


def test_keys_that_terminals_cannot_tell_apart_are_all_named() -> None:
    table = section("keys.md", "## What terminals cannot tell apart")
    assert {key for name, *_ in rows(table) for key in keys_of(name.strip("`"))} >= INDISTINCT


# -- the codebook --------------------------------------------------------------------------------


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
    table = section("codebook.md", heading)
    assert named(table) == [*record.model_fields]
    for (*_, shown, _), field in zip(rows(table), record.model_fields.values(), strict=True):
        default = shown.strip("`")
        if isinstance(field.default, str) and field.default:
            assert default == field.default
        else:
            assert (default == "required") is field.is_required()


def test_the_defaults_named_at_the_top_are_those_of_the_code() -> None:
    cells = rows(section("codebook.md", "## The top"))
    defaults = {key.strip("`"): default for key, _, default, _ in cells}
    book = Codebook()
    assert defaults["labels"] == ", ".join(label.name for label in book.labels)
    assert defaults["link_kinds"] == ", ".join(kind.name for kind in book.link_kinds)
    assert (defaults["reasons"], len(book.reasons)) == ("seven codes", 7)
    assert (defaults["keys"], book.keys) == ("empty", {})


def test_every_choice_is_named() -> None:
    for choices in (Shape, Role, Color, Style, Meaning):
        assert " ".join(f"`{choice}`" for choice in choices) in read("codebook.md")


@pytest.mark.parametrize(("source", "message"), told("codebook.md", "## Mistakes"))
def test_a_mistake_is_told_as_the_page_says(source: str, message: str) -> None:
    with pytest.raises(CodebookError) as caught:
        Keys(parse(source))
    assert str(caught.value) == message


# -- formats: out --------------------------------------------------------------------------------


def golden(name: str) -> list[dict[str, Any]]:
    """The lines of a sample export."""
    return [json.loads(line) for line in (SEEDS / name).read_bytes().splitlines()]


def test_the_tables_name_every_key_in_its_order(ws: Workspace) -> None:
    stock.add(ws, stock.ONE)
    (act,) = ws.exporting.lines("history")
    article, link = golden("golden.jsonl")[0], golden("golden-links.jsonl")[0]
    of_article, of_span, of_relation = re.split(
        "^A span:$|^A relation:$", section("formats.md", "### Articles"), flags=re.MULTILINE
    )
    assert named(of_article) == [*article]
    assert named(of_span) == [*article["spans"][0]]
    assert named(of_relation) == [*article["relations"][0]]
    of_link = section("formats.md", "### Links")
    assert named(of_link) == [*link]
    for key in link["left"]:
        assert f"`{key}`" in of_link
    assert named(section("formats.md", "### History")) == [*json.loads(act)]


def test_the_examples_are_of_the_sample_export() -> None:
    _, article, link = map(json.loads, blocks("formats.md", "json"))
    (real,) = (line for line in golden("golden.jsonl") if line["id"] == article["id"])
    assert [*article] == [*real]
    for key, shown in article.items():
        if isinstance(shown, list):
            assert shown
            assert shown == [thing for thing in real[key] if thing in shown]
        elif key == "text":
            assert real[key].startswith(shown.removesuffix("…"))
        else:
            assert real[key] == shown
    assert json.dumps(link) in map(json.dumps, golden("golden-links.jsonl"))


# -- formats: in ---------------------------------------------------------------------------------


def test_front_matter_is_read_as_shown() -> None:
    (source,), (details, *_) = blocks("formats.md", "markdown"), blocks("formats.md", "json")
    (_, article) = plain.read(source.encode(), "f.md", markdown=True).articles[0]
    assert article.details.model_dump() == json.loads(details)
    assert article.text.startswith("The Inner Sea")


def test_the_bare_lines_come_in(ws: Workspace) -> None:
    (lines,) = blocks("formats.md", "jsonl")
    report = stock.take_lines(ws, *lines.splitlines())
    assert (len(report.added), report.spans, report.remarks) == (3, 3, [])
    first, second, third = [json.loads(line) for line in ws.exporting.lines()]
    assert first["spans"] == []
    assert second["meta"] == {"answer": "accept", "_task_hash": 7}
    assert [third["id"], second["spans"][0]["origin"]] == ["r7", "import"]
    assert third["relations"][0]["label"] == "attributed_to"
    assert {span["annotator"] for span in third["spans"]} == {"ana"}


@pytest.mark.parametrize(
    ("given", "message"), told("formats.md", "## Refusals"), ids=lambda text: text[:30]
)
def test_a_file_is_refused_as_the_page_says(
    ws: Workspace, tmp_path: Path, given: str, message: str
) -> None:
    name = message.partition(":")[0].partition(" ")[0]
    data = given if name == "f.jsonl" else given.replace("\\n", "\n")
    (tmp_path / name).write_text(data, "utf-8")
    with pytest.raises(IntakeError) as caught:
        ws.importing.file(tmp_path / name)
    assert str(caught.value) == message


def test_the_limits_are_those_of_the_code() -> None:
    assert [limit for _, limit in rows(section("formats.md", "## Text"))] == [
        f"{intake.MAX_BYTES:,} bytes",
        f"{intake.MAX_BYTES:,} characters",
        f"{MAX_JSONL_BYTES:,} bytes",
        f"{jsonl.MAX_LINE:,} bytes",
        f"{MAX_NESTING} deep",
        "200 characters, none of them a control character",
        "100 characters, none of them a control character",
    ]


def test_the_scripts_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case.jsonl").write_bytes((SEEDS / "golden.jsonl").read_bytes())
    monkeypatch.chdir(tmp_path)
    for script in blocks("formats.md", "python"):
        code = compile(script, "formats.md", "exec")
        if "pandas" not in script:  # which is no part of what is installed here
            exec(code, {})


if __name__ == "__main__":
    for name, part in generated().items():
        (DOCS / name).write_text(read(name).partition(MARK)[0] + MARK + part, "utf-8")
