"""Force plates under simulated feet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ilium.conventions import AXES, UP
from ilium.core.dictionary import PLATE_FORCE, PLATE_MOMENT
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray
from ilium.samples.simulator.loads import Ground
from ilium.samples.simulator.patches import Patch

MOMENT_NOISE: Final = 0.15
"""Noise of a plate's moments by that of its forces [m]."""


def plates_of(
    patches: Sequence[Patch],
    ground: Ground,
    time: FloatArray,
    ball: FloatArray,
    noise: tuple[float, np.random.Generator],
) -> tuple[Plate, ...]:
    """Let plates feel the feet that stand on them.

    Parameters
    ----------
    patches
        Where the plates are.
    ground
        Load on each foot on the plates' clock.
    time
        That clock, shape (time,) [s].
    ball
        The balls of the feet, which say on which plate a foot stands, shape
        (time, side, axis) [m].
    noise
        Standard deviation of the forces [N], and where it is drawn from.

    Returns
    -------
    tuple of Plate
        Of type 2; a foot on no plate, or above the floor, is not felt.
    """
    size, generator = noise
    found = []
    for number, patch in enumerate(patches, start=1):
        middle = patch.corners.mean(axis=0)
        force, moment = np.zeros((2, time.size, 3))
        for side in range(2):
            place = np.nan_to_num(ground.pressure[:, side])
            on = patch.holds(ball[:, side]) & (np.abs(place[:, UP]) < 1e-9)
            push = np.where(on[:, None], ground.force[:, side], 0.0)
            force += push
            moment += np.cross(place - middle, push)
            moment += np.where(on[:, None], ground.free[:, side], 0.0)
        force += size * generator.standard_normal(force.shape)
        moment += size * MOMENT_NOISE * generator.standard_normal(moment.shape)
        found.append(_plate(number, patch, time, force, moment))
    return tuple(found)


def _plate(
    number: int, patch: Patch, time: FloatArray, force: FloatArray, moment: FloatArray
) -> Plate:
    return Plate(
        name=f"plate {number}",
        kind=2,
        corners=patch.corners,
        force=PLATE_FORCE.label(force, time=time, axis=list(AXES)),
        moment=PLATE_MOMENT.label(moment, time=time, axis=list(AXES)),
        origin=patch.corners.mean(axis=0),
        normal=np.array([0.0, 1.0, 0.0]),
        convention="Simulated: the force on the person.",
    )
