"""Refusing a request before any route sees it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from ilium.app.failures import answer_http

POLICY_VIOLATION = 1008


async def refuse(
    scope: Scope, receive: Receive, send: Send, status: int, why: str = ""
) -> None:
    """Answer with problem and remedy, as a page or as JSON; close a websocket.

    Parameters
    ----------
    scope, receive, send
        Of the request.
    status
        HTTP status.
    why
        Key of other words than those of the status.
    """
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    answer = answer_http(Request(scope, receive), status, why)
    await answer(scope, receive, send)


async def turn_away(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    """Refuse what came from another site: nothing of ours is shown to it."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": POLICY_VIOLATION})
        return
    text: Response = PlainTextResponse("This is not for another site.", status)
    await text(scope, receive, send)
