"""How far the whole analysis of a simulated capture is from its truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import xarray as xr

from ilium.conventions import SIDES
from ilium.core.quantity import FloatArray, clock, values
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.model.body_model import BodyModel, ModelMarker
from ilium.model.library import landmark_locations
from ilium.muscles.result import MuscleForces
from ilium.muscles.solve import solve_muscles
from ilium.pipeline import Analysis
from ilium.samples import Simulation, Truth
from ilium.samples.simulator.markers import carried, known_set
from ilium.samples.simulator.person import MODEL_HEIGHT
from ilium.units import degrees

PELVIS = ("pelvis_tilt", "pelvis_list", "pelvis_rotation")
LEG = tuple(
    f"{name}_{side[0]}"
    for name in (
        "hip_flexion",
        "hip_adduction",
        "hip_rotation",
        "knee_angle",
        "ankle_angle",
    )
    for side in SIDES
)
GROUPS = tuple(
    f"{name}_{side[0]}"
    for name in ("gluteus_maximus", "gluteus_medius", "gluteus_minimus")
    for side in SIDES
)


def apart(found: xr.DataArray, truth: xr.DataArray, names) -> FloatArray:
    """Difference of coordinates on the first one's clock, (time, coordinate)."""
    time, real = clock(found), clock(truth)
    return np.stack(
        [
            values(found.sel(coordinate=each))
            - np.interp(time, real, values(truth.sel(coordinate=each)))
            for each in names
        ],
        axis=1,
    )


def angle_errors(
    analysis: Analysis, truth: Truth, *, late: int = 0, sign: float = 1.0
) -> tuple[float, float]:
    """Largest mean error and largest error of the course of any coordinate [deg].

    The truth may be made some frames late or its sign turned, to be noticed.
    """
    moved = truth.coordinates.copy(data=sign * np.roll(truth.coordinates, late, axis=0))
    off = apart(analysis.motion.coordinates, moved, (*PELVIS, *LEG))
    mean, spread = np.nanmean(off, axis=0), np.nanstd(off, axis=0)
    return float(degrees(np.abs(mean).max())), float(degrees(spread.max()))


def moment_error(analysis: Analysis, truth: Truth, *, sign: float = 1.0) -> float:
    """Largest root mean square error of a joint moment where it is known [N m]."""
    off = apart(analysis.kinetics.moments, sign * truth.moments, LEG)
    return float(np.sqrt(np.nanmean(off**2, axis=0)).max())


def muscles_of(truth: Truth) -> MuscleForces:
    """Static optimisation on the truth itself."""
    return solve_muscles(truth.motion, solve_kinetics(truth.motion, truth.loads))


def group_error(
    analysis: Analysis, truth: Truth, real: MuscleForces, *, swapped: bool = False
) -> float:
    """Largest root mean square error of a gluteal group's force [body weight]."""
    time, clock_of = clock(analysis.muscles.forces), clock(real.forces)
    found = []
    for name in GROUPS:
        other = f"{name[:-1]}{'lr'[name[-1] == 'l']}" if swapped else name
        off = analysis.muscles.groups[name]
        off = off - np.interp(time, clock_of, real.groups[other])
        found.append(np.sqrt(np.nanmean(off**2)))
    return float(max(found)) / truth.measures["body_weight"]


def own_model(simulation: Simulation, marker_set: str = "plug_in_gait") -> BodyModel:
    """The simulated person's model, with the markers they carried."""
    model = simulation.truth.model
    size = simulation.participant.height / MODEL_HEIGHT
    places = landmark_locations()
    markers = tuple(
        ModelMarker(
            name=label,
            segment=places[landmark][0],
            location=size * np.asarray(places[landmark][1]),
        )
        for label, landmark in carried(known_set(marker_set)).items()
    )
    return replace(model, markers=markers)
