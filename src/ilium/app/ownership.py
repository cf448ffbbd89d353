"""Whose something is: one guard before every route whose address names somebody's.

A route's address says what it is about by the names of its parameters: ``{client}``,
``{result}``, ``{job}``, ``{upload}``, ``{document}``, ``{mark}``, ``{recording}``. All
of them must be there and about one client, and a client sees only their own.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from fastapi import HTTPException, WebSocketException
from starlette.requests import HTTPConnection

from ilium.app.refusing import POLICY_VIOLATION
from ilium.app.visitor import Visitor, visitor_of
from ilium.store import Store
from ilium.store.owners import OWNED

AGAIN: Final = timedelta(minutes=10)
"""How often the log notes the same view of the same client by the same account."""


def guard(connection: HTTPConnection) -> None:
    """Let a coach see everybody and a client only themself: others are not there.

    Parameters
    ----------
    connection
        Request or websocket, its address already taken apart.

    Raises
    ------
    HTTPException
        404 where something is missing, about somebody else, or does not belong
        together; a websocket is closed instead.
    """
    named = {kind: key for kind, key in connection.path_params.items() if kind in OWNED}
    if not named:
        return
    store: Store = connection.app.state.store
    owners = {store.owner_of(kind, key) for kind, key in named.items()}
    visitor = visitor_of(connection)
    if len(owners) != 1 or not may_see(visitor, owner := owners.pop()):
        raise _not_there(connection)
    _note_view(connection, store, visitor, owner)


def may_see(visitor: Visitor, client: str) -> bool:
    """Whether somebody may see what is about a client.

    Parameters
    ----------
    visitor
        Who asks.
    client
        Id; empty for nobody, whom nobody may see.

    Returns
    -------
    bool
        Coaches everybody, clients themselves.
    """
    if not client or visitor.role == "nobody":
        return False
    return visitor.role == "coach" or visitor.client == client


def _not_there(connection: HTTPConnection) -> Exception:
    if connection.scope["type"] == "websocket":
        return WebSocketException(POLICY_VIOLATION)
    return HTTPException(HTTPStatus.NOT_FOUND)


def _note_view(
    connection: HTTPConnection, store: Store, visitor: Visitor, client: str
) -> None:
    """Write into the log who looked at whom, where accounts tell people apart."""
    if not visitor.account or connection.scope.get("method", "GET") != "GET":
        return
    seen: dict[tuple[str, str, str], datetime] = connection.app.state.seen
    key = (visitor.account, client, _part(connection))
    now = store.database.now()
    if key in seen and now < seen[key] + AGAIN:
        return
    for old in [each for each, at in seen.items() if now >= at + AGAIN]:
        seen.pop(old, None)
    seen[key] = now
    store.audit.note(f"view {key[2]}"[:32], client)


def _part(connection: HTTPConnection) -> str:
    """What was looked at: the last fixed word of the route's address."""
    path = getattr(connection.scope.get("route"), "path", "")
    words = [each for each in path.split("/") if each and not each.startswith("{")]
    return words[-1] if words else "client"
