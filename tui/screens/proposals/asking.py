"""The questions of the key that confirms many pairs at one go."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input, OptionList
from textual.widgets.input import Selection
from textual.widgets.option_list import Option

from tui.screens.dialogs import Ask, Preview
from tui.widgets.lines import Line, styled


class Threshold(Ask):
    """A line to type over."""

    def on_mount(self) -> None:
        """Select what is there: what is typed takes its place."""
        line = self.query_one(Input)
        line.selection = Selection(0, len(line.value))


class Nothing(Preview):
    """Why nothing can be done; Enter and Esc both leave it."""

    def compose(self) -> ComposeResult:
        """What there is to say above its reasons."""
        with Vertical():
            line = Line()
            line.say(styled(self._question, "bold"), styled("   Enter", "$text-muted"))
            yield line
            yield OptionList(*(Option(reason) for reason in self._lines))
