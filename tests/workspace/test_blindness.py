"""A blind annotator gets at nothing of anybody else's, by whatever route, and changes none of it.

Each public method of each desk is called in two workspaces that differ only in what others made.
What comes out must be the same in both.
"""

import inspect
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotations.errors import DiptychError, NotFound, Refused
from annotations.model import DocumentState
from annotations.review.adjudication import Disagreement
from annotations.review.items import Item
from annotations.review.records import Kind, Mode, Version
from annotations.store import schema
from annotations.store import store as store_module
from annotations.workspace import Workspace
from annotations.workspace.desk import Desk
from annotations.workspace.history import in_words
from annotations.workspace.links import Untagged
from annotations.workspace.queue import Order, Wanted
from annotations.workspace.spans import Location
from tests import stock
from tests.workspace.proposing import Given, scored

Pair = tuple[Workspace, Workspace]

ONE = "Hamas said on Monday that 140 posts would go. They go, an official said. Hamas denied it."
TWO = "A report by Hamas says 140 posts go in May. Officials of Hamas say that they stay."
SECRET = "zz-secret"

# -- two workspaces ------------------------------------------------------------------------------


class Known(NamedTuple):
    """What ben has heard of ana's work, by whatever way: identifiers, and records."""

    claim: str = "zz-secret-claim"
    source: str = "zz-secret-source"
    name: str = "zz-secret-name"
    other: str = "zz-secret-other"
    verdict: str = "zz-secret-verdict"

    @property
    def item(self) -> Item:
        """Her claim, as a reviewer gets it."""
        return Item(Kind.SPAN, self.claim, "ana", "one", "claim", ((26, 44),), (self.claim,), "x")

    @property
    def case(self) -> Disagreement:
        """A disagreement about it."""
        versions = (
            Version(by=("ana",), content=self.item.content),
            Version(by=("ben",), content=None),
        )
        return Disagreement("zz-secret-case", Kind.SPAN, "one", versions, (self.item,), 1.0)


KNOWN = Known()
CORRECTION = f"{KNOWN.claim}/cleo"


def _articles(ws: Workspace) -> None:
    stock.add(ws, ONE, id="one", title="One", outlet="Observer")
    stock.add(ws, TWO, id="two", title="Two", outlet="Courier")


def _span(name: str, document: str, text: str, words: str, label: str) -> dict[str, Any]:
    start = text.index(words)
    return {
        "id": name, "document": document, "annotator": "ana", "start": start,
        "end": start + len(words), "label": label, "text": words, "origin": "human",
        "note": f"{SECRET} note", "created": "2025-01-01T00:00:00.000Z",
    }  # fmt: skip


def _works(ana: Workspace, cleo: Workspace) -> None:
    """What ana makes, and what cleo says of it."""
    with ana.store.act("ana", "tag") as act:
        act.put("spans", _span(KNOWN.claim, "one", ONE, "140 posts would go", "claim"))
        act.put("spans", _span(KNOWN.source, "one", ONE, "an official", "source"))
        act.put("spans", _span(KNOWN.name, "one", ONE, "Hamas", "entity"))
        act.put("spans", _span(KNOWN.other, "two", TWO, "Hamas", "entity"))
        act.put("spans", _span("zz-secret-odd", "two", TWO, "Officials", f"{SECRET}-label"))
        act.put("spans", _span("zz-secret-again", "two", TWO, "they", "entity"))
    ana.spans.attribute(KNOWN.claim, KNOWN.source)
    ana.links.match(
        Given([scored(KNOWN.name, KNOWN.other, 0.73)], {}, f"{SECRET}-matcher"),
    )
    ana.links.decide(KNOWN.name, KNOWN.other, "same", f"{SECRET} sure")
    ana.naming.name([KNOWN.name], f"{SECRET} called")
    ana.naming.join("zz-secret-again", KNOWN.other)
    ana.articles.set_state("one", DocumentState.DONE)
    ana.articles.leave_off("place", f"{SECRET} place")
    ana.links.forget()
    cleo.assigning.begin(Mode.VERIFY, of="ana")
    for item in cleo.verifying.items("ana"):
        if item.id == KNOWN.claim:
            cleo.verifying.fix_boundary(item, 26, 35, f"{SECRET} shorter")
    cleo.verifying.add("ana", "two", 0, 8, "entity")
    ana.corrections.contest(CORRECTION, f"{SECRET} no")
    stock.tag(cleo, "one", "Monday")
    cleo.articles.set_state("one", DocumentState.DONE)
    cleo.adjudicating.resolve(cleo.adjudicating.standing().open[0], "neither", note=SECRET)


