"""Names on a shared computer: hidden until whoever hid them unlocks them."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import scrypt

from ilium.app.visitor import Visitor
from ilium.store.clients import Client


@dataclass(frozen=True, slots=True, eq=False)
class Veil:
    """Who has hidden the names, until the app is closed.

    Parameters
    ----------
    codes
        What a visitor's forms carry, to salt and hash of the code that unlocks.
    """

    codes: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)

    def hides(self, visitor: Visitor) -> bool:
        """Whether this visitor sees ids in place of names."""
        return visitor.csrf in self.codes

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
        self.codes[visitor.csrf] = (salt, _hash(code, salt))

    def lift(self, visitor: Visitor, code: str) -> bool:
        """Show the names again where the code is right; whether they are shown."""
        if visitor.csrf in self.codes:
            salt, known = self.codes[visitor.csrf]
            if not hmac.compare_digest(known, _hash(code, salt)):
                return False
            del self.codes[visitor.csrf]
        return True

    def called(self, visitor: Visitor, client: Client) -> str:
        """What a person is called on this visitor's screen: name, else id."""
        return client.id if self.hides(visitor) else client.name or client.id


def _hash(code: str, salt: bytes) -> bytes:
    return scrypt(code.strip().encode(), salt=salt, n=2**12, r=8, p=1)
