"""Labels, kinds of link, reason codes, keys and guidelines: built in, or from a codebook.toml.

A codebook says what there is to annotate. Every part of it may be left out, and then the built-in
part holds. It is kept inside the workspace, so that a file and its codebook cannot be parted.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator

from annotations.errors import CodebookError
from annotations.model import Meaning, Name, Record, Text, complaint

Key = Annotated[Text, Field(min_length=1, max_length=20)]
"""A key as the screens name it: ``c``, ``!``, ``slash``."""


class Shape(StrEnum):
    """What a label's key takes where nothing is selected."""

    STATEMENT = "statement"
    """The quotation or sentence at the cursor."""
    SOURCE = "source"
    """The attributed name or noun phrase."""
    NAME = "name"
    """The name, or the word."""


class Role(StrEnum):
    """What spans of a label are to each other: claims rest on sources."""

    CLAIM = "claim"
    SOURCE = "source"
    ENTITY = "entity"


class Style(StrEnum):
    """How a label shows beside its colour. Different styles stay legible on top of each other."""

    UNDERLINE = "underline"
    ITALIC = "italic"
    BOLD = "bold"
    OVERLINE = "overline"
    DOUBLE = "double underline"


class Color(StrEnum):
    """A label's hue. The theme picks the shade, light or dark."""

    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    MAGENTA = "magenta"
    CYAN = "cyan"
    ORANGE = "orange"
    VIOLET = "violet"


_ROLE_OF_SHAPE = {
    Shape.STATEMENT: Role.CLAIM,
    Shape.SOURCE: Role.SOURCE,
    Shape.NAME: Role.ENTITY,
}


class Label(Record):
    """Something that a span can be."""

    name: Name
    """As it is stored and exported."""
    key: Key
    """The key that tags."""
    shape: Shape = Shape.STATEMENT
    """What the key takes where nothing is selected."""
    role: Role | None = None
    """What it is in an attribution; None: as its shape says."""
    color: Color = Color.CYAN
    """Its hue."""
    style: Style = Style.UNDERLINE
    """How it shows without colour."""
    guideline: Text = ""
    """When to use it, for the annotator."""

    @property
    def plays(self) -> Role:
        """The role, whether given or taken from the shape."""
        return self.role or _ROLE_OF_SHAPE[self.shape]


class LinkKind(Record):
    """Something that can be said of two spans of different documents."""

    name: Name
    """As it is stored and exported."""
    key: Key
    """The key that says it."""
    means: Meaning | None = None
    """What follows from it; None: the kind is one of the four meanings by name."""
    guideline: Text = ""
    """When to say it, for the annotator."""

    @model_validator(mode="after")
    def _has_a_meaning(self) -> Self:
        if self.means is None and self.name not in list(Meaning):
            raise ValueError(
                f'needs means = one of {", ".join(Meaning)}, since "{self.name}" is new'
            )
        return self

    @property
    def meaning(self) -> Meaning:
        """What follows from it."""
        return self.means or Meaning(self.name)


class Reason(Record):
    """A code that a reviewer gives for rejecting something."""

    code: Name
    """As it is stored and exported."""
    text: Text = ""
    """What it stands for, for the reviewer."""


def _twice(names: Iterable[str]) -> str | None:
    """The first of the names that occurs more than once."""
    return next((name for name, times in Counter(names).items() if times > 1), None)


