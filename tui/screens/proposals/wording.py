"""What the lines of the Proposals say of the queue and of a pair."""

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from textual.content import Content

from annotations.model import Link, Meaning
from annotations.workspace.pool import State
from annotations.workspace.queue import About, Queue
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import plain, styled

_BAR = 12
"""Cells of the bar that shows how much is decided."""
_WORDS = 24
"""Cells for the words of both ends at least; else they are left out."""
_CERTAIN = 0.995
"""Nothing is said to be quite certain."""
_TINY = 1e-9
"""Per cents by which a number may be off that was reckoned with."""
_ARROW, _GAP = "  ↔  ", "   "

Key = tuple[str, str]
"""A key and what it does."""


# -- the queue -----------------------------------------------------------------------------------


def head(queue: Queue, matching: str | None, cells: int) -> Content:
    """How far one is, and how far the matcher is, where it runs; kinds as there is room for."""
    judged, settled = queue.judged, queue.settled + queue.blocked
    decided = judged.total()
    done, total = decided + settled, decided + settled + queue.waiting
    parts: list[Content | str] = ["proposals  "]
    if matching:
        parts.append(styled(f"{matching}  ", "$accent"))
    if total:
        bar = _BAR * done // total
        parts += [styled("━" * bar, "$accent"), styled("─" * (_BAR - bar), "$text-muted"), "  "]
    if not total:
        parts.append("nothing to ask")
    elif settled:
        parts.append(f"{done:,} of {total:,} done: {decided:,} decided, {settled:,} settled")
    else:
        parts.append(f"{decided:,} of {total:,} decided")
    said = Content.assemble(*parts)
    for kind, count in judged.most_common():
        more = Content.assemble(f" · {count:,} ", plain(kind, 20))
        if said.cell_length + more.cell_length <= cells:
            said += more
    return said


def view(entries: Sequence[Key], key: str, cells: int) -> Content:
    """The order and the filters, each with the key that changes it.

    Args:
        entries: Them.
        key: The key that shows those for which there is no room.
        cells: How wide the line is.
    """
    for shown in range(len(entries), 0, -1):
        more = [(key, f"{len(entries) - shown} more")] * (shown < len(entries))
        said = Content("   ").join(map(_entry, [*entries[:shown], *more]))
        if said.cell_length <= cells:
            break
    return said


def _entry(entry: Key) -> Content:
    key, words = entry
    return Content.assemble(styled(f"{key} ", "bold $accent"), plain(words))


# -- a pair --------------------------------------------------------------------------------------


def pair(
    link: Link, about: About, keys: Mapping[Meaning, str], state: State | None, cells: int
) -> Content:
    """How likely, which words, what is said of it, and on the right what that would settle."""
    known = [styled(likely(link), "bold $accent"), plain(link.left.label, 12), Content("   ")]
    badge, weighs = verdict(link, state), settles(about, keys)
    room = cells - sum(part.cell_length for part in (*known, badge, weighs)) - 2
    if room >= _WORDS:
        known += words(link, room)
    left = Content.assemble(*known, badge)
    gap = max(2, cells - left.cell_length - weighs.cell_length)
    return Content.assemble(left, " " * gap, weighs)


def likely(link: Link) -> str:
    """How likely both ends are the same, where the matcher says so."""
    if link.score is None:
        return ""
    percent = int(100 * link.score + _TINY)  # what is shown as 95 % is no less
    return f"{percent:>3} %  " if link.score < _CERTAIN else ">99 %  "


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
    if state is State.GONE:
        return styled("  no longer linked", "$warning")
    if state is None:
        return styled("  no longer proposed", "$warning")
    return Content("")


def settles(about: About, keys: Mapping[Meaning, str]) -> Content:
    """How many other pairs a verdict would settle, by the keys of those that would settle any."""
    same = [keys[Meaning.SAME]] if Meaning.SAME in keys else []
    different = [keys[kind] for kind in (Meaning.DIFFERENT, Meaning.CONTRADICTS) if kind in keys]
    numbers = ((same, about.settles_same), (different, about.settles_different))
    said = [
        f"{' or '.join(kinds)} settles {count:,}" for kinds, count in numbers if kinds and count
    ]
    return styled(", ".join(said) + " more" * bool(said), "$text-muted")


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
    halves = [(link.reasons[:n], link.reasons[n:]) for n in range(len(link.reasons), 0, -1)]
    best = min(halves, key=lambda half: sum(_missing(row, cells) for row in half))
    above, below = (_row("+", row, "bold $success", cells) for row in best)
    return above, below


def _badge(contradicts: str | None) -> Content:
    hint = f" {contradicts} confirms it   " if contradicts else "   "
    said = styled(" possible contradiction ", "bold reverse $error")
    return Content.assemble(said, styled(hint, "$text-muted"))


def _missing(reasons: Sequence[str], cells: int) -> int:
    """How many cells a row is too short for some reasons."""
    return max(0, sum(cell_len(one_line(reason)) + len(_GAP) + 2 for reason in reasons) - cells)


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


# -- nothing to ask ------------------------------------------------------------------------------


def no_proposals(match: str) -> Content:
    """Nothing is proposed at all."""
    return _lines(
        "No proposals",
        "Tag names, sources or claims in two articles;",
        f"{match} runs the matcher over them.",
    )


def matching() -> Content:
    """Nothing is proposed yet."""
    return _lines(
        "Looking for proposals …", "", "They come by themselves once the matcher is done."
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
    others = (
        f"{counted(waiting, 'pair')} would wait without" if waiting else "All others are decided"
    )
    return _lines("No pair fits", *told, "", f"{others}: {key} shows all.")


def _lines(title: str, *lines: Content | str) -> Content:
    parts: list[Content | str] = [styled(title, "bold"), "\n"]
    for line in lines:
        parts += ["\n", line]
    return Content.assemble(*parts)
