"""Every angle that the stability measures are read from, over time."""

from __future__ import annotations

from typing import Final

import numpy as np
import xarray as xr

from ilium.conventions import SIDES
from ilium.core.movement import Movement
from ilium.core.quantity import FloatArray, Quantity
from ilium.kinematics.result import Kinematics
from ilium.stability.heading import Heading, find_heading
from ilium.stability.leg import leg_angles
from ilium.stability.pelvis import pelvis_angles
from ilium.stability.trunk import trunk_angles

STABILITY_ANGLE: Final = Quantity(
    name="stability_angle",
    dims=("time", "signal"),
    units="rad",
    limit=100.0,
    display="deg",
    meaning=(
        "Angles of the pelvis, trunk, hip, knee and shin that the stability measures "
        "are read from, with the signs of the catalogue; of a side where the name ends "
        "with one, with that leg as the stance leg."
    ),
)


def angles_over_time(kinematics: Kinematics, heading: Heading) -> dict[str, FloatArray]:
    """Every angle by name, shape (time,) [rad]; NaN where not measured.

    Parameters
    ----------
    kinematics
        The body.
    heading
        The direction that defines the frontal plane.

    Returns
    -------
    dict
        Names of the catalogue; sided angles end with ``_left`` or ``_right``.
    """
    pelvis = pelvis_angles(kinematics, heading)
    trunk = trunk_angles(kinematics, heading)
    found = {**pelvis, **trunk}
    for side in SIDES:
        found |= leg_angles(kinematics, heading, side)
        found[f"trunk_minus_shin_{side}"] = (
            trunk["trunk_inclination"] - found[f"shin_inclination_sagittal_{side}"]
        )
    return found


def stability_signals(
    kinematics: Kinematics, movement: Movement, heading: Heading | None = None
) -> xr.DataArray:
    """Angles of the pelvis, trunk and legs through a recording, for plots.

    Parameters
    ----------
    kinematics
        The body.
    movement
        Its quiet standing and repetitions, which set the heading.
    heading
        The heading to use instead.

    Returns
    -------
    xr.DataArray
        Dims (time, signal) [rad], always the same signals in the same order; NaN
        where not measured.
    """
    known = find_heading(kinematics, movement) if heading is None else heading
    found = angles_over_time(kinematics, known)
    return STABILITY_ANGLE.label(
        np.stack(list(found.values()), axis=1),
        time=kinematics.time,
        signal=list(found),
    )
