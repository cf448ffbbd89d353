"""Lengths and moment arms of all muscles, from the coordinates."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ilium.maths.compiled import inlined, kernel, lean
from ilium.maths.multibody.layout import Chain, Links
from ilium.maths.multibody.links import make_links, move_links, place, segment_poses
from ilium.maths.multibody.twists import segment_twists
from ilium.maths.paths.layout import EXACT, FloatArray, Frames, Paths, Route
from ilium.maths.paths.points import drift, gather
from ilium.maths.paths.wrapping import lay_over_surfaces, seen
from ilium.maths.vectors import Vector, cross, dot, length, minus, scaled


class PathRoom(NamedTuple):
    """Memory that `path_geometry` works in: one a thread."""

    links: Links
    frames: Frames
    route: Route
    pull: FloatArray


@kernel
def make_path_room(chain: Chain, paths: Paths) -> PathRoom:
    """Room for the poses of a chain and one muscle's path."""
    segments = chain.segment_link.size + 1
    surfaces = paths.surface_segment.size
    frames = Frames(
        np.zeros((segments, 3, 3)),
        np.zeros((segments, 3)),
        np.zeros((surfaces, 3, 3)),
        np.zeros((surfaces, 3)),
        np.zeros((chain.low.size, segments, 6)),
    )
    for axis in range(3):
        frames.rotation[segments - 1, axis, axis] = 1.0
    route = Route(
        np.zeros((paths.room, 3)),
        np.zeros(paths.room, np.int64),
        np.zeros(paths.room, np.int64),
        np.zeros(paths.room, np.int64),
        np.zeros(paths.room),
        np.zeros((paths.room, 3)),
    )
    return PathRoom(make_links(chain), frames, route, np.zeros((segments, 6)))


@lean
def path_geometry(
    chain: Chain,
    paths: Paths,
    q: FloatArray,
    mode: int,
    room: PathRoom,
    lengths: FloatArray,
    arms: FloatArray,
    pulls: FloatArray,
) -> None:
    """Write the lengths and moment arms of all muscles in one pose.

    Parameters
    ----------
    chain
        The chain that the muscles pull at.
    paths
        The muscles.
    q
        Coordinates, shape (n,) [rad] or [m].
    mode
        `COMPATIBLE` or `EXACT`.
    room
        From `make_path_room`; the poses and twists of this pose remain in its frames.
    lengths
        Where the lengths are written, shape (m,) [m]; NaN for a muscle of no points.
    arms
        Where the generalised forces of unit tensions are written, shape (m, n) [m],
        for a displacement [1].
    pulls
        Where the wrenches are written with which a unit tension acts on the pulled
        segments: moment about ground's origin [m], then force [1], shape (k, 6).
    """
    move_links(chain, q, room.links)
    segment_poses(chain, room.links, room.frames.rotation, room.frames.position)
    segment_twists(chain, room.links, room.frames.twist)
    pose_surfaces(paths, room.frames)
    arms[:] = 0.0
    pulls[:] = 0.0
    for muscle in range(lengths.size):
        count = gather(paths, muscle, q, room.frames, room.route)
        if count < 2:
            lengths[muscle] = math.nan
            continue
        if paths.first_wrap[muscle + 1] > paths.first_wrap[muscle]:
            count = lay_over_surfaces(
                paths, muscle, mode, room.frames, room.route, count
            )
        lengths[muscle] = _measure(paths, muscle, q, mode, room, count, arms[muscle])
        _project(paths, muscle, room, pulls, arms[muscle])


@kernel
def trial_geometry(
    chain: Chain,
    paths: Paths,
    coordinates: FloatArray,
    mode: int,
    lengths: FloatArray,
    arms: FloatArray,
    pulls: FloatArray,
) -> None:
    """Write the lengths and moment arms of all muscles in every frame.

    Parameters
    ----------
    chain, paths, mode
        As of `path_geometry`.
    coordinates
        Shape (time, n) [rad] or [m].
    lengths, arms, pulls
        Where the results are written, shapes (time, m), (time, m, n) and (time, k, 6);
        NaN in a frame of which a coordinate is NaN.
    """
    room = make_path_room(chain, paths)
    for frame in range(coordinates.shape[0]):
        q = coordinates[frame]
        if np.isnan(q).any():
            lengths[frame] = math.nan
            arms[frame] = math.nan
            pulls[frame] = math.nan
        else:
            path_geometry(
                chain, paths, q, mode, room, lengths[frame], arms[frame], pulls[frame]
            )


