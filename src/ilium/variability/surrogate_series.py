"""Surrogates: random series that share some properties of a signal."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.arrays import FloatArray
from ilium.errors import UnknownNameError
from ilium.variability.embedding import delayed
from ilium.variability.series import one_series, positive, whole_number

Method = Literal["fourier", "iaaft", "pseudoperiodic"]
METHODS = ("fourier", "iaaft", "pseudoperiodic")
ROUNDS = 1000
NOISES, TRIED = 12, 1500


def surrogates(
    x: ArrayLike,
    method: Method = "pseudoperiodic",
    *,
    count: int = 19,
    dimension: int = 3,
    delay: int = 1,
    noise: float | None = None,
    seed: int = 0,
) -> FloatArray:
    """Surrogates of a signal.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    method
        ``fourier`` keeps the spectrum (a linear Gaussian process); ``iaaft`` keeps the
        values exactly and the spectrum nearly; ``pseudoperiodic`` keeps the cycle and
        its slow changes and breaks the rest: the one for walking.
    count
        How many [1].
    dimension, delay
        Of the states (pseudoperiodic) [1].
    noise
        Distance over which near states are mixed (pseudoperiodic) [as the signal]; the
        one that gives the most repeats of two samples where not given.
    seed
        Of the random numbers.

    Returns
    -------
    FloatArray
        Shape (surrogate, time) [as the signal].

    Raises
    ------
    UnknownNameError
        For another method.

    References
    ----------
    Theiler J et al. (1992). Testing for nonlinearity in time series: the method of
    surrogate data. Physica D 58(1-4), 77-94. doi:10.1016/0167-2789(92)90102-S;
    Schreiber T, Schmitz A (1996). doi:10.1103/PhysRevLett.77.635;
    Small M, Yu D, Harrison RG (2001). doi:10.1103/PhysRevLett.87.188101
    """
    signal = one_series(x, "lyapunov")
    count = whole_number(count, "count")
    generator = np.random.default_rng(seed)
    if method == "fourier":
        made = [_fourier(signal, generator) for _ in range(count)]
    elif method == "iaaft":
        made = [_adjusted(signal, generator) for _ in range(count)]
    elif method == "pseudoperiodic":
        shape = whole_number(dimension, "dimension"), whole_number(delay, "delay")
        chosen = (
            mixing_distance(signal, *shape, seed=seed)
            if noise is None
            else positive(noise, "noise")
        )
        made = [_walk(signal, shape, chosen, generator) for _ in range(count)]
    else:
        raise UnknownNameError.among("method", method, METHODS)
    return np.array(made)


def mixing_distance(
    x: ArrayLike, dimension: int, delay: int, *, seed: int = 0
) -> float:
    """Distance that gives the most stretches of exactly two samples as in the signal.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    dimension, delay
        Of the states [1].
    seed
        Of the walks that are tried.

    Returns
    -------
    float
        Distance [as the signal].
    """
    from ilium.maths.nonlinear.similarity import follow  # noqa: PLC0415 - load late

    signal = one_series(x, "lyapunov")
    states = delayed(signal, dimension, delay)
    tried = np.geomspace(0.001, 1.0, NOISES) * float(signal.std())
    pairs = []
    for each in tried:
        generator = np.random.default_rng(seed)
        start = int(generator.integers(len(states) - 1))
        path = follow(states, each, start, generator.random(min(TRIED, len(states))))
        kept = np.concatenate(([0], (np.diff(path) == 1).astype(np.int64), [0]))
        runs = np.flatnonzero(np.diff(kept) == -1) - np.flatnonzero(np.diff(kept) == 1)
        pairs.append(int((runs == 1).sum()))
    return float(tried[int(np.argmax(pairs))])


def _fourier(signal: FloatArray, generator: np.random.Generator) -> FloatArray:
    """Random phases; those of the mean and of half the rate stay as they are."""
    spectrum = np.fft.rfft(signal)
    turn = np.exp(2j * np.pi * generator.random(spectrum.size))
    turn[0] = 1.0
    if signal.size % 2 == 0:
        turn[-1] = 1.0
    return np.fft.irfft(spectrum * turn, signal.size)


def _adjusted(signal: FloatArray, generator: np.random.Generator) -> FloatArray:
    """Spectrum and values are imposed in turn until the order stays the same."""
    ordered, size = np.sort(signal), np.abs(np.fft.rfft(signal))
    made = generator.permutation(signal)
    order = np.argsort(made, kind="stable")
    for _ in range(ROUNDS):
        spectrum = np.fft.rfft(made)
        length = np.abs(spectrum)
        turned = np.divide(
            spectrum, length, out=np.ones_like(spectrum), where=length > 0.0
        )
        order_now = np.argsort(np.fft.irfft(size * turned, signal.size), kind="stable")
        made = np.empty_like(signal)
        made[order_now] = ordered
        if np.array_equal(order_now, order):
            break
        order = order_now
    return made


def _walk(
    signal: FloatArray,
    shape: tuple[int, int],
    noise: float,
    generator: np.random.Generator,
) -> FloatArray:
    from ilium.maths.nonlinear.similarity import follow  # noqa: PLC0415 - load late

    states = delayed(signal, *shape)
    start = int(generator.integers(len(states) - 1))
    return signal[follow(states, noise, start, generator.random(signal.size))]
