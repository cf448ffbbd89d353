"""Consent in four switches: dated, withdrawable, its history kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import sqlalchemy as sa

from ilium.errors import ConsentError, InputError
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


@contextmanager
def keeping(
    database: Database, client: str, action: str, *needs: Switch
) -> Iterator[tuple[sa.Connection, str]]:
    """Open a transaction that keeps something about a client who agreed to it.

    Parameters
    ----------
    database
        Where it is kept.
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
    with database.writing() as connection:
        key = locked_client(connection, client)
        require(connection, key, "store", *needs)
        yield connection, key
        database.note(connection, action, key)


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


def locked_client(connection: sa.Connection, client: str) -> str:
    """Id of a client about whom nobody else writes until the transaction ends.

    Parameters
    ----------
    connection
        A writing transaction, which has locked nothing else yet.
    client
        Id as it was typed.

    Returns
    -------
    str
        The id.
    """
    key = known_client(connection, client)
    own = sa.select(CLIENT.c.id).where(CLIENT.c.id == key)
    connection.execute(own.with_for_update())
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
    state.update((each.switch, each.given) for each in history(connection, client))
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


def history(connection: sa.Connection, client: str) -> tuple[Consent, ...]:
    """Every answer that a client ever gave, oldest first."""
    rows = connection.execute(
        sa.select(CONSENT).where(CONSENT.c.client_id == client).order_by(CONSENT.c.id)
    )
    return tuple(
        Consent(switch=each.switch, given=each.given, day=each.day, by=each.by)
        for each in rows
    )
