"""Stretches of a curve in which a statistic exceeds its threshold."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ilium.core.quantity import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One stretch above the threshold, or below its negative.

    Parameters
    ----------
    start, end
        Where the statistic passes the threshold, by straight lines between points
        [points, from 0].
    peak
        Farthest value, with its sign [statistic].
    height
        Smallest magnitude within, ends included [statistic].
    p
        Chance of such a stretch anywhere on the curve where nothing differs [1].
    """

    start: float
    end: float
    peak: float
    height: float
    p: float = float("nan")

    @property
    def extent(self) -> float:
        """Length [points]."""
        return self.end - self.start


def stretches(
    values: FloatArray,
    threshold: float,
    both: bool,  # noqa: FBT001 - says whether the lower side counts too
    chance: Callable[[Stretch], float],
) -> tuple[Stretch, ...]:
    """Stretches beyond a threshold, in order.

    Parameters
    ----------
    values
        The statistic, shape (point,) [1]; NaN counts as below.
    threshold
        The threshold, positive [1].
    both
        Whether stretches below its negative count too.
    chance
        Chance of a stretch [1].

    Returns
    -------
    tuple of Stretch
        With their chances.
    """
    found = _above(values, threshold)
    if both:
        found += [replace(each, peak=-each.peak) for each in _above(-values, threshold)]
    found.sort(key=lambda each: each.start)
    return tuple(replace(each, p=chance(each)) for each in found)


def _above(values: FloatArray, threshold: float) -> list[Stretch]:
    known = np.where(np.isnan(values), -np.inf, values)
    over = np.concatenate(([False], known > threshold, [False]))
    edges = np.flatnonzero(over[1:] != over[:-1]).reshape(-1, 2)
    return [_stretch(known, threshold, int(first), int(last)) for first, last in edges]


def _stretch(values: FloatArray, threshold: float, first: int, last: int) -> Stretch:
    inside = values[first:last]
    start = _passage(values, threshold, first, first - 1)
    end = _passage(values, threshold, last - 1, last)
    passes = start < first or end > last - 1
    return Stretch(
        start=start,
        end=end,
        peak=float(inside.max()),
        height=threshold if passes else float(inside.min()),
    )


def _passage(values: FloatArray, threshold: float, inner: int, outer: int) -> float:
    """Where the line from an inner to an outer point crosses the threshold."""
    if not 0 <= outer < values.size or not np.isfinite(values[outer]):
        return float(inner)
    share = (values[inner] - threshold) / (values[inner] - values[outer])
    return inner + (outer - inner) * float(share)
