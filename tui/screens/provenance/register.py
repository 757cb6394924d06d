"""The register: every source and entity with its wordings; rename, merge, open to split."""

from collections.abc import Sequence
from typing import Any, ClassVar

from rich.style import Style
from rich.text import Text
from textual import on
from textual.content import Content
from textual.widgets import DataTable

from annotations.provenance.case import Case
from annotations.provenance.groups import Group
from annotations.workspace import Workspace
from tui.screens.dialogs import Ask, Preview
from tui.screens.listing import MOST, Column, Entry, Listing
from tui.screens.provenance import entries, merging
from tui.screens.provenance.entries import Known
from tui.screens.provenance.looking import Looking
from tui.text.amounts import counted
from tui.text.display import one_line
from tui.widgets.lines import plain, styled

_LEFT_OFF = "register"  # what is kept of it for the next time
_STEP = 200  # rows that are listed at once
_NUMBERS = range(3, 7)  # columns of numbers


class Register(Listing, Looking):
    """All groups, one a row."""

    NAME = "register"
    BACK = "board"
    SOUGHT = "words of any wording"
    ACTS = ("register.open", "register.name", "register.mark", "register.merge")
    HINTS = ("register.open", "register.name", "register.mark", "register.merge",
             "register.filter", "register.view", "register.order", "register.clashes",
             "register.timeline", "register.undo", "app.help")  # fmt: skip
    ROWS = 4
    COLUMNS: ClassVar[tuple[Column, ...]] = (
        Column("", 1), Column("", 1), Column("name", 0), Column("mentions", 8),
        Column("wordings", 8, 96), Column("articles", 8), Column("claims", 6, 84),
        Column("first in", 16, 110), Column("", 7),
    )  # fmt: skip

    def __init__(self, whose: str | None = None, at: str | None = None) -> None:
        """List groups.

        Args:
            whose: Whose layer; None takes the annotator's own, or all where that is empty.
            at: A mention of the group to begin at; None begins where one left off.
        """
        super().__init__()
        self.whose = whose or self.whose
        self._at = at
        self._known: dict[str, Known] = {}
        self._gathered: list[Known] = []
        self._marked: dict[str, None] = {}
        self._views = entries.views(self.diptych.codebook)
        self._view = 0
        self._only_clashes = False
        self._order = 0

    # -- coming and going ------------------------------------------------------------------------

    async def refresh_from_store(self) -> None:
        """Reckon anew; the first time, go on where one left off."""
        if self.case is None and not self.looking:
            await self._take_up()
        await super().refresh_from_store()

    async def _take_up(self) -> None:
        left = await self.work(lambda ws: ws.articles.left_off(_LEFT_OFF))
        if isinstance(left, dict):
            self._view = _within(left.get("view"), len(self._views))
            self._order = _within(left.get("order"), len(entries.ORDERS))
            at = left.get("at")
            self._at = self._at or (at if isinstance(at, str) else None)
        self._show_head(0)

    async def remember_places(self) -> None:
        """Put aside what is listed, and where one is."""
        at = self.group.spans[0].id if self.group else None
        kept = {"view": self._view, "order": self._order, "at": at}
        await self.diptych.put_aside({_LEFT_OFF: kept})

    def gather(self, workspace: Workspace, case: Case) -> None:  # noqa: ARG002 (the case has all)
        """Put together what is told of each group."""
        self._gathered = entries.known(case)
        _ = case.roots  # told of claims

    def show_case(self) -> None:
        """Show the groups; the cursor stays on its mention, whatever its group is by now."""
        at = self._at or (self.group.spans[0].id if self.group else None)
        self._at = None
        self._known = {one.group.id: one for one in self._gathered}
        self._marked = {one: None for one in self._marked if one in self._known}
        self._fill(at)

    def _fill(self, at: str | None = None) -> None:
        """List what is wanted, the cursor on the group of a mention."""
        lets, key = self.view.lets, entries.ORDERS[self._order][1]
        chosen = sorted((one for one in self._known.values() if lets(one)), key=key)
        found = self.case.groups.of(at) if self.case and at else None
        with self.prevent(DataTable.RowHighlighted):
            self.fill([self._entry(one) for one in chosen])
            self._go_to(found)
        self.show_about()

    def _go_to(self, group: Group | None) -> None:
        ids = [entry.id for entry in self.shown]
        if group and group.id in ids:
            row = ids.index(group.id)
            self._list_up_to(row + _STEP)
            self.query_one(DataTable).move_cursor(row=row)

    def fill(self, entries: Sequence[Entry]) -> None:
        """Show groups: the first few hundred, and more as the cursor comes near them.

        A table of thousands takes long to fill, at every key of a filter.
        """
        wanted = [entry for entry in entries if self._is_wanted(entry)]
        ids, here = [entry.id for entry in wanted], self.chosen
        row = ids.index(here.id) if here and here.id in ids else 0
        super().fill(wanted[: row + _STEP])
        self.entries, self.shown = entries, wanted
        self._by_id = dict(zip(ids, wanted, strict=True))
        self._show_head(len(wanted))

    def _list_up_to(self, count: int) -> None:
        """List more rows."""
        table = self.query_one(DataTable)
        columns = [n for n, one in enumerate(self.columns) if self.size.width >= one.least]
        for entry in self.shown[table.row_count : count]:
            cells = (self._cell(entry, number, columns) for number in columns)
            table.add_row(*cells, key=entry.id)

    @on(DataTable.RowHighlighted)
    def _near_the_end(self) -> None:
        table = self.query_one(DataTable)
        if table.row_count - table.cursor_row < _STEP // 2:
            self._list_up_to(table.row_count + _STEP)

    def _show_head(self, shown: int) -> None:
        super()._show_head(min(shown, MOST))  # all that are wanted can be reached

    # -- showing ---------------------------------------------------------------------------------

    @property
    def view(self) -> entries.View:
        """Which groups are listed."""
        return entries.CLASHES if self._only_clashes else self._views[self._view]

    @property
    def group(self) -> Group | None:
        """The group under the cursor."""
        known = self._known.get(self.chosen.id) if self.chosen else None
        return known.group if known else None

    def _entry(self, one: Known) -> Entry:
        group = one.group
        where = group.articles[0]
        first = self.case.articles[where] if self.case else None
        cells = (
            "✓" * (group.id in self._marked),
            group.label,
            group.name,
            f"{len(group.spans):,}",
            f"{len(group.variants):,}",
            f"{len(group.articles):,}",
            f"{one.rests:,}" if one.rests else "·",
            (first.outlet or first.title or "") if first else "",
            one.note,
        )
        return Entry(group.id, cells)

    def _cell(self, entry: Entry, number: int, columns: Sequence[int]) -> Text:
        if number == 1:
            label = entry.cells[1]
            letter = entries.letters(self.diptych.codebook).get(label, label[:1])
            color = self.diptych.ink().gutter(label, current=True).color
            return Text(one_line(letter, 1), style=Style(color=color, bold=True))
        text = super()._cell(entry, number, columns)
        if number in _NUMBERS:
            text.justify = "right"
        if number == len(self.COLUMNS) - 1 and entry.cells[number] == "clash":
            text.stylize("bold reverse")
        return text

    def _is_wanted(self, entry: Entry) -> bool:
        says = self._known[entry.id].says
        return all(word in says for word in self.wanted.casefold().split())

    def about(self, entry: Entry) -> Sequence[Content]:
        """Its wordings, where they stand, what rests on it, what is to be done."""
        if self.case is None:
            return ()
        opens = self.diptych.keys.shown("register.open")[0]
        return tuple(entries.about(self.case, self._known[entry.id], opens))

    def headed(self) -> Content:
        """What is listed, and of which layer."""
        if self.case is None:
            return Content("register")
        parts: list[Content | str] = [f"register · {self.view.name} · "]
        parts += [counted(len(self.entries), "group"), " · ", self.of_layer()]
        if self._marked:
            parts.append(styled(f" · {len(self._marked)} marked", "$warning"))
        return Content.assemble(*parts)

    def nothing(self) -> Content:
        """Why there is nothing, and where to go."""
        if self.case is None:
            return Content("Looking at what follows from the annotation …")
        if self.wanted:
            return Content("Nothing is called so.\n\nEsc shows all again.")
        if self._only_clashes:
            return Content("No verdicts clash: nothing is judged both the same and not.\n\n"
                           "! shows the others again.")  # fmt: skip
        return Content("Nothing of that label is tagged.\n\nTab goes on to the next label,"
                       " L to the Library, where an article is opened to tag it.")  # fmt: skip

    def standing(self) -> Content:
        """The order, and whether it is all there."""
        if self.looking:
            return self.still_looking()
        order = styled(entries.ORDERS[self._order][0], "$text-muted")
        return Content.assemble(order, " · as ", plain(self.diptych.annotator, 20))

    # -- what is listed --------------------------------------------------------------------------

    def action_view(self, by: int) -> None:
        """List another label."""
        self.hush()
        self._only_clashes = False
        self._view = (self._view + by) % len(self._views)
        self._fill()

    def action_order(self) -> None:
        """Sort by something else."""
        self._order = (self._order + 1) % len(entries.ORDERS)
        self._fill()
        self.say(entries.ORDERS[self._order][0])

    def action_clashes(self) -> None:
        """List only groups whose verdicts clash, of any label; or the others again."""
        self.hush()
        self._only_clashes = not self._only_clashes
        self._fill()

    async def action_timeline(self) -> None:
        """Go to the timeline."""
        from tui.screens.provenance.timeline import Timeline

        await self.diptych.go(Timeline(self.whose))

    async def action_open(self) -> None:
        """Open the group: its mentions, and the verdicts that hold it together."""
        from tui.screens.provenance.group import GroupScreen

        group, whose = self.group, self.whose
        if group:
            at = group.spans[0].id
            back = lambda: Register(whose, at)  # noqa: E731
            await self.diptych.go(GroupScreen(group.id, whose, back))

    async def action_escape(self) -> None:
        """Take the filter off, then the marks; else go back."""
        if self._marked and not self.wanted:
            self._marked = {}
            self._fill()
        else:
            await super().action_escape()

    # -- acts ------------------------------------------------------------------------------------

    def action_name(self) -> None:
        """Give the group another name, or take one's own off."""
        self.hush()
        group = self.group
        if group is None:
            return

        async def done(name: str | None) -> None:
            if name is not None and name.strip() != group.name:
                await self._call(group, name.strip())

        hint = "empty takes your own name off · Enter accepts, Esc leaves it"
        self.app.push_screen(Ask("Call it", group.name, hint=hint), done)

    async def _call(self, group: Group, name: str) -> None:
        spans = [span.id for span in group.spans]
        undo = self.diptych.keys.shown("register.undo")[0]
        if await self.did(lambda ws: ws.naming.name(spans, name or None)):

            def tell(case: Case) -> str:
                now = case.groups.of(spans[0])
                called = f"“{one_line(now.name, 40)}”" if now else "gone"
                return f"it is called {called} · {undo} takes it back"

            await self.acted(tell)

    def action_mark(self) -> None:
        """Mark the group to be merged, or take the mark off."""
        self.hush()
        if self.chosen is None:
            return
        table, group = self.query_one(DataTable), self.chosen.id
        if group in self._marked:
            del self._marked[group]
        else:
            self._marked[group] = None
        mark = Text("✓" * (group in self._marked))
        table.update_cell_at(table.cursor_coordinate._replace(column=0), mark)
        self._show_head(len(self.shown))
        self.step_down()

    async def action_merge(self) -> None:
        """Say that the marked groups are one, or the marked one and the one under the cursor."""
        self.hush()
        case, here = self.case, self.chosen
        ids = list(self._marked)
        if len(ids) < 2 and here and here.id not in ids:
            ids.append(here.id)
        if case is None or len(ids) < 2:
            self.complain("mark the groups that are one with Space, then = merges them")
            return
        groups = [self._known[one].group for one in ids]
        opens = self.diptych.keys.shown("register.open")[0]
        if why := merging.refusal(case, groups, opens):
            self.complain(why)
            return
        joints = merging.plan(case, groups)

        async def done(agreed: bool | None) -> None:  # noqa: FBT001 (what the dialog gives)
            if agreed:
                await self._merge(groups, joints)

        question = f"Say that these {counted(len(groups), groups[0].label)} are one?"
        self.app.push_screen(Preview(question, merging.preview(case, joints)), done)

    async def _merge(self, groups: Sequence[Group], joints: Sequence[merging.Joint]) -> None:
        acts = await self.work(lambda ws: merging.merge(ws, joints))
        if acts is None:
            await self.refresh_from_store()  # some may have been joined before one was refused
            return
        ends = [group.spans[0].id for group in groups]
        undo = self.diptych.keys.shown("register.undo")[0]
        self._marked, self._at = {}, ends[0]

        def tell(case: Case) -> str:
            found = {end: case.groups.of(end) for end in ends}
            now = {end: group.id for end, group in found.items() if group}
            return merging.outcome(acts, now, undo)

        await self.acted(tell)


def _within(number: Any, count: int) -> int:
    """A place that was put aside, where it is one."""
    return number if isinstance(number, int) and 0 <= number < count else 0
