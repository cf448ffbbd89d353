"""Sample entropy, of one signal and across two."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import stdtrit

from ilium.core.quantity import FloatArray
from ilium.errors import SignalError
from ilium.variability import guards
from ilium.variability.coverage import worded
from ilium.variability.guards import Task
from ilium.variability.record import valued
from ilium.variability.series import one_series, positive, spread, whole_number
from ilium.variability.value import Value

IntArray = NDArray[np.int64]

BLOCKS, LONGEST_BLOCK, SHORTEST_BLOCK = 20, 200, 5


def sample_entropy(
    x: ArrayLike,
    m: int = 2,
    r: float = 0.2,
    *,
    delay: int = 1,
    ddof: int = 0,
    tolerance: float | None = None,
    task: Task = "continuous",
) -> Value:
    r"""How often stretches that look alike go on alike: −ln(A/B).

    B counts the pairs of different stretches of m samples that differ nowhere by more
    than the tolerance, A those that still agree one sample later; both among the same
    N − m·delay stretches.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    m
        Length of a stretch [1].
    r
        Tolerance as a share of the standard deviation [1].
    delay
        Samples between the elements of a stretch [1].
    ddof
        The standard deviation divides by N − ddof.
    tolerance
        The tolerance itself, in place of r [as the signal].
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        Sample entropy [nats]; 0 for a signal that repeats itself exactly.

    Raises
    ------
    InsufficientDataError
        Where no pair matches, or the signal is too short, constant or repetitions.
    SignalError
        Where it has gaps or infinite samples.

    References
    ----------
    Richman JS, Moorman JR (2000). Physiological time-series analysis using approximate
    entropy and sample entropy. Am J Physiol 278(6), H2039-H2049.
    doi:10.1152/ajpheart.2000.278.6.H2039
    """
    from ilium.maths.nonlinear.matches import (  # noqa: PLC0415 - kernels load late
        count_pairs,
    )

    signal = one_series(x, "sample_entropy", task=task)
    m, delay = whole_number(m, "m"), whole_number(delay, "delay")
    within = chosen_tolerance(signal, r, ddof, tolerance)
    enough_for(signal.size, m, delay)
    at = _blocks(signal.size - m * delay)
    matches, longer, *own = count_pairs(signal, m, delay, within, at)
    flags = guards.check(
        "sample_entropy", n=signal.size, matches=matches, longer_matches=longer
    )
    number = -math.log(longer / matches)
    return valued(
        "sample_entropy",
        number + 0.0,
        {
            "m": m,
            "r": r,
            "delay": delay,
            "ddof": ddof,
            "tolerance": tolerance,
            "task": task,
        },
        n=signal.size,
        units="nats",
        interval=_interval(number, own, signal.size - m * delay),
        flags=flags,
        found={"tolerance_used": within, "A": longer, "B": matches},
    )


def cross_sample_entropy(
    x: ArrayLike,
    y: ArrayLike,
    m: int = 2,
    r: float = 0.2,
    *,
    delay: int = 1,
    ddof: int = 0,
    task: Task = "continuous",
) -> Value:
    """How often stretches of one signal that look like another's go on alike.

    Both signals are first centred and divided by their standard deviations.

    Parameters
    ----------
    x, y
        Two signals recorded together, shape (time,) [any].
    m
        Length of a stretch [1].
    r
        Tolerance in standard deviations [1].
    delay
        Samples between the elements of a stretch [1].
    ddof
        The standard deviation divides by N − ddof.
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        Cross-sample entropy [nats]; the same with both signals exchanged.

    Raises
    ------
    InsufficientDataError
        Where no pair matches, or a signal is too short or constant.
    SignalError
        Where one has gaps, or their lengths differ.

    References
    ----------
    Richman JS, Moorman JR (2000). doi:10.1152/ajpheart.2000.278.6.H2039
    """
    from ilium.maths.nonlinear.matches import (  # noqa: PLC0415 - kernels load late
        count_alike,
    )

    name = "cross_sample_entropy"
    one, other = one_series(x, name, task=task), one_series(y, name, task=task)
    if one.size != other.size:
        raise SignalError(
            f"The signals have {one.size} and {other.size} samples.",
            "Give two signals that were recorded together, sample by sample.",
        )
    m, delay = whole_number(m, "m"), whole_number(delay, "delay")
    positive(r, "r")
    enough_for(one.size, m, delay)
    one = (one - one.mean()) / spread(one, ddof)
    other = (other - other.mean()) / spread(other, ddof)
    shorter, longer = (int(each.sum()) for each in count_alike(one, other, m, delay, r))
    flags = guards.check(name, n=one.size, matches=shorter, longer_matches=longer)
    return valued(
        name,
        -math.log(longer / shorter) + 0.0,
        {"m": m, "r": r, "delay": delay, "ddof": ddof, "task": task},
        n=one.size,
        units="nats",
        flags=flags,
        found={"A": longer, "B": shorter},
    )


def chosen_tolerance(
    signal: FloatArray, r: float, ddof: int, tolerance: float | None
) -> float:
    """The tolerance in effect.

    Parameters
    ----------
    signal
        Shape (time,) [any].
    r
        Share of its standard deviation [1].
    ddof
        The standard deviation divides by N − ddof.
    tolerance
        The tolerance itself, or None [as the signal].

    Returns
    -------
    float
        Largest difference that still counts as alike [as the signal].
    """
    if tolerance is not None:
        return positive(tolerance, "tolerance")
    return positive(r, "r") * spread(signal, ddof)


def enough_for(size: int, m: int, delay: int) -> None:
    """Refuse a signal that holds hardly a pair of stretches.

    Parameters
    ----------
    size
        Samples of the signal [1].
    m
        Length of a stretch [1].
    delay
        Samples between its elements [1].
    """
    guards.check("sample_entropy", n=size, matches=max(0, size - m * delay - 1))


def _blocks(count: int) -> IntArray:
    """First samples of the stretches in blocks that lie evenly over the signal."""
    length = min(count // BLOCKS, LONGEST_BLOCK)
    if length < SHORTEST_BLOCK:
        return np.empty(0, dtype=np.int64)
    begins = (np.arange(BLOCKS) * (count - length)) // (BLOCKS - 1)
    return (begins[:, None] + np.arange(length)).ravel()


def _interval(
    number: float, own: Sequence[IntArray], count: int
) -> tuple[float, float, str]:
    """Interval from blocks of consecutive stretches.

    The count of pairs is a U-statistic: its variance is four times that of the mean
    match rate of the single stretches, of which blocks of consecutive ones give an
    estimate that allows for their dependence.
    """
    shorter, longer = own
    if not (shorter.any() and longer.any()):
        return math.nan, math.nan, ""
    rate = longer / longer.mean() - shorter / shorter.mean()
    length = rate.size // BLOCKS
    means = 2.0 * rate.reshape(BLOCKS, length).mean(axis=1)
    error = math.sqrt(float(means.var(ddof=1)) * length / count)
    half = float(stdtrit(BLOCKS - 1, 0.975)) * error
    how = f"{BLOCKS} blocks of {length} stretches, t quantile"
    return number - half, number + half, worded("sample_entropy", how)
