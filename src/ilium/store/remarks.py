"""Remarks of the store to itself: one text under a name."""

from __future__ import annotations

import sqlalchemy as sa

from ilium.store.database import Database
from ilium.store.schema import STATE


def remark(database: Database, name: str) -> str:
    """What is remarked under a name; empty for nothing."""
    with database.reading() as connection:
        query = sa.select(STATE.c.value).where(STATE.c.name == name)
        return connection.scalar(query) or ""


def note_remark(database: Database, name: str, value: str) -> None:
    """Remark something in place of what was there; nothing where it is empty."""
    with database.writing() as connection:
        connection.execute(STATE.delete().where(STATE.c.name == name))
        if value:
            connection.execute(STATE.insert().values(name=name, value=value))
