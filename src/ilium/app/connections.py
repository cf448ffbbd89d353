"""Connections as the server takes them: patient, but not for ever."""

from __future__ import annotations

import asyncio
from typing import Any, Final

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_WITHIN: Final = 10.0
"""How long the first line and headers of a request may take [s]."""
MOST: Final = 400
"""Connections and requests at a time; what is beyond is told to come back."""
KEPT_OPEN: Final = 30
"""How long a connection waits for its next request, as long as a page is read [s]."""
LARGEST_MESSAGE: Final = 1 << 20
"""What one message of a websocket may hold [bytes]."""


class Patient(H11Protocol):
    """HTTP whose connections are closed where a request's headers only trickle in."""

    headers_within = HEADERS_WITHIN
    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:  # noqa: ANN401
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Wait on, unless a request is whole."""
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self._reads_headers() and self._waiting is None:
            self._waiting = self.loop.call_later(self.headers_within, self._give_up)
        elif not self._reads_headers():
            self._stop()

    def _stop(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _reads_headers(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _give_up(self) -> None:
        self._waiting = None
        if self._reads_headers() and self.transport.get_protocol() is self:
            self.transport.close()


def settings(app: FastAPI, **more: Any) -> uvicorn.Config:  # noqa: ANN401
    """How uvicorn serves the app, wherever it listens.

    Parameters
    ----------
    app
        What is served.
    **more
        Further settings of uvicorn, as its certificate.

    Returns
    -------
    uvicorn.Config
        Without log of addresses, without the server's name, within bounds.
    """
    return uvicorn.Config(
        app,
        http=Patient,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=MOST,
        timeout_keep_alive=KEPT_OPEN,
        timeout_graceful_shutdown=10,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        **more,
    )
