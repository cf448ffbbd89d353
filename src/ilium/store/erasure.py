"""Erasing a person: from tables, free pages, write-ahead log and files."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

from ilium.errors import StoreError
from ilium.store.consent import locked_client
from ilium.store.database import Database
from ilium.store.files import Files
from ilium.store.remarks import note_remark_in, remark_in
from ilium.store.remembering import forget_everything
from ilium.store.schema import (
    ACCOUNT,
    AUDIT,
    CLIENT,
    EVENT,
    FINDING,
    MEASURE,
    METADATA,
    RESULT,
    SIGN_IN,
)
from ilium.store.uploads import Uploads

_DUE = "erasure"
LETTING_GO: Final = "letting go"
"""Remark that bytes of films are still to go; what `finish` does includes it."""


def erase(database: Database, client: str) -> None:
    """Erase everything about one person; nothing of it can be read afterwards.

    An interruption leaves a remark in the database, and the next opening finishes it.
    A file that another client owns too stays. PostgreSQL's own log and its backups keep
    bytes until they rotate.

    Parameters
    ----------
    database
        The store.
    client
        Id.
    """
    with database.writing() as connection:
        key = locked_client(connection, client)
        _delete(connection, key)
        Files(database).let_go(connection)
        note_remark_in(connection, _DUE, "due")
        database.note(connection, "erase client")
    forget_everything()
    if not finish(database):
        raise StoreError(
            "The person is erased from the tables, but another program is reading the "
            "store, so that the write-ahead log could not be emptied yet.",
            "Close it, then run `ilium store info`, which finishes the erasure.",
        )


def finish(database: Database) -> bool:
    """Overwrite what an erasure let go of, also one that was interrupted.

    Parameters
    ----------
    database
        The store.

    Returns
    -------
    bool
        False where another program keeps the write-ahead log; it is finished later.
    """
    Files(database).tidy()
    Uploads(database).tidy()
    if database.is_sqlite:
        database.outside("VACUUM")
        if database.outside("PRAGMA wal_checkpoint(TRUNCATE)")[0]:
            return False
    else:
        names = ", ".join(each.name for each in METADATA.sorted_tables)
        database.outside(f"VACUUM FULL {names}")
    with database.writing() as connection:
        for each in (_DUE, LETTING_GO):
            note_remark_in(connection, each, "")
    return True


def is_due(connection: sa.Connection) -> bool:
    """Whether an erasure, or letting go of films, was interrupted."""
    return any(remark_in(connection, each) for each in (_DUE, LETTING_GO))


def _delete(connection: sa.Connection, client: str) -> None:
    own = sa.select(RESULT.c.id).where(RESULT.c.client_id == client)
    for table in (MEASURE, EVENT, FINDING):
        connection.execute(table.delete().where(table.c.result_id.in_(own)))
    accounts = sa.select(ACCOUNT.c.id).where(ACCOUNT.c.client_id == client)
    connection.execute(SIGN_IN.delete().where(SIGN_IN.c.account_id.in_(accounts)))
    for column in (AUDIT.c.who, AUDIT.c.about):
        connection.execute(AUDIT.delete().where(column.in_(accounts)))
    for table in reversed(METADATA.sorted_tables):
        if "client_id" in table.c:
            connection.execute(table.delete().where(table.c.client_id == client))
    connection.execute(AUDIT.delete().where(AUDIT.c.about == client))
    connection.execute(CLIENT.delete().where(CLIENT.c.id == client))
