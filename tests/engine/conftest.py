"""A cluster of two worker processes on this machine, where Dask is installed."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two worker processes; all is ended with the tests of the module."""
    import distributed

    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
    ) as running:
        yield running


@pytest.fixture
def client(cluster: Any) -> Iterator[Any]:
    """A connection to it."""
    import distributed

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with distributed.Client(cluster, set_as_default=False) as connected:
        yield connected
