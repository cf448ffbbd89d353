"""Requests to the app as a server would pass them on, without a network."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ilium.errors import InputError

TARGET = re.compile(rb"/[\x21-\x7e]*")
METHOD = re.compile(rb"[A-Z]{1,10}")
HEADER = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x20-\x7e\x80-\xff\t]*)")
HOST = "127.0.0.1"


class UnforeseenError(Exception):
    """The app answered as it must not."""


class Heard(logging.Handler):
    """Where in the code an answer failed."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


class App:
    """An app of its own, with somebody in its store, for a range of inputs."""

    def __init__(self) -> None:
        from ilium.app import Hosting, create_app
        from ilium.app.entering import csrf_of
        from stored import Squat, angles, someone

        folder = Path(tempfile.mkdtemp(prefix="ilium-fuzz-app-"))
        self.hosting = Hosting(
            database=f"sqlite:///{folder / 'ilium.db'}", pose="stand_in:Bright"
        )
        self.app = create_app(self.hosting)
        self.loop = asyncio.new_event_loop()
        store = self.app.state.store
        client = someone(store, "Zebedee")
        day = store.database.today
        self.names = {
            "client": client,
            "result": str(store.results.add(client, Squat(), curves=angles())),
            "group": str(store.groups.new("Tuesday", starts_on=day, weeks=6)),
            "movement": "single_leg_squat",
            "ending": "html",
        }
        self.headers = [
            (b"host", HOST.encode()),
            (b"cookie", f"{self.hosting.cookie}={self.hosting.token}".encode()),
            (b"x-csrf", csrf_of(self.hosting.token).encode()),
        ]

    def close(self) -> None:
        self.app.state.store.database.engine.dispose()
        self.loop.close()

    def scope(self, kind: str, target: bytes, **more: Any) -> dict[str, Any]:
        """What a server says of a request."""
        path, _, query = target.partition(b"?")
        return {
            "type": kind, "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1", "scheme": "http" if kind == "http" else "ws",
            "path": unquote(path.decode("ascii")), "raw_path": path,
            "query_string": query, "root_path": "", "client": (HOST, 5000),
            "server": (HOST, 80), "state": {}, "app": self.app, **more,
        }  # fmt: skip

    def asked(self, head: bytes, body: bytes) -> tuple[int, bytes]:
        """Ask as a client would; status and body of the answer.

        Parameters
        ----------
        head
            Method and address, then a header a line.
        body
            What is sent.

        Raises
        ------
        InputError
            Where the server would not pass it on.
        """
        for name, value in self.names.items():
            head = head.replace(b"{%s}" % name.encode(), value.encode())
        first, *lines = head.split(b"\n")
        method, _, target = first.strip().partition(b" ")
        if not METHOD.fullmatch(method) or not TARGET.fullmatch(target):
            raise InputError("The server passes this on to nobody.", "Send HTTP.")
        given = [m.groups() for m in map(HEADER.fullmatch, lines) if m]
        headers = [*self.headers, *((k.lower(), v) for k, v in given)]
        scope = self.scope("http", target, method=method.decode(), headers=headers)
        with heard() as said:
            status, answer = self.loop.run_until_complete(
                _exchange(self.app, scope, body)
            )
        check(scope["path"], status, answer, said)
        return status, answer


@contextmanager
def heard():
    """Listen to what the app logs of what it did not foresee."""
    handler = Heard()
    logger = logging.getLogger("ilium.app.failures")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield handler.said
    finally:
        logger.removeHandler(handler)


async def _exchange(app: Any, scope: dict[str, Any], body: bytes) -> tuple[int, bytes]:
    parts = [body[k : k + 60_000] for k in range(0, max(1, len(body)), 60_000)]
    status, answer = 0, b""

    async def receive() -> dict[str, Any]:
        if not parts:
            return {"type": "http.disconnect"}
        part = parts.pop(0)
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status, answer
        if message["type"] == "http.response.start":
            status = message["status"]
            for name, value in message["headers"]:
                assert b"\n" not in name + value, "a header of two lines"
        else:
            answer += message.get("body", b"")

    await app(scope, receive, send)
    return status, answer


def check(path: str, status: int, answer: bytes, said: list[str]) -> None:
    """Judge an answer: no failure that nobody foresaw, every refusal with advice."""
    if said:
        raise UnforeseenError(" | ".join(said)[:400] + " … " + " | ".join(said)[-700:])
    if not 200 <= status < 600:
        raise UnforeseenError(f"status {status} for {path}")
    if b"Traceback (most recent" in answer:
        raise UnforeseenError(f"a traceback for {path}")
    if status >= 400 and path.startswith("/api/") and status != 405:
        told = json.loads(answer)
        raise InputError(told["problem"], told["remedy"])
    if status >= 400:
        raise InputError("The page was refused.", "Ask for another.")
