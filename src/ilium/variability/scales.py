"""Sample entropy over scales: of block means, with the tolerance of the first scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.arrays import FloatArray
from ilium.errors import UnknownNameError
from ilium.variability import guards
from ilium.variability.guards import Task
from ilium.variability.matching import by_stretch, chosen_tolerance, growth, seen
from ilium.variability.record import valued
from ilium.variability.series import one_series, whole_number
from ilium.variability.stretches import (
    IntArray,
    edges,
    looks,
    of_parts,
    of_spread,
)
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
    interval: bool = True,
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
    interval
        Whether to give an interval.
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
    look = partial(
        _Scale,
        m=m,
        within=within,
        refined=method == "refined",
        relative=tolerance is None,
    )
    looked = looks(edges(signal.size if interval else 0))
    found = [look(size=each).entropy(signal, looked) for each in kept]
    entropies = [each for each, _ in found]
    number = math.fsum(entropies)
    parts = np.sum([each for _, each in found], axis=0) * seen(looked, signal.size)
    how = f"{parts.size} stretches, all scales together"
    return valued(
        name,
        number,
        {
            "scales": asked,
            "m": m,
            "r": r,
            "method": method,
            "ddof": ddof,
            "tolerance": tolerance,
            "shortest": shortest,
            "interval": interval,
            "task": task,
        },
        n=signal.size,
        units="nats",
        interval=of_parts(name, number, parts, how),
        flags=flags,
        found={"tolerance_used": within, "scales_used": kept},
        curves={
            "scale": np.array(kept, dtype=np.float64),
            "entropy": np.array(entropies),
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """One scale: how it is looked at."""

    size: int
    m: int
    within: float
    refined: bool
    relative: bool

    def entropy(self, signal: FloatArray, looked: IntArray) -> tuple[float, FloatArray]:
        """Entropy of the scale, and to first order each stretch's part in it."""
        from ilium.maths.nonlinear.matches import (  # noqa: PLC0415 - load late
            count_pairs,
        )

        matches, longer = 0, 0
        at = np.empty((0, 0), dtype=np.int64)
        own = np.zeros((2, 0), dtype=np.int64)
        for offset in range(self.size if self.refined else 1):
            series = _means(signal[offset:], self.size)
            at = self.templates(looked, series.size - self.m)
            found = count_pairs(series, self.m, 1, self.within, at.ravel())
            matches, longer = matches + found[0], longer + found[1]
            own = np.array(found[2:]) + (own if own.size else 0)
        few = min(matches, longer)
        guards.check("multiscale_entropy", n=signal.size, matches=few)
        parts = by_stretch(list(own), at)
        if self.relative and at.size:
            series = _means(signal, self.size)
            slope = growth(series, self.m, 1, self.within, at)
            parts += slope * of_spread(signal)[looked].mean(axis=1)
        return -math.log(longer / matches) + 0.0, parts

    def templates(self, looked: IntArray, count: int) -> IntArray:
        """Templates that begin in what is looked at of each stretch."""
        length = looked.shape[1] // self.size
        if not length:
            return np.empty((0, 0), dtype=np.int64)
        begins = np.minimum(looked[:, 0] // self.size, count - length)
        return begins[:, None] + np.arange(length)


def _means(signal: FloatArray, scale: int) -> FloatArray:
    blocks = signal.size // scale
    total = signal[: blocks * scale : scale].copy()
    for k in range(1, scale):
        total += signal[k : blocks * scale : scale]
    return total / scale
