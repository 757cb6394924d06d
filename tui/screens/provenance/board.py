"""The Board: claims down, articles across, and how many independent sources each claim has."""

from annotations.provenance.board import ColumnOrder, Filter, RowOrder
from tui.screens.dialogs import Ask, Choice, Choose
from tui.screens.provenance import telling
from tui.screens.provenance.board_view import BoardView, View


class Board(BoardView):
    """The Board with its keys."""

    # -- moving ----------------------------------------------------------------------------------

    def action_go(self, motion: str) -> None:
        """Move from claim to claim."""
        self.hush()
        self.claims.go(motion)

    def action_column(self, by: int) -> None:
        """Move from article to article."""
        self.hush()
        self._to_column(self.column + by)

    def action_first_column(self) -> None:
        """Go to the first article."""
        self.hush()
        self._to_column(0)

    def action_last_column(self) -> None:
        """Go to the last article."""
        self.hush()
        self._to_column(len(self.articles) - 1)

    def action_next_report(self, by: int) -> None:
        """Go to the next article that reports this claim."""
        self.hush()
        row = self.row
        if row is None:
            return
        ahead = range(self.column + by, len(self.articles) if by > 0 else -1, by)
        there = next((n for n in ahead if self.articles[n] in {*row.cells, *row.denying}), None)
        if there is None:
            self.say("no other article reports it on this side")
        else:
            self._to_column(there)

    def _to_column(self, column: int) -> None:
        self.column = max(0, min(column, len(self.articles) - 1))
        if self.bring_into_sight():
            self.claims.repaint()
        else:
            self.claims.repaint((self.claims.cursor,))
        self.show_heads()
        self.tell()

    # -- which, and in what order ----------------------------------------------------------------

    def action_order(self) -> None:
        """Sort the claims by something else."""
        orders = list(RowOrder)
        following = orders[(orders.index(self.look.rows) + 1) % len(orders)]
        self._rearrange(self.look._replace(rows=following), f"claims: {following}")

    def action_order_columns(self) -> None:
        """Sort the articles by something else."""
        orders = list(ColumnOrder)
        following = orders[(orders.index(self.look.columns) + 1) % len(orders)]
        self._rearrange(self.look._replace(columns=following), f"articles: {following}")

    def action_only(self, name: str) -> None:
        """Show only some claims, or all of them again."""
        one = Filter[name]
        filters = self.look.filters ^ {one}
        said = f"only claims {one}" if one in filters else f"not only claims {one}"
        self._rearrange(self.look._replace(filters=filters), said)

    def _rearrange(self, look: View, said: str) -> None:
        self.hush()
        claim = self.row.group.spans[0].id if self.row else self.look.claim
        article = self.article
        self.look = look
        self.put_in_order(claim, article)
        self.say(said)

    def action_filter(self) -> None:
        """Show only claims with some words, as you type."""
        self.hush()
        before, claim, article = self.look, self.row, self.article
        at = claim.group.spans[0].id if claim else None

        def typed(words: str) -> None:
            self.look = before._replace(words=words)
            self.put_in_order(at, article)

        def done(words: str | None) -> None:
            typed(before.words if words is None else words)

        hint = "words of the claim or any of its mentions · Esc leaves it"
        self.app.push_screen(Ask("Show only", before.words, hint=hint, typed=typed), done)

    async def action_escape(self) -> None:
        """Take all filters off; else go back."""
        self.hush()
        if self.look.filters or self.look.words:
            self._rearrange(self.look._replace(filters=frozenset(), words=""), "all claims again")
        else:
            await self.diptych.action_back()

    # -- opening ---------------------------------------------------------------------------------

    async def action_open(self) -> None:
        """Open the article at the claim, beside another one that reports or denies it."""
        if self.case is None or self.row is None:
            return
        places = telling.opened(self.case, self.row, self.article)
        articles, starts = zip(*places, strict=True)
        await self.diptych.open_reader(articles, starts)

    async def action_why(self) -> None:
        """Show why the count is what it is, link by link."""
        from tui.screens.provenance.reasons import Why

        if self.row:
            await self.diptych.go(Why(self.row.group.spans[0].id, self.whose))

    async def action_details(self) -> None:
        """Show the mentions of the claim, and the links that make them one."""
        from tui.screens.provenance.group import GroupScreen

        if self.row:
            await self.diptych.go(GroupScreen(self.row.group.id, self.whose))

    async def action_register(self) -> None:
        """Go to the register of sources and entities."""
        from tui.screens.provenance.register import Register

        await self.diptych.go(Register(self.whose))

    async def action_timeline(self) -> None:
        """Go to the timeline."""
        from tui.screens.provenance.timeline import Timeline

        await self.diptych.go(Timeline(self.whose))

    async def action_layer(self) -> None:
        """Look at another layer."""
        layers = await self.work(lambda ws: ws.provenance.layers())
        choices = [Choice(name, name, telling.LAYERS.get(name, "")) for name in layers or ()]

        async def done(layer: str | None) -> None:
            if layer is not None:
                self.whose = self.diptych.looked_at = layer
                await self.refresh_from_store()

        self.app.push_screen(Choose("Look at the layer of", choices), done)
