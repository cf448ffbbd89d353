"""Remarks of the store to itself: one text under a name."""

from __future__ import annotations

import sqlalchemy as sa

from ilium.store.database import Database
from ilium.store.schema import STATE


def remark(database: Database, name: str) -> str:
    """What is remarked under a name; empty for nothing."""
    with database.reading() as connection:
        return remark_in(connection, name)


def note_remark(database: Database, name: str, value: str) -> None:
    """Remark something in place of what was there; nothing where it is empty."""
    with database.writing() as connection:
        note_remark_in(connection, name, value)


def remark_in(connection: sa.Connection, name: str) -> str:
    """What is remarked under a name, as a transaction sees it; empty for nothing."""
    query = sa.select(STATE.c.value).where(STATE.c.name == name)
    return connection.scalar(query) or ""


def note_remark_in(connection: sa.Connection, name: str, value: str) -> None:
    """Remark something within a transaction; nothing where it is empty."""
    connection.execute(STATE.delete().where(STATE.c.name == name))
    if value:
        connection.execute(STATE.insert().values(name=name, value=value))
