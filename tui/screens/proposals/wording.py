"""What the lines of the Proposals say of the queue, of a pair and of its groups."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from annotations.codebook import Codebook
from annotations.model import Link, Meaning, Span
from annotations.workspace.pool import State
from annotations.workspace.queue import About, Group, Queue
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import plain, styled

_BAR = 20
"""Cells of the bar that shows how much is decided."""
_WORDING = 24
"""Cells of another wording in a group."""
_CERTAIN = 0.995
"""Nothing is said to be quite certain."""
_ARROW, _GAP = "  ↔  ", "   "
_FEW = 4
"""How many other wordings of a group are shown."""

Key = tuple[str, str]
"""A key and what it does."""


class Tally(NamedTuple):
    """How much there is, whatever the filters are."""

    settled: int = 0
    """Pairs that need no answer, because others say it."""
    waiting: int = 0
    """Pairs that wait."""
    hidden: int = 0
    """Those of them that fit the filters, and are out of the band of probability."""


# -- the queue -----------------------------------------------------------------------------------


def head(queue: Queue, matching: str | None) -> Content:
    """How far one is, and how far the matcher is, where it runs."""
    judged, settled = queue.judged, queue.settled + queue.blocked
    decided, total = judged.total(), len(queue) + settled
    parts: list[Content | str] = ["proposals  "]
    if total:
        done = round(_BAR * (decided + settled) / total)
        parts += [styled("━" * done, "$accent"), styled("─" * (_BAR - done), "$text-muted"), "  "]
    parts += [f"{decided:,} of {total:,} decided"]
    parts += [f" · {count:,} {one_line(kind, 20)}" for kind, count in judged.most_common()]
    parts += [f" · {settled:,} settled by that"] * bool(settled)
    if matching:
        parts.insert(1, styled(f"{matching}  ", "$accent"))
    return Content.assemble(*parts)


def view(order: Key, filters: Iterable[Key], hidden: int, unlikely: str) -> Content:
    """The order and the filters, each with the key that changes it."""
    entries = [order, *filters]
    if hidden:
        entries.append((unlikely, f"{hidden:,} unlikely hidden"))
    return Content.assemble(
        *(
            Content.assemble(styled(f"{key} ", "bold $accent"), plain(words), "   ")
            for key, words in entries
        )
    )


# -- a pair --------------------------------------------------------------------------------------


def pair(link: Link, about: About, book: Codebook, state: State | None, cells: int) -> Content:
    """How likely, which words, what is said of it, and on the right what that would settle."""
    known = [styled(likely(link), "bold $accent"), plain(link.left.label, 12), Content("   ")]
    badge, weighs = verdict(link, state), settles(about, book)
    room = cells - sum(part.cell_length for part in (*known, badge, weighs)) - 2
    if room >= _WORDING:
        known += words(link, room)
    left = Content.assemble(*known, badge)
    gap = max(2, cells - left.cell_length - weighs.cell_length)
    return Content.assemble(left, " " * gap, weighs)


def likely(link: Link) -> str:
    """How likely both ends are the same, where the matcher says so."""
    if link.score is None:
        return ""
    return f"{100 * link.score:>3.0f} %  " if link.score < _CERTAIN else ">99 %  "


def words(link: Link, room: int) -> list[Content]:
    """The words of both ends, in so many cells."""
    one, other = one_line(link.left.text), one_line(link.right.text)
    room -= len(_ARROW)
    left, right = (max(room // 2, room - cell_len(end)) for end in (other, one))
    return [
        styled(one_line(one, left), "bold"), Content(_ARROW),
        styled(one_line(other, right), "bold"),
    ]  # fmt: skip


def verdict(link: Link, state: State | None) -> Content:
    """What is said of a pair, or follows."""
    if link.kind:
        return Content.assemble(
            "  ", styled(f" {one_line(link.kind, 20)} ", "bold reverse $success")
        )
    if state is State.SETTLED:
        return styled("  settled: the same through others", "$success")
    if state is State.BLOCKED:
        return styled("  settled: not the same, through others", "$success")
    if state is None:
        return styled("  no longer proposed", "$warning")
    return Content("")


def settles(about: About, book: Codebook) -> Content:
    """How many other pairs a verdict would settle."""
    numbers = {Meaning.SAME: about.settles_same, Meaning.DIFFERENT: about.settles_different}
    said = [
        (kind.name, numbers[meaning])
        for meaning in numbers
        if numbers[meaning] and (kind := book.kind_meaning(meaning))
    ]
    if not said:
        return Content("")
    (first, most), *others = said
    parts = [f"{one_line(first, 20)} settles {most:,} more"]
    parts += [f"{one_line(kind, 20)} {count:,}" for kind, count in others]
    return styled(", ".join(parts), "$text-muted")


def reasons(link: Link, contradicts: str | None, cells: int) -> tuple[Content, Content]:
    """What speaks for a pair, and what against it: two rows.

    Args:
        link: The pair.
        contradicts: The key that says that both contradict each other; None where there is none.
        cells: How wide a row is.
    """
    badge = _badge(contradicts) if link.conflict else Content("")
    if not (link.reasons or link.against or badge):
        return styled("linked by hand", "$text-muted"), Content("")
    if link.against or badge:
        against = _row("−", link.against, "bold $error", cells - badge.cell_length)
        return _row("+", link.reasons, "bold $success", cells), Content.assemble(badge, against)
    first = len(link.reasons) if _fits(link.reasons, cells) else (len(link.reasons) + 1) // 2
    halves = link.reasons[:first], link.reasons[first:]
    above, below = (_row("+", half, "bold $success", cells) for half in halves)
    return above, below


def _badge(contradicts: str | None) -> Content:
    hint = f" {contradicts} confirms it   " if contradicts else "   "
    said = styled(" possible contradiction ", "bold reverse $error")
    return Content.assemble(said, styled(hint, "$text-muted"))


def _fits(reasons: Sequence[str], cells: int) -> bool:
    return sum(cell_len(one_line(reason)) + len(_GAP) + 2 for reason in reasons) <= cells


def _row(sign: str, reasons: Sequence[str], style: str, cells: int) -> Content:
    """Reasons in a row; where it is too short for them, each is cut to a fair share."""
    room, parts = cells + len(_GAP), list[Content]()
    shown = [one_line(reason) for reason in reasons]
    shares = [cell_len(reason) for reason in shown]
    for number, place in enumerate(sorted(range(len(shown)), key=shares.__getitem__)):
        share = room // (len(shown) - number) - len(_GAP) - 2
        shares[place] = min(shares[place], share)
        room -= shares[place] + len(_GAP) + 2
    for reason, share in zip(shown, shares, strict=True):
        parts += [styled(f"{sign} ", style), plain(reason, share), Content(_GAP)]
    return Content.assemble(*parts[:-1])


# -- groups --------------------------------------------------------------------------------------


def group(own: Group, span: Span, names: Mapping[str, str], key: str) -> Content:
    """What a span is known to be the same as, in its own article and elsewhere.

    Args:
        own: What that is.
        span: The span.
        names: What articles are called.
        key: The key that opens it.
    """
    parts = []
    if own.mentions:
        others = wordings(own.mentions, span)
        told = f": {', '.join(f'“{one_line(text, _WORDING)}”' for text in others[:_FEW])}"
        parts.append(f"{len(own.mentions) + 1} mentions here{told * bool(others)}")
    if own.joined:
        parts.append(f"same in {', '.join(places(own.joined, names))}")
    if not parts:
        return plain("one mention, not joined yet")
    return Content.assemble(styled(f"{key} ", "bold $accent"), plain(" · ".join(parts)))


def wordings(mentions: Iterable[Span], span: Span) -> list[str]:
    """How else it is called, the commonest first."""
    own = one_line(span.text).casefold()
    spelt: dict[str, str] = {}
    count: Counter[str] = Counter()
    for mention in mentions:
        folded = one_line(mention.text).casefold()
        spelt.setdefault(folded, mention.text)
        count[folded] += 1
    return [spelt[folded] for folded, _ in count.most_common() if folded != own]


def places(joined: Iterable[Span], names: Mapping[str, str]) -> list[str]:
    """The articles in which something is joined, by name, and how many there are besides."""
    articles = dict.fromkeys(span.document for span in joined)
    count = Counter(names[article] for article in articles if article in names)
    told = [one_line(name, _WORDING) + f" ({times})" * (times > 1) for name, times in count.items()]
    more = len(articles) - count.total()
    return [*told, *[f"{more} more"] * bool(more)]


# -- nothing to ask ------------------------------------------------------------------------------


def no_proposals(match: str) -> Content:
    """Nothing is proposed at all."""
    return _lines(
        "No proposals",
        "Tag names, sources or claims in two articles;",
        f"{match} runs the matcher over them.",
    )


def all_unlikely(hidden: int, least: float, key: str) -> Content:
    """Nothing that is worth asking."""
    these = "The one pair" if hidden == 1 else f"All {hidden:,} pairs"
    verb = "is" if hidden == 1 else "are"
    return _lines(
        "Nothing likely waits",
        f"{these} that the matcher proposes {verb} below {100 * least:.0f} %;",
        f"{key} shows them.",
    )


def all_filtered(filters: Iterable[Key], waiting: int, key: str) -> Content:
    """Nothing that fits the filters."""
    told = [
        Content.assemble(plain(words), styled(f"   {name} changes that", "$text-muted"))
        for name, words in filters
    ]
    count = counted(waiting, "pair")
    return _lines("No pair fits", *told, "", f"{count} would wait without: {key} shows all.")


def _lines(title: str, *lines: Content | str) -> Content:
    parts: list[Content | str] = [styled(title, "bold"), "\n"]
    for line in lines:
        parts += ["\n", line]
    return Content.assemble(*parts)
