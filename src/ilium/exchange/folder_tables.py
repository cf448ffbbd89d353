"""A folder of CSV or Parquet tables: everything that a parcel holds, and back."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Final

from ilium.core.atomic import replace_file, together
from ilium.core.parsing import json_of
from ilium.core.trial import Source
from ilium.errors import FileFormatError
from ilium.exchange.csv_tables import csv_text, read_csv
from ilium.exchange.from_tables import parcel_from
from ilium.exchange.parcel import Parcel
from ilium.exchange.parquet import read_parquet, write_parquet
from ilium.exchange.tables import FlatTable, flat_tables

CONTENTS: Final = "tables.json"
KINDS: Final = ("csv", "parquet")


def write_table(table: FlatTable, path: Path) -> None:
    """Write one table in the format of the path's ending, whole or not at all.

    Parameters
    ----------
    table
        The table.
    path
        Where to: ``.csv`` or ``.parquet``.
    """
    replace_file(path, partial(_write, table))


def _write(table: FlatTable, place: Path) -> None:
    if place.suffix.lower() == ".csv":
        place.write_bytes(csv_text(table).encode("utf-8"))
    else:
        write_parquet(table, place)


def write_tables(parcel: Parcel, folder: Path, kind: str) -> None:
    """Write every table of a parcel, and last what the folder holds.

    Parameters
    ----------
    parcel
        What is carried.
    folder
        Where to; made where it does not exist.
    kind
        One of `KINDS`.
    """
    tables = flat_tables(parcel)
    contents = {
        "schema_version": 1,
        "name": parcel.name,
        "task": parcel.task,
        "frame": "x forwards, y up, z right",
        "tables": {
            each.name: {column.name: column.unit for column in each.columns}
            for each in tables
        },
        "files": [f"{each.name}.{kind}" for each in tables],
    }
    text = json.dumps(contents, indent=1, ensure_ascii=False) + "\n"
    with together(folder) as files:
        for each in tables:
            files.write(f"{each.name}.{kind}", partial(_write, each))
        files.text(CONTENTS, text)


def read_tables(folder: Path) -> Parcel:
    """Read a folder that `write_tables` wrote.

    Parameters
    ----------
    folder
        The folder.

    Returns
    -------
    Parcel
        In ilium's laboratory frame.

    Raises
    ------
    FileFormatError
        Where its list of contents or one of its tables cannot be read.
    """
    contents = _contents(folder / CONTENTS)
    files = [folder / str(name) for name in contents["files"]]
    missing = [each.name for each in files if not each.is_file()]
    if missing or any(each.resolve().parent != folder.resolve() for each in files):
        problem = f"{folder.name!r} lacks {', '.join(missing) or 'its tables'}."
        raise FileFormatError(problem, "Copy the whole folder again.")
    digest = hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()
    return parcel_from(
        [replace(read_table(each), name=each.stem) for each in files],
        name=str(contents["name"]),
        task=str(contents["task"]),
        source=Source(
            format=files[0].suffix.lstrip(".") if files else "", sha256=digest
        ),
    )


def read_table(path: Path) -> FlatTable:
    """Read one table by the path's ending."""
    return read_csv(path) if path.suffix.lower() == ".csv" else read_parquet(path)


def _contents(path: Path) -> dict[str, Any]:
    try:
        found = json_of(path.read_text(encoding="utf-8"))
        _ = (*found["files"], found["name"], found["task"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"{path.name} of {path.parent.name!r} cannot be read."
        raise FileFormatError(problem, "Copy the whole folder again.") from error
    return found
