"""Advisory services on this computer: OSV's, and that of npm's registry."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[[dict[str, Any]], bytes]


@contextmanager
def service(
    answer: Answer, status: int = 200, pages: dict[str, bytes] | None = None
) -> Iterator[str]:
    """A service that answers questions in JSON, and knows some pages; its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["content-length"]))
            if self.headers["content-encoding"] == "gzip":
                content = gzip.decompress(content)
            self.reply(status, answer(json.loads(content)))

        def do_GET(self) -> None:
            page = (pages or {}).get(self.path)
            self.reply(404 if page is None else 200, page or b"")

        def reply(self, code: int, content: bytes) -> None:
            self.send_response(code)
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            with suppress(ConnectionError):  # whoever asked has lost patience
                self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def nobody() -> str:
    """An address at which nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def late(query: dict[str, Any]) -> bytes:
    """A service that answers after more than anybody's patience."""
    time.sleep(4.0)
    return b"{}"