@contextmanager
def scene(*, secret: bool, before: bool = False) -> Iterator[tuple[Workspace, Workspace]]:
    """Ben, who works blind, and ana; with `before` he had looked at all that, and judged it."""
    with stock.workspaces("ana", "ben", "cleo") as (ana, ben, cleo):
        _articles(ana)
        if secret:
            _works(ana, cleo)
        if before:
            _looks(ben)
        ben.assigning.begin(Mode.BLIND)
        one, two = stock.tag(ben, "one", "Hamas"), stock.tag(ben, "two", "Hamas")
        claim, source = (stock.tag(ben, "one", words, "claim") for words in ("They go", "denied"))
        ben.spans.attribute(claim.id, source.id)
        ben.links.match()
        ben.links.decide(one.id, two.id, "same")
        ben.history.undo()
        yield ben, ana


def _looks(ben: Workspace) -> None:
    """What ben did when he still saw all."""
    ben.links.queue()
    ben.verifying.agree(next(i for i in ben.verifying.items("ana") if i.kind is Kind.SPAN))
    ben.verifying.add("ana", "one", 57, 60, "source")
    ben.verifying.add("ana", "one", 57, 68, "entity")
    ben.verifying.clear(ben.verifying.items("ben")[-1])
    ben.adjudicating.resolve(ben.adjudicating.standing().open[0], "1")


def _own(ben: Workspace) -> list[str]:
    """His spans: Hamas in one, Hamas in two, a claim, and what that rests on."""
    spans = ben.store.rows("select id from main.spans where annotator = 'ben' order by id")
    return [row["id"] for row in spans][-4:]


# -- every public route --------------------------------------------------------------------------

Case = Callable[[Workspace, Path], object]


def _each(*acts: Case) -> Case:
    """What some acts give, or how they are refused."""

    def all_of(ben: Workspace, path: Path) -> list[object]:
        return [_outcome(act, ben, path) for act in acts]

    return all_of


def _outcome(act: Case, ben: Workspace, path: Path) -> object:
    try:
        return _told(act(ben, path))
    except DiptychError as error:
        return f"{type(error).__name__}: {error}"


def _told(found: object) -> object:
    """Everything in what was handed out."""
    if hasattr(found, "at") and hasattr(found, "waiting"):  # a queue
        rows = [found.at(place) for place in range(len(found))]  # type: ignore[arg-type]
        counts = (found.waiting, found.settled, found.blocked, found.hidden, found.waiting_in_all)  # type: ignore[attr-defined]
        return rows, counts, list(found)  # type: ignore[call-overload]
    return list(found) if isinstance(found, Iterator) else found


def _read(write: Case) -> Case:
    """A file that something writes."""

    def lines(ben: Workspace, path: Path) -> object:
        return write(ben, path), (path / "out").read_text("utf-8")

    return lines


def _rehearsed(ben: Workspace, _: Path) -> object:
    """What a copy in memory shows, and what can be done in it."""
    with Workspace.rehearse(ben.path, "ben") as copy:
        return [
            copy.spans.in_article("one"),
            [*copy.exporting.lines()],
            stock.add(copy, "Other words.", id="four"),
            [*copy.history.acts()],
        ]


def _taken_in(ben: Workspace, path: Path) -> object:
    """Two files, the second nearly the first and nearly an article that is there."""
    with ben.importing.intake() as intake:
        for name in ("new", "again"):
            (path / name).write_text(f"{stock.ONE} A {name} word.", "utf-8")
        return [vars(intake.file(path / name)) for name in ("new", "again")]


def _brought(ben: Workspace, path: Path) -> object:
    """A file with somebody else's layer: taken in, taken back, and taken in again."""
    file = path / "in.jsonl"
    file.write_text(
        '{"id":"three","text":"Hamas of May denied it.","spans":['
        '{"id":"t1","start":0,"end":5,"label":"entity","annotator":"ana"},'
        '{"id":"t2","start":9,"end":12,"label":"entity","annotator":"ana"}],'
        '"relations":[{"id":"r1","head":"t1","child":"t2","label":"attributed_to"}]}\n',
        "utf-8",
    )
    desk = ben.importing
    first = desk.file(file)
    steps = [ben.history.undo(), ben.history.redo(), ben.history.undo()]
    return first, steps, desk.file(file), ben.spans.in_article("three"), ben.spans.attributions()


