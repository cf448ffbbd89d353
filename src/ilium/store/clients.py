"""Clients: who they are, in the only place that knows it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Final, Literal

import sqlalchemy as sa

from ilium.core.participant import Participant
from ilium.errors import ConsentError, InputError
from ilium.store.consent import (
    OF_AGE,
    SWITCHES,
    By,
    Switch,
    age,
    give,
    history,
    keeping,
    known_client,
)
from ilium.store.database import Database
from ilium.store.ids import new_id
from ilium.store.schema import BODY, CLIENT, CONSENT, GUARDIAN, VISIT

KEPT_DAYS: Final = 730
"""How long everything is kept unless said otherwise [days]."""
BODY_MEASURES: Final = tuple(each.name for each in fields(Participant))


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardian:
    """Who answers for a client under 18.

    Parameters
    ----------
    name
        Their name.
    contact
        How to reach them.
    """

    name: str
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A person as the store knows them; analysis is given `body` alone.

    Parameters
    ----------
    id
        Five letters and digits.
    name, email, phone
        Empty where not given.
    born
        Date of birth; ``None`` where not given.
    added_on, keep_until
        First day, and last day on which anything is kept.
    consent
        What holds now.
    body
        Newest body measures.
    guardians
        Who answers for them.
    visits
        Days on which something was recorded.
    """

    id: str
    name: str = ""
    email: str = ""
    phone: str = ""
    born: dt.date | None = None
    added_on: dt.date = dt.date.min
    keep_until: dt.date = dt.date.max
    consent: Mapping[Switch, bool] = field(default_factory=dict)
    body: Participant = field(default_factory=Participant)
    guardians: tuple[Guardian, ...] = ()
    visits: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A client about whom something is to be done.

    Parameters
    ----------
    client
        Id.
    key
        ``withdrawn``: no consent any more; ``over``: kept for long enough;
        ``of_age``: a guardian agreed, and they are 18 now.
    why
        One sentence.
    remedy
        What to do.
    """

    client: str
    key: Literal["withdrawn", "over", "of_age"]
    why: str
    remedy: str


@dataclass(frozen=True, slots=True, eq=False)
class Clients:
    """Every client of one store.

    Parameters
    ----------
    database
        Where they are kept.
    """

    database: Database

    def add(
        self,
        name: str = "",
        *,
        consent: Sequence[Switch],
        born: dt.date | None = None,
        adult: bool = False,
        guardian: Guardian | None = None,
        email: str = "",
        phone: str = "",
        body: Participant | None = None,
        keep_until: dt.date | None = None,
    ) -> str:
        """Add a person who agrees to be kept.

        Parameters
        ----------
        name
            How to call them; may be left out.
        consent
            Switches that are on; ``store`` must be among them.
        born, adult
            Date of birth, or that they are 18 or older: one of them is needed.
        guardian
            Who answers for them; needed under 18.
        email, phone
            Contact.
        body
            Body measures.
        keep_until
            Last day on which anything is kept; two years from today by default.

        Returns
        -------
        str
            The new id.

        Raises
        ------
        ConsentError
            Where nothing may be kept.
        InputError
            Where neither birth date nor age is known.
        """
        today = self.database.today
        if "store" not in consent:
            raise ConsentError(
                "Nobody can be added without agreeing to be kept. Nothing was kept.",
                "Ask first, then add --consent store.",
            )
        if born is None and not adult:
            raise InputError(
                "It is not known whether this person is 18 or older.",
                "Give the date of birth with --born, or say --adult.",
            )
        if born is not None and not dt.date(1900, 1, 1) <= born <= today:
            raise InputError(f"{born} is no date of birth.", "Write it as 1990-12-31.")
        by: By = "guardian" if guardian else "client"
        with self.database.writing() as connection:
            made = new_id(set(connection.scalars(sa.select(CLIENT.c.id))))
            connection.execute(
                CLIENT.insert().values(
                    id=made,
                    name=name or None,
                    born=born,
                    adult=adult or (born is not None and age(born, today) >= OF_AGE),
                    email=email or None,
                    phone=phone or None,
                    added_on=today,
                    keep_until=keep_until or today + dt.timedelta(days=KEPT_DAYS),
                )
            )
            if guardian:
                _add_guardian(connection, made, guardian, today)
            give(connection, made, dict.fromkeys(consent, True), day=today, by=by)
            _add_body(connection, made, body or Participant(), today)
            self.database.note(connection, "add client", made)
        return made

    def all(self) -> tuple[Client, ...]:
        """Every client, in the order in which they were added."""
        with self.database.reading() as connection:
            rows = connection.execute(
                sa.select(CLIENT).order_by(CLIENT.c.added_on, CLIENT.c.id)
            ).all()
            return _clients(connection, rows)

    def knows(self, client: str) -> bool:
        """Whether somebody has exactly this id."""
        with self.database.reading() as connection:
            query = sa.select(CLIENT.c.id).where(CLIENT.c.id == client)
            return connection.scalar(query) is not None

    def get(self, client: str) -> Client:
        """One client.

        Parameters
        ----------
        client
            Id.

        Returns
        -------
        Client
            As known now.

        Raises
        ------
        InputError
            Where nobody has this id.
        """
        with self.database.reading() as connection:
            key = known_client(connection, client)
            row = connection.execute(sa.select(CLIENT).where(CLIENT.c.id == key)).one()
            return _clients(connection, [row], only=key)[0]

    def change(
        self,
        client: str,
        *,
        body: Participant | None = None,
        guardian: Guardian | None = None,
        **contact: str | dt.date,
    ) -> None:
        """Change what is known of a client.

        Parameters
        ----------
        client
            Id.
        body
            New body measures; those left out stay as they were.
        guardian
            Another guardian.
        **contact
            ``name``, ``email``, ``phone`` or ``keep_until``.
        """
        with keeping(self.database, client, "change client") as (connection, key):
            if contact:
                connection.execute(
                    CLIENT.update().where(CLIENT.c.id == key).values(**contact)
                )
            if guardian:
                _add_guardian(connection, key, guardian, self.database.today)
            _add_body(connection, key, body or Participant(), self.database.today)

    def due(self, among: Iterable[Client] | None = None) -> tuple[Due, ...]:
        """Clients about whom something is to be done, by the day of the clock.

        Parameters
        ----------
        among
            Only of these; by default of everybody.
        """
        today = self.database.today
        found: list[Due] = []
        for each in self.all() if among is None else among:
            erase = f"Erase them with `ilium client erase {each.id}`."
            if not each.consent["store"]:
                why = "has withdrawn the consent to be kept"
                found.append(
                    Due(client=each.id, key="withdrawn", why=why, remedy=erase)
                )
            elif each.keep_until < today:
                why = f"was to be kept until {each.keep_until}"
                found.append(Due(client=each.id, key="over", why=why, remedy=erase))
            elif self._came_of_age(each, today):
                ask = f"Ask them, then `ilium client consent {each.id} --give store`."
                why = f"is {OF_AGE} now and was agreed for by a guardian"
                found.append(Due(client=each.id, key="of_age", why=why, remedy=ask))
        return tuple(found)

    def _came_of_age(self, client: Client, today: dt.date) -> bool:
        if client.born is None or age(client.born, today) < OF_AGE:
            return False
        with self.database.reading() as connection:
            answers = history(connection, client.id)
        stored = [each for each in answers if each.switch == "store"]
        return stored[-1].by == "guardian"


def _add_guardian(
    connection: sa.Connection, client: str, guardian: Guardian, day: dt.date
) -> None:
    connection.execute(
        GUARDIAN.insert().values(
            client_id=client,
            name=guardian.name,
            contact=guardian.contact or None,
            added_on=day,
        )
    )


def _add_body(
    connection: sa.Connection, client: str, body: Participant, day: dt.date
) -> None:
    given = {name: getattr(body, name) for name in BODY_MEASURES}
    if any(each is not None for each in given.values()):
        connection.execute(BODY.insert().values(client_id=client, day=day, **given))


def _clients(
    connection: sa.Connection, rows: Sequence[Any], *, only: str = ""
) -> tuple[Client, ...]:
    """Clients of their rows, with what is told about them in as many queries as one."""

    def of(*columns: sa.Column[Any], order: sa.Column[Any]) -> dict[str, list[Any]]:
        owner = order.table.c["client_id"]
        query = sa.select(owner, *columns).order_by(order)
        if only:
            query = query.where(owner == only)
        found: dict[str, list[Any]] = defaultdict(list)
        for key, *values in connection.execute(query):
            found[key].append(values)
        return found

    body = of(*(BODY.c[each] for each in BODY_MEASURES), order=BODY.c.id)
    agreed = of(CONSENT.c.switch, CONSENT.c.given, order=CONSENT.c.id)
    guardians = of(GUARDIAN.c.name, GUARDIAN.c.contact, order=GUARDIAN.c.id)
    days = of(VISIT.c.day, order=VISIT.c.day)
    return tuple(
        Client(
            id=row.id,
            name=row.name or "",
            email=row.email or "",
            phone=row.phone or "",
            born=row.born,
            added_on=row.added_on,
            keep_until=row.keep_until,
            consent={**dict.fromkeys(SWITCHES, False), **dict(agreed[row.id])},
            body=_body(body[row.id]),
            guardians=tuple(
                Guardian(name=name, contact=contact or "")
                for name, contact in guardians[row.id]
            ),
            visits=tuple(day for (day,) in days[row.id]),
        )
        for row in rows
    )


def _body(rows: Iterable[Sequence[float | None]]) -> Participant:
    """Newest of each body measure."""
    known: dict[str, float] = {}
    for row in rows:
        given = zip(BODY_MEASURES, row, strict=True)
        known |= {name: value for name, value in given if value is not None}
    return Participant(**known)
