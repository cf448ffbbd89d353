"""Everything about one person in one archive: JSON, CSV and originals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import sqlalchemy as sa
import xarray as xr

from ilium.outputs.text import table as csv_table
from ilium.store.archive import document, write_archive
from ilium.store.consent import known_client
from ilium.store.curves import ENDING, unpack
from ilium.store.database import Database
from ilium.store.files import Files
from ilium.store.rows import plain_cell
from ilium.store.schema import (
    ACCOUNT,
    AUDIT,
    CLIENT,
    DOCUMENT,
    EVENT,
    FILE,
    FINDING,
    GROUP,
    MARK,
    MEASURE,
    MEMBER,
    METADATA,
    RECORDING,
    RESULT,
)

KIND: Final = "ilium export of one person"
Rows = list[dict[str, Any]]


def export(database: Database, client: str, path: Path) -> Path:
    """Write everything that is kept about one person; same contents, same bytes.

    Parameters
    ----------
    database
        The store.
    client
        Id.
    path
        Where to. The archive holds the person's name and is not encrypted.

    Returns
    -------
    Path
        The archive: ``person.json`` with everything, ``tables/`` as CSV, ``curves/`` as
        CSV, ``files/`` with recordings as they are kept.
    """
    with database.reading() as connection:
        key = known_client(connection, client)
        rows = _rows_of(connection, key)
        files = _files_of(connection, rows)
    made = write_archive(path, _members(Files(database), rows, files), kind=KIND)
    with database.writing() as connection:
        database.note(connection, "export client", key)
    return made


def _rows_of(connection: sa.Connection, client: str) -> dict[str, Rows]:
    """Every row about a person by table, each in the order of its key."""
    results = sa.select(RESULT.c.id).where(RESULT.c.client_id == client)
    groups = sa.select(MEMBER.c.group_id).where(MEMBER.c.client_id == client)
    chosen: dict[sa.Table, sa.ColumnElement[bool]] = {
        each: each.c.client_id == client
        for each in METADATA.sorted_tables
        if "client_id" in each.c
    }
    chosen[CLIENT] = CLIENT.c.id == client
    chosen[AUDIT] = sa.and_(AUDIT.c.about == client, AUDIT.c.action != "export client")
    chosen[GROUP] = GROUP.c.id.in_(groups)
    for each in (MEASURE, EVENT, FINDING):
        chosen[each] = each.c.result_id.in_(results)
    found: dict[str, Rows] = {}
    for table, which in sorted(chosen.items(), key=lambda pair: pair[0].name):
        told = [each for each in table.c if each is not ACCOUNT.c.password]
        query = sa.select(*told).where(which).order_by(*table.primary_key.columns)
        found[table.name] = [
            {str(name): plain_cell(cell) for name, cell in each.items()}
            for each in connection.execute(query).mappings()
        ]
    return found


def _files_of(connection: sa.Connection, rows: Mapping[str, Rows]) -> dict[str, str]:
    """Hash to ending of every file that these rows name."""
    named = {
        each["file"]
        for table in (RECORDING, DOCUMENT, MARK)
        for each in rows[table.name]
    }
    named |= {each["curves"] for each in rows[RESULT.name]}
    query = sa.select(FILE).where(FILE.c.hash.in_(named - {None}))
    found = connection.execute(query.order_by(FILE.c.hash))
    return {each.hash: each.ending for each in found}


def _members(
    files: Files, rows: Mapping[str, Rows], named: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    yield "person.json", document({"schema_version": 1, **rows})
    for name, each in rows.items():
        if each:
            yield f"tables/{name}.csv", _csv(each)
    for digest, ending in named.items():
        yield f"files/{digest}.{ending}", files.get(digest)
    for result in rows[RESULT.name]:
        if result["curves"] and named.get(result["curves"]) == ENDING:
            for name, array in unpack(files.get(result["curves"])).items():
                yield f"curves/result_{result['id']}_{name}.csv", _curve(array)


def _csv(rows: Rows) -> bytes:
    names = list(rows[0])
    cells = ([_cell(each[name]) for name in names] for each in rows)
    return csv_table(names, cells).encode()


def _cell(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, list | dict):
        return document(value).decode().replace("\n", " ").strip()
    return int(value) if isinstance(value, bool) else value


def _curve(array: xr.DataArray) -> bytes:
    """A curve as a table: its first dimension downwards, all others across."""
    first, *others = map(str, array.dims)
    labels: Sequence[Sequence[str]] = [
        [str(each) for each in array.get_index(dim)] for dim in others
    ]
    heads = [""]
    for each in labels:
        heads = [f"{head}.{label}".lstrip(".") for head in heads for label in each]
    numbers = np.asarray(array.to_numpy()).reshape(array.shape[0], -1)
    rows = (
        [_cell(label), *map(float, row)]
        for label, row in zip(array.get_index(first).tolist(), numbers, strict=True)
    )
    return csv_table([first, *heads], rows).encode()


def holdings(database: Database, client: str) -> dict[str, int]:
    """How many rows of each table are about one person.

    Parameters
    ----------
    database
        The store.
    client
        Id.

    Returns
    -------
    dict
        Name of a table to its rows, in the order of names.
    """
    with database.reading() as connection:
        rows = _rows_of(connection, known_client(connection, client))
    return {name: len(each) for name, each in rows.items()}
