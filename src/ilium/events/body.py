"""The body as the event finders see it: pelvis, feet and a few angles, smoothed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from ilium.conventions import FORWARDS, SIDES, UP, Side
from ilium.core.quantity import FloatArray
from ilium.events.settings import EventSettings
from ilium.kinematics.result import Kinematics
from ilium.maths.filters import low_pass
from ilium.maths.rotations import seen_from

NYQUIST_SHARE = 0.4
"""Largest cut-off, as a share of the sampling rate [1]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Body:
    """What the event finders look at; NaN where it was not seen.

    Parameters
    ----------
    time
        Times of the camera frames, shape (time,) [s].
    rate
        Frames a second [Hz].
    pelvis
        Middle of the pelvis, shape (time, axis) [m].
    facing
        Horizontal direction in which the pelvis faces, averaged over a second, shape
        (time, axis) [1].
    heel, forefoot
        Per side, shape (time, axis) [m]; sides that were not seen are absent.
    knee_flexion
        Per side, shape (time,) [rad].
    thigh
        Per side, direction from hip to knee in the pelvis frame (x forwards, y up),
        shape (time, axis) [1].
    rise
        Elevation of the pelvis's right side above its left, shape (time,) [rad].
    trunk
        Inclination of the pelvis's long axis from the vertical, shape (time,) [rad].
    """

    time: FloatArray
    rate: float
    pelvis: FloatArray
    facing: FloatArray
    heel: Mapping[str, FloatArray]
    forefoot: Mapping[str, FloatArray]
    knee_flexion: Mapping[str, FloatArray]
    thigh: Mapping[str, FloatArray]
    rise: FloatArray
    trunk: FloatArray

    @property
    def sides(self) -> tuple[Side, ...]:
        """Sides whose foot was seen."""
        return tuple(side for side in SIDES if side in self.heel)

    @property
    def seen(self) -> bool:
        """Whether the pelvis was seen at all."""
        return bool(np.isfinite(self.pelvis).any())

    def foot_height(self, side: Side) -> FloatArray:
        """Height of the lower end of a foot above its own standing, (time,) [m].

        Heel and forefoot each count from their own lowest level, so that a marker high
        on the heel does not lift the foot.
        """
        ends = (self.heel[side][:, UP], self.forefoot[side][:, UP])
        return np.fmin(*(end - _lowest(end) for end in ends))

    def middle(self, side: Side) -> FloatArray:
        """Middle of a foot between heel and forefoot, shape (time, axis) [m]."""
        return (self.heel[side] + self.forefoot[side]) / 2.0

    def speed(self, path: FloatArray) -> FloatArray:
        """Magnitude of a path's velocity, shape (time,) [m/s]."""
        return np.linalg.norm(self.rate_of(path), axis=-1)

    def rate_of(self, signal: FloatArray) -> FloatArray:
        """Change of a signal in a second, same shape [unit/s]."""
        if self.time.size < 2:
            return np.zeros_like(signal)
        return np.gradient(signal, 1.0 / self.rate, axis=0)


def body_of(kinematics: Kinematics, settings: EventSettings) -> Body:
    """Pick and smooth what the event finders look at.

    Parameters
    ----------
    kinematics
        Landmarks, joint centres and segments of the recording.
    settings
        Cut-offs.

    Returns
    -------
    Body
        Unfiltered where the recording is too short for the filter.
    """
    time = kinematics.time
    rate = (time.size - 1) / (time[-1] - time[0]) if time.size > 1 else 1.0
    slow = _smoother(settings.body_cutoff, rate)
    quick = _smoother(settings.foot_cutoff, rate)
    feet = {side: _foot(kinematics, side) for side in SIDES}
    feet = {side: foot for side, foot in feet.items() if np.isfinite(foot[0]).any()}
    pelvis = kinematics.segment("pelvis")
    centres = {
        side: [
            kinematics.joint(f"{joint}_{side}") for joint in ("hip", "knee", "ankle")
        ]
        for side in SIDES
    }
    return Body(
        time=time,
        rate=float(rate),
        pelvis=slow(_pelvis(kinematics)),
        facing=_facing(pelvis, rate, kinematics.progression),
        heel={side: quick(foot[0]) for side, foot in feet.items()},
        forefoot={side: quick(foot[1]) for side, foot in feet.items()},
        knee_flexion={side: slow(_bend(*each)) for side, each in centres.items()},
        thigh={
            side: slow(_within(pelvis, *each[:2])) for side, each in centres.items()
        },
        rise=slow(_rise(kinematics)),
        trunk=slow(np.arccos(np.clip(pelvis[:, UP, UP], -1.0, 1.0))),
    )


