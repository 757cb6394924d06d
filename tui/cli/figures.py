"""Figures of agreement as tables that fit 80 columns, without colour.

Of each figure there are three lines: its value, its 95 % interval, and on how many things it rests.
Whatever is missing has a number in brackets that leads to a reason at the end.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from tui.text.amounts import counted
from tui.text.display import one_line

if TYPE_CHECKING:  # they read numpy
    from annotations.review.agreement import Agreement, DocumentAgreement
    from annotations.review.figures import Figure
    from annotations.review.matching import Confused
    from annotations.workspace.measuring import Measured

_WIDTH = 80
_NAME, _CELL = 10, 14
_BAR = 20
_NONE = "none"

_SPANS = ("F1 exact", "F1 overlap", "kappa", "alpha", "alpha_U")
_EDGES = ("F1 exact", "F1 overlap")
_LINKS = ("kappa", "alpha")


def page(measured: "Measured", titles: Mapping[str, str]) -> str:
    """All figures, and what they are of.

    Args:
        measured: The figures.
        titles: What to call each article.
    """
    found, notes = measured.agreement, _Notes()
    parts = [
        _who(measured),
        _spans(found, notes),
        _attributions(found, notes),
        *_links(found, notes),
        *(_confusion(two, cells) for two, cells in found.confusion.items()),
        _articles(found.documents, titles),
        [*_legend(found), *notes.lines()],
    ]
    return "\n\n".join("\n".join(map(str.rstrip, part)) for part in parts)


def _who(measured: "Measured") -> list[str]:
    """Who is compared, in how many articles, and whose layer counts as of when."""
    names = measured.agreement.annotators
    read = "that two of them or more have read" if len(names) > 2 else "that both have read"
    return [
        f"AGREEMENT in {counted(measured.articles, 'article')} {read}",
        *(f"{one_line(name, 30)}: {blind_in_words(measured, name)}" for name in names),
    ]


def blind_in_words(measured: "Measured", name: str) -> str:
    """What of an annotator's layer was made blind, and as of when it counts."""
    blind = measured.blind.get(name)
    if blind is None:
        return "as it is now, not made blind"
    some = f" in {blind.articles:,} of {measured.articles:,} articles"
    told = f"blind{some * (blind.articles < measured.articles)}, as it was when that was over,"
    earlier = f"; {counted(blind.earlier, 'span')} from before" if blind.earlier else ""
    return f"{told} {blind.until[:19].replace('T', ' ')} UTC{earlier}"


