"""Pieces of work that are disturbed: what they start from, and how to tell half from whole."""

import itertools
import json
import os
import random
import resource
import shutil
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from annotations.errors import DiptychError, Refused, WorkspaceError
from annotations.formats import jsonl
from annotations.store import schema
from annotations.store.sqlite import APPLICATION_ID, sqlite3
from annotations.workspace import Workspace
from tests import stock
from tests.faults.forks import ROOT, Ended, Forks, beat

SEEDS = ROOT / "seeds"
_LAST = "select id from history where annotator = ? order by seq desc limit 1"
LONG_AGO = 1_000_000_000
"""A time at which nobody was working on anything here."""
LEAST = 0.5
"""Of all tries to stop a work: those that must have hit it in the middle."""
MANY = 30
"""Articles in the file that is imported."""


_TRIES = 4
_LEAST_SECONDS = 0.002


class Work(NamedTuple):
    """A command that takes a while."""

    name: str
    """What it is called in a report."""
    args: tuple[str, ...]
    """Its arguments, in a folder made by `stocked`."""
    makes: str = ""
    """The file that it makes beside the workspace, if it makes one."""


WORKS = (
    Work("import", ("import", "case.db", "many.jsonl")),
    Work("match", ("match", "--anew", "case.db")),
    Work("export", ("export", "case.db", "-o", "out.jsonl"), "out.jsonl"),
    Work("report", ("report", "case.db", "-o", "out.html"), "out.html"),
    Work("backup", ("backup", "case.db", "copy.db"), "copy.db"),
    Work("merge", ("merge", "case.db", "other.db")),
    Work("migration", ("history", "old.db")),
)
"""Everything long that a command does to files."""

CHECK = Work("check", ("check", "case.db"))


def stocked(folder: Path) -> Path:
    """Fill a folder with what all works start from."""
    folder.mkdir()
    with Workspace.open(folder / "case.db", "ana", create=True) as ws:
        take_in_samples(ws)
        ws.links.match()
        for link in ws.links.queue()[:3]:
            ws.links.decide(link.left.id, link.right.id, "same")
        ws.history.backup(folder / "other.db")
    with Workspace.open(folder / "other.db", "ben") as ben:
        for article in ben.articles.ids():
            for end in range(5, 60, 5):
                ben.spans.tag(article, 0, end, "claim")
    (folder / "many.jsonl").write_text("\n".join(json.dumps(_article(n)) for n in range(MANY)))
    _old(folder / "old.db")
    return folder


def untagged(folder: Path) -> Path:
    """A folder with a workspace of two articles that have no spans, each word fit to be one."""
    folder.mkdir()
    with Workspace.open(folder / "case.db", "ben", create=True) as ws:
        for number in "12":
            stock.add(ws, " ".join(f"word{number}{n}" for n in range(2000)), id=number)
    return folder


def take_in_samples(ws: Workspace) -> None:
    """Put the sample articles with their annotation in."""
    samples = SEEDS / "golden.jsonl"
    ws.importing.take_in(jsonl.read(samples.read_bytes(), samples.name))


def _article(number: int) -> dict[str, Any]:
    text = f"Report {number}. " + "Lena Ortiz said that 140 posts would go in May. " * 20
    spans = [{"start": at, "end": at + 4, "label": "entity"} for at in range(10, 400, 40)]
    return {"id": f"many-{number}", "text": text, "title": f"Report {number}", "spans": spans}


def _old(path: Path) -> None:
    """Make the workspace that an early version left."""
    script = (ROOT / "tests/store/schema-1.sql").read_text("utf-8")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(script)
    connection.execute(f"pragma application_id = {APPLICATION_ID}")
    connection.execute("pragma user_version = 1")
    connection.close()


def fresh(stock: Path, folder: Path) -> Path:
    """A copy of a stocked folder, in place of the one before."""
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(stock, folder))


def disturbed(
    forks: Forks,
    work: Work,
    folder: Path,
    stocked: Path,
    signal: int,
    *,
    rng: random.Random,
    within: float,
) -> tuple[Ended, float]:
    """Send a signal to a work at a random moment within so many seconds of its beginning.

    Where it had ended before that, it is done anew, and the moment is chosen within less time: how
    fast it is depends on what else the machine does.

    Returns:
        How it ended, and within how many seconds the next one is to be disturbed.
    """
    for _ in range(_TRIES):
        fresh(stocked, folder)
        ended = forks.run(folder, *work.args, signal=signal, after=rng.uniform(0, within))
        if ended.status:
            break
        within = max(within * 0.8, _LEAST_SECONDS)
    return ended, within


# -- half or whole -------------------------------------------------------------------------------


def state(folder: Path, work: Work) -> tuple[Any, ...]:
    """What a work has come to, by what it changes; each file of it must be sound.

    Of a workspace it is how many rows each table has: `check` holds them to the history.
    """
    case = next(folder / arg for arg in work.args if arg.endswith(".db"))
    made = folder / work.makes if work.makes else None
    return rows(case), _content(made) if made and made.exists() else None


def rows(case: Path) -> dict[str, int]:
    """How many rows each table has, and the version of the schema."""
    connection = sqlite3.connect(f"file:{case}?mode=rw", uri=True)
    try:
        assert connection.execute("pragma quick_check").fetchall() == [("ok",)]
        tables = connection.execute("select name from sqlite_schema where type = 'table'")
        names = [name for (name,) in tables.fetchall()]
        found = {
            name: connection.execute(f"select count(*) from {name}").fetchone()[0]
            for name in names
            if not name.startswith("sqlite_")
        }
        found["version"] = connection.execute("pragma user_version").fetchone()[0]
    finally:
        connection.close()
    if found["version"] == schema.VERSION:
        with Workspace.open(case, "ana") as ws:
            assert ws.history.check() == []
    return found