def _smoother(cutoff: float, rate: float) -> Callable[[FloatArray], FloatArray]:
    limit = min(cutoff, NYQUIST_SHARE * rate)

    def smooth(signal: FloatArray) -> FloatArray:
        return low_pass(signal, limit, rate) if signal.shape[0] > 1 else signal

    return smooth


def _foot(kinematics: Kinematics, side: Side) -> tuple[FloatArray, FloatArray]:
    """Heel and forefoot; one stands in for the other where only one was seen."""
    heel = _first_seen(kinematics, f"heel_{side}", f"ankle_{side}")
    ball = [kinematics.landmark(f"{n}_metatarsal_{side}") for n in ("first", "fifth")]
    both = (ball[0] + ball[1]) / 2.0
    options = (kinematics.landmark(f"toe_{side}"), both, ball[1], ball[0])
    fore = next((each for each in options if np.isfinite(each).any()), heel)
    return (heel if np.isfinite(heel).any() else fore), fore


def _first_seen(kinematics: Kinematics, *names: str) -> FloatArray:
    options = [kinematics.landmark(name) for name in names]
    return next((each for each in options if np.isfinite(each).any()), options[0])


def _pelvis(kinematics: Kinematics) -> FloatArray:
    """Middle of the pelvis from the landmarks that were seen longest."""
    asis, psis, hips = (
        (pair[0] + pair[1]) / 2.0
        for pair in (
            [kinematics.landmark(f"{name}_{side}") for side in SIDES]
            for name in ("asis", "psis", "hip_centre")
        )
    )
    sacrum = kinematics.landmark("sacrum")
    back = sacrum if np.isfinite(sacrum).sum() >= np.isfinite(psis).sum() else psis
    joints = (kinematics.joint("hip_left") + kinematics.joint("hip_right")) / 2.0
    options = ((asis + back) / 2.0, asis, joints, back, hips)
    counts = [int(np.isfinite(each[:, 0]).sum()) for each in options]
    best = max(counts)
    return next(
        each for each, n in zip(options, counts, strict=True) if n >= 0.98 * best
    )


def _facing(pelvis: FloatArray, rate: float, fallback: FloatArray) -> FloatArray:
    """Horizontal heading of the pelvis, moving mean over a second."""
    ahead = pelvis[:, :, FORWARDS].copy()
    if not ahead.size:
        return ahead
    ahead[:, UP] = 0.0
    seen = np.isfinite(ahead[:, FORWARDS])
    window = np.ones(2 * round(rate / 2.0) + 1)
    filled = np.where(seen[:, None], ahead, 0.0)
    mean: FloatArray = np.stack(
        [np.convolve(column, window, mode="full") for column in filled.T], axis=1
    )[window.size // 2 : window.size // 2 + ahead.shape[0]]
    length = np.hypot(mean[:, :1], mean[:, 2:])
    known = length > 0.0
    return np.where(known, mean / np.where(known, length, 1.0), fallback)


def _bend(hip: FloatArray, knee: FloatArray, ankle: FloatArray) -> FloatArray:
    """Angle between thigh and shank, 0 with a straight leg [rad]."""
    thigh, shank = knee - hip, ankle - knee
    cross = np.linalg.norm(np.cross(thigh, shank), axis=1)
    return np.arctan2(cross, (thigh * shank).sum(axis=1))


def _within(pelvis: FloatArray, hip: FloatArray, knee: FloatArray) -> FloatArray:
    thigh = knee - hip
    length = np.linalg.norm(thigh, axis=1, keepdims=True)
    return seen_from(pelvis, thigh / length)


def _rise(kinematics: Kinematics) -> FloatArray:
    for name in ("asis", "psis"):
        if kinematics.has(f"{name}_left", f"{name}_right"):
            ends = [kinematics.landmark(f"{name}_{side}") for side in SIDES]
            break
    else:
        ends = [kinematics.joint(f"hip_{side}") for side in SIDES]
    line = ends[1] - ends[0]
    return np.arctan2(line[:, UP], np.hypot(line[:, 0], line[:, 2]))


def _lowest(heights: FloatArray) -> float:
    seen = heights[np.isfinite(heights)]
    return float(np.percentile(seen, 2.0)) if seen.size else float("nan")
