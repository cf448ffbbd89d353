"""Largest Lyapunov exponent after Rosenstein: how fast neighbouring states part."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from ilium.core.arrays import FloatArray
from ilium.errors import InputError, InsufficientDataError, UnknownNameError
from ilium.maths.distributions import t_quantile
from ilium.variability import guards
from ilium.variability.coverage import worded
from ilium.variability.embedding import delayed, propose_delay, propose_dimension
from ilium.variability.guards import Task
from ilium.variability.period import cycle_period, mean_period
from ilium.variability.record import valued
from ilium.variability.series import positive, several_series, whole_number
from ilium.variability.value import Recorded, Value

Neighbours = Literal["followed", "all"]
LEAST_BLOCKS, MOST_BLOCKS = 5, 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """The divergence curve, and what a fit to it needs.

    Parameters
    ----------
    curve
        Mean logarithm of the distance after each number of steps, shape (step,) [1].
    without
        The same without the pairs that touch one block of consecutive states, shape
        (block, step) [1]; no row where no interval is wanted.
    """

    curve: FloatArray
    without: FloatArray

    def slope(self, fit: tuple[int, int]) -> tuple[float, float]:
        """Slope [1/step] and R² of a line through the curve from and to a step."""
        steps = np.arange(fit[0], fit[1] + 1, dtype=np.float64)
        part = self.curve[fit[0] : fit[1] + 1]
        slope = float(_slope_weights(fit) @ part)
        left = part - part.mean() - slope * (steps - steps.mean())
        total = float(((part - part.mean()) ** 2).sum())
        return slope, 1.0 - float((left**2).sum()) / total if total > 0.0 else 1.0

    def interval(self, fit: tuple[int, int]) -> tuple[float, float]:
        """Interval of the slope [1/step]: jackknife over the blocks, t quantile."""
        blocks = len(self.without)
        if blocks < LEAST_BLOCKS:
            return math.nan, math.nan
        slopes = self.without[:, fit[0] : fit[1] + 1] @ _slope_weights(fit)
        error = math.sqrt((blocks - 1) * float(slopes.var()))
        half = t_quantile(0.975, blocks - 1) * error
        slope = self.slope(fit)[0]
        return slope - half, slope + half


def lyapunov_exponent(
    x: ArrayLike,
    *,
    dimension: int | None = None,
    delay: int | None = None,
    theiler: int | None = None,
    steps: int | None = None,
    fit: tuple[int, int] | None = None,
    rate: float = 1.0,
    per: str = "sample",
    neighbours: Neighbours = "followed",
    cycles: int | None = None,
    interval: bool = True,
    task: Task = "continuous",
) -> Value:
    r"""Slope of the mean logarithm of the distance between neighbouring states.

    By default over the first half of a cycle. λ > 0 alone does not show chaos: it
    occurs for noise too; test with `surrogate_test`.

    Parameters
    ----------
    x
        Signal of shape (time,), or signals of shape (time, variable) [any].
    dimension, delay
        Of the states [1]; proposed by `propose_dimension` and `propose_delay` from the
        first variable where not given. Fix both for a whole study.
    theiler
        Neighbours lie more than so many samples apart [1]; one mean period where not
        given.
    steps
        How many samples neighbours are followed [1]; to the end of the fit where not
        given.
    fit
        First and last sample of the line [1]; (0, half a cycle) where not given.
    rate
        Samples in one unit of time [1].
    per
        What that unit is called, for the unit of the result.
    neighbours
        ``followed``: among states that can be followed all steps; ``all``: among all,
        and pairs that end earlier drop out.
    cycles
        Number of movement cycles; from the period of the signal where not given.
    interval
        Whether to give an interval.
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        λ [nats/unit of time]; ``curves`` holds ``step`` and ``divergence``, and those
        behind the proposals.

    Raises
    ------
    InsufficientDataError
        Below 30 cycles, for separate repetitions, or where nothing can be followed.
    SignalError
        Where there are gaps or infinite samples.

    References
    ----------
    Rosenstein MT, Collins JJ, De Luca CJ (1993). doi:10.1016/0167-2789(93)90009-P;
    Dingwell JB, Cusumano JP (2000). Nonlinear time series analysis of normal and
    pathological human walking. Chaos 10(4), 848-863. doi:10.1063/1.1324008
    """
    signal = several_series(x, "lyapunov", task=task)
    period = cycle_period(signal[:, 0])
    counted = (
        int(len(signal) / period) if cycles is None else whole_number(cycles, "cycles")
    )
    flags = guards.check("lyapunov", n=counted)
    shape, curves, found = embedding_of(signal, dimension, delay)
    window = mean_period(signal[:, 0]) if theiler is None else theiler
    window = whole_number(math.ceil(window) if theiler is None else window, "theiler")
    part = (0, max(1, round(period / 2))) if fit is None else (int(fit[0]), int(fit[1]))
    last = part[1] if steps is None else whole_number(steps, "steps")
    check_fit(part, last)
    blocks = min(counted, MOST_BLOCKS)
    parting = diverge(
        signal,
        shape,
        window,
        last,
        neighbours=neighbours,
        blocks=blocks if interval else 0,
    )
    slope, fitted = parting.slope(part)
    ends = parting.interval(part)
    scale = positive(rate, "rate")
    arguments: dict[str, Recorded] = {
        "dimension": shape[0],
        "delay": shape[1],
        "theiler": window,
        "steps": last,
        "fit": list(part),
        "rate": scale,
        "per": per,
        "neighbours": neighbours,
        "cycles": counted,
        "interval": interval,
        "task": task,
    }
    how = f"jackknife over {blocks} blocks of one cycle or more, t quantile"
    return valued(
        "lyapunov_exponent",
        slope * scale,
        arguments,
        n=counted,
        units=f"nats/{per}",
        interval=(
            ends[0] * scale,
            ends[1] * scale,
            worded("lyapunov_exponent", how) if interval else "",
        ),
        flags=flags,
        found={**found, "r_squared": fitted, "period": period},
        curves={
            **curves,
            "step": np.arange(last + 1.0),
            "divergence": parting.curve,
        },
    )


def embedding_of(
    signal: FloatArray, dimension: int | None, delay: int | None
) -> tuple[tuple[int, int], dict[str, FloatArray], dict[str, Recorded]]:
    """Dimension and delay in effect, the curves behind them, and who chose them.

    Parameters
    ----------
    signal
        Shape (time, variable) [any]; the first variable proposes.
    dimension, delay
        As given, or None [1].

    Returns
    -------
    tuple
        (dimension, delay), curves by name, and what the record says of the choice.
    """
    curves: dict[str, FloatArray] = {}
    found: dict[str, Recorded] = {}
    first = np.ascontiguousarray(signal[:, 0])
    if delay is None:
        proposed = propose_delay(first)
        delay = int(proposed.value)
        curves |= proposed.curves
        found["delay_from"] = str(proposed.record["why"])
    if dimension is None:
        proposed = propose_dimension(first, delay=delay)
        dimension = int(proposed.value)
        curves |= proposed.curves
        found["dimension_from"] = "false nearest neighbours"
    shape = whole_number(dimension, "dimension"), whole_number(delay, "delay")
    return shape, curves, found


def check_fit(fit: tuple[int, int], steps: int) -> None:
    """Refuse a fit window that is no window.

    Parameters
    ----------
    fit
        First and last step [1].
    steps
        Steps that are followed [1].

    Raises
    ------
    InputError
        Where it is empty or leaves the curve.
    """
    if not 0 <= fit[0] < fit[1] <= steps:
        raise InputError(
            f"The line was to be fitted from step {fit[0]} to {fit[1]} of {steps}.",
            "Give a first step from 0 and a later last one, within the steps.",
        )


def diverge(
    signal: FloatArray,
    shape: tuple[int, int],
    window: int,
    steps: int,
    *,
    neighbours: Neighbours,
    blocks: int,
) -> Divergence:
    """Divergence curve of a signal.

    Parameters
    ----------
    signal
        Shape (time, variable) [any].
    shape
        Dimension and delay [1].
    window
        Theiler window [1].
    steps
        Steps that neighbours are followed [1].
    neighbours
        ``followed`` or ``all``.
    blocks
        Blocks of consecutive states for the interval; 0 for none [1].

    Returns
    -------
    Divergence
        The curve in the logarithm of the signal's unit, and its parts.

    Raises
    ------
    InsufficientDataError
        Where hardly any neighbour can be followed.
    """
    from ilium.maths.nonlinear.divergence import (  # noqa: PLC0415 - kernels load late
        divergence,
        divergence_by_block,
    )
    from ilium.maths.nonlinear.neighbours import nearest  # noqa: PLC0415 - as above

    if neighbours not in ("followed", "all"):
        raise UnknownNameError.among("rule", neighbours, ("followed", "all"))
    scale = float(signal.std())
    states = delayed(signal / scale, *shape)
    usable = len(states) - steps if neighbours == "followed" else len(states)
    guards.check("lyapunov", pairs=usable - 2 * window)
    other = nearest(states[:usable], window)
    sums, number = divergence(states, other, steps)
    if number.min() == 0:
        raise InsufficientDataError(
            f"No pair of neighbours can be followed for {steps} samples.",
            "Follow fewer steps, or give a longer recording.",
        )
    without = np.empty((0, steps + 1))
    if blocks:
        part, counted = divergence_by_block(states, other, steps, blocks)
        left = np.maximum(number - counted, 1)
        without = (sums - part) / left + math.log(scale)
    return Divergence(curve=sums / number + math.log(scale), without=without)


def _slope_weights(fit: tuple[int, int]) -> FloatArray:
    steps = np.arange(fit[0], fit[1] + 1, dtype=np.float64)
    centred = steps - steps.mean()
    return centred / (centred @ centred)
