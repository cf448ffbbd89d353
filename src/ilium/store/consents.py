"""Consents of every client: what holds, what was said before, and what changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ilium.errors import UnknownNameError
from ilium.store import withdrawing
from ilium.store.consent import (
    SWITCHES,
    By,
    Consent,
    Switch,
    current,
    give,
    history,
    known_client,
    locked_client,
)
from ilium.store.database import Database


@dataclass(frozen=True, slots=True, eq=False)
class Consents:
    """Consent of every client.

    Parameters
    ----------
    database
        Where it is kept.
    """

    database: Database

    def history(self, client: str) -> tuple[Consent, ...]:
        """Every answer that a client ever gave, oldest first."""
        with self.database.reading() as connection:
            return history(connection, known_client(connection, client))

    def of(self, client: str) -> dict[Switch, bool]:
        """What holds now; a switch that was never answered is off."""
        with self.database.reading() as connection:
            return current(connection, known_client(connection, client))

    def change(
        self, client: str, switches: Mapping[Switch, bool], *, by: By = "client"
    ) -> dict[Switch, bool]:
        """Give or withdraw consent, today.

        With the consent to video goes everything that shows the person, in the same
        transaction.

        Parameters
        ----------
        client
            Id.
        switches
            Switch to given (true) or withdrawn (false).
        by
            Who says so.

        Returns
        -------
        dict
            What holds now.

        Raises
        ------
        ConsentError
            Where somebody under 18 gives it without a guardian.
        """
        for each in switches:
            if each not in SWITCHES:
                raise UnknownNameError.among("switch", each, SWITCHES)
        withdrawn = switches.get("video") is False
        with self.database.writing() as connection:
            key = locked_client(connection, client)
            goes = withdrawn and withdrawing.shown_in(self.database, connection, key)
            give(connection, key, switches, day=self.database.today, by=by)
            self.database.note(connection, "consent", key)
            if goes:
                withdrawing.let_go(self.database, connection, key)
            holds = current(connection, key)
        if goes:
            withdrawing.finish(self.database)
        return holds
