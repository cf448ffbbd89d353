"""Stick people as a camera at pelvis height sees them, in pixels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ilium.conventions import SIDES, SIGN
from ilium.core.camera import Levelling
from ilium.core.dictionary import (
    KEYPOINT_CONFIDENCE,
    KEYPOINT_NOISE,
    KEYPOINT_POSITION,
)
from ilium.core.keypoints import Keypoints
from ilium.core.quantity import values
from ilium.core.trial import Source
from ilium.units import DEGREE

WIDTH, HEIGHT = 1080, 1920
HEIGHTS = {
    "hip": 0.0, "knee": -0.42, "ankle": -0.83, "heel": -0.87, "toe": -0.88,
    "shoulder": 0.50, "wrist": -0.05,
}  # fmt: skip
"""Heights of points above the hips [m]."""
ASIDE = {
    "hip": 0.09, "knee": 0.09, "ankle": 0.09, "heel": 0.09, "toe": 0.11,
    "shoulder": 0.19, "wrist": 0.30, "asis": 0.12, "psis": 0.045,
}  # fmt: skip
"""Distances of points from the middle [m]."""


def standing(
    *, seconds=3.0, rate=60.0, scale=550.0, view="front", drop=None, dots=(),
    confidence=0.9, noise=1.0, levelling=None, size=(WIDTH, HEIGHT), lean=0.0,
):  # fmt: skip
    """A person who stands and whose pelvis rises on the right.

    Parameters
    ----------
    drop
        Elevation of the pelvis's right side, a function of time [rad].
    scale
        Pixels for a metre.
    dots
        ``asis``, ``psis``.
    lean
        Lean of the trunk to the right [rad].
    """
    time = np.arange(round(seconds * rate)) / rate
    angle = np.zeros_like(time) if drop is None else np.asarray(drop(time))
    points = {}
    for part in (*HEIGHTS, *dots):
        for side in SIDES:
            across = SIGN[side] * ASIDE[part]
            up = np.full_like(time, HEIGHTS.get(part, 0.06))
            right = np.full_like(time, across)
            if part in ("hip", "asis", "psis"):
                right = across * np.cos(angle)
                up = up + across * np.sin(angle)
            if part == "shoulder":
                right = right + 0.5 * np.tan(lean)
            points[f"{part}_{side}"] = np.stack([right, up], axis=1)
    return filmed(
        points, time, scale=scale, view=view, confidence=confidence, noise=noise,
        levelling=levelling, size=size,
    )  # fmt: skip


def filmed(
    points, time, *, scale=550.0, view="front", confidence=0.9, noise=1.0,
    levelling=None, size=(WIDTH, HEIGHT),
):  # fmt: skip
    """Keypoints of points given by their place right of and above the middle [m]."""
    sign = -1.0 if view == "front" else 1.0
    names = list(points)
    paths = np.stack([points[name] for name in names], axis=1)
    pixels = np.stack(
        [size[0] / 2 + sign * scale * paths[..., 0],
         size[1] / 2 - scale * paths[..., 1]], axis=-1,
    )  # fmt: skip
    shape = pixels.shape[:2]
    known = Levelling(
        roll=0.0, pitch=0.0, roll_error=0.3 * DEGREE, pitch_error=0.5 * DEGREE,
        how="given",
    )  # fmt: skip
    return Keypoints(
        name="stick",
        points=KEYPOINT_POSITION.label(
            pixels, time=time, keypoint=names, image_axis=("u", "v")
        ),
        confidence=KEYPOINT_CONFIDENCE.label(
            np.full(shape, confidence), time=time, keypoint=names
        ),
        noise=KEYPOINT_NOISE.label(np.full(shape, noise), time=time, keypoint=names),
        width=size[0],
        height=size[1],
        source=Source(format="stick", sha256=""),
        estimator="stick",
        levelling=known if levelling is None else levelling,
    )


def moved(keypoints, change):
    """The same keypoints after a change of their pixels, shape (..., 2)."""
    pixels = change(values(keypoints.points))
    return replace(keypoints, points=keypoints.points.copy(data=pixels))


def rolled(keypoints, roll):
    """What a camera sees whose world appears turned clockwise by a roll [rad]."""
    middle = np.array([keypoints.width / 2, keypoints.height / 2])
    sine, cosine = np.sin(roll), np.cos(roll)
    turn = np.array([[cosine, -sine], [sine, cosine]])
    return moved(keypoints, lambda pixels: (pixels - middle) @ turn.T + middle)


def mirrored(keypoints):
    """What a mirrored film shows to a finder that knows left and right."""
    flip = np.array([-1.0, 1.0])
    shift = np.array([keypoints.width, 0.0])
    return moved(keypoints, lambda pixels: pixels * flip + shift)


def without(keypoints, *names):
    """The same keypoints with some points never seen."""

    def hide(pixels):
        hidden = pixels.copy()
        for name in names:
            hidden[:, keypoints.names.index(name)] = np.nan
        return hidden

    return moved(keypoints, hide)