K = KNOWN
CASES: dict[str, Case] = {
    "codebook": lambda ben, _: ben.codebook(),
    "set_codebook": lambda ben, _: ben.set_codebook('name = "other"'),
    "path": lambda ben, _: ben.path.name,
    "waiting": lambda ben, _: ben.waiting,
    "work_done": lambda ben, _: [type(number) for number in ben.work_done()],
    "changed_elsewhere": lambda ben, _: type(ben.changed_elsewhere()),
    "gone": lambda ben, _: ben.gone(),
    "close": lambda ben, _: ben.close(),
    "rehearse": _rehearsed,
    "open": lambda ben, _: ben.open(ben.path, "ben").spans.in_article("one"),
    "articles.overview": lambda ben, _: ben.articles.overview(),
    "articles.worked": lambda ben, _: _sorted_work(ben),
    "articles.ids": lambda ben, _: ben.articles.ids(),
    "articles.get": lambda ben, _: ben.articles.get("one"),
    "articles.details": lambda ben, _: ben.articles.details(["one", "two"]),
    "articles.find": lambda ben, _: ben.articles.find("Two"),
    "articles.describe": lambda ben, _: ben.articles.describe("one", title="Another"),
    "articles.remove": _each(
        lambda ben, _: ben.articles.remove("one"),
        lambda ben, _: ben.articles.remove("two"),
        lambda ben, _: [*ben.history.acts()],
        lambda ben, _: ben.exporting.lines("history"),
        lambda ben, _: [ben.history.undo(), ben.history.undo()],
        lambda ben, _: ben.spans.in_article("one"),
    ),
    "articles.set_state": _each(
        lambda ben, _: ben.articles.set_state("one", DocumentState.DONE),
        lambda ben, _: ben.articles.overview(),
    ),
    "articles.left_off": lambda ben, _: ben.articles.left_off("place"),
    "articles.leave_off": _each(
        lambda ben, _: ben.articles.leave_off("place", 3),
        lambda ben, _: ben.articles.leave_off("place", 4),
        lambda ben, _: ben.articles.left_off("place"),
    ),
    "spans.in_article": lambda ben, _: [ben.spans.in_article(one) for one in ("one", "two")],
    "spans.get": _each(
        lambda ben, _: ben.spans.get(K.claim), lambda ben, _: ben.spans.get(_own(ben)[0])
    ),
    "spans.wordings": lambda ben, _: ben.spans.wordings(),
    "spans.elsewhere": lambda ben, _: ben.spans.elsewhere("one", ["claim", "entity", "source"]),
    "spans.attributions": lambda ben, _: ben.spans.attributions(),
    "spans.tag": lambda ben, _: ben.spans.tag("one", 26, 44, "claim"),
    "spans.tag_all": lambda ben, _: ben.spans.tag_all([Location("two", 8, 12)], "entity"),
    "spans.new": lambda ben, _: _in_act(
        ben, lambda act: ben.spans.new(act, Location("one", 57, 68), "source")
    ),
    "spans.quote": lambda ben, _: ben.spans.quote(Location("one", 57, 68)),
    "spans.relabel": lambda ben, _: ben.spans.relabel(K.claim, "entity"),
    "spans.move": lambda ben, _: ben.spans.move(K.claim, 0, 5),
    "spans.annotate": lambda ben, _: ben.spans.annotate(K.claim, "mine"),
    "spans.delete": lambda ben, _: ben.spans.delete(K.claim),
    "spans.attribute": _each(
        lambda ben, _: ben.spans.attribute(K.claim, K.source),
        lambda ben, _: ben.spans.attribute(_own(ben)[2], K.source),
    ),
    "spans.attributed": lambda ben, _: _in_act(
        ben, lambda act: ben.spans.attributed(act, K.claim, K.source)
    ),
    "spans.detach": lambda ben, _: ben.spans.detach(K.claim, K.source),
    "spans.mentions": _each(
        lambda ben, _: ben.spans.mentions(K.name), lambda ben, _: ben.spans.mentions(_own(ben)[0])
    ),
    "links.match": _each(
        lambda ben, _: ben.links.match(anew=True),
        lambda ben, _: ben.links.queue(),
        lambda ben, _: ben.links.match(Given([scored(_own(ben)[0], _own(ben)[1])])),
        lambda ben, _: ben.links.queue(),
    ),
    "links.queue": _each(
        lambda ben, _: ben.links.queue(),
        lambda ben, _: ben.links.queue(Wanted(label="entity"), Order.INFORMATIVE),
        lambda ben, _: ben.links.queue(seen=[(K.name, K.other)]),
    ),
    "links.about": _each(
        lambda ben, _: ben.links.about(K.name, K.other),
        lambda ben, _: ben.links.about(*_own(ben)[:2]),
    ),
    "links.above": lambda ben, _: ben.links.above(0.0),
    "links.learnt": lambda ben, _: ben.links.learnt(),
    "links.learn": _each(
        lambda ben, _: ben.links.learn(on=False), lambda ben, _: ben.links.learnt()
    ),
    "links.forget": _each(lambda ben, _: ben.links.forget(), lambda ben, _: ben.links.learnt()),
    "links.break_group": lambda ben, _: ben.links.break_group(K.name),
    "links.rejoin": lambda ben, _: ben.links.rejoin(K.name),
    "links.set_apart": lambda ben, _: ben.links.set_apart("one"),
    "links.of_article": lambda ben, _: ben.links.of_article("one"),
    "links.partners": _each(
        lambda ben, _: ben.links.partners(K.name), lambda ben, _: ben.links.partners(_own(ben)[0])
    ),
    "links.decide": _each(
        lambda ben, _: ben.links.decide(K.name, K.other, "different"),
        lambda ben, _: ben.links.decide(_own(ben)[0], K.other, "different"),
    ),
    "links.join": lambda ben, _: ben.links.join(
        Untagged(Location("one", 13, 19), "entity"),
        Untagged(Location("two", 39, 42), "entity"),
        "same",
    ),
    "links.confirm": lambda ben, _: ben.links.confirm([(K.name, K.other)], "same"),
    "links.clear": lambda ben, _: ben.links.clear(K.name, K.other),
    "naming.name": _each(
        lambda ben, _: ben.naming.name([K.name], "mine"),
        lambda ben, _: ben.naming.name([_own(ben)[0]], "mine"),
        lambda ben, _: ben.naming.name([_own(ben)[0], K.name], None),
        lambda ben, _: [ben.naming.names(), ben.naming.names("ana")],
    ),
    "naming.names": lambda ben, _: [ben.naming.names(name) for name in (None, "ana", "ben")],
    "naming.join": _each(
        lambda ben, _: ben.naming.join(K.name, _own(ben)[0]),
        lambda ben, _: ben.naming.join(*_own(ben)[2:4]),
        lambda ben, _: ben.naming.join(*_own(ben)[2:4]),
    ),
    "naming.part": lambda ben, _: ben.naming.part(K.other),
    "history.undo": lambda ben, _: [
        _outcome(lambda ben, _: ben.history.undo(), ben, Path()) for _ in range(3)
    ],
    "history.redo": lambda ben, _: ben.history.redo(),
    "history.acts": lambda ben, _: ben.history.acts(),
    "history.check": lambda ben, _: ben.history.check(),
    "history.backup": _each(
        lambda ben, path: ben.history.backup(path / "copy"),
        lambda ben, path: ben.open(path / "copy", "ben").spans.in_article("one"),
    ),
    "history.backup_dated": lambda ben, path: ben.history.backup_dated(path).dropped,
    "history.network_note": lambda ben, _: ben.history.network_note(),
    "history.notes": lambda ben, _: len(ben.history.notes()),
    "history.engine": lambda ben, _: ben.history.engine(),
    "searching.articles": lambda ben, _: [
        (document, sorted(tags)) for document, tags in ben.searching.articles(["one", "two"])
    ],
    "searching.tag": lambda ben, _: ben.searching.tag([Location("one", 26, 44)], "claim"),
    "importing.file": _brought,
    "importing.intake": _taken_in,
    "importing.take_in": lambda ben, _: stock.add(ben, "Other words.", id="four"),
    "exporting.lines": _each(
        *(
            lambda ben, _, what=what, layer=layer: ben.exporting.lines(what, layer=layer)
            for what in ("documents", "links", "reviews", "history", "nothing")
            for layer in ("all", "ana", "ben", "cleo", "resolved")
        )
    ),
    "exporting.layers": lambda ben, _: ben.exporting.layers(),
    "exporting.pieces": _each(
        *(
            lambda ben, _, form=form, layer=layer: [*ben.exporting.pieces(*form, layer=layer)]
            for form in (("network", "gexf"), ("documents", "label-studio"), ("links", "csv"))
            for layer in ("all", "ana", "ben", "cleo", "resolved")
        )
    ),
    "exporting.to_file": _read(lambda ben, path: ben.exporting.to_file(path / "out").held),
    "exporting.write": _read(
        lambda ben, path: ben.exporting.write(path / "out", ben.exporting.pieces("links"))
    ),
    "assigning.all": lambda ben, _: ben.assigning.all(),
    "assigning.annotators": lambda ben, _: ben.assigning.annotators(),
    "assigning.states": lambda ben, _: ben.assigning.states(),
    "assigning.open": lambda ben, _: ben.assigning.open(),
    "assigning.blind": lambda ben, _: ben.assigning.blind,
    "assigning.begin": _each(
        lambda ben, _: ben.assigning.begin(Mode.VERIFY, of="ana"),
        lambda ben, _: ben.assigning.begin(Mode.BLIND, articles=["one"]),
    ),
    "assigning.end": _each(
        lambda ben, _: ben.assigning.end(Mode.VERIFY, of="ana"),
        lambda ben, _: ben.assigning.end(Mode.BLIND, article="one"),
        lambda ben, _: ben.spans.in_article("one"),
    ),
    "assigning.reopen": lambda ben, _: ben.assigning.reopen(Mode.VERIFY, "one", of="ana"),
    "assigning.take_up": _each(
        lambda ben, _: ben.assigning.take_up(Mode.VERIFY, of="ana"),
        lambda ben, _: ben.assigning.take_up(Mode.BLIND),
    ),
    "verifying.items": lambda ben, _: ben.verifying.items("ana"),
    "verifying.unruled": lambda ben, _: ben.verifying.unruled("ana"),
    "verifying.rulings": lambda ben, _: ben.verifying.rulings("ana"),
    "verifying.ruling": lambda ben, _: ben.verifying.ruling(K.claim),
    "verifying.support": lambda ben, _: ben.verifying.support([K.item]),
    "verifying.agree": lambda ben, _: ben.verifying.agree(K.item),
    "verifying.reject": lambda ben, _: ben.verifying.reject(K.item, "not a claim"),
    "verifying.defer": lambda ben, _: ben.verifying.defer(K.item),
    "verifying.fix_boundary": lambda ben, _: ben.verifying.fix_boundary(K.item, 0, 5),
    "verifying.fix_label": lambda ben, _: ben.verifying.fix_label(K.item, "entity"),
    "verifying.remark": lambda ben, _: ben.verifying.remark(K.item, "hm"),
    "verifying.clear": lambda ben, _: ben.verifying.clear(K.item),
    "verifying.add": lambda ben, _: ben.verifying.add("ana", "one", 0, 5, "entity"),
    "verifying.attribute": lambda ben, _: ben.verifying.attribute("ana", K.claim, K.source),
    "corrections.all": lambda ben, _: ben.corrections.all(),
    "corrections.accept": lambda ben, _: ben.corrections.accept(CORRECTION),
    "corrections.contest": lambda ben, _: ben.corrections.contest(CORRECTION),
    "corrections.clear": lambda ben, _: ben.corrections.clear(CORRECTION),
    "adjudicating.standing": _each(
        lambda ben, _: ben.adjudicating.standing(),
        lambda ben, _: ben.adjudicating.standing(["ana", "ben"]),
    ),
    "adjudicating.resolutions": lambda ben, _: ben.adjudicating.resolutions(),
    "adjudicating.resolve": lambda ben, _: ben.adjudicating.resolve(K.case, "1"),
    "adjudicating.reopen": lambda ben, _: ben.adjudicating.reopen(K.case.id),
    "adjudicating.mark_resolved": lambda ben, _: ben.adjudicating.mark_resolved(
        "one", resolved=True
    ),
    "measuring.agreement": lambda ben, _: ben.measuring.agreement(["ana", "ben"], resamples=0),
    "measuring.confused": lambda ben, _: ben.measuring.confused(
        ("ana", "ben"), ("claim", None), same=False
    ),
    "provenance.layers": lambda ben, _: ben.provenance.layers(),
    "provenance.own_layer": lambda ben, _: ben.provenance.own_layer(),
    "provenance.material": _each(
        *(
            lambda ben, _, layer=layer: ben.provenance.material(layer)
            for layer in (None, "ben", "ana", "cleo", "all", "resolved")
        ),
    ),
    "provenance.copies": lambda ben, _: ben.provenance.copies(ben.provenance.material()),
    "provenance.case": _each(
        lambda ben, _: ben.provenance.case().groups.all,
        lambda ben, _: ben.provenance.case("all").roots,
        lambda ben, _: ben.provenance.case("ana").roots,
    ),
    "reporting.page": _each(
        *(
            lambda ben, _, layer=layer: ben.reporting.page(layer, made="today")
            for layer in (None, "all", "ana", "ben", "cleo", "resolved")
        )
    ),
    "reporting.to_file": _read(lambda ben, path: ben.reporting.to_file(path / "out", made="today")),
    "merging.conflicts": lambda ben, _: ben.merging.conflicts(),
    "merging.take_in": _each(
        lambda ben, path: ben.history.backup(path / "copy"),
        lambda ben, path: ben.merging.take_in(path / "copy"),
    ),
}
"""What is tried of each public method."""


