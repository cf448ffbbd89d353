"""A parcel as flat tables that CSV, Parquet and MATLAB files can hold, and back.

Every table has one clock. Forces and moments are those on the person, in the laboratory
frame of ilium (x forwards, y up, z right); moments are about that frame's origin, so
that a table of forces stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Final

import numpy as np

from ilium.conventions import AXES
from ilium.core.participant import PLAUSIBLE, Participant
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.core.trial import Trial
from ilium.exchange.parcel import Parcel, known_body, same_clock

Texts = tuple[str, ...]
Cells = FloatArray | Texts

CORNERS: Final = tuple(f"corner_{n}_{axis}" for n in range(1, 5) for axis in AXES)
NORMAL: Final = tuple(f"normal_{axis}" for axis in AXES)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Column:
    """One column: its name, unit (empty for texts) and cells."""

    name: str
    cells: Cells
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FlatTable:
    """A table whose columns have the same length.

    Parameters
    ----------
    name
        ``markers``, ``forces``, ``plates``, ``emg``, ``events``, ``body``,
        ``measures``, or a table of curves.
    columns
        Its columns, in order; the first of a table of signals is ``time_s``.
    """

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> Texts:
        """Names of its columns."""
        return tuple(each.name for each in self.columns)

    def texts(self, name: str) -> Texts:
        """Cells of a column of texts."""
        cells = self._cells(name)
        return cells if isinstance(cells, tuple) else tuple(map(str, cells))

    def numbers(self, name: str) -> FloatArray:
        """Cells of a column of numbers, shape (row,) [its unit]."""
        cells = self._cells(name)
        if isinstance(cells, tuple):
            return np.array([float(each) if each else np.nan for each in cells])
        return cells

    def _cells(self, name: str) -> Cells:
        return self.columns[self.names.index(name)].cells


def flat_tables(parcel: Parcel) -> tuple[FlatTable, ...]:
    """Every table of a parcel.

    Parameters
    ----------
    parcel
        What is carried.

    Returns
    -------
    tuple of FlatTable
        Only those that hold something.
    """
    return tuple(_tables(parcel))


def _tables(parcel: Parcel) -> Iterator[FlatTable]:
    trial = parcel.trial
    if trial is not None:
        yield from _recorded(trial)
    if parcel.events:
        yield _events(parcel)
    for each in parcel.courses:
        named = zip(each.columns, each.units, each.numbers.T, strict=True)
        columns = [Column(name=name, cells=x, unit=unit) for name, unit, x in named]
        yield FlatTable(name=each.name, columns=(time_column(each.time), *columns))
    if parcel.measures:
        yield _measures(parcel)


def time_column(time: FloatArray) -> Column:
    """A clock [s] as the first column of a table."""
    return Column(name="time_s", cells=time, unit="s")


def _recorded(trial: Trial) -> Iterator[FlatTable]:
    if trial.marker_names:
        names = [f"{name}.{axis}" for name in trial.marker_names for axis in AXES]
        flat = values(trial.markers).reshape(trial.time.size, -1)
        yield _signals("markers", trial.time, dict(zip(names, flat.T, strict=True)))
    if trial.plates:
        yield from _forces(trial.plates)
        yield _geometry(trial.plates)
    if trial.emg is not None:
        names = labels(trial.emg, "channel")
        table = dict(zip(names, values(trial.emg).T, strict=True))
        yield _signals("emg", clock(trial.emg), table, "V")
    if known_body(trial):
        yield _body(trial.participant)


def _signals(
    name: str, time: FloatArray, table: Mapping[str, FloatArray], unit: str = "m"
) -> FlatTable:
    columns = [Column(name=key, cells=cells, unit=unit) for key, cells in table.items()]
    return FlatTable(name=name, columns=(time_column(time), *columns))


def _forces(plates: tuple[Plate, ...]) -> Iterator[FlatTable]:
    """One table where every plate has the same clock, else one for each plate."""
    first = clock(plates[0].force)
    if all(same_clock(first, clock(each.force)) for each in plates):
        columns = [column for each in plates for column in _load(each)]
        yield FlatTable(name="forces", columns=(time_column(first), *columns))
        return
    for number, each in enumerate(plates, start=1):
        time = time_column(clock(each.force))
        yield FlatTable(name=f"forces_{number}", columns=(time, *_load(each)))


def _load(plate: Plate) -> Iterator[Column]:
    force = values(plate.force)
    moment = values(plate.moment) + np.cross(plate.origin, force)
    pressure = values(plate.centre_of_pressure())
    parts = (("force", force, "N"), ("moment", moment, "N m"))
    for word, array, unit in (*parts, ("centre_of_pressure", pressure, "m")):
        for axis, cells in zip(AXES, array.T, strict=True):
            yield Column(name=f"{plate.name}.{word}_{axis}", cells=cells, unit=unit)


def _geometry(plates: tuple[Plate, ...]) -> FlatTable:
    corners = np.array([each.corners.ravel() for each in plates])
    normals = np.array([each.normal for each in plates])
    return FlatTable(
        name="plates",
        columns=(
            Column(name="plate", cells=tuple(each.name for each in plates)),
            Column(name="type", cells=np.array([float(each.kind) for each in plates])),
            *(
                Column(name=name, cells=cells, unit="m")
                for name, cells in zip(CORNERS, corners.T, strict=True)
            ),
            *(
                Column(name=name, cells=cells, unit="1")
                for name, cells in zip(NORMAL, normals.T, strict=True)
            ),
        ),
    )


def _body(participant: Participant) -> FlatTable:
    known = {
        each.name: getattr(participant, each.name)
        for each in fields(participant)
        if getattr(participant, each.name) is not None
    }
    return FlatTable(
        name="body",
        columns=tuple(
            Column(name=name, cells=np.array([value]), unit=body_unit(name))
            for name, value in known.items()
        ),
    )


def body_unit(name: str) -> str:
    """SI unit of a body measure."""
    return PLAUSIBLE[name.removesuffix("_left").removesuffix("_right")][2]


def _events(parcel: Parcel) -> FlatTable:
    events = parcel.events
    times = np.array([each.time for each in events])
    return FlatTable(
        name="events",
        columns=(
            Column(name="event", cells=tuple(each.name for each in events)),
            Column(name="side", cells=tuple(each.side for each in events)),
            Column(name="time_s", cells=times, unit="s"),
            Column(name="source", cells=tuple(each.source for each in events)),
        ),
    )


def _measures(parcel: Parcel) -> FlatTable:
    """Measures in SI units, under the names of ``measures.csv``."""
    held = parcel.measures
    columns = [
        Column(name="measure", cells=tuple(each.name for each in held)),
        Column(name="side", cells=tuple(each.side for each in held)),
        Column(name="repetition", cells=np.array([_repetition(x) for x in held])),
        Column(name="value", cells=np.array([each.value for each in held])),
        Column(name="unit", cells=tuple(each.unit for each in held)),
    ]
    for name in ("sd", "n", "sem", "ci_low", "ci_high"):
        numbers = np.array([float(getattr(each, name)) for each in held])
        columns.append(Column(name=name, cells=numbers))
    for name in ("tier", "reference"):
        texts = tuple(str(getattr(each, name)) for each in held)
        columns.append(Column(name=name, cells=texts))
    flags = tuple(";".join(each.flags) for each in held)
    methods = tuple(each.method for each in held)
    columns.append(Column(name="flags", cells=flags))
    columns.append(Column(name="method", cells=methods))
    return FlatTable(name="measures", columns=tuple(columns))


def _repetition(measure: object) -> float:
    number = getattr(measure, "repetition", None)
    return np.nan if number is None else float(number)
