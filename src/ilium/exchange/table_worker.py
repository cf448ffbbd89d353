"""The process in which MATLAB and Parquet files are parsed.

Run by `ilium.exchange.isolation`: on a damaged file their libraries may crash. Imports
nothing of ilium but what serves it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ilium.capture.serving import Telling, serve_standard_streams

ROOT: Final = "ilium"
"""The struct of a MATLAB file that holds everything."""
LABELS: Final = "ilium_columns"
"""Field of a table's struct with the names of its columns as they were."""
UNITS: Final = "ilium_units"
"""Field of a table's struct with the units of its columns."""
KEY: Final = b"ilium"
"""Key of a Parquet file's metadata under which the table is named."""
UNIT: Final = b"unit"
"""Key of a column's metadata under which its unit stands."""

Table = tuple[str, list[tuple[str, str, NDArray[Any]]]]
"""Name, and of each column its name, its unit and its cells: numbers, or texts as
objects."""
Parsed = tuple[dict[str, str], list[Table]]
"""What a file says beside its tables, and its tables."""


def main() -> None:
    """Serve until the requests end."""
    serve_standard_streams(_answer)


def _answer(
    request: Mapping[str, Any], _tell: Telling
) -> tuple[Mapping[str, Any], Mapping[str, NDArray[Any]]]:
    parse: Callable[[Path], Parsed]
    parse = parse_matlab if request["kind"] == "mat" else parse_parquet
    said, tables = parse(Path(request["path"]))
    told: list[dict[str, Any]] = []
    arrays: dict[str, NDArray[Any]] = {}
    for name, columns in tables:
        rows: list[dict[str, Any]] = []
        for column, unit, cells in columns:
            row: dict[str, Any] = {"name": column, "unit": unit}
            if cells.dtype == object:
                row["texts"] = cells.tolist()
            else:
                arrays[f"{len(told)}/{len(rows)}"] = cells
            rows.append(row)
        told.append({"name": name, "columns": rows})
    return {"said": said, "tables": told}, arrays


def parse_matlab(path: Path) -> Parsed:
    """Parse a level-5 file of ilium's; raises whatever scipy's parser meets."""
    from scipy.io import loadmat  # noqa: PLC0415 - only where it is asked for

    root = loadmat(str(path), squeeze_me=False, struct_as_record=True)[ROOT][0, 0]
    said = {key: _text(root[key]) for key in ("name", "task")}
    tables = [
        _struct(key, root[key][0, 0])
        for key in root.dtype.names
        if root[key].dtype.names is not None
    ]
    return said, tables


def parse_parquet(path: Path) -> Parsed:
    """Parse a table of ilium's; raises whatever pyarrow's parser meets."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    stored = pq.read_table(str(path))
    name = str(json.loads((stored.schema.metadata or {})[KEY])["table"])
    columns = [
        (
            field.name,
            (field.metadata or {}).get(UNIT, b"").decode(),
            _cells(field, column),
        )
        for field, column in zip(stored.schema, stored.columns, strict=True)
    ]
    return {}, [(name, columns)]


def _cells(field: Any, column: Any) -> NDArray[Any]:  # noqa: ANN401 - pyarrow has no types
    if str(field.type) in ("string", "large_string"):
        return _objects([str(each) for each in column.to_pylist()])
    return np.asarray(column.to_numpy(), dtype=np.float64)


def _struct(name: str, stored: Any) -> Table:  # noqa: ANN401 - what loadmat gives
    labels, units = (
        [_text(each) for each in stored[key].ravel()] for key in (LABELS, UNITS)
    )
    own = [each for each in stored.dtype.names if each not in (LABELS, UNITS)]
    columns = zip(own, labels, units, strict=True)
    return name, [(label, unit, _column(stored[x])) for x, label, unit in columns]


def _text(stored: Any) -> str:  # noqa: ANN401 - what loadmat gives
    return str(stored[0]) if stored.size else ""


def _column(stored: Any) -> NDArray[Any]:  # noqa: ANN401 - what loadmat gives
    if stored.dtype == object:
        return _objects([_text(each) for each in stored.ravel()])
    return np.asarray(stored, dtype=np.float64).ravel()


def _objects(texts: list[str]) -> NDArray[Any]:
    held = np.empty(len(texts), dtype=object)
    held[:] = texts
    return held