def _sorted_work(ben: Workspace) -> object:
    done, spans, verdicts = ben.articles.worked()
    return sorted(done), sorted(spans.items()), sorted((sorted(p), n) for p, n in verdicts.items())


def _in_act(ben: Workspace, act: Callable[[Any], object]) -> object:
    with ben.store.act("ben", "tag") as acting:
        return act(acting)


def _public(kind: type) -> list[str]:
    inherited = {"store", "annotator"}
    if kind is not Desk:
        inherited |= {*_public(Desk)}
    return [name for name in dir(kind) if not name.startswith("_") and name not in inherited]


def _desks(ws: Workspace) -> dict[str, Desk]:
    names = [name for name in dir(Workspace) if not name.startswith("_")]
    got = {
        name: getattr(ws, name)
        for name in names
        if not inspect.isfunction(inspect.getattr_static(Workspace, name))
        and not isinstance(inspect.getattr_static(Workspace, name), classmethod)
    }
    return {name: desk for name, desk in got.items() if isinstance(desk, Desk)}


def test_every_public_method_is_tried(ws: Workspace) -> None:
    desks = _desks(ws)
    routes = {name for name in dir(Workspace) if not name.startswith("_")} - desks.keys()
    routes |= {f"{name}.{one}" for name, desk in desks.items() for one in _public(type(desk))}
    assert routes == CASES.keys()


