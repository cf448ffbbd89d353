"""What the vendor stored: joint centres, offsets and body measures."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from ilium.conventions import SIDES, Side, initial
from ilium.core.quantity import FloatArray, labels, values
from ilium.core.trial import Trial
from ilium.kinematics.points import Points
from ilium.maths.present import present_median
from ilium.maths.rotations import norm
from ilium.units import DEGREE, MILLIMETRE

LARGEST_OFFSET: Final = 1.0
"""An offset beyond this is written in degrees, not in radians [rad]."""

LENGTHS: Final = {
    "asis_trochanter": "AsisTrocanterDistance",
    "knee_width": "KneeWidth",
    "ankle_width": "AnkleWidth",
}
OFFSETS: Final = {
    "thigh_offset": "ThighRotation",
    "shank_offset": "ShankRotation",
    "tibial_torsion": "TibialTorsion",
    "plantar_flexion_offset": "StaticPlantFlex",
    "foot_rotation_offset": "StaticRotOff",
}


def stored_point(trial: Trial, label: str) -> FloatArray | None:
    """One of the vendor's points in ilium's frame.

    Parameters
    ----------
    trial
        The recording.
    label
        The vendor's label, for example ``LFEO``.

    Returns
    -------
    FloatArray or None
        Shape (time, 3) [m]; ``None`` where it is not stored.
    """
    if trial.vendor is None:
        return None
    names = labels(trial.vendor, "output")
    if label not in names:
        return None
    column = names.index(label)
    stored = values(trial.vendor)[:, column]
    units = (
        trial.vendor.coords["unit"].to_numpy()
        if "unit" in trial.vendor.coords
        else None
    )
    scale = 1.0 if units is not None and str(units[column]) == "m" else MILLIMETRE
    return scale * stored @ trial.lab.rotation.T


def stored_length(trial: Trial, name: str) -> float:
    """A length that the file states [m]; NaN where it is absent or zero."""
    value = _parameter(trial, name)
    return value * MILLIMETRE if value > 0.0 else math.nan


def stored_offsets(trial: Trial) -> dict[str, float]:
    """Static offsets that the file states.

    Old files write degrees where newer ones write radians: where any offset exceeds
    what a foot allows in radians, all are taken for degrees.

    Parameters
    ----------
    trial
        The recording.

    Returns
    -------
    dict
        Name with side to angle [rad]; foot offsets that are all zero were never
        computed and are left out.
    """
    found = {
        f"{ours}_{side}": value
        for ours, theirs in OFFSETS.items()
        for side in SIDES
        if math.isfinite(value := _parameter(trial, initial(side) + theirs))
    }
    if any(abs(value) > LARGEST_OFFSET for value in found.values()):
        found = {name: value * DEGREE for name, value in found.items()}
    foot = [name for name in found if name.startswith(("plantar", "foot"))]
    if not any(found[name] for name in foot):
        found = {name: value for name, value in found.items() if name not in foot}
    return found


def stored_diameters(trial: Trial, points: Points) -> list[float]:
    """Marker diameters that the vendor's joint centres imply.

    Parameters
    ----------
    trial
        The recording, with the vendor's joint centres and widths.
    points
        Its landmarks.

    Returns
    -------
    list of float
        One for each joint that can tell [m].
    """
    found: list[float] = []
    for side in SIDES:
        for joint, label, width in (
            ("knee", "FEO", "KneeWidth"),
            ("ankle", "TIO", "AnkleWidth"),
        ):
            centre = stored_point(trial, initial(side) + label)
            if centre is not None:
                distance = present_median(norm(centre - points[f"{joint}_{side}"]))
                wide = stored_length(trial, initial(side) + width)
                found.append(2.0 * distance - wide)
    return [each for each in found if math.isfinite(each)]


def stored_foot(trial: Trial, side: Side) -> FloatArray | None:
    """Direction of the vendor's foot from heel to toe, shape (time, 3), any length."""
    origin = stored_point(trial, initial(side) + "FOO")
    proximal = stored_point(trial, initial(side) + "FOP")
    if origin is None or proximal is None:
        return None
    return origin - proximal


def _parameter(trial: Trial, name: str) -> float:
    stored = trial.source.parameters
    stated = stored.get(name) or {
        key.upper(): value for key, value in stored.items()
    }.get(name.upper(), ())
    return float(stated[0]) if len(stated) and np.isfinite(stated[0]) else math.nan
