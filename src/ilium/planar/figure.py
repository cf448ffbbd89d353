"""The person as a figure in metres: the picture's plane in the laboratory's axes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES, SIGN
from ilium.core.quantity import FloatArray
from ilium.planar.depth import both_on_the_floor, calm, lifted, smoothed
from ilium.planar.levelled import LevelPicture
from ilium.planar.pelvis_line import PelvisLine
from ilium.planar.scale import Scale
from ilium.planar.settings import PlanarSettings
from ilium.planar.view import Standpoint

HALF_PELVIS = 0.085
"""Half the distance of the hip joint centres, which a side view does not show [m]."""

HALF_APART = {"asis": 0.12, "psis": 0.045}
"""Half the distance of the dots on the iliac spines [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Figure:
    """Points and pelvis in the laboratory's axes; the unseen axis is made up.

    Parameters
    ----------
    points
        Name to path, shape (time, 3) [m]: in front and rear view x is what the lengths
        of thigh and shank ask for, in side view z is half a pelvis to each side.
    pelvis
        Orientation, shape (time, 3, 3) [1]: about the axis that the camera sees.
    source
        What the pelvis's orientation was taken from.
    """

    points: Mapping[str, FloatArray]
    pelvis: FloatArray
    source: str


def frontal_figure(
    picture: LevelPicture,
    standpoint: Standpoint,
    line: PelvisLine,
    scale: Scale,
    settings: PlanarSettings,
) -> Figure:
    """Figure of a front or rear view.

    Parameters
    ----------
    picture, standpoint, line, scale
        What the camera sees and how large it is.
    settings
        Cut-off.

    Returns
    -------
    Figure
        Knees and shoulders ahead of the hips, ankles behind the knees, where thigh,
        trunk and shank are too short in the picture (`ilium.planar.depth.lifted`).
    """
    still = calm(picture, settings)
    flat = lifted(still, standpoint.facing, scale)
    angle = smoothed(np.arctan2(line.rise, line.run), picture.rate, settings)
    if line.dotted:
        flat |= _redrawn(flat, line, angle)
    sine, cosine = np.sin(angle), np.cos(angle)
    nothing, one = np.zeros_like(angle), np.ones_like(angle)
    forwards = np.stack([one, nothing, nothing], axis=1)
    right = np.stack([nothing, sine, cosine], axis=1)
    up = np.stack([nothing, cosine, -sine], axis=1)
    pelvis = np.stack([forwards, up, right], axis=2)
    pelvis[~np.isfinite(angle)] = np.nan
    return Figure(points=flat, pelvis=pelvis, source=line.ends)


def sagittal_figure(
    picture: LevelPicture,
    standpoint: Standpoint,
    scale: Scale,
    settings: PlanarSettings,
) -> Figure:
    """Figure of a side view.

    Parameters
    ----------
    picture, standpoint, scale
        What the camera sees and how large it is.
    settings
        Cut-off.

    Returns
    -------
    Figure
        The pelvis lies along the dots on the iliac spines of one side, else along the
        trunk from hips to shoulders.
    """
    still, facing = calm(picture, settings), standpoint.facing or 1
    flat = {}
    for name in still.names:
        away = scale.metres - facing * _aside(name)
        sight = still.sight(name)
        flat[name] = np.stack(
            [
                facing * sight[:, 0] * away,
                -sight[:, 1] * away,
                np.full(len(sight), _aside(name)),
            ],
            axis=1,
        )
    flat = both_on_the_floor(flat)
    forwards, source = _pelvis_forwards(flat, picture.time.size)
    up = np.stack([-forwards[:, 1], forwards[:, 0], np.zeros(len(forwards))], axis=1)
    right = np.tile([0.0, 0.0, 1.0], (len(forwards), 1))
    pelvis = np.stack([forwards, up, right], axis=2)
    pelvis[~np.isfinite(forwards).all(axis=1)] = np.nan
    return Figure(points=flat, pelvis=pelvis, source=source)


def _redrawn(
    flat: Mapping[str, FloatArray], line: PelvisLine, angle: FloatArray
) -> dict[str, FloatArray]:
    """Both dots under the angle that a camera square on would have seen."""
    ends = [flat[f"{line.ends}_{side}"] for side in SIDES]
    middle = (ends[0] + ends[1]) / 2.0
    half = np.linalg.norm(ends[1] - ends[0], axis=1, keepdims=True) / 2.0
    along = np.stack([np.zeros_like(angle), np.sin(angle), np.cos(angle)], axis=1)
    return {f"{line.ends}_{side}": middle + SIGN[side] * half * along for side in SIDES}


def _aside(name: str) -> float:
    part, _, side = name.rpartition("_")
    return SIGN[side] * HALF_APART.get(part, HALF_PELVIS) if side in SIGN else 0.0


def _pelvis_forwards(
    flat: Mapping[str, FloatArray], count: int
) -> tuple[FloatArray, str]:
    """Direction in which the pelvis points, shape (time, 3) [1], and its source."""
    for side in SIDES:
        ends = [flat.get(f"{part}_{side}") for part in ("psis", "asis")]
        if ends[0] is not None and ends[1] is not None:
            line = _unit((ends[1] - ends[0]) * np.array([1.0, 1.0, 0.0]))
            if float(np.isfinite(line[:, 0]).mean()) >= 0.5:
                return line, "dots"
    names = [f"{part}_{side}" for part in ("hip", "shoulder") for side in SIDES]
    if any(name not in flat for name in names):
        return np.full((count, 3), math.nan), "nothing"
    hips, shoulders = (
        (flat[names[each]] + flat[names[each + 1]]) / 2.0 for each in (0, 2)
    )
    trunk = _unit((shoulders - hips) * np.array([1.0, 1.0, 0.0]))
    ahead = np.stack([trunk[:, 1], -trunk[:, 0], np.zeros(count)], axis=1)
    return ahead, "trunk"


def _unit(line: FloatArray) -> FloatArray:
    length = np.linalg.norm(line, axis=1, keepdims=True)
    return line / np.where(length > 0.0, length, np.nan)
