"""Force plates: channels at their end, and baselines that drift."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ilium.conventions import AXES
from ilium.core.issue import Issue
from ilium.core.plate import LOADED, Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.maths.runs import runs

FLAT = 0.005
"""Shortest flat top that counts as saturation [s]."""
FLAT_SAMPLES = 5
"""Fewest samples of a flat top [1]."""
LARGE = 100.0
"""Distance from the median force below which a flat top is no saturation [N]."""
RESTING = 0.1
"""Shortest unloaded stretch that tells the baseline [s]."""


def find_saturation(plate: Plate) -> list[Issue]:
    """Find forces that stay exactly at their extreme, unless that is nothing.

    Parameters
    ----------
    plate
        The plate.

    Returns
    -------
    list[Issue]
        ``plate-saturation`` for each axis with flat tops; their value is the force
        [N].
    """
    force, time = values(plate.force), clock(plate.force)
    if time.size < FLAT_SAMPLES + 2:
        return []
    rate = (time.size - 1) / float(time[-1] - time[0])
    least = max(FLAT_SAMPLES, round(FLAT * rate))
    issues: list[Issue] = []
    for axis, word in enumerate(AXES):
        signal = force[:, axis]
        finite = signal[np.isfinite(signal)]
        if not finite.size:
            continue
        for extreme in (finite.max(), finite.min()):
            if min(abs(extreme), abs(extreme - np.median(finite))) < LARGE:
                continue
            tops = [
                each
                for each in runs(np.abs(signal - extreme) <= 1e-6 * abs(extreme))
                if each[1] - each[0] >= least
            ]
            if tops:
                issues.append(_saturated(plate.name, word, float(extreme), tops, time))
    return issues


def find_drift(plate: Plate, limit: float) -> list[Issue]:
    """Find what an unloaded plate shows, and how that changes.

    Parameters
    ----------
    plate
        The plate.
    limit
        Force from which it is told [N].

    Returns
    -------
    list[Issue]
        ``plate-offset`` with the mean unloaded force [N], and ``plate-drift`` with its
        change from the first to the last unloaded stretch [N].
    """
    load, time = plate.normal_force, clock(plate.force)
    rests = unloaded(load, time)
    if not rests:
        return []
    levels = [float(np.median(load[start:end])) for start, end in rests]
    issues: list[Issue] = []
    typical = float(np.median(np.concatenate([load[a:b] for a, b in rests])))
    if abs(typical) > limit:
        what = f"{plate.name.capitalize()} shows {typical:.0f} N while nobody is on it."
        offset = _baseline("plate-offset", plate.name, what, typical)
        issues.append(replace(offset, severity="note"))
    change = levels[-1] - levels[0]
    if abs(change) > limit:
        what = (
            f"The unloaded {plate.name} changes by {change:.0f} N from "
            f"{time[rests[0][0]]:.1f} to {time[rests[-1][1] - 1]:.1f} s."
        )
        issues.append(_baseline("plate-drift", plate.name, what, change))
    return issues


def unloaded(load: FloatArray, time: FloatArray) -> list[tuple[int, int]]:
    """Stretches in which nobody is on a plate.

    The lowest tenth of the force tells the baseline; a stretch is within 20 N of it.

    Parameters
    ----------
    load
        Force along the plate's normal, shape (time,) [N].
    time
        Its times, shape (time,) [s].

    Returns
    -------
    list[tuple[int, int]]
        First sample and sample after the last [1] of each stretch of at least 0.1 s;
        none where the plate is loaded throughout.
    """
    finite = np.isfinite(load)
    if time.size < 2 or not finite.any():
        return []
    base = float(np.quantile(load[finite], 0.1))
    spread = float(np.quantile(load[finite], 0.99)) - base
    if base > 5.0 * LOADED or (spread < LOADED and base > LOADED):
        return []
    rate = (time.size - 1) / float(time[-1] - time[0])
    calm = finite & (np.abs(load - base) < LOADED)
    return [each for each in runs(calm) if each[1] - each[0] >= RESTING * rate]


def _saturated(
    name: str,
    axis: str,
    extreme: float,
    tops: list[tuple[int, int]],
    time: FloatArray,
) -> Issue:
    longest = max(tops, key=lambda each: each[1] - each[0])
    length = float(time[longest[1] - 1] - time[longest[0]])
    what = (
        f"{name.capitalize()} stays at exactly {extreme:.0f} N along {axis} for "
        f"{length * 1e3:.0f} ms: its channel is at its end, the true peak is higher."
    )
    return Issue(
        kind="plate-saturation",
        where=name,
        what=what,
        severity="serious",
        start=float(time[tops[0][0]]),
        end=float(time[tops[-1][1] - 1]),
        value=extreme,
        unit="N",
    )


def _baseline(kind: str, name: str, what: str, value: float) -> Issue:
    return Issue(
        kind=kind, where=name, what=what, severity="caution", value=value, unit="N"
    )
