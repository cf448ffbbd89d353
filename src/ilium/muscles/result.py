"""What the muscle stage leaves: forces, activations, reserves, joint reactions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from ilium.core.dictionary import (
    JOINT_REACTION,
    JOINT_REACTION_MOMENT,
    MUSCLE_ACTIVATION,
    MUSCLE_FORCE,
    RESERVE_MOMENT,
)
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, clock, labels, values


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MuscleForces:
    """Muscle forces by static optimisation, and the loads in the joints.

    Parameters
    ----------
    forces
        Tendon forces, dims (time, muscle) [N]; NaN where a frame could not be solved.
    activations
        Dims (time, muscle) [1].
    reserves
        What the muscles could not produce, dims (time, coordinate) [N m].
    reactions
        Force of the parent on the child at each joint, in the child's axes, dims (time,
        joint, axis) [N].
    reaction_moments
        The same moment about the joint's centre, dims (time, joint, axis) [N m].
    groups
        Name of a group and side (``gluteus_medius_r``) to its summed force, shape
        (time,) [N].
    strength
        Largest isometric force of each muscle in the order of `forces`, shape (muscle,)
        [N].
    flagged
        Coordinate to the frames in which its reserve carries more than 5 % of its peak
        net moment (Hicks et al. 2015, doi:10.1115/1.4029304), shape (time,) [bool].
    method
        Sentence that says how, with its source.
    issues
        Moments that the muscles cannot produce, with time and coordinate …
    """

    forces: xr.DataArray
    activations: xr.DataArray
    reserves: xr.DataArray
    reactions: xr.DataArray
    reaction_moments: xr.DataArray
    strength: FloatArray
    groups: Mapping[str, FloatArray] = field(default_factory=dict[str, FloatArray])
    flagged: Mapping[str, NDArray[np.bool_]] = field(
        default_factory=dict[str, NDArray[np.bool_]]
    )
    method: str = ""
    issues: tuple[Issue, ...] = ()

    def __post_init__(self) -> None:
        MUSCLE_FORCE.check(self.forces)
        MUSCLE_ACTIVATION.check(self.activations)
        RESERVE_MOMENT.check(self.reserves)
        JOINT_REACTION.check(self.reactions)
        JOINT_REACTION_MOMENT.check(self.reaction_moments)

    @property
    def time(self) -> FloatArray:
        """Times of the camera frames, shape (time,) [s]."""
        return clock(self.forces)

    def force(self, muscle: str) -> FloatArray:
        """Force of one muscle, shape (time,) [N]; NaN where the model lacks it."""
        names = labels(self.forces, "muscle")
        if muscle not in names:
            return np.full(self.time.size, np.nan)
        return values(self.forces)[:, names.index(muscle)]
