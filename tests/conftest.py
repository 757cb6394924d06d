"""Fixtures that all tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from tests import stock

pytest_plugins = ["tests.faults.figures"]


@pytest.fixture
def ws() -> Iterator[Workspace]:
    """A fresh, empty workspace, opened for ana."""
    with stock.workspaces("ana") as (workspace,):
        yield workspace


@pytest.fixture
def pair() -> Iterator[tuple[Workspace, Workspace]]:
    """One fresh file with two articles, `one` and `two`, opened for ana and for ben."""
    with stock.workspaces("ana", "ben") as (ana, ben):
        stock.add(ana, stock.ONE, id="one", title="One")
        stock.add(ana, stock.OTHER, id="two", title="Two")
        yield ana, ben


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Where a workspace may be made."""
    return tmp_path / "case.db"
