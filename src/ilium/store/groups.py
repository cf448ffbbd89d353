"""Groups: a course with a start date, its weeks and who takes part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from ilium.errors import InputError
from ilium.programme.documents import item_table, kind_of
from ilium.programme.history import Attendance
from ilium.store.consent import current, known_client, require
from ilium.store.database import Database
from ilium.store.ids import new_id, typed
from ilium.store.schema import ENTRY, GROUP, MEMBER


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One course.

    Parameters
    ----------
    id
        Five letters and digits.
    name
        Its name.
    starts_on
        First day.
    weeks
        Its length [weeks].
    members
        Ids of the clients who take part, in the order in which they joined.
    attended
        Day of a class to the ids of those who came.
    """

    id: str
    name: str
    starts_on: dt.date
    weeks: int
    members: tuple[str, ...] = ()
    attended: Mapping[dt.date, tuple[str, ...]] = field(default_factory=dict)

    def week_of(self, day: dt.date) -> int:
        """Number of the course's week on a day, from 1; 0 before it starts."""
        return max(0, (day - self.starts_on).days // 7 + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Every group of one store.

    Parameters
    ----------
    database
        Where they are kept.
    """

    database: Database

    def new(self, name: str, *, starts_on: dt.date, weeks: int) -> str:
        """Begin a group.

        Parameters
        ----------
        name
            Its name.
        starts_on
            First day.
        weeks
            Its length [weeks].

        Returns
        -------
        str
            Its id.
        """
        if not name.strip():
            raise InputError("The group has no name.", "Give it one.")
        if not 1 <= weeks <= 104:
            raise InputError(f"A course of {weeks} weeks.", "Give 1 to 104 weeks.")
        with self.database.writing() as connection:
            made = new_id(set(connection.scalars(sa.select(GROUP.c.id))))
            connection.execute(
                GROUP.insert().values(
                    id=made, name=name, starts_on=starts_on, weeks=weeks
                )
            )
            self.database.note(connection, "new group", made)
        return made

    def add(self, group: str, clients: Sequence[str]) -> None:
        """Let clients take part; those who do already stay as they are.

        Parameters
        ----------
        group
            Id.
        clients
            Ids.
        """
        with self.database.writing() as connection:
            key = _known(connection, group)
            members = set(_members(connection, key))
            for each in clients:
                client = known_client(connection, each)
                require(connection, client, "store")
                if client not in members:
                    members.add(client)
                    connection.execute(
                        MEMBER.insert().values(
                            group_id=key, client_id=client, day=self.database.today
                        )
                    )
                    self.database.note(connection, "join group", client)

    def attend(
        self, group: str, present: Sequence[str], *, day: dt.date | None = None
    ) -> None:
        """Note who came to a class; every other member did not.

        Parameters
        ----------
        group
            Id.
        present
            Ids of those who came.
        day
            Day of the class; today by default.

        Raises
        ------
        InputError
            Where somebody is not a member.
        """
        day = day or self.database.today
        with self.database.writing() as connection:
            key = _known(connection, group)
            members = _members(connection, key)
            came = {known_client(connection, each) for each in present}
            if came - set(members):
                raise InputError(
                    f"Not in this group: {', '.join(sorted(came - set(members)))}.",
                    f"Let them take part with `ilium group add {key} ID`.",
                )
            for client in members:
                if not current(connection, client)["store"]:
                    continue
                item = Attendance(date=day, group=key, present=client in came)
                connection.execute(
                    ENTRY.insert().values(
                        client_id=client,
                        day=day,
                        kind=kind_of(item),
                        content=item_table(item),
                    )
                )
            self.database.note(connection, "attendance", key)

    def all(self) -> tuple[Group, ...]:
        """Every group, the first to start first."""
        with self.database.reading() as connection:
            rows = connection.scalars(
                sa.select(GROUP.c.id).order_by(GROUP.c.starts_on, GROUP.c.id)
            ).all()
            return tuple(_group(connection, each) for each in rows)

    def get(self, group: str) -> Group:
        """One group by its id.

        Parameters
        ----------
        group
            Id.

        Returns
        -------
        Group
            As known now.

        Raises
        ------
        InputError
            Where there is none.
        """
        with self.database.reading() as connection:
            return _group(connection, _known(connection, group))


def _known(connection: sa.Connection, group: str) -> str:
    key = typed(group)
    if connection.scalar(sa.select(GROUP.c.id).where(GROUP.c.id == key)) is None:
        raise InputError(
            f"There is no group with the id {group!r}.",
            "See `ilium group list`, or begin one with `ilium group new`.",
        )
    return key


def _members(connection: sa.Connection, group: str) -> list[str]:
    query = sa.select(MEMBER.c.client_id).where(MEMBER.c.group_id == group)
    return list(connection.scalars(query.order_by(MEMBER.c.id)))


def _group(connection: sa.Connection, group: str) -> Group:
    row = connection.execute(sa.select(GROUP).where(GROUP.c.id == group)).one()
    members = _members(connection, group)
    entries = connection.execute(
        sa.select(ENTRY.c.client_id, ENTRY.c.content)
        .where(ENTRY.c.kind == "attendance", ENTRY.c.client_id.in_(members))
        .order_by(ENTRY.c.id)
    ).all()
    came: dict[dt.date, dict[str, bool]] = {}
    for each in entries:
        if each.content["group"] == group:
            day = dt.date.fromisoformat(each.content["date"])
            came.setdefault(day, {})[each.client_id] = each.content["present"]
    return Group(
        id=row.id,
        name=row.name,
        starts_on=row.starts_on,
        weeks=row.weeks,
        members=tuple(members),
        attended={
            day: tuple(one for one in members if marks.get(one))
            for day, marks in sorted(came.items())
        },
    )
