"""The keys that say which pairs are asked, and in what order."""

from collections import Counter
from dataclasses import replace

from annotations.workspace import Workspace
from tui.screens.dialogs import Choice, Choose
from tui.screens.proposals.deciding import Deciding
from tui.screens.proposals.filters import Band, Filters
from tui.text.amounts import counted


class Filtering(Deciding):
    """Choosing what is asked."""

    async def _ask(self, filters: Filters) -> None:
        """Ask for other pairs; the one in view stays in view where it is one of them."""
        self.hush()
        reordered = filters.order is not self.filters.order
        self.filters, at = filters, self._pair_in_view()
        if await self._load([]):
            place = None if reordered else self._place(at)
            await self._go_to(self._first(0) if place is None else place)

    async def action_order(self) -> None:
        """Best first, or most informative first."""
        await self._ask(self.filters.turned())
        self.say(str(self.filters.order))

    async def action_all(self) -> None:
        """Take all filters off."""
        if self.filters == self.filters.cleared():
            self.hush()
            self.say("no filter to take off", tone="$warning")
        else:
            await self._ask(self.filters.cleared())

    async def action_label(self, by: int) -> None:
        """Only the next label; behind the last all of them."""
        labels = [None, *(label.name for label in self.diptych.codebook.labels)]
        now = labels.index(self.filters.label) if self.filters.label in labels else 0
        await self._ask(replace(self.filters, label=labels[(now + by) % len(labels)]))

    async def action_contradictions(self) -> None:
        """Only possible contradictions, or all again."""
        await self._ask(replace(self.filters, contradictions=not self.filters.contradictions))

    async def action_these(self) -> None:
        """Only the two articles in view, or all again."""
        link = self.link
        if self.filters.articles:
            await self._ask(replace(self.filters, articles=frozenset()))
        elif link:
            both = frozenset((link.left.document, link.right.document))
            await self._ask(replace(self.filters, articles=both))
        else:
            self.hush()
            self._say_nothing_in_view()

    async def action_unlikely(self) -> None:
        """Show or hide those that are unlikely the same."""
        band = Band.WORTH if self.filters.band is Band.ALL else Band.ALL
        await self._ask(replace(self.filters, band=band))

    # -- all of them in a list -------------------------------------------------------------------

    async def action_filter(self) -> None:
        """Choose what is asked from a list."""
        outlets = await self.work(_outlets)
        offered = {
            choice.value: (choice, filters)
            for choice, filters in [*self._of_labels(), *self._of_pair(), *self._of_bands(),
                                    *self._of_outlets(outlets or Counter())]
        }  # fmt: skip

        async def done(chosen: str | None) -> None:
            if chosen is not None:
                await self._ask(offered[chosen][1])

        choices = [choice for choice, _ in offered.values()]
        self.app.push_screen(Choose("Ask only", choices), done)

    def _of_labels(self) -> list[tuple[Choice, Filters]]:
        now = self.filters
        return [
            (
                Choice(f"label {label.name}", label.name, "this label only", ticked),
                replace(now, label=None if ticked else label.name),
            )
            for label in self.diptych.codebook.labels
            for ticked in [now.label == label.name]
        ]

    def _of_pair(self) -> list[tuple[Choice, Filters]]:
        now, link = self.filters, self.link
        clashing = Choice(
            "contradictions", "possible contradictions", "no others", now.contradictions
        )
        offered = [(clashing, replace(now, contradictions=not now.contradictions))]
        if now.articles or link:
            these = Choice("these", "these two articles", "no others", bool(now.articles))
            both = (link.left.document, link.right.document) if link and not now.articles else ()
            offered.append((these, replace(now, articles=frozenset(both))))
        return offered

    def _of_bands(self) -> list[tuple[Choice, Filters]]:
        now = self.filters
        return [
            (
                Choice(f"band {band.name}", f"probability: {band}", band.meaning, ticked),
                replace(now, band=Band.WORTH if ticked else band),
            )
            for band in Band
            for ticked in [now.band is band]
        ]

    def _of_outlets(self, outlets: Counter[str]) -> list[tuple[Choice, Filters]]:
        now = self.filters
        return [
            (
                Choice(f"outlet {outlet}", outlet, counted(count, "article"), ticked),
                replace(now, outlet=None if ticked else outlet),
            )
            for outlet, count in outlets.most_common()
            for ticked in [now.outlet == outlet]
        ]


def _outlets(workspace: Workspace) -> Counter[str]:
    """Who published how many articles."""
    details = workspace.articles.details(workspace.articles.ids())
    return Counter(known.outlet for known in details.values() if known.outlet)
