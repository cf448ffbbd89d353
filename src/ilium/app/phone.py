"""Filming with a phone: a page of its own that can only bring in files of one client.

It is another app on another port, reached over the local network by https, while
somebody is invited; nothing of ilium's other pages exists there.
"""

from __future__ import annotations

import datetime as dt
import hmac
import secrets
import socket
import threading
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final

import segno
import uvicorn
from fastapi import FastAPI

from ilium.app.certificate import Certificate, make_certificate
from ilium.app.connections import settings
from ilium.app.hosting import Hosting
from ilium.app.listening import listen
from ilium.app.phone_app import create_phone_app
from ilium.errors import InputError
from ilium.store import Store
from ilium.store.consent import keeping

INVITED_FOR: Final = dt.timedelta(minutes=10)
"""How long an invitation lets somebody begin."""
FINISHING: Final = dt.timedelta(minutes=20)
"""How much longer what began in time may go on."""
MINDING: Final = 20.0
"""How often the listener looks whether it is still needed [s]."""
GUESSES: Final = 20
"""Wrong tokens after which no token is looked at any more [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One client's turn to be filmed.

    Parameters
    ----------
    client
        Whose files come in.
    token
        Lets in whoever has it.
    ends
        Until when one may begin (UTC).
    address
        What the QR code holds.
    fingerprint
        Of the certificate.
    """

    client: str
    token: str = field(repr=False)
    ends: dt.datetime
    address: str = field(repr=False)
    fingerprint: str

    @property
    def code(self) -> str:
        """The QR code as SVG, dark on light in dark mode too: phones want it so."""
        drawn = BytesIO()
        segno.make(self.address, error="m").save(
            drawn, kind="svg", border=4, xmldecl=False, omitsize=True, light="#fff"
        )  # fmt: skip
        return drawn.getvalue().decode()


class Passes:
    """Who may bring in for whom, and for how long: in memory only.

    Parameters
    ----------
    store
        Whose clock counts.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._all: dict[str, Invitation] = {}
        self._guesses = 0
        self._lock = threading.Lock()

    def add(self, invitation: Invitation) -> None:
        """Let somebody in; an earlier invitation for the same client ends."""
        with self._lock:
            self._all = {
                key: each
                for key, each in self._all.items()
                if each.client != invitation.client
            }
            self._all[invitation.token] = invitation
            self._guesses = 0

    def client_of(self, token: str, *, beginning: bool) -> str:
        """Client that a token is for; empty where it counts no more.

        Parameters
        ----------
        token
            As it was sent.
        beginning
            Whether something new is to begin, and not only what began to go on.

        Returns
        -------
        str
            Id.
        """
        now = self._store.database.now()
        grace = dt.timedelta() if beginning else FINISHING
        with self._lock:
            if self._guesses >= GUESSES:
                return ""
            for key, each in self._all.items():
                if hmac.compare_digest(key.encode(), token.encode()):
                    return each.client if now < each.ends + grace else ""
            self._guesses += bool(token)
        return ""

    def end(self, client: str) -> None:
        """Let nobody in for a client any more."""
        with self._lock:
            self._all = {k: e for k, e in self._all.items() if e.client != client}

    def last_end(self) -> dt.datetime | None:
        """When the last one runs out, what began included; ``None`` without any."""
        with self._lock:
            return max((e.ends + FINISHING for e in self._all.values()), default=None)


class Phone:
    """The listener for phones: there while somebody is invited.

    Parameters
    ----------
    store
        Where files come in.
    hosting
        Whether phones may come, and under which address.
    """

    def __init__(self, store: Store, hosting: Hosting) -> None:
        self._store = store
        self._hosting = hosting
        self._passes = Passes(store)
        self._lock = threading.Lock()
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._certificate: Certificate | None = None
        self._base = ""
        self._closing = threading.Event()

    def invite(self, client: str) -> Invitation:
        """Let a phone bring in files of a client for ten minutes.

        Parameters
        ----------
        client
            Who has agreed to be kept.

        Returns
        -------
        Invitation
            With the address for the phone.

        Raises
        ------
        InputError
            Where phones may not come.
        ConsentError
            Where the client has not agreed.
        """
        if not self._hosting.phone:
            raise InputError(
                "ilium was started without a door for phones.",
                "Close it, and start it with: ilium start --phone",
            )
        with keeping(self._store.database, client, "invite phone"):
            pass
        certificate = self._open()
        token = secrets.token_urlsafe(24)
        made = Invitation(
            client=client,
            token=token,
            ends=self._store.database.now() + INVITED_FOR,
            address=f"{self._base}/start?token={token}",
            fingerprint=certificate.fingerprint,
        )
        self._passes.add(made)
        return made

    def end(self, client: str) -> None:
        """End the invitation of a client."""
        self._passes.end(client)

    def close_when_unused(self) -> None:
        """Stop listening once nobody is invited any more."""
        last = self._passes.last_end()
        if last is None or self._store.database.now() >= last:
            self.close()

    def close(self) -> None:
        """Stop listening."""
        with self._lock:
            self._closing.set()
            server, self._server = self._server, None
            if server is not None and self._thread is not None:
                server.should_exit = True
                self._thread.join(10.0)

    def _open(self) -> Certificate:
        """Listen, where nobody does yet."""
        with self._lock:
            if self._server is not None and self._certificate is not None:
                return self._certificate
            host = self._hosting.phone
            listening = listen(host, 0)
            self._base = f"https://{host}:{listening.getsockname()[1]}"
            self._certificate = make_certificate(host, self._store.database.now())
            hosting = Hosting(hosts=(host,), secure=True, largest=self._hosting.largest)
            app = create_phone_app(self._store, hosting, self._passes)
            self._server = _server(app, self._certificate)
            self._thread = threading.Thread(
                target=self._server.run, args=([listening],), daemon=True
            )
            self._thread.start()
            self._closing = threading.Event()
            threading.Thread(
                target=self._mind, args=(self._closing,), daemon=True
            ).start()
            return self._certificate

    def _mind(self, closing: threading.Event) -> None:
        """Look now and then whether anybody is still invited."""
        while not closing.wait(MINDING):
            self.close_when_unused()


def _server(app: FastAPI, certificate: Certificate) -> uvicorn.Server:
    config = settings(app, lifespan="off")
    config.load()
    config.ssl = certificate.context
    return uvicorn.Server(config)


def local_address() -> str:
    """Address of this computer in its network; nothing is sent to find it out.

    Returns
    -------
    str
        IPv4 address.

    Raises
    ------
    InputError
        Where it is in no network.
    """
    # A datagram socket only looks up the way to a documentation address (RFC 5737).
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as looking:
        try:
            looking.connect(("192.0.2.1", 9))
            address = looking.getsockname()[0]
        except OSError:
            address = "0.0.0.0"  # noqa: S104 - compared, never listened on
    if address.startswith(("0.", "127.")):
        raise InputError(
            "This computer is in no network that a phone could reach.",
            "Join the same Wi-Fi as the phone, or name the address: --phone ADDRESS.",
        )
    return address
