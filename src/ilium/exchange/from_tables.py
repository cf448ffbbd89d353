"""Flat tables as a parcel: the way back of `ilium.exchange.tables`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

import numpy as np
import xarray as xr

from ilium.capture.recording import Recording
from ilium.conventions import AXES, SideOrBoth
from ilium.core.dictionary import EMG, PLATE_FORCE, PLATE_MOMENT
from ilium.core.event import Event
from ilium.core.measure import Measure, Tier
from ilium.core.participant import Participant
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray
from ilium.core.trial import Source, Trial
from ilium.errors import FileFormatError
from ilium.exchange.parcel import Parcel
from ilium.exchange.tables import CORNERS, NORMAL, FlatTable
from ilium.outputs.courses import Course

RECORDED: Final = ("markers", "plates", "emg", "body", "events", "measures")
OWN_AXES: Final = ("+x", "+y")
"""ilium's laboratory frame: forwards, up."""


def parcel_from(
    tables: Sequence[FlatTable], *, name: str, source: Source, task: str = ""
) -> Parcel:
    """Put tables together again.

    Parameters
    ----------
    tables
        As `ilium.exchange.tables.flat_tables` made them.
    name
        Label of the recording.
    source
        Where they were read from.
    task
        The movement; empty where not known.

    Returns
    -------
    Parcel
        In ilium's laboratory frame.

    Raises
    ------
    FileFormatError
        Where a table lacks a column.
    """
    held = {each.name: each for each in tables}
    try:
        return Parcel(
            name=name,
            trial=_trial(held, name, source),
            events=_events(held.get("events")),
            courses=tuple(
                _course(each)
                for each in tables
                if each.name not in RECORDED and not _is_force(each.name)
            ),
            measures=_measures(held.get("measures")),
            task=task,
            sha256=source.sha256,
        )
    except (ValueError, LookupError, OverflowError) as error:
        if isinstance(error, FileFormatError):
            raise
        problem = f"The tables of {name!r} do not fit together: {error}."
        raise FileFormatError(problem, "Write them again with ilium convert.") from (
            error
        )


def _is_force(name: str) -> bool:
    return name == "forces" or (
        name.startswith("forces_") and name.removeprefix("forces_").isdigit()
    )


def _trial(held: Mapping[str, FlatTable], name: str, source: Source) -> Trial | None:
    markers = held.get("markers")
    loads = [each for key, each in held.items() if _is_force(key)]
    if markers is None and not loads:
        return None
    first = loads[0] if markers is None else markers
    time = first.numbers("time_s")
    names = () if markers is None else _stems(markers.names[1:])
    flat = [] if markers is None else [markers.numbers(x) for x in markers.names[1:]]
    shape = (time.size, len(names), 3)
    positions = np.stack(flat, axis=1).reshape(shape) if flat else np.empty(shape)
    recording = Recording(
        name=name,
        names=names,
        positions=positions,
        time=time,
        plates=_plates(loads, held.get("plates")),
        emg=_emg(held.get("emg")),
        events=_events(held.get("events")),
        participant=_body(held.get("body")),
        source=source,
    )
    return recording.trial(OWN_AXES)


def _stems(columns: Sequence[str]) -> tuple[str, ...]:
    """Names of what has three columns each: ``LASI.x``, ``LASI.y``, ``LASI.z``."""
    stems = tuple(each.rpartition(".")[0] for each in columns[::3])
    if [f"{stem}.{axis}" for stem in stems for axis in AXES] != list(columns):
        problem = "A table of markers has three columns for each: name.x, name.y, …"
        raise FileFormatError(problem, "Write it again with ilium convert.")
    return stems


def _plates(
    loads: Sequence[FlatTable], geometry: FlatTable | None
) -> tuple[Plate, ...]:
    known = {} if geometry is None else dict(
        zip(geometry.texts("plate"), range(len(geometry.texts("plate"))), strict=True)
    )  # fmt: skip
    plates: list[Plate] = []
    for table in loads:
        stems = dict.fromkeys(each.rpartition(".")[0] for each in table.names[1:])
        plates += [_plate(table, stem, geometry, known.get(stem)) for stem in stems]
    return tuple(plates)


