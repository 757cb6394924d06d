"""One group: its mentions, the verdicts that make it one thing, and those that clash with them."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.content import Content

from annotations.model import DocumentDetails, Span
from annotations.provenance import wording
from annotations.provenance.case import Case
from annotations.provenance.dates import day
from annotations.provenance.groups import Group
from annotations.workspace import Workspace
from tui.screens.listing import Column, Entry, Listing
from tui.screens.place import Place
from tui.screens.provenance import links
from tui.screens.provenance.links import SIGNS, WORDS, Part, Piece
from tui.screens.provenance.looking import Looking
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import plain, styled

_AROUND = 300
"""Codepoints before and behind a mention that are looked at for its context."""
_LEFT = 24
"""Cells of context before a mention, at most."""
_SIDES = 3
"""Cells between the two ends of a verdict."""
_WHAT = 11
"""Cells of the first column."""


class GroupScreen(Listing, Looking):
    """What makes up one group, a piece a row."""

    NAME = "group"
    ACTS = ("group.open", "group.take_back")
    HINTS = ("group.open", "group.take_back", "group.undo", "group.filter", "group.escape",
             "app.help")  # fmt: skip
    ROWS = 4
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("", _WHAT), Column("words", 0), Column("article", 28, 76), Column("date", 10, 100),
    )  # fmt: skip

    def __init__(
        self,
        group: str,
        whose: str | None = None,
        back: Callable[[], Place] | None = None,
    ) -> None:
        """Show one group.

        Args:
            group: Identifier of the group, or of a span in it.
            whose: Whose layer; None takes the annotator's own, or all where that is empty.
            back: Makes the place to go back to; None for the Board.
        """
        super().__init__()
        self.whose = whose or self.whose
        self._at, self._back = group, back
        self._spans: Mapping[str, Span] = {}
        self._texts: Mapping[str, str] = {}
        self._pieces: Mapping[str, Piece] = {}

    def gather(self, workspace: Workspace, case: Case) -> None:
        """Fetch the texts that the mentions stand in."""
        self._spans = {span.id: span for span in case.material.spans}
        group = case.groups.of(self._at)
        if group is None:
            return
        ends = [*group.spans, *(self._spans[end] for edge in links.against(case, group)
                                for end in (edge.left, edge.right))]  # fmt: skip
        articles = dict.fromkeys(span.document for span in ends)
        self._texts = {article: workspace.articles.get(article).text for article in articles}

    def show_case(self) -> None:
        """Show the pieces."""
        group = self.group
        if group and self.case:
            found = links.pieces(self.case, group, self._spans)
            self._pieces = {_key(piece): piece for piece in found}
        else:
            self._pieces = {}
        self.fill([self._entry(key, piece) for key, piece in self._pieces.items()])

    # -- showing ---------------------------------------------------------------------------------

    @property
    def group(self) -> Group | None:
        """The group."""
        return self.case.groups.of(self._at) if self.case else None

    @property
    def piece(self) -> Piece | None:
        """The row under the cursor."""
        return self._pieces.get(self.chosen.id) if self.chosen else None

    def on_resize(self) -> None:
        """Share out the words anew."""
        if self.is_mounted and self.case:
            self.show_case()

    def _entry(self, key: str, piece: Piece) -> Entry:
        room = self._room([n for n, one in enumerate(self.COLUMNS) if self.size.width >= one.least])
        ends = [piece.one, *([piece.other] if piece.other else [])]
        articles = list(dict.fromkeys(self._called(span) for span in ends))
        when = [day(self._details(span).published) for span in ends]
        cells = (
            f"{piece.part} {piece.place}".strip(),
            _between(piece, piece.other, room)
            if piece.other
            else self._in_context(piece.one, room),
            f" {_sign(piece)} ".join(one_line(name, 12 if len(articles) > 1 else None)
                                     for name in articles),
            str(when[0] or "") if len(ends) == 1 else "",
        )  # fmt: skip
        return Entry(key, cells)

    def _cell(self, entry: Entry, number: int, columns: Sequence[int]) -> Text:
        text = super()._cell(entry, number, columns)
        part = self._pieces[entry.id].part
        if number == 0 and part is Part.CLASH:
            text.stylize("bold reverse")
        elif number == 0 and part is not Part.MENTION:
            text.stylize("bold")
        if number == 1 and part is Part.MENTION:
            words = one_line(self._pieces[entry.id].one.text)
            start = text.plain.find(words)
            text.stylize("bold underline", max(0, start), max(0, start) + len(words))
        return text

    def _is_wanted(self, entry: Entry) -> bool:
        piece = self._pieces[entry.id]
        ends = [piece.one, *([piece.other] if piece.other else [])]
        said = [str(piece.part), *(span.text for span in ends), *map(self._called, ends)]
        text = " ".join(said).casefold()
        return all(word in text for word in self.wanted.casefold().split())

    def _details(self, span: Span) -> DocumentDetails:
        return self.case.articles[span.document] if self.case else DocumentDetails()

    def _called(self, span: Span) -> str:
        return wording.called(self._details(span), span.document)

    def _in_context(self, span: Span, cells: int) -> str:
        """A mention in its sentence: some words before it, and those behind."""
        text = self._texts.get(span.document, "")
        if not text:
            return span.text
        words = one_line(span.text, cells)
        if cell_len(words) > cells - 2:
            return words
        before = one_line(text[max(0, span.start - _AROUND) : span.start])
        behind = one_line(text[span.end : span.end + _AROUND])
        kept = min(_LEFT, max(0, cells - cell_len(words)) // 2)
        lead = _ending(before, kept)
        glue = " " * bool(lead and text[span.start - 1 : span.start].isspace())
        tail = " " * bool(behind and text[span.end : span.end + 1].isspace())
        return f"{lead}{glue}{words}{tail}{behind}"

    def about(self, entry: Entry) -> Sequence[Content]:
        """Where its ends stand, and what taking it back does."""
        piece, room = self._pieces[entry.id], self.size.width - 2
        ends = [piece.one, *([piece.other] if piece.other else [])]
        lines = [self._where(span, room) for span in ends]
        keys = self.diptych.keys.shown
        opens, back = keys("group.open")[0], keys("group.take_back")[0]
        return (*lines, *([Content("")] * (2 - len(lines))),
                self._meant(piece), styled(_does(piece, opens, back), "$text-muted"))  # fmt: skip

    def _where(self, span: Span, room: int) -> Content:
        when = self._details(span).published
        head = one_line(" · ".join(filter(None, [self._called(span), when])), room // 2)
        context = self._in_context(span, max(8, room - cell_len(head) - 2))
        return Content.assemble(styled(head, "bold"), "  ", plain(context))

    def _meant(self, piece: Piece) -> Content:
        """What a row says of the group."""
        if piece.part is Part.CLASH:
            steps = sum(one.part is Part.STEP and one.place.split(".")[0] == piece.place
                        for one in self._pieces.values())  # fmt: skip
            said = f"not the same, yet the same by {counted(steps, 'step')}: take one back"
            return styled(said, "$error")
        if piece.part is Part.MENTION:
            return Content("")
        if piece.verdict is None:
            return Content("two mentions of one thing in one article, as far as is known")
        kind = {Part.HOLDS: "holds the group together", Part.STEP: "a step of the way"}
        said = kind.get(piece.part, "stands beside the group")
        return Content(f"judged: {WORDS[piece.verdict.meaning]} · {said}")

    def headed(self) -> Content:
        """Which group it is, and how large."""
        group = self.group
        if group is None or self.case is None:
            return Content("group")
        mentions = counted(len(group.spans), "mention")
        articles = counted(len(group.articles), "article")
        tail = Content.assemble(f" · {mentions} in {articles} · ", self.of_layer())
        room = self.size.width - 2 - tail.cell_length - len(group.label) - 5
        name = one_line(group.name, max(12, room))
        return Content.assemble(plain(group.label), " · ", Content(f"“{name}”"), tail)

    def nothing(self) -> Content:
        """That it is gone, or filtered away."""
        if self.case is None:
            return Content("Looking at what follows from the annotation …")
        if self.group is None:
            return Content("This group is not there any more.\n\nEsc goes back.")
        return Content("Nothing of it says so.\n\nEsc shows all again.")

    def standing(self) -> Content:
        """What holds it together."""
        if self.looking:
            return self.still_looking()
        count = {part: sum(one.part is part for one in self._pieces.values()) for part in Part}
        hold = "holds" if count[Part.HOLDS] == 1 else "hold"
        told = [f"{counted(count[Part.HOLDS], 'verdict')} {hold} it together"]
        if clashes := count[Part.CLASH]:
            clash = "clashes" if clashes == 1 else "clash"
            told.insert(0, f"{counted(clashes, 'verdict')} {clash} with it")
        return styled(" · ".join(told), "$error" if clashes else "$text-muted")

    # -- keys ------------------------------------------------------------------------------------

    async def leave(self) -> None:
        """Go back to where one came from."""
        if self._back:
            await self.diptych.go(self._back())
        else:
            await self.diptych.action_board()

    async def action_register(self) -> None:
        """Go to the register, at this group."""
        from tui.screens.provenance.register import Register

        await self.diptych.go(Register(self.whose, self._at))

    async def action_open(self) -> None:
        """Open both places in the Reader; a mention beside the first one in another article."""
        piece, group = self.piece, self.group
        if piece is None or group is None:
            return
        others = (span for span in group.spans if span.document != piece.one.document)
        other = piece.other or next(others, None)
        if other is None or other.document == piece.one.document:
            await self.diptych.open_reader((piece.one.document,), (piece.one.start,))
        else:
            both = piece.one, other
            await self.diptych.open_reader(
                tuple(span.document for span in both), tuple(span.start for span in both)
            )

    async def action_take_back(self) -> None:
        """Take the verdict back, or set the mention apart; the group may fall apart by it."""
        self.hush()
        piece, group = self.piece, self.group
        if piece is None or group is None:
            return
        if piece.verdict is None:
            await self._set_apart(piece.other or piece.one, group)
            return
        whose = await self.work(lambda ws: links.take_back(ws, piece))
        if whose:
            self.complain(f"that is {' and '.join(whose)}’s verdict: only they can take it back")
        elif whose is not None:
            done = f"took back: {WORDS[piece.verdict.meaning]}"
            await self.acted(self._outcome(done, group, joins=piece.part is not Part.AGAINST))

    async def _set_apart(self, span: Span, group: Group) -> None:
        parted = await self.work(lambda ws: links.set_apart(ws, span.id))
        if parted is not None:
            done = "took back what you had joined by hand" if parted else "set apart"
            await self.acted(self._outcome(done, group))

    def _outcome(self, done: str, group: Group, *, joins: bool = True) -> Callable[[Case], str]:
        """Tells what became of a group; where what was done `joins` it, whether it is one still."""
        undo = self.diptych.keys.shown("group.undo")[0]
        before = len(group.clashes)

        def tell(case: Case) -> str:
            found = [case.groups.of(span.id) for span in group.spans]
            now = {one.id: one for one in found if one}
            left = sum(len(one.clashes) for one in now.values())
            told = [done, *[_fallen(len(now))] * joins]
            if before:
                told.append(f"{counted(left, 'verdict')} still against it" if left else
                            "nothing clashes any more")  # fmt: skip
            return " · ".join([*told, f"{undo} takes that back"])

        return tell


def _key(piece: Piece) -> str:
    """What a row is known by: the same as long as the same is said."""
    other = piece.other.id if piece.other else ""
    said = piece.verdict.meaning if piece.verdict else ""
    return f"{piece.part}/{piece.place}/{piece.one.id}/{other}/{said}"


def _sign(piece: Piece) -> str:
    return SIGNS[piece.verdict.meaning] if piece.verdict else "="


def _between(piece: Piece, end: Span, cells: int) -> str:
    """Both ends of a verdict, each as far as there is room."""
    one, other = one_line(piece.one.text), one_line(end.text)
    room = cells - _SIDES - 4  # the quotation marks
    half = max(4, room // 2)
    left = max(half, room - cell_len(other))
    right = max(half, room - cell_len(one))
    return f"“{one_line(one, left)}” {_sign(piece)} “{one_line(other, right)}”"


def _ending(text: str, cells: int) -> str:
    """The last words of a text, as many as there is room for."""
    if cell_len(text) <= cells:
        return text
    words: list[str] = []
    used = 1
    for word in reversed(text.split(" ")):
        used += cell_len(word) + 1
        if used > cells:
            break
        words.insert(0, word)
    return " ".join(["…", *words]) if words else ""


def _does(piece: Piece, opens: str, back: str) -> str:
    """What the keys do with a row."""
    if piece.part is Part.MENTION:
        return f"{opens} opens it · {back} sets it apart from other mentions in its article"
    if piece.verdict is None:
        return f"{opens} opens the article · {back} sets the second apart"
    return f"{opens} opens both places side by side · {back} takes the verdict back"


def _fallen(groups: int) -> str:
    if groups == 1:
        return "still one group: the rest holds it together"
    return f"it fell apart: {groups} groups now" if groups else "nothing of it is left"
