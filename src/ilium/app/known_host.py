"""The name in the address: only ours, and only as it was meant to be reached."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from ilium.app.hosting import Hosting
from ilium.app.refusing import turn_away

MISDIRECTED = 421
ENCRYPTED = ("https", "wss")


class KnownHost:
    """Refuses requests under a name that is not ours, as DNS rebinding makes them.

    Where browsers are to come by https, what came otherwise is refused as well.
    """

    def __init__(self, app: ASGIApp, hosting: Hosting) -> None:
        self.app = app
        self.hosts = frozenset(each.lower() for each in hosting.hosts)
        self.secure = hosting.secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what asks for us."""
        if scope["type"] == "lifespan" or self._is_ours(scope):
            await self.app(scope, receive, send)
        else:
            await turn_away(scope, receive, send, MISDIRECTED)

    def _is_ours(self, scope: Scope) -> bool:
        if self.secure and scope.get("scheme") not in ENCRYPTED:
            return False
        named = Headers(scope=scope).getlist("host")
        return len(named) == 1 and host_name(named[0]) in self.hosts


def host_name(header: str) -> str:
    """Name in a Host header, without port.

    Parameters
    ----------
    header
        As the browser sent it.

    Returns
    -------
    str
        In lower case, IPv6 without its brackets; empty where it is no name.

    Examples
    --------
    >>> host_name("[::1]:8000"), host_name("LOCALHOST:80"), host_name("a@b:c")
    ('::1', 'localhost', '')
    """
    if header.startswith("["):
        name, closed, rest = header[1:].partition("]")
        port = rest.removeprefix(":") if rest else "0"
        whole = bool(closed) and (not rest or rest.startswith(":"))
    else:
        name, _, port = header.partition(":")
        port, whole = port or "0", "@" not in header
    return name.lower() if whole and port.isdecimal() else ""
