"""Where in the picture a sticker can be, from the points that the pose found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import SIDES
from ilium.core.quantity import FloatArray

LENGTHS: Final[tuple[tuple[str, str, float], ...]] = (
    ("shoulder", "hip", 0.50),
    ("hip", "knee", 0.42),
    ("knee", "ankle", 0.42),
)
"""Usual lengths of trunk, thigh and shank of an adult [m]; the longest in the picture
tells its scale, as lengths towards the camera only look shorter."""

Points = Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of the picture that can hold one sticker.

    Parameters
    ----------
    left, top, right, bottom
        Edges [px].
    x, y
        Where the sticker is expected [px].
    scale
        Pixels to a metre at the body [px/m], to about a third.
    """

    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float
    scale: float


def sticker_windows(points: Points, *, view: str) -> dict[str, Window]:
    """Place a window for each sticker that this view can show.

    Parameters
    ----------
    points
        Keypoint to its place, shape (2,) [px]; NaN where not seen. ``left`` is the
        person's own.
    view
        ``front`` (ASIS, sternum), ``rear`` (PSIS) or ``side`` (ASIS); thighs and
        shanks in all.

    Returns
    -------
    dict
        Place to its window; without those whose body points were not seen.
    """
    scale = picture_scale(points)
    hips = (_at(points, "hip_left") + _at(points, "hip_right")) / 2.0
    shoulders = (_at(points, "shoulder_left") + _at(points, "shoulder_right")) / 2.0
    up = shoulders - hips
    length = float(np.hypot(*up))
    if not np.isfinite(length + scale) or length == 0.0:
        return {}
    up = up / length
    found: dict[str, Window] = {}
    for side in SIDES:
        hip = _at(points, f"hip_{side}")
        outwards = hip - hips
        outwards /= max(float(np.hypot(*outwards)), 1e-9)
        if view == "rear":
            middle = hips + scale * (0.09 * up + 0.045 * outwards)
            found[f"psis_{side}"] = _box(middle, 0.065, 0.11, scale)
        else:
            middle = hip + scale * (0.085 * up + 0.03 * outwards)
            found[f"asis_{side}"] = _box(middle, 0.11, 0.11, scale)
        for part, one, two in (("thigh", "hip", "knee"), ("shank", "knee", "ankle")):
            first, second = _at(points, f"{one}_{side}"), _at(points, f"{two}_{side}")
            found[f"{part}_{side}"] = _between(first, second, scale)
    if view == "front":
        found["sternum"] = _box(shoulders - 0.14 * scale * up, 0.09, 0.12, scale)
    return {name: each for name, each in found.items() if np.isfinite(each.x + each.y)}


def picture_scale(points: Points) -> float:
    """Pixels to a metre at the body [px/m]; NaN where no segment was seen.

    Parameters
    ----------
    points
        Keypoint to its place, shape (2,) [px].

    Returns
    -------
    float
        From the longest of trunk, thighs and shanks against an adult's.
    """
    found = [
        float(np.hypot(*(_at(points, f"{one}_{side}") - _at(points, f"{two}_{side}"))))
        / usual
        for one, two, usual in LENGTHS
        for side in SIDES
    ]
    known = [each for each in found if np.isfinite(each)]
    return max(known, default=float("nan"))


def _at(points: Points, name: str) -> FloatArray:
    found = points.get(name)
    return np.full(2, np.nan) if found is None else np.asarray(found, np.float64)


def _box(middle: FloatArray, across: float, down: float, scale: float) -> Window:
    return Window(
        left=middle[0] - across * scale,
        top=middle[1] - down * scale,
        right=middle[0] + across * scale,
        bottom=middle[1] + down * scale,
        x=float(middle[0]),
        y=float(middle[1]),
        scale=scale,
    )


def _between(first: FloatArray, second: FloatArray, scale: float) -> Window:
    """Window around the middle half of a limb's segment."""
    ends = np.stack((first + (second - first) / 4.0, second - (second - first) / 4.0))
    low, high = ends.min(axis=0) - 0.08 * scale, ends.max(axis=0) + 0.08 * scale
    middle = (first + second) / 2.0
    return Window(
        left=float(low[0]),
        top=float(low[1]),
        right=float(high[0]),
        bottom=float(high[1]),
        x=float(middle[0]),
        y=float(middle[1]),
        scale=scale,
    )
