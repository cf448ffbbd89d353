"""Largest Lyapunov exponent after Wolf: one neighbour, replaced again and again."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from ilium.maths.distributions import t_quantile
from ilium.variability import guards
from ilium.variability.coverage import worded
from ilium.variability.embedding import delayed
from ilium.variability.guards import Task
from ilium.variability.lyapunov import embedding_of
from ilium.variability.period import cycle_period, mean_period
from ilium.variability.record import valued
from ilium.variability.series import positive, several_series, whole_number
from ilium.variability.value import Recorded, Value


def wolf_exponent(
    x: ArrayLike,
    *,
    dimension: int | None = None,
    delay: int | None = None,
    theiler: int | None = None,
    steps: int | None = None,
    least: float = 0.001,
    most: float = 0.1,
    angle: float = 0.3,
    rate: float = 1.0,
    per: str = "sample",
    cycles: int | None = None,
    task: Task = "continuous",
) -> Value:
    """Mean growth of the distance to a neighbour that is replaced after every piece.

    Parameters
    ----------
    x
        Signal of shape (time,), or signals of shape (time, variable) [any].
    dimension, delay
        Of the states [1]; proposed where not given.
    theiler
        Neighbours lie more than so many samples apart [1]; one mean period where not
        given.
    steps
        Samples between replacements [1]; a tenth of a cycle where not given.
    least, most
        Distance of a new neighbour: above the noise, and at first at most so far, in
        standard deviations of the signal [1].
    angle
        Largest angle between the old and the new direction at first [rad].
    rate
        Samples in one unit of time [1].
    per
        What that unit is called.
    cycles
        Number of movement cycles; from the period of the signal where not given.
    task
        ``discrete`` for separate repetitions, which are refused.

    Returns
    -------
    Value
        λ [nats/unit of time] (Wolf's bits times ln 2); ``curves`` holds ``growth``.

    Raises
    ------
    InsufficientDataError
        Below 30 cycles, for separate repetitions, or where nothing can be followed.
    SignalError
        Where there are gaps or infinite samples.

    References
    ----------
    Wolf A, Swift JB, Swinney HL, Vastano JA (1985). Determining Lyapunov exponents
    from a time series. Physica D 16(3), 285-317. doi:10.1016/0167-2789(85)90011-9
    """
    from ilium.maths.nonlinear.replacement import (  # noqa: PLC0415 - kernels load late
        follow_and_replace,
    )

    signal = several_series(x, "wolf", task=task)
    period = cycle_period(signal[:, 0])
    counted = (
        int(len(signal) / period) if cycles is None else whole_number(cycles, "cycles")
    )
    flags = guards.check("wolf", n=counted)
    shape, curves, found = embedding_of(signal, dimension, delay)
    window = math.ceil(mean_period(signal[:, 0])) if theiler is None else theiler
    window = whole_number(window, "theiler", least=0)
    piece = (
        max(1, round(period / 10)) if steps is None else whole_number(steps, "steps")
    )
    scale = positive(rate, "rate")
    states = delayed(signal / float(signal.std()), *shape)
    limits = positive(least, "least"), positive(most, "most"), positive(angle, "angle")
    growth, lost = follow_and_replace(states, window, piece, *limits)
    guards.check("wolf", pairs=growth.size)
    each = growth / piece * scale
    error = float(each.std(ddof=1)) / math.sqrt(each.size)
    half = t_quantile(0.975, each.size - 1) * error
    number = float(each.mean())
    arguments: dict[str, Recorded] = {
        "dimension": shape[0],
        "delay": shape[1],
        "theiler": window,
        "steps": piece,
        "least": least,
        "most": most,
        "angle": angle,
        "rate": scale,
        "per": per,
        "cycles": counted,
        "task": task,
    }
    how = f"mean of {each.size} pieces, t quantile"
    return valued(
        "wolf_exponent",
        number,
        arguments,
        n=counted,
        units=f"nats/{per}",
        interval=(number - half, number + half, worded("wolf_exponent", how)),
        flags=flags,
        found={**found, "period": period, "pieces": growth.size, "lost": lost},
        curves={**curves, "growth": np.asarray(growth)},
    )
