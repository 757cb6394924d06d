"""The keys of the commands, under one codebook: what it remaps, its labels and kinds of link."""

from collections.abc import Iterator

from textual.binding import Binding
from textual.keys import Keys as TextualKeys
from textual.keys import _character_to_key as key_name  # the table Textual's own bindings use
from textual.keys import format_key, key_to_character

from annotations.codebook import Codebook
from annotations.errors import CodebookError
from tui.commands import BY_ID, COMMANDS, TAKEN_OVER, Command

# Terminals cannot tell these from backspace, tab, newline, enter and escape.
INDISTINCT = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket"}


def keys_of(written: str) -> list[str]:
    """The keys of a comma-separated list, each by Textual's long name."""
    names = [written] if written == "," else written.split(",")
    return [_long(name.strip()) for name in names if name.strip()]


def _long(key: str) -> str:
    """A key's long name: ``!`` is ``exclamation_mark``; a bare comma is ``comma``."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    return "+".join([*modifiers, key_name(last) if len(last) == 1 else last])


class Keys:
    """The commands under one codebook: its labels and kinds of link, its remapped keys."""

    def __init__(self, codebook: Codebook) -> None:
        """Put the table together.

        Raises:
            CodebookError: A remapped command does not exist, a key does two things on one screen,
                or is one that terminals cannot tell from another.
        """
        self.codebook = codebook
        unknown = next((name for name in codebook.keys if name not in BY_ID), None)
        if unknown:
            raise CodebookError(
                f'codebook.toml: keys."{unknown}": no such command: the help page (?) and'
                " docs/keys.md list them"
            )
        self.commands = tuple(
            command._replace(keys=codebook.keys.get(command.id, command.keys))
            for command in (*COMMANDS, *self._of_labels(), *self._of_kinds())
        )
        for screen in dict.fromkeys(command.screen for command in self.commands):
            if screen != "app":
                self._refuse_clashes(screen)
        self._shown = {command.id: command for command in self.commands} | {
            command.id: command
            for screen in TAKEN_OVER
            for command in self._own(screen)
            if command.screen == screen
        }

    def _of_labels(self) -> Iterator[Command]:
        for number, label in enumerate(self.codebook.labels):
            what = f"Tag as {label.name}: the selection, or what is natural at the cursor"
            yield Command(f"reader.label.{number}", label.key, f"label({number})", label.name, what)
            what = f"Tag as {label.name}: the marked hits, or the one under the cursor"
            action = f"label({number})"
            yield Command(f"concordance.label.{number}", label.key, action, label.name, what)

    def _of_kinds(self) -> Iterator[Command]:
        for number, kind in enumerate(self.codebook.link_kinds):
            what = f"Decide: {kind.name}; again takes it back"
            yield Command(
                f"proposals.kind.{number}", kind.key, f"decide({number})", kind.name, what
            )

    def _refuse_clashes(self, screen: str) -> None:
        taken: dict[str, str] = {}
        for command in self.on(screen):
            keys = keys_of(command.keys)
            if not keys:
                raise CodebookError(f"codebook.toml: {_called(command)} has no key: give it one")
            for key in keys:
                if reason := _unusable(key, screen):
                    raise CodebookError(
                        f'codebook.toml: "{key}" for {_called(command)}: {reason}: choose another'
                    )
                if key in taken:
                    raise CodebookError(
                        f'codebook.toml: the key "{display(key)}" is given to both {taken[key]}'
                        f" and {_called(command)}: give one of them another key"
                    )
                taken[key] = _called(command)

    def on(self, screen: str) -> list[Command]:
        """The commands that hold on a screen, its own before those of the whole program."""
        return [*self._own(screen), *(one for one in self.commands if one.screen == "app")]

    def _own(self, screen: str) -> list[Command]:
        """The commands of a screen, and those that it takes over: a key goes to the first of them.

        Labels come first, as there is no other way to them.
        """
        own = [command for command in self.commands if command.screen == screen]
        if screen not in TAKEN_OVER:
            return own
        more = [one for one in self.commands if one.id.startswith(TAKEN_OVER[screen])]
        labels = [one for one in more if ".label." in one.id]
        taken, found = set[str](), list[Command]()
        for command in (*labels, *own, *(one for one in more if one not in labels)):
            keys = [key for key in keys_of(command.keys) if key not in taken]
            taken |= {*keys}
            if keys or command.screen == screen:
                found.append(command._replace(keys=",".join(keys)))
        return sorted(found, key=lambda one: one.screen != screen)

    def bindings(self, screen: str) -> Iterator[Binding]:
        """The commands of one screen (or of ``app``) as Textual binds them."""
        for command in self._own(screen):
            for key in keys_of(command.keys):
                yield Binding(key, command.action, command.short, show=False, id=command.id)

    def shown(self, command_id: str) -> tuple[str, str]:
        """The first key of a command as a person reads it, and its short name.

        Of the keys that it has on its own screen: a label may have taken the first of them.
        """
        command = self._shown[command_id]
        return display(keys_of(command.keys)[0]), command.short


def _unusable(key: str, screen: str) -> str | None:
    """Why a key cannot be bound; None for one that can."""
    *modifiers, last = key.split("+")
    if key in INDISTINCT:
        return "terminals send it for another key too"
    if screen == "reader" and key.isdigit():
        return "digits count motions"
    if "alt" in modifiers:
        return "terminals send Esc and that key for it"
    character = _CHARACTERS.get(last) or key_to_character(last)
    if "shift" in modifiers and (character or "").strip():
        return "terminals send the capital letter or sign itself, without shift"
    if last not in _KEY_NAMES and character is None:
        return "no such key"
    return None


def _called(command: Command) -> str:
    """A command in an error: a label or kind by its name, another by its identifier."""
    if ".label." in command.id:
        return f'the label "{command.short}"'
    if ".kind." in command.id:
        return f'the link kind "{command.short}"'
    return command.id


def display(key: str) -> str:
    """A key as a person reads it: ``!``, ``Tab``, ``Shift+→``."""
    *modifiers, last = key.split("+")
    shown = format_key(last)
    names = [modifier.capitalize() for modifier in modifiers]
    return "+".join([*names, _NAMES.get(last, shown)])


_KEY_NAMES = {key.value for key in TextualKeys}
_CHARACTERS = {key_name(chr(code)): chr(code) for code in range(33, 127)}

_NAMES = {
    "space": "Space", "backspace": "Backspace", "tab": "Tab", "enter": "Enter", "escape": "Esc",
    "left": "←", "right": "→", "up": "↑", "down": "↓", "pageup": "PgUp", "pagedown": "PgDn",
    "home": "Home", "end": "End", "delete": "Del",
}  # fmt: skip
