"""Force plates: from a plate's own signals to force and moment on its surface.

C3D's force-plate types 1 to 4 (https://www.c3d.org/HTML/Documents/typeinfo.htm). All
vectors are in the plate's own axes: x from corner 2 towards corner 1, y from corner 4
towards corner 1, z completing them (into the ground, as manufacturers mount them).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Wrench = tuple[FloatArray, FloatArray]


def surface_axes(corners: FloatArray) -> FloatArray:
    """Axes of a plate from the corners of its surface.

    Parameters
    ----------
    corners
        Corners in the file's order, shape (4, 3) [m].

    Returns
    -------
    FloatArray
        Columns are the plate's x, y and z in the laboratory, shape (3, 3) [1]; NaN
        where the corners span no surface.
    """
    x = corners[0] + corners[3] - corners[1] - corners[2]
    y = corners[0] + corners[1] - corners[2] - corners[3]
    z = np.cross(x, y)
    axes = np.column_stack([x, np.cross(z, x), z])
    length = np.linalg.norm(axes, axis=0)
    return np.divide(axes, length, out=np.full((3, 3), np.nan), where=length > 0)


def pressure_point_signals(signals: FloatArray) -> Wrench:
    """Type 1: force, centre of pressure and free moment.

    Parameters
    ----------
    signals
        Fx, Fy, Fz [N], px, py on the surface [m], free moment [N m], shape (time, 6).

    Returns
    -------
    tuple[FloatArray, FloatArray]
        Force [N] and moment about the middle of the surface [N m], shape (time, 3).
    """
    force = signals[:, :3]
    point = np.zeros_like(force)
    point[:, :2] = signals[:, 3:5]
    moment = np.cross(point, force)
    moment[:, 2] += signals[:, 5]
    return force, moment


def six_components(signals: FloatArray, origin: FloatArray) -> Wrench:
    """Types 2 and 4: force and moment about the sensors' origin.

    Parameters
    ----------
    signals
        Fx, Fy, Fz [N], Mx, My, Mz [N m], shape (time, 6).
    origin
        Middle of the surface seen from the sensors' origin, shape (3,) [m].

    Returns
    -------
    tuple[FloatArray, FloatArray]
        Force [N] and moment about the middle of the surface [N m], shape (time, 3).
    """
    force = signals[:, :3]
    return force, signals[:, 3:6] + np.cross(force, origin)


def eight_sensors(signals: FloatArray, origin: FloatArray) -> Wrench:
    """Type 3: the eight sums of a piezoelectric plate with four sensors.

    Parameters
    ----------
    signals
        Fx12, Fx34, Fy14, Fy23, Fz1, Fz2, Fz3, Fz4 [N], shape (time, 8).
    origin
        Distance of the sensors from the plate's middle along x and y, and height of the
        surface seen from the sensors (negative: z points down), shape (3,) [m].

    Returns
    -------
    tuple[FloatArray, FloatArray]
        Force [N] and moment about the middle of the surface [N m], shape (time, 3).
    """
    x12, x34, y14, y23, z1, z2, z3, z4 = signals.T
    a, b, height = origin
    force = np.column_stack([x12 + x34, y14 + y23, z1 + z2 + z3 + z4])
    moment = np.column_stack(
        [
            b * (z1 + z2 - z3 - z4),
            a * (-z1 + z2 + z3 - z4),
            b * (x34 - x12) + a * (y14 - y23),
        ]
    )
    return force, moment + np.cross(force, np.array([0.0, 0.0, height]))


def pressure_arm(
    force: FloatArray, moment: FloatArray, normal: FloatArray
) -> FloatArray:
    """Where on a surface a force acts, seen from the point its moment is about.

    Parameters
    ----------
    force, moment
        Shape (time, 3) [N, N m]; the moment about a point of the surface.
    normal
        Unit vector out of the surface, shape (3,) [1].

    Returns
    -------
    FloatArray
        Shape (time, 3) [m]; infinite or NaN where there is no force along the normal.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.cross(normal, moment) / (force @ normal)[:, None]


def inside_share(points: FloatArray, corners: FloatArray, margin: float) -> float:
    """Share of points that lie within a plate's corners.

    Parameters
    ----------
    points
        Points on the surface, shape (time, 3) [m]; NaN is skipped.
    corners
        Corners, shape (4, 3) [m].
    margin
        Width of the rim around the surface that still counts [m].

    Returns
    -------
    float
        From 0 to 1 [1]; NaN without points or corners.
    """
    found = points[np.isfinite(points).all(axis=1)]
    if not len(found) or np.isnan(corners).any():
        return float("nan")
    axes = surface_axes(corners)
    middle = corners.mean(axis=0)
    reach = np.abs((corners - middle) @ axes).max(axis=0)[:2] + margin
    return float((np.abs((found - middle) @ axes[:, :2]) <= reach).all(axis=1).mean())
