"""Two annotators at one file, doing and undoing at random: what must hold whatever they do."""

from collections.abc import Callable
from contextlib import ExitStack
from itertools import combinations
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from annotations.errors import ChangedSince, Refused
from annotations.model import DocumentState
from annotations.store import overview, pairs, reading, schema
from annotations.workspace import Workspace, closure
from tests import stock
from tests.workspace.proposing import propose, scored

NAMES = ("ana", "ben")
WHO = st.sampled_from(NAMES)
NUMBER = st.integers(0, 10_000)


def live_rows(ws: Workspace) -> dict[str, list[dict[str, Any]]]:
    """Every state row that is not deleted."""
    return {
        table: ws.store.rows(f"select * from {table} where deleted = 0 order by id")
        for table in schema.STATE
    }


def handed_out(ws: Workspace) -> list[Any]:
    """Everything that anybody is shown of the work."""
    return [
        reading.documents(ws.store),
        reading.spans(ws.store),
        reading.attributions(ws.store),
        ws.codebook(),
        *(list(pairs.exported(ws.store, name)) for name in (None, *NAMES)),
        *(
            overview.summaries(ws.store, name, closure.waiting(ws.store, name, ws.codebook()))
            for name in NAMES
        ),
    ]


def picture(ws: Workspace) -> tuple[Any, Any]:
    """Both of the above, to compare."""
    return live_rows(ws), handed_out(ws)


def _across(spans: list[Any]) -> list[tuple[str, str]]:
    """The pairs of spans of different articles and one label."""
    return [
        (a.id, b.id)
        for a, b in combinations(spans, 2)
        if a.document != b.document and a.label == b.label
    ]


