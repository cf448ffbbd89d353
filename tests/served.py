"""The app as its users meet it: a server of its own on a free port, for tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from ilium.app import Hosting, create_app
from ilium.app.connections import settings
from ilium.app.listening import LOOPBACK, listen


@contextmanager
def running(hosting: Hosting) -> Iterator[str]:
    """Serve the app on a free port; its address without a path."""
    listening = listen(LOOPBACK, 0)
    server = uvicorn.Server(settings(create_app(hosting)))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://{LOOPBACK}:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()
