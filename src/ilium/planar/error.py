"""How far each signal may be off: noise of the points, their places, the camera."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES
from ilium.core.quantity import FloatArray
from ilium.planar.depth import cutoff_of
from ilium.planar.figure import Figure
from ilium.planar.levelled import LevelPicture
from ilium.planar.pelvis_line import PelvisLine, false_obliquity
from ilium.planar.scale import Scale
from ilium.planar.seen import Reading, base_of, readings_of
from ilium.planar.settings import PlanarSettings


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SignalError:
    """Standard errors of one signal.

    Parameters
    ----------
    noise
        Of each frame by itself, after smoothing, shape (time,) [rad].
    fixed
        Of the whole recording: places of points, roll, pitch and yaw [rad].
    change
        What of it is left in a change from quiet standing [rad].
    """

    noise: FloatArray
    fixed: float
    change: float

    @property
    def total(self) -> FloatArray:
        """Standard error of the signal's value in each frame, shape (time,) [rad]."""
        return np.hypot(self.noise, self.fixed)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sight:
    """Everything that the errors come from."""

    picture: LevelPicture
    figure: Figure
    scale: Scale
    line: PelvisLine | None
    view: str
    settings: PlanarSettings


def signal_errors(sight: Sight, signals: tuple[str, ...]) -> dict[str, SignalError]:
    """Standard errors of every signal that the view shows.

    Parameters
    ----------
    sight
        Picture, figure and settings.
    signals
        Their names, with sides.

    Returns
    -------
    dict
        Errors of the ends of a line turn it by their size over its length; errors of
        several lines and sources add as squares.
    """
    readings = readings_of(sight.view, sight.figure.source)
    found: dict[str, SignalError] = {}
    for signal in signals:
        base = base_of(signal)
        side = signal.removeprefix(f"{base}_") if signal != base else ""
        found[signal] = _error(sight, readings[base], side)
    return found


def _error(sight: Sight, reading: Reading, side: str) -> SignalError:
    count = sight.picture.time.size
    noise, places = np.zeros(count), 0.0
    for line in reading.lines:
        if line[0] == "pelvis":
            trembling, place = _pelvis(sight)
        else:
            trembling, place = _segment(sight, line, side)
        noise, places = np.hypot(noise, trembling), math.hypot(places, place)
    camera = _camera(sight, reading)
    roll = sight.picture.levelling.roll_error if reading.levelled else 0.0
    kept = sight.settings.kept * places
    return SignalError(
        noise=noise * _smoothing(sight),
        fixed=math.hypot(places, roll, camera),
        change=math.hypot(kept, camera),
    )


def _smoothing(sight: Sight) -> float:
    """Share of white noise that the low-pass filter leaves [1]."""
    rate = sight.picture.rate
    return math.sqrt(min(1.0, 2.1 * cutoff_of(rate, sight.settings) / rate))


def _camera(sight: Sight, reading: Reading) -> float:
    """False obliquity of a line of sight that is not level [rad]."""
    across = any(line[0] == "pelvis" for line in reading.lines)
    if sight.line is None or not across:
        return 0.0
    return false_obliquity(sight.picture, sight.line, sight.settings)


def _pelvis(sight: Sight) -> tuple[FloatArray, float]:
    settings = sight.settings
    if sight.line is None:
        error = settings.dot_error if sight.figure.source == "dots" else 0.0
        pair = _dots_of_a_side(sight)
        if pair is None:
            return _segment(sight, ("mid_hip", "mid_shoulder"), "")
        return _between(sight, pair, error)
    error = settings.dot_error if sight.line.dotted else settings.hip_error
    length = _middle(np.hypot(sight.line.run, sight.line.rise)) * sight.scale.metres
    return sight.line.noise, math.sqrt(2.0) * error / length


def _dots_of_a_side(sight: Sight) -> tuple[str, str] | None:
    for side in SIDES:
        pair = f"psis_{side}", f"asis_{side}"
        if all(each in sight.figure.points for each in pair):
            return pair
    return None


def _segment(
    sight: Sight, line: tuple[str, str], side: str
) -> tuple[FloatArray, float]:
    if line[0].startswith("mid_"):
        parts = [each.removeprefix("mid_") for each in line]
        return _trunk(sight, parts[0], parts[1])
    pair = f"{line[0]}_{side}", f"{line[1]}_{side}"
    return _between(sight, pair, sight.settings.joint_error)


def _between(
    sight: Sight, pair: tuple[str, str], error: float
) -> tuple[FloatArray, float]:
    """Errors of the angle of the line between two points [rad]."""
    if any(each not in sight.figure.points for each in pair):
        return np.full(sight.picture.time.size, np.nan), math.nan
    length = _length(sight.figure.points[pair[1]] - sight.figure.points[pair[0]])
    noise = np.hypot(*(sight.picture.error(each) for each in pair))
    return noise * sight.scale.metres / length, math.sqrt(2.0) * error / length


def _trunk(sight: Sight, low: str, high: str) -> tuple[FloatArray, float]:
    """Errors of the line between the middles of two pairs of points [rad]."""
    names = [f"{part}_{side}" for part in (low, high) for side in SIDES]
    if any(each not in sight.figure.points for each in names):
        return np.full(sight.picture.time.size, np.nan), math.nan
    points = [sight.figure.points[each] for each in names]
    length = _length((points[2] + points[3] - points[0] - points[1]) / 2.0)
    squares = [sight.picture.error(each) ** 2 for each in names]
    noise = np.sqrt(np.sum(squares, axis=0)) / 2.0
    return noise * sight.scale.metres / length, sight.settings.joint_error / length


def _length(line: FloatArray) -> float:
    """Median length of a line [m]."""
    return _middle(np.linalg.norm(line, axis=1))


def _middle(lengths: FloatArray) -> float:
    seen = lengths[np.isfinite(lengths)]
    return float(np.median(seen)) if seen.size else math.nan
