"""What is said of the group of an end: in a line below its article, and in the list of groups."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from annotations.model import Span
from annotations.workspace.queue import Group
from tui.text.display import one_line
from tui.widgets.lines import plain, styled

_WORDING = 24
"""Cells of another wording, and of the name of an article."""
_FEW = 4
"""How many other wordings are shown."""
_JOINT = " · "


class Told(NamedTuple):
    """What is told of the group of an end."""

    own: Group
    """What the end is known to be the same as."""
    span: Span
    """The end."""
    names: Mapping[str, str]
    """What articles are called."""
    key: str
    """The key that opens the group."""

    @property
    def known(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.own.mentions or self.own.joined)

    def within(self, cells: int) -> Content:
        """Where it is joined, and how else it is called, in so many cells."""
        if not self.known:
            return Content("")
        room, mentions = cells - cell_len(self.key) - 1, self.own.mentions
        parts = [f"{len(mentions) + 1} mentions here"] * bool(mentions)
        if self.own.joined:
            left = room - sum(len(_JOINT) + len(part) for part in parts)
            parts.insert(0, _same_in(places(self.own.joined, self.names), left))
        said = _JOINT.join(parts)
        if mentions:
            said += _as_many(
                [f"“{text}”" for text in wordings(mentions, self.span)], room - cell_len(said)
            )
        return Content.assemble(styled(f"{self.key} ", "bold $accent"), plain(said))


def _same_in(found: tuple[Counter[str], int], room: int) -> str:
    """The articles in which something is joined, as many by name as there is room for."""
    known, unnamed = found
    names = [name + f" ({times})" * (times > 1) for name, times in known.items()]
    for shown in range(len(names), 0, -1):
        more = unnamed + sum(list(known.values())[shown:])
        said = "same in " + ", ".join([*names[:shown], *[f"{more} more"] * bool(more)])
        if cell_len(said) <= room:
            return said
    return one_line(f"same in {', '.join(names)}", room)


def _as_many(texts: Sequence[str], room: int) -> str:
    """The first few texts behind a colon, as many as there is room for."""
    for shown in range(len(texts), 0, -1):
        said = f": {', '.join(texts[:shown])}"
        if cell_len(said) <= room:
            return said
    return ""


def wordings(mentions: Iterable[Span], span: Span) -> list[str]:
    """How else it is called in a few words each, the commonest first."""
    own = one_line(span.text).casefold()
    spelt: dict[str, str] = {}
    count: Counter[str] = Counter()
    for mention in mentions:
        folded = one_line(mention.text).casefold()
        spelt.setdefault(folded, mention.text)
        count[folded] += 1
    others = [spelt[folded] for folded, _ in count.most_common() if folded != own]
    return [one_line(text, _WORDING) for text in others[:_FEW]]


def places(joined: Iterable[Span], names: Mapping[str, str]) -> tuple[Counter[str], int]:
    """How many articles there are of each name in which something is joined, and of no name."""
    articles = dict.fromkeys(span.document for span in joined)
    known = Counter(one_line(names[article], _WORDING) for article in articles if article in names)
    return known, len(articles) - known.total()
