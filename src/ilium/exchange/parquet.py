"""Flat tables as Parquet: one file a table, units in the fields' metadata."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ilium.errors import FileFormatError, InputError
from ilium.exchange.tables import Column, FlatTable

if TYPE_CHECKING:
    from types import ModuleType

KEY: Final = b"ilium"
UNIT: Final = b"unit"


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
    arrow, parquet = _libraries()
    try:
        stored = parquet.read_table(str(path))
        about = json.loads((stored.schema.metadata or {})[KEY])["table"]
    except (arrow.ArrowException, KeyError, ValueError, OSError) as error:
        problem = f"{path.name!r} is no Parquet table of ilium's."
        raise FileFormatError(problem, "Give a file that ilium wrote.") from error
    columns = zip(stored.schema, stored.columns, strict=True)
    return FlatTable(name=str(about), columns=tuple(_column(*each) for each in columns))


def _column(field: Any, stored: Any) -> Column:  # noqa: ANN401 - pyarrow has no types
    texts = str(field.type) in ("string", "large_string")
    numbers = () if texts else np.asarray(stored.to_numpy(), dtype=np.float64)
    return Column(
        name=field.name,
        unit=(field.metadata or {}).get(UNIT, b"").decode(),
        cells=tuple(map(str, stored.to_pylist())) if texts else numbers,
    )


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
