"""`diptych serve` as a process of its own."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.journeys.terminal import PATIENCE, environment


class Served:
    """A server that runs."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout
        assert process.stderr
        self._process = process
        self.url = process.stdout.readline().strip()
        """The address that it printed, with the token."""
        self.said = process.stderr.readline()
        """What it said then."""

    @property
    def root(self) -> str:
        """The address without the token."""
        return self.url.partition("?")[0]

    @property
    def sessions(self) -> list[int]:
        """The processes that it has started and that are still there."""
        listed = subprocess.run(["ps", "-A", "-o", "ppid=,pid="], capture_output=True, check=True)
        pairs = [map(int, line.split()) for line in listed.stdout.splitlines()]
        return [child for parent, child in pairs if parent == self._process.pid]

    def stop(self) -> tuple[int, str, str]:
        """End it as Ctrl-C does; gives its exit status, and what it printed and said since."""
        self._process.send_signal(signal.SIGINT)
        out, said = self._process.communicate(timeout=PATIENCE)
        return self._process.returncode, out, said


def environment_of(pid: int) -> bytes:
    """The arguments and the environment of a process; nothing where the system does not tell."""
    files = [Path(f"/proc/{pid}/{name}") for name in ("cmdline", "environ")]
    return b"".join(file.read_bytes() for file in files if file.exists())


@contextmanager
def served(*args: object) -> Iterator[Served]:
    """Start `diptych serve`, at a port that is free; end it by its id where it still runs."""
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "serve", *map(str, args), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        start_new_session=True,
    ) as process:
        try:
            yield Served(process)
        finally:
            if process.poll() is None:
                process.kill()
