"""Which language a request is answered in: chosen, else the browser's, else English."""

from __future__ import annotations

from typing import Final

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from ilium.findings.language import speaking
from ilium.findings.one_language import ENGLISH, PSEUDO
from ilium.findings.translations import languages

LANGUAGE: Final = "language"
"""Cookie and query parameter with the chosen language."""


class Speaking:
    """Speaks the visitor's language while a request is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer in that language."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        with speaking(wanted(HTTPConnection(scope))):
            await self.app(scope, receive, send)


def wanted(request: HTTPConnection) -> str:
    """Language that a request asks for.

    Parameters
    ----------
    request
        With its cookie and what the browser prefers.

    Returns
    -------
    str
        One of those that ilium speaks.
    """
    known = (*languages(), PSEUDO)
    chosen = request.cookies.get(LANGUAGE, "")
    if chosen in known:
        return chosen
    preferred = request.headers.get("accept-language", "").split(",")
    codes = (each.split(";")[0].split("-")[0].strip().lower() for each in preferred)
    return next((each for each in codes if each in known), ENGLISH)
