"""What is said where there is no cluster to be had."""

import logging
import sys
from typing import Any

import pytest

pytest.importorskip("distributed", reason="no Dask here: pip install 'diptych[cluster]'")

import distributed

from annotations.engine import cluster as clusters
from annotations.engine.cluster import connected
from annotations.errors import Refused


def refused(engine: str) -> str:
    with pytest.raises(Refused) as caught, connected(engine):
        pass
    return str(caught.value)


def test_another_engine() -> None:
    assert refused("spark") == 'no engine "spark": give dask, or dask:tcp://host:8786'


def test_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'diptych[cluster]'" in refused("dask")


@pytest.mark.parametrize("address", ["nowhere", "tcp://127.0.0.1", "post://127.0.0.1:1"])
def test_no_address(address: str) -> None:
    assert refused(f"dask:{address}").endswith("give it as tcp://host:8786")


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "_PATIENCE", 0.1)
    assert "no scheduler answers" in refused("dask:tcp://127.0.0.1:9")


def test_no_workers() -> None:
    with distributed.LocalCluster(
        n_workers=0,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    ) as empty:
        said = refused(f"dask:{empty.scheduler_address}")
    assert said.endswith(f"start some with `dask worker {empty.scheduler_address}`")


def test_a_worker_with_other_versions(cluster: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = {**clusters.versions(), "numpy": "0.1"}
    theirs = clusters.versions
    with distributed.Client(cluster, set_as_default=False) as client:
        monkeypatch.setattr(client, "run", lambda function: {"tcp://w:1": theirs()})
        monkeypatch.setattr(clusters, "versions", lambda: ours)
        with pytest.raises(Refused, match=r"worker tcp://w:1 has numpy .*, this is numpy 0\.1"):
            clusters._same_everywhere(client)


def test_a_cluster_of_its_own() -> None:
    with connected("dask") as client:
        assert client.submit(sum, [1, 2]).result() == 3
        assert client.nthreads()
