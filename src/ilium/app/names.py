"""Names on a shared computer: hidden until whoever hid them unlocks them."""

from __future__ import annotations

import hmac
import secrets
from hashlib import scrypt
from typing import Final

from ilium.app.visitor import Visitor
from ilium.store.clients import Client
from ilium.store.database import Database
from ilium.store.remarks import note_remark, remark


class Veil:
    """Who has hidden the names.

    On one's own computer they stay hidden when the app is started again; whoever
    signs in shows by that who they are, so that theirs come back.

    Parameters
    ----------
    database
        Where that is remembered; ``None`` for nowhere.
    """

    def __init__(self, database: Database | None = None) -> None:
        self._database = database
        self._codes: dict[str, tuple[bytes, bytes]] = {}
        kept = remark(database, _REMARK) if database is not None else ""
        if kept:
            salt, known = (bytes.fromhex(each) for each in kept.split(":"))
            self._codes[""] = (salt, known)

    def hides(self, visitor: Visitor) -> bool:
        """Whether this visitor sees ids in place of names."""
        return _whose(visitor) in self._codes

    def draw(self, visitor: Visitor, code: str) -> None:
        """Hide the names.

        Parameters
        ----------
        visitor
            From whom.
        code
            What unlocks them; may be empty.
        """
        salt = secrets.token_bytes(16)
        self._codes[_whose(visitor)] = (salt, _hash(code, salt))
        self._remember()

    def lift(self, visitor: Visitor, code: str) -> bool:
        """Show the names again where the code is right; whether they are shown."""
        if self.hides(visitor):
            salt, known = self._codes[_whose(visitor)]
            if not hmac.compare_digest(known, _hash(code, salt)):
                return False
            del self._codes[_whose(visitor)]
            self._remember()
        return True

    def lift_own(self) -> None:
        """Show the names again on one's own computer, without the code."""
        self._codes.pop("", None)
        self._remember()

    def called(self, visitor: Visitor, client: Client) -> str:
        """What a person is called on this visitor's screen: name, else id."""
        return client.id if self.hides(visitor) else client.name or client.id

    def _remember(self) -> None:
        if self._database is not None:
            kept = ":".join(each.hex() for each in self._codes.get("", ()))
            note_remark(self._database, _REMARK, kept)


_REMARK: Final = "names hidden"


def _whose(visitor: Visitor) -> str:
    """By what a visitor is known: nothing on one's own computer, else the sign-in."""
    return visitor.csrf if visitor.account else ""


def _hash(code: str, salt: bytes) -> bytes:
    return scrypt(code.strip().encode(), salt=salt, n=2**12, r=8, p=1)
