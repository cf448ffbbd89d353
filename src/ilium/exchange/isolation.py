"""One persistent process for MATLAB and Parquet files: a crash is only an error."""

from __future__ import annotations

import atexit
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np

from ilium.capture.child import Answer, Child, Lost, Refusal
from ilium.errors import FileFormatError
from ilium.exchange.tables import Cells, Column, FlatTable

SECONDS: Final = 30.0
"""Time for a small file [s]."""
SECONDS_PER_BYTE: Final = 4e-7
"""Further time for each byte of a file [s]."""
MEMORY: Final = 900_000_000
"""Memory for a small file [bytes]."""
MEMORY_PER_BYTE: Final = 60
"""Further memory for each byte of a file [1]; Parquet packs."""

WORKER = Child("ilium.exchange.table_worker")
atexit.register(WORKER.end)


def tables_in(
    path: Path, kind: Literal["mat", "parquet"]
) -> tuple[Mapping[str, str], list[FlatTable]]:
    """Parse a file in a process of its own.

    Parameters
    ----------
    path
        The file.
    kind
        What it is.

    Returns
    -------
    Mapping
        What it says beside its tables.
    list of FlatTable
        Its tables.

    Raises
    ------
    FileFormatError
        Where it is damaged, or none of ilium's.
    """
    size = path.stat().st_size
    request = {
        "path": str(path.resolve()),
        "kind": kind,
        "memory": MEMORY + MEMORY_PER_BYTE * size,
    }
    try:
        answer = WORKER.ask(request, SECONDS + SECONDS_PER_BYTE * size)
    except (Lost, Refusal) as error:
        title = {"mat": "MATLAB file", "parquet": "Parquet table"}[kind]
        problem = f"{path.name!r} is no {title} of ilium's, or damaged."
        raise FileFormatError(problem, "Give a file that ilium wrote.") from error
    told = enumerate(answer.facts["tables"])
    return answer.facts["said"], [_table(each, at, answer) for at, each in told]


def _table(told: Mapping[str, Any], at: int, answer: Answer) -> FlatTable:
    columns = tuple(
        Column(
            name=each["name"],
            unit=each["unit"],
            cells=_cells(each, f"{at}/{number}", answer),
        )
        for number, each in enumerate(told["columns"])
    )
    return FlatTable(name=told["name"], columns=columns)


def _cells(told: Mapping[str, Any], key: str, answer: Answer) -> Cells:
    if "texts" in told:
        return tuple(told["texts"])
    return np.asarray(answer.arrays[key], dtype=np.float64)
