"""`diptych export --what network`: a graph into a file or a pipe, and what goes with what."""

import io
from pathlib import Path

import networkx as nx
import pytest

from tests.cli.conftest import Cli


def test_into_a_file_and_into_a_pipe(cli: Cli, case: Path, tmp_path: Path) -> None:
    file = tmp_path / "case.gexf"
    told = cli("export", case, "--what", "network", "--format", "gexf", "-o", file)
    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == f"{file}: 4 nodes, 3 edges\n"
    graph = nx.read_gexf(file)
    assert [known["kind"] for _, known in graph.nodes(data=True)] == [
        "outlet", "article", "article", "entity",
    ]  # fmt: skip
    piped = cli("export", case, "--what", "network", "--format", "gexf").stdout_bytes
    assert piped == file.read_bytes()
    graphml = cli("export", case, "--format", "graphml").stdout_bytes
    assert nx.read_graphml(io.BytesIO(graphml)).nodes == graph.nodes


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--what", "network"], "--what network is no JSONL: give --format graphml or gexf"),
        (
            ["--what", "documents", "--format", "gexf"],
            "--format gexf goes with --what network, not with documents",
        ),
        (["--what", "links", "--format", "graphml"], "goes with --what network, not with links"),
        (
            ["--what", "network", "--format", "gexf", "--between", "ana", "ben"],
            "--between goes with documents and links, not with --what network",
        ),
        (["--what", "network", "--format", "dot"], "'dot' is not one of"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    cli: Cli, case: Path, args: list[str], message: str
) -> None:
    told = cli("export", case, *args)
    assert (told.exit_code, told.stdout) == (2, "")
    assert message in told.stderr


def test_refusals(cli: Cli, case: Path) -> None:
    before = case.read_bytes()
    network = ("export", case, "--what", "network", "--format", "gexf")
    for args, message in (
        (("--layer", "nobody"), "no layer of nobody: there are ana"),
        (("-o", case), "the workspace itself"),
        (("-o", "no/such/place"), "cannot be written"),
    ):
        told = cli(*network, *args)
        assert (told.exit_code, told.stdout) == (1, "")
        assert message in told.stderr
    assert case.read_bytes() == before


def test_what_is_left_out_is_told(cli: Cli, tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text('---\ntitle: "bell \\a <b>"\n---\nIt rains.\n')
    cli("import", "new.db", article)
    told = cli("export", "new.db", "--what", "network", "--format", "graphml")
    assert "bell &lt;b&gt;" in " ".join(told.stdout.split())
    assert told.stderr == ("1 character is left out: XML has no way to write control characters\n")
    resolved = cli(
        "export", "new.db", "--what", "network", "--format", "gexf", "--layer", "resolved"
    )
    assert resolved.exit_code == 0
