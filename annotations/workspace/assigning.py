"""Who reviews what: passes over some articles, blind or to verify one annotator's work."""

from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from annotations.errors import NotFound, Refused
from annotations.model import DocumentState, Id
from annotations.review.records import Assignment, Mode
from annotations.store import reading, reviews
from annotations.store.clock import composed
from annotations.store.history import Acting
from annotations.store.store import Row
from annotations.workspace.desk import Desk
from annotations.workspace.layers import all_readers


class TakenUp(NamedTuple):
    """What of a pass was begun, and what goes on."""

    begun: list[Assignment]
    """Where it was begun now."""
    going_on: list[Assignment]
    """Where it was open already."""


class Assigning(Desk):
    """Whatever is done with passes.

    While a blind one is open, the workspace shows its annotator nothing of anybody else's: whatever
    is asked, here or in any other way.
    """

    @property
    def blind(self) -> bool:
        """Whether the annotator works blind: also while the articles of that are removed."""
        return self.store.is_blind

    def all(self) -> list[Assignment]:
        """Everybody's, in the order of import, the ones that are done among them."""
        return reviews.assignments(self.store)

    def open(self) -> list[Assignment]:
        """Those of the annotator that are not done."""
        mine = [one for one in self.all() if one.annotator == self.annotator]
        return [one for one in mine if one.closed is None]

    def states(self) -> dict[tuple[str, str], DocumentState]:
        """How far each annotator is with each article that they have done something in."""
        return reviews.states(self.store)

    def annotators(self) -> list[str]:
        """Everybody who has a layer here, or reviews."""
        return sorted({*reading.annotators(self.store), *(one.annotator for one in self.all())})

    def begin(
        self, mode: Mode, *, of: str | None = None, articles: Iterable[str] | None = None
    ) -> list[Assignment]:
        """Begin a pass over some articles, or all; one that was done is done again.

        Args:
            mode: Blind, or to verify.
            of: Whose work is verified; None where it is done blind.
            articles: Which; None takes all, to verify those in which there is something of theirs,
                or which they have read and found nothing in.

        Raises:
            NotFound: There is no such article, or no layer of theirs.
            Refused: There is nothing to read, or it is one's own, or one works blind already.
        """
        self._refuse(mode, of)
        chosen = self._articles(articles, of)
        with self.store.act(self.annotator, f"begin {mode}") as act:
            act.keep_out_of_undo()
            for article in chosen:
                act.put("assignments", self._row(act, article, mode, of))
        ids = {_id(article, self.annotator, mode, of) for article in chosen}
        return [one for one in self.all() if one.id in ids]

    def take_up(
        self, mode: Mode, *, of: str | None = None, articles: Collection[str] | None = None
    ) -> TakenUp:
        """Begin a pass where it was not begun yet, and go on with what is open of it.

        Articles that are done stay so, unless they are named, or nothing else is left.

        Args:
            mode: As for `begin`.
            of: Likewise.
            articles: Likewise.

        Raises:
            Refused: As `begin`.
        """
        self._refuse(mode, of)
        chosen = self._articles(articles, of)
        mine = [one for one in self.all() if self._is_mine(one, mode, of)]
        going_on = [one for one in mine if one.closed is None]
        left = {one.document for one in (mine if articles is None else going_on)}
        fresh = [article for article in chosen if article not in left]
        if not fresh and going_on:
            return TakenUp([], going_on)
        return TakenUp(self.begin(mode, of=of, articles=fresh or chosen), going_on)

    def _is_mine(self, one: Assignment, mode: Mode, of: str | None) -> bool:
        return (one.annotator, one.mode, one.of) == (self.annotator, mode, of)

    def _refuse(self, mode: Mode, of: str | None) -> None:
        if mode is Mode.BLIND:
            if of is not None:
                raise Refused("a blind pass is of nobody’s work: leave out whose it is")
            return
        self.refuse_blind("what others made")
        if of is None:
            raise Refused("whose work is to be verified? Name an annotator")
        if of == self.annotator:
            raise Refused(f"this is your own work: somebody else than {of} verifies it")
        self.need_layers([of], all_readers(self.store))

    def _articles(self, articles: Iterable[str] | None, of: str | None) -> list[str]:
        known = reading.document_ids(self.store)
        if articles is not None:
            wanted = [*dict.fromkeys(articles)]
            if not wanted:
                raise Refused("no article to read: name one, or leave that out for all")
            if gone := next((article for article in wanted if article not in known), None):
                raise NotFound(f"no article {gone} in {self.store.path}")
            return wanted
        if of is None:
            chosen = known
        else:
            theirs, read = reviews.documents_of(self.store, of), reviews.read_by(self.store)
            chosen = [one for one in known if one in theirs or of in read.get(one, ())]
        if not chosen:
            raise Refused("no article to read: import some first")
        return chosen

    def _row(self, act: Acting, article: Id, mode: Mode, of: str | None) -> Row:
        return {
            "id": _id(article, self.annotator, mode, of),
            "document": article,
            "annotator": self.annotator,
            "mode": str(mode),
            "of": of,
            "opened": act.time,
            "closed": None,
        }

    def end(
        self,
        mode: Mode,
        *,
        of: str | None = None,
        article: str | None = None,
        articles: Iterable[str] | None = None,
    ) -> int:
        """End a pass, in all articles, in one, or in some; the number of articles.

        In all, that includes articles that were removed meanwhile: a blind pass is open until then.

        What was annotated blind counts in agreement as it is when nothing of that pass is left.

        Raises:
            NotFound: No such pass is open, or it is not in one of them: then it ends in none.
        """

        def close(act: Acting, row: Row) -> Row:
            return {**row, "closed": act.time}

        wanted = [article] if article is not None else [*articles] if articles is not None else None
        return self._change("end", close, self._mine(mode, of, wanted, is_open=True))

    def reopen(self, mode: Mode, article: str, *, of: str | None = None) -> int:
        """Read an article again that was done.

        Raises:
            NotFound: No such pass was done.
        """

        def open_(_: Acting, row: Row) -> Row:
            return {**row, "closed": None}

        return self._change("reopen", open_, self._mine(mode, of, [article], is_open=False))

    def _mine(
        self, mode: Mode, of: str | None, articles: Collection[str] | None, *, is_open: bool
    ) -> list[Assignment]:
        """The annotator's own, open or done, in all articles or in each of some."""
        found = [
            one
            for one in reviews.assignments(self.store, removed=is_open)
            if self._is_mine(one, mode, of) and (one.closed is None) is is_open
        ]
        there = {one.document for one in found}
        missing = next((article for article in articles or () if article not in there), None)
        if missing is not None or not found:
            action = "end" if is_open else "reopen"
            raise NotFound(
                f"no such pass to {action}{self._in(missing)}:"
                " `diptych review CASE.db --list` prints which there are"
            )
        return [one for one in found if articles is None or one.document in articles]

    def _in(self, article: str | None) -> str:
        """In which article, in words; empty for None."""
        if article is None:
            return ""
        there = reading.documents(self.store, [article])
        return f" in “{there[0].name if there else article}”"

    def _change(
        self, action: str, change: Callable[[Acting, Row], Row], chosen: list[Assignment]
    ) -> int:
        with self.store.act(self.annotator, f"{action} {chosen[0].mode}") as act:
            act.keep_out_of_undo()
            for one in chosen:
                if row := act.read("assignments", one.id):
                    act.put("assignments", change(act, row))
        return len(chosen)


def _id(article: str, annotator: str, mode: Mode, of: str | None) -> str:
    """The same in every copy of a workspace."""
    return composed(article, annotator, mode, *([of] if of else []))
