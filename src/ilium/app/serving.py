"""Running the app: one process on the loopback address, until it is interrupted."""

from __future__ import annotations

import socket
import webbrowser

import uvicorn

from ilium.app.create import create_app
from ilium.app.hosting import Hosting
from ilium.errors import InputError
from ilium.findings.words import say

LOOPBACK = "127.0.0.1"


def start(hosting: Hosting, *, port: int = 0, browser: bool = True) -> None:
    """Serve the app to this computer, and open it.

    Parameters
    ----------
    hosting
        How it is reached.
    port
        Port; 0 for any that is free.
    browser
        Whether to open the browser.

    Raises
    ------
    InputError
        Where the port is taken.
    """
    listening = listen(LOOPBACK, port)
    port = listening.getsockname()[1]
    address = f"http://{LOOPBACK}:{port}/start?token={hosting.token}"
    app = create_app(hosting)
    print(say("app.ready", address=address))  # noqa: T201 - the way in
    print(say("app.stop"), flush=True)  # noqa: T201 - the way out
    if browser:
        webbrowser.open(address)
    settings = uvicorn.Config(app, log_level="warning", server_header=False)
    uvicorn.Server(settings).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """Take a port before anything is promised about it.

    Parameters
    ----------
    host, port
        Address; port 0 for any that is free.

    Returns
    -------
    socket.socket
        Listening.

    Raises
    ------
    InputError
        Where another program has it.
    """
    made = socket.socket()
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise InputError(
            f"Port {port} of {host} cannot be used ({error.strerror}).",
            "Leave out --port, and a free one is chosen.",
        ) from None
    made.listen(128)
    return made