def dump(ws: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, but for where somebody left off."""
    tables = ws.store.tuples("select name from sqlite_schema where type = 'table'")
    return {name: ws.store.tuples(f"select * from {name}") for (name,) in tables if name != "desk"}


def _content(path: Path) -> object:
    """What a finished file holds, but for the time in it."""
    if path.suffix == ".db":
        return rows(path)
    data = path.read_bytes()
    return (data[-8:], len(data)) if path.suffix == ".html" else data


def copies(folder: Path) -> list[Path]:
    """The copies that were put aside before a migration."""
    return [path for path in folder.rglob("*before-schema*") if not path.name.startswith(".")]


def left_over(folder: Path) -> list[str]:
    """Files that nobody asked for; SQLite's logs belong to their file while that was not closed."""
    return [path.name for path in folder.rglob(".*")]


def age(folder: Path) -> None:
    """Make what is left over old enough for the next run to remove it."""
    for path in folder.rglob(".*"):
        os.utime(path, (LONG_AGO, LONG_AGO))


# -- tagging -------------------------------------------------------------------------------------


def tag(case: str, seed: str, annotator: str = "ana", acts: str = "") -> None:
    """Work on the spans of a file, and say each act that is done; without end unless told."""
    rng = random.Random(seed)
    with Workspace.open(case, annotator) as ws:
        for _ in range(int(acts)) if acts else itertools.count():
            one_act(ws, rng)
            said = ws.store.value(_LAST, (annotator,))
            os.write(1, f"{said}\n".encode())
            beat()


def write_at_once(case: str, writers: str, acts: str) -> None:
    """Have so many programs each do so many acts in a file, all let go together.

    Each act is said as a line: its identifier, and the seconds that it took.
    """
    waiting, let_go = os.pipe()
    children = []
    for number in range(int(writers)):
        child = os.fork()
        if child == 0:
            os.close(let_go)
            _write_one_after_the_other(case, f"writer {number}", int(acts), waiting)
        children.append(child)
    os.close(let_go)  # on which they all wait
    ended = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    assert not any(ended), ended


def _write_one_after_the_other(case: str, annotator: str, acts: int, waiting: int) -> None:
    status = 70
    try:
        rng = random.Random(annotator)
        with Workspace.open(case, annotator) as ws:
            os.read(waiting, 1)
            for _ in range(acts):
                begun = time.monotonic()
                one_act(ws, rng)
                took = time.monotonic() - begun
                os.write(1, f"{ws.store.value(_LAST, (annotator,))} {took:.3f}\n".encode())
        status = 0
    except BaseException:  # noqa: BLE001 (it ends here, and says why)
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(status)


def tag_until_full(case: str, seed: str) -> None:
    """Tag until that is refused, say how, make room, and go on; each act is said."""
    rng = random.Random(seed)
    with Workspace.open(case, "ana") as ws:
        try:
            while True:
                os.write(1, f"{_tagged(ws, rng)}\n".encode())
        except WorkspaceError as error:
            os.write(2, f"{error}\n".encode())
        os.write(1, b"room\n")
        _make_room()
        for _ in range(10):
            os.write(1, f"{_tagged(ws, rng)}\n".encode())


def _make_room() -> None:
    Path("ballast").unlink(missing_ok=True)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def _tagged(ws: Workspace, rng: random.Random) -> str:
    start = rng.randrange(300)
    note = "x" * rng.randrange(2000)
    return ws.spans.tag(_article_of(ws, rng), start, start + 9, "claim", note=note).id


def one_act(ws: Workspace, rng: random.Random) -> None:
    """Do something at random that goes into the history."""
    doings = (_tag, _tag, _tag, _tag, _delete, _undo, _undo, _redo, _describe, _rest)
    while True:
        try:
            rng.choice(doings)(ws, rng)
        except Refused:  # nothing to undo, say: something else
            continue
        return


def _article_of(ws: Workspace, rng: random.Random) -> str:
    return rng.choice(ws.articles.ids())


def _tag(ws: Workspace, rng: random.Random) -> None:
    start = rng.randrange(200)
    label = rng.choice(("entity", "source", "claim"))
    ws.spans.tag(_article_of(ws, rng), start, start + rng.randrange(1, 40), label)


def _own(ws: Workspace, rng: random.Random) -> list[Any]:
    spans = ws.spans.in_article(_article_of(ws, rng))
    return [span for span in spans if span.annotator == ws.annotator]


def _delete(ws: Workspace, rng: random.Random) -> None:
    if not (own := _own(ws, rng)):
        raise Refused("nothing to delete")
    ws.spans.delete(rng.choice(own).id)


def _rest(ws: Workspace, rng: random.Random) -> None:
    """Say on whose word a claim rests."""
    own = _own(ws, rng)
    claims = [span for span in own if span.label == "claim"]
    sources = [span for span in own if span.label == "source"]
    if not (claims and sources):
        raise Refused("nothing to attribute")
    ws.spans.attribute(rng.choice(claims).id, rng.choice(sources).id)


def _undo(ws: Workspace, _: random.Random) -> None:
    ws.history.undo()


def _redo(ws: Workspace, _: random.Random) -> None:
    ws.history.redo()


def _describe(ws: Workspace, rng: random.Random) -> None:
    ws.articles.describe(_article_of(ws, rng), title=f"Title {rng.random()}")


def refusing(work: Callable[[], object]) -> str:
    """What the program says of something that it cannot do; empty where it could."""
    try:
        work()
    except DiptychError as error:
        return str(error)
    return ""