def _neutral(found: object) -> str:
    """What was handed out, without what differs from one run to the next."""
    told = repr(found)
    marks: dict[str, str] = {}
    told = re.sub(r"seq=\d+|\"seq\":\s*\d+", "seq", told)
    told = re.sub(r"\b\d{4}-\d\d-\d\dT[\d:.]+Z", "time", told)
    told = re.sub(r"\b([0-9a-f]{64}|[0-9a-f]{32})\b", "hash", told)
    told = re.sub(r"/tmp/\S+?/", "tmp/", told)
    return re.sub(
        r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b",
        lambda uuid: marks.setdefault(uuid[0], f"id{len(marks)}"),
        told,
    )


def _layer(ws: Workspace, names: tuple[str, ...] = ("ana", "cleo")) -> dict[str, Any]:
    """All that is kept of some annotators, as it lies in the tables."""
    tables = [table for table, columns in schema.STATE.items() if "annotator" in columns]
    where = ", ".join(f"'{name}'" for name in names)
    found: dict[str, Any] = {
        table: ws.store.rows(f"select * from main.{table} where annotator in ({where}) order by 1")
        for table in (*tables, "desk")
    }
    found["proposals"] = ws.store.rows("select * from main.proposals")
    return found


@pytest.mark.parametrize("route", CASES)
def test_a_blind_annotator_gets_at_nothing_and_changes_nothing(route: str, tmp_path: Path) -> None:
    found = []
    for secret in (True, False):
        path = tmp_path / str(secret)
        path.mkdir()
        with scene(secret=secret) as (ben, ana):
            before = _layer(ana)
            found.append(_neutral(_outcome(CASES[route], ben, path)))
            assert SECRET not in _without_given(found[-1])
            if route not in ("importing.file", "set_codebook"):
                assert _layer(ana) == before
            assert ana.history.check() == []
    with_work, without = found
    assert with_work == without


