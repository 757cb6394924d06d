"""The wheel holds everything, and what is installed from it runs anywhere, without this folder."""

import re
import subprocess
import sys
import sysconfig
import venv
from email.message import Message
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("annotations", "tui", "seeds")


def run(*command: object, cwd: Path) -> str:
    """What a command prints; it has nobody at its keyboard, and must succeed."""
    done = subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this folder, built with what is installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("diptych-*.whl")
    return built


def metadata(wheel: Path) -> Message:
    """What the wheel says of itself."""
    with ZipFile(wheel) as held:
        (name,) = (name for name in held.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(held.read(name).decode())


def test_the_wheel_holds_what_the_packages_hold(wheel: Path) -> None:
    files = {path for package in PACKAGES for path in (ROOT / package).rglob("*")}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in files
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {Path(name).suffix for name in wanted} >= {
        ".py",
        ".html",
        ".css",
        ".js",
        ".toml",
        ".tsv",
    }
    with ZipFile(wheel) as held:
        names = {name for name in held.namelist() if ".dist-info/" not in name}
    assert wanted - names == set()
    assert names - wanted == set()


def test_the_wheel_says_what_it_is(wheel: Path) -> None:
    told = metadata(wheel)
    assert told["Requires-Python"] == ">=3.11"
    assert told["License-Expression"] == "MIT"
    assert {"serve", "semantic", "cluster"} <= {*told.get_all("Provides-Extra", [])}
    assert "# diptych" in str(told.get_payload())


def test_every_extra_is_in_the_docs(wheel: Path) -> None:
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    told = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert sorted(told) == sorted(metadata(wheel).get_all("Provides-Extra", []))


def test_it_runs_where_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    place, elsewhere = tmp_path / "venv", tmp_path / "else where"
    elsewhere.mkdir()
    venv.create(place, symlinks=True, with_pip=False)
    scripts = place / Path(sysconfig.get_path("scripts")).name
    python = scripts / Path(sys.executable).name
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "-q")
    run(*pip, "--no-deps", "--no-index", "--disable-pip-version-check", wheel, cwd=elsewhere)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    installed = Path(run(python, "-c", where, cwd=elsewhere).strip())
    # What it needs is borrowed from here; a path in a .pth file reads no .pth files of its own.
    (installed / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    found = run(
        python, "-c", "import tui, seeds; print(tui.__file__, seeds.__path__)", cwd=elsewhere
    )
    assert str(ROOT) not in found.replace(str(place), "")
    diptych = scripts / "diptych"
    assert run(diptych, "--version", cwd=elsewhere) == f"diptych {metadata(wheel)['Version']}\n"
    shown = run(diptych, "demo", cwd=elsewhere)
    assert "[" in shown
    assert "Registry" in shown
    assert [path.name for path in elsewhere.iterdir()] == ["diptych-demo"]
    assert run(diptych, "report", "diptych-demo/demo.db", "-o", "r.html", cwd=elsewhere) == ""
    assert "<title>" in (elsewhere / "r.html").read_text("utf-8")
