"""Loads that hips, knees, ankles and the lumbar joint transmit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from ilium.conventions import AXES, SIDES
from ilium.core.dictionary import JOINT_REACTION, JOINT_REACTION_MOMENT
from ilium.core.quantity import FloatArray, values
from ilium.kinetics.result import FootLoads, Kinetics
from ilium.model.body_model import GROUND, BodyModel, Joint
from ilium.model.chain import CompiledChain

if TYPE_CHECKING:
    import xarray as xr

    from ilium.maths.joint_loads import Joints
    from ilium.maths.paths.layout import Paths

LUMBAR: Final = "lumbar"
NET: Final = "net, without trunk muscles: not spinal compression"

_BY_COORDINATE: Final = {
    **{f"hip_{side}": f"hip_flexion_{side}" for side in "rl"},
    **{f"knee_{side}": f"knee_angle_{side}" for side in "rl"},
    **{f"ankle_{side}": f"ankle_angle_{side}" for side in "rl"},
    LUMBAR: "lumbar_extension",
}
_LUMBAR_JOINTS: Final = ("back", "L5_S1_IVDjnt", "L5_S1")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reactions:
    """Loads of the joints that people ask for.

    Parameters
    ----------
    forces
        Of the parent on the child, in the child's axes, dims (time, joint, axis) [N].
    moments
        The same about the joint's centre, dims (time, joint, axis) [N m].
    """

    forces: xr.DataArray
    moments: xr.DataArray


class ReactionSums:
    """Loads at hips, knees, ankles and the lumbar joint, stretch after stretch.

    Parameters
    ----------
    model
        The model.
    compiled
        Its chain.
    paths
        Its muscles' paths.
    kinetics
        The filtered motion and the feet's loads.

    References
    ----------
    Steele KM, DeMers MS, Schwartz MH, Delp SL (2012). Compressive tibiofemoral force
    during crouch gait. Gait Posture 35(4), 556-560. doi:10.1016/j.gaitpost.2011.11.023
    """

    def __init__(
        self,
        model: BodyModel,
        compiled: CompiledChain,
        paths: Paths,
        kinetics: Kinetics,
    ) -> None:
        chosen = reported_joints(model)
        self._chain, self._paths, self._kinetics = compiled.chain, paths, kinetics
        self._names = tuple(chosen)
        self._joints = compile_joints(model, compiled, tuple(chosen.values()))
        self._wrenches = foot_wrenches(compiled, kinetics.loads)

    def stretch(
        self,
        frames: slice,
        forces: FloatArray,
        pulls: FloatArray,
        others: FloatArray | None = None,
    ) -> FloatArray:
        """Sum the loads of a stretch of frames.

        Parameters
        ----------
        frames
            Which ones.
        forces
            Of the muscles in them, shape (time, muscle) [N].
        pulls
            What unit tensions do to the segments, from `trial_geometry`, shape
            (time, k, 6).
        others
            What muscles without a path here do to the segments: moment about ground's
            origin, then force, shape (time, b, 6) [N m], [N].

        Returns
        -------
        FloatArray
            Shape (time, joint, 6) [N], [N m]; NaN where a muscle force or a load beyond
            the joint is not known.
        """
        from ilium.maths import joint_loads  # noqa: PLC0415 - compiled kernels

        moving, wrench = self._kinetics, self._wrenches[frames]
        if others is not None:
            wrench = wrench + others
        loading = joint_loads.Loading(
            q=np.ascontiguousarray(values(moving.motion)[frames]),
            speed=np.ascontiguousarray(moving.speeds[frames]),
            acceleration=np.ascontiguousarray(moving.accelerations[frames]),
            wrench=wrench,
            tension=np.ascontiguousarray(forces),
        )
        paths = self._paths
        acting = joint_loads.Pulls(paths.puller, paths.pulled, pulls)
        return joint_loads.joint_loads(self._chain, self._joints, loading, acting)

    def joined(self, parts: Sequence[FloatArray]) -> Reactions:
        """Put the loads of all stretches together, with their names."""
        found = np.concatenate(parts)
        labels = {"time": self._kinetics.time, "joint": self._names, "axis": AXES}
        return Reactions(
            forces=JOINT_REACTION.label(found[:, :, :3], **labels),
            moments=JOINT_REACTION_MOMENT.label(found[:, :, 3:], **labels),
        )


def reported_joints(model: BodyModel) -> Mapping[str, Joint]:
    """Joints that people ask for, by the names that they have here.

    Parameters
    ----------
    model
        The model.

    Returns
    -------
    Mapping
        ``hip_r`` … and ``lumbar``, those that the model has.
    """
    owner = {each.name: each.joint for each in model.coordinates}
    names = {each.name for each in model.joints}
    found: dict[str, Joint] = {}
    for name, coordinate in _BY_COORDINATE.items():
        if coordinate in owner:
            found[name] = model.joint(owner[coordinate])
    for name in _LUMBAR_JOINTS:
        if LUMBAR not in found and name in names:
            found[LUMBAR] = model.joint(name)
    return found


def trunk_muscles(model: BodyModel) -> tuple[str, ...]:
    """Names of the muscles that cross the lumbar joint.

    Parameters
    ----------
    model
        The model.

    Returns
    -------
    tuple of str
        Empty where the model has no lumbar joint or no trunk muscles.
    """
    joint = reported_joints(model).get(LUMBAR)
    if joint is None:
        return ()
    above = set(_beyond(model, joint.child))
    return tuple(
        each.name
        for each in model.muscles
        if 0 < sum(point.segment in above for point in each.points) < len(each.points)
    )


def foot_wrenches(compiled: CompiledChain, loads: FootLoads) -> FloatArray:
    """What the ground does to every segment.

    Parameters
    ----------
    compiled
        The model's chain.
    loads
        The ground's action on the feet; it acts on ``calcn_r`` and ``calcn_l``.

    Returns
    -------
    FloatArray
        Moment about ground's origin [N m], then force [N], shape (time, b, 6).
    """
    out = np.zeros((loads.time.size, len(compiled.segments), 6))
    for side in SIDES:
        foot = compiled.segment(f"calcn_{side[0]}")
        force, moment = loads.wrench(side)
        out[:, foot, :3] = moment
        out[:, foot, 3:] = force
    return out


def compile_joints(
    model: BodyModel, compiled: CompiledChain, joints: tuple[Joint, ...]
) -> Joints:
    """Arrays of joints, for the kernels.

    Parameters
    ----------
    model
        The model.
    compiled
        Its chain.
    joints
        Which joints.

    Returns
    -------
    Joints
        In the same order.
    """
    from ilium.maths.joint_loads import Joints  # noqa: PLC0415 - compiled kernels

    beyond = np.zeros((len(joints), len(compiled.segments)), dtype=np.int64)
    for at, joint in enumerate(joints):
        for segment in _beyond(model, joint.child):
            beyond[at, compiled.segment(segment)] = 1
    return Joints(
        child=np.array([compiled.segment(each.child) for each in joints], np.int64),
        centre=np.array(
            [each.in_child.translation for each in joints], np.float64
        ).reshape(-1, 3),
        beyond=beyond,
    )


def _beyond(model: BodyModel, segment: str) -> Iterator[str]:
    """Yield a segment and everything that hangs on it."""
    yield segment
    for joint in model.joints:
        if joint.parent == segment and joint.child != GROUND:
            yield from _beyond(model, joint.child)
