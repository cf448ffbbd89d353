"""The app that phones see: one page, and taking in files of one client."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Final, Protocol

from fastapi import Depends, FastAPI, HTTPException, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from ilium.app.assets import FOLDER, style
from ilium.app.entering import csrf_of
from ilium.app.failures import add_failures
from ilium.app.hosting import Hosting
from ilium.app.names import Veil
from ilium.app.ownership import guard
from ilium.app.pages import render
from ilium.app.policy import add_policy
from ilium.app.refusing import refuse
from ilium.app.routes.uploads import announce, go_on, one
from ilium.app.silence import NO_TELEMETRY
from ilium.app.visitor import Visitor
from ilium.findings.words import say
from ilium.store import Store

COOKIE: Final = "__Host-ilium-phone"
FILES: Final = (
    "css/bring.css",
    "icon.svg",
    "js/page_words.js",
    "js/phone.js",
    "js/rows.js",
    "js/send.js",
    "js/sha256.js",
    "js/upload.js",
    "vendor/atkinson-hyperlegible-next.woff2",
)
"""What the page needs; nothing else of the app's files is there."""


class Knowing(Protocol):
    """Knows for whom a token is."""

    def client_of(self, token: str, *, beginning: bool) -> str:
        """Client, or empty."""
        ...


class PhoneEntry:
    """Lets in whoever holds an invitation, as the client that it is for."""

    def __init__(self, app: ASGIApp, passes: Knowing) -> None:
        self.app = app
        self.passes = passes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in or refuse."""
        path = scope["path"]
        if path == "/start" or path.startswith("/static/"):
            await self.app(scope, receive, send)
            return
        token = HTTPConnection(scope).cookies.get(COOKIE, "")
        going_on = path.startswith("/api/uploads/")
        client = self.passes.client_of(token, beginning=not going_on)
        if not client:
            await refuse(scope, receive, send, HTTPStatus.UNAUTHORIZED, "uninvited")
            return
        scope["visitor"] = Visitor(role="client", client=client, csrf=csrf_of(token))
        await self.app(scope, receive, send)


def create_phone_app(store: Store, hosting: Hosting, passes: Knowing) -> FastAPI:
    """Put the phone's app together.

    Parameters
    ----------
    store
        Where files come in.
    hosting
        Its own address, and how large files may be.
    passes
        Who is invited.

    Returns
    -------
    FastAPI
        With seven addresses, and no others.
    """
    app = FastAPI(
        docs_url=None, redoc_url=None, openapi_url=None, telemetry=NO_TELEMETRY
    )
    app.state.store, app.state.hosting = store, hosting
    app.state.veil, app.state.seen = Veil(), {}
    add_policy(app, hosting, Middleware(PhoneEntry, passes=passes))
    add_failures(app)

    def start(token: str = "") -> RedirectResponse:
        if not passes.client_of(token, beginning=True):
            raise HTTPException(HTTPStatus.UNAUTHORIZED)
        answer = RedirectResponse("/", HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            COOKIE, token, httponly=True, samesite="strict", secure=True, path="/"
        )
        return answer

    owned = [Depends(guard)]
    app.add_api_route("/start", start)
    app.add_api_route("/", _page)
    app.add_api_route("/static/style.css", style)
    app.add_api_route("/static/{name:path}", _file)
    uploads = "/api/uploads/{upload}"
    app.add_api_route(
        "/api/clients/{client}/uploads",
        announce,
        methods=["POST"],
        status_code=HTTPStatus.CREATED,
        dependencies=owned,
    )
    app.add_api_route(uploads, one, dependencies=owned)
    app.add_api_route(uploads, go_on, methods=["PATCH"], dependencies=owned)
    return app


def _page(request: Request) -> HTMLResponse:
    """Say what can be done here: choose or film, and send."""
    return render(request, "phone.html", title=say("app_bring.phone.page_title"))


def _file(name: str) -> Response:
    """One of the page's own files."""
    if name not in FILES:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return FileResponse(Path(FOLDER) / name)
