"""Where a muscle's path jumps from one way over its surfaces to another.

Between two near poses a path that only bends changes its length by minus the mean arm
times the change of the coordinate. Where it does not, the path flipped: a surface
took hold or let go, a point appeared, or OpenSim chose other tangents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.body_model import BodyModel
from ilium.muscles.paths import Mode, muscle_geometry

JUMP: Final = 5e-4
"""Change of length beyond what the moment arms earn that counts as a flip [m]."""
ARM_JUMP: Final = 5e-3
"""Change of a moment arm from one step of a sweep to the next that counts [m]."""
STEPS: Final = 181
"""Steps in which a sweep goes through a coordinate's range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PathFlip:
    """One flip of one muscle's path.

    Parameters
    ----------
    muscle
        Its name.
    coordinate
        The coordinate that was swept; empty in a trial.
    before, after
        Its value on both sides [rad] or [m]; in a trial the times [s].
    jump
        Change of length that the moment arms do not explain [m].
    arm_jump
        Change of the moment arm about the coordinate [m]; NaN in a trial.
    """

    muscle: str
    coordinate: str
    before: float
    after: float
    jump: float
    arm_jump: float


def sweep_paths(model: BodyModel, mode: Mode = "compatible") -> tuple[PathFlip, ...]:
    """Sweep every coordinate through its range, the others at their defaults.

    Parameters
    ----------
    model
        The model.
    mode
        As of `muscle_geometry`.

    Returns
    -------
    tuple of PathFlip
        By coordinate, then by muscle.
    """
    free = [model.coordinate(name) for name in model.free_coordinates]
    start = np.array([each.default for each in free])
    flips: list[PathFlip] = []
    for column, each in enumerate(free):
        if not (np.isfinite(each.low) and np.isfinite(each.high)):
            continue
        poses = np.tile(start, (STEPS, 1))
        poses[:, column] = np.linspace(each.low, each.high, STEPS)
        lengths, arms = muscle_geometry(model, poses, mode)
        jumps = unearned(lengths, arms, poses)
        turns = np.diff(arms[:, :, column], axis=0)
        found = (np.abs(jumps) > JUMP) | (np.abs(turns) > ARM_JUMP)
        flips += [
            PathFlip(
                muscle=model.muscles[muscle].name,
                coordinate=each.name,
                before=float(poses[at, column]),
                after=float(poses[at + 1, column]),
                jump=float(jumps[at, muscle]),
                arm_jump=float(turns[at, muscle]),
            )
            for muscle, at in np.argwhere(found.T)
        ]
    return tuple(flips)


def audit_trial(
    model: BodyModel,
    time: FloatArray,
    coordinates: FloatArray,
    mode: Mode = "compatible",
) -> tuple[PathFlip, ...]:
    """Find the frames of a trial between which a path flips.

    Parameters
    ----------
    model
        The model.
    time
        Times of the frames, shape (time,) [s].
    coordinates
        Its free coordinates, shape (time, n) [rad] or [m].
    mode
        As of `muscle_geometry`.

    Returns
    -------
    tuple of PathFlip
        By muscle, then by time; nothing is said about frames beside NaN.
    """
    lengths, arms = muscle_geometry(model, coordinates, mode)
    jumps = unearned(lengths, arms, coordinates)
    return tuple(
        PathFlip(
            muscle=model.muscles[muscle].name,
            coordinate="",
            before=float(time[at]),
            after=float(time[at + 1]),
            jump=float(jumps[at, muscle]),
            arm_jump=float("nan"),
        )
        for muscle, at in np.argwhere((np.abs(jumps) > JUMP).T)
    )


def unearned(
    lengths: FloatArray, arms: FloatArray, coordinates: FloatArray
) -> FloatArray:
    """Change of length from frame to frame that the moment arms do not explain.

    Parameters
    ----------
    lengths, arms
        As `muscle_geometry` returns them.
    coordinates
        Shape (time, n) [rad] or [m].

    Returns
    -------
    FloatArray
        Shape (time - 1, m) [m].
    """
    mean = 0.5 * (arms[1:] + arms[:-1])
    earned = np.einsum("tmn,tn->tm", mean, np.diff(coordinates, axis=0))
    return np.diff(lengths, axis=0) + earned
