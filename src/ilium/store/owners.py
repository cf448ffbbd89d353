"""About whom a row is: what decides who may see it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa

from ilium.store.database import Database
from ilium.store.schema import CLIENT, DOCUMENT, JOB, MARK, RECORDING, RESULT, UPLOAD

OWNED: Final = MappingProxyType(
    {
        table.name: table
        for table in (CLIENT, DOCUMENT, JOB, MARK, RECORDING, RESULT, UPLOAD)
    }
)
"""Tables whose rows are about one client, by name."""


def owner_of(database: Database, kind: str, key: object) -> str:
    """Client whom a row is about.

    Parameters
    ----------
    database
        The store.
    kind
        Name of a table of `OWNED`.
    key
        Key of the row, as it was typed.

    Returns
    -------
    str
        Id; empty where there is no such row.
    """
    table = OWNED[kind]
    column = table.primary_key.columns[0]
    value: Any = str(key)
    if isinstance(column.type, sa.Integer):
        if not value.isdecimal() or len(value) > 18:
            return ""
        value = int(value)
    owner = column if table is CLIENT else table.c.client_id
    with database.reading() as connection:
        return connection.scalar(sa.select(owner).where(column == value)) or ""
