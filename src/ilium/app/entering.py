"""Who is let in: the start token's browser, or whoever has signed in."""

from __future__ import annotations

import hmac
import secrets
import time
from hashlib import sha256
from html import escape
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilium.app.hosting import Hosting
from ilium.app.refusing import POLICY_VIOLATION, refuse
from ilium.app.visitor import NOBODY, Visitor
from ilium.store import Store
from ilium.store.acting import acting

STRANGERS: Final = ("/static", "/start", "/sign-in", "/language", "/api/visitor")
"""What needs nobody to be known: the way in, and what every page looks like."""
ASKED_AGAIN: Final = 60.0
"""How often an open websocket's visitor is looked up again [s]."""


class Entry:
    """Finds out who asks, and passes on whoever may."""

    def __init__(self, app: ASGIApp, hosting: Hosting) -> None:
        self.app = app
        self.hosting = hosting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in, show the way in, or refuse."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        given = HTTPConnection(scope).cookies.get(self.hosting.cookie, "")
        if not given and from_elsewhere(scope):
            await _once_more(scope)(scope, receive, send)
            return
        visitor = await self._visitor(scope, given)
        if visitor.role == "nobody" and not for_strangers(scope["path"]):
            await self._show_the_way(scope, receive, send)
            return
        if visitor.role == "nobody" and self.hosting.served and not given:
            given = secrets.token_urlsafe(32)
            send = self._with_cookie(given, send)
        scope["visitor"] = visitor.carrying(csrf_of(given) if given else "")
        if scope["type"] == "websocket":
            receive = self._asking_again(scope, given, receive, send)
        with acting(visitor.account):
            await self.app(scope, receive, send)

    async def _visitor(self, scope: Scope, given: str) -> Visitor:
        if not self.hosting.served:
            holds = hmac.compare_digest(given.encode(), self.hosting.token.encode())
            return Visitor(role="coach") if holds else NOBODY
        store: Store = scope["app"].state.store
        if not given or is_under("/static", scope["path"]):
            return NOBODY
        account = await run_in_threadpool(store.accounts.signed_in, given)
        if account is None:
            return NOBODY
        return Visitor(role=account.role, client=account.client, account=account.id)

    async def _show_the_way(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = scope["type"] == "http" and scope["method"] == "GET"
        if self.hosting.served and page and not scope["path"].startswith("/api/"):
            answer = RedirectResponse(f"/sign-in?next={quote(scope['path'])}", 303)
            await answer(scope, receive, send)
            return
        await refuse(scope, receive, send, 401)

    def _with_cookie(self, value: str, send: Send) -> Send:
        """Give a stranger something that their forms can be told by."""
        secure = "; Secure" if self.hosting.secure else ""
        cookie = f"{self.hosting.cookie}={value}; Path=/; HttpOnly; SameSite=Strict"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "set-cookie" not in headers:
                    headers.append("set-cookie", cookie + secure)
            await send(message)

        return sending

    def _asking_again(
        self, scope: Scope, given: str, receive: Receive, send: Send
    ) -> Receive:
        """Close a websocket once its visitor has signed out; using it is a use."""
        asked = time.monotonic()

        async def receiving() -> Message:
            nonlocal asked
            message = await receive()
            if time.monotonic() < asked + ASKED_AGAIN:
                return message
            asked = time.monotonic()
            visitor = await self._visitor(scope, given)
            if visitor.role == "nobody":
                await send({"type": "websocket.close", "code": POLICY_VIOLATION})
                return {"type": "websocket.disconnect", "code": POLICY_VIOLATION}
            return message

        return receiving


def for_strangers(path: str) -> bool:
    """Whether an address needs nobody to be known."""
    return any(is_under(each, path) for each in STRANGERS)


def is_under(folder: str, path: str) -> bool:
    """Whether a path is a folder or in it."""
    return path == folder or path.startswith(f"{folder}/")


def from_elsewhere(scope: Scope) -> bool:
    """Whether a link of another site led here; browsers then keep the cookie back."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    headers = Headers(scope=scope)
    other = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    return (
        other
        and headers.get("sec-fetch-mode") == "navigate"
        and not is_under("/start", scope["path"])
    )


def _once_more(scope: Scope) -> HTMLResponse:
    """A page that asks for the same address from here, this time with the cookie."""
    query = scope["query_string"].decode("latin1")
    asked = quote(scope["path"]) + (f"?{query}" if query else "")
    address = escape("/" + asked.lstrip("/"))
    return HTMLResponse(
        "<!doctype html><title>ilium</title>"
        f'<meta http-equiv="refresh" content="0;url={address}">'
    )


def csrf_of(cookie: str) -> str:
    """What forms and scripts send back: known to whoever holds the cookie's page.

    Parameters
    ----------
    cookie
        Value of the cookie that lets somebody in.

    Returns
    -------
    str
        From which the cookie cannot be guessed.
    """
    return sha256(f"csrf {cookie}".encode()).hexdigest()
