"""The columns of the Library's table: what each shows of an article, and which give way."""

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from rich.text import Text

from annotations.model import ArticleSummary, DocumentState
from tui.text.display import one_line


class Column(NamedTuple):
    """One column of the table."""

    heading: str
    """What stands above it."""
    width: int
    """In cells."""
    show: Callable[[ArticleSummary], str]
    """What an article has in it; it may be text from outside."""
    right: bool = False
    """Whether it holds numbers."""
    name: str = ""
    """What it is known by, where the heading is not enough."""
    rank: int = 0
    """Which columns give way first where there is little room: the highest; 0 never does."""

    def text(self, shown: str) -> Text:
        """A cell, safe and cut to the width."""
        justify: Literal["left", "right"] = "right" if self.right else "left"
        return Text(one_line(shown, self.width), justify=justify, no_wrap=True)


def state(article: ArticleSummary) -> str:
    """How far one is with an article; nothing where one has not begun."""
    return "" if article.state is DocumentState.NEW else str(article.state)


def number(count: int) -> str:
    """A count as a cell shows it."""
    return str(count) if count else "·"


def cells(columns: Sequence[Column]) -> int:
    """How wide a table with these columns is, the bar that scrolls it included."""
    return sum(column.width + 2 for column in columns) + 2


def count_of(label: str) -> Column:
    """How many spans of a label there are."""
    return Column(
        one_line(label, 6),
        6,
        lambda article: number(article.spans.get(label, 0)),
        right=True,
        name=f"label {label}",  # two labels may begin alike, or as another column is called
    )
