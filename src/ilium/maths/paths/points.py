"""The path points of one muscle in one pose."""

from __future__ import annotations

from ilium.maths.compiled import inlined, lean
from ilium.maths.multibody.piecewise import follow
from ilium.maths.paths.layout import EXACT, NEARLY, FloatArray, Frames, Paths, Route
from ilium.maths.vectors import Vector


@inlined
def gather(
    paths: Paths, muscle: int, q: FloatArray, frames: Frames, route: Route
) -> int:
    """Write the points that a muscle has in a pose, and count them.

    Parameters
    ----------
    paths
        All muscles.
    muscle
        Number of the muscle.
    q
        Coordinates, shape (n,) [rad] or [m].
    frames
        The pose.
    route
        Where they are written.

    Returns
    -------
    int
        How many there are.
    """
    location, segments = paths.location, paths.segment
    gates, drivers = paths.gate, paths.driver
    rotation, position = frames.rotation, frames.position
    places, on_segments, points = route.position, route.segment, route.point
    wraps, arcs = route.wrap, route.arc
    count = 0
    for point in range(paths.first_point[muscle], paths.first_point[muscle + 1]):
        if gates[point] >= 0 and not present(paths, point, q):
            continue
        x, y, z = location[point, 0], location[point, 1], location[point, 2]
        if drivers[point] >= 0:
            x, y, z = _location(paths, point, q)
        segment = segments[point]
        for row in range(3):
            places[count, row] = (
                position[segment, row]
                + rotation[segment, row, 0] * x
                + rotation[segment, row, 1] * y
                + rotation[segment, row, 2] * z
            )
        on_segments[count] = segment
        points[count] = point
        wraps[count] = -1
        arcs[count] = 0.0
        count += 1
    return count


@lean
def present(paths: Paths, point: int, q: FloatArray) -> bool:
    """Whether a conditional point exists in a pose."""
    gate = int(paths.gate[point])
    value, _, _ = follow(paths.curves, paths.gate_function[point], q[gate])
    low, high = paths.gate_range[point, 0], paths.gate_range[point, 1]
    return low - NEARLY <= value <= high + NEARLY


@lean
def _location(paths: Paths, point: int, q: FloatArray) -> Vector:
    """Where a moving point is in its segment."""
    place = paths.location[point]
    x, y, z = place[0], place[1], place[2]
    driver = int(paths.driver[point])
    value, _, _ = follow(paths.curves, paths.driver_function[point], q[driver])
    low, high = paths.driver_range[point, 0], paths.driver_range[point, 1]
    value = min(max(value, low), high)
    motion = paths.motion[point]
    if motion[0] >= 0:
        x = follow(paths.curves, motion[0], value)[0]
    if motion[1] >= 0:
        y = follow(paths.curves, motion[1], value)[0]
    if motion[2] >= 0:
        z = follow(paths.curves, motion[2], value)[0]
    return x, y, z


@lean
def drift(paths: Paths, point: int, q: FloatArray, mode: int) -> Vector:
    """Velocity of a moving point in its segment per unit of its coordinate's speed.

    Parameters
    ----------
    paths
        All muscles.
    point
        Number of the point.
    q
        Coordinates, shape (n,) [rad] or [m].
    mode
        `EXACT`, or `COMPATIBLE`: OpenSim goes on moving a point beyond the range in
        which its place follows the coordinate.

    Returns
    -------
    Vector
        In the segment's axes [m/rad] or [1].
    """
    value, rate, _ = follow(
        paths.curves, paths.driver_function[point], q[int(paths.driver[point])]
    )
    low, high = paths.driver_range[point, 0], paths.driver_range[point, 1]
    if mode == EXACT and not low <= value <= high:
        return 0.0, 0.0, 0.0
    x, y, z = 0.0, 0.0, 0.0
    motion = paths.motion[point]
    if motion[0] >= 0:
        x = rate * follow(paths.curves, motion[0], value)[1]
    if motion[1] >= 0:
        y = rate * follow(paths.curves, motion[1], value)[1]
    if motion[2] >= 0:
        z = rate * follow(paths.curves, motion[2], value)[1]
    return x, y, z
