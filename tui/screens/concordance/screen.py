"""The concordance: all of its keys in one screen."""

from typing import NamedTuple, Self

from textual.widgets import Input

from annotations.text.concordance import Order
from annotations.text.search import expression_for
from annotations.workspace.history import ANNOTATION, Step
from annotations.workspace.spans import Location
from tui.screens.concordance.base import ConcordanceBase
from tui.screens.place import Place
from tui.screens.reader import Reader

_LEFT_OFF = "concordance"  # what is kept of it for the next time


class Origin(NamedTuple):
    """Where one came from."""

    place: str = "library"
    """The name of the place."""
    articles: tuple[str, ...] = ()
    """What was open in the Reader."""
    active: int = 0
    """Which of them had the keys."""
    at: Location | None = None
    """What was selected or current there."""

    def showing(self, article: str) -> tuple[str, ...]:
        """What to open to show an article: in the other pane, unless it is open already."""
        if article in self.articles or not self.articles:
            return self.articles or (article,)
        kept = self.articles[self.active]
        return (article, kept) if self.active else (kept, article)


class Concordance(ConcordanceBase):
    """Every hit in its context: look, sort, tag, open."""

    UNDOES = ANNOTATION

    def __init__(self, origin: Origin, typed: str = "") -> None:
        """Begin with an expression; with none, where one left off.

        Args:
            origin: Where to go back to.
            typed: The expression.
        """
        super().__init__(typed)
        self._origin = origin

    @classmethod
    def from_place(cls, place: Place) -> Self:
        """The concordance of what is selected or current where one is."""
        if not isinstance(place, Reader):
            return cls(Origin(place.NAME))
        view, sides = place.view, place.sides
        articles = tuple(side.article for side in sides if side.article)
        active = sides.index(place.active) if place.active in sides else 0
        span = view.current
        start, end = view.selection or ((span.start, span.end) if span else (0, 0))
        at = Location(place.active.article or "", start, end)
        return cls(Origin(place.NAME, articles, active, at), expression_for(view.text[start:end]))

    async def take_up(self) -> None:
        """Go on where one left off, unless something else is selected by now."""
        left = await self.work(lambda ws: ws.articles.left_off(_LEFT_OFF))
        if not isinstance(left, dict):
            return
        at, typed = _location(left.get("at")), str(left.get("typed", ""))
        if self.typed in ("", typed) or _is_within(at, self._origin.at):
            self.typed, self.at = typed, at
            if left.get("order") in list(Order):
                self.order = Order(left["order"])
            with self.prevent(Input.Changed):
                self.query_one(Input).value = self.typed

    async def _leave_off(self) -> None:
        at = self.under_cursor()
        await self.diptych.put_aside(
            {_LEFT_OFF: {"typed": self.typed, "at": at and list(at), "order": self.order}}
        )

    def hints(self) -> tuple[str, ...]:
        """The keys that matter now."""
        if self.typing:
            return ("concordance.escape",)
        labels = tuple(f"concordance.label.{n}" for n in range(len(self.diptych.codebook.labels)))[
            :3
        ]
        return ("concordance.open", *labels, "concordance.mark", "concordance.right",
                "concordance.left", "concordance.mark_all", "concordance.line",
                "concordance.undo", "app.help")  # fmt: skip

    # -- getting about ---------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """Offer the keys of what has the focus."""
        self.show_status()

    def action_line(self) -> None:
        """Go to the line."""
        self.hush()
        self.set_focus(self.query_one(Input))  # at once, as below

    def action_hits(self) -> None:
        """Go to the hits."""
        # At once, unlike `Widget.focus`: the next keys may be in the queue already.
        self.set_focus(self.hits)

    def action_go(self, motion: str) -> None:
        """Move the cursor."""
        self.hush()
        self.hits.go(motion)

    def action_order(self, order: str) -> None:
        """Sort; the same again goes back to articles."""
        self.hush()
        wanted = Order(order)
        self.order = Order.PLACE if wanted is self.order else wanted
        self.seek()

    async def action_open(self) -> None:
        """Open the hit in the Reader."""
        at = self.under_cursor()
        if at is None:
            self.complain("no hit here")
            return
        await self._leave_off()
        await self._to_reader(self._origin.showing(at.document))
        reader = self.diptych.here
        if isinstance(reader, Reader):
            reader.show_hit(at.document, (at.start, at.end), self.typed)

    async def action_escape(self) -> None:
        """From the line to the hits; forget the marks; back to where one came from."""
        self.hush()
        if self.typing and self.listing.hits:
            self.action_hits()
        elif self.marked:
            self.marked.clear()
            self.hits.repaint()
            self.show_status()
        else:
            await self._back()

    async def _back(self) -> None:
        await self._leave_off()
        if self._origin.articles:
            await self._to_reader(self._origin.articles)
            reader = self.diptych.here
            if isinstance(reader, Reader) and self._origin.active < len(reader.sides):
                reader.activate(reader.sides[self._origin.active])
        elif self._origin.place == "proposals":
            await self.diptych.action_proposals()
        else:
            await self.diptych.action_library()

    async def _to_reader(self, articles: tuple[str, ...]) -> None:
        known = await self.work(lambda ws: ws.articles.ids()) or []
        there = tuple(article for article in articles if article in known)
        if there:
            await self.diptych.open_reader(there)
        else:
            await self.diptych.action_library()

    # -- tagging ---------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the hit under the cursor or unmark it, and go on to the next."""
        self.hush()
        at = self.under_cursor()
        if at:
            self.marked ^= {at}
            self.hits.repaint([self.hits.cursor])
            self.hits.go("down")
            self.show_status()

    def action_mark_all(self) -> None:
        """Mark all hits that are listed, or none where all are marked."""
        self.hush()
        places = set(self.listing.places())
        self.marked = set() if places <= self.marked else places
        self.hits.repaint()
        self.show_status()

    async def action_label(self, number: int) -> None:
        """Tag what is marked, in one act; or the hit under the cursor, and go on to the next."""
        self.hush()
        label = self.diptych.codebook.labels[number].name
        at = self.under_cursor()
        places = [place for place in self.listing.places() if place in self.marked]
        places = places or ([at] if at else [])
        if not places:
            self.complain("no hit to tag: / goes to the line")
            return
        tagged = await self.work(lambda ws: ws.searching.tag(places, label))
        if tagged is None:
            return
        self.add_tags(tagged.spans)
        words = f"{label}: “{tagged.spans[0].text}”" if tagged.spans else f"{label} already"
        if self.marked:
            self.marked.clear()
            self.hits.repaint()
            words = f"{len(tagged.spans):,} tagged as {label}"
            words += f", {tagged.already:,} were already" if tagged.already else ""
        else:
            self.hits.go("down")
        self.say(f"{words} · u takes it back" if tagged.spans else words)

    async def show_step(self, taken: Step) -> str:
        """Show what is tagged by now."""
        await self.refresh_tags({span.document for span in (*taken.spans, *taken.gone)})
        return ""


def _location(kept: object) -> Location | None:
    """A place as it was put aside."""
    match kept:
        case [str(article), int(start), int(end)]:
            return Location(article, start, end)
    return None


def _is_within(at: Location | None, around: Location | None) -> bool:
    """Whether a hit begins in what is selected or current."""
    if at is None or around is None or at.document != around.document:
        return False
    return around.start <= at.start < around.end
