"""Delay and dimension of the states: what the signal itself proposes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.arrays import FloatArray
from ilium.errors import InsufficientDataError
from ilium.variability.guards import Task
from ilium.variability.record import valued
from ilium.variability.series import one_series, whole_number
from ilium.variability.value import Value

FALSE_SHARE = 0.01


def mutual_information(
    x: ArrayLike, lags: Sequence[int], *, bins: int | None = None
) -> FloatArray:
    r"""Average mutual information between a signal and itself later.

    Estimated from histograms of equal bins, which adds about (bins − 1)²/(2 N ln 2).

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    lags
        How much later, in samples [1].
    bins
        Number of bins on each axis; the cube root of N, 8 to 32, where not given.

    Returns
    -------
    FloatArray
        Information at each lag, shape (lag,) [bits].

    References
    ----------
    Fraser AM, Swinney HL (1986). Independent coordinates for strange attractors from
    mutual information. Phys Rev A 33(2), 1134-1140. doi:10.1103/PhysRevA.33.1134
    """
    signal = one_series(x, "lyapunov")
    count = bins_for(signal.size) if bins is None else whole_number(bins, "bins")
    low, high = signal.min(), signal.max()
    place = ((signal - low) * (count / (high - low))).astype(np.int64)
    place = np.minimum(place, count - 1)
    return np.array([_information(place, int(lag), count) for lag in lags])


def propose_delay(
    x: ArrayLike,
    *,
    longest: int | None = None,
    bins: int | None = None,
    task: Task = "continuous",
) -> Value:
    """Delay at the first local minimum of the average mutual information.

    Where there is none, the first lag at which it has fallen to a fifth; otherwise the
    longest.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    longest
        Longest lag that is looked at [1]; a tenth of the signal, at most 200, where
        not given.
    bins
        As in `mutual_information`.
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        Delay [samples]; ``curves`` holds ``lag`` and ``mutual_information``.
    """
    signal = one_series(x, "lyapunov", task=task)
    most = max(2, min(200, signal.size // 10)) if longest is None else longest
    most = min(whole_number(most, "longest", least=2), signal.size - 2)
    count = bins_for(signal.size) if bins is None else bins
    lags = np.arange(most + 1)
    curve = mutual_information(signal, lags.tolist(), bins=count)
    falls = (curve[1:-1] < curve[:-2]) & (curve[1:-1] <= curve[2:])
    low = np.flatnonzero(curve <= curve[0] / 5.0)
    if falls.any():
        delay, why = int(np.argmax(falls)) + 1, "first local minimum"
    elif low.size:
        delay, why = int(low[0]), "a fifth of its value at lag 0"
    else:
        delay, why = most, "no minimum: the longest lag"
    return valued(
        "propose_delay",
        max(delay, 1),
        {"longest": most, "bins": count, "task": task},
        n=signal.size,
        units="samples",
        found={"why": why},
        curves={"lag": lags.astype(np.float64), "mutual_information": curve},
    )


def propose_dimension(
    x: ArrayLike,
    *,
    delay: int | None = None,
    largest: int = 10,
    ratio: float = 15.0,
    size: float = 2.0,
    share: float = FALSE_SHARE,
    window: int = 0,
    task: Task = "continuous",
) -> Value:
    """Smallest dimension in which hardly any nearest neighbour is a false one.

    A neighbour is false where one more coordinate moves it away by more than `ratio`
    times its distance, or to a distance of more than `size` standard deviations.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    delay
        Samples between the coordinates [1]; proposed by `propose_delay` if not given.
    largest
        Largest dimension that is tried [1].
    ratio, size
        Kennel's two limits [1].
    share
        Share of false neighbours below which the dimension is large enough [1].
    window
        A neighbour is more than so many samples away in time [1].
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        Dimension [1]; ``curves`` holds ``dimension`` and ``false_neighbours``. Flagged
        ``no_dimension_suffices`` where even the largest has more false neighbours.

    References
    ----------
    Kennel MB, Brown R, Abarbanel HDI (1992). Determining embedding dimension for
    phase-space reconstruction. Phys Rev A 45(6), 3403-3411.
    doi:10.1103/PhysRevA.45.3403
    """
    signal = one_series(x, "lyapunov", task=task)
    lag = int(propose_delay(signal).value) if delay is None else delay
    lag, largest = whole_number(lag, "delay"), whole_number(largest, "largest")
    window = whole_number(window, "window", least=0)
    scaled = signal / signal.std()
    curve: list[float] = []
    for dimension in range(1, largest + 1):
        if signal.size - dimension * lag < 10 + 2 * window:
            break
        curve.append(_false_share(scaled, dimension, lag, window, (ratio, size)))
        if curve[-1] < share:
            break
    if not curve:
        raise InsufficientDataError(
            f"{signal.size} samples are too few for a delay of {lag}.",
            "Give a longer recording or a shorter delay.",
        )
    flags = () if curve[-1] < share else ("no_dimension_suffices",)
    return valued(
        "propose_dimension",
        len(curve) if not flags else int(np.argmin(curve)) + 1,
        {
            "delay": lag,
            "largest": largest,
            "ratio": ratio,
            "size": size,
            "share": share,
            "window": window,
            "task": task,
        },
        n=signal.size,
        flags=flags,
        curves={
            "dimension": np.arange(1.0, len(curve) + 1.0),
            "false_neighbours": np.array(curve),
        },
    )


def bins_for(size: int) -> int:
    """Number of bins of a histogram: the cube root of the samples, 8 to 32.

    Parameters
    ----------
    size
        Number of samples [1].

    Returns
    -------
    int
        Number of bins [1].
    """
    return int(min(32, max(8, round(size ** (1.0 / 3.0)))))


def delayed(x: FloatArray, dimension: int, delay: int) -> FloatArray:
    """States of delayed coordinates.

    Parameters
    ----------
    x
        Shape (time,) or (time, variable) [any].
    dimension
        Delayed copies of each variable [1].
    delay
        Samples between them [1].

    Returns
    -------
    FloatArray
        Shape (state, dimension · variable) [as given]; C-contiguous.

    Raises
    ------
    InsufficientDataError
        Where the signal is shorter than one state.
    """
    count = len(x) - (dimension - 1) * delay
    if count < 2:
        raise InsufficientDataError(
            f"{len(x)} samples hold no two states of {dimension} coordinates that lie "
            f"{delay} samples apart.",
            "Give a longer recording, or a smaller dimension or delay.",
        )
    columns = x.reshape(len(x), -1)
    copies = [columns[k * delay : k * delay + count] for k in range(dimension)]
    return np.ascontiguousarray(np.concatenate(copies, axis=1))


def _information(place: np.ndarray, lag: int, count: int) -> float:
    one, other = place[: place.size - lag], place[lag:]
    joint = np.bincount(one * count + other, minlength=count * count) / one.size
    table = joint.reshape(count, count)
    apart = np.outer(table.sum(axis=1), table.sum(axis=0))
    seen = table > 0.0
    return float((table[seen] * np.log2(table[seen] / apart[seen])).sum())


def _false_share(
    signal: FloatArray,
    dimension: int,
    delay: int,
    window: int,
    limits: tuple[float, float],
) -> float:
    from ilium.maths.nonlinear.neighbours import (  # noqa: PLC0415 - kernels load late
        nearest,
    )

    states = delayed(signal[: signal.size - delay], dimension, delay)
    other = nearest(states, window)
    mine = np.flatnonzero(other >= 0)
    other = other[mine]
    near = np.sqrt(((states[mine] - states[other]) ** 2).sum(axis=1))
    ahead = dimension * delay
    more = np.abs(signal[mine + ahead] - signal[other + ahead])
    false = (more > limits[0] * near) | (np.hypot(near, more) > limits[1])
    return float(false.mean()) if false.size else 1.0
