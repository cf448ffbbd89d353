"""What every request passes: host, token, language; and what every answer carries."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import Final

from fastapi import FastAPI
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilium.app.hosting import Hosting
from ilium.app.languages import Speaking
from ilium.app.visitor import Visitor

POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
    "worker-src 'self' blob:; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(self), geolocation=()",
}
COOKIE: Final = "ilium"
SAFE: Final = ("GET", "HEAD", "OPTIONS")
OPEN: Final = ("/start", "/static/")
"""What needs no token: the way in, and what every page looks like."""


def add_policy(app: FastAPI, hosting: Hosting) -> None:
    """Let every request pass the same gates; the last one added is the first passed."""
    app.add_middleware(Speaking)
    app.add_middleware(Entry, hosting=hosting)
    app.add_middleware(SameOrigin)
    app.add_middleware(KnownHost, hosting=hosting)
    app.add_middleware(Headed)


class Headed:
    """Puts the same headers on every answer, unless a route gave its own."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                kept = scope["path"].startswith("/static/")
                headers.setdefault("cache-control", "no-cache" if kept else "no-store")
            await send(message)

        await self.app(scope, receive, headed)


class KnownHost:
    """Refuses requests under a name that is not ours, as DNS rebinding makes them."""

    def __init__(self, app: ASGIApp, hosting: Hosting) -> None:
        self.app = app
        self.hosts = hosting.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what asks for us."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        host = Headers(scope=scope).get("host", "").rsplit(":", 1)[0]
        if host in self.hosts:
            await self.app(scope, receive, send)
        else:
            text = "This address is not ilium's."
            await refuse(scope, receive, send, 421, text)


class SameOrigin:
    """Refuses what another site's page makes a browser send, websockets as well."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what our own pages send."""
        if scope["type"] == "lifespan" or self._is_ours(scope):
            await self.app(scope, receive, send)
        else:
            await refuse(scope, receive, send, 403, "Another site sent this.")

    @staticmethod
    def _is_ours(scope: Scope) -> bool:
        if scope["type"] == "http" and scope["method"] in SAFE:
            return True
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site", "same-origin") == "same-origin"
        return origin.split("://")[-1] == headers.get("host")


class Entry:
    """In local mode lets in only the browser that was opened with the start token."""

    def __init__(self, app: ASGIApp, hosting: Hosting) -> None:
        self.app = app
        self.hosting = hosting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Find out who asks, and pass on whoever may."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if self._holds_token(scope):
            csrf = sha256(f"csrf {self.hosting.token}".encode()).hexdigest()
            scope["visitor"] = Visitor(role="coach", csrf=csrf)
        if "visitor" in scope or scope["path"].startswith(OPEN):
            await self.app(scope, receive, send)
        else:
            text = "Open ilium with the address that `ilium start` printed."
            await refuse(scope, receive, send, 401, text)

    def _holds_token(self, scope: Scope) -> bool:
        given = HTTPConnection(scope).cookies.get(COOKIE, "")
        return hmac.compare_digest(given.encode(), self.hosting.token.encode())


async def refuse(
    scope: Scope, receive: Receive, send: Send, status: int, text: str
) -> None:
    """Refuse a request or a websocket, before any route sees it."""
    if scope["type"] == "http":
        await PlainTextResponse(text, status)(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008})
