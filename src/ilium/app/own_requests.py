"""What changes something must come from a page of ours, and show it."""

from __future__ import annotations

import hmac
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilium.app.refusing import refuse, turn_away
from ilium.app.visitor import NOBODY, Visitor

SAFE: Final = ("GET", "HEAD", "OPTIONS")
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
WEB: Final = {"ws": "http", "wss": "https"}


class SameOrigin:
    """Refuses what another site's page makes a browser send, websockets as well."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what our own pages send."""
        if scope["type"] == "lifespan" or is_same_origin(scope):
            await self.app(scope, receive, send)
        else:
            await turn_away(scope, receive, send, 403)


def is_same_origin(scope: Scope) -> bool:
    """Whether a request changes nothing, or was not sent by another site's page.

    Parameters
    ----------
    scope
        Of a request or websocket.

    Returns
    -------
    bool
        Programs send no origin and are let through; a browser's page cannot hide it.
    """
    if scope["type"] == "http" and scope["method"] in SAFE:
        return True
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "same-origin") == "same-origin"
    scheme = WEB.get(scope["scheme"], scope["scheme"])
    return origin == f"{scheme}://{headers.get('host')}"


class OwnForms:
    """Refuses what does not carry the visitor's own secret: CSRF."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what carries it in the header ``x-csrf`` or the field ``csrf``."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self.app(scope, receive, send)
            return
        visitor: Visitor = scope.get("visitor", NOBODY)
        headers = Headers(scope=scope)
        given, again = headers.get("x-csrf", ""), receive
        if not given and headers.get("content-type", "").startswith(FORMS):
            given, again = await _field(scope, receive)
        if visitor.csrf and hmac.compare_digest(given.encode(), visitor.csrf.encode()):
            await self.app(scope, again, send)
        else:
            await refuse(scope, again, send, 403, "stale")


async def _field(scope: Scope, receive: Receive) -> tuple[str, Receive]:
    """Field ``csrf`` of a form, and its body once more for who reads it next."""
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        body += message.get("body", b"")
        more = message.get("more_body", False)
    try:
        async with Request(scope, _once(bytes(body), receive)).form() as form:
            given = form.get("csrf")
    except HTTPException:
        given = ""
    return given if isinstance(given, str) else "", _once(bytes(body), receive)


def _once(body: bytes, then: Receive) -> Receive:
    told = False

    async def replay() -> Message:
        nonlocal told
        if told:
            return await then()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
