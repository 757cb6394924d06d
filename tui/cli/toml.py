"""A codebook → TOML that `annotations.codebook.parse` reads back as the same codebook.

Every character that a terminal must not get is written as an escape, so that the text is both safe
to print and without loss.
"""

import re
from collections.abc import Iterator
from typing import Any

from annotations.codebook import Codebook
from tui.text.display import visible

_WIDTH = 96
"""Characters in a line of a long text."""

_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}

# Before a word, and after a newline: where a long text may go on in the next line.
_BREAK = re.compile(r"(?<= )(?! )|(?<=\\n)(?=[^ ])")


def as_toml(codebook: Codebook) -> str:
    """Write a codebook, without the parts that are empty."""
    return "\n".join(_lines(codebook)) + "\n"


def _lines(codebook: Codebook) -> Iterator[str]:
    yield f"name = {_text(codebook.name)}"
    yield f"version = {_text(codebook.version)}"
    if not codebook.reasons:
        yield "reasons = []"
    for table in ("labels", "link_kinds", "reasons"):
        for record in getattr(codebook, table):
            yield from ("", f"[[{table}]]")
            fields: dict[str, Any] = record.model_dump(mode="json", exclude_none=True)
            yield from (f"{key} = {_text(value)}" for key, value in fields.items() if value)
    if codebook.keys:
        yield from ("", "[keys]")
        for command, key in codebook.keys.items():
            yield f'"{_escaped(command)}" = {_text(key)}'


def _text(value: str) -> str:
    """A TOML string, over several lines where it is long."""
    escaped = _escaped(value)
    if len(escaped) <= _WIDTH:
        return f'"{escaped}"'
    if escaped.startswith(" "):  # a line break written for width swallows the space behind it
        escaped = f"\\u0020{escaped[1:]}"
    return '"""\\\n' + "\\\n".join(_wrapped(escaped)) + '"""'


def _escaped(value: str) -> str:
    return "".join(map(_escape, value))


def _escape(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if visible(character) == character:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _wrapped(escaped: str) -> Iterator[str]:
    line = ""
    for part in _BREAK.split(escaped):
        if line and len(line) + len(part) > _WIDTH:
            yield line
            line = ""
        line += part
    yield line
