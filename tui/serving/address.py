"""Where the server listens, what it is called there, and who can reach it."""

import errno
import ipaddress
import re
import socket
from typing import NamedTuple

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
"""The names of this machine that reach nothing but this machine."""

_HOST = re.compile(r"(?:\[(?P<digits>[0-9a-f:.]+)\]|(?P<name>[a-z0-9._-]+))(?::[0-9]*)?")


class Address(NamedTuple):
    """A host and a port to listen on."""

    host: str
    """As it was given: a name or an IP address, an IPv6 one without brackets."""
    port: int
    """The port; 0 for one that is free."""

    @property
    def is_loopback(self) -> bool:
        """Whether nobody but this machine can reach it; a name other than localhost may be any."""
        address = _ip(self.host)
        return self.host == "localhost" if address is None else address.is_loopback

    @property
    def _is_wildcard(self) -> bool:
        address = _ip(self.host)
        return address is not None and address.is_unspecified

    @property
    def url(self) -> str:
        """What to type into a browser, without a token."""
        host = socket.gethostname() if self._is_wildcard else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"

    def listening(self) -> tuple["Address", socket.socket]:
        """A socket that listens here, and where that is, with the port it got.

        Raises:
            OSError: The port is taken, or the host is not this machine.
        """
        family, host = _resolved(self.host)
        listener = socket.create_server((host, self.port), family=family)
        return self._replace(port=listener.getsockname()[1]), listener

    def answers_to(self, given: str | None) -> bool:
        """Whether a Host header names this server, at whatever port: a tunnel has its own.

        A page elsewhere can point a name of its own at this machine (DNS rebinding), and would be
        its own origin then. It cannot do that with an address in digits.
        """
        name = _name(given or "")
        if name in LOOPBACK or name == self.host.lower():
            return True
        if self.is_loopback:
            return False
        return _ip(name) is not None or name == socket.gethostname().lower()


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _resolved(host: str) -> tuple[socket.AddressFamily, str]:
    """Where a host is, in digits; a name is looked up here, as a server trips over odd ones."""
    try:
        if host:  # none would be everywhere
            family, _, _, _, where = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0]
            return family, str(where[0])
    except (ValueError, TypeError, socket.gaierror):
        pass
    raise OSError(errno.EADDRNOTAVAIL, "no such host")


def _name(given: str) -> str:
    """The name in a Host header, without port and brackets, in small letters; nothing if odd."""
    found = _HOST.fullmatch(given.lower())
    return (found["digits"] or found["name"]) if found else ""
