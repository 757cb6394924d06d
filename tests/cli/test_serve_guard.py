"""Who gets in at `diptych serve`, without a browser: names, origins, the token, the headers."""

import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestClient, TestServer

from tui.serving import server as serving
from tui.serving.address import Address
from tui.serving.guard import Guard
from tui.serving.server import Server

Client = TestClient[Any, Any]

PLACES = ("/", "/ws", "/assets/terminal.js", "/nothing")


class Site:
    """A server that answers, whose sessions cannot open anything, and a browser without cookies."""

    def __init__(self, client: Client, guard: Guard) -> None:
        self.client = client
        self.token = guard.url.partition("?token=")[2]
        self.host = f"127.0.0.1:{client.port}"
        self.origin = f"http://{self.host}"

    async def status(self, path: str, method: str = "GET", **headers: str) -> int:
        """What is answered, redirects not followed."""
        asked = self.client.request(method, path, headers=headers, allow_redirects=False)
        async with asked as answer:
            return answer.status

    async def enter(self) -> None:
        """Exchange the token for the cookie."""
        assert await self.status(f"/?token={self.token}") == 303


async def _site(*, token: bool = True, host: str = "127.0.0.1") -> AsyncIterator[Site]:
    listens, listener = Address("127.0.0.1", 0).listening()
    guard = Guard(listens._replace(host=host), token=token)
    app = Server("case <&>.db", ("/no/such.db", "ana"), lambda line: None).app(guard)
    # As a browser keeps cookies, but of an address in digits too.
    jar = aiohttp.CookieJar(unsafe=True)
    async with TestClient(
        TestServer(app, port=listens.port, socket_factory=lambda *_: listener), cookie_jar=jar
    ) as client:
        yield Site(client, guard)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site with a token."""
    async for one in _site():
        yield one


@pytest.fixture
async def open_site() -> AsyncIterator[Site]:
    """A site without one."""
    async for one in _site(token=False):
        yield one


@pytest.mark.parametrize("path", PLACES)
async def test_nothing_is_there_without_the_token(site: Site, path: str) -> None:
    wrong = ("", site.token[:-1], site.token + "x", site.token.swapcase(), "\udcff", "é")
    assert await site.status(path) == 403
    for token in wrong:
        given = token.encode("utf-8", "surrogateescape")
        quoted = "".join(f"%{byte:02x}" for byte in given)
        assert await site.status(f"{path}?token={quoted}") == 403
    async with site.client.get(path, cookies={f"diptych-{site.client.port}": site.token}) as answer:
        assert answer.status == 403, "the token is no cookie"
        assert site.token not in await answer.text()


async def test_the_token_is_exchanged_for_a_cookie(site: Site) -> None:
    async with site.client.get(f"/?token={site.token}", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        cookie = answer.headers["Set-Cookie"]
        assert site.token not in cookie
        assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {*re.split("; ?", cookie)}
    async with site.client.get("/") as answer:
        text = await answer.text()
        assert answer.status == 200
        assert "<title>case &lt;&amp;&gt;.db · diptych</title>" in text
        assert site.token not in text
        assert not re.search(r"(?:src|href)=\"(?!/assets/|data:,)|<script>|style=| on\w+=", text)
    assert await site.status(f"/?token={site.token}") == 303, "and out of the address again"


async def test_only_the_pages_own_files_are_sent(site: Site) -> None:
    await site.enter()
    async with site.client.get("/") as answer:
        named = re.findall(r"\"(/assets/[^\"]+)\"", await answer.text())
    async with site.client.get("/assets/page.css") as answer:
        named += re.findall(r"\"(/assets/[^\"]+)\"", await answer.text())
    assert len(named) == 6
    for path in named:
        assert await site.status(path) == 200
    for path in ("/assets/", "/assets/..%2fguard.py", "/static/js/textual.js", "/download/x"):
        assert await site.status(path) == 404


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "localhost.evil", "", "[::1",
     "10.0.0.1", "127.0.0.1:x", "user@127.0.0.1", "localhost:80:80"],
)  # fmt: skip
async def test_another_name_is_refused(site: Site, open_site: Site, host: str) -> None:
    await site.enter()
    for one in (site, open_site):
        name = host.format(port=one.client.port)
        for path in PLACES:
            assert await one.status(path, Host=name, Origin=f"http://{name}") == 403


async def test_a_tunnel_has_a_port_of_its_own(site: Site) -> None:
    await site.enter()
    for host in ("localhost:9000", "127.0.0.1:9000", "LOCALHOST", "[::1]:9000"):
        assert await site.status("/", Host=host) == 200
        assert await site.status("/", Host=host, Origin=f"http://{host}") == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "http://127.0.0.1:1", "https://{host}", "{host}"]
)
async def test_a_foreign_origin_is_refused(site: Site, open_site: Site, origin: str) -> None:
    await site.enter()
    for one in (site, open_site):
        given = origin.format(host=one.host)
        for path in PLACES:
            assert await one.status(path, Origin=given) == 403
            assert await one.status(path, "POST", Origin=given) == 403
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await one.client.ws_connect("/ws", headers={"Origin": given})


async def test_without_an_origin_nothing_is_changed(site: Site) -> None:
    await site.enter()
    assert await site.status("/", "POST") == 403
    assert await site.status("/", "POST", Origin=site.origin) == 405
    with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
        await site.client.ws_connect("/ws")


async def test_every_answer_has_the_headers(site: Site) -> None:
    await site.enter()
    for path, headers in (("/", {}), ("/assets/page.js", {}), ("/no", {}), ("/", {"Host": "evil"})):
        async with site.client.get(path, headers=headers) as answer:
            got = answer.headers
        assert got["Cache-Control"] == "no-store"
        assert got["X-Content-Type-Options"] == "nosniff"
        assert got["Referrer-Policy"] == "no-referrer"
        policy = got["Content-Security-Policy"]
        assert "evil" not in policy
        assert policy.startswith("sandbox allow-scripts allow-same-origin; default-src 'none'; ")
        assert "frame-ancestors 'none'" in policy
        assert "script-src 'self';" in policy
        assert "Python" not in got["Server"]


async def test_sessions_are_bounded(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "SESSIONS", 0)
    await site.enter()
    assert await site.status("/") == 503
    with pytest.raises(aiohttp.WSServerHandshakeError, match="503"):
        await site.client.ws_connect("/ws", headers={"Origin": site.origin})


async def test_a_session_that_cannot_open_says_why(site: Site) -> None:
    await site.enter()
    async with site.client.ws_connect("/ws", headers={"Origin": site.origin}) as tab:
        assert "no such file" in (await tab.receive_bytes()).decode()
        assert (await tab.receive()).type is aiohttp.WSMsgType.CLOSE


@pytest.mark.parametrize(
    ("host", "loopback", "url"),
    [
        ("127.0.0.1", True, "http://127.0.0.1:80/"),
        ("::1", True, "http://[::1]:80/"),
        ("localhost", True, "http://localhost:80/"),
        ("127.1.2.3", True, "http://127.1.2.3:80/"),
        ("10.0.0.1", False, "http://10.0.0.1:80/"),
        ("case.example", False, "http://case.example:80/"),
        ("0.0.0.0", False, "http://desk:80/"),
        ("::", False, "http://desk:80/"),
    ],
)
def test_where_it_listens(
    host: str, loopback: bool, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "desk")
    address = Address(host, 80)
    assert (address.is_loopback, address.url) == (loopback, url)
    assert address.answers_to(url.removeprefix("http://").rstrip("/"))
    assert address.answers_to("localhost:1")
    assert not address.answers_to("evil.example")
    assert not address.answers_to(None)
    assert address.answers_to("10.0.0.2") is not loopback, "digits cannot be pointed elsewhere"