def _without_given(told: str) -> str:
    """An answer without the identifiers that the question had."""
    for name in (*KNOWN, KNOWN.case.id):
        told = told.replace(name, "")
    return told


@pytest.mark.parametrize("route", CASES)
def test_what_was_seen_before_the_pass_is_hidden_too(route: str, tmp_path: Path) -> None:
    with scene(secret=True, before=True) as (ben, _):
        found = _neutral(_outcome(CASES[route], ben, tmp_path))
    assert SECRET not in _without_given(found)


def test_a_query_finds_nothing_of_others_in_any_table() -> None:
    with scene(secret=True, before=True) as (ben, _):
        tables = ben.store.rows("select name from main.sqlite_schema where type = 'table'")
        for name in (row["name"] for row in tables):
            if name.startswith("blind_"):  # read by the views alone, each for one annotator
                continue
            rows = ben.store.rows(f'select * from "{name}"')
            told = repr([{**row, "evidence": b""} for row in rows])
            assert SECRET not in told, name
            assert "ana" not in told.replace(ONE, "").replace(TWO, ""), name
            assert "cleo" not in told, name


def test_ones_own_history_is_told_without_what_was_reviewed() -> None:
    with scene(secret=True, before=True) as (ben, _):
        words = [in_words(act) for act in ben.history.acts()]
    assert not any(SECRET in said or "would go" in said for said in words)


