"""Recurrence quantification: how a signal comes back to where it was."""

from __future__ import annotations

import itertools
import math

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.arrays import FloatArray
from ilium.variability import guards
from ilium.variability.embedding import delayed
from ilium.variability.guards import Task
from ilium.variability.period import cycle_period
from ilium.variability.record import valued
from ilium.variability.series import one_series, positive, whole_number
from ilium.variability.stretches import NO_INTERVAL, Interval, edges, of_parts
from ilium.variability.value import Recorded, Value

SAMPLED = 2000
FEWEST = 5
"""Stretches with a line of the kind, from which on there is an interval [1]."""
SHORTEST = 20
"""States in the shortest stretch, the window apart [1]."""
SHARES = ("recurrence_rate", "determinism", "laminarity")


def recurrence_quantification(
    x: ArrayLike,
    *,
    dimension: int = 1,
    delay: int = 1,
    radius: float | None = None,
    rate: float = 0.02,
    window: int = 1,
    shortest_diagonal: int = 2,
    shortest_vertical: int = 2,
    interval: bool = True,
    task: Task = "continuous",
) -> dict[str, Value]:
    r"""Quantities of the recurrence plot, the line of identity left out everywhere.

    Parameters
    ----------
    x
        The signal, shape (time,) [any].
    dimension, delay
        Of the states [1].
    radius
        Two states recur at a Euclidean distance of at most this [as the signal].
    rate
        Where no radius is given: the recurrence rate for which it is chosen, on at most
        2000 states evenly spread [1].
    window
        Pairs less than so many samples apart are left out [1].
    shortest_diagonal, shortest_vertical
        Points in the shortest line that counts [1].
    interval
        Whether to give intervals; they take a tenth of the time again.
    task
        ``discrete`` for one repetition: flagged as exploratory.

    Returns
    -------
    dict of str to Value
        ``recurrence_rate``, ``determinism``, ``mean_diagonal``, ``longest_diagonal``,
        ``diagonal_entropy`` [nats], ``laminarity``, ``trapping_time``; NaN where there
        is no line of the kind. ``curves`` holds the lengths and numbers of lines.

    Raises
    ------
    InsufficientDataError
        Where nothing recurs, or the signal is too short or constant.
    SignalError
        Where it has gaps or infinite samples.

    References
    ----------
    Marwan N, Romano MC, Thiel M, Kurths J (2007). Recurrence plots for the analysis of
    complex systems. Phys Rep 438(5-6), 237-329. doi:10.1016/j.physrep.2006.11.001
    """
    from ilium.maths.nonlinear.recurrence import (  # noqa: PLC0415 - kernels load late
        recurrence_lines,
    )

    signal = one_series(x, "rqa")
    shape = whole_number(dimension, "dimension"), whole_number(delay, "delay")
    window = whole_number(window, "window")
    states = np.ascontiguousarray(delayed(signal, *shape).T)
    count = states.shape[1]
    guards.check("rqa", n=count - window)
    within = (
        _radius(states, positive(rate, "rate"), window)
        if radius is None
        else positive(radius, "radius")
    )
    diagonal, vertical = recurrence_lines(states, within, window)
    number = int(2 * (diagonal * np.arange(count + 1)).sum())
    flags = guards.check(
        "rqa",
        n=count,
        recurrences=number,
        periods=signal.size / cycle_period(signal),
        continuous=task == "continuous",
    )
    arguments: dict[str, Recorded] = {
        "dimension": shape[0],
        "delay": shape[1],
        "radius": within,
        "rate": rate,
        "window": window,
        "shortest_diagonal": whole_number(shortest_diagonal, "shortest_diagonal"),
        "shortest_vertical": whole_number(shortest_vertical, "shortest_vertical"),
        "interval": interval,
        "task": task,
    }
    least = shortest_diagonal, shortest_vertical
    quantities = _quantities(diagonal, vertical, count, *least)
    parts = []
    if interval:
        at = edges(count, SHORTEST + window).tolist()
        for begin, end in itertools.pairwise(at):
            lines = recurrence_lines(states[:, begin:end].copy(), within, window)
            parts.append(_quantities(*lines, end - begin, *least))
    curves = {**_lines("diagonal", diagonal), **_lines("vertical", vertical)}
    return {
        name: valued(
            "recurrence_quantification",
            found,
            arguments,
            n=signal.size,
            units=units,
            interval=_interval(name, found, [each[name][0] for each in parts], count),
            flags=flags,
            found={"quantity": name, "recurrences": number, "states": count},
            curves=curves,
        )
        for name, (found, units) in quantities.items()
    }


