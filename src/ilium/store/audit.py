"""The audit log: who did or saw what, when; no names, and no contents."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from ilium.store.database import Database
from ilium.store.schema import AUDIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One line of the log.

    Parameters
    ----------
    id
        Number; later ones are larger.
    at
        When (UTC).
    action
        What was done or seen.
    about
        Id of the client, group or account; empty for none.
    who
        Account; empty for whoever sat at the computer.
    """

    id: int
    at: dt.datetime
    action: str
    about: str
    who: str


@dataclass(frozen=True, slots=True, eq=False)
class Audit:
    """The log of one store.

    Parameters
    ----------
    database
        Where it is kept.
    """

    database: Database

    def note(self, action: str, about: str = "") -> None:
        """Write one line.

        Parameters
        ----------
        action
            What was done or seen, at most 32 letters.
        about
            Id; no name.
        """
        with self.database.writing() as connection:
            self.database.note(connection, action, about)

    def newest(
        self, most: int = 100, *, before: int = 0, about: str = ""
    ) -> tuple[Noted, ...]:
        """Newest lines first.

        Parameters
        ----------
        most
            How many.
        before
            Only lines with a smaller number; 0 for all.
        about
            Only lines about this id; empty for all.

        Returns
        -------
        tuple
            At most so many.
        """
        query = sa.select(AUDIT).order_by(AUDIT.c.id.desc()).limit(most)
        if before:
            query = query.where(AUDIT.c.id < before)
        if about:
            query = query.where(AUDIT.c.about == about)
        with self.database.reading() as connection:
            return tuple(
                Noted(
                    id=each.id,
                    at=each.at,
                    action=each.action,
                    about=each.about or "",
                    who=each.who or "",
                )
                for each in connection.execute(query)
            )
