"""How long a cycle of a signal lasts."""

from __future__ import annotations

import numpy as np

from ilium.core.arrays import FloatArray

ALIKE = 0.5


def mean_period(signal: FloatArray) -> float:
    """Reciprocal of the mean frequency of the power spectrum.

    Parameters
    ----------
    signal
        Shape (time,) [any].

    Returns
    -------
    float
        Mean period, at least 1 [samples].
    """
    power = np.abs(np.fft.rfft(signal - signal.mean())) ** 2
    frequency = np.fft.rfftfreq(signal.size)
    return max(1.0, float(power.sum() / (power @ frequency)))


def cycle_period(signal: FloatArray) -> float:
    """Lag at which a signal is most like itself again.

    Parameters
    ----------
    signal
        Shape (time,) [any].

    Returns
    -------
    float
        Lag of the highest autocorrelation after its first fall below zero, if that
        reaches 0.5, taken at its first repetition; the mean period otherwise [samples].
    """
    centred = signal - signal.mean()
    size = 1 << (2 * signal.size - 1).bit_length()
    spectrum = np.abs(np.fft.rfft(centred, size)) ** 2
    raw = np.fft.irfft(spectrum, size)[: signal.size // 2 + 1]
    left = np.arange(signal.size, signal.size - raw.size, -1)
    likeness = raw / raw[0] * (signal.size / left)
    below = np.flatnonzero(likeness < 0.0)
    if below.size == 0:
        return mean_period(signal)
    after = likeness[below[0] :]
    if after.max() < ALIKE:
        return mean_period(signal)
    high = np.flatnonzero(after >= 0.95 * after.max())
    first = high[0]
    ends = np.flatnonzero(np.diff(high) > 1)
    last = high[ends[0]] if ends.size else high[-1]
    return float(below[0] + first + np.argmax(after[first : last + 1]))
