"""An analysis to the rows of a cohort's tables, and those to one Parquet file."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from ilium.cohort.columns import TABLES, schema_of
from ilium.cohort.curves import curves_of
from ilium.cohort.study import Job
from ilium.filmed import VideoAnalysis
from ilium.outputs.columns import EVENTS, MEASURES, headings
from ilium.outputs.tables import event_row, measure_row
from ilium.pipeline import Analysis

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Rows = dict[str, list[Row]]
"""Table to its rows."""

PARTICIPANT: Final = "participant"


def rows_of(job: Job, analysis: Analysis | VideoAnalysis, key: str) -> Rows:
    """Rows of every table that one trial gives.

    Parameters
    ----------
    job
        The trial.
    analysis
        What was computed.
    key
        What it was computed from.

    Returns
    -------
    Rows
        In people's units.
    """
    measures = [
        dict(zip(headings(MEASURES), measure_row(each), strict=True))
        for each in analysis.measures
    ]
    events = [
        dict(zip(headings(EVENTS), event_row(each), strict=True))
        for each in analysis.events
    ]
    curves = [
        {
            "curve": each.name,
            "side": each.side,
            "repetition": each.repetition,
            "unit": each.unit,
            "values": [_known(number) for number in each.values.tolist()],
        }
        for each in curves_of(analysis)
    ]
    issues = [
        {"kind": e.kind, "where": e.where, "severity": e.severity, "what": e.what}
        for e in analysis.issues
    ]
    complete = [each for each in analysis.movement.repetitions if each.complete]
    trial = _trial(job, key) | {
        "status": "done",
        "task": analysis.movement.task,
        "tier": _tier(analysis),
        "repetitions": len(complete),
    }
    found = {
        "measures": measures,
        "events": events,
        "curves": curves,
        "issues": issues,
        "trials": [trial],
    }
    return {name: [_where(job) | row for row in rows] for name, rows in found.items()}


def failed_rows(job: Job, key: str, problem: str, remedy: str) -> Rows:
    """Rows of a trial that has no result.

    Parameters
    ----------
    job
        The trial.
    key
        What it was to be computed from; empty where that is not known.
    problem, remedy
        What is wrong, and what to do.

    Returns
    -------
    Rows
        One, in the table of trials.
    """
    row = {"status": "failed", "problem": problem, "remedy": remedy}
    return {"trials": [_where(job) | _trial(job, key) | row]}


def pack(participant: str, rows: Rows) -> bytes:
    """Write the rows of one trial as one Parquet file: one row, tables inside.

    Parameters
    ----------
    participant
        Whose trial it is.
    rows
        Table to its rows.

    Returns
    -------
    bytes
        Same rows, same bytes.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    columns: list[pa.Array] = [pa.array([participant], pa.string())]
    for name in TABLES:
        kind = pa.list_(pa.struct(list(schema_of(name))))
        filled = [_filled(name, row) for row in rows.get(name, [])]
        columns.append(pa.array([filled], kind))
    table = pa.table(columns, names=[PARTICIPANT, *TABLES])
    written = io.BytesIO()
    pq.write_table(table, written, compression="zstd")
    return written.getvalue()


def unpack(data: bytes) -> tuple[str, dict[str, pa.Table]]:
    """Read what `pack` wrote.

    Parameters
    ----------
    data
        The file.

    Returns
    -------
    tuple of str and dict
        Participant, and table to its rows.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    found = pq.read_table(io.BytesIO(data)).combine_chunks()
    tables = {
        name: pa.Table.from_struct_array(found[name].combine_chunks().flatten()).cast(
            schema_of(name)
        )
        for name in TABLES
    }
    return found[PARTICIPANT][0].as_py(), tables


def _where(job: Job) -> Row:
    return {"session": job.session, "trial": job.trial}


def _trial(job: Job, key: str) -> Row:
    return {
        "group": job.group,
        "file": job.files.get("trial") or job.files.get("clip", ""),
        "static": job.files.get("static", ""),
        "task": "",
        "tier": "",
        "problem": "",
        "remedy": "",
        "repetitions": None,
        "key": key,
    }


def _filled(table: str, row: Mapping[str, Any]) -> Row:
    return {each.name: _known(row.get(each.name)) for each in TABLES[table]}


def _known(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _tier(analysis: Analysis | VideoAnalysis) -> str:
    tiers: Sequence[str] = [each.tier for each in analysis.measures]
    if tiers:
        return tiers[0]
    return "video_b" if isinstance(analysis, VideoAnalysis) else "lab"
