"""How much later one camera's clock runs than another's: by movement or by a clap."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from ilium.capture.child import Lost, Refusal
from ilium.core.keypoints import Keypoints
from ilium.core.quantity import FloatArray, values
from ilium.errors import FileFormatError, InsufficientDataError
from ilium.vision.isolation import ask_reader
from ilium.vision.projection import camera_position, placed, sight

GRID: Final = 0.002
"""Step of the common clock on which movements are compared [s]."""
SMOOTH: Final = 0.05
"""Standard deviation of the Gaussian that takes out a pose model's jitter [s]."""
LIKENESS: Final = 0.5
"""Least correlation of two cameras' movements at the best offset [1]."""
BIAS: Final = 0.03
"""Standard error of the correlation's peak by perspective [s]."""
AROUND: Final = 0.2
"""How far from the correlation's peak the lines of sight are compared [s]."""
APART: Final = 0.1
"""Distance between lines of sight beyond which they are simply apart [m]."""
LEAST_OVERLAP: Final = 1.0
"""Shortest common stretch [s]."""
SOUND: Final = 0.004
"""Standard error of a clap's time: a metre and a half of air [s]."""
WINDOW: Final = 0.002
"""Stretch over which the sound's energy is taken [s]."""
HEARING: Final = 60.0
"""Time to decode the sound of a clip [s]."""
LOUDER: Final = 8.0
"""Times by which a clap is louder than the half second before it [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """What to add to a clip's times for another's.

    Parameters
    ----------
    seconds
        The offset [s].
    error
        Its standard error [s].
    likeness
        Correlation of the movements there [1]; NaN for a clap.
    how
        ``motion``, ``clap`` or ``given``.
    """

    seconds: float
    error: float
    likeness: float = math.nan
    how: str = "given"


def motion_offset(one: Keypoints, other: Keypoints, *, largest: float = 5.0) -> Offset:
    """Offset of a clip by the likeness of vertical movements in both pictures.

    Up and down is what cameras around a person see alike. The correlation of the
    speeds is summed over the keypoints and its peak found between the samples. It is
    biased by some hundredths of a second where a person moves towards a camera; where
    both cameras are placed, the offset at which their lines of sight come nearest to
    each other takes its place. The error is the jackknife's over the keypoints and a
    third of a frame; without placed cameras, that bias too.

    Parameters
    ----------
    one, other
        Keypoints of two cameras on their own clocks.
    largest
        Largest offset that is tried [s].

    Returns
    -------
    Offset
        Seconds to add to the other's times.

    Raises
    ------
    InsufficientDataError
        Where the person moves too little, or the movements are not alike.
    """
    names = [name for name in one.names if name in other.names]
    start = min(one.time[0], other.time[0])
    end = max(one.time[-1], other.time[-1])
    clock = np.arange(start, end + GRID, GRID)
    first = np.stack([_speed(one, name, clock) for name in names])
    second = np.stack([_speed(other, name, clock) for name in names])
    reach = round(largest / GRID)
    shifts = np.arange(-reach, reach + 1, dtype=np.float64)
    products, powers = _correlations(first, second, reach)
    whole = _likeness(products.sum(axis=0), powers.sum(axis=1))
    peak = int(np.nanargmax(whole)) if np.isfinite(whole).any() else -1
    if peak < 0 or whole[peak] < LIKENESS:
        problem = (
            "The movements of two clips are not alike enough to find their offset."
        )
        remedy = "Clap once in view of all cameras, or give the offsets in seconds."
        raise InsufficientDataError(problem, remedy)
    parts = [
        _peak(
            _likeness(
                np.delete(products, k, axis=0).sum(axis=0),
                np.delete(powers, k, axis=1).sum(axis=1),
            ),
            shifts,
            peak,
        )
        for k in range(len(names))
    ]
    spread = math.sqrt((len(names) - 1) * float(np.var(parts)))
    found, doubt = _peak(whole, shifts, peak), BIAS
    if all(each.camera is not None and each.camera.placed for each in (one, other)):
        found, spread = nearest_sights(one, other, found)
        doubt = 0.3 * max(float(np.median(np.diff(each.time))) for each in (one, other))
    return Offset(
        seconds=found,
        error=math.hypot(spread, doubt),
        likeness=float(whole[peak]),
        how="motion",
    )


def nearest_sights(
    one: Keypoints, other: Keypoints, start: float
) -> tuple[float, float]:
    """Offset at which the lines of sight of two placed cameras come nearest.

    Parameters
    ----------
    one, other
        Keypoints of placed cameras on their own clocks.
    start
        Offset to search around [s].

    Returns
    -------
    tuple
        The offset and its standard error, by the jackknife over keypoints [s].
    """
    names = [name for name in one.names if name in other.names]
    reach = round(AROUND / GRID)
    shifts = round(start / GRID) + np.arange(-reach, reach + 1, dtype=np.float64)
    origin, lines = _lines(one, names, one.time)
    costs = np.empty((len(names), shifts.size))
    for column, shift in enumerate(shifts):
        place, others = _lines(other, names, one.time - shift * GRID)
        costs[:, column] = _apart(lines, others, place - origin)
    total = np.nansum(costs, axis=0)
    whole = _peak(-total, shifts, int(np.argmin(total)))
    parts = []
    for row in np.nan_to_num(costs):
        rest = row - total
        parts.append(_peak(rest, shifts, int(np.argmax(rest))))
    spread = math.sqrt((len(names) - 1) * float(np.var(parts)))
    return whole, spread


def _lines(
    view: Keypoints, names: list[str], time: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Camera's place [m] and directions of keypoints at times, (point, time, 3)."""
    assert view.camera is not None
    rotation, _ = placed(view.camera)
    found = np.ones((len(names), time.size, 3))
    for row, name in enumerate(names):
        seen = sight(view.point(name), view.camera)
        for axis in range(2):
            found[row, :, axis] = np.interp(
                time, view.time, seen[:, axis], left=np.nan, right=np.nan
            )
    return camera_position(view.camera), found @ rotation


