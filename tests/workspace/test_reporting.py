"""The report desk: what it gathers, whose work it takes, and where it writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.errors import Cancelled, NotFound, Refused, WorkspaceError
from annotations.review.records import Mode
from annotations.workspace import Workspace
from tests import stock

MADE = "2026-01-31 12:00 UTC"


@pytest.fixture
def pair() -> Iterator[list[Workspace]]:
    """Ana and ben, each with a claim of their own in the same article."""
    with stock.workspaces("ana", "ben") as (ana, ben):
        stock.add(ana, stock.ONE, id="one", title="One", outlet="Observer")
        stock.add(ana, stock.OTHER, id="two", title="Two", outlet="Courier")
        claim, source = (
            stock.tag(ana, "one", "140 posts would go", "claim"),
            stock.tag(ana, "one", "Hamas", "source"),
        )
        ana.spans.attribute(claim.id, source.id)
        stock.tag(ben, "one", "They go", "claim")
        yield [ana, ben]


def test_a_layer_is_one_annotators(pair: list[Workspace]) -> None:
    ana, ben = pair
    assert "140 posts would go" in ana.reporting.page().partition('id="beside"')[0]
    assert "They go" not in ana.reporting.page().partition('id="beside"')[0]
    assert ana.reporting.page("ben", made=MADE) == ben.reporting.page(made=MADE)
    everything = ben.reporting.page("all").partition('id="beside"')[0]
    assert "140 posts would go" in everything
    assert "They go" in everything
    with pytest.raises(NotFound, match="no layer of cleo"):
        ana.reporting.page("cleo")


def test_the_footing_has_the_heads_hash_and_the_same_work_gives_the_same_bytes(
    pair: list[Workspace],
) -> None:
    ana, _ = pair
    before = ana.reporting.page(made=MADE)
    assert before == ana.reporting.page(made=MADE)
    assert [*ana.history.acts()][-1].hash in before
    stock.tag(ana, "two", "May")
    assert [*ana.history.acts()][-1].hash in ana.reporting.page(made=MADE)


def test_agreement_is_there_where_there_are_two_layers(
    pair: list[Workspace], ws: Workspace
) -> None:
    ana, _ = pair
    page = ana.reporting.page()
    assert '<h2 id="agreement">' in page
    assert "F1, overlapping" in page
    stock.add(ws, stock.ONE)
    stock.tag(ws, ws.articles.ids()[0], "Hamas")
    assert "agreement" not in ws.reporting.page().lower()


def test_whoever_works_blind_gets_their_own_layer_and_no_agreement(pair: list[Workspace]) -> None:
    _, ben = pair
    ben.assigning.begin(Mode.BLIND)
    page = ben.reporting.page()
    assert "They go" in page.partition('id="beside"')[0]
    assert "140 posts would go" not in page.partition('id="beside"')[0]
    assert "agreement" not in page.lower()
    assert "Made during a blind pass" in page
    for layer in ("ana", "resolved"):
        with pytest.raises((Refused, NotFound)):
            ben.reporting.page(layer)


def test_it_is_written_whole_and_never_over_the_workspace(
    pair: list[Workspace], tmp_path: Path
) -> None:
    ana, _ = pair
    file = tmp_path / "report.html"
    size = ana.reporting.to_file(file, made=MADE)
    assert file.stat().st_size == size
    assert file.read_text("utf-8") == ana.reporting.page(made=MADE) + "\n"
    (tmp_path / "link.html").symlink_to(ana.path)
    for path in (ana.path, Path(f"{ana.path}-wal"), tmp_path / "link.html"):
        with pytest.raises(Refused, match="the workspace itself"):
            ana.reporting.to_file(path)
    with pytest.raises(Refused, match="not a file"):
        ana.reporting.to_file(Path("/dev/null"))
    with pytest.raises(WorkspaceError, match="cannot be written"):
        ana.reporting.to_file(tmp_path / "missing" / "report.html")
    assert ana.history.check() == []


def test_it_says_how_far_it_is_and_can_be_stopped(pair: list[Workspace], tmp_path: Path) -> None:
    ana, _ = pair
    told: list[tuple[int, int]] = []
    ana.reporting.page(progress=lambda *both: told.append(both))
    assert told == sorted(told)
    assert all(done <= total for done, total in told)

    def stop(done: int, total: int, /) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        ana.reporting.to_file(tmp_path / "report.html", progress=stop)
    assert [*tmp_path.iterdir()] == []
