"""pandas, DuckDB, pyarrow and Hugging Face datasets read what goes out, JSONL unchanged."""

import json
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests.consumers.conftest import Script


def _need(module: str) -> None:
    pytest.importorskip(module, reason=f"{module} is not installed: make consumers")


def _written(case: Workspace, what: str = "documents") -> tuple[Path, list[dict[str, object]]]:
    path = case.path.with_name(f"{what}.jsonl")
    case.exporting.to_file(path, what)
    return path, [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_pandas_reads_the_native_lines(case: Workspace) -> None:
    _need("pandas")
    import pandas as pd

    for what in ("documents", "links"):
        path, lines = _written(case, what)
        frame = pd.read_json(path, lines=True, dtype=False, convert_dates=False)
        assert [*frame.columns] == [*lines[0]]
        key = "text" if what == "documents" else "id"
        assert [*frame[key]] == [line[key] for line in lines]


def test_duckdb_reads_the_native_lines(case: Workspace) -> None:
    _need("duckdb")
    import duckdb

    for what in ("documents", "links"):
        path, lines = _written(case, what)
        relation = duckdb.sql(f"select * from read_json('{path}', format = 'newline_delimited')")
        assert relation.columns == [*lines[0]]
        assert len(relation.fetchall()) == len(lines)
    spans = duckdb.sql(
        f"select text, unnest(spans, recursive := true) from '{case.path.parent}/documents.jsonl'"
    ).fetchall()
    assert spans
    for text, _, start, end, _, words, *_ in spans:
        assert text[start:end] == words


def test_datasets_reads_the_native_lines(
    case: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hub"))
    _need("datasets")
    import datasets

    for what in ("documents", "links"):
        path, lines = _written(case, what)
        found = datasets.load_dataset(
            "json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache")
        )
        assert found.column_names == [*lines[0]]
        assert found.num_rows == len(lines)
        if what == "documents":
            assert found["text"][:] == [line["text"] for line in lines]
            spans = [span for row in found for span in row["spans"]]
            assert spans == [span for line in lines for span in line["spans"]]  # type: ignore[attr-defined]


def test_the_script_on_csv_runs(case: Workspace, script: Script) -> None:
    _need("pandas")
    written = case.exporting.to_file(Path("tables"), "documents", "csv")
    names = script("csv")
    assert len(names["full"]) == sum(len(case.spans.in_article(one)) for one in case.articles.ids())
    assert [kind.partition(" |")[0] for kind in written.left] == ["cell"]


def test_the_script_on_parquet_runs(
    case: Workspace, script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in ("pandas", "duckdb", "pyarrow"):
        _need(module)
    case.exporting.to_file(Path("tables"), "documents", "parquet")
    names = script("parquet")
    frame = names["spans"]
    assert {str(frame[key].dtype) for key in ("start", "end")} == {"int64"}
    assert "UTC" in str(frame["created"].dtype)
    assert "claims" in capsys.readouterr().out


def test_duckdb_reads_the_csv(case: Workspace) -> None:
    _need("duckdb")
    import duckdb

    case.exporting.to_file(Path("tables"), "documents", "csv")
    for name, count in (("articles", len(case.articles.ids())), ("attributions", None)):
        rows = duckdb.sql(f"select * from read_csv('tables/{name}.csv', strict_mode = true)")
        assert len(rows.fetchall()) == count or count is None


def test_networkx_reads_the_graphs(case: Workspace) -> None:
    import networkx as nx

    for name, read in (("gexf", nx.read_gexf), ("graphml", nx.read_graphml)):
        written = case.exporting.to_file(Path(f"case.{name}"), "network", name)
        graph = read(f"case.{name}")
        assert written.held == {"node": graph.number_of_nodes(), "edge": graph.number_of_edges()}