class Codebook(Record):
    """What there is to annotate in a workspace."""

    name: Name = "news"
    """What the codebook is called."""
    version: Text = "1"
    """Which edition of it."""
    labels: tuple[Label, ...] = (
        Label(
            name="claim",
            key="c",
            shape=Shape.STATEMENT,
            color=Color.BLUE,
            style=Style.UNDERLINE,
            guideline="A statement that somebody could check: who did what, when, how many. "
            "Take the whole sentence, or the words inside the quotation marks.",
        ),
        Label(
            name="source",
            key="s",
            shape=Shape.SOURCE,
            color=Color.GREEN,
            style=Style.ITALIC,
            guideline="Whoever the article gives as the origin of a claim: a person, an outlet, "
            "a document, “a senior official”. Take the words that describe it, without the verb.",
        ),
        Label(
            name="entity",
            key="e",
            shape=Shape.NAME,
            color=Color.YELLOW,
            style=Style.BOLD,
            guideline="A person, place, organisation or thing with a name. "
            "Take the full name as written, without titles and without the possessive ’s.",
        ),
    )
    """What a span can be."""
    link_kinds: tuple[LinkKind, ...] = (
        LinkKind(name="same", key="y", guideline="Both speak of the same thing."),
        LinkKind(name="different", key="n", guideline="They only look alike."),
        LinkKind(name="unsure", key="m", guideline="The texts do not tell; come back later."),
        LinkKind(
            name="contradicts",
            key="!",
            guideline="Both speak of the same thing, and they cannot both be true.",
        ),
    )
    """What can be said of two spans."""
    reasons: tuple[Reason, ...] = (
        Reason(code="boundary", text="The stretch is too long, too short or misplaced."),
        Reason(code="label", text="The stretch is right, the label is not."),
        Reason(code="not-checkable", text="An opinion, a forecast or a phrase, not a claim."),
        Reason(code="wrong-source", text="The claim does not rest on this source."),
        Reason(code="not-the-same", text="The two ends are different things."),
        Reason(code="duplicate", text="Tagged already."),
        Reason(code="other", text="See the note."),
    )
    """Why a reviewer rejects something."""
    keys: dict[str, str] = Field(default_factory=dict)
    """Commands to other keys: ``"reader.search" = "slash"``. The screens know the commands."""

    @model_validator(mode="after")
    def _is_unambiguous(self) -> Self:
        for what, things in (("labels", self.labels), ("link_kinds", self.link_kinds)):
            if not things:
                raise ValueError(f"{what} is empty: leave it out, or give at least one")
            if name := _twice(thing.name for thing in things):
                raise ValueError(f'{what} has two called "{name}": rename one')
            if key := _twice(thing.key for thing in things):
                both = " and ".join(f'"{t.name}"' for t in things if t.key == key)
                raise ValueError(f'{what}: {both} share the key "{key}": give one another key')
        if code := _twice(reason.code for reason in self.reasons):
            raise ValueError(f'reasons has the code "{code}" twice: rename one')
        return self

    @cached_property
    def _labels_by_name(self) -> dict[str, Label]:
        return {label.name: label for label in self.labels}

    def label(self, name: str) -> Label | None:
        """The label of that name, if the codebook has it."""
        return self._labels_by_name.get(name)

    def plays(self, name: str) -> Role:
        """The role of spans with that label; a label that the codebook lacks is an entity."""
        label = self.label(name)
        return label.plays if label else Role.ENTITY

    def kind_meaning(self, meaning: Meaning) -> LinkKind | None:
        """The first kind of link with that meaning, if the codebook has one."""
        return next((kind for kind in self.link_kinds if kind.meaning is meaning), None)

    def link_kind(self, name: str) -> LinkKind | None:
        """The kind of link of that name, if the codebook has it."""
        return next((kind for kind in self.link_kinds if kind.name == name), None)


def parse(source: str, where: str = "codebook.toml") -> Codebook:
    """Read a codebook from TOML.

    Args:
        source: The TOML text.
        where: What to call the file in an error.

    Raises:
        CodebookError: Not TOML, or not a codebook; names the file, the key and the remedy.
    """
    try:
        source.encode()  # TOML is UTF-8: it has no half surrogate pairs
        return Codebook.model_validate(tomllib.loads(source))
    except ValidationError as error:
        raise CodebookError(f"{where}: {complaint(error)}") from None
    except (ValueError, RecursionError) as error:
        raise CodebookError(f"{where}: not valid TOML: {error}") from None


def read(path: Path) -> str:
    """The text of a codebook file.

    Raises:
        CodebookError: The file is missing, unreadable, or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CodebookError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise CodebookError(f"{path}: not UTF-8: save it as UTF-8") from None
