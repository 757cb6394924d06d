"""Exported lines in, links out: what the engine writes is what a workspace proposes itself."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("distributed", reason="no Dask here: pip install 'diptych[cluster]'")

from annotations.engine import run
from annotations.errors import Cancelled, DiptychError
from annotations.workspace import Workspace
from tests.cli.conftest import Cli, cli  # noqa: F401 (a fixture)
from tests.engine import news

ARTICLE = '{"id": "%s", "text": "%s said so", "spans": [%s]}\n'
SPAN = '{"id": "%s", "start": 0, "end": %d, "label": "entity"}'


def article(name: str, who: str) -> str:
    return ARTICLE % (name, who, SPAN % (f"{name}-1", len(who)))


@pytest.fixture
def exported(tmp_path: Path) -> tuple[Path, Path]:
    """The news in two files."""
    lines = news.exported().splitlines(keepends=True)
    files = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    for file, part in zip(files, (lines[:5], lines[5:]), strict=True):
        file.write_bytes(b"".join(part))
    return files


@pytest.fixture
def engine(cluster: Any) -> str:
    """The cluster as the command line names it."""
    return f"dask:{cluster.scheduler_address}"


def proposals(case: Path) -> list[dict[str, Any]]:
    with Workspace.open(case, "ana") as workspace:
        return [json.loads(line) for line in workspace.exporting.lines("links")]


def test_the_links_come_in_as_if_found_there(
    engine: str,
    exported: tuple[Path, Path],
    tmp_path: Path,
    cli: Cli,  # noqa: F811
) -> None:
    result = cli("match", "--engine", engine, *exported, "links.jsonl")
    assert result.exit_code == 0, result.stderr
    assert result.stderr.startswith("links.jsonl: ")
    for name in ("here.db", "there.db"):
        assert cli("import", name, *exported).exit_code == 0
    assert cli("match", "here.db").exit_code == 0
    assert cli("import", "there.db", "links.jsonl").exit_code == 0
    here, there = proposals(tmp_path / "here.db"), proposals(tmp_path / "there.db")
    assert there == here != []


def test_the_lines_hold_what_learning_needs(
    engine: str, exported: tuple[Path, Path], tmp_path: Path
) -> None:
    ran = run.match(engine, exported, tmp_path / "links.jsonl")
    lines = (tmp_path / "links.jsonl").read_text("ascii").splitlines()
    assert ran.lines == len(lines) > ran.proposals > 0
    proposed = [link for link in map(json.loads, lines) if link["of"] is None]
    assert len(proposed) == ran.proposals
    assert all(link["evidence"] for link in proposed)


def test_an_article_that_is_there_already_is_left_out(engine: str, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(article("a", "Ana Lind") + article("b", "Ana Lind") + article("c", "Ana Lindt"))
    ran = run.match(engine, [file], tmp_path / "links.jsonl")
    assert (ran.articles, ran.known, ran.spans) == (2, 1, 2)


# -- refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('{"text": "x"', "line 1: not a JSON object"),
        (article("a", "Ana") + "[]", "line 2: not a JSON object but an array"),
        ('{"text": "x"}', 'line 1: has no "id": give the lines that `diptych export` writes'),
        ('{"id": "a", "text": "x"}', "no spans to compare"),
        (
            '{"id": "a", "text": "x", "spans": [{"start": 0, "end": 1, "label": "l"}]}',
            'line 1: spans[0]: has no "id"',
        ),
        (article("a", "Ana") + article("a", "Ben"), 'line 2: another article has the id "a"'),
        (article("a", "Ana") + article("b", "Ben").replace("b-1", "a-1"), 'the id "a-1" is taken'),
    ],
)
def test_a_bad_line_is_named(engine: str, tmp_path: Path, lines: str, message: str) -> None:
    file, output = tmp_path / "a.jsonl", tmp_path / "links.jsonl"
    file.write_text(lines)
    output.write_text("as before")
    with pytest.raises(DiptychError) as caught:
        run.match(engine, [file], output)
    assert str(caught.value).startswith("a.jsonl")
    assert message in str(caught.value)
    assert output.read_text() == "as before"


def test_a_line_far_into_a_file_is_named(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.engine.corpus._AT_ONCE", 100)
    file = tmp_path / "a.jsonl"
    file.write_text("".join(article(f"a{n}", f"Ana{n}") for n in range(20)) + "[]\n")
    with pytest.raises(DiptychError, match="line 21: not a JSON object"):
        run.match(engine, [file], tmp_path / "links.jsonl")


def test_what_cannot_be_read_or_written_is_named(engine: str, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    for files, output, message in (
        ([file], tmp_path / "links.jsonl", "a.jsonl: cannot be read: No such file"),
        ([tmp_path], tmp_path / "links.jsonl", "a directory: give the files in it"),
        ([file], tmp_path, "not a file"),
        ([file], file, "one of the files to read"),
        ([file], tmp_path / "no" / "links.jsonl", "no directory"),
    ):
        with pytest.raises(DiptychError, match=message):
            run.match(engine, files, output)
    assert not [*tmp_path.iterdir()]


def test_stopped_nothing_is_written(
    engine: str, exported: tuple[Path, Path], tmp_path: Path
) -> None:
    def stop(done: int, total: int, /) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        run.match(engine, exported, tmp_path / "links.jsonl", progress=stop)
    assert sorted(tmp_path.iterdir()) == sorted(exported)