@lean
def pose_surfaces(paths: Paths, frames: Frames) -> None:
    """Write where the surfaces are while the segments are as their frames say."""
    for surface in range(paths.surface_segment.size):
        segment = paths.surface_segment[surface]
        place(
            frames.rotation[segment],
            frames.position[segment],
            paths.surface_rotation[surface],
            paths.surface_position[surface],
            frames.surface_rotation[surface],
            frames.surface_position[surface],
        )


@inlined
def _measure(
    paths: Paths,
    muscle: int,
    q: FloatArray,
    mode: int,
    room: PathRoom,
    count: int,
    arms: FloatArray,
) -> float:
    """Length of a route; adds what a unit tension along it does to the segments."""
    route, pull = room.route, room.pull
    position, segments, arcs = route.position, route.segment, route.arc
    wraps, points, drivers = route.wrap, route.point, paths.driver
    surfaces = paths.wrap_surface
    first_wrap = paths.first_wrap[muscle]
    remembered = mode != EXACT and paths.first_wrap[muscle + 1] - first_wrap > 1
    total = 0.0
    for at in range(count - 1):
        p = position[at, 0], position[at, 1], position[at, 2]
        r = position[at + 1, 0], position[at + 1, 1], position[at + 1, 2]
        line = minus(r, p)
        if remembered:
            here = seen(route, first_wrap, mode, at)
            line = minus(seen(route, first_wrap, mode, at + 1), here)
        size = length(line)
        wrap, next_wrap = wraps[at], wraps[at + 1]
        if wrap >= 0 and next_wrap >= 0 and surfaces[wrap] == surfaces[next_wrap]:
            total += arcs[at + 1]
        else:
            total += size
        one, two = segments[at], segments[at + 1]
        if (one == two and mode != EXACT) or size == 0.0:
            continue
        force = scaled(line, 1.0 / size)
        if one != two:
            turn, next_turn = cross(p, force), cross(r, force)
            for axis in range(3):
                pull[one, axis] += turn[axis]
                pull[two, axis] -= next_turn[axis]
                pull[one, axis + 3] += force[axis]
                pull[two, axis + 3] -= force[axis]
        if points[at] >= 0 and drivers[points[at]] >= 0:
            _pull_point(paths, points[at], q, mode, room.frames, force, arms)
        if points[at + 1] >= 0 and drivers[points[at + 1]] >= 0:
            back = scaled(force, -1.0)
            _pull_point(paths, points[at + 1], q, mode, room.frames, back, arms)
    return total


@inlined
def _project(
    paths: Paths, muscle: int, room: PathRoom, pulls: FloatArray, arms: FloatArray
) -> None:
    """Move what a muscle does to the segments from the room to where it is wanted."""
    pull, twist, movers = room.pull, room.frames.twist, paths.movers
    for slot in range(paths.first_pulled[muscle], paths.first_pulled[muscle + 1]):
        segment = paths.pulled[slot]
        a, b, c = pull[segment, 0], pull[segment, 1], pull[segment, 2]
        f, g, h = pull[segment, 3], pull[segment, 4], pull[segment, 5]
        for axis in range(6):
            pulls[slot, axis] = pull[segment, axis]
            pull[segment, axis] = 0.0
        for each in range(paths.first_mover[muscle], paths.first_mover[muscle + 1]):
            mover = movers[each]
            speed = twist[mover, segment]
            arms[mover] += (
                a * speed[0]
                + b * speed[1]
                + c * speed[2]
                + f * speed[3]
                + g * speed[4]
                + h * speed[5]
            )


@lean
def _pull_point(
    paths: Paths,
    point: int,
    q: FloatArray,
    mode: int,
    frames: Frames,
    force: Vector,
    arms: FloatArray,
) -> None:
    """Add the power of a force on a point that moves in its segment."""
    x, y, z = drift(paths, point, q, mode)
    turn = frames.rotation[paths.segment[point]]
    velocity = (
        turn[0, 0] * x + turn[0, 1] * y + turn[0, 2] * z,
        turn[1, 0] * x + turn[1, 1] * y + turn[1, 2] * z,
        turn[2, 0] * x + turn[2, 1] * y + turn[2, 2] * z,
    )
    arms[paths.driver[point]] += dot(force, velocity)