class Sessions(RuleBasedStateMachine):
    """Acts, undos and redos of two annotators through two connections."""

    @initialize()
    def open(self) -> None:
        """Two articles, two sessions; importing was ana's first act."""
        self.stack = ExitStack()
        first, second = self.stack.enter_context(stock.workspaces(*NAMES))
        self.at = {"ana": first, "ben": second}
        stock.add(first, stock.ONE, id="one", title="One")
        stock.add(first, stock.OTHER, id="two", title="Two")
        self.done: dict[str, list[str]] = {"ana": self._ids(), "ben": []}
        self.undone: dict[str, list[str]] = {"ana": [], "ben": []}

    def _ids(self) -> list[str]:
        return [row["id"] for row in self.at["ana"].store.rows("select id from history")]

    def _last(self) -> dict[str, Any]:
        row = self.at["ana"].store.row("select * from history order by seq desc limit 1")
        assert row
        return row

    def _spans(self, who: str, label: str | None = None) -> list[Any]:
        spans = reading.spans(self.at[who].store)
        return [s for s in spans if label in (None, s.label)]

    # -- acts ------------------------------------------------------------------------------------

    def _act(self, who: str, act: Callable[[Workspace], object], *, there_and_back: bool) -> None:
        ws = self.at[who]
        before, acts = picture(ws), len(self._ids())
        try:
            act(ws)
        except Refused:
            assert picture(ws) == before
            assert len(self._ids()) == acts
            return
        if len(self._ids()) == acts:  # it changed nothing, and leaves no trace
            assert picture(ws) == before
            return
        assert self._last()["annotator"] == who
        self.done[who].append(self._last()["id"])
        self.undone[who].clear()
        if there_and_back:
            after = picture(ws)
            ws.history.undo()
            assert picture(ws) == before
            ws.history.redo()
            assert picture(ws) == after

    @rule(who=WHO, n=NUMBER, m=NUMBER, back=st.booleans())
    def tag(self, who: str, n: int, m: int, back: bool) -> None:
        """Tag a stretch of either article."""
        article, text = [("one", stock.ONE), ("two", stock.OTHER)][n % 2]
        start = n % len(text)
        end = start + 1 + m % (len(text) - start)
        label = ("claim", "source", "entity")[m % 3]
        self._act(who, lambda ws: ws.spans.tag(article, start, end, label), there_and_back=back)

    @rule(who=WHO, what=st.sampled_from(["relabel", "move", "note", "delete"]), n=NUMBER, m=NUMBER)
    def adjust(self, who: str, what: str, n: int, m: int) -> None:
        """Change a span, one's own or (refused) another's."""
        spans = self._spans(who)
        if not spans:
            return
        span = spans[n % len(spans)]
        acts: dict[str, Callable[[Workspace], object]] = {
            "relabel": lambda ws: ws.spans.relabel(span.id, ("claim", "entity")[m % 2]),
            "move": lambda ws: ws.spans.move(span.id, span.start, span.start + 1 + m % 9),
            "note": lambda ws: ws.spans.annotate(span.id, (None, "why?", "e\u0301 🙂")[m % 3]),
            "delete": lambda ws: ws.spans.delete(span.id),
        }
        self._act(who, acts[what], there_and_back=bool(m % 2))

    @rule(
        who=WHO,
        what=st.sampled_from(
            ["attribute", "detach", "decide", "clear", "confirm", "break", "rejoin"]
        ),
        n=NUMBER,
    )
    def join(self, who: str, what: str, n: int) -> None:
        """Join two spans, or part them."""
        spans = self._spans(who)
        if not spans:
            return
        one, other = spans[n % len(spans)].id, spans[n // 7 % len(spans)].id
        acts: dict[str, Callable[[Workspace], object]] = {
            "attribute": lambda ws: ws.spans.attribute(one, other),
            "detach": lambda ws: ws.spans.detach(one, other),
            "decide": lambda ws: ws.links.decide(one, other, ("same", "different")[n % 2]),
            "clear": lambda ws: ws.links.clear(one, other),
            "confirm": lambda ws: ws.links.confirm(_across(spans)[: n % 5], "same"),
            "break": lambda ws: ws.links.break_group(one),
            "rejoin": lambda ws: ws.links.rejoin(one),
        }
        self._act(who, acts[what], there_and_back=bool(n % 2))

    @rule(n=NUMBER)
    def match(self, n: int) -> None:
        """Have some pairs proposed, the first span of each article standing for some others."""
        spans = self._spans("ana", "entity")
        items = {
            span.id: next(first.id for first in spans if first.document == span.document)
            for place, span in enumerate(spans)
            if (n + place) % 3
        }
        pairs = [scored(a, b, 0.1 * (n % 9)) for a, b in _across(spans)[: n % 7]]
        propose(self.at["ben"], *pairs, items={a: b for a, b in items.items() if a != b})

    @rule(who=WHO, what=st.sampled_from(["describe", "state", "codebook", "remove"]), n=NUMBER)
    def whole(self, who: str, what: str, n: int) -> None:
        """Do something to an article or to the workspace."""
        article = ("one", "two")[n % 2]
        acts: dict[str, Callable[[Workspace], object]] = {
            "describe": lambda ws: ws.articles.describe(article, title=f"T{n % 5}"),
            "state": lambda ws: ws.articles.set_state(article, list(DocumentState)[n % 3]),
            "codebook": lambda ws: ws.set_codebook(f'name = "book {n % 3}"'),
            "remove": lambda ws: ws.articles.remove(article),
        }
        self._act(who, acts[what], there_and_back=what == "remove" or bool(n % 3))

    # -- the way back ----------------------------------------------------------------------------

    def _step(self, who: str, verb: str, source: list[str], target: list[str]) -> None:
        ws = self.at[who]
        before, acts = picture(ws), len(self._ids())
        try:
            getattr(ws.history, verb)()
        except ChangedSince as refusal:
            assert source
            named = NAMES[who == "ana"] in str(refusal)
            assert named
            assert (picture(ws), len(self._ids())) == (before, acts)
        except Refused:
            assert not source
            assert (picture(ws), len(self._ids())) == (before, acts)
        else:
            row = self._last()
            assert (row["annotator"], row["action"]) == (who, verb)
            assert row["target"] == source[-1]
            target.append(source.pop())

    @rule(who=WHO)
    def undo(self, who: str) -> None:
        """Take back one's own last act that stands, and no other."""
        self._step(who, "undo", self.done[who], self.undone[who])

    @rule(who=WHO)
    def redo(self, who: str) -> None:
        """Do again what one took back last."""
        self._step(who, "redo", self.undone[who], self.done[who])

    @rule(who=WHO)
    def there_and_back(self, who: str) -> None:
        """As many undos as go, then as many redos, with the file opened anew in between."""
        before, steps = picture(self.at[who]), 0
        while self.done[who]:
            steps += 1
            left = len(self.done[who])
            self.undo(who)
            if len(self.done[who]) == left:  # another has changed it
                steps -= 1
                break
        self.reopen(who)
        for _ in range(steps):
            self.redo(who)
        assert picture(self.at[who]) == before

    @rule(who=WHO)
    def reopen(self, who: str) -> None:
        """Close the file and open it again: what can be undone is in it."""
        ws = self.at[who]
        ws.close()
        self.at[who] = Workspace.open(ws.path, who)
        self.stack.callback(self.at[who].close)

    def teardown(self) -> None:
        """Replaying the history gives the tables, and everything else is sound."""
        if hasattr(self, "stack"):
            with self.stack:
                assert stock.problems(self.at["ana"]) == []
                assert handed_out(self.at["ana"]) == handed_out(self.at["ben"])


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
