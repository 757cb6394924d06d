"""The Reader's keys that change nothing: motions, selection, candidates, search."""

import regex

from annotations.text.natural import grow, shrink
from annotations.text.segments import Stretch
from tui.screens.dialogs import Ask
from tui.screens.reader.base import ReaderBase
from tui.screens.reader.side import Side

_MOST_HITS = 10_000


class Moving(ReaderBase):
    """Getting about."""

    def __init__(self, articles: tuple[str, ...]) -> None:
        super().__init__(articles)
        self._hits: list[tuple[int, int]] = []
        self._searched: Side | None = None
        self._wanted = ""

    # -- motions ---------------------------------------------------------------------------------

    def action_digit(self, digit: int) -> None:
        """Type a count before a motion; 0 alone goes to the start of the row."""
        if digit == 0 and self.count is None:
            self.view.go("row_start")
        else:
            self.count = min((self.count or 0) * 10 + digit, 1_000_000)
            self.show_status()

    async def action_move(self, motion: str) -> None:
        """Move the caret, or the boundary that waits for a motion."""
        pending, count = self.pending, self.count or 1
        self.start_afresh()
        if pending in ("start", "end"):
            await self.move_boundary(pending, motion, count)
        else:
            self.view.go(motion, count)

    async def move_boundary(self, which: str, motion: str, count: int) -> None:
        """Move the start or end of the current span: a matter of tagging."""
        raise NotImplementedError

    def action_extend(self, motion: str) -> None:
        """Extend the selection by a motion."""
        count = self.count or 1
        self.start_afresh()
        self.view.go(motion, count, extend=True)

    def action_mark(self) -> None:
        """Select from here on by any motion; again to stop."""
        self.start_afresh()
        self.view.mark()

    def action_other_pane(self) -> None:
        """Go to the other pane."""
        self.start_afresh()
        if self.other.contents:
            self.activate(self.other)
            self.answer()
        else:
            self.complain("only one article is open: L opens the Library, Space there marks two")

    def action_grow(self) -> None:
        """Grow the selection: word, name, sentence or quotation, paragraph."""
        self.start_afresh()
        view = self.view
        start, end = view.selection or (view.caret, view.caret)
        view.select(*grow(view.segments, Stretch(start, end)))

    def action_shrink(self) -> None:
        """Shrink the selection, back towards the middle of it."""
        self.start_afresh()
        view = self.view
        if view.selection:
            stretch = Stretch(*view.selection)
            smaller = shrink(view.segments, stretch, stretch.start)
            if smaller == stretch:
                view.place(stretch.start)
            else:
                view.select(*smaller)

    def action_escape(self) -> None:
        """Forget whatever is half done, nearest first."""
        waited = self.pending or self.count is not None
        self.start_afresh()
        if waited:
            return
        if self.view.selection or self.view.marking:
            self.view.place(self.view.spot)
        elif self._hits:
            self._show_hits([])
        self.show_status()

    # -- candidates ------------------------------------------------------------------------------

    def action_candidate(self, step: int) -> None:
        """Select the next (1) or previous (-1) candidate."""
        self.start_afresh()
        self.just_tagged = None
        if not self.next_candidate(step):
            where = "further on" if step > 0 else "before this"
            self.say(f"no candidate {where} in this article: Tab for the other one")

    def next_candidate(self, step: int, said: str = "") -> bool:
        """Select a candidate, saying what it might be after what was said; False for none."""
        found = self.active.next_candidate(step)
        if found:
            self.view.select(found.start, found.end)
            self.say(f"{said}{found.label}? {found.why}", tone="$text-muted")
        return found is not None

    # -- search ----------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Search as you type; Enter stays at the hit, Esc goes back."""
        self.start_afresh()
        origin, selected = self.view.caret, self.view.selection
        self._searched = self.active

        def back() -> None:
            if selected:
                self.view.select(*selected)
            else:
                self.view.place(origin)

        def typed(wanted: str) -> None:
            self._wanted = wanted
            self._show_hits(self._find(wanted))
            if self._hits:
                self._to_hit(origin, 0)
            else:
                back()

        def done(wanted: str | None) -> None:
            if wanted is None:
                self._show_hits([])
                back()
            elif not self._hits:
                self.complain(f"not in this article: {wanted}")
            else:
                self._say_hit()

        hint = "small letters find capitals too · Enter stays, Esc goes back"
        self.app.push_screen(Ask("Search", hint=hint, typed=typed), done)

    def action_hit(self, step: int) -> None:
        """Go to the next (1) or previous (-1) hit, round the ends of the article."""
        self.start_afresh()
        if self._searched is not self.active and self._wanted:
            self._show_hits([])
            self._searched = self.active
            self._show_hits(self._find(self._wanted))
        if self._hits:
            self._to_hit(self.view.spot, step)
            self._say_hit()
        else:
            self.complain("nothing searched for, or not in this article: / searches")

    def forget_search(self, side: Side) -> None:
        """Forget the hits in a half that is about to show another article."""
        if self._searched is side:
            self._show_hits([])
            self._searched = None

    def _find(self, wanted: str) -> list[tuple[int, int]]:
        """Where the words stand; capitals count only where some are typed."""
        if not wanted:
            return []
        flags = 0 if any(letter.isupper() for letter in wanted) else regex.IGNORECASE
        pattern = regex.compile(regex.escape(wanted), flags | regex.FULLCASE)
        hits = []
        for match in pattern.finditer(self.view.text):
            hits.append(match.span())
            if len(hits) == _MOST_HITS:
                break
        return hits

    def _show_hits(self, hits: list[tuple[int, int]]) -> None:
        self._hits = hits
        if self._searched:
            self._searched.view.set_hits(hits)

    def _to_hit(self, origin: int, step: int) -> None:
        """Select the first hit at (0), after (1) or before (-1) an offset."""
        if not self._hits:
            return
        if step < 0:
            before = [hit for hit in self._hits if hit[0] < origin]
            hit = before[-1] if before else self._hits[-1]
        else:
            ahead = (hit for hit in self._hits if hit[0] >= origin + step)
            hit = next(ahead, self._hits[0])
        self.view.select(*hit)

    def _say_hit(self) -> None:
        selection = self.view.selection
        number = self._hits.index(selection) + 1 if selection in self._hits else 0
        self.say(f"hit {number} of {len(self._hits)}: n next, N before, Esc when done")
