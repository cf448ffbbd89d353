"""Force plates of a C3D file: force and moment on the person, in the file's axes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from ilium.capture.declared_plates import CHANNELS, Declared
from ilium.core.dictionary import PLATE_FORCE, PLATE_MOMENT
from ilium.core.issue import Issue
from ilium.core.plate import LOADED, Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.errors import FileFormatError
from ilium.maths.force_plates import (
    Wrench,
    eight_sensors,
    pressure_point_signals,
    six_components,
    surface_axes,
)

ORIGIN_TURNED = "ORIGIN is stored with positive z and was turned round."
"""Remark on a plate whose ORIGIN has the sign that C3D does not ask for."""

_AXES = ["x", "y", "z"]


def read_plates(
    declared: tuple[Declared, ...],
    analog: FloatArray,
    time: FloatArray,
    units: tuple[str, ...],
) -> tuple[tuple[Plate, ...], tuple[Issue, ...]]:
    """Turn the plates' signals into force and moment on the person.

    Parameters
    ----------
    declared
        Plates of the file.
    analog
        Every channel, scaled, shape (sample, channel) [file's units].
    time
        Shape (sample,) [s].
    units
        Unit of every channel as the file writes it.

    Returns
    -------
    tuple[Plate, ...]
        In the file's axes [m, N, N m], signs as stored.
    tuple[Issue, ...]
        Plates without signals.

    Raises
    ------
    FileFormatError
        Where a plate with signals is of a type other than 1 to 4.
    """
    plates: list[Plate] = []
    issues: list[Issue] = []
    for each in declared:
        if not each.channels:
            what = f"Plate {each.number} is declared but has no signals: left out."
            issues.append(
                Issue(kind="plate-without-signal", where=each.name, what=what)
            )
            continue
        if each.kind not in CHANNELS:
            msg = f"Plate {each.number} is of type {each.kind}; ilium reads 1 to 4."
            raise FileFormatError(
                msg, "Export its forces and moments as a plate of type 2."
            )
        plates.append(_plate(each, analog, time, units))
    return tuple(plates), tuple(issues)


def _plate(
    declared: Declared,
    analog: FloatArray,
    time: FloatArray,
    units: tuple[str, ...],
) -> Plate:
    if not np.isfinite(declared.numbers).all():
        msg = f"Plate {declared.number} is described by what is not a number."
        raise FileFormatError(msg, "Export the recording again.")
    axes = surface_axes(declared.corners)
    if np.isnan(axes).any():
        msg = f"The corners of plate {declared.number} span no surface."
        raise FileFormatError(msg, "Export the recording with its plates' corners.")
    with np.errstate(over="ignore", invalid="ignore"):  # judged by their magnitude
        force, moment = _wrench(declared, analog, units)
        force, moment = force @ axes.T, moment @ axes.T
    return Plate(
        name=declared.name,
        kind=declared.kind,
        corners=declared.corners,
        force=PLATE_FORCE.label(force, time=time, axis=_AXES),
        moment=PLATE_MOMENT.label(moment, time=time, axis=_AXES),
        origin=declared.corners.mean(axis=0),
        normal=-axes[:, 2],
        convention=ORIGIN_TURNED if declared.turned else "",
    )


def _wrench(declared: Declared, analog: FloatArray, units: tuple[str, ...]) -> Wrench:
    signals = analog[:, list(declared.channels)]
    named = [units[at] if at < len(units) else "" for at in declared.channels]
    if declared.kind == 3:
        return eight_sensors(signals * force_scale(named[0]), declared.origin)
    if declared.kind == 4:
        signals = signals @ declared.calibration.T
    scale = np.ones(6)
    scale[:3] = 1.0 if declared.kind == 4 else force_scale(named[2])
    scale[3:] = moment_scale("" if declared.kind == 4 else named[3])
    if declared.kind == 1:
        scale[3:5] = length_scale(named[3])
        scale[5] = moment_scale(named[5])
        return pressure_point_signals(signals * scale)
    return six_components(signals * scale, declared.origin)


def force_scale(unit: str) -> float:
    """Newtons in one of a unit of force; 1 where it is not named."""
    return 1e3 if unit.strip().lower() == "kn" else 1.0


def moment_scale(unit: str) -> float:
    """Newton metres in one of a unit of moment; C3D's default is newton millimetres."""
    word = unit.lower().replace(".", "").replace("*", "").replace(" ", "")
    return 1.0 if word in {"nm", "ntm"} else 1e-3


def length_scale(unit: str) -> float:
    """Metres in one of a unit of length; C3D's default is millimetres."""
    return {"m": 1.0, "cm": 1e-2}.get(unit.strip().lower(), 1e-3)


def turned(plate: Plate, rotation: FloatArray) -> Plate:
    """Turn a plate into other axes, its normal towards the person.

    Parameters
    ----------
    plate
        The plate in the laboratory's own axes.
    rotation
        ``ilium = rotation @ laboratory``, shape (3, 3) [1].

    Returns
    -------
    Plate
        Everything in the new axes.
    """
    return replace(
        plate,
        corners=plate.corners @ rotation.T,
        force=_turn(plate.force, rotation),
        moment=_turn(plate.moment, rotation),
        origin=rotation @ plate.origin,
        normal=rotation @ plate.normal,
    )


def _turn(array: xr.DataArray, rotation: FloatArray) -> xr.DataArray:
    quantity = PLATE_FORCE if array.name == PLATE_FORCE.name else PLATE_MOMENT
    return quantity.label(values(array) @ rotation.T, time=clock(array), axis=_AXES)


def zeroed(plate: Plate, unloaded: NDArray[np.bool_] | None = None) -> Plate:
    """Take the plate's unloaded reading off its force and moment.

    Parameters
    ----------
    plate
        The plate as recorded.
    unloaded
        Where nobody stands on it, shape (time,); ``None`` for every sample below 20 N.

    Returns
    -------
    Plate
        The same plate, zero on average while unloaded; as it is where it never is.
    """
    empty = plate.normal_force < LOADED if unloaded is None else unloaded
    if not empty.any():
        return plate
    force, moment = values(plate.force), values(plate.moment)
    time = clock(plate.force)
    return replace(
        plate,
        force=PLATE_FORCE.label(
            force - np.nanmean(force[empty], axis=0), time=time, axis=_AXES
        ),
        moment=PLATE_MOMENT.label(
            moment - np.nanmean(moment[empty], axis=0), time=time, axis=_AXES
        ),
    )