def _plate(
    table: FlatTable, name: str, geometry: FlatTable | None, row: int | None
) -> Plate:
    def vector(word: str) -> FloatArray:
        return np.column_stack([table.numbers(f"{name}.{word}_{x}") for x in AXES])

    corners, normal, kind = np.full((4, 3), np.nan), np.array([0.0, 1.0, 0.0]), 0
    if geometry is not None and row is not None:
        corners = np.array([geometry.numbers(x)[row] for x in CORNERS]).reshape(4, 3)
        normal = np.array([geometry.numbers(x)[row] for x in NORMAL])
        kind = int(geometry.numbers("type")[row])
    force, time = vector("force"), table.numbers("time_s")
    with np.errstate(over="ignore", invalid="ignore"):  # refused by `Plate`
        origin = corners.mean(axis=0) if np.isfinite(corners).all() else np.zeros(3)
        moment = vector("moment") - np.cross(origin, force)
    return Plate(
        name=name,
        kind=kind,
        corners=corners,
        force=PLATE_FORCE.label(force, time=time, axis=AXES),
        moment=PLATE_MOMENT.label(moment, time=time, axis=AXES),
        origin=origin,
        normal=normal,
        convention="Force on the person, as ilium wrote it.",
    )


def _emg(table: FlatTable | None) -> xr.DataArray | None:
    if table is None:
        return None
    numbers = np.column_stack([table.numbers(each) for each in table.names[1:]])
    time = table.numbers("time_s")
    return EMG.label(numbers, time=time, channel=table.names[1:])


def _body(table: FlatTable | None) -> Participant:
    if table is None:
        return Participant()
    known = {each: float(table.numbers(each)[0]) for each in table.names}
    allowed = Participant.__dataclass_fields__
    return Participant(**{name: x for name, x in known.items() if name in allowed})


def _events(table: FlatTable | None) -> tuple[Event, ...]:
    if table is None:
        return ()
    rows = zip(
        table.numbers("time_s"),
        table.texts("event"),
        table.texts("side"),
        table.texts("source"),
        strict=True,
    )
    return tuple(
        Event(time=float(time), name=name, side=_side(side), source=source)
        for time, name, side, source in rows
    )


def _side(text: str) -> SideOrBoth:
    if text not in ("left", "right", "both"):
        problem = f"An event or a measure has the side {text!r}."
        raise FileFormatError(problem, "Write left, right or both.")
    return cast("SideOrBoth", text)


def _course(table: FlatTable) -> Course:
    names = table.names[1:]
    time = table.numbers("time_s")
    numbers = [table.numbers(each) for each in names]
    return Course(
        name=table.name,
        time=time,
        columns=names,
        units=tuple(each.unit for each in table.columns[1:]),
        numbers=np.column_stack(numbers) if numbers else np.empty((time.size, 0)),
    )


def _measures(table: FlatTable | None) -> tuple[Measure, ...]:
    if table is None:
        return ()
    return tuple(_measure(table, row) for row in range(len(table.texts("measure"))))


def _measure(table: FlatTable, row: int) -> Measure:
    def text(name: str) -> str:
        return table.texts(name)[row]

    def number(name: str) -> float:
        return float(table.numbers(name)[row])

    repetition = number("repetition")
    return Measure(
        name=text("measure"),
        side=_side(text("side")),
        value=number("value"),
        unit=text("unit"),
        repetition=None if np.isnan(repetition) else int(repetition),
        sd=number("sd"),
        n=int(number("n")),
        sem=number("sem"),
        ci_low=number("ci_low"),
        ci_high=number("ci_high"),
        tier=cast("Tier", text("tier")),
        reference=text("reference"),
        flags=tuple(filter(None, text("flags").split(";"))),
        method=text("method"),
    )