def _quantities(
    diagonal: np.ndarray, vertical: np.ndarray, count: int, least: int, upright: int
) -> dict[str, tuple[float, str]]:
    length = np.arange(count + 1)
    points = int((diagonal * length).sum())
    lines, standing = diagonal[least:], vertical[upright:]
    on_lines = int((lines * length[least:]).sum())
    on_standing = int((standing * length[upright:]).sum())
    points = max(points, 1)
    share = lines[lines > 0] / max(int(lines.sum()), 1)
    some, high = bool(lines.any()), bool(standing.any())
    return {
        "recurrence_rate": (2 * points / count**2, "1"),
        "determinism": (on_lines / points, "1"),
        "mean_diagonal": (on_lines / int(lines.sum()) if some else math.nan, "samples"),
        "longest_diagonal": (
            float(np.flatnonzero(lines)[-1] + least) if some else math.nan,
            "samples",
        ),
        "diagonal_entropy": (
            -float((share * np.log(share)).sum()) + 0.0 if some else math.nan,
            "nats",
        ),
        "laminarity": (on_standing / (2 * points), "1"),
        "trapping_time": (
            on_standing / int(standing.sum()) if high else math.nan,
            "samples",
        ),
    }


def _interval(name: str, number: float, parts: list[float], count: int) -> Interval:
    """From the same quantity of stretches, with the same radius.

    Shares are compared on the scale of log(p/(1 − p)) unless one is 0 or 1, lengths on
    that of the logarithm. The longest line is an extreme: its scatter on that scale
    does not shrink with the length of the signal.
    """
    each = np.array([number, *(part for part in parts if math.isfinite(part))])
    measure, how = f"recurrence_{name}", f"{each.size - 1} stretches"
    if each.size <= FEWEST or not math.isfinite(number):
        return NO_INTERVAL
    share = name in SHARES
    if name == "diagonal_entropy" or each.min() <= 0.0 or (share and each.max() >= 1.0):
        low, high, words = of_parts(measure, number, each[1:], how)
        return max(low, 0.0), min(high, 1.0) if share else high, words
    scaled = np.log(each / (1.0 - each) if share else each)
    if name == "longest_diagonal":
        scaled[1:] *= math.sqrt(each.size)
    how = f"{how} on the scale of {'log(p/(1 - p))' if share else 'the logarithm'}"
    low, high, words = of_parts(measure, float(scaled[0]), scaled[1:], how)
    low, high = math.exp(low), math.exp(high)
    if share:
        return low / (1.0 + low), high / (1.0 + high), words
    return min(low, number), min(max(high, number), float(count)), words


def _lines(kind: str, number: np.ndarray) -> dict[str, FloatArray]:
    length = np.flatnonzero(number)
    return {
        f"{kind}_length": length.astype(np.float64),
        f"{kind}_number": number[length].astype(np.float64),
    }


def _radius(states: FloatArray, rate: float, window: int) -> float:
    """Distance between those of the last pair of a share, and of the next.

    Taken from pairs of evenly spread states; halfway, so that rounding decides nothing.
    """
    count = states.shape[1]
    step = -(-count // SAMPLED)
    some = states[:, ::step]
    squares = [
        ((some[:, k:] - some[:, : some.shape[1] - k]) ** 2).sum(axis=0)
        for k in range(max(1, -(-window // step)), some.shape[1])
    ]
    every = np.sort(np.concatenate(squares))
    every = every[every > 0.0]
    wanted = min(max(round(rate * every.size), 1), every.size - 1)
    return float(np.sqrt(every[wanted - 1 : wanted + 1]).mean())
