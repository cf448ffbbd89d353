"""Which combinations of the stance leg's joints keep the pelvis level.

The foot is taken to stay as it is on the ground. Then a joint that turns the foot by ω
under a still pelvis turns the pelvis by −ω over a still foot, and tips the line between
the hips by the vertical part of −ω × that line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ilium.conventions import UP, Side, other
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray, values
from ilium.errors import InputError
from ilium.maths.cycles import at_times
from ilium.model.posed_model import segment_frames
from ilium.variability.end_points import arrival
from ilium.variability.manifold import Manifold, uncontrolled_manifold

if TYPE_CHECKING:
    from ilium.kinematics.motion import JointMotion

LEG: Final = (
    "hip_flexion",
    "hip_adduction",
    "hip_rotation",
    "knee_angle",
    "subtalar_angle",
    "ankle_angle",
)
"""Coordinates between the pelvis and the foot, without their side."""
LEAST_SHARE: Final = 0.02
"""Share of the pelvis' tipping below which a joint leaves it level [1]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PelvisManifold:
    """How the stance leg's joints varied, split by what it does to the pelvis' level.

    Parameters
    ----------
    joints
        Coordinates of the leg that the markers determine, without their side.
    jacobian
        Change of the pelvis' level for each of them, free side up positive, at the
        mean posture, shape (joint,) [rad/rad].
    manifold
        Variances within and across the combinations that keep it level.
    """

    joints: tuple[str, ...]
    jacobian: FloatArray
    manifold: Manifold

    @property
    def shares(self) -> dict[str, float]:
        """Part that each joint has in what tips the pelvis; they add up to 1 [1]."""
        squares = self.jacobian**2 / float((self.jacobian**2).sum())
        return dict(zip(self.joints, squares.tolist(), strict=True))

    @property
    def cancelling(self) -> tuple[str, str, float]:
        """The two joints that tip it most, and how the second cancels the first.

        Change of the second for each unit of the first that leaves the pelvis level
        [rad/rad].
        """
        first, second = np.argsort(-np.abs(self.jacobian), kind="stable")[:2]
        change = -float(self.jacobian[first] / self.jacobian[second])
        return self.joints[first], self.joints[second], change


def pelvis_manifold(
    motion: JointMotion, repetitions: Sequence[Repetition], side: Side
) -> PelvisManifold:
    """Split the variance of the stance leg's joints by the pelvis' level.

    Parameters
    ----------
    motion
        A scaled model and its coordinates.
    repetitions
        One side's, on one leg each.
    side
        Stance side.

    Returns
    -------
    PelvisManifold
        At the moment of arrival, in gait the middle of stance.

    Raises
    ------
    InputError
        Where the model has other joints, or there are no more repetitions than joints.
    """
    short = f"_{side[0]}"
    names = [f"{each}{short}" for each in LEG]
    known = [each for each in names if np.isfinite(motion.coordinate(each)).any()]
    if len(known) < 2:
        raise InputError(
            "The model's coordinates of the stance leg are not known.",
            f"They are expected to be called {', '.join(names)}.",
        )
    when = np.array([_moment(each) for each in repetitions])
    poses = at_times(motion.time, values(motion.coordinates), when)
    poses = poses[np.isfinite(poses).all(axis=1)]
    if not len(poses):
        raise InputError(
            "The model's pose is not known at the moment of arrival.",
            "Look at the report's part on the model for what is missing.",
        )
    columns = [motion.names.index(each) for each in known]
    jacobian = level_jacobian(motion, poses.mean(axis=0), known, side)
    return PelvisManifold(
        joints=tuple(each.removesuffix(short) for each in known),
        jacobian=jacobian,
        manifold=uncontrolled_manifold(poses[:, columns], jacobian[None, :]),
    )


def level_jacobian(
    motion: JointMotion, pose: FloatArray, names: Sequence[str], side: Side
) -> FloatArray:
    """Change of the pelvis' level with joints of the stance leg, its foot being still.

    Parameters
    ----------
    motion
        Whose model it is.
    pose
        Every coordinate of the model, shape (coordinate,) [rad] or [m].
    names
        Coordinates that are asked about.
    side
        Stance side.

    Returns
    -------
    FloatArray
        Shape (name,) [rad/rad], positive where the free side rises.
    """
    from ilium.maths.multibody.twists import twists  # noqa: PLC0415 - kernels
    from ilium.model.chain import compile_chain  # noqa: PLC0415 - kernels

    compiled = compile_chain(motion.model)
    posture = np.ascontiguousarray(pose, dtype=np.float64)
    frames = segment_frames(motion.model, posture)
    moved = np.zeros((posture.size, len(compiled.segments), 6))
    twists(compiled.chain, posture, moved)
    line = frames[f"femur_{other(side)[0]}"][1] - frames[f"femur_{side[0]}"][1]
    foot = compiled.segment(f"calcn_{side[0]}")
    rows = [compiled.coordinate(each) for each in names]
    turned = -moved[rows, foot, :3]
    along = line / np.linalg.norm(line)
    level = np.sqrt(max(1.0 - float(along[UP]) ** 2, 1e-12))
    return np.asarray(np.cross(turned, along)[:, UP] / level)


def _moment(repetition: Repetition) -> float:
    if "foot_off" in repetition.events:
        return 0.5 * (repetition.start + repetition.events["foot_off"])
    return arrival(repetition)
