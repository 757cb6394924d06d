"""Names for files and tags that other tools can take, and texts for lines that all can show."""

import re
import unicodedata

import regex

UNSHOWN = regex.compile(r"[\p{Cc}\p{Bidi_Control}\u2028\u2029]")
"""What would break a line, command a terminal, or turn what stands round it."""

_ESCAPED = regex.compile(rf"[\\\\{UNSHOWN.pattern[1:]}")
_ESCAPE = regex.compile(r"\\(?:u([0-9a-f]{4})|([nt\\]))")
_SHORT = {"\n": "n", "\t": "t", "\\": "\\"}
_LONG = {short: character for character, short in _SHORT.items()}
_UNSAFE = re.compile(r"[^a-z0-9]+")
_UNTYPED = re.compile(r"[^A-Za-z0-9_-]+")
_TITLE_LENGTH = 200


def file_name(ordinal: int, name: str) -> str:
    """A name for the files of an article, without suffix: safe on every system, and its own.

    Args:
        ordinal: Which article it is; no two have the same.
        name: What it is called.
    """
    plain = unicodedata.normalize("NFKD", name[:_TITLE_LENGTH]).encode("ascii", "ignore").decode()
    slug = _UNSAFE.sub("-", plain.lower()).strip("-")[:60].rstrip("-")
    return f"{ordinal:05}-{slug}" if slug else f"{ordinal:05}"


class Types:
    """Names for labels where only ASCII letters, digits, ``_`` and ``-`` are allowed."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        """Which label has which name."""

    def name(self, label: str) -> str:
        """The name of a label: as it is where that is allowed, else something like it."""
        if label not in self.names:
            plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode()
            wanted = _UNTYPED.sub("_", plain).strip("_") or "label"
            name, number = wanted, 1
            while name in self.names.values():
                number += 1
                name = f"{wanted}_{number}"
            self.names[label] = name
        return self.names[label]

    @property
    def changed(self) -> dict[str, str]:
        """The labels that are called otherwise, by name."""
        return {name: label for label, name in self.names.items() if name != label}


def first_line(text: str) -> str:
    """What to call an article that has no title: its first line, cut to a decent length."""
    line = text.lstrip().split("\n", 1)[0].strip()
    return line if len(line) <= _TITLE_LENGTH else f"{line[: _TITLE_LENGTH - 1].rstrip()}…"


def identifier(digest: str, name: str) -> str:
    """An identifier for something in an article, the same whenever the same text is read.

    Args:
        digest: SHA-256 of the text, hexadecimal.
        name: What it is called in the file.
    """
    return f"{digest[:16]}-{name}"


def escaped(text: str) -> str:
    r"""A text on one line, with ``\n``, ``\t``, ``\\`` and ``\u001b`` for what cannot stand."""

    def escape(found: "regex.Match[str]") -> str:
        short = _SHORT.get(found[0])
        return f"\\{short}" if short else f"\\u{ord(found[0]):04x}"

    return _ESCAPED.sub(escape, text)


def unescaped(line: str) -> str:
    """The text that was escaped so."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else _LONG[found[2]], line)


def shown(text: str) -> str:
    """A text with U+FFFD, one for one, for what would do harm on a line."""
    return UNSHOWN.sub("\ufffd", text)
