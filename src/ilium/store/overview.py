"""What a coach looks at today: one lean row for each person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from ilium.programme.history import SessionLog
from ilium.programme.pain import light
from ilium.programme.retest import TOGETHER
from ilium.programme.sessions import joined
from ilium.programme.week import RETESTS
from ilium.store.clients import Client, Clients
from ilium.store.database import Database
from ilium.store.entries import CONTENT, entry_of
from ilium.store.schema import ENTRY, JOB, RESULT, VISIT

RECENT: Final = dt.timedelta(days=14)
"""How long a flag of pain or a refused recording is shown."""
QUIET: Final = dt.timedelta(days=7)
"""Time without a logged session after which somebody is asked."""
SOON: Final = dt.timedelta(days=7)
"""How long before its day a retest is shown."""
WEEK: Final = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A recording that could not be measured.

    Parameters
    ----------
    job
        Id of the analysis.
    problem, remedy
        Why, and what to do.
    """

    job: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One person as Today shows them.

    Parameters
    ----------
    client
        Who.
    pain
        The last session where it asks to stop, or named a symptom; else ``None``.
    refused
        Recordings that could not be measured.
    retest
        Day of a retest that is due or near; else ``None``.
    quiet
        Day of the last session, or of the plan, where nothing was logged for a week
        though there is a plan; else ``None``.
    """

    client: Client
    pain: SessionLog | None = None
    refused: tuple[Refused, ...] = ()
    retest: dt.date | None = None
    quiet: dt.date | None = None


def overview(database: Database) -> tuple[Glance, ...]:
    """Everybody who agreed to be kept, as Today shows them.

    Parameters
    ----------
    database
        Where they are kept.

    Returns
    -------
    tuple of Glance
        In the order in which they were added.
    """
    today = database.today
    with database.reading() as connection:
        last = _sessions(connection, today)
        planned = _plans(connection)
        checked = _checks(connection)
        refused = _refused(connection, database.now() - RECENT)
    return tuple(
        Glance(
            client=each,
            pain=_flag(last.get(each.id, ()), today),
            refused=refused.get(each.id, ()),
            retest=retest_due(*checked[each.id], today) if each.id in checked else None,
            quiet=_quiet(planned.get(each.id), last.get(each.id, ()), today),
        )
        for each in Clients(database).all()
        if each.consent["store"]
    )


def retest_due(first: dt.date, last: dt.date, today: dt.date) -> dt.date | None:
    """Day of the newest retest that is due within a week or already, and not done.

    Parameters
    ----------
    first, last
        Days of the first and the last check.
    today
        The day.

    Returns
    -------
    date or None
        ``None`` where a check was done within two weeks of it, or none is due.
    """
    weeks = [*RETESTS, *range(RETESTS[-1] + 12, RETESTS[-1] + 12 * 40, 12)]
    days = [
        first + each * WEEK for each in weeks if first + each * WEEK <= today + SOON
    ]
    if not days or last >= days[-1] - TOGETHER:
        return None
    return days[-1]


def _sessions(
    connection: sa.Connection, today: dt.date
) -> dict[str, tuple[SessionLog, ...]]:
    """Sessions of the last weeks, of each client in their order."""
    query = (
        sa.select(ENTRY.c.client_id, CONTENT)
        .where(ENTRY.c.kind == "session", ENTRY.c.day > today - 2 * RECENT)
        .order_by(ENTRY.c.day, ENTRY.c.id)
    )
    found: dict[str, list[SessionLog]] = {}
    for client, text in connection.execute(query):
        item = entry_of("session", text)
        assert isinstance(item, SessionLog)
        found.setdefault(client, []).append(item)
    return {client: joined(rows) for client, rows in found.items()}


def _plans(connection: sa.Connection) -> dict[str, dt.date]:
    """Day of each client's newest week."""
    query = (
        sa.select(ENTRY.c.client_id, sa.func.max(ENTRY.c.day))
        .where(ENTRY.c.kind == "week")
        .group_by(ENTRY.c.client_id)
    )
    return dict(_pairs(connection.execute(query)))


def _checks(connection: sa.Connection) -> dict[str, tuple[dt.date, dt.date]]:
    """First and last day on which something was measured of each client."""
    query = (
        sa.select(
            RESULT.c.client_id, sa.func.min(VISIT.c.day), sa.func.max(VISIT.c.day)
        )
        .join(VISIT, VISIT.c.id == RESULT.c.visit_id)
        .group_by(RESULT.c.client_id)
    )
    return {client: (first, last) for client, first, last in connection.execute(query)}


def _refused(
    connection: sa.Connection, since: dt.datetime
) -> Mapping[str, tuple[Refused, ...]]:
    query = (
        sa.select(JOB.c.client_id, JOB.c.id, JOB.c.problem, JOB.c.remedy)
        .where(JOB.c.state == "refused", JOB.c.changed >= since)
        .order_by(JOB.c.changed)
    )
    found: dict[str, tuple[Refused, ...]] = {}
    for client, job, problem, remedy in connection.execute(query):
        made = Refused(job=job, problem=problem or "", remedy=remedy or "")
        found[client] = (*found.get(client, ()), made)
    return found


def _flag(sessions: tuple[SessionLog, ...], today: dt.date) -> SessionLog | None:
    if not sessions or sessions[-1].date <= today - RECENT:
        return None
    asks = light(sessions[-1]) == "stop" or sessions[-1].symptoms
    return sessions[-1] if asks else None


def _quiet(
    planned: dt.date | None, sessions: tuple[SessionLog, ...], today: dt.date
) -> dt.date | None:
    if planned is None:
        return None
    last = max([planned, *(each.date for each in sessions)])
    return last if today - last >= QUIET else None


def _pairs(rows: Iterable[Any]) -> Iterable[tuple[str, dt.date]]:
    return ((each[0], each[1]) for each in rows)
