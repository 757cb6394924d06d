"""Many files at once: found in folders and by patterns, near-duplicates named, and dry runs."""

import os
from pathlib import Path

import pytest

from annotations.errors import Cancelled, IntakeError, NotAWorkspace, Refused, WorkspaceError
from annotations.formats import finding
from annotations.workspace import Workspace
from tests import stock
from tests.text.test_twins import edited, texts


def made(folder: Path, *names: str) -> list[Path]:
    """Files of these names, each with a text of its own."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {path.name}.")
    return paths


# -- which files are meant -------------------------------------------------------------------------


def test_a_folder_is_gone_through_and_other_kinds_are_counted(tmp_path: Path) -> None:
    wanted = made(tmp_path, "a.txt", "z.md", "sub/b.HTML", "sub/deep/c.warc.gz")
    made(tmp_path, ".hidden.txt", ".git/x.txt", "sub/b.jpg", "sub/d.JPG", "none", "x.gz")
    meant = finding.meant([tmp_path])
    assert meant.files == wanted
    assert meant.left == {".jpg": 2, "": 1, ".gz": 1}
    assert str(meant) == "1 .gz, 1 without a suffix, 2 .jpg"


def test_parts_of_a_saved_page_are_no_articles(tmp_path: Path) -> None:
    wanted = made(tmp_path, "page.html", "other_files/a.html")
    made(tmp_path, "page_files/frame.html", "page_files/b.js")
    assert finding.meant([tmp_path]).files == wanted
    assert not finding.meant([tmp_path]).left
    assert finding.meant([tmp_path]).parts == 1


def test_a_walk_is_told_and_can_be_stopped_and_all_files_are_refused(tmp_path: Path) -> None:
    made(tmp_path, "a.txt", "sub/b.txt", "sub/c.jpg")
    heard: list[int] = []
    finding.meant([tmp_path], lambda done, _: heard.append(done))
    assert heard == [1, 3]

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        finding.meant([tmp_path], stop)
    with pytest.raises(IntakeError, match="give the folder of your own"):
        finding.meant([Path(tmp_path.anchor)])


def test_a_folder_that_is_closed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, "a.txt", "sub/b.txt")
    scan = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", closed)
    told = f"{tmp_path / 'sub'}: cannot be gone through: Permission denied"
    assert finding.meant([tmp_path]).closed == (told,)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_that_lead_round_end(tmp_path: Path) -> None:
    (file,) = made(tmp_path, "in/sub/a.txt")
    (tmp_path / "in" / "sub" / "round").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in" / "sub")
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = finding.meant([tmp_path / "in"]).files
    assert len(found) == 2
    assert {path.resolve() for path in found} == {file, tmp_path / "nowhere"}


def test_a_pattern_is_spelt_out_and_a_file_of_that_name_is_itself(tmp_path: Path) -> None:
    one, two, odd = made(tmp_path, "a1.txt", "sub/a2.txt", "[a].txt")
    assert finding.meant([tmp_path / "a*.txt"]).files == [one]
    assert finding.meant([tmp_path / "**" / "a?.txt", one]).files == [one, two]
    assert finding.meant([odd]).files == [odd]
    for nothing in (tmp_path / "b*.txt", tmp_path / "no.txt", Path("\0"), Path("*\0")):
        assert finding.meant([nothing]).files == [nothing]


# -- near-duplicates -------------------------------------------------------------------------------


def test_near_duplicates_are_named_whether_they_were_there_or_come_along(
    ws: Workspace, tmp_path: Path
) -> None:
    there, fresh, other = texts(3)
    stock.add(ws, there, title="There")
    contents = {"a": edited(there, 12), "b": fresh, "c": edited(fresh, 12), "d": other, "e": other}
    contents["f"] = f"{texts(1, seed=9)[0]} {there}"
    for name, text in contents.items():
        (tmp_path / f"{name}.txt").write_text(f"---\ntitle: {name}\n---\n{text}")
    with ws.importing.intake() as intake:
        reports = {name: intake.file(tmp_path / f"{name}.txt") for name in contents}
    near = {name: [(n.of, n.holds) for n in report.near] for name, report in reports.items()}
    assert near == {
        "a": [("There", False)],
        "b": [],
        "c": [("b", False)],
        "d": [],
        "e": [],
        "f": [("There", True)],
    }
    assert reports["e"].known == [("e.txt", "d")]
    assert 0.8 < reports["a"].near[0].share < 0.95
    assert sum(report.compared for report in reports.values()) <= 6
    assert len(ws.articles.ids()) == 6, "they come in nevertheless"


def test_near_duplicates_in_one_file(ws: Workspace, tmp_path: Path) -> None:
    (text,) = texts(1)
    lines = [
        f'{{"title": "S", "text": "{text}"}}',
        f'{{"title": "T", "text": "{edited(text, 12)}"}}',
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    heard: list[tuple[int, int]] = []
    with ws.importing.intake() as intake:
        (near,) = intake.file(path, lambda done, total: heard.append((done, total))).near
    assert (near.article, near.of, near.number) == ("T", "S", 1)
    assert heard == sorted(heard)
    assert heard[-1][0] == heard[-1][1]


def test_what_did_not_come_in_is_nobodys_duplicate(ws: Workspace, tmp_path: Path) -> None:
    (text,) = texts(1)
    good, bad = tmp_path / "a.txt", tmp_path / "b.jsonl"
    good.write_text(edited(text, 12))
    bad.write_text(f'{{"text": "{text}"}}\n{{"id": "l", "label": "x", "left": {{"span": "n"}},'
                   ' "right": {"span": "m"}}')  # fmt: skip

    def stop(done: int, total: int) -> None:
        if 3 * done > total:
            raise Cancelled

    with ws.importing.intake() as intake:
        with pytest.raises(IntakeError, match="no span"):
            intake.file(bad)
        with pytest.raises(Cancelled):
            intake.file(good, stop)
        assert intake.file(good).near == []
    assert len(ws.articles.ids()) == 1


def test_a_format_that_is_said_goes_for_all(ws: Workspace, tmp_path: Path) -> None:
    (path,) = made(tmp_path, "a.jsonl")
    with ws.importing.intake("text") as intake:
        assert [name for _, name in intake.file(path).added] == ["The text of a.jsonl."]
    with (
        ws.importing.intake("nonsense") as intake,
        pytest.raises(IntakeError, match="choose one of"),
    ):
        intake.file(path)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("o.gexf", "<gexf>", "GEXF"),
        ("w.tsv", "a\tb", "TSV"),
        ("w", "#FORMAT=WebAnno TSV 3.3\n", "WebAnno TSV"),
        ("spans.txt", "id,article,annotator,label\n", "a table that diptych wrote"),
        ("x.txt", "\ufeff<?xml version='1.0'?><a/>", "XML"),
    ],
)
def test_files_of_other_tools_are_no_articles_unless_that_is_said(
    ws: Workspace, tmp_path: Path, name: str, content: str, kind: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(IntakeError, match=f"{name}: {kind}, which is not read: --format text"):
        ws.importing.file(tmp_path / name)
    assert len(ws.importing.file(tmp_path / name, format_="text").added) == 1


# -- dry runs --------------------------------------------------------------------------------------


def test_a_rehearsal_is_like_the_file_and_changes_nothing(ws: Workspace, tmp_path: Path) -> None:
    stock.add(ws, "There already.", title="Old")
    before = ws.path.read_bytes()
    (path,) = made(tmp_path, "a.txt")
    with Workspace.rehearse(ws.path, "ana") as rehearsed:
        assert [a.details.title for a in rehearsed.articles.overview()] == ["Old"]
        rehearsed.importing.file(path)
        assert len(rehearsed.articles.ids()) == 2
        assert stock.problems(rehearsed) == []
    assert len(ws.articles.ids()) == 1
    assert ws.path.read_bytes() == before


def test_a_rehearsal_of_what_is_not_there_makes_nothing(tmp_path: Path) -> None:
    (path,) = made(tmp_path / "in", "a.txt")
    with Workspace.rehearse(tmp_path / "new.db", "ana") as rehearsed:
        assert len(rehearsed.importing.file(path).added) == 1
    assert os.listdir(tmp_path) == ["in"]  # noqa: PTH208


def test_a_rehearsal_is_refused_where_the_act_would_be(ws: Workspace, tmp_path: Path) -> None:
    (text,) = made(tmp_path, "a.txt")
    with pytest.raises(NotAWorkspace):
        Workspace.rehearse(text, "ana")
    with pytest.raises(Refused):
        Workspace.rehearse(tmp_path / "new.db", "all")
    with pytest.raises(WorkspaceError, match="No such file or directory: give a place"):
        Workspace.rehearse(tmp_path / "none" / "new.db", "ana")
