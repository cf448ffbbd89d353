"""Peaks and crossings of a sampled signal, between its samples."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.events.intervals import Mask


def peak_in(signal: FloatArray, first: float, last: float) -> float:
    """Index of the highest local maximum of a stretch, refined by a parabola.

    Parameters
    ----------
    signal
        Shape (time,); NaN is never a peak [any].
    first, last
        Index range, inclusive [samples].

    Returns
    -------
    float
        Fractional index; NaN where no local maximum lies within.
    """
    low, tops = _tops(signal, first, last)
    if not tops.any():
        return float("nan")
    here = signal[low : low + tops.size]
    return refined(signal, low + int(np.argmax(np.where(tops, here, -np.inf))))


def first_peak_above(
    signal: FloatArray, level: float, first: float, last: float
) -> float:
    """Index of the first local maximum of a stretch that reaches a level.

    Parameters
    ----------
    signal
        Shape (time,); NaN is never a peak [any].
    level
        Least height of the maximum, in the signal's unit.
    first, last
        Index range, inclusive [samples].

    Returns
    -------
    float
        Fractional index; NaN where no such maximum lies within.
    """
    low, tops = _tops(signal, first, last)
    high_enough = tops & (signal[low : low + tops.size] >= level)
    if not high_enough.any():
        return float("nan")
    return refined(signal, low + int(np.argmax(high_enough)))


def _tops(signal: FloatArray, first: float, last: float) -> tuple[int, Mask]:
    """First index of a stretch, and where in it the local maxima are."""
    low = max(1, int(np.ceil(first)))
    high = min(signal.size - 2, int(np.floor(last)))
    if high < low:
        return low, np.zeros(0, dtype=bool)
    here = signal[low : high + 1]
    with np.errstate(invalid="ignore"):
        return low, (here >= signal[low - 1 : high]) & (
            here > signal[low + 1 : high + 2]
        )


def peaks(signal: FloatArray, *, prominence: float, distance: int) -> list[int]:
    """Indices of maxima that rise above both neighbours by a prominence.

    Parameters
    ----------
    signal
        Shape (time,); NaN stretches are skipped [any].
    prominence
        Least rise above the lowest point on each side, up to where the signal is higher
        again, in the signal's unit; not asked for on the side of an end of the
        recording that is nearer than `distance`.
    distance
        Least distance between two peaks [samples].

    Returns
    -------
    list of int
        In order of time.
    """
    here = signal[1:-1]
    with np.errstate(invalid="ignore"):
        found = np.flatnonzero((here >= signal[:-2]) & (here > signal[2:])) + 1
    accepted: list[int] = []
    for index in found[np.argsort(-signal[found], kind="stable")].tolist():
        if all(abs(index - each) >= distance for each in accepted) and all(
            _rises(signal[index::way], prominence, distance) for way in (-1, 1)
        ):
            accepted.append(index)
    return sorted(accepted)


def _rises(side: FloatArray, prominence: float, distance: int) -> bool:
    """Whether a signal falls by a prominence before it is higher than it began."""
    with np.errstate(invalid="ignore"):
        higher = np.flatnonzero(side > side[0])
        lower = np.flatnonzero(side <= side[0] - prominence)
    if lower.size:
        return not higher.size or bool(lower[0] < higher[0])
    ends = np.flatnonzero(np.isfinite(side))[-1]
    return not higher.size and bool(ends < distance)


def refined(signal: FloatArray, index: int) -> float:
    """Index of the top of the parabola through a sample and its neighbours."""
    if not 0 < index < signal.size - 1:
        return float(index)
    before, here, after = signal[index - 1 : index + 2]
    bend = before - 2.0 * here + after
    if not np.isfinite(bend) or bend == 0.0:
        return float(index)
    return index + float(np.clip(0.5 * (before - after) / bend, -0.5, 0.5))


def rising_through(signal: FloatArray, level: float, first: int, last: int) -> float:
    """Fractional index of the last upward crossing of a level in [first, last].

    NaN where the signal does not cross it upwards.
    """
    first, last = max(first, 0), min(last, signal.size - 1)
    stretch = signal[first : last + 1]
    with np.errstate(invalid="ignore"):
        found = np.flatnonzero((stretch[:-1] < level) & (stretch[1:] >= level))
    if not found.size:
        return float("nan")
    at = int(found[-1])
    low, high = stretch[at], stretch[at + 1]
    return first + at + float((level - low) / (high - low))
