"""A table of a cohort's results as it is stored, or an error that it is damaged."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ilium.cohort.columns import schema_of
from ilium.cohort.places import Place
from ilium.errors import FileFormatError

if TYPE_CHECKING:
    import pyarrow as pa

REMEDY: Final = "Restore the results from a copy, or run the cohort into a new folder."


def stored_rows(
    place: Place, path: str, table: str, columns: Sequence[str] = ()
) -> pa.Table:
    """Read one table of one participant.

    Parameters
    ----------
    place
        The folder of the results.
    path
        Path within it.
    table
        A key of `ilium.cohort.columns.TABLES`.
    columns
        Which columns; all without.

    Returns
    -------
    pa.Table
        Of the kinds that the data dictionary states.

    Raises
    ------
    FileFormatError
        Where it is damaged, or of another layout.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    wanted = schema_of(table)
    if columns:
        wanted = pa.schema([wanted.field(each) for each in columns])
    data = place.read(path)
    try:
        found = pq.read_table(io.BytesIO(data), columns=wanted.names)
        rows = found.select(wanted.names).cast(wanted)
        rows.validate(full=True)
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError) as error:
        problem = f"The table {path!r} of the cohort's results is damaged."
        raise FileFormatError(problem, REMEDY) from error
    return rows
