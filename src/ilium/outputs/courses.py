"""Curves of an analysis in SI units, under the names that files give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import xarray as xr

from ilium.conventions import AXES, GRAVITY
from ilium.core.quantity import FloatArray, labels, values
from ilium.errors import SignalError, UnknownNameError
from ilium.kinematics.motion import JointMotion
from ilium.pipeline import Analysis

REPORTED: Final = ("hip", "knee", "walker_knee", "ankle", "back", "lumbar")
"""Beginnings of the joints whose reactions are written, as models name them."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Course:
    """A table of curves on one clock.

    Parameters
    ----------
    name
        What it is, as files of the output folder are called: ``angles_plug_in_gait``,
        ``moments`` …
    time
        Shape (time,) [s].
    columns
        Names of the curves.
    units
        Unit of each: SI, ``BW`` for body weights, or empty where its file states none.
    numbers
        Shape (time, column) [`units`]; NaN where not known.
    in_degrees
        Whether angles of a table without units are degrees, as MOT files say.
    """

    name: str
    time: FloatArray
    columns: tuple[str, ...]
    units: tuple[str, ...]
    numbers: FloatArray
    in_degrees: bool = False

    def __post_init__(self) -> None:
        shape = (len(self.time), len(self.columns))
        if self.numbers.shape != shape or len(self.units) != len(self.columns):
            msg = f"The table {self.name} has shape {self.numbers.shape}, not {shape}."
            raise SignalError(msg, "Give one column and one unit for each name.")

    def column(self, name: str) -> FloatArray:
        """One curve, shape (time,) [its unit]."""
        if name not in self.columns:
            raise UnknownNameError.among("column", name, self.columns)
        return self.numbers[:, self.columns.index(name)]


def clinical_angles(analysis: Analysis) -> Course:
    """Plug-in Gait's angles in Vicon's names and signs."""
    found = analysis.kinematics
    names = components(found.angles, "angle")
    numbers = values(found.angles).reshape(found.time.size, -1)
    return course("angles_plug_in_gait", found.time, names, numbers, "rad")


def clinical_moments(analysis: Analysis) -> Course | None:
    """Moments and powers in Plug-in Gait's names and signs, per body mass."""
    clinical = analysis.clinical
    if clinical is None or not np.isfinite(values(clinical.moments)).any():
        return None
    names = components(clinical.moments, "moment")
    powers = labels(clinical.powers, "power")
    moments = values(clinical.moments).reshape(clinical.time.size, -1)
    return Course(
        name="moments_plug_in_gait",
        time=clinical.time,
        columns=(*names, *powers),
        units=("N m/kg",) * len(names) + ("W/kg",) * len(powers),
        numbers=np.column_stack([moments, values(clinical.powers)]),
    )


def coordinates(analysis: Analysis) -> Course | None:
    """Coordinates of the model in OpenSim's names and signs."""
    motion = analysis.motion
    if motion is None:
        return None
    names = determined(motion)
    return Course(
        name="angles",
        time=motion.time,
        columns=tuple(names),
        units=tuple("rad" if turns(motion, each) else "m" for each in names),
        numbers=np.column_stack([motion.coordinate(each) for each in names]),
    )


def moments(analysis: Analysis) -> Course | None:
    """Net internal moment about each coordinate that the markers determine."""
    kinetics, motion = analysis.kinetics, analysis.motion
    if kinetics is None or motion is None:
        return None
    there = labels(kinetics.moments, "coordinate")
    names = [each for each in determined(motion) if each in there]
    return Course(
        name="moments",
        time=kinetics.time,
        columns=tuple(names),
        units=tuple("N m" if turns(motion, each) else "N" for each in names),
        numbers=np.column_stack([kinetics.moment(each) for each in names]),
    )


def powers(analysis: Analysis) -> Course | None:
    """Moment times speed of each coordinate that the markers determine."""
    kinetics, motion = analysis.kinetics, analysis.motion
    if kinetics is None or motion is None:
        return None
    there = labels(kinetics.powers, "coordinate")
    names = [each for each in determined(motion) if each in there]
    numbers = values(kinetics.powers)[:, [there.index(each) for each in names]]
    return course("powers", kinetics.time, names, numbers, "W")


def muscle_forces(analysis: Analysis) -> Course | None:
    """Force of each muscle, then of each group of muscles."""
    muscles = analysis.muscles
    if muscles is None:
        return None
    names = labels(muscles.forces, "muscle")
    groups = [f"group.{name}" for name in muscles.groups]
    numbers = np.column_stack([values(muscles.forces), *muscles.groups.values()])
    return course("muscle_forces", muscles.time, (*names, *groups), numbers, "N")


def joint_reactions(analysis: Analysis) -> Course | None:
    """Force in hip, knee, ankle and lumbar joint, in body weights."""
    muscles, motion = analysis.muscles, analysis.motion
    if muscles is None or motion is None:
        return None
    weight = motion.model.mass * GRAVITY
    names: list[str] = []
    columns: list[FloatArray] = []
    for number, joint in enumerate(labels(muscles.reactions, "joint")):
        if joint.startswith(REPORTED):
            names += [f"{joint}.force_{axis}" for axis in AXES]
            columns += list(values(muscles.reactions)[:, number].T / weight)
    if not names:
        return None
    numbers = np.column_stack(columns)
    return course("joint_reactions", muscles.time, names, numbers, "BW")


def components(array: xr.DataArray, dim: str) -> list[str]:
    """``LPelvisAngles.X`` and so on, in the order of the array."""
    return [
        f"{name}.{component}"
        for name in labels(array, dim)
        for component in labels(array, "component")
    ]


def determined(motion: JointMotion) -> list[str]:
    """Coordinates that the markers determine, in the model's order."""
    return [name for name in motion.names if name not in motion.undetermined]


def turns(motion: JointMotion, name: str) -> bool:
    """Whether a coordinate is an angle rather than a displacement."""
    return motion.model.coordinate(name).rotational


def course(
    name: str, time: FloatArray, names: Sequence[str], numbers: FloatArray, unit: str
) -> Course:
    """Make a table whose columns share one unit.

    Parameters
    ----------
    name
        What it is.
    time
        Shape (time,) [s].
    names
        Names of the curves.
    numbers
        Shape (time, column) [`unit`].
    unit
        Their unit.

    Returns
    -------
    Course
        The table.
    """
    return Course(
        name=name,
        time=time,
        columns=tuple(names),
        units=(unit,) * len(names),
        numbers=numbers,
    )
