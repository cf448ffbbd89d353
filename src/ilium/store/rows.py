"""Rows of tables as plain text, and back: for backups and exports."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from ilium.core.parsing import json_of


def dump(connection: sa.Connection, table: sa.Table) -> bytes:
    """Write every row of a table, one JSON object a line, in the order of its key.

    Parameters
    ----------
    connection
        A transaction.
    table
        The table.

    Returns
    -------
    bytes
        UTF-8.
    """
    rows = connection.execute(sa.select(table).order_by(*table.primary_key.columns))
    return b"".join(line(each) for each in rows.mappings())


def line(row: Mapping[Any, Any]) -> bytes:
    """One row as a line of JSON."""
    told = {str(name): plain_cell(value) for name, value in row.items()}
    return (json.dumps(told, ensure_ascii=False) + "\n").encode()


def plain_cell(value: Any) -> Any:  # noqa: ANN401
    """A cell as JSON has it; days and times as ISO 8601."""
    return value.isoformat() if isinstance(value, dt.date) else value


def load(connection: sa.Connection, table: sa.Table, lines: bytes) -> None:
    """Write the rows that `dump` wrote.

    Parameters
    ----------
    connection
        A writing transaction.
    table
        The table, empty.
    lines
        UTF-8.
    """
    rows = [_row(table, json_of(each)) for each in lines.splitlines()]
    if rows:
        connection.execute(table.insert(), rows)


def _row(table: sa.Table, told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _cell(table.c[name].type, value) for name, value in told.items()}


def _cell(kind: Any, value: Any) -> Any:  # noqa: ANN401
    if value is None:
        return None
    if isinstance(kind, sa.DateTime):
        return dt.datetime.fromisoformat(value)
    return dt.date.fromisoformat(value) if isinstance(kind, sa.Date) else value


def after_numbers(connection: sa.Connection, tables: Iterable[sa.Table]) -> None:
    """Let PostgreSQL number new rows after those that were loaded."""
    if connection.dialect.name != "postgresql":
        return
    for table in tables:
        if isinstance(table.primary_key.columns[0].type, sa.Integer):
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), "  # noqa: S608
                f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name}), false)"
            )
