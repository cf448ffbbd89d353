"""How much a request may hold, and how long it may take to say it."""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilium.app.refusing import refuse

LARGEST: Final = 1 << 20
"""What anything but an upload may hold [bytes]."""
LARGEST_PART: Final = 16 << 20
"""What one part of an upload may hold [bytes]."""
LARGEST_BACKUP: Final = 32 << 30
"""What a backup that is brought back may hold; written to disk as it comes [bytes]."""
RESTORE: Final = "/store/restore"
UPLOADS: Final = ("/api/uploads", "/phone")
PATIENCE: Final = 30.0
"""How long the next bytes of a request are waited for [s]."""


class Bounded:
    """Ends requests that hold too much, and those that trickle in."""

    def __init__(self, app: ASGIApp, patience: float = PATIENCE) -> None:
        self.app = app
        self.patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what stays within the bounds."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = largest(scope["path"])
        if _announced(scope) > most:
            await refuse(scope, receive, send, 413)
            return
        began = False

        async def watched(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            bounded = _Bounded(receive, most, self.patience)
            await self.app(scope, bounded.receive, watched)
        except HTTPException as reason:
            if began:
                raise
            await refuse(scope, receive, send, reason.status_code)


def largest(path: str) -> int:
    """What a request to an address may hold [bytes].

    Parameters
    ----------
    path
        The address.

    Returns
    -------
    int
        More for parts of uploads than for anything else, most for a whole backup.
    """
    if path == RESTORE:
        return LARGEST_BACKUP
    return LARGEST_PART if path.startswith(UPLOADS) else LARGEST


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length) if length.isdecimal() else 0


class _Bounded:
    """Counts what comes in, and waits for it only so long."""

    def __init__(self, receive: Receive, most: int, patience: float) -> None:
        self._receive = receive
        self._left = most
        self._patience = patience
        self._whole = False

    async def receive(self) -> Message:
        if self._whole:  # what follows is waiting for the visitor to leave
            return await self._receive()
        try:
            async with asyncio.timeout(self._patience):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408) from None
        self._left -= len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._left < 0:
            raise HTTPException(413)
        return message
