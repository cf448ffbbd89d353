"""Where the feet are: their markers seen from above, on a plate or beside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.conventions import FORWARDS, RIGHT, SIDES, UP, Side
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics

FOOT = ("heel", "toe", "toe_tip", "first_metatarsal", "fifth_metatarsal", "ankle")
GROUND = (FORWARDS, RIGHT)

BoolArray = NDArray[np.bool_]


ALL = slice(None)
"""Every camera frame."""


def foot_points(kinematics: Kinematics, side: Side, frames: slice = ALL) -> FloatArray:
    """Markers of one foot.

    Parameters
    ----------
    kinematics
        Landmarks of the recording.
    side
        Which foot.
    frames
        Camera frames that are looked at.

    Returns
    -------
    FloatArray
        Shape (time, point, axis) [m]; no points where the foot has no markers.
    """
    names = [f"{name}_{side}" for name in FOOT if kinematics.has(f"{name}_{side}")]
    if not names:
        return np.empty((kinematics.time[frames].size, 0, 3))
    return np.stack([kinematics.landmark(name)[frames] for name in names], axis=1)


def foot_centre(kinematics: Kinematics, side: Side, frames: slice = ALL) -> FloatArray:
    """Mean of one foot's markers, shape (time, axis) [m]; NaN where none is seen."""
    points = foot_points(kinematics, side, frames)
    seen = np.asarray(np.isfinite(points).all(axis=2))
    count = np.asarray(seen.sum(axis=1))
    total = np.where(seen[:, :, None], points, 0.0).sum(axis=1)
    safe = np.where(count > 0, count, 1)[:, None]
    return np.where(count[:, None] > 0, total / safe, np.nan)


def inside(plate: Plate, points: FloatArray, margin: float = 0.0) -> BoolArray:
    """Whether points lie over a plate's working surface.

    Parameters
    ----------
    plate
        The plate; its corners may turn either way round.
    points
        Shape (…, axis) [m].
    margin
        How far beyond the edge a point still counts [m]; negative: how far inside.

    Returns
    -------
    BoolArray
        Shape (…); False for NaN and for a plate without corners.
    """
    corners = plate.corners[:, GROUND]
    edges = np.roll(corners, -1, axis=0) - corners
    lengths = np.linalg.norm(edges, axis=1)
    if not np.all(lengths > 0.0):
        return np.zeros(points.shape[:-1], dtype=bool)
    inwards = np.stack((-edges[:, 1], edges[:, 0]), axis=1) / lengths[:, None]
    middle = corners.mean(axis=0)
    inwards *= np.sign(((middle - corners) * inwards).sum(axis=1))[:, None]
    apart = points[..., None, GROUND] - corners
    return ((apart * inwards).sum(axis=-1) >= -margin).all(axis=-1)


def stands(
    kinematics: Kinematics, plate: Plate, frames: slice, *, lifted: float = 0.08
) -> dict[Side, bool]:
    """Which feet are over a plate and on the ground.

    Parameters
    ----------
    kinematics
        Landmarks of the recording.
    plate
        The plate.
    frames
        Camera frames that are looked at.
    lifted
        Height of a foot above the lower foot from which on it is in the air [m].

    Returns
    -------
    dict
        For each side whether its foot was so for most of the frames.
    """
    centres = {side: foot_centre(kinematics, side, frames) for side in SIDES}
    heights = np.stack([centres[side][:, UP] for side in SIDES])
    seen = np.isfinite(heights).any(axis=0)
    lowest = np.where(seen, np.where(np.isnan(heights), np.inf, heights).min(0), np.nan)
    found: dict[Side, bool] = {}
    for side in SIDES:
        down = centres[side][:, UP] - lowest < lifted
        over = inside(plate, centres[side]) & down
        found[side] = bool(over.size and over.mean() > 0.5)
    return found
