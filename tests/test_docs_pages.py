"""The pages of ``docs/`` hold together: what is generated is up to date, links lead somewhere.

``python -m tests.test_docs_pages`` writes what is generated of them anew. What the pages say is
tried by `test_docs_codebook`, `test_docs_formats`, `test_docs_screens` and `tests.cli.test_docs`.
"""

import pytest

from annotations.codebook import parse
from tests.docs_generated import HEADINGS, generated, parts, write
from tests.docs_reading import (
    DOCS,
    anchor,
    blocks,
    examples,
    headings,
    links,
    pages,
    rows,
    section,
)
from tui.cli.root import diptych
from tui.keys import INDISTINCT, Keys, keys_of

PARTS_OF_A_COMMAND = (
    "Name", "Synopsis", "Description", "Options", "Examples", "Exit status", "See also",
)  # fmt: skip
"""What the page of each command has, in this order."""

PARTS_OF_A_SCREEN = ("How one works there", "Signs", "Edge cases", "Keys", "See also")
"""What the page of each screen has, in this order."""

SCREENS = (*(screen for screen in HEADINGS if screen != "app"), "help")
"""Every screen that has a page."""


# -- what all pages have in common ---------------------------------------------------------------


@pytest.mark.parametrize("page", [page for page in pages() if parts(page)])
def test_the_generated_parts_are_up_to_date(page: str) -> None:
    assert parts(page) == generated(page), "run `python -m tests.test_docs_pages`"


def test_every_generated_part_is_there() -> None:
    assert [*parts("keys.md")] == ["all keys"]
    assert [*parts("codebook.md")] == ["built in"]
    assert [*parts("cli.md")] == ["commands"]
    assert [*parts("formats.md")] == ["formats in", "formats out"]


@pytest.mark.parametrize("page", pages())
def test_links_lead_somewhere(page: str) -> None:
    for target in links(page):
        path, _, fragment = target.partition("#")
        there = (DOCS / page).parent / path if path else DOCS / page
        assert there.exists(), target
        if fragment:
            found = headings(str(there.resolve().relative_to(DOCS)))
            assert fragment in map(anchor, found), target


def test_every_page_is_in_the_index() -> None:
    known = {DOCS / "README.md"}
    for index in ("README.md", "cli.md", "formats.md"):
        known |= {(DOCS / target.partition("#")[0]).resolve() for target in links(index)}
    assert not [page for page in pages() if DOCS / page not in known]


@pytest.mark.parametrize("page", [page for page in pages() if blocks(page, "toml")])
def test_every_block_of_toml_is_a_usable_codebook(page: str) -> None:
    for block in blocks(page, "toml"):
        Keys(parse(block))


# -- a page a command, a page a screen -----------------------------------------------------------


@pytest.mark.parametrize("name", diptych.commands)
def test_every_command_has_a_page_with_all_its_parts(name: str) -> None:
    page = f"commands/{name}.md"
    assert headings(page) == [f"diptych {name}", *PARTS_OF_A_COMMAND]
    assert [*parts(page)] == ["name", "synopsis", "options"]
    assert any(f"diptych {name}" in example.call for example in examples(page))


def test_there_is_no_page_for_a_command_that_is_not() -> None:
    assert pages("commands") == sorted(f"commands/{name}.md" for name in diptych.commands)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_has_a_page_with_all_its_parts(screen: str) -> None:
    page = f"screens/{screen}.md"
    title, *found = headings(page)
    assert title
    assert [heading for heading in found if heading in PARTS_OF_A_SCREEN] == [*PARTS_OF_A_SCREEN]
    assert [*parts(page)] == ["keys everywhere" if screen == "help" else "keys"]
    assert blocks(page, "keys")


def test_there_is_no_page_for_a_screen_that_is_not() -> None:
    assert pages("screens") == sorted(f"screens/{screen}.md" for screen in SCREENS)


def test_every_picture_is_shown_somewhere() -> None:
    shown = {target for page in pages() for target in links(page)}
    names = {target.rpartition("/")[2] for target in shown}
    assert {path.name for path in (DOCS / "pictures").iterdir()} <= names


# -- keys ----------------------------------------------------------------------------------------


def test_keys_that_terminals_cannot_tell_apart_are_all_named() -> None:
    table = section("keys.md", "## What terminals cannot tell apart")
    assert {key for name, *_ in rows(table) for key in keys_of(name.strip("`"))} >= INDISTINCT


if __name__ == "__main__":
    write()
