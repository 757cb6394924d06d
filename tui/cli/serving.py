"""`diptych serve`: the screens in a browser."""

import errno
import socket
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotations.errors import Refused
from tui.cli import options, talk

if TYPE_CHECKING:
    from tui.serving.address import Address

INSTALL = "pip install 'diptych[serve]'"
"""What brings what it needs."""

_PORT = 8000


@click.command(
    epilog=options.example("diptych serve case.db", "diptych serve case.db 1 2 --port 8080")
)
@options.workspace
@click.argument("articles", metavar="[A B]", nargs=-1)
@options.annotator
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The name or IP address to listen on. Any but this machine's own lets others in.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"The port to listen on; 0 for one that is free. Default: {_PORT}, else one that is free.",
)
@click.option(
    "--token/--no-token",
    default=True,
    help="Whether the address has a secret in it. Without one whoever uses this machine gets in.",
)
def serve(
    case: Path,
    articles: tuple[str, ...],
    annotator: str,
    host: str,
    port: int | None,
    *,
    token: bool,
) -> int:
    """Open a workspace in a browser.

    Prints the address to open, and serves this one workspace until Ctrl-C, to this machine only
    unless --host says otherwise. Each tab is a session of its own. From another machine use a
    tunnel, such as `ssh -N -L 8000:127.0.0.1:8000 HOST`.
    """
    if len(articles) > 2:
        raise click.UsageError("two articles at most stand side by side")
    from tui.serving.address import Address

    address = Address(host, _PORT if port is None else port)
    if not (token or address.is_loopback):
        raise click.UsageError("--no-token is for this machine only, not for --host")
    opens = _opens(case, annotator, articles)
    for package in ("aiohttp", "textual_serve"):
        if not find_spec(package):
            raise Refused(
                f"serving to a browser needs {package}, which is not installed: {INSTALL}"
            )
    return _serve(case.name, opens, address, token=token, any_port=port is None)


def _opens(case: Path, annotator: str, articles: tuple[str, ...]) -> tuple[str, ...]:
    """What every session opens; whatever can be refused is refused here."""
    from tui.keys import Keys

    with options.opened(case, annotator) as workspace:
        Keys(workspace.codebook())
        chosen = [workspace.articles.find(article) for article in articles]
        return (str(case.absolute()), workspace.annotator, *chosen)


def _serve(
    title: str, opens: tuple[str, ...], address: "Address", *, token: bool, any_port: bool
) -> int:
    """Serve until somebody ends it."""
    import asyncio

    from tui.serving.guard import Guard
    from tui.serving.server import Server

    address, listener = _listening(address, any_port=any_port)
    guard = Guard(address, token=token)

    def ready() -> None:
        if not address.is_loopback:
            _warn(address, title)
        talk.out(guard.url)
        talk.flush()
        talk.say(f"{title} as {opens[1]} · Ctrl-C stops")

    with suppress(KeyboardInterrupt):
        asyncio.run(Server(title, opens, talk.say).run(listener, guard, ready))
    talk.say("stopped: what was done is saved")
    return 0


def _listening(address: "Address", *, any_port: bool) -> "tuple[Address, socket.socket]":
    """Listen there, or if any port will do and that one is taken, at one that is free."""
    try:
        return address.listening()
    except OSError as error:
        if any_port and error.errno == errno.EADDRINUSE:
            return address._replace(port=0).listening()
        where = f"{address.host}, port {address.port}"
        raise Refused(f"{where}: {error.strerror}: give another --host or --port") from error


def _warn(address: "Address", title: str) -> None:
    """Say who can get at the workspace now, and what would be better."""
    port, me = address.port, f"{options.log_in_name()}@{socket.gethostname()}"
    talk.say(
        f"diptych: warning: others can reach port {port} of {address.host}. Whoever has the address"
        f" reads and changes {title}, and nothing is encrypted. Better leave --host away, and"
        f" on the other machine call `ssh -N -L {port}:127.0.0.1:{port} {me}`"
    )
