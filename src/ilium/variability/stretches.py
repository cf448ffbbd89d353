"""Interval of a value of one long signal, from what its stretches contribute.

A stretch is long beside the memory of the signal, so that stretches count as
independent of each other where samples do not.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.arrays import FloatArray
from ilium.maths.distributions import t_quantile
from ilium.variability.coverage import worded

IntArray = NDArray[np.int64]
Interval = tuple[float, float, str]
Way = Callable[[float], float]

STRETCHES: Final = (10, 20)
LENGTH: Final = 100
"""Samples from which on there are more stretches in place of longer ones [1]."""
SHORTEST: Final = 5
"""Samples in the shortest stretch that counts [1]."""
LONGEST_LOOK: Final = 200
"""Samples of a stretch that are looked at where all would take too long [1]."""
NO_INTERVAL: Final[Interval] = (math.nan, math.nan, "")


def edges(count: int, shortest: int = SHORTEST) -> IntArray:
    """Where 10 to 20 stretches of nearly equal length begin and end.

    Parameters
    ----------
    count
        Samples [1].
    shortest
        Samples in the shortest stretch that counts [1].

    Returns
    -------
    numpy.ndarray
        Shape (stretches + 1,) [1]; (0,) where they would be too short.
    """
    stretches = min(max(count // LENGTH, STRETCHES[0]), STRETCHES[1])
    if count // stretches < shortest:
        return np.empty(0, dtype=np.int64)
    return np.arange(stretches + 1) * count // stretches


def looks(at: IntArray) -> IntArray:
    """Samples of each stretch that are looked at.

    Parameters
    ----------
    at
        From `edges`.

    Returns
    -------
    numpy.ndarray
        Shape (stretch, some) [1], as many in each; (0, 0) without stretches.
    """
    if not at.size:
        return np.empty((0, 0), dtype=np.int64)
    length = min(int(np.diff(at).min()), LONGEST_LOOK)
    return at[:-1, None] + np.arange(length)


def means(each: FloatArray, at: IntArray) -> FloatArray:
    """Mean over each stretch.

    Parameters
    ----------
    each
        Shape (time,) [any].
    at
        From `edges` [1].

    Returns
    -------
    FloatArray
        Shape (stretch,) [as given].
    """
    return np.add.reduceat(each, at[:-1]) / np.diff(at)


def of_spread(signal: FloatArray) -> FloatArray:
    """What each sample contributes to the logarithm of the standard deviation.

    A tolerance that is a share of it scatters as it does.

    Parameters
    ----------
    signal
        Shape (time,) [any].

    Returns
    -------
    FloatArray
        Shape (time,) [1]; its mean is 0.
    """
    about = signal - signal.mean()
    return 0.5 * (about**2 / float(about @ about) * about.size - 1.0)


def of_parts(
    measure: str, number: float, parts: FloatArray, how: str, *, chance: float = 0.0
) -> Interval:
    """Interval of a number that is, to first order, the mean of its parts.

    Parameters
    ----------
    measure
        Name of the public function.
    number
        What it found [units].
    parts
        What each stretch contributes, shape (stretch,) [units]; only differences count.
    how
        What the stretches are, in words.
    chance
        Standard error that the parts do not show [units].

    Returns
    -------
    tuple
        Both ends [units], and how they were made; no interval where a part is NaN.
    """
    if parts.size < 2 or not (np.isfinite(parts).all() and math.isfinite(number)):
        return NO_INTERVAL
    error = math.hypot(float(parts.std(ddof=1)) / math.sqrt(parts.size), chance)
    half = t_quantile(0.975, parts.size - 1) * error
    return number - half, number + half, worded(measure, f"{how}, t quantile")


def of_left_out(
    measure: str,
    number: float,
    without: FloatArray,
    how: str,
    *,
    most: float = math.inf,
    chance: float = 0.0,
) -> Interval:
    """Interval by the jackknife that leaves out one stretch at a time.

    Centre and error are those of the pseudo-values, so that a bias in proportion to
    1/n is taken out.

    Parameters
    ----------
    measure
        Name of the public function.
    number
        What it found [units].
    without
        The same without each stretch, shape (stretch,) [units].
    how
        What the stretches are, in words.
    most
        Largest possible number [units].
    chance
        Standard error that the stretches do not show [units].

    Returns
    -------
    tuple
        Both ends [units], and how they were made; no interval where one is NaN.
    """
    count = without.size
    pseudo = count * number - (count - 1) * without
    low, high, words = of_parts(
        measure,
        float(pseudo.mean()),
        pseudo,
        f"jackknife over {how}",
        chance=chance,
    )
    return min(low, number), min(max(high, number), most), words
