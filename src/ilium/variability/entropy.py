"""Approximate, fuzzy and permutation entropy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ilium.core.arrays import FloatArray
from ilium.variability import guards
from ilium.variability.guards import Task
from ilium.variability.matching import ASKED, WIDER, chosen_tolerance, enough_for
from ilium.variability.record import valued
from ilium.variability.series import one_series, positive, whole_number
from ilium.variability.stretches import (
    NO_INTERVAL,
    edges,
    looks,
    means,
    of_left_out,
    of_parts,
    of_spread,
)
from ilium.variability.value import Value

IntArray = NDArray[np.int64]

LONGEST_PATTERN = 10
_Likeness = tuple[float, FloatArray, float]


def approximate_entropy(
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
    r"""How irregular a signal is, each stretch counted as a match of itself.

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
        Whether to give an interval; it takes as long again as the value.
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        Approximate entropy [nats].

    Raises
    ------
    InsufficientDataError
        Where the signal is too short, constant or repetitions.
    SignalError
        Where it has gaps or infinite samples.

    References
    ----------
    Pincus SM (1991). Approximate entropy as a measure of system complexity. Proc Natl
    Acad Sci 88(6), 2297-2301. doi:10.1073/pnas.88.6.2297
    """
    from ilium.maths.nonlinear.matches import (  # noqa: PLC0415 - kernels load late
        count_alike,
    )

    name = "approximate_entropy"
    signal = one_series(x, name, task=task)
    m, delay = whole_number(m, "m"), whole_number(delay, "delay")
    within = chosen_tolerance(signal, r, ddof, tolerance)
    flags = guards.check(name, n=signal.size)
    enough_for(signal.size, m, delay)
    padded = np.append(signal, np.full(delay, np.inf))
    shorter, _ = count_alike(padded, padded, m, delay, within)
    _, longer = count_alike(signal, signal, m, delay, within)
    number = _mean_log(shorter) - _mean_log(longer)
    at = edges(longer.size if interval else 0)
    parts = np.empty(0)
    if at.size:
        one, other = _Templates(padded, shorter, 0), _Templates(signal, longer, 1)
        look = m, delay, within
        parts = one.parts(at, *look) - other.parts(at, *look)
        if tolerance is None:
            some = looks(at)[:, ::ASKED].ravel()
            slope = one.growth(*look, some) - other.growth(*look, some)
            parts += slope * means(of_spread(signal)[: at[-1]], at)
    return valued(
        name,
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
        interval=of_parts(name, number, parts, f"{parts.size} stretches"),
        flags=flags,
        found={"tolerance_used": within},
    )


def fuzzy_entropy(
    x: ArrayLike,
    m: int = 2,
    r: float = 0.2,
    *,
    exponent: float = 2.0,
    delay: int = 1,
    ddof: int = 0,
    tolerance: float | None = None,
    task: Task = "continuous",
) -> Value:
    r"""How irregular a signal is, with likeness exp(−(d/r)ⁿ) in place of yes or no.

    Each stretch's own mean is taken off first; (d/r)ⁿ does not depend on the unit,
    which dⁿ/r does.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    m
        Length of a stretch [1].
    r
        Tolerance as a share of the standard deviation [1].
    exponent
        n [1].
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
        Fuzzy entropy [nats].

    Raises
    ------
    InsufficientDataError
        Where the signal is too short, constant or repetitions.
    SignalError
        Where it has gaps or infinite samples.

    References
    ----------
    Chen W, Wang Z, Xie H, Yu W (2007). Characterization of surface EMG signal based on
    fuzzy entropy. IEEE Trans Neural Syst Rehabil Eng 15(2), 266-272.
    doi:10.1109/TNSRE.2007.897025
    """
    from ilium.maths.nonlinear.similarity import (  # noqa: PLC0415 - kernels load late
        mean_similarity,
    )

    name = "fuzzy_entropy"
    signal = one_series(x, name, task=task)
    m, delay = whole_number(m, "m", least=2), whole_number(delay, "delay")
    exponent = positive(exponent, "exponent")
    within = chosen_tolerance(signal, r, ddof, tolerance)
    guards.check(name, n=signal.size)
    enough_for(signal.size, m, delay)
    count = signal.size - m * delay
    likeness = [
        mean_similarity(signal, each, delay, count, within, exponent)
        for each in (m, m + 1)
    ]
    shorter, longer = (each[0] for each in likeness)
    flags = guards.check(name, n=signal.size, similarity=min(shorter, longer))
    arguments = {
        "m": m,
        "r": r,
        "delay": delay,
        "ddof": ddof,
        "tolerance": tolerance,
        "task": task,
    }
    number = math.log(shorter / longer) + 0.0
    parts = _fuzzy_parts(signal, likeness, fixed=tolerance is not None)
    return valued(
        name,
        number,
        {**arguments, "exponent": exponent},
        n=signal.size,
        units="nats",
        interval=of_parts(name, number, parts, f"{parts.size} stretches"),
        flags=flags,
        found={"tolerance_used": within},
    )


def permutation_entropy(
    x: ArrayLike,
    m: int = 3,
    *,
    delay: int = 1,
    normalised: bool = False,
    task: Task = "continuous",
) -> Value:
    r"""How evenly the orders of m successive samples occur: −Σ p log₂ p.

    Equal samples count as ascending.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    m
        Samples in a pattern, 2 to 10 [1].
    delay
        Samples between the elements of a pattern [1].
    normalised
        Divide by its largest possible value, log₂ m!.
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        Permutation entropy [bits], or as a share of the largest [1].

    Raises
    ------
    InsufficientDataError
        Where there are fewer than 5 m! samples, or the signal is constant.
    SignalError
        Where it has gaps or infinite samples.

    References
    ----------
    Bandt C, Pompe B (2002). Permutation entropy. Phys Rev Lett 88, 174102.
    doi:10.1103/PhysRevLett.88.174102
    """
    name = "permutation_entropy"
    signal = one_series(x, name, task=task)
    delay = whole_number(delay, "delay")
    m = min(whole_number(m, "m", least=2), LONGEST_PATTERN)
    flags = guards.check(name, n=signal.size, minimum=5 * math.factorial(m))
    guards.check(name, n=signal.size, minimum=(m - 1) * delay + 2)
    counts = _patterns(signal, m, delay)
    whole = counts.sum(axis=0)
    share = whole[whole > 0] / whole.sum()
    number = -float((share * np.log2(share)).sum())
    largest = math.log2(math.factorial(m))
    scale = largest if normalised else 1.0
    number = number / scale + 0.0
    parts = NO_INTERVAL
    if len(counts) > 1:
        without = _entropies(whole - counts) / scale
        how = f"{len(counts)} stretches"
        chance = math.sqrt(0.5 * (share.size - 1)) / (
            whole.sum() * math.log(2.0) * scale
        )
        most = largest / scale
        parts = of_left_out(name, number, without, how, most=most, chance=chance)
    return valued(
        name,
        number,
        {"m": m, "delay": delay, "normalised": normalised, "task": task},
        n=signal.size,
        units="1" if normalised else "bits",
        interval=parts,
        flags=flags,
        found={"patterns": share.size},
    )


def _mean_log(counts: IntArray) -> float:
    return float(np.log(counts / counts.size).mean())


@dataclass(frozen=True, slots=True, eq=False)
class _Templates:
    """Templates of a signal, and how many match each over m + longer elements."""

    signal: FloatArray
    counts: IntArray
    longer: int

    def parts(self, at: IntArray, m: int, delay: int, within: float) -> FloatArray:
        """What each stretch contributes to the mean logarithm, to first order.

        A template counts by its own matches, and by what it adds to those of others.
        """
        from ilium.maths.nonlinear.matches import (  # noqa: PLC0415 - kernels load late
            count_alike,
        )

        ends = [*at[1:-1].tolist(), self.counts.size]
        found = np.empty(len(ends))
        for k, (begin, end) in enumerate(zip(at[:-1].tolist(), ends, strict=True)):
            part = self.signal[begin : end + m * delay]
            added = count_alike(self.signal, part, m, delay, within)[self.longer]
            own = np.log(self.counts[begin:end]).sum()
            found[k] = (own + (added / self.counts).sum()) / (end - begin)
        return found

    def growth(self, m: int, delay: int, within: float, some: IntArray) -> float:
        """How the mean logarithm changes with that of the tolerance."""
        from ilium.maths.nonlinear.matches import (  # noqa: PLC0415 - kernels load late
            count_own,
        )

        wider = count_own(self.signal, m, delay, WIDER * within, some)[self.longer]
        more = np.log((wider + 1) / self.counts[some]).mean()
        return float(more) / math.log(WIDER)


def _fuzzy_parts(
    signal: FloatArray, likeness: Sequence[_Likeness], *, fixed: bool
) -> FloatArray:
    """What each stretch contributes, from the likeness of each template to others."""
    at = edges(likeness[0][1].size)
    if not at.size:
        return np.empty(0)
    shorter, longer = (own / own.mean() for _, own, _ in likeness)
    parts = 2.0 * means(shorter - longer, at)
    if fixed:
        return parts
    one, other = (growth / mean for mean, _, growth in likeness)
    return parts + (one - other) * means(of_spread(signal)[: at[-1]], at)


def _patterns(signal: FloatArray, m: int, delay: int) -> IntArray:
    """How often each pattern occurs in each stretch, shape (stretch, pattern).

    A pattern's number is its rank among all (Lehmer's code).
    """
    count = signal.size - (m - 1) * delay
    code = np.zeros(count, dtype=np.uint8 if m <= 5 else np.int64)
    for k in range(m - 1):
        weight = code.dtype.type(math.factorial(m - 1 - k))
        here = signal[k * delay : k * delay + count]
        for later in range(k + 1, m):
            there = signal[later * delay : later * delay + count]
            code += (there < here).view(np.uint8) * weight
    size = math.factorial(m)
    if size > count:
        seen, code = np.unique(code, return_inverse=True)
        size = seen.size
    at = edges(count)
    if not at.size:
        at = np.array([0, count])
    pairs = zip(at[:-1].tolist(), at[1:].tolist(), strict=True)
    return np.array([np.bincount(code[i:j], minlength=size) for i, j in pairs])


def _entropies(counts: IntArray) -> FloatArray:
    """Shannon entropy of each row [bits]."""
    share = counts / counts.sum(axis=1, keepdims=True)
    return -(share * np.log2(np.where(share > 0.0, share, 1.0))).sum(axis=1)
