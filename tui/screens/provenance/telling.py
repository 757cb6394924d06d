"""What the Board says in words: how the case stands, what is in view, what is under the cursor."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from annotations.provenance import board, wording
from annotations.provenance.board import Filter, Mark, Row
from annotations.provenance.case import Case
from annotations.provenance.roots import Kind, Node
from annotations.provenance.why import Place
from annotations.workspace.names import ALL, RESOLVED
from tui.screens.provenance.painting import CLASH, DENIES, MARKS, SHORT
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import plain, styled

if TYPE_CHECKING:
    from tui.screens.provenance.board_view import View

Keys = Callable[[str], str]
"""The key of a command, as it is shown."""

LAYERS = {ALL: "everybody's work", RESOLVED: "what all agree on or was settled"}
"""What layers are that are nobody's own."""

_CALLED = {ALL: "all layers", RESOLVED: "the resolved layer"}


def layer_in_words(layer: str) -> str:
    """Whose layer is looked at. It may be text from outside."""
    return _CALLED.get(layer) or f"layer of {layer}"


FILTERS = {
    Filter.SHARED: "board.shared",
    Filter.SINGLE: "board.single",
    Filter.CONTRADICTED: "board.contradicted",
    Filter.UNATTRIBUTED: "board.unattributed",
}
"""The command that switches each filter."""


def head(case: Case, rows: Sequence[Row], cells: int) -> Content:
    """How the case stands: the most telling first, as much as there is room for."""
    shared, single, against, unattributed = (
        len(board.wanted(rows, [one]))
        for one in (Filter.SHARED, Filter.SINGLE, Filter.CONTRADICTED, Filter.UNATTRIBUTED)
    )
    parts = [
        f"{counted(len(rows), 'claim')}, {shared:,} in several articles",
        f"{single:,} of those on one root",
        f"{against:,} contradicted",
        f"{unattributed:,} with unattributed reports",
    ]
    layer = one_line(layer_in_words(case.material.layer), 28)
    said = f"board · {layer}"
    for part in parts:
        if len(said) + len(part) + 3 > cells:
            break
        said += f" · {part}"
    return Content(said)


def view(look: "View", shown: int, total: int, hidden: int, key: Keys) -> Content:
    """What is shown and in what order, each with the key that changes it."""
    parts = [
        _keyed(key("board.order"), str(look.rows)),
        _keyed(key("board.order_columns"), f"articles {look.columns}"),
    ]
    if shown < total:
        parts.append(styled(f"{shown:,} of {total:,} claims", "$warning"))
    parts += [_keyed(key(FILTERS[one]), f"only {one}") for one in Filter if one in look.filters]
    if look.words:
        quoted = Content.assemble("“", plain(look.words, 24), "”")
        parts.append(Content.assemble(styled(key("board.filter"), "bold $accent"), " ", quoted))
    if hidden > 0:
        parts.append(styled(f"{counted(hidden, 'more article')} to the side", "$text-muted"))
    return Content("   ").join(parts)


def _keyed(key: str, words: str) -> Content:
    return Content.assemble(styled(key, "bold $accent"), f" {words}")


def nothing(case: Case, look: "View", key: Keys) -> Content:
    """Why there is no claim to show, and the next step."""
    if look.filters or look.words:
        return Content.assemble(
            "No claim is like that.\n\n", _keyed(key("board.escape"), "shows all claims again")
        )
    layer = one_line(layer_in_words(case.material.layer), 40)
    return Content.assemble(
        f"No claims in {layer if layer.startswith(('all ', 'the ')) else f'the {layer}'} yet.\n\n",
        "Open two articles, tag what they claim and whom they name,\n"
        "say which claim rests on which source, and link what is the same.\n\n",
        _keyed(key("app.library"), "goes to the Library"), "   ",
        _keyed(key("board.layer"), "looks at another layer"),
    )  # fmt: skip


def standing(at: int, shown: int, annotator: str, cells: int) -> Content:
    """Which claim this is, and what the signs mean, as far as there is room."""
    number = f"claim {at + 1:,} of {shown:,} · " if shown else ""
    said = f"{number}as {one_line(annotator, 20)}"
    for sign, words in _LEGEND:
        if len(said) + len(words) + 5 > cells:
            break
        said += f"   {sign} {words}"
    return Content(said)


