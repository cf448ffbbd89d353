"""Objects of other libraries: Kinetics Toolkit, pyomeca and plain xarray.

pyomeca itself is not needed: its markers are labelled arrays of xarray with the axes
(axis, channel, time), a fourth row of ones, metres or the unit of the file
(https://pyomeca.github.io/api/markers).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import xarray as xr

from ilium.conventions import AXES
from ilium.core.quantity import FloatArray, clock, values
from ilium.core.trial import Trial
from ilium.errors import InputError
from ilium.exchange.gather import parcel_of
from ilium.exchange.parcel import Parcel
from ilium.filmed import VideoAnalysis
from ilium.outputs.courses import Course
from ilium.pipeline import Analysis

Thing = Parcel | Trial | Analysis | VideoAnalysis


def to_ktk(thing: Thing) -> dict[str, Any]:
    """Give everything as TimeSeries of Kinetics Toolkit, one for each clock.

    Parameters
    ----------
    thing
        A trial, an analysis or a parcel.

    Returns
    -------
    dict
        ``markers`` (series of homogeneous points, shape (time, 4) [m]), ``forces`` (for
        each plate Force [N], Moment about the laboratory's origin [N m] and COP [m],
        shape (time, 4)), ``emg`` [V], and a table of curves under its own name; events
        are in each, ``<event> <side>``.

    Raises
    ------
    InputError
        Where Kinetics Toolkit is not installed.
    """
    try:
        from kineticstoolkit import TimeSeries  # noqa: PLC0415 - another library
    except ImportError as error:
        raise InputError(
            "Kinetics Toolkit is not installed.",
            "Install it with: pip install kineticstoolkit.",
        ) from error
    parcel = parcel_of(thing)
    made: dict[str, Any] = {}
    for name, (time, series, units) in _series(parcel):
        copied: dict[str, Any] = {key: np.array(x) for key, x in series.items()}
        held = TimeSeries(time=np.array(time), data=copied)
        for key, unit in units.items():
            held = held.add_data_info(key, "Unit", unit)
        for each in parcel.events:
            label = each.name if each.side == "both" else f"{each.name} {each.side}"
            held = held.add_event(each.time, label)
        made[name] = held
    return made


_Group = tuple[FloatArray, dict[str, FloatArray], dict[str, str]]


def _series(parcel: Parcel) -> Iterator[tuple[str, _Group]]:
    trial = parcel.trial
    if trial is not None and trial.marker_names:
        places = dict(
            zip(
                trial.marker_names,
                np.moveaxis(values(trial.markers), 1, 0),
                strict=True,
            )
        )
        series = {name: _homogeneous(x, 1.0) for name, x in places.items()}
        yield "markers", (trial.time, series, dict.fromkeys(series, "m"))
    if trial is not None and trial.plates:
        yield "forces", _plates(trial)
    if trial is not None and trial.emg is not None:
        names = [str(each) for each in trial.emg.get_index("channel")]
        signals = dict(zip(names, values(trial.emg).T, strict=True))
        yield "emg", (clock(trial.emg), signals, dict.fromkeys(names, "V"))
    for each in parcel.courses:
        signals = dict(zip(each.columns, each.numbers.T, strict=True))
        units = dict(zip(each.columns, each.units, strict=True))
        yield each.name, (each.time, signals, units)


def _plates(trial: Trial) -> _Group:
    series: dict[str, FloatArray] = {}
    units: dict[str, str] = {}
    time = clock(trial.plates[0].force)
    for each in trial.plates:
        force = values(each.force)
        moment = values(each.moment) + np.cross(each.origin, force)
        point = values(each.centre_of_pressure())
        for word, array, unit, last in (
            ("Force", force, "N", 0.0),
            ("Moment", moment, "N m", 0.0),
            ("COP", point, "m", 1.0),
        ):
            key = f"{each.name} {word}"
            series[key], units[key] = _homogeneous(array, last), unit
    return time, series, units


def _homogeneous(array: FloatArray, last: float) -> FloatArray:
    """Vectors (0) or points (1) with a fourth number, shape (time, 4) [as given]."""
    return np.column_stack([array, np.full(len(array), last)])


def to_pyomeca(trial: Trial) -> xr.DataArray:
    """Give markers in pyomeca's layout.

    Parameters
    ----------
    trial
        The recording.

    Returns
    -------
    xr.DataArray
        Dims (axis, channel, time) [m], axes ``x``, ``y``, ``z``, ``ones``; what
        ``pyomeca.Markers`` takes and is.
    """
    places = np.moveaxis(values(trial.markers), 0, 2)
    places = np.swapaxes(places, 0, 1)
    ones = np.ones((1, *places.shape[1:]))
    return xr.DataArray(
        np.concatenate([places, ones]),
        dims=("axis", "channel", "time"),
        coords={
            "axis": [*AXES, "ones"],
            "channel": list(trial.marker_names),
            "time": trial.time,
        },
        name="markers",
        attrs={"units": "m", "rate": trial.rate, "first_frame": 0},
    )


def to_xarray(thing: Thing) -> xr.Dataset:
    """Give every curve and signal as one xarray data set, each on its own clock.

    Parameters
    ----------
    thing
        A trial, an analysis or a parcel.

    Returns
    -------
    xr.Dataset
        Markers (time, marker, axis), forces and moments (time_forces, plate, axis),
        electromyograms and a variable for each table of curves; units in ``units``.
    """
    parcel = parcel_of(thing)
    trial = parcel.trial
    found: dict[str, xr.DataArray] = {}
    if trial is not None and trial.marker_names:
        found["markers"] = trial.markers
    if trial is not None and trial.plates:
        found |= _loads(trial)
    if trial is not None and trial.emg is not None:
        found["emg"] = trial.emg.rename(time="time_emg")
    for each in parcel.courses:
        found[each.name] = _labelled(each)
    return xr.Dataset(found, attrs={"name": parcel.name, "task": parcel.task})


def _loads(trial: Trial) -> dict[str, xr.DataArray]:
    names = [each.name for each in trial.plates]
    made = {}
    for key, unit in (("force", "N"), ("moment", "N m")):
        arrays = [
            getattr(each, key).rename(time="time_forces") for each in trial.plates
        ]
        whole = xr.concat(arrays, dim=xr.Variable("plate", names), join="outer")
        made[key] = whole.transpose("time_forces", "plate", "axis")
        made[key].attrs["units"] = unit
    return made


def _labelled(course: Course) -> xr.DataArray:
    clock_name, column = f"time_{course.name}", f"{course.name}_column"
    array = xr.DataArray(
        course.numbers,
        dims=(clock_name, column),
        coords={clock_name: course.time, column: list(course.columns)},
        name=course.name,
    )
    return array.assign_coords({f"{course.name}_unit": (column, list(course.units))})
