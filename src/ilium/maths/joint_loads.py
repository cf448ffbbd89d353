"""Forces and moments that joints transmit, muscles included."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel, lean
from ilium.maths.multibody.dynamics import inertial_wrenches, link_motion
from ilium.maths.multibody.layout import Chain
from ilium.maths.multibody.links import make_links, move_links, segment_poses

FloatArray = NDArray[np.float64]


class Joints(NamedTuple):
    """Joints whose loads are wanted; j of them, b segments.

    Parameters
    ----------
    child
        Segment that each joint carries, shape (j,).
    centre
        Where the joint is in that segment, shape (j, 3) [m].
    beyond
        1 for each segment that hangs on the joint, shape (j, b).
    """

    child: NDArray[np.int64]
    centre: FloatArray
    beyond: NDArray[np.int64]


class Loading(NamedTuple):
    """A trial: how the body moves and what acts on it.

    Parameters
    ----------
    q, speed, acceleration
        Of the free coordinates, shape (time, n).
    wrench
        What acts on every segment from outside: moment about ground's origin, then
        force, shape (time, b, 6) [N m], [N].
    tension
        Of every muscle, shape (time, m) [N].
    """

    q: FloatArray
    speed: FloatArray
    acceleration: FloatArray
    wrench: FloatArray
    tension: FloatArray


class Pulls(NamedTuple):
    """What unit tensions do to the segments; k pairs of muscle and segment.

    Parameters
    ----------
    muscle, segment
        Of each pair, shape (k,); segment b is ground.
    wrench
        Moment about ground's origin, then force, shape (time, k, 6) [m], [1].
    """

    muscle: NDArray[np.int64]
    segment: NDArray[np.int64]
    wrench: FloatArray


@kernel
def joint_loads(
    chain: Chain, joints: Joints, loading: Loading, pulls: Pulls
) -> FloatArray:
    """Action of the parent on the child at each joint, in the child's axes.

    What hangs on a joint moves as it does because of the joint, gravity, what acts from
    outside, and the muscles that pull at it from elsewhere: the joint has the rest.

    Parameters
    ----------
    chain
        The model's segments.
    joints
        Which joints.
    loading
        The trial.
    pulls
        Its muscles, from `ilium.maths.paths.geometry.trial_geometry`.

    Returns
    -------
    FloatArray
        Force and moment about the joint's centre, shape (time, j, 6) [N], [N m]; NaN
        where something that acts beyond the joint is not known.
    """
    frames, number = loading.q.shape[0], joints.child.size
    segments = chain.segment_link.size
    out = np.full((frames, number, 6), math.nan)
    links = make_links(chain)
    rotation, position = np.zeros((segments, 3, 3)), np.zeros((segments, 3))
    needed = np.zeros((segments + 1, 6))
    for frame in range(frames):
        if np.isnan(loading.q[frame]).any():
            continue
        move_links(chain, loading.q[frame], links)
        segment_poses(chain, links, rotation, position)
        motion = link_motion(
            chain, links, loading.speed[frame], loading.acceleration[frame]
        )
        inertial_wrenches(chain, links, motion, needed[:segments])
        needed[:segments] -= loading.wrench[frame]
        _take_off_pulls(pulls, frame, loading.tension[frame], needed)
        for joint in range(number):
            _transmit(joints, joint, rotation, position, needed, out[frame, joint])
    return out


@lean
def _take_off_pulls(
    pulls: Pulls, frame: int, tension: FloatArray, needed: FloatArray
) -> None:
    """Take what muscles do to the segments off what the segments need."""
    for pair in range(pulls.muscle.size):
        for each in range(6):
            share = pulls.wrench[frame, pair, each]
            if share != 0.0:
                force = share * tension[pulls.muscle[pair]]
                needed[pulls.segment[pair], each] -= force


@kernel
def _transmit(  # noqa: PLR0917 - kernels take their arguments by position
    joints: Joints,
    joint: int,
    rotation: FloatArray,
    position: FloatArray,
    needed: FloatArray,
    out: FloatArray,
) -> None:
    """Sum what hangs on a joint, about its centre, in its child's axes."""
    total = np.zeros(6)
    for segment in range(joints.beyond.shape[1]):
        if joints.beyond[joint, segment] == 1:
            total += needed[segment]
    child = joints.child[joint]
    turn, centre = rotation[child], np.empty(3)
    for row in range(3):
        centre[row] = position[child, row]
        for column in range(3):
            centre[row] += turn[row, column] * joints.centre[joint, column]
    total[0] -= centre[1] * total[5] - centre[2] * total[4]
    total[1] -= centre[2] * total[3] - centre[0] * total[5]
    total[2] -= centre[0] * total[4] - centre[1] * total[3]
    for column in range(3):
        out[column] = out[column + 3] = 0.0
        for row in range(3):
            out[column] += turn[row, column] * total[row + 3]
            out[column + 3] += turn[row, column] * total[row]
