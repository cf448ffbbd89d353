"""Who asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from starlette.requests import HTTPConnection

Role = Literal["coach", "client", "nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks.

    Parameters
    ----------
    role
        ``coach`` sees everybody, ``client`` only themself, ``nobody`` nothing.
    client
        Whom a client may see.
    account
        Account that signed in; empty on one's own computer.
    csrf
        What forms and scripts send back to show that they are ours.
    """

    role: Role
    client: str = ""
    account: str = ""
    csrf: str = ""

    def carrying(self, csrf: str) -> Visitor:
        """Show the same visitor with what their forms send back."""
        return replace(self, csrf=csrf)


NOBODY = Visitor(role="nobody")


def visitor_of(connection: HTTPConnection) -> Visitor:
    """Who asks: what the entry found out, else nobody."""
    return connection.scope.get("visitor", NOBODY)
