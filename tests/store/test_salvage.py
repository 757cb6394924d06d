"""What a damaged file still holds comes into a new one, which is sound, and losses are told."""

import random
import shutil
import stat
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from annotations.errors import DiptychError, NewerWorkspace, Refused, WorkspaceDamaged
from annotations.review.records import Mode
from annotations.store.salvage.rebuilding import Salvaged, salvage
from annotations.store.sqlite import sqlite3 as engine
from annotations.text.candidates import candidates
from annotations.text.segments import Segments
from annotations.workspace import Workspace
from annotations.workspace.history import in_words
from tests import stock

PAGE = 4096
SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("0[12]-*.md"))


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of two articles, worked on by two: tags, an attribution, links, a review."""
    path = tmp_path_factory.mktemp("original") / "case.db"
    with Workspace.open(path, "ana", create=True) as ana, Workspace.open(path, "ben") as ben:
        for seed in SEEDS:
            stock.add(ana, seed.read_text("utf-8"), title=seed.stem)
        for number, article in enumerate(ana.articles.ids()):
            text = ana.articles.get(article).text
            for place, found in enumerate(candidates(Segments(text, "en"))):
                who = ben if place % 3 == number else ana
                who.spans.tag(article, found.start, found.end, found.label)
        one, two = ana.articles.ids()
        names = [[s for s in ana.spans.in_article(a) if s.label == "entity"] for a in (one, two)]
        for left, right in zip(*names, strict=False):
            ana.links.decide(left.id, right.id, "same")
        claim = next(s for s in ana.spans.in_article(one) if s.label == "claim")
        ana.spans.attribute(claim.id, names[0][0].id)
        ana.naming.name([names[0][0].id], "Somebody")
        ben.assigning.begin(Mode.VERIFY, of="ana")
        for item in ben.verifying.items("ana")[:8]:
            ben.verifying.agree(item)
        ana.history.undo()
        ana.set_codebook('name = "mine"')
        ana.articles.leave_off("place", 3)
    return path


@pytest.fixture
def damaged(original: Path, case: Path) -> Path:
    """A copy of it, to be damaged."""
    shutil.copyfile(original, case)
    return case


@cache
def everything(path: Path) -> dict[str, dict[str, dict[str, object]]]:
    """Every row of the tables that people's work is in."""
    tables = (
        "texts",
        "documents",
        "spans",
        "attributions",
        "verdicts",
        "reviews",
        "names",
        "history",
    )
    with Workspace.open(path, "ana") as ws:
        return {
            table: {row["sha256" if table == "texts" else "id"]: row for row in rows}
            for table in tables
            for rows in [ws.store.rows(f"select * from {table}")]
        }


def repaired(damaged: Path) -> tuple[Path, Salvaged]:
    """Repair a file that is damaged."""
    target, salvaged = perhaps_repaired(damaged)
    assert salvaged is not None
    return target, salvaged


def perhaps_repaired(damaged: Path) -> tuple[Path, Salvaged | None]:
    """Repair a file; the new one must be sound, private and alone, the damaged one untouched."""
    target = damaged.with_name("new.db")
    target.unlink(missing_ok=True)
    before = {path.name: path.read_bytes() for path in damaged.parent.iterdir()}
    salvaged = salvage(damaged, target, "rita")
    after = {path.name: path.read_bytes() for path in damaged.parent.iterdir()}
    assert (after.pop("new.db", None) is None) == (salvaged is None)
    assert after == before
    if salvaged is None:
        return target, None
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with Workspace.open(target, "ana") as ws:
        assert ws.history.check() == []
    return target, salvaged


def sql(path: Path, *statements: str) -> None:
    """Write past the triggers, as a hostile or broken program would."""
    connection = engine.connect(path, isolation_level=None)
    connection.execute("pragma foreign_keys = off")
    triggers = connection.execute("select name from sqlite_schema where type = 'trigger'")
    for (name,) in triggers.fetchall():
        connection.execute(f"drop trigger {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


# -- random damage -------------------------------------------------------------------------------

Damage = Callable[[bytearray, random.Random], None]


def _scribble(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) - 16)
    data[at : at + 16] = rng.randbytes(16)


