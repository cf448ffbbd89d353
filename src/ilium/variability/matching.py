"""Sample entropy, of one signal and across two."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ilium.core.arrays import FloatArray
from ilium.errors import SignalError
from ilium.variability import guards
from ilium.variability.guards import Task
from ilium.variability.record import valued
from ilium.variability.series import one_series, positive, spread, whole_number
from ilium.variability.stretches import (
    NO_INTERVAL,
    Interval,
    edges,
    looks,
    means,
    of_parts,
    of_spread,
)
from ilium.variability.value import Value

IntArray = NDArray[np.int64]

WIDER = 1.2
"""Tolerance, as a multiple, by which its influence is judged [1]."""
ASKED = 5
"""One in so many templates is asked for that [1]."""


def sample_entropy(
    x: ArrayLike,
    m: int = 2,
    r: float = 0.2,
    *,
    delay: int = 1,
    ddof: int = 0,
    tolerance: float | None = None,
    interval: bool = True,
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
    interval
        Whether to give an interval.
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
    looked = looks(edges(signal.size - m * delay) if interval else edges(0))
    matches, longer, *own = count_pairs(signal, m, delay, within, looked.ravel())
    flags = guards.check(
        "sample_entropy", n=signal.size, matches=matches, longer_matches=longer
    )
    number = -math.log(longer / matches) + 0.0
    parts = by_stretch(own, looked)
    if tolerance is None and looked.size:
        scatter = of_spread(signal)[looked].mean(axis=1)
        parts += growth(signal, m, delay, within, looked) * scatter
    parts *= seen(looked, signal.size)
    return valued(
        "sample_entropy",
        number,
        {
            "m": m,
            "r": r,
            "delay": delay,
            "ddof": ddof,
            "tolerance": tolerance,
            "interval": interval,
            "task": task,
        },
        n=signal.size,
        units="nats",
        interval=of_parts("sample_entropy", number, parts, f"{parts.size} stretches"),
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
    interval: bool = True,
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
    interval
        Whether to give an interval.
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
    asked = count_alike(one, other, m, delay, r)
    shorter, longer = (int(each.sum()) for each in asked)
    flags = guards.check(name, n=one.size, matches=shorter, longer_matches=longer)
    number = -math.log(longer / shorter) + 0.0
    parts: Interval = NO_INTERVAL
    if interval:
        answered = count_alike(other, one, m, delay, r)
        parts = _cross_interval(number, asked, answered)
    return valued(
        name,
        number,
        {
            "m": m,
            "r": r,
            "delay": delay,
            "ddof": ddof,
            "interval": interval,
            "task": task,
        },
        n=one.size,
        units="nats",
        interval=parts,
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


def by_stretch(own: Sequence[IntArray], looked: IntArray) -> FloatArray:
    """What each stretch contributes to −ln(A/B), to first order.

    The count of pairs is a U-statistic: its variance is four times that of the mean
    match rate of the single templates.

    Parameters
    ----------
    own
        Matches of the templates looked at, over m and over m + 1 elements, shapes
        (stretch · some,) [1].
    looked
        From `looks`.

    Returns
    -------
    FloatArray
        Shape (stretch,) [nats]; NaN where nothing matches.
    """
    if not looked.size:
        return np.empty(0)
    shorter, longer = (each.reshape(looked.shape).mean(axis=1) for each in own)
    if not (shorter.any() and longer.any()):
        return np.full(len(looked), np.nan)
    return 2.0 * (shorter / shorter.mean() - longer / longer.mean())


def growth(
    signal: FloatArray,
    m: int,
    delay: int,
    within: float,
    looked: IntArray,
) -> float:
    """How sample entropy changes with the logarithm of the tolerance.

    Parameters
    ----------
    signal
        Shape (time,) [any].
    m, delay
        Length of a stretch, samples between its elements [1].
    within
        The tolerance [as the signal].
    looked
        Templates that are asked, one in five of them.

    Returns
    -------
    float
        Its derivative [nats]; NaN where nothing matches.
    """
    from ilium.maths.nonlinear.matches import (  # noqa: PLC0415 - kernels load late
        count_own,
    )

    some = looked[:, ::ASKED].ravel()
    sums = [
        each.sum()
        for wide in (1.0, WIDER)
        for each in count_own(signal, m, delay, wide * within, some)
    ]
    if not all(sums):
        return math.nan
    shorter, longer, wider, wider_longer = (math.log(each) for each in sums)
    return (wider - wider_longer - shorter + longer) / math.log(WIDER)


def seen(looked: IntArray, count: int) -> float:
    """Root of the share of all samples that are looked at.

    Parameters
    ----------
    looked
        From `looks`.
    count
        All samples [1].

    Returns
    -------
    float
        By which the parts of stretches of which only some was seen are multiplied.
    """
    return math.sqrt(looked.size / count)


def _cross_interval(
    number: float,
    asked: tuple[IntArray, IntArray],
    answered: tuple[IntArray, IntArray],
) -> Interval:
    """Each moment takes part with a template of either signal."""
    at = edges(asked[0].size)
    if not at.size:
        return NO_INTERVAL
    rate = sum(
        longer / longer.mean() - shorter / shorter.mean()
        for shorter, longer in (asked, answered)
    )
    parts = means(np.asarray(rate), at)
    return of_parts("cross_sample_entropy", number, parts, f"{parts.size} stretches")