_LEGEND = (
    *((MARKS[mark], SHORT[mark]) for mark in (Mark.NAMES, Mark.RETELLS, Mark.UNATTRIBUTED)),
    (DENIES, "contradicts"),
    *((MARKS[mark], SHORT[mark]) for mark in (Mark.COPIES, Mark.OWN)),
    (CLASH, "verdicts clash"),
)


# -- what is under the cursor --------------------------------------------------------------------


def about(case: Case, row: Row, article: str | None) -> list[Content]:
    """The claim, the answer, what the article says, and what speaks against it."""
    mentions = counted(len(row.group.spans), "mention")
    return [
        Content.assemble(styled("claim ", "$text-muted"), plain(row.group.name),
                         styled(f"  · {mentions}", "$text-muted")),
        Content.assemble(styled(f" {wording.count(row.roots)} ", "bold reverse $accent"), " ",
                         plain(wording.summary(case, row.roots))),
        _cell(case, row, article),
        Content("  ").join(_against(case, row)),
    ]  # fmt: skip


def _cell(case: Case, row: Row, article: str | None) -> Content:
    """What the article under the cursor says of it."""
    if article is None:
        return Content("")
    name = wording.called(case.articles[article], article)
    cell = row.cells.get(article)
    if cell is None:
        denies = article in row.denying
        said = "reports what contradicts it" if denies else "does not report it"
        return Content.assemble(plain(name), styled(f" {said}", "$text-muted"))
    quote = " ".join(cell.spans[0].text.split())
    by = ", ".join(_named(case, row, article))
    how = f"{MARKS[cell.mark]} {cell.mark}" + (f": {by}" if by else "")
    return Content.assemble(
        plain(f"{name} {how}"), styled("  · ", "$text-muted"), plain(f"“{quote}”")
    )


def _named(case: Case, row: Row, article: str) -> Iterator[str]:
    """Whom the article has it from."""
    for step in row.roots.steps:
        if step.start.id == article and step.start.kind is Kind.ARTICLE:
            yield wording.name(case, step.end)


def _against(case: Case, row: Row) -> Iterator[Content]:
    if row.clashes:
        said = f"{CLASH} verdicts on it, or on whom it rests, contradict each other"
        yield styled(said, "$error")
    for one in case.contradictions.get(row.group.id, ())[:1]:
        outlets = ", ".join(_outlets(case, one.group.articles))
        said = f"{DENIES} contradicted: “{one.group.name}” ({outlets})"
        yield Content.assemble(styled(one_line(said), "$warning"))
    if row.waiting:
        yield styled(f"{counted(row.waiting, 'proposal')} wait at it", "$text-muted")


def _outlets(case: Case, articles: Iterable[str]) -> list[str]:
    return [wording.called(case.articles[article], article) for article in articles]


# -- opening -------------------------------------------------------------------------------------


def opened(case: Case, row: Row, article: str | None) -> list[Place]:
    """Where to look: the article under the cursor, and another one beside it.

    That is the one it has the claim from, where that is here; else the one that denies it, or
    another one that reports it. Where the article has nothing to say, the first two that do.
    """
    first = {span.document: span.start for span in reversed(row.group.spans)}
    for one in case.contradictions.get(row.group.id, ()):
        for span in reversed(one.group.spans):
            first.setdefault(span.document, span.start)
    order = list(dict.fromkeys((*row.group.articles, *first)))
    here = article if article in first else order[0]
    beside = [*_lead_to(row, here), *(other for other in order if other != here)]
    return [(one, first[one]) for one in (here, *beside[:1])]


def _lead_to(row: Row, article: str) -> Iterator[str]:
    """The articles that this one has it from, through an outlet or as a copy."""
    after: dict[Node, list[Node]] = {}
    for step in row.roots.steps:
        after.setdefault(step.start, []).append(step.end)
    ends = [end for start, found in after.items() if start.id == article for end in found]
    for end in [*ends, *(further for one in ends for further in after.get(one, ()))]:
        if end.kind is Kind.ARTICLE and end.id != article:
            yield end.id
