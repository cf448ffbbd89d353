"""What the musculoskeletal model says, as tables of the output folder.

A table of a stage that did not run is empty text, and no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import xarray as xr

from ilium.conventions import AXES, GRAVITY
from ilium.core.quantity import FloatArray, labels, values
from ilium.kinematics.motion import JointMotion
from ilium.outputs.text import matrix
from ilium.pipeline import Analysis
from ilium.units import degrees

REPORTED: Final = ("hip", "knee", "walker_knee", "ankle", "back", "lumbar")
"""Beginnings of the joints whose reactions are written, as models name them."""


def coordinates_csv(analysis: Analysis) -> str:
    """Coordinates of the model in OpenSim's names and signs, degrees and metres."""
    motion = analysis.motion
    if motion is None:
        return ""
    names = determined(motion)
    columns = [
        degrees(motion.coordinate(name)) if turns(motion, name)
        else motion.coordinate(name)
        for name in names
    ]  # fmt: skip
    return _table(motion.time, names, columns)


def moments_csv(analysis: Analysis) -> str:
    """Net internal moment about each coordinate that the markers determine."""
    kinetics, motion = analysis.kinetics, analysis.motion
    if kinetics is None or motion is None:
        return ""
    names = [name for name in determined(motion) if name in _of(kinetics.moments)]
    return _table(kinetics.time, names, [kinetics.moment(name) for name in names])


def clinical_moments_csv(analysis: Analysis) -> str:
    """Moments and powers in Plug-in Gait's names and signs, per body mass."""
    clinical = analysis.clinical
    if clinical is None or not np.isfinite(values(clinical.moments)).any():
        return ""
    moments = values(clinical.moments).reshape(clinical.time.size, -1)
    components = labels(clinical.moments, "component")
    names = [
        f"{moment}.{component}"
        for moment in labels(clinical.moments, "moment")
        for component in components
    ]
    names += labels(clinical.powers, "power")
    return _table(clinical.time, names, [*moments.T, *values(clinical.powers).T])


def powers_csv(analysis: Analysis) -> str:
    """Moment times speed of each coordinate that the markers determine."""
    kinetics, motion = analysis.kinetics, analysis.motion
    if kinetics is None or motion is None:
        return ""
    there = _of(kinetics.powers)
    names = [name for name in determined(motion) if name in there]
    powers = values(kinetics.powers)[:, [there.index(name) for name in names]]
    return _table(kinetics.time, names, powers.T)


def muscle_forces_csv(analysis: Analysis) -> str:
    """Force of each muscle, then of each group of muscles, in newtons."""
    muscles = analysis.muscles
    if muscles is None:
        return ""
    names = labels(muscles.forces, "muscle")
    groups = [f"group.{name}" for name in muscles.groups]
    columns = [*values(muscles.forces).T, *muscles.groups.values()]
    return _table(muscles.time, (*names, *groups), columns)


def joint_reactions_csv(analysis: Analysis) -> str:
    """Force in hip, knee, ankle and lumbar joint, in body weights."""
    muscles, motion = analysis.muscles, analysis.motion
    if muscles is None or motion is None:
        return ""
    weight = motion.model.mass * GRAVITY
    names, columns = [], []
    for number, joint in enumerate(labels(muscles.reactions, "joint")):
        if joint.startswith(REPORTED):
            names += [f"{joint}.force_{axis}" for axis in AXES]
            columns += list(values(muscles.reactions)[:, number].T / weight)
    return _table(muscles.time, names, columns)


def determined(motion: JointMotion) -> list[str]:
    """Coordinates that the markers determine, in the model's order."""
    return [name for name in motion.names if name not in motion.undetermined]


def turns(motion: JointMotion, name: str) -> bool:
    """Whether a coordinate is an angle rather than a displacement."""
    return motion.model.coordinate(name).rotational


def _of(array: xr.DataArray) -> tuple[str, ...]:
    return labels(array, "coordinate")


def _table(
    time: FloatArray, names: Sequence[str], columns: Sequence[FloatArray] | FloatArray
) -> str:
    return matrix(["time_s", *names], np.column_stack([time, *columns]))