def test_a_layer_that_one_brings_in_is_not_shown_and_comes_and_goes(
    pair: Pair, tmp_path: Path
) -> None:
    ana, ben = pair
    ben.assigning.begin(Mode.BLIND)
    brought = _brought(ben, tmp_path)
    assert "ana" not in repr(brought)
    assert [span.annotator for span in ana.spans.in_article("three")] == ["ana", "ana"]
    assert len(ana.spans.attributions("three")) == 1
    assert ana.history.check() == []


# -- sessions ------------------------------------------------------------------------------------


def test_another_session_of_the_same_annotator_is_blind_once_it_looks(pair: Pair) -> None:
    ana, ben = pair
    span = stock.tag(ana, "one", "Hamas")
    other = stock.tag(ana, "two", "Hamas")
    ana.links.match(Given([scored(span.id, other.id)]))
    with Workspace.open(ben.path, "ben") as second:
        second.links.decide(span.id, other.id, "same")
        assert len(second.links.queue()) == 1
        ben.assigning.begin(Mode.BLIND)
        ben.links.match(Given([]))
        second.changed_elsewhere()
        assert second.assigning.blind
        assert second.spans.in_article("one") == []
        assert len(second.links.queue()) == 0
        with pytest.raises(NotFound):
            second.spans.get(span.id)
        ben.assigning.end(Mode.BLIND)
        second.changed_elsewhere()
        assert second.spans.in_article("one") == [span]
        assert [queued.kind for queued in second.links.queue()] == ["same"]


def test_the_queue_is_read_anew_however_often_the_matcher_ran(pair: Pair) -> None:
    ana, ben = pair
    hers = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    ana.links.match(Given([scored(hers[0].id, hers[1].id)]))
    with Workspace.open(ben.path, "ben") as second:
        assert second.links.queue().at(0).left == hers[0].id
        ben.assigning.begin(Mode.BLIND)
        second.changed_elsewhere()
        ben.links.match(Given([]))  # as many runs as the others have had
        assert len(second.links.queue()) == 0
        ben.assigning.end(Mode.BLIND)
        second.changed_elsewhere()
        assert second.links.queue().at(0).left == hers[0].id


def test_matching_behind_the_views_is_of_ones_own_spans(pair: Pair) -> None:
    ana, ben = pair
    hers = stock.tag(ana, "one", "Hamas"), stock.tag(ana, "two", "Hamas")
    ben.assigning.begin(Mode.BLIND)
    assert ben.links.match().spans == 0
    his = stock.tag(ben, "one", "Hamas"), stock.tag(ben, "two", "Hamas")
    assert ana.links.match().spans == 2  # one stretch each, in two layers
    matched = ben.links.match()
    assert (matched.spans, matched.proposals) == (2, 1)
    (proposed,) = ben.links.queue()
    assert (proposed.left, proposed.right) == his
    (hers_proposed,) = ana.links.queue()
    assert {hers_proposed.left.text, hers_proposed.right.text} == {"Hamas"}
    ben.links.match(Given([scored(his[0].id, his[1].id, 0.11)]))
    ana.links.decide(hers[0].id, hers[1].id, "different")
    ben.changed_elsewhere()
    assert [(link.score, link.kind) for link in ben.links.queue()] == [(0.11, None)]
    assert ana.history.check() == ben.history.check() == []


