"""From an empty or an older database to the schema of this version."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from ilium.errors import StoreError
from ilium.store.database import Database, store_error
from ilium.store.files import Files
from ilium.store.schema import SCHEMA

MIGRATIONS: Final = Path(__file__).parent / "migrations"
VERSION: Final = sa.table("alembic_version", sa.column("version_num", sa.String))
_CREATING: Final = 0x11_1C1E
"""Key of the lock under which PostgreSQL's tables are made."""


def schema_of(connection: sa.Connection) -> str:
    """Schema that a database has; empty where it has no tables yet."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return ""
    return connection.scalar(sa.select(VERSION.c.version_num)) or ""


def prepare(database: Database) -> None:
    """Make the tables of an empty database, and refuse one of another schema.

    Parameters
    ----------
    database
        The database.

    Raises
    ------
    StoreError
        Where its schema is older or newer than this version's.
    """
    with database.reading() as connection:
        found = schema_of(connection)
    if found == SCHEMA:
        return
    if not found:
        migrate(database)
        return
    if found < SCHEMA:
        raise StoreError(
            "The store of clients was made by an older version of ilium.",
            "Run `ilium store backup FILE`, then `ilium store migrate`.",
        )
    raise _newer()


def migrate(database: Database) -> tuple[str, str]:
    """Bring a database to the schema of this version; every row stays.

    Parameters
    ----------
    database
        The database.

    Returns
    -------
    tuple
        Schema before (empty for none) and after.

    Raises
    ------
    StoreError
        Where a newer version made it, or a step fails; it is as it was before.
    """
    with database.writing() as connection:
        if not database.is_sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_CREATING)))
        before = schema_of(connection)
        if before > SCHEMA:
            raise _newer()
        step_to(connection, SCHEMA, Files(database).there)
        if before and before != SCHEMA:
            database.note(connection, "migrate")
    return before, SCHEMA


def step_to(
    connection: sa.Connection, target: str, file_of: Callable[[str], bytes | None]
) -> None:
    """Take the steps from a database's schema to another one.

    Parameters
    ----------
    connection
        A writing transaction.
    target
        Name of the schema.
    file_of
        Bytes of the file with a hash, ``None`` without it: some steps look into files.

    Raises
    ------
    StoreError
        Where no steps lead there.
    """
    from alembic.migration import MigrationContext  # noqa: PLC0415 - only here
    from alembic.operations import Operations  # noqa: PLC0415 - only here
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - only here
    from alembic.script.revision import RevisionError  # noqa: PLC0415 - only here
    from alembic.util import CommandError  # noqa: PLC0415 - only here

    places = [str(MIGRATIONS)]
    script = ScriptDirectory(str(MIGRATIONS), version_locations=places)
    context = MigrationContext.configure(connection, opts={"file_of": file_of})
    current = context.get_current_revision()
    try:
        steps = list(script.iterate_revisions(target, current or "base"))
    except (CommandError, RevisionError):
        raise _newer() from None
    try:
        with Operations.context(context):
            for each in reversed(steps):
                each.module.upgrade()
        context.stamp(script, target)
    except (CommandError, RevisionError):
        raise _newer() from None
    except DBAPIError as error:
        raise store_error(error) from None


def _newer() -> StoreError:
    return StoreError(
        "The store of clients was made by a newer version of ilium.",
        "Update ilium and open it again; nothing was changed.",
    )
