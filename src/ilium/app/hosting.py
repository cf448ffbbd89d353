"""How the app is reached: on one's own computer, or by others over the network."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Hosting:
    """Where the app listens, and whom it lets in.

    Parameters
    ----------
    database
        URL of the store; empty for the usual one.
    hosts
        Names under which a browser may ask for it, without port.
    served
        Whether accounts sign in; without, whoever holds the start token is the coach.
    token
        The start token of local mode; made anew at each start.
    secure
        Whether browsers reach it by https only, so that cookies say so.
    proxies
        Addresses of proxies whose word about scheme and visitor's address counts.
    watched
        Folder in which new recordings are looked for; ``None`` for none.
    workers
        Analyses at a time; ``None`` for one fewer than the cores.
    pose
        Pose model that follows live cameras, as
        `ilium.vision.estimator.open_estimator` takes it.
    largest
        Largest file that is taken in [bytes].
    phone
        Address of this computer in its network, at which phones may bring in clips;
        empty for no phones.
    norms
        A laboratory's own ranges and errors, which go before ilium's; ``None`` for
        ilium's alone.
    """

    database: str = ""
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    served: bool = False
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    secure: bool = False
    proxies: tuple[str, ...] = ()
    watched: Path | None = None
    workers: int | None = None
    pose: str = "blazepose-full"
    largest: int = 2_000_000_000
    phone: str = ""
    norms: Path | None = None

    @property
    def cookie(self) -> str:
        """Name of the cookie that lets somebody in; browsers guard the prefix."""
        return "__Host-ilium" if self.secure else "ilium"
