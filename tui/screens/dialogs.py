"""Small questions on top of a place: a line to type, a list to choose from, a preview to accept."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.text.display import one_line
from tui.widgets.lines import Line, plain, styled

_BOTTOM = """
{name} {{ align: left bottom; background: transparent; }}
{name} > Vertical {{
    height: auto; max-height: 60%; background: $panel; border-top: heavy $accent;
}}
{name} Line {{ background: $panel; }}
{name} Input {{ border: none; height: 1; padding: 0 1; background: $surface; }}
{name} Input:focus {{ border: none; background-tint: $foreground 5%; }}
{name} OptionList {{
    border: none; height: auto; max-height: 100%; background: $panel; padding: 0 1;
    scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis;
}}
{name} OptionList:focus {{ border: none; background-tint: $foreground 0%; }}
{name} OptionList > .option-list--option-highlighted,
{name} OptionList:focus > .option-list--option-highlighted {{
    background: $primary-muted; color: $foreground; text-style: none;
}}
"""


Answer = TypeVar("Answer")


class Question(ModalScreen[Answer]):
    """A question that is answered once, however fast the keys come."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Answer and go, unless it is answered already."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class Ask(Question[str | None]):
    """A line to type; None where the person thinks better of it."""

    DEFAULT_CSS = _BOTTOM.format(name="Ask")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", show=False)]
    AUTO_FOCUS = "Input"

    def __init__(
        self,
        question: str,
        value: str = "",
        *,
        hint: str = "Enter accepts, Esc leaves it",
        typed: Callable[[str], None] | None = None,
    ) -> None:
        """Ask something.

        Args:
            question: What is asked; the program's own words.
            value: What is there to begin with.
            hint: How to go on.
            typed: Told after every key, with what is there by then.
        """
        super().__init__()
        self._question, self._hint, self._typed = one_line(question), hint, typed
        self._value, self._shown = value, one_line(value)

    def compose(self) -> ComposeResult:
        """The question above the line."""
        with Vertical():
            line = Line()
            line.say(styled(self._question, "bold"), "   ", styled(self._hint, "$text-muted"))
            yield line
            yield Input(self._shown, select_on_focus=False)

    def tell(self, *parts: Content | str) -> None:
        """Say something in the place of the hint; strings are the program's own words."""
        self.query_one(Line).say(styled(self._question, "bold"), "   ", *parts)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if self._typed:
            self._typed(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        # What was only shown safely, and not touched, is given back as it was.
        self.dismiss(self._value if event.value == self._shown else event.value)


class Choice(NamedTuple):
    """One of several things to choose from."""

    value: str
    """What choosing it gives."""
    text: str
    """What it is; it may be text from outside."""
    hint: str = ""
    """More about it."""
    ticked: bool = False
    """It is chosen already; choosing it again takes it back."""


class Choose(Question[str | None]):
    """A list to choose from, narrowed down by typing."""

    DEFAULT_CSS = _BOTTOM.format(name="Choose")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down,tab", "step(1)", show=False, priority=True),
        Binding("up,shift+tab", "step(-1)", show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, question: str, choices: Sequence[Choice]) -> None:
        """Offer choices, the likeliest first; the question is the program's own words."""
        super().__init__()
        self._question, self._choices = one_line(question), choices
        self._shown: list[Choice] = []

    def compose(self) -> ComposeResult:
        """The question, a line to type into, the list."""
        with Vertical():
            line = Line()
            line.say(
                styled(self._question, "bold"),
                styled("   type to filter, ↑ ↓ and Enter choose, Esc leaves it", "$text-muted"),
            )
            yield line
            yield Input(placeholder="filter")
            yield OptionList()

    def on_mount(self) -> None:
        """Show all choices."""
        self._fill("")

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, wanted: str) -> None:
        words = wanted.casefold().split()
        self._shown = [
            choice
            for choice in self._choices
            if all(word in f"{choice.text} {choice.hint}".casefold() for word in words)
        ]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(_prompt(choice)) for choice in self._shown])
        options.highlighted = 0 if self._shown else None

    def action_step(self, by: int) -> None:
        """Highlight the next or previous choice."""
        options = self.query_one(OptionList)
        if self._shown:
            options.highlighted = ((options.highlighted or 0) + by) % len(self._shown)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None and self._shown:
            self.dismiss(self._shown[highlighted].value)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._shown[event.option_index].value)


def _prompt(choice: Choice) -> Content:
    tick = styled("✓ ", "bold $success") if choice.ticked else Content("  ")
    return Content.assemble(
        # Muted, a hint could not be read on the chosen row in a terminal of 256 colours.
        tick,
        plain(choice.text, 100).stylize("bold"),
        "   ",
        plain(choice.hint),
    )


class Told(Question[None]):
    """A text to be read, such as a guideline; any of its keys leaves it."""

    DEFAULT_CSS = _BOTTOM.format(name="Told") + "Told Static { padding: 0 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,space,i", "dismiss", show=False, priority=True)
    ]

    def __init__(self, title: str, text: str) -> None:
        """Show a text under a title; it may be text from outside."""
        super().__init__()
        self._title, self._text = one_line(title), text

    def compose(self) -> ComposeResult:
        """The title above the text."""
        with Vertical():
            line = Line()
            line.say(styled(self._title, "bold"), styled("   Enter goes back", "$text-muted"))
            yield line
            with VerticalScroll():
                lines = [one_line(part) for part in self._text.splitlines()]
                yield Static(Content("\n".join(lines)))

    def on_click(self, event: events.Click) -> None:
        """A click beside the text leaves it."""
        if event.widget is self:
            self.dismiss()


class Preview(Question[bool]):
    """What is about to be done, line by line; Enter does it."""

    DEFAULT_CSS = _BOTTOM.format(name="Preview")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(False)", show=False),
        Binding("enter,y", "dismiss(True)", show=False, priority=True),
    ]
    AUTO_FOCUS = "OptionList"

    def __init__(self, question: str, lines: Sequence[Content]) -> None:
        """Show what is about to be done; the question is the program's own words."""
        super().__init__()
        self._question, self._lines = one_line(question), lines

    def compose(self) -> ComposeResult:
        """The question above the lines."""
        with Vertical():
            line = Line()
            line.say(styled(self._question, "bold"), styled("   Enter yes, Esc no", "$text-muted"))
            yield line
            yield OptionList(*(Option(line) for line in self._lines))

    def on_click(self, event: events.Click) -> None:
        """A click beside the list leaves it."""
        if event.widget is self:
            self.dismiss(False)  # noqa: FBT003 (the answer)
