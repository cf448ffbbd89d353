"""What every request passes, in which order; and what every answer carries."""

from __future__ import annotations

from typing import Final

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ilium.app.bounds import Bounded
from ilium.app.entering import Entry
from ilium.app.failures import Caught
from ilium.app.hosting import Hosting
from ilium.app.known_host import KnownHost
from ilium.app.languages import Speaking
from ilium.app.own_requests import OwnForms, SameOrigin

POLICY: Final = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
    "worker-src 'self' blob:; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(self), geolocation=()",
}
ALWAYS_ENCRYPTED: Final = {"strict-transport-security": "max-age=31536000"}


def add_policy(app: FastAPI, hosting: Hosting, entry: Middleware | None = None) -> None:
    """Let every request pass the same gates; the last one added is the first passed.

    Parameters
    ----------
    app
        Without any yet.
    hosting
        How it is reached.
    entry
        Who finds out who asks; by default whoever holds the token, or has signed in.
    """
    entering = entry or Middleware(Entry, hosting=hosting)
    app.add_middleware(Caught)
    app.add_middleware(OwnForms)
    app.add_middleware(entering.cls, *entering.args, **entering.kwargs)
    app.add_middleware(Bounded)
    app.add_middleware(SameOrigin)
    app.add_middleware(Speaking)
    app.add_middleware(KnownHost, hosting=hosting)
    app.add_middleware(Headed, hosting=hosting)
    if hosting.proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(hosting.proxies))


class Headed:
    """Puts the same headers on every answer, unless a route gave its own."""

    def __init__(self, app: ASGIApp, hosting: Hosting) -> None:
        self.app = app
        self.headers = HEADERS | (ALWAYS_ENCRYPTED if hosting.secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                kept = scope["path"].startswith("/static/")
                headers.setdefault("cache-control", "no-cache" if kept else "no-store")
            await send(message)

        await self.app(scope, receive, headed)
