"""Consent in four switches: dated, withdrawable, its history kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import sqlalchemy as sa

from ilium.errors import ConsentError, InputError, UnknownNameError
from ilium.store.database import Database
from ilium.store.ids import typed
from ilium.store.schema import CLIENT, CONSENT, GUARDIAN

Switch = Literal["store", "video", "share", "research"]
By = Literal["client", "guardian"]

SWITCHES: Final[Mapping[Switch, str]] = MappingProxyType(
    {
        "store": "keep my measurements and my programme on this computer",
        "video": "keep video of me",
        "share": "show my results to people whom I name",
        "research": "use my measurements, without my name, for research",
    }
)
"""What each switch lets the keeper of the store do, in plain words."""
OF_AGE: Final = 18
"""Age from which a person consents alone [years]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One answer to one switch.

    Parameters
    ----------
    switch
        Key of `SWITCHES`.
    given
        Given, or withdrawn.
    day
        When it was said.
    by
        Who said it: the client, or the guardian.
    """

    switch: Switch
    given: bool
    day: dt.date
    by: By = "client"


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
            return _history(connection, known_client(connection, client))

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
        from ilium.store import withdrawing  # noqa: PLC0415 - it is built on consent

        withdrawn = switches.get("video") is False
        with self.database.writing() as connection:
            key = _locked(connection, client)
            goes = withdrawn and withdrawing.shown_in(self.database, connection, key)
            give(connection, key, switches, day=self.database.today, by=by)
            self.database.note(connection, "consent", key)
            if goes:
                withdrawing.let_go(self.database, connection, key)
            holds = current(connection, key)
        if goes:
            withdrawing.finish(self.database)
        return holds

    @contextmanager
    def keeping(
        self, client: str, action: str, *needs: Switch
    ) -> Iterator[tuple[sa.Connection, str]]:
        """Open a transaction that keeps something about a client who agreed to it.

        Parameters
        ----------
        client
            Id.
        action
            What is done, for the audit log.
        *needs
            Switches beside ``store`` that must be on.

        Yields
        ------
        tuple
            The connection, and the id as it stands in the tables.

        Raises
        ------
        ConsentError
            Where a switch is off.
        """
        with self.database.writing() as connection:
            key = _locked(connection, client)
            require(connection, key, "store", *needs)
            yield connection, key
            self.database.note(connection, action, key)


def known_client(connection: sa.Connection, client: str) -> str:
    """Id of a client as it stands in the tables.

    Parameters
    ----------
    connection
        A transaction.
    client
        Id as it was typed.

    Returns
    -------
    str
        The id.

    Raises
    ------
    InputError
        Where nobody has it.
    """
    key = typed(client)
    if connection.scalar(sa.select(CLIENT.c.id).where(CLIENT.c.id == key)) is None:
        raise InputError(
            f"There is no client with the id {client!r}.",
            "See `ilium client list`, or add one with `ilium client add`.",
        )
    return key


def require(connection: sa.Connection, client: str, *switches: Switch) -> None:
    """Raise a `ConsentError` unless every switch is on.

    Parameters
    ----------
    connection
        A transaction.
    client
        Id as in the tables.
    *switches
        What is needed.
    """
    given = current(connection, client)
    for each in switches:
        if not given[each]:
            raise ConsentError(
                f"Client {client} has not agreed to this: {SWITCHES[each]}. "
                "Nothing was kept.",
                f"Ask first; a yes is entered with `ilium client consent {client} "
                f"--give {each}`.",
            )


def current(connection: sa.Connection, client: str) -> dict[Switch, bool]:
    """What holds now of a client's switches."""
    state: dict[Switch, bool] = dict.fromkeys(SWITCHES, False)
    state.update((each.switch, each.given) for each in _history(connection, client))
    return state


def give(
    connection: sa.Connection,
    client: str,
    switches: Mapping[Switch, bool],
    *,
    day: dt.date,
    by: By,
) -> None:
    """Write answers to switches; the guardian's are needed under 18.

    Parameters
    ----------
    connection
        A writing transaction.
    client
        Id as in the tables.
    switches
        Switch to given or withdrawn.
    day
        Today.
    by
        Who says so.

    Raises
    ------
    ConsentError
        Where somebody under 18 gives it, or a guardian is named who is not known.
    """
    born = connection.scalar(sa.select(CLIENT.c.born).where(CLIENT.c.id == client))
    guardian = connection.scalar(
        sa.select(GUARDIAN.c.id).where(GUARDIAN.c.client_id == client).limit(1)
    )
    minor = born is not None and age(born, day) < OF_AGE
    if any(switches.values()) and minor and (by != "guardian" or guardian is None):
        raise ConsentError(
            f"Client {client or 'to be added'} is under {OF_AGE}: a guardian must "
            "agree. Nothing was kept.",
            "Name the guardian with --guardian and ask them.",
        )
    if by == "guardian" and guardian is None:
        raise ConsentError(
            "No guardian is known for this client.", "Leave --by-guardian out."
        )
    connection.execute(
        CONSENT.insert(),
        [
            {"client_id": client, "switch": each, "given": on, "day": day, "by": by}
            for each, on in switches.items()
        ],
    )


def age(born: dt.date, day: dt.date) -> int:
    """Age in whole years on a day [years]."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _locked(connection: sa.Connection, client: str) -> str:
    """Id of a client about whom nobody else writes until the transaction ends."""
    key = known_client(connection, client)
    own = sa.select(CLIENT.c.id).where(CLIENT.c.id == key)
    connection.execute(own.with_for_update())
    return key


def _history(connection: sa.Connection, client: str) -> tuple[Consent, ...]:
    rows = connection.execute(
        sa.select(CONSENT).where(CONSENT.c.client_id == client).order_by(CONSENT.c.id)
    )
    return tuple(
        Consent(switch=each.switch, given=each.given, day=each.day, by=each.by)
        for each in rows
    )
