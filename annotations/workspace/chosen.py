"""The layer that goes out: one annotator's or all as they are kept, or the one that is derived."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from annotations.errors import Refused
from annotations.formats.jsonl import Decided
from annotations.formats.outgoing import Left, OutgoingArticle
from annotations.model import Link
from annotations.progress import Progress
from annotations.store import pairs, reading
from annotations.workspace import closure
from annotations.workspace.desk import Desk
from annotations.workspace.names import ALL, RESOLVED

OPEN = "disagreement: `diptych review` settles what is open"
"""What is not in the resolved layer as it is not settled."""

_ENDLESS = "an end of it is open or gone"

ELSEWHERE = "attribution: an end of each is in somebody else's layer"
"""What one annotator's layer leaves out as it would tie nothing that goes out with it."""


class Kept:
    """Layers as they are kept."""

    def __init__(self, desk: Desk, layer: str) -> None:
        """Take one annotator's layer, or ``all``."""
        self._desk, self._layer = desk, layer
        self._left = Left()

    def left(self, what: str) -> Left:  # noqa: ARG002 (a derived layer needs it)
        """What is not in it, though somebody made it. Known once `articles` was gone through."""
        return self._left

    def articles(self) -> Iterator[OutgoingArticle]:
        """Every article with what was made of it, in the order of import."""
        store = self._desk.store
        for article in reading.document_ids(store):
            spans = of(self._layer, reading.spans(store, document=article))
            there = {span.id for span in spans}
            said = of(self._layer, reading.attributions(store, article))
            # A relation goes out with both its ends only: without them nobody could read it.
            relations = [one for one in said if {one.claim, one.source} <= there]
            if lost := len(said) - len(relations):
                self._left[ELSEWHERE] += lost
            for document in reading.documents(store, [article]):  # or removed meanwhile
                yield OutgoingArticle(document, tuple(spans), tuple(relations))

    def links(self) -> Iterable[Link]:
        """Proposed and judged pairs, best score first."""
        annotator = None if self._layer == ALL else self._layer
        following = closure.following(self._desk.store, annotator, self._desk.codebook())
        return pairs.exported(self._desk.store, annotator, following)

    def decisions(self, article: str | None = None) -> Mapping[str, Decided] | None:  # noqa: ARG002
        """Who decided what: nothing was."""
        return None


class Derived:
    """The resolved layer: what all say alike, and what was settled."""

    def __init__(self, desk: Desk, between: Sequence[str], progress: Progress) -> None:
        """Derive it.

        Args:
            desk: The workspace.
            between: From whose layers it is derived; none takes all.
            progress: May raise `Cancelled`.

        Raises:
            NotFound: One of those it is derived from has no layer.
            Refused: One works blind, or a layer that came in has the same name.
        """
        from annotations.workspace.adjudicating import Adjudicating  # few need it
        from annotations.workspace.resolved import ResolvedLayer

        _refuse_other_resolved(desk, between)
        self._desk = desk
        self._standing = Adjudicating(desk.store, desk.annotator).standing(
            between, progress=lambda *_: progress(0, 0)
        )
        self._layer = ResolvedLayer(desk.store, self._standing)

    def left(self, what: str) -> Left:
        """What is not in it, though somebody made it, of ``documents``, ``links`` or both."""
        left = Left({OPEN: len(self._standing.open)})
        if what != "links":
            found = self._standing.articles.values()
            left[f"attribution: {_ENDLESS}"] = sum(one.endless for one in found)
        if what != "documents":
            left[f"link: {_ENDLESS}"] = self._standing.links.endless
        return +left

    def articles(self) -> Iterator[OutgoingArticle]:
        """Every article with what is resolved of it, in the order of import."""
        for article in reading.document_ids(self._desk.store):
            for document in reading.documents(self._desk.store, [article]):
                spans, attributions = self._layer.article(article)
                yield OutgoingArticle(document, tuple(spans), tuple(attributions))

    def links(self) -> Iterable[Link]:
        """The links, in the order of their ends' identifiers."""
        return self._layer.links()

    def decisions(self, article: str | None = None) -> Mapping[str, Decided] | None:
        """Who decided what in an article, or of the links between all, by identifier."""
        return self._layer.decisions(article)


Chosen = Kept | Derived
"""A layer that goes out."""


def chosen(desk: Desk, layer: str, between: Sequence[str], progress: Progress) -> Chosen:
    """The layer that is asked for, by an annotator's name, ``all`` or ``resolved``.

    Raises:
        NotFound: There is no such layer.
        Refused: It cannot be had; says why.
    """
    if layer == RESOLVED:
        return Derived(desk, between, progress)
    refuse_between(between)
    if layer != ALL:
        desk.need_layers([layer], reading.annotators(desk.store), ", or all")
    return Kept(desk, layer)


def refuse_between(between: Sequence[str]) -> None:
    """Refuse annotators between whom a layer that is not derived cannot lie."""
    if between:
        raise Refused("only the resolved layer lies between others: give --layer resolved")


def of(layer: str, things: Iterable[Any]) -> list[Any]:
    """Those of one annotator, or all."""
    return [thing for thing in things if layer in (ALL, thing.annotator)]


def _refuse_other_resolved(desk: Desk, between: Sequence[str]) -> None:
    """Refuse to take a layer that came in under the name for one that somebody made."""
    known = reading.annotators(desk.store)
    if not between and RESOLVED in known and len(known) > 1:
        raise Refused(
            f"a layer here is called {RESOLVED}, too: say whose work is meant with --between,"
            " or take --layer all"
        )
