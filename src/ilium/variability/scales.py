"""Sample entropy over scales: of block means, with the tolerance of the first scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.quantity import FloatArray
from ilium.errors import UnknownNameError
from ilium.variability import guards
from ilium.variability.guards import Task
from ilium.variability.matching import chosen_tolerance
from ilium.variability.record import valued
from ilium.variability.series import one_series, whole_number
from ilium.variability.value import Value

SCALES = tuple(range(1, 11))
SHORTEST = 200


def multiscale_entropy(
    x: ArrayLike,
    scales: Sequence[int] = SCALES,
    m: int = 2,
    r: float = 0.2,
    *,
    method: Literal["refined", "plain"] = "refined",
    ddof: int = 0,
    tolerance: float | None = None,
    shortest: int = SHORTEST,
    task: Task = "continuous",
) -> Value:
    """Complexity index: the sum of the sample entropies of all scales.

    At each scale the means of successive blocks take the place of the samples. The
    refined composite form pools the matches of all possible first blocks.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    scales
        Samples in a block [1]; a scale that leaves fewer blocks than `shortest` is
        left out and flagged.
    m
        Length of a stretch [1].
    r
        Tolerance as a share of the standard deviation of the signal itself [1].
    method
        ``refined`` (composite, Wu 2014) or ``plain`` (Costa 2002).
    ddof
        The standard deviation divides by N − ddof.
    tolerance
        The tolerance itself, in place of r [as the signal].
    shortest
        Fewest blocks at a scale [1].
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        Complexity index [nats]; ``curves`` holds ``scale`` and ``entropy``.

    Raises
    ------
    InsufficientDataError
        Where no scale is left, or no pair matches at one.
    SignalError
        Where it has gaps or infinite samples.

    References
    ----------
    Costa M, Goldberger AL, Peng CK (2005). doi:10.1103/PhysRevE.71.021906;
    Wu SD, Wu CW, Lin SG, et al. (2014). Analysis of complex time series using refined
    composite multiscale entropy. Phys Lett A 378(20), 1369-1374.
    doi:10.1016/j.physleta.2014.03.034
    """
    name = "multiscale_entropy"
    signal = one_series(x, name, task=task)
    if method not in ("refined", "plain"):
        raise UnknownNameError.among("method", method, ("refined", "plain"))
    m, shortest = whole_number(m, "m"), whole_number(shortest, "shortest", least=m + 2)
    asked = [whole_number(each, "scale") for each in scales]
    kept = [each for each in asked if signal.size // each >= shortest]
    within = chosen_tolerance(signal, r, ddof, tolerance)
    uncut = len(kept) == len(asked)
    flags = guards.check(name, n=signal.size, scales=len(kept), uncut=uncut)
    entropies = [_entropy(signal, each, m, within, method) for each in kept]
    return valued(
        name,
        math.fsum(entropies),
        {
            "scales": asked,
            "m": m,
            "r": r,
            "method": method,
            "ddof": ddof,
            "tolerance": tolerance,
            "shortest": shortest,
            "task": task,
        },
        n=signal.size,
        units="nats",
        flags=flags,
        found={"tolerance_used": within, "scales_used": kept},
        curves={
            "scale": np.array(kept, dtype=np.float64),
            "entropy": np.array(entropies),
        },
    )


def _entropy(
    signal: FloatArray, scale: int, m: int, within: float, method: str
) -> float:
    from ilium.maths.nonlinear.matches import (  # noqa: PLC0415 - kernels load late
        count_pairs,
    )

    offsets = range(scale if method == "refined" else 1)
    counts = [count_pairs(_means(signal[k:], scale), m, 1, within)[:2] for k in offsets]
    matches, longer = (sum(each) for each in zip(*counts, strict=True))
    guards.check("multiscale_entropy", n=signal.size, matches=min(matches, longer))
    return -math.log(longer / matches) + 0.0


def _means(signal: FloatArray, scale: int) -> FloatArray:
    blocks = signal.size // scale
    total = signal[: blocks * scale : scale].copy()
    for k in range(1, scale):
        total += signal[k : blocks * scale : scale]
    return total / scale
