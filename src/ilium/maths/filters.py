"""Zero-lag low-pass filters and the choice of their cut-off."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ilium.errors import InputError
from ilium.maths.banded import solve_recursion
from ilium.maths.runs import finite_blocks

FloatArray = NDArray[np.float64]


def low_pass(
    signal: FloatArray, cutoff: float, rate: float, order: int = 4
) -> FloatArray:
    """Filter out what is faster than a cut-off, without shifting anything in time.

    A Butterworth filter of half the order runs forwards and backwards, so that its
    lags cancel. Two passes attenuate twice; the cut-off of each pass is therefore
    raised, on the frequency scale of the bilinear transform, by ``(√2 − 1)^(−1/n)``
    for a total order ``n``, and the result is 3 dB down at `cutoff` exactly.

    Parameters
    ----------
    signal
        Samples, time along axis 0, shape (time, …) [any].
    cutoff
        Frequency at which half the power passes [Hz].
    rate
        Samples a second [Hz].
    order
        Order of both passes together: 2, 4, 6 …

    Returns
    -------
    FloatArray
        Filtered signal, same shape; each stretch between gaps is filtered by itself,
        gaps stay NaN. A stretch is continued beyond its ends by its own point
        reflection, for three periods of the cut-off.

    Raises
    ------
    InputError
        Where the cut-off is not between zero and half the rate, or the order odd.

    References
    ----------
    Winter DA (2009). Biomechanics and motor control of human movement, 4th ed.,
    section 3.4.4.2. doi:10.1002/9780470549148
    """
    sections = design(cutoff, rate, order)
    samples = np.asarray(signal, dtype=np.float64)
    columns = samples.reshape(samples.shape[0], -1) if samples.size else samples
    filtered = np.full(columns.shape, np.nan)
    padding = math.ceil(3.0 * rate / cutoff)
    if samples.size:
        for members, start, end in finite_blocks(columns):
            block = columns[start:end, members]
            filtered[start:end, members] = _both_ways(block, sections, padding)
    return filtered.reshape(samples.shape)


Section = tuple[tuple[float, float, float], tuple[float, float]]


def design(cutoff: float, rate: float, order: int) -> list[Section]:
    """Second-order sections of one pass of the zero-lag filter.

    Parameters
    ----------
    cutoff
        Frequency at which both passes together are 3 dB down [Hz].
    rate
        Samples a second [Hz].
    order
        Order of both passes together.

    Returns
    -------
    list[Section]
        For each section the weights of the inputs (b0, b1, b2) and of the earlier
        outputs (a1, a2) [1]; b2 and a2 are 0 for a section of first order.

    Raises
    ------
    InputError
        As for `low_pass`.
    """
    if not 0.0 < cutoff < rate / 2.0:
        problem = f"A cut-off of {cutoff:g} Hz does not suit a rate of {rate:g} Hz."
        remedy = f"Give a cut-off above 0 and below {rate / 2.0:g} Hz."
        raise InputError(problem, remedy)
    if order < 2 or order % 2:
        problem = f"A zero-lag filter has an even order, not {order}."
        raise InputError(problem, "Give 2, 4, 6 or 8; 4 is usual.")
    half = order // 2
    warped = math.tan(math.pi * cutoff / rate) * (math.sqrt(2.0) - 1.0) ** (-1 / order)
    sections: list[Section] = []
    if half % 2:
        gain = warped / (1.0 + warped)
        sections.append(((gain, gain, 0.0), ((warped - 1.0) / (warped + 1.0), 0.0)))
    for pair in range(half // 2):
        damping = 2.0 * math.sin(math.pi * (2 * pair + 1) / (2 * half))
        scale = 1.0 + damping * warped + warped**2
        gain = warped**2 / scale
        first = 2.0 * (warped**2 - 1.0) / scale
        second = (1.0 - damping * warped + warped**2) / scale
        sections.append(((gain, 2.0 * gain, gain), (first, second)))
    return sections


def _both_ways(block: FloatArray, sections: list[Section], padding: int) -> FloatArray:
    length = block.shape[0]
    reach = min(padding, length - 1)
    if reach < 1:
        return block
    extended = np.empty((length + 2 * reach, block.shape[1]), order="F")
    extended[:reach] = 2.0 * block[:1] - block[reach:0:-1]
    extended[reach : reach + length] = block
    extended[reach + length :] = 2.0 * block[-1:] - block[-2 : -reach - 2 : -1]
    for _ in range(2):
        for section in sections:
            extended = _pass(extended, section)
        extended = extended[::-1]
    return extended[reach : reach + length]


def _pass(block: FloatArray, section: Section) -> FloatArray:
    """Run one section forwards, starting as if the first sample had lasted for ever."""
    (b0, b1, b2), (a1, a2) = section
    driven = b0 * block
    driven[1:] += b1 * block[:-1]
    driven[2:] += b2 * block[:-2]
    driven[0] += (b1 + b2 - a1 - a2) * block[0]
    if block.shape[0] > 1:
        driven[1] += (b2 - a2) * block[0]
    bands = np.empty((3, block.shape[0]))
    bands[:] = np.array([1.0, a1, a2])[:, None]
    return solve_recursion(bands, driven)
