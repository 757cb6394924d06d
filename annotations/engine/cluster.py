"""A Dask cluster: one that runs already, or workers started on this machine and ended after use."""

import logging
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from multiprocessing.resource_tracker import ensure_running
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from annotations.errors import Refused

if TYPE_CHECKING:
    from distributed import Client

NAME = "dask"
"""What the engine is called on the command line."""

_PATIENCE = 10.0
"""Seconds that the scheduler may take to answer."""
_PARTS = ("diptych", "numpy", "scipy", "sparse-dot-topn", "rapidfuzz", "anyascii")
"""What decides about results, and so must be the same everywhere."""
_LOCAL = "127.0.0.1"


@contextmanager
def connected(engine: str) -> Iterator["Client"]:
    """Connect to the engine that is asked for.

    Args:
        engine: ``dask`` for a worker for each processor of this machine, or
            ``dask:tcp://host:8786`` for a scheduler that runs already.

    Raises:
        Refused: There is no such engine, it is not installed, or it cannot be reached or used.
    """
    name, _, address = engine.partition(":")
    if name != NAME:
        raise Refused(f'no engine "{name}": give {NAME}, or {NAME}:tcp://host:8786')
    _installed()
    with _remote(address) if address else _local() as client:
        _same_everywhere(client)
        yield client


def _installed() -> None:
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise Refused(
            "the engine dask is not installed: install it with `pip install 'diptych[cluster]'`"
        ) from None
    # What a lost worker or a slow answer means is said once, by this program.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)


@contextmanager
def _local() -> Iterator["Client"]:
    from distributed import Client, LocalCluster

    with _undisturbed():
        cluster = LocalCluster(
            n_workers=os.cpu_count() or 1,
            threads_per_worker=1,
            processes=True,
            host=_LOCAL,
            dashboard_address=f"{_LOCAL}:0",
            silence_logs=logging.CRITICAL,
        )
    with cluster, Client(cluster, set_as_default=False) as client:
        yield client


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold back Ctrl-C; for good from the processes that are started, which are ended anyway."""
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    ensure_running()  # or else it would start in between, and let Ctrl-C through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _remote(address: str) -> Iterator["Client"]:
    from distributed import Client

    try:
        _reach(address)
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except ValueError as error:
        raise Refused(f"{address}: {error}: give it as tcp://host:8786") from None
    except OSError:
        raise Refused(
            f"{address}: no scheduler answers: start one with `dask scheduler`, or mend the address"
        ) from None
    with client:
        if not client.nthreads():
            raise Refused(
                f"{address}: the scheduler has no workers: start some with `dask worker {address}`"
            )
        yield client


def _reach(address: str) -> None:
    """See whether anybody is there, before there is a client: one that failed may hang at its end.

    Raises:
        ValueError: It is no address.
        OSError: Nobody answers.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("tcp", "tls") or not parts.hostname or not parts.port:
        raise ValueError("no address of a scheduler")
    with socket.create_connection((parts.hostname, parts.port), timeout=_PATIENCE):
        pass


def _same_everywhere(client: "Client") -> None:
    """Refuse workers that would come to other results."""
    try:
        found = client.run(versions)
    except ImportError as error:
        raise Refused(
            f"a worker cannot run the matcher: {error}: install diptych on every worker"
        ) from None
    ours = versions()
    for worker, theirs in sorted(found.items()):
        for name, version in ours.items():
            if theirs.get(name) != version:
                raise Refused(
                    f"worker {worker} has {name} {theirs.get(name)}, this is {name} {version}:"
                    " install the same everywhere"
                )


def versions() -> dict[str, str]:
    """What decides about results here."""
    found = {}
    for name in _PARTS:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "without a version"
    return found
