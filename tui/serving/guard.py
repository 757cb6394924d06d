"""Who is let in, before anything else is looked at.

Three questions, each answered with 403 where the answer is no. Is the server meant (Host)? Does the
request come from its own page (Origin)? Does whoever asks have the token? The token stands in the
address that is printed; the first request exchanges it for a cookie and is sent on to an address
without it, so that it stays out of the address bar, the history and the Referer.
"""

import hmac
import secrets

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler, Middleware

from tui.serving.address import Address

POLICY = (
    "sandbox allow-scripts allow-same-origin; default-src 'none'; script-src 'self';"
    " style-src 'self' 'unsafe-inline'; font-src 'self'; img-src data:; connect-src 'self' ws://{0};"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Nothing but the page's own; ``{0}`` is the host. The terminal writes its styles into the page.

The sandbox allows no window to be opened and no question to be asked: an address in an article, or
one that hostile text makes a link of, leads nowhere, and nobody learns who is reading.
"""

HEADERS = {
    hdrs.CACHE_CONTROL: "no-store",
    hdrs.X_CONTENT_TYPE_OPTIONS: "nosniff",
    hdrs.X_FRAME_OPTIONS: "DENY",
    hdrs.REFERRER_POLICY: "no-referrer",
    hdrs.SERVER: "diptych",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "clipboard-read=(), camera=(), microphone=(), geolocation=()",
}
"""What goes out with every answer, but for the 400 that aiohttp gives to what is no request."""

_SAFE = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})
_NO_TOKEN = "open the address that `diptych serve` printed, with its token: paste it"  # noqa: S105


class Guard:
    """What stands before every request."""

    def __init__(self, address: Address, *, token: bool = True) -> None:
        """Choose the secrets.

        Args:
            address: Where the server listens, its port the one it was given in the end.
            token: Whether one is asked for.
        """
        self._address = address
        self._token = secrets.token_urlsafe(32) if token else None
        self._pass = secrets.token_urlsafe(32)
        self._cookie = f"diptych-{address.port}"  # cookies know no ports

    @property
    def url(self) -> str:
        """The address to open, with the token in it."""
        return self._address.url + (f"?token={self._token}" if self._token else "")

    def middleware(self) -> Middleware:
        """What aiohttp runs before it runs a handler."""

        @web.middleware
        async def guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
            self._refuse_strangers(request)
            if self._token and not self._has_pass(request):
                return self._exchanged(request)
            if "token" in request.query:  # again, such as from the shell's list of lines
                return _to_the_page()
            return await handler(request)

        return guarded

    async def dress(self, request: web.Request, response: web.StreamResponse) -> None:
        """Put the headers on an answer, whatever it is."""
        response.headers.update(HEADERS)
        host = request.host if self._address.answers_to(request.host) else ""
        response.headers[hdrs.CONTENT_SECURITY_POLICY] = POLICY.format(host)

    def _refuse_strangers(self, request: web.Request) -> None:
        """Refuse what is meant for another name, or sent by another's page."""
        if not self._address.answers_to(request.headers.get(hdrs.HOST)):
            raise web.HTTPForbidden(text="this server has another name\n")
        origin = request.headers.get(hdrs.ORIGIN)
        own = origin == f"http://{request.host}"
        needs_one = request.method not in _SAFE or hdrs.UPGRADE in request.headers
        if not own and (needs_one or origin is not None):
            raise web.HTTPForbidden(text="only this server's own page may ask for that\n")

    def _has_pass(self, request: web.Request) -> bool:
        return _same(request.cookies.get(self._cookie, ""), self._pass)

    def _exchanged(self, request: web.Request) -> web.StreamResponse:
        """The cookie for the token, and the way to the page."""
        if request.path != "/" or not _same(request.query.get("token", ""), self._token or ""):
            raise web.HTTPForbidden(text=f"{_NO_TOKEN}\n")
        answer = _to_the_page()
        answer.set_cookie(self._cookie, self._pass, path="/", httponly=True, samesite="Strict")
        return answer


def _to_the_page() -> web.Response:
    return web.Response(status=303, headers={hdrs.LOCATION: "/"})


def _same(given: str, wanted: str) -> bool:
    """Whether two secrets are one, found out in a time that tells nothing."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())
