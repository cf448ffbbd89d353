"""From data to picture units: straight scales with round ticks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.findings.numbers import short

STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight map from [low, high] in data to [start, end] in the picture."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: FloatArray) -> FloatArray:
        """Picture coordinates of data values."""
        span = self.high - self.low
        return self.start + (value - self.low) * ((self.end - self.start) / span)

    def at(self, value: float) -> float:
        """Picture coordinate of one value, held inside the picture's range."""
        held = min(max(value, self.low), self.high)
        span = self.high - self.low
        return self.start + (held - self.low) * (self.end - self.start) / span


def round_step(span: float, count: int) -> float:
    """Round distance between about `count` ticks over `span`."""
    rough = span / max(count, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * 0.999)


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round values from `low` to `high`, both inside.

    >>> ticks(-3.0, 12.0, 4)
    [0.0, 5.0, 10.0]
    """
    step = round_step(high - low, count)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(index * step, 10) + 0.0 for index in range(first, last + 1)]


def extent(arrays: Iterable[FloatArray], least: float = 0.0) -> tuple[float, float]:
    """Range of all finite values with a margin, at least `least` wide.

    Parameters
    ----------
    arrays
        Values in any shape; NaN is ignored [any].
    least
        Smallest width of the range, in the data's unit.

    Returns
    -------
    tuple of float
        Low and high; (0, 1) where nothing is finite.
    """
    found = [each[np.isfinite(each)] for each in arrays]
    found = [each for each in found if each.size]
    if not found:
        return 0.0, 1.0
    low = min(float(each.min()) for each in found)
    high = max(float(each.max()) for each in found)
    width = max(high - low, least, 1e-9)
    middle = (low + high) / 2
    return middle - width * 0.55, middle + width * 0.55


def tick_label(value: float) -> str:
    """Shortest text of a tick, with a true minus sign.

    >>> tick_label(-10.0)
    '−10'
    """
    return short(value)
