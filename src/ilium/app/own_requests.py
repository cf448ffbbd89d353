"""What changes something must come from a page of ours, and show it."""

from __future__ import annotations

import hmac
import re
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilium.app.refusing import refuse, turn_away
from ilium.app.visitor import NOBODY, Visitor

SAFE: Final = ("GET", "HEAD", "OPTIONS")
FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
BEGINNING: Final = 1 << 16
"""How much of a form with files is read for the visitor's secret [bytes]."""
IN_FILES: Final = re.compile(rb'name="csrf"\r\n(?:[^\r\n]+\r\n)*\r\n([0-9a-f]{64})\r\n')
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
            given, again = await _field(headers["content-type"], receive)
        if visitor.csrf and hmac.compare_digest(given.encode(), visitor.csrf.encode()):
            await self.app(scope, again, send)
        else:
            await refuse(scope, again, send, 403, "stale")


async def _field(kind: str, receive: Receive) -> tuple[str, Receive]:
    """Field ``csrf`` of a form, and its body once more for who reads it next.

    Of a form with files only the beginning is read: there the field stands.
    """
    files = kind.startswith("multipart/")
    body = bytearray()
    more = True
    while more and not (files and len(body) >= BEGINNING):
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    told = bytes(body)
    if files:
        found = IN_FILES.search(told[:BEGINNING])
        given = found[1].decode() if found else ""
    else:
        text = told.decode("latin1")
        given = parse_qs(text, max_num_fields=None).get("csrf", [""])[0]
    return given, _again(told, receive, more=more)


def _again(body: bytes, then: Receive, *, more: bool) -> Receive:
    told = False

    async def replay() -> Message:
        nonlocal told
        if told:
            return await then()
        told = True
        return {"type": "http.request", "body": body, "more_body": more}

    return replay
