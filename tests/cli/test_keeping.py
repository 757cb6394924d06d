"""`diptych check --repair` and `diptych backup`: what they print, and how they end."""

import json
import random
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from annotations.store import place
from annotations.workspace import Workspace
from tests.cli.conftest import Cli

PAGE = 4096


def scribble(case: Path, seed: int) -> None:
    """Write noise over most of a file."""
    rng, data = random.Random(seed), bytearray(case.read_bytes())
    for at in range(PAGE, len(data) - 8 * PAGE, 2 * PAGE):
        data[at : at + PAGE] = rng.randbytes(PAGE)
    case.write_bytes(data)


def test_a_sound_file_is_not_repaired(cli: Cli, case: Path) -> None:
    told = cli("check", case, "--repair")
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == f"{case}: sound: nothing to repair, and nothing was written\n"
    assert not case.with_name("case-repaired.db").exists()
    told = cli("check", case, "--repair", "--json")
    assert json.loads(told.stdout) == {"sound": True, "file": None}


def test_a_repair_without_loss(cli: Cli, case: Path) -> None:
    data = bytearray(case.read_bytes())
    data[:100] = bytes(100)
    case.write_bytes(data)
    assert cli("check", case).exit_code == 1
    told = cli("check", case, "--repair")
    assert (told.exit_code, told.stdout) == (0, "")
    new = case.with_name("case-repaired.db")
    assert told.stderr.splitlines() == [
        (
            f"{new}: 2 articles, 2 spans, 0 attributions, 1 link, 5 acts; {case} is as it was;"
            f" `diptych match {new}` proposes links anew"
        ),
        "nothing was lost",
    ]
    assert cli("check", new).exit_code == 0
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    again = cli("check", case, "--repair")
    assert (again.exit_code, again.stdout) == (1, "")
    assert again.stderr == f"diptych: {new}: exists already: give another name with -o\n"


def test_a_repair_with_loss_says_what_was_lost(cli: Cli, case: Path) -> None:
    scribble(case, 3)
    before = case.read_bytes()
    told = cli("check", case, "--repair", "-o", "saved.db", "--annotator", "rita")
    assert told.exit_code == 1
    assert told.stdout
    assert re.search(r"^diptych: .*: not everything could be read: ", told.stderr, re.MULTILINE)
    assert case.read_bytes() == before
    assert cli("check", "saved.db").exit_code == 0
    with Workspace.open("saved.db", "ana") as ws:
        assert [*ws.history.acts()][-1].annotator == "rita"
    told = cli("check", case, "--repair", "-o", "again.db", "--json")
    fields = json.loads(told.stdout)
    assert (fields["sound"], fields["whole"], fields["file"]) == (False, False, "again.db")
    assert fields["kept"].keys() == fields["lost"].keys() >= {"articles", "spans", "acts"}


def test_where_a_file_can_be_read_by_others_check_says_so(cli: Cli, case: Path) -> None:
    case.chmod(0o640)
    told = cli("check", case)
    assert told.exit_code == 0
    assert told.stderr == (
        f"{case}: others on this machine can read it: `chmod 600` keeps it yours\n"
    )
    assert len(json.loads(cli("check", case, "--json").stdout)["notes"]) == 1


def test_backups_with_a_date(cli: Cli, case: Path, tmp_path: Path) -> None:
    told = cli("backup", case)
    assert told.exit_code == 0
    (made,) = tmp_path.glob("case.backup-*.db")
    assert told.stderr == f"{made}: a copy of {case}\n"
    folder = tmp_path / "copies"
    folder.mkdir()
    first = cli("backup", case, folder, "--keep", "1").stderr.partition(":")[0]
    told = cli("backup", case, folder, "--keep", "1")
    assert told.stderr.splitlines()[1] == f"{first}: deleted, as there are newer ones"
    assert len([*folder.iterdir()]) == 1
    assert made.exists()


def test_a_folder_that_is_not_there_is_no_file(cli: Cli, case: Path, tmp_path: Path) -> None:
    told = cli("backup", case, f"{tmp_path}/copies/")
    assert told.exit_code == 2
    assert "no such folder: make it first" in told.stderr
    assert not (tmp_path / "copies").exists()


def test_a_backup_of_a_damaged_workspace_says_so(cli: Cli, case: Path) -> None:
    with Workspace.open(case, "ana") as ws:
        ws.store.connection.execute("update documents set title = 'Forged'")
    told = cli("backup", case, "--keep", "1")
    assert told.exit_code == 1
    assert "and so is that copy: no older one was deleted" in told.stderr


def test_on_a_network_mount_open_and_check_say_so(
    cli: Cli, case: Path, opened: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = case.with_name("mounts")
    mounts.write_text(f"server:/export {case.parent} nfs4 rw 0 0\n")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    for call in (("open", case), ("check", case)):
        told = cli(*call)
        assert told.exit_code == 0
        assert told.stderr.startswith(f"{case}: on a network mount (nfs4): kept without")
    assert len(opened) == 1
