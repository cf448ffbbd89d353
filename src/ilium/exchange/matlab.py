"""A parcel as a MATLAB file (level 5): one struct, its names legal in MATLAB."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from ilium.core.trial import Source
from ilium.exchange.from_tables import parcel_from
from ilium.exchange.isolation import tables_in
from ilium.exchange.parcel import Parcel
from ilium.exchange.table_worker import LABELS, ROOT, UNITS
from ilium.exchange.tables import Cells, flat_tables

LONGEST: Final = 63
"""Letters of a name in MATLAB (namelengthmax)."""
HEAD: Final = 116
"""Bytes of text that a level-5 file begins with."""
RESERVED: Final = frozenset(
    [
        "break",
        "case",
        "catch",
        "classdef",
        "continue",
        "else",
        "elseif",
        "end",
        "for",
        "function",
        "global",
        "if",
        "otherwise",
        "parfor",
        "persistent",
        "return",
        "spmd",
        "switch",
        "try",
        "while",
    ]
)


def legal_names(labels: Iterable[str]) -> tuple[str, ...]:
    """Names that MATLAB takes for fields, all different.

    Parameters
    ----------
    labels
        Any texts.

    Returns
    -------
    tuple of str
        Letters, digits and underscores, a letter first, at most 63, no keyword.

    Examples
    --------
    >>> legal_names(["L ASI", "L_ASI", "1st", "end"])
    ('L_ASI', 'L_ASI_2', 'x1st', 'xend')
    """
    taken: dict[str, None] = {}
    for label in labels:
        name = re.sub(r"[^A-Za-z0-9_]", "_", label)
        if not re.match(r"[A-Za-z]", name) or name in RESERVED:
            name = f"x{name}"
        name = base = name[:LONGEST]
        number = 1
        while name in taken:
            number += 1
            ending = f"_{number}"
            name = base[: LONGEST - len(ending)] + ending
        taken[name] = None
    return tuple(taken)


def matlab_bytes(parcel: Parcel) -> bytes:
    """Write a parcel as one struct ``ilium`` of tables.

    Each table is a struct of columns; ``ilium_columns`` and ``ilium_units`` hold the
    names as they were and the units, in the same order. The same parcel gives the same
    bytes.

    Parameters
    ----------
    parcel
        What is carried.

    Returns
    -------
    bytes
        A level-5 file.
    """
    from scipy.io import savemat  # noqa: PLC0415 - costs start-up time

    root: dict[str, Any] = {
        "schema_version": 1.0,
        "name": parcel.name,
        "task": parcel.task,
    }
    for each in flat_tables(parcel):
        names = legal_names(each.names)
        columns = zip(names, each.columns, strict=True)
        root[each.name] = {
            **{name: _cells(column.cells) for name, column in columns},
            LABELS: _texts(each.names),
            UNITS: _texts([column.unit for column in each.columns]),
        }
    stream = io.BytesIO()
    savemat(stream, {ROOT: root}, long_field_names=True, oned_as="column")
    head = b"MATLAB 5.0 MAT-file, written by ilium".ljust(HEAD)
    return head + stream.getvalue()[HEAD:]


def _cells(cells: Cells) -> Any:  # noqa: ANN401 - what savemat takes
    return _texts(cells) if isinstance(cells, tuple) else cells


def _texts(texts: Sequence[str]) -> Any:  # noqa: ANN401 - what savemat takes
    held = np.empty(len(texts), dtype=object)
    held[:] = list(texts)
    return held


def read_matlab(path: Path, *, sha256: str) -> Parcel:
    """Read a file that `matlab_bytes` made.

    Parameters
    ----------
    path
        The file.
    sha256
        Hash of its bytes.

    Returns
    -------
    Parcel
        In ilium's laboratory frame.

    Raises
    ------
    FileFormatError
        Where it is no level-5 file, or none of ilium's.
    """
    said, tables = tables_in(path, "mat")
    source = Source(format="mat", sha256=sha256)
    return parcel_from(tables, name=said["name"], task=said["task"], source=source)