def _apart(one: FloatArray, two: FloatArray, base: FloatArray) -> FloatArray:
    """Mean squared distance of lines of sight, each at most `APART`, (point,) [m2]."""
    normal = np.cross(one, two)
    length = np.sqrt((normal**2).sum(axis=2))
    far = np.abs(normal @ base) / np.where(length > 1e-9, length, np.nan)
    known = np.isfinite(far)
    cost = np.where(known, np.minimum(np.nan_to_num(far), APART) ** 2, 0.0).sum(axis=1)
    count = known.sum(axis=1)
    return np.where(count > 0, cost / np.maximum(count, 1), np.nan)


def clap_offset(one: Path, other: Path) -> Offset:
    """Offset of a clip by a clap that both have heard.

    Parameters
    ----------
    one, other
        The clips.

    Returns
    -------
    Offset
        Seconds to add to the other's times.

    Raises
    ------
    FileFormatError
        Where a clip has no sound.
    InsufficientDataError
        Where no clap stands out.
    """
    times = [clap_time(*clip_sound(path), name=path.name) for path in (one, other)]
    error = math.hypot(SOUND, math.sqrt(2.0) * WINDOW / 2.0)
    return Offset(seconds=times[0] - times[1], error=error, how="clap")


def clip_sound(path: Path) -> tuple[FloatArray, float, float]:
    """Sound of a clip.

    Parameters
    ----------
    path
        The clip.

    Returns
    -------
    tuple
        Samples, shape (sample,) [1]; rate [Hz]; time of the first sample on the
        picture's clock, whose first frame is 0 [s].

    Raises
    ------
    FileFormatError
        Where it has none.
    """
    try:
        answer = ask_reader({"job": "sound", "path": str(path.resolve())}, HEARING)
    except (Lost, Refusal) as error:
        problem = f"The sound of {path.name!r} cannot be read."
        raise FileFormatError(problem, "Give the offsets in seconds.") from error
    samples = answer.arrays["samples"]
    rate, begin = (float(answer.facts[each]) for each in ("rate", "begin"))
    if not samples.size or not np.isfinite([rate, begin]).all() or rate <= 0.0:
        problem = f"The clip {path.name!r} has no sound."
        raise FileFormatError(problem, "Give the offsets in seconds.")
    return samples, rate, begin


