"""Flat tables as Parquet: one file a table, units in the fields' metadata."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.errors import InputError
from ilium.exchange.isolation import tables_in
from ilium.exchange.table_worker import KEY, UNIT
from ilium.exchange.tables import FlatTable

if TYPE_CHECKING:
    from types import ModuleType


def write_parquet(flat: FlatTable, path: Path) -> None:
    """Write a table; the same table gives the same bytes.

    Parameters
    ----------
    flat
        The table.
    path
        Where to.

    Raises
    ------
    InputError
        Where pyarrow is not installed.
    """
    arrow, parquet = _libraries()
    fields, arrays = [], []
    for each in flat.columns:
        kind = arrow.string() if isinstance(each.cells, tuple) else arrow.float64()
        fields.append(arrow.field(each.name, kind, metadata={UNIT: each.unit.encode()}))
        arrays.append(arrow.array(each.cells, type=kind))
    about = json.dumps({"schema_version": 1, "table": flat.name}).encode()
    schema = arrow.schema(fields, metadata={KEY: about})
    parquet.write_table(
        arrow.table(arrays, schema=schema), str(path), compression="zstd"
    )


def read_parquet(path: Path) -> FlatTable:
    """Read a table that `write_parquet` wrote.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    FlatTable
        Its columns.

    Raises
    ------
    FileFormatError
        Where it is no Parquet file, or none of ilium's.
    InputError
        Where pyarrow is not installed.
    """
    _libraries()
    _, (table,) = tables_in(path, "parquet")
    return table


def _libraries() -> tuple[ModuleType, ModuleType]:
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise InputError(
            "Parquet files need pyarrow, which is not installed.",
            "Install it with: pip install 'ilium[parquet]'.",
        ) from error
    return pa, pq
