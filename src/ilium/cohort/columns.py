"""The data dictionary of a cohort's tables: every column of every Parquet file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from ilium.outputs.columns import EVENTS, MEASURES, Column

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION: Final = 1
"""Version of the tables' layout."""
POINTS: Final = 101
"""Points of a curve, 0 to 100 % [1]."""

Kind = Literal["text", "number", "whole", "curve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a Parquet table.

    Parameters
    ----------
    column
        Name, unit and meaning.
    kind
        ``text``, ``number`` (64 bits), ``whole`` (32 bits) or ``curve`` (101 numbers
        of 32 bits).
    """

    column: Column
    kind: Kind

    @property
    def name(self) -> str:
        """Its heading."""
        return self.column.name


_NUMBERS: Final = ("value", "sd", "sem", "ci_low", "ci_high", "time_s")
_WHOLE: Final = ("repetition", "n")


def _kind(column: Column) -> Kind:
    if column.name in _NUMBERS:
        return "number"
    return "whole" if column.name in _WHOLE else "text"


def _text(name: str, meaning: str) -> Field:
    return Field(column=Column(name=name, meaning=meaning), kind="text")


_WHERE: Final = (
    _text("session", "Label of the session; 1 where a participant has no sessions."),
    _text("trial", "Label of the trial, unique within its session."),
)
_SAME: Final[dict[str, tuple[Field, ...]]] = {
    name: tuple(Field(column=each, kind=_kind(each)) for each in columns)
    for name, columns in (("measures", MEASURES), ("events", EVENTS))
}
_CURVES: Final = (
    _text("curve", "Name of the signal; in Plug-in Gait's tables that of the column."),
    _text("side", "Side that the repetition shows: left, right or both."),
    Field(column=Column(name="repetition", meaning="From 1."), kind="whole"),
    _text("unit", "Unit of values."),
    Field(
        column=Column(
            name="values",
            unit="in unit",
            meaning="101 values at 0, 1 … 100 % of the repetition; null in a gap.",
        ),
        kind="curve",
    ),
)
_ISSUES: Final = (
    _text("kind", "Machine-readable name."),
    _text("where", "Marker, plate, event or measure that it concerns."),
    _text("severity", "note, caution or serious."),
    _text("what", "One sentence for people."),
)
_TRIALS: Final = (
    _text("status", "done or failed."),
    _text("task", "The movement that was analysed; empty where it failed."),
    _text("tier", "How it was captured: lab, video_a or video_b."),
    _text("group", "Group of the participant; empty without groups."),
    Field(
        column=Column(name="repetitions", unit="1", meaning="Complete repetitions."),
        kind="whole",
    ),
    _text("file", "Path of the recording within the study."),
    _text("static", "Path of the static that was paired with it; empty without."),
    _text("problem", "What is wrong, where it failed."),
    _text("remedy", "What to do about it."),
    _text("key", "SHA-256 over inputs, settings and version: equal, and it is kept."),
)

TABLES: Final[dict[str, tuple[Field, ...]]] = {
    "measures": (*_WHERE, *_SAME["measures"]),
    "events": (*_WHERE, *_SAME["events"]),
    "curves": (*_WHERE, *_CURVES),
    "issues": (*_WHERE, *_ISSUES),
    "trials": (*_WHERE, *_TRIALS),
}
"""Table to its columns; the folder of a file adds ``participant``."""


def schema_of(table: str) -> pa.Schema:
    """Columns of one table as Arrow knows them.

    Parameters
    ----------
    table
        A key of `TABLES`.

    Returns
    -------
    pa.Schema
        With units and meanings as the columns' metadata.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra

    kinds = {
        "text": pa.string(),
        "number": pa.float64(),
        "whole": pa.int32(),
        "curve": pa.list_(pa.field("element", pa.float32())),
    }
    fields = [
        pa.field(
            each.name,
            kinds[each.kind],
            metadata={"unit": each.column.unit, "meaning": each.column.meaning},
        )
        for each in TABLES[table]
    ]
    return pa.schema(fields, metadata={"schema_version": str(SCHEMA_VERSION)})
