"""One of everything that is about a person, made straight in the tables."""

from __future__ import annotations

import secrets
from typing import Any

import sqlalchemy as sa

from ilium.store import Store
from ilium.store.owners import OWNED
from ilium.store.schema import METADATA
from stored import Squat, someone

OF_NOBODY = {
    "account": "abcde",
    "code": "x",
    "found": "x",
    "ending": "html",
    "exercise": "single_leg_squat",
    "group": "abcde",
    "instrument": "psfs",
    "kind": "report",
    "language": "en",
    "movement": "single_leg_squat",
    "name": "x",
    "number": "1",
    "page": "drop",
    "part": "0",
    "task": "single_leg_squat",
    "token": "x",
}
"""Names in addresses that are about nobody, each with something to fill in."""


MEANT = {"kind": "video", "state": "done"}
"""Columns that hold one of a few words."""


def owned_by(store: Store, name: str) -> dict[str, Any]:
    """Add a person with one row in each table that is about somebody.

    Parameters
    ----------
    store
        A store.
    name
        The person's.

    Returns
    -------
    dict
        Table to key of the row, as they stand in addresses.
    """
    client = someone(store, name)
    made: dict[str, Any] = {"client": client}
    made["result"] = store.results.add(client, Squat())
    now = store.database.now()
    file = secrets.token_hex(32)
    known = {"client_id": client, "result_id": made["result"], "file": file}
    with store.database.writing() as connection:
        blank = {"hash": file, "size": 1, "ending": "json"}
        connection.execute(METADATA.tables["file"].insert().values(**blank))
        visits = METADATA.tables["visit"]
        visit = connection.scalar(
            visits.select()
            .with_only_columns(visits.c.id)
            .where(visits.c.client_id == client)
        )
        known["visit_id"] = visit
        for kind in ("job", "upload", "document", "mark", "recording"):
            table = OWNED[kind]
            row: dict[str, Any] = {}
            for column in table.c:
                if column.name in known:
                    row[column.name] = known[column.name]
                elif table is OWNED["job"] and column.name in MEANT:
                    row[column.name] = MEANT[column.name]
                elif not column.nullable and not (
                    column.primary_key and column.type.python_type is int
                ):
                    row[column.name] = _something(column, now)
            key = connection.execute(table.insert().values(**row)).inserted_primary_key
            made[kind] = key[0]
    return made


def _something(column: Any, now: Any) -> Any:
    if column.primary_key:
        return secrets.token_hex(4)
    if isinstance(column.type, sa.JSON):
        return {}
    kind = column.type.python_type
    plain = {str: "x", int: 1, float: 0.5, bool: True}
    if kind in plain:
        return plain[kind]
    return now if kind.__name__ == "datetime" else now.date()
