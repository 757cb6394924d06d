"""What things are called, and which mentions of an article are one thing where nothing found it.

A name is on a span and means all that it is a mention of. It is kept on several mentions of a
thing, so that it stays when one of them goes. Mentions that the matcher did not group are joined
by hand: the opposite of setting one apart.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

import regex
from pydantic import TypeAdapter, ValidationError

from annotations.errors import NotFound, Refused
from annotations.model import Name, Span
from annotations.store import naming, proposals, reading
from annotations.store.history import Acting
from annotations.workspace.desk import Desk

_NAME: TypeAdapter[str] = TypeAdapter(Name)

_UNSEEN = regex.compile(r"[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\u2800]*")

_BEARERS = 20
"""On how many mentions a name is kept at most."""


class Naming(Desk):
    """Whatever is said of the things that spans are mentions of."""

    # -- names -----------------------------------------------------------------------------------

    def name(self, spans: Sequence[str], name: str | None) -> None:
        """Call a thing by a name, in the place of all names that the annotator gave it before.

        Args:
            spans: Its mentions; the name is kept on 20 of them at most, of as many articles as
                there are, so that it does not go with one of them.
            name: What to call it; None takes the annotator's names off.

        Raises:
            NotFound: One of the spans is not there, or there is no name to take off.
            Refused: The name is empty, too long, or has control characters or nothing that shows.
        """
        called = None if name is None else _checked(name)
        there = list(dict.fromkeys(spans))
        with self.store.act(self.annotator, "unname" if called is None else "name") as act:
            mentions = self._spans(there)
            bearers = [] if called is None else _bearers(mentions)
            for span in bearers:
                row = {"id": f"{span}/{self.annotator}", "span": span, "name": called}
                act.put("names", {**row, "annotator": self.annotator, "given": act.time})
            others = [span for span in there if span not in bearers]
            dropped = [_drop(act, "names", f"{span}/{self.annotator}") for span in others]
            if called is None and not any(dropped):
                raise NotFound("you have not named it: no name to take off")

    def names(self, annotator: str | None = None) -> dict[str, str]:
        """What things are called, by the span that the name is on.

        Args:
            annotator: Whose names; None takes everybody's, of a span the newest.
        """
        return naming.names(self.store, annotator)

    # -- mentions --------------------------------------------------------------------------------

    def join(self, span: str, other: str) -> None:
        """Say that two spans of an article are mentions of one thing.

        Where the annotator has set one of them apart, that is taken back with it; where they are
        one thing by that alone, it is all that is done.

        Args:
            span: A span's identifier.
            other: Another's, in the same article and with the same label.

        Raises:
            NotFound: One of the spans is not there.
            Refused: They lie in different articles, have different labels, are the same span or
                one thing already; or somebody else has set one of them apart.
        """
        with self.store.act(self.annotator, "join mentions") as act:
            ends = self._spans([span, other])
            _refuse_unlike(*ends)
            back = [_drop(act, "apart", f"{end}/{self.annotator}") for end in (span, other)]
            leaving = proposals.apart(self.store)
            _refuse_apart(ends, leaving)
            items = proposals.mentions(self.store)
            if items.get(span, span) != items.get(other, other):
                joined, to = self._free(act, span, other, leaving)
                row = {"id": f"{joined}/{self.annotator}", "span": joined, "with": to}
                act.put("together", {**row, "annotator": self.annotator})
            elif not any(back):
                raise Refused("they are mentions of one thing already: nothing to join")

    def part(self, span: str) -> None:
        """Take back all that the annotator has joined a span with by hand, or joined with it.

        Raises:
            NotFound: There is nothing of that.
        """
        with self.store.act(self.annotator, "part mentions") as act:
            rows = naming.joining(self.store, self.annotator, span)
            if not rows:
                raise NotFound("you have not joined it with another mention: nothing to part")
            for row in rows:
                act.drop("together", row["id"])

    def _free(
        self, act: Acting, span: str, other: str, leaving: AbstractSet[str]
    ) -> tuple[str, str]:
        """Two spans to join so that the things of both are one, and no join of before is lost.

        The annotator can join a span with one other only. Where both have been, it is the last one
        that joins lead to from there which is joined: that has not.
        """
        for ends in ((span, other), (other, span)):
            row = act.read("together", f"{ends[0]}/{self.annotator}")
            if row is None or row["deleted"]:
                return ends
        joined = naming.together(self.store, self.annotator)
        return _last({one: to for one, to in joined if not {one, to} & leaving}, span), other

    def _spans(self, ids: Sequence[str]) -> list[Span]:
        """Spans in the order asked for; raises NotFound."""
        found = {span.id: span for span in reading.spans(self.store, ids=ids)}
        if not ids:
            raise NotFound("no span was given: give at least one mention")
        for span in ids:
            if span not in found:
                raise NotFound(f"no span {span}: it may have been deleted meanwhile")
        return [found[span] for span in ids]


def _checked(name: str) -> str:
    try:
        checked = _NAME.validate_python(name)
    except ValidationError:
        raise Refused(
            "a name has 1 to 100 characters and no control characters: give another one"
        ) from None
    if _UNSEEN.fullmatch(checked):
        raise Refused("the name has no character that shows: give another one")
    return checked


def _bearers(spans: Sequence[Span]) -> list[str]:
    """The mentions that a name is kept on: the first of each article, then further ones."""
    first: dict[str, str] = {}
    for span in spans:
        first.setdefault(span.document, span.id)
    return list(dict.fromkeys([*first.values(), *(span.id for span in spans)]))[:_BEARERS]


def _drop(act: Acting, table: str, row_id: str) -> bool:
    """Drop a row; gives whether there was one."""
    row = act.read(table, row_id)
    if row is None or row["deleted"]:
        return False
    act.drop(table, row_id)
    return True


def _refuse_unlike(one: Span, other: Span) -> None:
    """See that two spans can be mentions of one thing inside an article."""
    if one.id == other.id:
        raise Refused("that is one and the same span: choose another mention")
    if one.document != other.document:
        raise Refused("they are in two articles: use a link to say that both are the same")
    if one.label != other.label:
        raise Refused(f"one is a {one.label}, the other a {other.label}: give both one label")


def _refuse_apart(spans: Iterable[Span], leaving: Container[str]) -> None:
    """See that nobody else has set one of some spans apart."""
    for span in spans:
        if span.id in leaving:
            raise Refused(
                f"another annotator has set “{span.text}” apart: it stands on its own until they"
                " join it again"
            )


def _last(joined: Mapping[str, str], span: str) -> str:
    """Where the joins of one annotator lead from a span; of a circle any of it."""
    seen = {span}
    while (following := joined.get(span)) is not None and following not in seen:
        seen.add(following)
        span = following
    return span
