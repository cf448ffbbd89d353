"""Fuzzy likeness of templates, and the successors that surrogates follow."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

NEGLIGIBLE = 50.0


@kernel
def mean_similarity(
    signal: FloatArray, m: int, lag: int, count: int, tolerance: float, exponent: float
) -> tuple[float, FloatArray, float]:
    r"""Mean of exp(−(d/r)ⁿ) over all pairs of different templates.

    d is the largest difference of any element once each template's mean was taken off.
    Likeness below exp(−50) is taken as nought.

    Parameters
    ----------
    signal
        Shape (time,) [any].
    m
        Length of the templates [1].
    lag
        Samples between the elements of a template [1].
    count
        How many templates, from the first sample [1].
    tolerance
        r [as the signal].
    exponent
        n [1].

    Returns
    -------
    tuple
        Mean likeness, between 0 and 1 [1]; of each template the sum over the others,
        shape (count,) [1]; and by how much the mean grows with ln r [1].
    """
    templates = np.empty((m, count))
    for i in range(count):
        mean = 0.0
        for k in range(m):
            mean += signal[i + k * lag]
        mean /= m
        for k in range(m):
            templates[k, i] = signal[i + k * lag] - mean
    largest = tolerance * NEGLIGIBLE ** (1.0 / exponent)
    distance = np.empty(count)
    own = np.zeros(count)
    total, growth = 0.0, 0.0
    for shift in range(1, count):
        away = distance[: count - shift]
        away[:] = 0.0
        for k in range(m):
            _largest(templates[k][: count - shift], templates[k][shift:], away)
        part = 0.0
        for i in range(count - shift):
            if away[i] < largest:
                ratio = away[i] / tolerance
                power = ratio * ratio if exponent == 2.0 else ratio**exponent
                alike = np.exp(-power)
                part += alike
                growth += power * alike
                own[i] += alike
                own[i + shift] += alike
        total += part
    pairs = 0.5 * count * (count - 1.0)
    return total / pairs, own, exponent * growth / pairs


@kernel
def _largest(one: FloatArray, other: FloatArray, away: FloatArray) -> None:
    for i in range(away.size):
        away[i] = max(away[i], abs(one[i] - other[i]))


@kernel
def follow(states: FloatArray, noise: float, start: int, draws: FloatArray) -> IntArray:
    """Walk from state to state: each step goes on from a near one, chosen at random.

    Parameters
    ----------
    states
        Shape (state, dimension) [any].
    noise
        A state at distance d is chosen with weight exp(−d / noise) [as the states].
    start
        Where the walk begins [1].
    draws
        Uniform random numbers in [0, 1), one a step, shape (step,).

    Returns
    -------
    IntArray
        Index of the state at each step, shape (step,).

    References
    ----------
    Small M, Yu D, Harrison RG (2001). Surrogate test for pseudoperiodic time series
    data. Phys Rev Lett 87, 188101. doi:10.1103/PhysRevLett.87.188101
    """
    count, width = states.shape
    path = np.empty(draws.size, dtype=np.int64)
    summed = np.empty(count - 1)
    here = start
    for step in range(draws.size):
        path[step] = here
        total = 0.0
        for j in range(count - 1):
            square = 0.0
            for k in range(width):
                square += (states[here, k] - states[j, k]) ** 2
            away = np.sqrt(square) / noise
            if away < NEGLIGIBLE:
                total += np.exp(-away)
            summed[j] = total
        if total <= 0.0:
            here = min(here, count - 2) + 1
        else:
            here = min(_first_above(summed, draws[step] * total), count - 2) + 1
    return path


@kernel
def _first_above(ascending: FloatArray, value: float) -> int:
    low, high = 0, ascending.size
    while low < high:
        middle = (low + high) >> 1
        if ascending[middle] > value:
            high = middle
        else:
            low = middle + 1
    return low