class _Notes:
    """Reasons, numbered as they come."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def mark(self, why: str) -> str:
        """What leads to a reason."""
        return f"({self._numbers.setdefault(why, len(self._numbers) + 1)})"

    def lines(self) -> list[str]:
        """All reasons."""
        return [
            line
            for why, number in self._numbers.items()
            for line in wrap(f"({number}) {one_line(why)}", _WIDTH, subsequent_indent="    ")
        ]


# -- figures -------------------------------------------------------------------------------------


def _spans(found: "Agreement", notes: _Notes) -> list[str]:
    rows = {"all": found.spans, **found.labels}
    return _table(
        "SPANS",
        _SPANS,
        [
            (name, (one.exact, one.overlapping, one.kappa, one.alpha, one.unitizing))
            for name, one in rows.items()
        ],
        notes,
    )


def _attributions(found: "Agreement", notes: _Notes) -> list[str]:
    one = found.attributions
    return _table("ATTRIBUTED", _EDGES, [("all", (one.exact, one.overlapping))], notes)


def _links(found: "Agreement", notes: _Notes) -> Iterator[list[str]]:
    rows = {"all": found.links, **found.link_labels}
    figures = [(name, (one.kappa, one.alpha)) for name, one in rows.items()]
    yield _table("LINKS", _LINKS, figures, notes)
    for first in range(0, len(found.links.positive), len(_SPANS)):
        meanings = [*found.links.positive][first : first + len(_SPANS)]
        positive = [
            (name, tuple(one.positive.get(meaning) for meaning in meanings))
            for name, one in rows.items()
        ]
        yield _table("POSITIVE", meanings, positive, notes)


def _table(
    what: str,
    head: Sequence[str],
    rows: Sequence[tuple[str, Sequence["Figure | None"]]],
    notes: _Notes,
) -> list[str]:
    lines = [_row(what, head)]
    for name, figures in rows:
        cells = [_cell(figure, notes) for figure in figures]
        values, intervals, items = zip(*cells, strict=True)
        lines += _named(one_line(name), values)
        lines += [_row("", row) for row in (intervals, items) if any(row)]
    return lines


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:<{_NAME}}" + "".join(f"{cell:>{_CELL}}" for cell in cells)


def _named(name: str, cells: Sequence[str]) -> list[str]:
    """A row; a long name goes on a line of its own."""
    if len(name) < _NAME:
        return [_row(name, cells)]
    return [one_line(name, _WIDTH), _row("", cells)]


def _cell(figure: "Figure | None", notes: _Notes) -> tuple[str, str, str]:
    """Value, interval and number of items."""
    if figure is None:
        return "", "", ""
    items, mark = f"n = {figure.items:,}", notes.mark(figure.why) if figure.why else ""
    if figure.value is None:
        return f"undef. {mark}", "", items
    value = f"{figure.value:.3f}"
    if figure.low is None or figure.high is None:
        return value, mark, items
    return f"{value} {mark}".rstrip(), f"{figure.low:.3f}–{figure.high:.3f}", items


def _legend(found: "Agreement") -> list[str]:
    drawn = (
        f"Below each figure: its 95 % interval ({found.resamples:,} draws of articles), and n,"
        if found.resamples
        else "Below each figure: n,"
    )
    told = [
        drawn,
        "the number of spans (F1, alpha_U), of words that anybody tagged (kappa, alpha),",
        "of attributions, or of pairs that two have judged.",
    ]
    if found.links.positive:
        told.append("POSITIVE: of the pairs that either of two judged so, how many both did (F1).")
    return told


# -- labels and articles -------------------------------------------------------------------------


def _confusion(two: tuple[str, str], cells: "Sequence[Confused]") -> list[str]:
    """Which labels stand for which, as many columns at a time as fit."""
    times: dict[tuple[str, str], int] = {}
    same: dict[tuple[str, str], int] = {}
    for cell in cells:
        pair = cell.one or "", cell.other or ""
        times[pair] = times.get(pair, 0) + cell.times
        same[pair] = same.get(pair, 0) + cell.times * cell.same
    down = sorted({one for one, _ in times}, key=_last)
    across = sorted({other for _, other in times}, key=_last)
    names = f"{one_line(two[0], 16)} down, {one_line(two[1], 16)} across"
    lines = [f"LABELS: {names}; in brackets: same place"]
    for first in range(0, len(across), len(_SPANS)):
        part = across[first : first + len(_SPANS)]
        lines.append(_row("", [one_line(other or _NONE, _CELL - 2) for other in part]))
        for one in down:
            shown = [_times((one, other), times, same) for other in part]
            lines += _named(one_line(one or _NONE), shown)
    return lines


def _last(label: str) -> tuple[bool, str]:
    """That there is none comes last."""
    return not label, label


def _times(
    pair: tuple[str, str], times: Mapping[tuple[str, str], int], same: Mapping[tuple[str, str], int]
) -> str:
    if pair not in times:
        return "-"
    return f"{times[pair]:,} ({same[pair]:,})" if all(pair) else f"{times[pair]:,}"


def _articles(documents: "Sequence[DocumentAgreement]", titles: Mapping[str, str]) -> list[str]:
    lines = ["ARTICLES: spans tagged alike, place and label, of all that either tagged"]
    for one in documents:
        share = one.matched / one.total if one.total else 0.0
        bar = "#" * round(share * _BAR)
        counts = f"{one.matched:>5,}/{one.total:<5,} [{bar:.<{_BAR}}] "
        lines.append(counts + one_line(titles.get(one.id, one.id), _WIDTH - len(counts)))
    return lines
