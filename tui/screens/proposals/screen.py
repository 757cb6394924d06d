"""Proposals: one proposed link at a time, both ends in their context; one key decides."""

from tui.screens.proposals.confirming import Confirming

_FIRST = 2
"""Kinds of link that come before the key that takes a verdict back."""


class Proposals(Confirming):
    """The queue of proposed links."""

    def hints(self) -> tuple[str, ...]:
        """The kinds of link, then how to go on."""
        if self.link is None:
            filters = ("proposals.all", "proposals.filter") if self.filters.narrow else ()
            hidden = ("proposals.unlikely",) if self._unlikely_hidden() else ()
            return (*filters, *hidden, "proposals.match", "app.library", "app.help")
        kinds = tuple(f"proposals.kind.{n}" for n in range(len(self.diptych.codebook.link_kinds)))
        after = ["proposals.skip", "proposals.undo"]
        if self.just_judged:  # what takes it back comes before the rarer kinds
            kinds = (*kinds[:_FIRST], after.pop(), *kinds[_FIRST:])
        return (
            *kinds, *after, "proposals.group", "proposals.filter",
            "proposals.above", "proposals.order", "proposals.open", "app.help",
        )  # fmt: skip

    def action_scroll(self, pages: int) -> None:
        """Scroll both texts."""
        for end in (self._left, self._right):
            end.view.scroll_relative(y=pages * (end.view.size.height - 2), animate=False)

    # -- going elsewhere -------------------------------------------------------------------------

    async def action_open(self) -> None:
        """Open both articles in the Reader, at this place."""
        if self.link:
            left, right = self.link.left, self.link.right
            await self.diptych.open_reader(
                (left.document, right.document), places=(left.start, right.start)
            )
        else:
            self._say_nothing_in_view()

    def action_match(self) -> None:
        """Run the matcher again, in the background."""
        self.diptych.start_matching()

    async def action_escape(self) -> None:
        """Stop the matcher where it is running; else go back."""
        if self.diptych.matching and not self.diptych.stopping:
            self.diptych.stop_matching()
        else:
            await self.diptych.action_back()
