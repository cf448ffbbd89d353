"""Running the app: one process, on this computer or for others, until it is ended."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import uvicorn

from ilium.app.connections import settings
from ilium.app.create import create_app
from ilium.app.hosting import Hosting
from ilium.app.listening import LOOPBACK, listen
from ilium.app.way_in import WayIn
from ilium.errors import InputError
from ilium.findings.words import say


def start(
    hosting: Hosting, *, port: int = 0, browser: bool = True, show_names: bool = False
) -> None:
    """Serve the app to this computer, and open it; one that runs already is opened.

    Parameters
    ----------
    hosting
        How it is reached.
    port
        Port; 0 for any that is free.
    browser
        Whether to open the browser.
    show_names
        Whether names that were hidden are shown again, without their code.

    Raises
    ------
    InputError
        Where the port is taken.
    """
    app = create_app(hosting)
    way_in = WayIn(app.state.store.database.folder)
    other = way_in.open_already()
    if other:
        print(say("app.already", address=other), flush=True)  # noqa: T201 - the way in
        if browser:
            webbrowser.open(other)
        return
    if show_names:
        app.state.veil.lift_own()
    listening = listen(LOOPBACK, port)
    port = listening.getsockname()[1]
    address = f"http://{LOOPBACK}:{port}/start?token={hosting.token}"
    print(say("app.ready", address=address))  # noqa: T201 - the way in
    print(say("app.stop"), flush=True)  # noqa: T201 - the way out
    if browser:
        webbrowser.open(address)
    with way_in.known(address):
        uvicorn.Server(settings(app)).run(sockets=[listening])


def serve(
    hosting: Hosting,
    host: str,
    port: int,
    *,
    certificate: Path | None = None,
    key: Path | None = None,
) -> None:
    """Serve the app to other computers, to whoever has an account.

    Parameters
    ----------
    hosting
        How it is reached: ``served`` and ``secure``.
    host, port
        Where to listen.
    certificate, key
        PEM files; ``None`` behind a proxy that speaks https.

    Raises
    ------
    InputError
        Where nobody could sign in, or others could listen in.
    """
    if not (hosting.served and hosting.secure):
        raise InputError(
            "Other computers may reach ilium by https alone, and with accounts.",
            "Give --certificate and --key, or --behind-proxy.",
        )
    app = create_app(hosting)
    coaches = [each for each in app.state.store.accounts.all() if each.role == "coach"]
    if not any(each.active for each in coaches):
        raise InputError(
            "There is no coach's account yet, so that nobody could sign in.",
            "Make one first: ilium account add LOGIN --role coach",
        )
    listening = listen(host, port)
    name = f"[{hosting.hosts[0]}]" if ":" in hosting.hosts[0] else hosting.hosts[0]
    at = f":{listening.getsockname()[1]}" if certificate else ""
    print(say("app.served", address=f"https://{name}{at}/"))  # noqa: T201 - the way in
    print(say("app.stop"), flush=True)  # noqa: T201 - the way out
    encrypted = {"ssl_certfile": certificate, "ssl_keyfile": key} if certificate else {}
    uvicorn.Server(settings(app, **encrypted)).run(sockets=[listening])