def _noise(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = rng.randbytes(PAGE)


def _nothing(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(len(data) // PAGE) * PAGE
    data[at : at + PAGE] = bytes(PAGE)


def _head_of_a_page(data: bytearray, rng: random.Random) -> None:
    at = rng.randrange(1, len(data) // PAGE) * PAGE
    data[at : at + 16] = rng.randbytes(16)


def _swapped(data: bytearray, rng: random.Random) -> None:
    one, other = (n * PAGE for n in rng.sample(range(1, len(data) // PAGE), 2))
    data[one : one + PAGE], data[other : other + PAGE] = (
        data[other : other + PAGE], data[one : one + PAGE],
    )  # fmt: skip


def _header(data: bytearray, rng: random.Random) -> None:
    data[:100] = rng.randbytes(100)


def _schema(data: bytearray, rng: random.Random) -> None:
    data[100:PAGE] = rng.randbytes(PAGE - 100)


def _cut(data: bytearray, rng: random.Random) -> None:
    del data[rng.randrange(len(data) // 2, len(data)) :]


def _many_scribbles(data: bytearray, rng: random.Random) -> None:
    for _ in range(20):
        _scribble(data, rng)


def _many_pages(data: bytearray, rng: random.Random) -> None:
    for _ in range(5):
        _noise(data, rng)


ONE_PAGE: list[Damage] = [_scribble, _noise, _nothing, _head_of_a_page, _header, _schema]
WORSE: list[Damage] = [_swapped, _cut, _many_scribbles, _many_pages]
TIMES = 4


@pytest.mark.parametrize("damage", [*ONE_PAGE, *WORSE])
def test_random_damage(
    original: Path, damaged: Path, damage: Damage, capsys: pytest.CaptureFixture[str]
) -> None:
    rng, whole = random.Random(damage.__name__), everything(original)
    kept = []
    for _ in range(TIMES):
        data = bytearray(original.read_bytes())
        damage(data, rng)
        damaged.write_bytes(data)
        new, salvaged = perhaps_repaired(damaged)
        if salvaged is None:  # it hit where nothing lay
            continue
        found = everything.__wrapped__(new)
        spans = sum(found["spans"].get(k) == row for k, row in whole["spans"].items())
        kept.append(spans / len(whole["spans"]))
        acts = sum(row["action"] != "repair" for row in found["history"].values())
        assert acts == salvaged.kept["acts"]
        if salvaged.is_whole and acts == len(found["history"]):
            assert {**found, "texts": 0} == {**whole, "texts": 0}
    if damage in ONE_PAGE:  # what people did is in two places
        assert all(share == 1 for share in kept)


# -- damage of a kind ----------------------------------------------------------------------------


def test_a_sound_file_is_left_alone(damaged: Path) -> None:
    assert salvage(damaged, damaged.with_name("new.db"), "rita") is None
    assert [path.name for path in damaged.parent.iterdir()] == ["case.db"]


@pytest.mark.parametrize("damage", [_header, _schema])
def test_without_a_header_or_a_schema_nothing_is_lost(
    original: Path, damaged: Path, damage: Damage
) -> None:
    data = bytearray(original.read_bytes())
    damage(data, random.Random(1))
    damaged.write_bytes(data)
    new, salvaged = repaired(damaged)
    assert salvaged.is_whole
    assert everything(new) == everything(original)


def test_a_row_that_the_history_knows_better_is_put_right(original: Path, damaged: Path) -> None:
    sql(
        damaged,
        "update spans set text = 'x' where rowid = 3",
        "delete from verdicts where rowid = 2",
        "drop index spans_by_place",
    )
    new, salvaged = repaired(damaged)
    assert salvaged.is_whole
    assert everything(new) == everything(original)


def test_an_act_whose_hash_is_damaged_proves_itself_by_an_index(
    original: Path, damaged: Path
) -> None:
    data = bytearray(original.read_bytes())
    (act,) = [a for a in everything(original)["history"].values() if a["seq"] == 9]
    at = data.index(str(act["changes"]).encode() + str(act["hash"]).encode())
    data[at + len(str(act["changes"])) + 5] ^= 1
    damaged.write_bytes(data)
    new, salvaged = repaired(damaged)
    assert salvaged.is_whole
    assert everything(new) == everything(original)


def test_behind_a_broken_act_the_others_stay(original: Path, damaged: Path) -> None:
    sql(damaged, "update history set annotator = 'eve' where seq = 9")
    new, salvaged = repaired(damaged)
    assert salvaged.acts == (9,)
    assert salvaged.lost == {"articles": 0, "spans": 0, "attributions": 0, "links": 0, "acts": 1}
    was, now = everything(original), everything(new)
    assert now["spans"] == was["spans"]
    assert {*was["history"]} - {*now["history"]} == {
        row["id"] for row in was["history"].values() if row["seq"] == 9
    }
    with Workspace.open(new, "ana") as ws:
        last = [*ws.history.acts()][-1]
        assert (last.annotator, last.action) == ("rita", "repair")
        assert in_words(last) == "repaired the file: a change"


@pytest.mark.parametrize("annotator", ["ana", "ben", "rita"])
def test_undo_ends_where_the_history_does(damaged: Path, annotator: str) -> None:
    sql(damaged, "update history set time = '' where seq in (9, 30, 31)")
    new, _ = repaired(damaged)
    with Workspace.open(new, annotator) as ws:
        for _ in ws.history.acts():
            try:
                ws.history.undo()
            except DiptychError as error:
                said = str(error)
                break
        assert "nothing to undo" in said or "has changed the same thing" in said
        assert ws.history.check() == []


def test_without_its_history_a_row_stays(original: Path, damaged: Path) -> None:
    sql(damaged, "delete from history where seq > 10")
    new, salvaged = repaired(damaged)
    was, now = everything(original), everything(new)
    for table in ("documents", "spans", "attributions", "verdicts", "reviews", "names"):
        assert now[table] == was[table], table
    assert salvaged.kept["acts"] == 10


# -- texts ---------------------------------------------------------------------------------------


def _damage_text(original: Path, damaged: Path, words: str, by: bytes) -> str:
    """Write over words in the text of the first article; gives its identifier."""
    (article,) = [r for r in everything(original)["documents"].values() if r["ordinal"] == 1]
    text = str(everything(original)["texts"][str(article["sha256"])]["text"])
    data = bytearray(original.read_bytes())
    beginning = -1
    while (beginning := data.find(text[:40].encode(), beginning + 1)) >= 0:  # or where it was
        at = data.index(words.encode(), beginning)
        data[at : at + len(by)] = by
        beginning = at
    damaged.write_bytes(data)
    return str(article["id"])


def _quoted(original: Path, article: str) -> list[tuple[int, int, str]]:
    spans = everything(original)["spans"].values()
    return [(s["start"], s["end"], s["text"]) for s in spans if s["document"] == article]  # type: ignore[misc]


def test_a_text_is_mended_by_what_was_quoted_from_it(original: Path, damaged: Path) -> None:
    quotes = sorted(
        (str(s["text"]) for s in everything(original)["spans"].values()), key=len, reverse=True
    )
    text = next(iter(everything(original)["texts"].values()))["text"]
    words = next(quote for quote in quotes if quote in str(text) and quote.isascii())
    _damage_text(original, damaged, words[:12], b"\xff" * 12)
    new, salvaged = repaired(damaged)
    assert salvaged.is_whole
    assert everything(new) == everything(original)


def test_a_text_that_cannot_be_mended_does_not_pass_as_what_was_imported(
    original: Path, damaged: Path
) -> None:
    article = _damage_text(original, damaged, "title:", b"\x01\xff\xfe\x02\xff\xfe")
    new, salvaged = repaired(damaged)
    assert [text.unknown for text in salvaged.texts] == [6]
    assert salvaged.lost["spans"] == 0
    with Workspace.open(new, "ana") as ws:
        found = ws.articles.get(article)
        was = everything(original)["documents"][article]
        assert found.title == f"{was['title']} (text damaged)" == salvaged.texts[0].name
        assert found.meta["repair"] == {
            "text": "not what was imported",
            "sha256": was["sha256"],
            "unknown characters": 6,
        }
        assert found.text.count("\N{REPLACEMENT CHARACTER}") == 6
        assert {"start", "end"} < {*everything(new)["spans"].popitem()[1]}
    assert _quoted(new, article) == _quoted(original, article)


def test_a_text_that_is_gone_is_made_of_what_was_quoted(original: Path, damaged: Path) -> None:
    sql(damaged, "delete from texts where rowid = 1")
    data = damaged.read_bytes()
    texts = everything(original)["texts"].values()
    first = str(next(iter(texts))["sha256"]).encode()
    damaged.write_bytes(data.replace(first + b"---", b"\0" * (len(first) + 3)))
    new, salvaged = repaired(damaged)
    assert salvaged.lost["spans"] == 0
    assert len(salvaged.texts) == 1
    assert {k: {**r, "document": 0} for k, r in everything(new)["spans"].items()} == {
        k: {**r, "document": 0} for k, r in everything(original)["spans"].items()
    }


# -- the log -------------------------------------------------------------------------------------


def test_acts_behind_a_broken_frame_of_the_log_prove_themselves(damaged: Path) -> None:
    aside = damaged.with_name("aside")
    aside.mkdir()
    with Workspace.open(damaged, "ana") as ws:
        article = ws.articles.ids()[0]
        for start in range(20):
            ws.spans.tag(article, start, start + 3, "claim")
        acts = len([*ws.history.acts()])
        for ending in ("", "-wal"):
            shutil.copyfile(f"{damaged}{ending}", aside / f"case.db{ending}")
    log = bytearray((aside / "case.db-wal").read_bytes())
    log[40] ^= 1
    (aside / "case.db-wal").write_bytes(log)
    new, salvaged = repaired(aside / "case.db")
    assert salvaged.kept["acts"] >= acts - 1
    with Workspace.open(new, "ana") as ws:
        assert len([s for s in ws.spans.in_article(article) if s.start < 20]) >= 19


def test_a_log_in_order_is_read(damaged: Path) -> None:
    aside = damaged.with_name("aside")
    aside.mkdir()
    with Workspace.open(damaged, "ana") as ws:
        span = ws.spans.tag(ws.articles.ids()[0], 0, 3, "claim")
        for ending in ("", "-wal"):
            shutil.copyfile(f"{damaged}{ending}", aside / f"case.db{ending}")
    data = bytearray((aside / "case.db").read_bytes())
    data[:PAGE] = bytes(PAGE)
    (aside / "case.db").write_bytes(data)
    new, salvaged = repaired(aside / "case.db")
    assert salvaged.is_whole
    assert span.id in everything(new)["spans"]


# -- refusals ------------------------------------------------------------------------------------


def test_what_is_there_is_not_written_over(damaged: Path) -> None:
    sql(damaged, "update spans set text = 'x' where rowid = 3")
    target = damaged.with_name("new.db")
    target.write_text("mine")
    with pytest.raises(Refused, match=r"new.db: exists already: give another name with -o"):
        salvage(damaged, target, "rita")
    with pytest.raises(Refused, match="exists already"):
        salvage(damaged, damaged, "rita")
    assert target.read_text() == "mine"


@pytest.mark.parametrize("content", [b"", b"Hello. " * 2000, bytes(9 * PAGE), b"SQLite format 3\0"])
def test_where_nothing_can_be_read_nothing_is_made(case: Path, content: bytes) -> None:
    case.write_bytes(content)
    with pytest.raises(WorkspaceDamaged, match="nothing of a workspace can be read in it"):
        salvage(case, case.with_name("new.db"), "rita")
    assert [path.name for path in case.parent.iterdir()] == ["case.db"]


def test_a_missing_file(case: Path) -> None:
    with pytest.raises(DiptychError, match="cannot be read: No such file"):
        salvage(case, case.with_name("new.db"), "rita")


def test_a_newer_file_is_not_taken_for_a_damaged_one(damaged: Path) -> None:
    sql(damaged, "pragma user_version = 99")
    with pytest.raises(NewerWorkspace, match="update diptych to repair it"):
        salvage(damaged, damaged.with_name("new.db"), "rita")


def test_who_is_blind_is_not_told_what_others_made(case: Path) -> None:
    with Workspace.open(case, "ana", create=True) as ana, Workspace.open(case, "ben") as ben:
        stock.add(ana, stock.ONE, id="one")
        mine = stock.tag(ana, "one", "Hamas")
        hers = stock.tag(ben, "one", "Monday")
        ben.assigning.begin(Mode.BLIND)
        ids = mine.id, hers.id
    sql(
        case,
        *(f"delete from spans where id = '{i}'" for i in ids),
        "update history set annotator = annotator || 'x' where action = 'tag'",
    )
    told = salvage(case, case.with_name("new.db"), "ben")
    assert told is not None
    assert {row.words for row in told.rows} == {"of another annotator", "entity “Monday”"}


@pytest.mark.parametrize("into", ["repaired", "backup"])
def test_what_was_lost_comes_back_from_a_backup(original: Path, damaged: Path, into: str) -> None:
    sql(damaged, "delete from history where seq between 9 and 40")
    files = {"repaired": repaired(damaged)[0], "backup": damaged.with_name("backup.db")}
    shutil.copyfile(original, files["backup"])
    (other,) = files.keys() - {into}
    with Workspace.open(files[into], "rita") as ws:
        ws.merging.take_in(files[other])
        assert ws.history.check() == []
    was, now = everything(original), everything(files[into])
    assert was["history"].keys() <= now["history"].keys()
    for table in ("texts", "documents", "spans", "attributions", "verdicts", "reviews", "names"):
        assert now[table] == was[table], table
