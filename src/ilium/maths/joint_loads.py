"""Forces and moments that joints transmit, muscles included."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel
from ilium.maths.multibody.dynamics import inertial_wrenches, link_motion
from ilium.maths.multibody.layout import Chain
from ilium.maths.multibody.links import move_links, segment_poses
from ilium.maths.paths.geometry import PathRoom, make_path_room, pose_surfaces
from ilium.maths.paths.layout import Paths
from ilium.maths.paths.points import gather
from ilium.maths.paths.vectors import cross, length, minus, scaled
from ilium.maths.paths.wrapping import lay_over_surfaces, place_of, seen

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


@kernel
def joint_loads(
    chain: Chain, paths: Paths, mode: int, joints: Joints, loading: Loading
) -> FloatArray:
    """Action of the parent on the child at each joint, in the child's axes.

    What hangs on a joint moves as it does because of the joint, gravity, what acts from
    outside, and the muscles that pull at it from elsewhere: the joint has the rest.

    Parameters
    ----------
    chain
        The model's segments.
    paths
        Its muscles.
    mode
        How paths are laid over surfaces.
    joints
        Which joints.
    loading
        The trial.

    Returns
    -------
    FloatArray
        Force and moment about the joint's centre, shape (time, j, 6) [N], [N m]; NaN
        where something that acts beyond the joint is not known.
    """
    frames, number = loading.q.shape[0], joints.child.size
    segments = chain.segment_link.size
    out = np.full((frames, number, 6), math.nan)
    room = make_path_room(chain, paths)
    needed = np.zeros((segments + 1, 6))
    for frame in range(frames):
        if np.isnan(loading.q[frame]).any():
            continue
        _pose(chain, paths, loading.q[frame], room)
        motion = link_motion(
            chain, room.links, loading.speed[frame], loading.acceleration[frame]
        )
        inertial_wrenches(chain, room.links, motion, needed[:segments])
        needed[:segments] -= loading.wrench[frame]
        _take_off_pulls(paths, loading, frame, mode, room, needed)
        for joint in range(number):
            _transmit(joints, joint, room, needed, out[frame, joint])
    return out


@kernel
def _pose(chain: Chain, paths: Paths, q: FloatArray, room: PathRoom) -> None:
    move_links(chain, q, room.links)
    segment_poses(chain, room.links, room.frames.rotation, room.frames.position)
    pose_surfaces(paths, room.frames)


@kernel
def _take_off_pulls(  # noqa: PLR0917 - kernels take their arguments by position
    paths: Paths,
    loading: Loading,
    frame: int,
    mode: int,
    room: PathRoom,
    needed: FloatArray,
) -> None:
    """Take what muscles do to the segments off what the segments need."""
    route = room.route
    for muscle in range(loading.tension.shape[1]):
        tension = loading.tension[frame, muscle]
        count = gather(paths, muscle, loading.q[frame], room.frames, route)
        if count < 2:
            continue
        count = lay_over_surfaces(paths, muscle, mode, room.frames, route, count)
        for at in range(count - 1):
            one, two = route.segment[at], route.segment[at + 1]
            here = seen(paths, muscle, mode, route, at)
            line = minus(seen(paths, muscle, mode, route, at + 1), here)
            size = length(line)
            if one == two or size == 0.0:
                continue
            force = scaled(line, tension / size)
            _pull(needed[one], cross(place_of(route, at), force), force, -1.0)
            _pull(needed[two], cross(place_of(route, at + 1), force), force, 1.0)


@kernel
def _pull(
    wrench: FloatArray,
    moment: tuple[float, float, float],
    force: tuple[float, float, float],
    sign: float,
) -> None:
    for axis in range(3):
        wrench[axis] += sign * moment[axis]
        wrench[axis + 3] += sign * force[axis]


@kernel
def _transmit(
    joints: Joints, joint: int, room: PathRoom, needed: FloatArray, out: FloatArray
) -> None:
    """Sum what hangs on a joint, about its centre, in its child's axes."""
    total = np.zeros(6)
    for segment in range(joints.beyond.shape[1]):
        if joints.beyond[joint, segment] == 1:
            total += needed[segment]
    child = joints.child[joint]
    turn, centre = room.frames.rotation[child], np.empty(3)
    for row in range(3):
        centre[row] = room.frames.position[child, row]
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
