"""The path points of one muscle in one pose."""

from __future__ import annotations

from ilium.maths.compiled import kernel
from ilium.maths.multibody.piecewise import follow
from ilium.maths.paths.layout import EXACT, NEARLY, FloatArray, Frames, Paths, Route
from ilium.maths.paths.vectors import Vector


@kernel
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
    count = 0
    for point in range(paths.first_point[muscle], paths.first_point[muscle + 1]):
        if not present(paths, point, q):
            continue
        x, y, z = _location(paths, point, q)
        segment = paths.segment[point]
        for row in range(3):
            route.position[count, row] = (
                frames.position[segment, row]
                + frames.rotation[segment, row, 0] * x
                + frames.rotation[segment, row, 1] * y
                + frames.rotation[segment, row, 2] * z
            )
        route.segment[count] = segment
        route.point[count] = point
        route.wrap[count] = -1
        route.arc[count] = 0.0
        count += 1
    return count


@kernel
def present(paths: Paths, point: int, q: FloatArray) -> bool:
    """Whether a conditional point exists in a pose; every other point does."""
    gate = int(paths.gate[point])
    if gate < 0:
        return True
    value, _, _ = follow(paths.curves, paths.gate_function[point], q[gate])
    low, high = paths.gate_range[point, 0], paths.gate_range[point, 1]
    return low - NEARLY <= value <= high + NEARLY


@kernel
def _location(paths: Paths, point: int, q: FloatArray) -> Vector:
    """Where a point is in its segment."""
    x, y, z = paths.location[point]
    driver = int(paths.driver[point])
    if driver < 0:
        return x, y, z
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


@kernel
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
