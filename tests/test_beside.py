"""Files that are made beside another one, and what is left of them when a program was killed."""

import os
import time
from pathlib import Path

from annotations import beside

LONG_AGO = time.time() - 2 * beside.OLD


def _left_by_a_killed_program(target: Path) -> list[Path]:
    handle, name = beside.new_file(target)
    os.close(handle)
    folder = beside.new_folder(target)
    (folder / "inside.txt").write_text("half")
    log = Path(f"{name}-wal")
    log.touch()
    return [Path(name), folder, log]


def test_they_are_beside_it_and_private(tmp_path: Path) -> None:
    file, folder, _ = _left_by_a_killed_program(tmp_path / "out.jsonl")
    assert {file.parent, folder.parent} == {tmp_path}
    assert [path.stat().st_mode & 0o077 for path in (file, folder)] == [0, 0]


def test_the_next_removes_what_is_old(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    left = _left_by_a_killed_program(target)
    for path in left:
        os.utime(path, (LONG_AGO, LONG_AGO))
    with beside.folder(target) as made:
        assert [*tmp_path.iterdir()] == [made]
    assert [*tmp_path.iterdir()] == []


def test_what_is_new_or_of_others_stays(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    new = _left_by_a_killed_program(target)
    others = [tmp_path / name for name in (".out.jsonl.swp", ".out.jsonl.bak", "out.jsonl")]
    of_another, _, _ = _left_by_a_killed_program(tmp_path / "out")
    for path in (*others, of_another):
        path.touch()
        os.utime(path, (LONG_AGO, LONG_AGO))
    os.close(beside.new_file(target)[0])
    assert {*new, *others, of_another} <= {*tmp_path.iterdir()}