def test_two_are_blind_at_once(pair: Pair) -> None:
    for ws, words in zip(pair, ("Monday", "official"), strict=True):
        ws.assigning.begin(Mode.BLIND)
        stock.tag(ws, "one", words)
        ws.links.match(Given([], {}, ws.annotator))
    for ws, words in zip(pair, ("Monday", "official"), strict=True):
        assert [span.text for span in ws.spans.in_article("one")] == [words]
        assert [row["matcher"] for row in ws.store.rows("select * from runs")] == [ws.annotator]


def test_the_other_is_not_affected(pair: Pair) -> None:
    ana, ben = pair
    span = stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.BLIND)
    his = stock.tag(ben, "one", "Monday")
    ana.changed_elsewhere()
    assert not ana.assigning.blind
    assert ana.spans.in_article("one") == [span, his]
    assert [one.annotator for one in ana.assigning.all()] == ["ben", "ben"]
    assert [act.action for act in ana.history.acts()][-1] == "tag"


# -- the ends of a pass --------------------------------------------------------------------------


def test_everything_shows_again_at_the_end_and_what_was_proposed_is_forgotten(pair: Pair) -> None:
    ana, ben = pair
    span = stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.BLIND)
    for article in ("one", "two"):
        stock.tag(ben, article, "Hamas")
    ben.links.match()
    assert ben.assigning.end(Mode.BLIND, article="one") == 1
    assert ben.assigning.blind
    assert ben.assigning.end(Mode.BLIND) == 1
    assert not ben.assigning.blind
    assert span in ben.spans.in_article("one")
    assert len(ben.links.queue()) == 0
    assert all(
        ben.store.value(f"select count(*) from main.blind_{table}") == 0
        for table in ("proposals", "mentions", "runs", "matched", "compared")
    )
    ben.assigning.reopen(Mode.BLIND, "one")
    assert span not in ben.spans.in_article("one")
    assert ben.assigning.blind


def test_a_pass_is_blind_in_the_next_session_too(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.BLIND, articles=["two"])
    with Workspace.open(ben.path, "ben") as again:
        assert again.assigning.blind
        assert again.spans.in_article("one") == []
        assert [one.document for one in again.assigning.open()] == ["two"]


def test_a_readonly_file_is_as_blind(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.BLIND)
    ana.close()
    ben.close()
    monkeypatch.setattr(store_module, "is_readonly", lambda _: True)
    with Workspace.open(ben.path, "ben") as again:
        assert again.spans.in_article("one") == []
        assert again.assigning.blind
    with Workspace.open(ben.path, "ana") as other:
        assert len(other.spans.in_article("one")) == 1


def test_removing_the_articles_is_no_way_to_look(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.BLIND)
    for article in ("one", "two"):
        ben.articles.remove(article)
    assert ben.assigning.blind
    assert {act.annotator for act in ben.history.acts()} == {"ben"}
    assert ben.assigning.end(Mode.BLIND) == 2
    assert not ben.assigning.blind


def test_half_of_the_views_are_never_laid(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.BLIND)
    ben.assigning.end(Mode.BLIND)
    # Somebody stops the program while it lays them.
    ben.store.connection.set_progress_handler(lambda: 1, 400)
    with suppress(DiptychError):
        ben.assigning.reopen(Mode.BLIND, "one")
    ben.store.connection.set_progress_handler(None, 0)
    ben.changed_elsewhere()
    assert (ben.spans.in_article("one") == []) is ben.assigning.blind


def test_a_name_with_a_quotation_mark_is_a_name(pair: Pair) -> None:
    ana, _ = pair
    stock.tag(ana, "one", "Hamas")
    with Workspace.open(ana.path, "o'x") as odd:
        odd.assigning.begin(Mode.BLIND)
        span = stock.tag(odd, "one", "Monday")
        assert odd.spans.in_article("one") == [span]


def test_who_verifies_must_see(pair: Pair) -> None:
    ana, ben = pair
    stock.tag(ana, "one", "Hamas")
    ben.assigning.begin(Mode.BLIND, articles=["two"])
    with pytest.raises(Refused, match="you work blind: what others made shows once"):
        ben.assigning.begin(Mode.VERIFY, of="ana")
