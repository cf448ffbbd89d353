"""The One-Euro filter: smooth while still, prompt while moving."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class OneEuro:
    """Settings of a filter.

    Parameters
    ----------
    cutoff
        Cut-off at rest [Hz].
    eagerness
        Rise of the cut-off with the speed in body sizes a second [1].
    speed_cutoff
        Cut-off of that speed [Hz].
    """

    cutoff: float
    eagerness: float
    speed_cutoff: float = 1.0


LANDMARKS_FILTER: Final = OneEuro(cutoff=0.05, eagerness=80.0)
WORLD_FILTER: Final = OneEuro(cutoff=0.1, eagerness=40.0)
REGION_FILTER: Final = OneEuro(cutoff=0.01, eagerness=10.0)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Smoothed:
    """What a filter remembers; `value` is its output.

    Parameters
    ----------
    time
        Of the last step [s].
    raw, value, speed
        Last input, last output [their unit] and smoothed speed [scales/s].
    """

    time: float
    raw: FloatArray
    value: FloatArray
    speed: FloatArray


def smooth(
    settings: OneEuro,
    before: Smoothed | None,
    raw: FloatArray,
    *,
    time: float,
    scale: float,
) -> Smoothed:
    """Take one step of the filter.

    Parameters
    ----------
    settings
        Of the filter.
    before
        Result of the last step; ``None`` at the start.
    raw
        New values, in the unit of `scale`.
    time
        Of the new values [s]; later than the last step's.
    scale
        Size of the body in the unit of `raw`, by which speeds are told [unit].

    Returns
    -------
    Smoothed
        The new state.

    References
    ----------
    Casiez G, Roussel N, Vogel D (2012). 1 € filter: a simple speed-based low-pass
    filter for noisy input in interactive systems. CHI '12, 2527-2530.
    doi:10.1145/2207676.2208639
    """
    if before is None:
        return Smoothed(time=time, raw=raw, value=raw, speed=np.zeros_like(raw))
    step = time - before.time
    speed = before.speed + _share(settings.speed_cutoff, step) * (
        (raw - before.raw) / (scale * step) - before.speed
    )
    cutoff = settings.cutoff + settings.eagerness * np.abs(speed)
    value = before.value + _share(cutoff, step) * (raw - before.value)
    return Smoothed(time=time, raw=raw, value=value, speed=speed)


def _share(cutoff: float | FloatArray, step: float) -> FloatArray:
    turned = 2.0 * math.pi * np.asarray(cutoff, dtype=np.float64) * step
    return turned / (turned + 1.0)
