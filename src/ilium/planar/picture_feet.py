"""Feet and pelvis as the picture of a front or rear view shows them, without depth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES, Side
from ilium.core.quantity import FloatArray
from ilium.maths.filters import low_pass
from ilium.planar.levelled import LevelPicture, level
from ilium.planar.result import PlanarKinematics
from ilium.planar.settings import PlanarSettings

CUTOFF = 3.0
"""Low-pass cut-off [Hz]."""
FOOT = ("ankle", "heel", "toe")
"""Points of a foot that the picture may show."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PictureFeet:
    """Heights in the picture, at the person's distance.

    Parameters
    ----------
    rate
        Frames a second [Hz].
    feet, toes
        Height of each foot and of its toe, shape (time,) [m].
    pelvis
        Height of the hips, shape (time,) [m].
    ahead
        How far the right foot is ahead of the left one, as the floor shows it to a
        camera above it: what is nearer stands lower in the picture; shape (time,) [m of
        height].
    near
        How much larger hips and shoulders look than in the median frame, counted
        forwards for the person: smaller from behind; shape (time,) [1].
    upright
        How far the shoulders are above the hips, in lengths of the thigh [1].
    """

    rate: float
    feet: dict[Side, FloatArray]
    toes: dict[Side, FloatArray]
    pelvis: FloatArray
    ahead: FloatArray
    near: FloatArray
    upright: float


def picture_feet(planar: PlanarKinematics, settings: PlanarSettings) -> PictureFeet:
    """Read the heights of feet and pelvis off the picture.

    Parameters
    ----------
    planar
        What a camera in front or behind saw.
    settings
        Focal length of an unknown lens.

    Returns
    -------
    PictureFeet
        NaN where a point was not seen.
    """
    picture = level(planar.keypoints, settings)
    size = planar.scale.metres
    feet: dict[Side, FloatArray] = {s: _foot(picture, s, size) for s in SIDES}
    toes = {side: _height(picture, f"toe_{side}", size) for side in SIDES}
    shown: dict[Side, FloatArray] = {
        s: toes[s] if np.isfinite(toes[s]).any() else feet[s] for s in SIDES
    }
    nearer = 1.0 if planar.view == "front" else -1.0
    return PictureFeet(
        rate=picture.rate,
        feet=feet,
        toes=shown,
        pelvis=_middle(picture, "hip", size),
        ahead=nearer * (shown["left"] - shown["right"]),
        near=nearer * _larger(picture),
        upright=_upright(picture),
    )


def _height(picture: LevelPicture, name: str, size: float) -> FloatArray:
    height = -picture.sight(name)[:, 1] * size
    return low_pass(height, min(CUTOFF, 0.4 * picture.rate), picture.rate)


def _foot(picture: LevelPicture, side: Side, size: float) -> FloatArray:
    points = [_height(picture, f"{part}_{side}", size) for part in FOOT]
    seen = [each for each in points if np.isfinite(each).any()]
    return np.mean(seen, axis=0) if seen else points[0]


def _middle(picture: LevelPicture, part: str, size: float) -> FloatArray:
    left, right = (_height(picture, f"{part}_{side}", size) for side in SIDES)
    return (left + right) / 2.0


def _larger(picture: LevelPicture) -> FloatArray:
    """Width of hips and shoulders over its median, less 1, shape (time,) [1]."""
    widths = np.sum(
        [
            np.linalg.norm(
                picture.sight(f"{part}_right") - picture.sight(f"{part}_left"), axis=1
            )
            for part in ("hip", "shoulder")
        ],
        axis=0,
    )
    slow = low_pass(widths, min(CUTOFF, 0.4 * picture.rate), picture.rate)
    usual = float(np.median(slow[np.isfinite(slow)])) if np.isfinite(slow).any() else 0
    return slow / usual - 1.0 if usual > 0.0 else np.full_like(slow, np.nan)


def _upright(picture: LevelPicture) -> float:
    rise = _middle(picture, "shoulder", 1.0) - _middle(picture, "hip", 1.0)
    thighs = [
        np.linalg.norm(picture.sight(f"knee_{s}") - picture.sight(f"hip_{s}"), axis=1)
        for s in SIDES
    ]
    thigh, risen = np.fmax(*thighs), rise[np.isfinite(rise)]
    known = thigh[np.isfinite(thigh)]
    if not known.size or not risen.size:
        return float("nan")
    return float(np.median(risen) / np.percentile(known, 90.0))
