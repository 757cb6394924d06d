"""What `diptych serve` refuses, what it prints, and where it listens."""

import asyncio
import errno
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.cli.conftest import Cli, not_serving
from tests.cli.test_hostile import DANGER
from tui.cli import serving
from tui.serving.address import Address

Calls = list[tuple[tuple[str, ...], int]]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Instead of serving, what was to be opened and the port are noted."""
    return not_serving(monkeypatch)


def test_the_address_is_data_and_the_rest_is_talk(cli: Cli, case: Path, ran: Calls) -> None:
    result = cli("serve", case, "1", "Sources say", "--port", "0")
    ((opens, port),) = ran
    url = f"http://127.0.0.1:{port}/?token="
    assert result.exit_code == 0
    assert result.stdout.startswith(url)
    assert len(result.stdout.removeprefix(url)) == 44, "256 bits and a newline"
    assert result.stderr == ("case.db as ana · Ctrl-C stops\nstopped: what was done is saved\n")
    path, annotator, *articles = opens
    assert (path, annotator, len(articles)) == (str(case), "ana", 2)


def test_every_run_has_another_token(cli: Cli, case: Path, ran: Calls) -> None:
    first, second = (cli("serve", case, "--port", "0").stdout for _ in range(2))
    assert first.partition("token=")[2] != second.partition("token=")[2]


def test_without_a_token(cli: Cli, case: Path, ran: Calls) -> None:
    result = cli("serve", case, "--no-token", "--port", "0")
    assert result.stdout == f"http://127.0.0.1:{ran[0][1]}/\n"
    refused = cli("serve", case, "--no-token", "--host", "0.0.0.0")
    assert refused.exit_code == 2
    assert "--no-token is for this machine only" in refused.stderr


def test_others_are_let_in_with_a_warning_only(
    cli: Cli, case: Path, ran: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "desk")
    result = cli("serve", case, "--host", "0.0.0.0", "--port", "0")
    warning, _, _ = result.stderr.splitlines()
    assert result.stdout.startswith(f"http://desk:{ran[0][1]}/?token=")
    assert "warning: others can reach" in warning
    assert "nothing is encrypted" in warning
    assert f"`ssh -N -L {ran[0][1]}:127.0.0.1:{ran[0][1]} " in warning
    assert "warning" not in cli("serve", case, "--host", "localhost", "--port", "0").stderr


def test_a_port_that_is_taken(
    cli: Cli, case: Path, ran: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken, listener = Address("127.0.0.1", 0).listening()
    with listener:
        result = cli("serve", case, "--port", taken.port)
        assert result.exit_code == 1
        assert result.stderr.startswith(f"diptych: 127.0.0.1, port {taken.port}: ")
        assert "give another --host or --port" in result.stderr
        assert ran == []
        monkeypatch.setattr(serving, "_PORT", taken.port)
        assert cli("serve", case).exit_code == 0
        assert ran[0][1] != taken.port, "without --port any will do"


@pytest.mark.parametrize("host", ["no such host", "192.0.2.1", "x" * 70, "", "\x1b[1m"])
def test_a_host_that_is_not_here(
    cli: Cli, case: Path, ran: Calls, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if host == "192.0.2.1":
        unavailable = OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address")

        def refuse(*_: object, **__: object) -> NoReturn:
            raise unavailable

        monkeypatch.setattr("socket.create_server", refuse)
    result = cli("serve", case, "--host", host, "--port", "0")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("diptych: ")
    assert result.stderr.count("\n") == 1
    assert ran == []


def test_whatever_can_be_refused_is_refused_before(cli: Cli, case: Path, ran: Calls) -> None:
    assert "no article" in cli("serve", case, "9").stderr
    assert cli("serve", case, "1", "2", "1").exit_code == 2
    assert cli("serve", case, "--port", "65536").exit_code == 2
    assert cli("serve", case, "--annotator", "").exit_code == 1
    assert ran == []


@pytest.mark.parametrize("missing", ["aiohttp", "textual_serve"])
def test_without_the_extra_it_says_what_to_install(
    cli: Cli, case: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr(serving, "find_spec", lambda name: None if name == missing else object())
    result = cli("serve", case)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"diptych: serving to a browser needs {missing}, which is not installed:"
        " pip install 'diptych[serve]'\n"
    )


def test_ctrl_c_is_its_end_where_there_are_no_signals(
    cli: Cli, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(coroutine: Any) -> None:
        coroutine.close()
        raise KeyboardInterrupt

    monkeypatch.setattr(asyncio, "run", stopped)
    monkeypatch.setattr(serving, "_listening", lambda address, any_port: (address, None))
    result = cli("serve", case)
    assert (result.exit_code, result.stderr) == (0, "stopped: what was done is saved\n")


def test_a_hostile_name_commands_no_terminal(
    cli: Cli, tmp_path: Path, case: Path, ran: Calls
) -> None:
    evil = tmp_path / "c\x1b]0;x\x07\u202e\n.db"
    case.rename(evil)
    result = cli("serve", evil, "--port", "0", "--host", "0.0.0.0")
    assert result.exit_code == 0
    assert not DANGER.search(result.stdout + result.stderr)
