"""What is generated of the pages in ``docs/``: keys, options, formats, the built-in codebook.

Each such part stands between two comments in its page; ``python -m tests.test_docs_pages`` writes
all of them anew.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby

import click

from annotations.codebook import Codebook
from annotations.formats.readers import READERS
from annotations.formats.writers import GRAPHS, WRITERS
from tests.docs_reading import DOCS, pages, read
from tui.cli.root import diptych
from tui.cli.toml import as_toml
from tui.commands import GROUPS, Command
from tui.keys import Keys, display, keys_of

_PART = re.compile(
    r"(?<=^<!-- )(?P<name>[a-z ]+)"
    r"(?P<head>: written by `python -m tests.test_docs_pages` -->\n)"
    r"(?P<text>.*?)(?=^<!-- end -->$)",
    re.DOTALL | re.MULTILINE,
)

_WIDE = 10_000
"""More columns than any help text has, so that none is wrapped."""

HEADINGS = {screen: said for screen, said in GROUPS.items() if "." not in screen} | {
    "reader": "Reader"
}
"""Every screen that has commands, and what the page of all keys calls it."""

FORMATS = {
    "odt": "docx",
    "rtf": "docx",
    "mhtml": "html",
    "graphml": "network",
    "gexf": "network",
}
"""The page of each format that does not have one of its own name."""


def generated(page: str) -> dict[str, str]:
    """The generated parts of a page as they should be, by name."""
    return {name: _MADE[name](page) for name in parts(page)}


def parts(page: str) -> dict[str, str]:
    """The generated parts of a page as they are, by name."""
    return {found["name"]: found["text"] for found in _PART.finditer(read(page))}


def write() -> None:
    """Write the generated parts of all pages anew."""
    for page in pages():
        text = read(page)
        for name, made in generated(page).items():
            text = _PART.sub(partial(_anew, name, made), text)
        (DOCS / page).write_text(text, "utf-8")


def _anew(name: str, made: str, part: re.Match[str]) -> str:
    """A part as it should be, or as it is where it has another name."""
    return f"{name}{part['head']}{made}" if part["name"] == name else part[0]


def format_page(name: str) -> str:
    """The page of a format, below ``docs/``."""
    return f"formats/{FORMATS.get(name, name)}.md"


def command_of(page: str) -> click.Command:
    """The command that a page is about."""
    return diptych.commands[page.removeprefix("commands/").removesuffix(".md")]


# -- keys ----------------------------------------------------------------------------------------


def _all_keys(_: str) -> str:
    """All commands, a heading for each screen and a table for each group."""
    keys = Keys(Codebook())
    tables = (
        f"\n## {heading}\n{''.join(_keys_of_screen(keys, screen, '###'))}"
        for screen, heading in HEADINGS.items()
    )
    return f"{''.join(tables)}\n"


def _keys(page: str) -> str:
    """The commands of the screen that a page is about."""
    screen = page.removeprefix("screens/").removesuffix(".md")
    return "".join(_keys_of_screen(Keys(Codebook()), screen, "###")) + "\n"


def _everywhere(_: str) -> str:
    """The commands of every screen."""
    return "".join(_keys_of_screen(Keys(Codebook()), "app", "###")) + "\n"


def _keys_of_screen(keys: Keys, screen: str, level: str) -> Iterator[str]:
    """A table for each group of a screen's commands, under the group's name."""
    commands = [command for command in keys.commands if command.screen == screen]
    order = {group: n for n, group in enumerate(dict.fromkeys(map(_group, commands)))}
    commands.sort(key=lambda command: order[_group(command)])
    for group, rows in groupby(commands, key=_group):
        if group != HEADINGS[screen]:
            yield f"\n{level} {group}\n"
        yield "\n| key | command | does |\n|---|---|---|\n"
        yield from map(_row, rows)


def _group(command: Command) -> str:
    """The heading that a command stands under."""
    return command.group or {"reader": "Labels", "proposals": "Deciding"}[command.screen]


def _row(command: Command) -> str:
    """A command as a row; a label or kind of link is named as the codebook does."""
    shown = " ".join(f"`{display(key)}`" for key in keys_of(command.keys))
    set_by_codebook = ".label." in command.id or ".kind." in command.id
    name = f"*{command.short}*" if set_by_codebook else f"`{command.id}`"
    return f"| {shown} | {name} | {command.help} |\n"


# -- commands ------------------------------------------------------------------------------------


def _name(page: str) -> str:
    """What a command does, in the line that its ``--help`` begins with."""
    return f"\n{_first_line(command_of(page))}\n\n"


def _first_line(command: click.Command) -> str:
    return " ".join((command.help or "").partition("\n\n")[0].split())


def _synopsis(page: str) -> str:
    """How a command is called, as its ``--help`` says."""
    command = command_of(page)
    return f"\n```text\n{command.get_usage(_context(command)).removeprefix('Usage: ')}\n```\n\n"


def _options(page: str) -> str:
    """The options of a command and what each does, as its ``--help`` says."""
    command = command_of(page)
    context = _context(command)
    options = [one for one in command.get_params(context) if isinstance(one, click.Option)]
    records = [option.get_help_record(context) for option in options]
    lines = (f"| `{_cell(name)}` | {_cell(help_)} |\n" for name, help_ in filter(None, records))
    return f"\n| option | does |\n|---|---|\n{''.join(lines)}\n"


def _context(command: click.Command) -> click.Context:
    """A call of a command from the command line."""
    program = click.Context(diptych, info_name="diptych", **diptych.context_settings)
    return click.Context(command, program, command.name, terminal_width=_WIDE)


def _cell(text: str) -> str:
    """A text in a cell of a table, on one line."""
    return " ".join(text.split()).replace("|", "\\|")


def _commands(_: str) -> str:
    """All commands, each with a link to its page, and what it does."""
    lines = (
        f"| [`{name}`](commands/{name}.md) | {_cell(_first_line(command))} |\n"
        for name, command in diptych.commands.items()
    )
    return f"\n| command | does |\n|---|---|\n{''.join(lines)}\n"


# -- formats -------------------------------------------------------------------------------------


def _readers(_: str) -> str:
    """All formats that come in: their page, how their files end."""
    lines = (
        f"| [`{one.name}`]({format_page(one.name)}) | {_cell(one.hint)} |"
        f" {' '.join(f'`{suffix}`' for suffix in sorted(one.suffixes)) or 'by how it begins'} |\n"
        for one in READERS.values()
    )
    return f"\n| format | is | names end in |\n|---|---|---|\n{''.join(lines)}\n"


def _writers(_: str) -> str:
    """All formats that go out: their page, what comes out."""
    own = ("jsonl", "diptych's own"), *((name, "the network of a case") for name in GRAPHS)
    hints = (*own, *((one.name, one.hint) for one in WRITERS.values()))
    lines = (f"| [`{name}`]({format_page(name)}) | {_cell(hint)} |\n" for name, hint in hints)
    return f"\n| format | is |\n|---|---|\n{''.join(lines)}\n"


# -- the codebook --------------------------------------------------------------------------------


def _codebook(_: str) -> str:
    """The built-in codebook as the command line prints it."""
    return f"\n```toml\n{as_toml(Codebook())}```\n\n"


_MADE: dict[str, Callable[[str], str]] = {
    "all keys": _all_keys,
    "keys": _keys,
    "keys everywhere": _everywhere,
    "name": _name,
    "synopsis": _synopsis,
    "options": _options,
    "commands": _commands,
    "formats in": _readers,
    "formats out": _writers,
    "built in": _codebook,
}
"""What makes each part, of the page that it stands in."""
