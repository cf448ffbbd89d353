"""Backup of a whole store in one archive, and its way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import StatementError
from sqlalchemy.pool import StaticPool

from ilium.errors import FileFormatError, StoreError
from ilium.store.archive import read_archive, write_archive
from ilium.store.database import Database
from ilium.store.files import Files
from ilium.store.migrating import step_to
from ilium.store.remembering import forget_everything
from ilium.store.rows import after_numbers, dump, load
from ilium.store.schema import CLIENT, FILE, METADATA, SCHEMA, SIGN_IN

KIND: Final = "ilium store backup"


def back_up(database: Database, path: Path) -> int:
    """Write everything that a store holds into one archive, while others use it.

    Parameters
    ----------
    database
        The store.
    path
        Where to. The archive holds names and is not encrypted.

    Returns
    -------
    int
        How many clients are in it.

    Raises
    ------
    StoreError
        Where a file of the store is missing or was changed.
    """
    with database.writing() as connection:
        Files(database).hold(connection)
        write_archive(path, _members(database, connection), kind=KIND, schema=SCHEMA)
        database.note(connection, "backup")
        return _clients(connection)


def _members(
    database: Database, connection: sa.Connection
) -> Iterator[tuple[str, bytes]]:
    for table in METADATA.sorted_tables:
        yield f"tables/{table.name}.jsonl", dump(connection, table)
    files = Files(database)
    for digest in connection.scalars(sa.select(FILE.c.hash).order_by(FILE.c.hash)):
        yield f"files/{digest}", files.get(digest)


def restore(database: Database, path: Path, *, replace: bool = False) -> int:
    """Bring a backup back, of this or an older schema: all of it, or nothing.

    Parameters
    ----------
    database
        The store; of either kind, whichever kind the backup is from.
    path
        What `back_up` wrote.
    replace
        Whether to let go of what the store holds now.

    Returns
    -------
    int
        How many clients it holds now.

    Raises
    ------
    StoreError
        Where the store holds clients and `replace` is not said, or the backup is of a
        newer version.
    FileFormatError
        Where the archive is damaged.
    """
    manifest, members = read_archive(path, KIND)
    with (
        _rebuilt(str(manifest.get("schema")), members) as rows,
        database.writing() as connection,
    ):
        if _clients(connection) and not replace:
            raise StoreError(
                "The store holds clients already; restoring would replace them.",
                "Back it up, then say --replace.",
            )
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
        _put(database, connection, members)
        for table in METADATA.sorted_tables:
            load(connection, table, dump(rows, table))
        connection.execute(SIGN_IN.delete())
        after_numbers(connection, METADATA.sorted_tables)
        database.note(connection, "restore")
        count = _clients(connection)
    forget_everything()
    Files(database).tidy()
    return count


def _clients(connection: sa.Connection) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(CLIENT)) or 0


def _put(
    database: Database, connection: sa.Connection, members: dict[str, bytes]
) -> None:
    """Write every file; its row comes with the table."""
    files = Files(database)
    for name, data in members.items():
        if name.startswith("files/"):
            files.put(connection, data, "")
    connection.execute(FILE.delete())


@contextmanager
def _rebuilt(schema: str, members: dict[str, bytes]) -> Iterator[sa.Connection]:
    """Hold the backup's tables in memory, brought to the schema of this version."""

    def file_of(digest: str) -> bytes | None:
        return members.get(f"files/{digest}")

    engine = sa.create_engine("sqlite://", poolclass=StaticPool, hide_parameters=True)
    try:
        with engine.begin() as connection:
            step_to(connection, schema, file_of)
            then = sa.MetaData()
            then.reflect(connection)
            try:
                for table in then.sorted_tables:
                    if f"tables/{table.name}.jsonl" in members:
                        load(connection, table, members[f"tables/{table.name}.jsonl"])
            except (StatementError, ValueError, KeyError, TypeError, AttributeError):
                raise FileFormatError(
                    "Rows of the backup do not fit its own tables.",
                    "Restore an older backup.",
                ) from None
            step_to(connection, SCHEMA, file_of)
        with engine.connect() as rows:
            yield rows
    finally:
        engine.dispose()