def clap_time(
    samples: FloatArray, rate: float, begin: float, *, name: str = "the clip"
) -> float:
    """Time at which a clap begins.

    Parameters
    ----------
    samples
        Sound, shape (sample,) [1].
    rate
        Samples a second [Hz].
    begin
        Time of the first one [s].
    name
        What it belongs to, for the error.

    Returns
    -------
    float
        Where the loudest sudden sound sets in [s].

    Raises
    ------
    InsufficientDataError
        Where no sound is `LOUDER` than what came before.
    """
    width = max(round(WINDOW * rate), 1)
    count = samples.size // width
    level = np.sqrt((samples[: count * width].reshape(count, width) ** 2).mean(axis=1))
    back = round(0.5 / WINDOW)
    quiet = np.array(
        [np.median(level[max(k - back, 0) : max(k - 1, 1)]) for k in range(count)]
    )
    floor = 1e-4 * float(level.max(initial=0.0)) + 1e-9
    sudden = np.where(level > LOUDER * (quiet + floor), level, 0.0)
    if not count or sudden.max() == 0.0:
        problem = f"No clap stands out in the sound of {name}."
        raise InsufficientDataError(problem, "Give the offsets in seconds.")
    loudest = int(sudden.argmax())
    first = loudest
    while first > 0 and level[first - 1] > 0.1 * level[loudest]:
        first -= 1
    onset = first * width
    part = np.abs(samples[onset : onset + width])
    within = int(
        np.argmax(part > 0.1 * np.abs(samples[loudest * width :][:width]).max())
    )
    return begin + (onset + within) / rate


def _speed(view: Keypoints, name: str, clock: FloatArray) -> FloatArray:
    """Vertical speed of a keypoint on another clock, 0 where it is not seen."""
    height = view.point(name)[:, 1]
    trust = values(view.confidence)[:, view.names.index(name)]
    known = np.isfinite(height) & (trust > 0.3)
    if known.sum() < 5:
        return np.zeros(clock.size)
    time, path = view.time[known], height[known]
    speed = np.gradient(_smoothed(time, path), time)
    limit = 5.0 * 1.4826 * float(np.median(np.abs(speed - np.median(speed)))) + 1e-9
    speed = np.clip(speed, -limit, limit)
    gap = np.interp(clock, view.time, known.astype(np.float64)) < 0.99
    found = np.interp(clock, time, speed, left=0.0, right=0.0)
    found[gap | (clock < time[0]) | (clock > time[-1])] = 0.0
    size = float(np.sqrt((found**2).mean()))
    return found / size if size > 0.0 else found


def _smoothed(time: FloatArray, path: FloatArray) -> FloatArray:
    """Path without the jitter of single frames: a Gaussian mean."""
    reach = min(time.size, 1 + round(4.0 * SMOOTH / float(np.median(np.diff(time)))))
    found = np.empty(time.size)
    for k in range(time.size):
        part = slice(max(k - reach, 0), k + reach + 1)
        weight = np.exp(-0.5 * ((time[part] - time[k]) / SMOOTH) ** 2)
        found[k] = float(weight @ path[part]) / float(weight.sum())
    return found


def _correlations(
    first: FloatArray, second: FloatArray, reach: int
) -> tuple[FloatArray, FloatArray]:
    """Products of each keypoint's speeds and powers of both, at every shift."""
    size = 1 << (first.shape[1] + 2 * reach + 1).bit_length()

    def lagged(one: FloatArray, two: FloatArray) -> FloatArray:
        whole = np.fft.irfft(
            np.fft.rfft(one, size) * np.conj(np.fft.rfft(two, size)), size
        )
        return np.concatenate((whole[:, -reach:], whole[:, : reach + 1]), axis=1)

    products = lagged(first, second)
    seen, also = (first != 0.0).astype(float), (second != 0.0).astype(float)
    powers = np.stack((lagged(first**2, also), lagged(seen, second**2)))
    apart = lagged(seen, also) * GRID < LEAST_OVERLAP
    powers[:, apart] = 0.0
    return np.where(apart, 0.0, products), powers


def _likeness(product: FloatArray, power: FloatArray) -> FloatArray:
    both = np.maximum(power[0] * power[1], 0.0)
    return np.where(
        both > 1e-6, product / np.sqrt(np.where(both > 1e-6, both, 1.0)), np.nan
    )


def _peak(curve: FloatArray, shifts: FloatArray, near: int) -> float:
    """Place of the maximum near a sample, by a parabola through 25 ms [s]."""
    reach = round(0.0125 / GRID)
    low, high = max(near - reach, 0), min(near + reach + 1, curve.size)
    top = low + int(np.nanargmax(curve[low:high]))
    low, high = max(top - reach, 0), min(top + reach + 1, curve.size)
    x, y = shifts[low:high] * GRID, curve[low:high]
    known = np.isfinite(y)
    if known.sum() < 3:
        return float(shifts[top]) * GRID
    middle = float(shifts[top]) * GRID
    square, slope, _ = np.polyfit(x[known] - middle, y[known], 2)
    if square >= 0.0:
        return middle
    return middle + float(np.clip(-slope / (2.0 * square), -0.0125, 0.0125))
