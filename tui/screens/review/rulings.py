"""Ruling on another annotator's work, item by item: which, in what order, and by which keys."""

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.content import Content
from textual.worker import get_current_worker

from annotations.errors import Cancelled, DiptychError
from annotations.review.difficulty import Difficulty
from annotations.review.items import Item, is_stale
from annotations.review.records import Kind, Review, Ruling
from annotations.review.walk import Walk
from annotations.workspace import Workspace
from annotations.workspace.history import Step
from tui.screens.dialogs import Ask, Choice, Choose, Told
from tui.screens.review import wording
from tui.screens.review.walking import End, Walking
from tui.widgets.lines import plain
from tui.widgets.painting import Painter


class Rulings(Walking):
    """Another annotator's work: each item in its place, one key rules on it."""

    NAME = "verify"
    UNDOES = frozenset(
        ("rule", "clear ruling", "add missing", "delete", "relabel", "move", "detach")
    )
    HINTED: ClassVar[tuple[str, ...]] = (
        "verify.agree", "verify.reject", "reader.start", "reader.end", "reader.relabel",
        "verify.defer", "verify.undo", "verify.guideline", "verify.order",
    )  # fmt: skip

    def __init__(self, of: str) -> None:
        """Verify what an annotator made."""
        self._of = of
        super().__init__()
        shown = frozenset((of, self.diptych.annotator))
        self.left.only_of = self.right.only_of = shown
        self._rulings: dict[str, Review] = {}
        self._difficulty: Difficulty | None = None
        self._last_reason = ""
        self._added: set[str] = set()  # one's own spans that were missing
        self._just_fixed: str | None = None  # the item whose boundary was put right just now
        self._is_there = True

    def painter(self) -> Painter:
        """How texts look to whom they were annotated by: what is verified is not foreign here."""
        return self.diptych.painter_of(self._of)

    # -- what there is -----------------------------------------------------------------------------

    async def load(self) -> None:
        """Fetch what there is to rule on, and what was ruled on."""
        of = self._of

        def fetch(workspace: Workspace) -> tuple[list[Item], list[Review], object]:
            left_off = workspace.articles.left_off(f"verify {of}")
            return workspace.verifying.items(of), workspace.verifying.rulings(of), left_off

        fetched = await self.work(fetch)
        if fetched is None:
            return
        items, rulings, left_off = fetched
        known = {item.id: item for item in items}
        self._rulings = {
            ruling.item: ruling
            for ruling in rulings
            if ruling.item in known and not is_stale(ruling, known[ruling.item].content)
        }
        self._added = {r.item for r in rulings if r.ruling is Ruling.MISSING}
        put_off = {r.item for r in self._rulings.values() if r.ruling is Ruling.DEFER}
        done = self._rulings.keys() - put_off
        if self.walk is None:
            self.walk = Walk(items, done, put_off)
            self.walk.go_to(left_off if isinstance(left_off, str) else "")
        else:
            self._is_there = self.walk.renew(items, done, put_off)

    @property
    def item(self) -> Item | None:
        """The item in view."""
        return self.walk.case if self.walk else None

    def ends(self) -> tuple[End, ...]:
        """The span; the claim, its source marked; both ends of a link."""
        item = self.item
        if item is None:
            return ()
        places = [
            End(item.document, *place, span)
            for place, span in zip(item.places, item.ends, strict=True)
        ]
        if item.kind is Kind.LINK:
            return places[0], places[1]._replace(document=item.other or item.document)
        if item.kind is Kind.ATTRIBUTION:
            return (places[0]._replace(also=(item.places[1],)),)
        ruling = self._rulings.get(item.id)
        after = ruling.after if ruling else None
        return (places[0]._replace(also=((after["start"], after["end"]),) if after else ()),)

    # -- what is said of it ------------------------------------------------------------------------

    def doing(self) -> Content:
        """Whose work it is, and in which order it comes."""
        order = "hardest first" if self.walk and self.walk.rank else "reading order"
        return Content.assemble("verify ", plain(self._of, 20), f" · {order}")

    def finished(self) -> str:
        """That nothing waits."""
        end = self.diptych.keys.shown("review.end")[0]
        return f"all of {self._of}’s work here is ruled on: Esc, then {end} ends the pass"

    def about(self) -> list[Content]:
        """The item, and the ruling on it."""
        item = self.item
        if item is None:
            return []
        return [
            wording.item(item, self._second_text(item)),
            wording.ruling(self._rulings.get(item.id), self.diptych.codebook),
        ]

    def _second_text(self, item: Item) -> str:
        """The words of the source, or of the other end of a link."""
        if item.kind is Kind.SPAN:
            return ""
        side = self.right if item.kind is Kind.LINK else self.left
        return side.view.text[slice(*item.places[1])]

    def times(self) -> list[str]:
        """When each ruling was made that stands."""
        return [ruling.decided for ruling in self._rulings.values()]

    def hints(self) -> tuple[str, ...]:
        """The keys that matter now: after `r` on a link those of the kinds."""
        if self.pending == "relabel" and self.item and self.item.kind is Kind.LINK:
            return tuple(
                f"proposals.kind.{n}" for n in range(len(self.diptych.codebook.link_kinds))
            )
        return super().hints()

    # -- ruling ------------------------------------------------------------------------------------

    async def action_agree(self) -> None:
        """Say that it is right; as it was put right just now, if it was."""
        if self.item and self._just_fixed == self.item.id:
            await self.action_step(1)
        else:
            await self._rule(lambda ws, item: ws.verifying.agree(item))

    async def action_defer(self) -> None:
        """Put it off."""
        await self._rule(lambda ws, item: ws.verifying.defer(item))

    async def _rule(self, rule: Callable[[Workspace, Item], Review]) -> None:
        """Rule on the item in view, and bring up the next."""
        self.start_afresh()
        item = self.item
        if item is None:
            return
        if ruling := await self.work(lambda ws: rule(ws, item)):
            self._take_in(ruling)
            said = f"{wording.said(ruling)}: {wording.quoted(item)}"
            if ruling.ruling is Ruling.BOUNDARY:  # the other end may be wrong, too
                await self._stay(item, said)
            else:
                await self.bring_up_next(said)

    async def _stay(self, item: Item, said: str) -> None:
        """Keep an item in view, so that more of it can be put right."""
        await self.show_case()
        self._just_fixed = item.id
        agree, on = (self.diptych.keys.shown(f"verify.{key}")[0] for key in ("agree", "next"))
        self.say(f"{said} · {agree} or {on} goes on")

    def start_afresh(self) -> None:
        """Forget that something was put right just now, too."""
        super().start_afresh()
        if not self.pending:
            self._just_fixed = None

    def _take_in(self, ruling: Review) -> None:
        """Keep in mind what was ruled."""
        before = self._rulings.get(ruling.item)
        self._rulings[ruling.item] = ruling
        if self.walk:
            put_off = ruling.ruling is Ruling.DEFER
            self.walk.decide(ruling.item, done=not put_off, deferred=put_off)
        if self._difficulty:
            if before:
                self._difficulty.learn(before, -1)
            self._difficulty.learn(ruling)

    def action_reject(self) -> None:
        """Say that it should not be there: choose why."""
        self.start_afresh()
        if self.item is None:
            return
        reasons = sorted(
            self.diptych.codebook.reasons, key=lambda one: one.code != self._last_reason
        )
        choices = [Choice(one.code, one.code, one.text) for one in reasons]

        async def done(reason: str | None) -> None:
            if reason is not None:
                self._last_reason = reason
                await self._rule(lambda ws, item: ws.verifying.reject(item, reason))

        self.app.push_screen(Choose("It should not be there, because of", choices), done)

    async def action_note(self) -> None:
        """Put a note on the ruling on the item in view, or on the last one."""
        self.start_afresh()
        item = self.item
        ruling = self._rulings.get(item.id) if item else None
        if item is None or ruling is None:
            self.complain("nothing is ruled on this yet: Backspace goes back to the one before")
            return

        async def done(note: str | None) -> None:
            if note is None:
                return
            changed = await self.work(lambda ws: ws.verifying.remark(item, note))
            if changed:
                self._rulings[item.id] = changed
                self.show_about()
                self.say("note kept" if changed.note else "note removed")

        self.app.push_screen(Ask("Note on this ruling", ruling.note or ""), done)

    def action_guideline(self) -> None:
        """Show what the codebook says of the label, or the kind of link."""
        if item := self.item:
            title, text = wording.guideline(item.kind, item.label, self.diptych.codebook)
            self.app.push_screen(Told(title, text))

    # -- back and forth ----------------------------------------------------------------------------

    async def refresh_from_store(self) -> None:
        """Fetch everything anew; the item in view stays."""
        await self.load()
        await super().refresh_from_store()
        await self.show_anew(there=self._is_there)

    async def remember_places(self) -> None:
        """Put aside which item is in view."""
        if self.item:
            await self.diptych.put_aside({f"verify {self._of}": self.item.id})

    async def show_step(self, taken: Step) -> str:
        """Show the item that it was about."""
        rows = [row for table, row in taken.rows if table == "reviews"]
        for row in rows:
            await self._show_ruling(row["item"])
        if taken.spans or taken.gone:
            await self._show_changes(taken)
        elif rows:
            await self.show_case()
        return ""

    async def _show_ruling(self, item: str) -> None:
        """Take in what is ruled on an item by now, and bring it up."""
        ruling = await self.work(lambda ws: ws.verifying.ruling(item))
        if self.walk is None or item not in self.walk.place:
            return
        if ruling is None:
            self._rulings.pop(item, None)
            self.walk.decide(item, done=False)
        else:
            self._take_in(ruling)
        self.walk.go_to(item)

    # -- the order ---------------------------------------------------------------------------------

    def action_order(self) -> None:
        """Reading order, or hardest first."""
        self.start_afresh()
        if self.walk is None:
            return
        if self.walk.rank:
            self.walk.rank = None
            self.show_about()
            self.say("reading order")
        elif self._difficulty:
            self._rank(self._difficulty)
        else:
            self.say("looking at what is hard …", tone="$accent")
            self._find_difficulty([*self.walk.cases])

    def _rank(self, difficulty: Difficulty) -> None:
        """Bring up the hardest first from now on."""
        self._difficulty = difficulty
        if self.walk:
            self.walk.rank = difficulty.of
            self.show_about()
            self.say("hardest first: Space brings it up")

    @work(thread=True, exclusive=True, group="what is hard", exit_on_error=False)
    def _find_difficulty(self, items: list[Item]) -> None:
        """Find what speaks for each item, on a connection of its own."""
        worker = get_current_worker()
        try:
            with Workspace.open(self.diptych.path, self.diptych.annotator) as workspace:
                support = workspace.verifying.support(items, lambda: worker.is_cancelled)
        except Cancelled:
            return
        except DiptychError as error:
            self.app.call_from_thread(self.complain, str(error))
            return
        if not worker.is_cancelled:
            found = Difficulty(support, self._rulings.values())
            self.app.call_from_thread(self._rank, found)
