"""Approximate, fuzzy and permutation entropy."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.quantity import FloatArray
from ilium.variability import guards
from ilium.variability.guards import Task
from ilium.variability.matching import chosen_tolerance, enough_for
from ilium.variability.record import valued
from ilium.variability.series import one_series, positive, whole_number
from ilium.variability.value import Value

LONGEST_PATTERN = 10


def approximate_entropy(
    x: ArrayLike,
    m: int = 2,
    r: float = 0.2,
    *,
    delay: int = 1,
    ddof: int = 0,
    tolerance: float | None = None,
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
    number = np.log(shorter / shorter.size).mean() - np.log(longer / longer.size).mean()
    return valued(
        name,
        float(number),
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
    shorter = mean_similarity(signal, m, delay, count, within, exponent)
    longer = mean_similarity(signal, m + 1, delay, count, within, exponent)
    flags = guards.check(name, n=signal.size, similarity=min(shorter, longer))
    arguments = {
        "m": m,
        "r": r,
        "delay": delay,
        "ddof": ddof,
        "tolerance": tolerance,
        "task": task,
    }
    return valued(
        name,
        math.log(shorter / longer) + 0.0,
        {**arguments, "exponent": exponent},
        n=signal.size,
        units="nats",
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
    share = _patterns(signal, m, delay)
    number = -float((share * np.log2(share)).sum())
    if normalised:
        number /= math.log2(math.factorial(m))
    return valued(
        name,
        number + 0.0,
        {"m": m, "delay": delay, "normalised": normalised, "task": task},
        n=signal.size,
        units="1" if normalised else "bits",
        flags=flags,
        found={"patterns": share.size},
    )


def _patterns(signal: FloatArray, m: int, delay: int) -> FloatArray:
    """Share of every pattern that occurs, by its rank among all (Lehmer's code)."""
    count = signal.size - (m - 1) * delay
    code = np.zeros(count, dtype=np.uint8 if m <= 5 else np.int64)
    for k in range(m - 1):
        weight = code.dtype.type(math.factorial(m - 1 - k))
        here = signal[k * delay : k * delay + count]
        for later in range(k + 1, m):
            there = signal[later * delay : later * delay + count]
            code += (there < here).view(np.uint8) * weight
    counts = np.bincount(code)
    return counts[counts > 0] / count
