"""Whether a store is whole, and how much is in it."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from ilium.errors import StoreError
from ilium.store.database import Database
from ilium.store.erasure import finish, is_due
from ilium.store.files import Files
from ilium.store.schema import CLIENT, FILE, GROUP, METADATA, RESULT, SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a store holds and whether it is whole.

    Parameters
    ----------
    database
        Its address, without a password.
    folder
        Where files are.
    schema
        Version of its tables.
    clients, groups, results, files
        How many there are.
    faults
        What is not as it should be; empty for a store that is whole.
    """

    database: str
    folder: str
    schema: str
    clients: int
    groups: int
    results: int
    files: int
    faults: tuple[str, ...] = ()


def look(database: Database) -> Condition:
    """Count what a store holds and compare every file with its hash.

    Parameters
    ----------
    database
        The store.

    Returns
    -------
    Condition
        What was found. What an interrupted run left is removed, and an interrupted
        erasure finished.
    """
    with database.reading() as connection:
        due = is_due(connection)
    if due:
        finish(database)
    files = Files(database)
    files.tidy()
    with database.reading() as connection:
        faults = list(_faults(database, connection))
        digests = connection.scalars(sa.select(FILE.c.hash)).all()
        counts = {
            name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for name, table in (
                ("clients", CLIENT),
                ("groups", GROUP),
                ("results", RESULT),
            )
        }
    for each in digests:
        try:
            files.get(each)
        except StoreError as error:
            faults.append(error.problem)
    return Condition(
        database=database.engine.url.render_as_string(hide_password=True),
        folder=str(database.folder),
        schema=SCHEMA,
        files=len(digests),
        faults=tuple(faults),
        **counts,
    )


def _faults(database: Database, connection: sa.Connection) -> list[str]:
    """What the database itself says about its pages and references."""
    if not database.is_sqlite:
        for table in METADATA.sorted_tables:
            connection.execute(sa.select(sa.func.count()).select_from(table))
        return []
    pages = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    found = [f"The database's pages: {each}." for each in pages if each != "ok"]
    return found + [f"A row of the table {each[0]} names nothing." for each in broken]
