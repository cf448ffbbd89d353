"""The phases of a countermovement jump: unweighting, braking, propulsion."""

from __future__ import annotations

import math

import numpy as np

from ilium.conventions import GRAVITY
from ilium.core.estimate import Estimate, missing
from ilium.jump.moments import Moments
from ilium.jump.trace import JumpTrace, sampling_error

PHASES = ("unweighting", "braking", "propulsion")
SOURCE = "doi:10.1519/SSC.0000000000000375"
NAMES = (
    *(f"{phase}_time" for phase in PHASES),
    *(f"{phase}_impulse" for phase in PHASES),
    "countermovement_depth",
    "peak_power",
)


def phase_estimates(trace: JumpTrace, moments: Moments) -> dict[str, Estimate]:
    """Duration and net impulse of each phase, depth and peak power.

    Parameters
    ----------
    trace
        Motion of the centre of mass from standing.
    moments
        Times of the jump, with onset and take-off.

    Returns
    -------
    dict
        Times [s], net impulses [N s], `countermovement_depth` [m] and `peak_power`
        [W/kg]; NaN where the motion does not start from standing.

    References
    ----------
    McMahon JJ, Suchomel TJ, Lake JP, Comfort P (2018). Understanding the key phases
    of the countermovement jump force-time curve. Strength Cond J 40(4), 96-106.
    doi:10.1519/SSC.0000000000000375
    """
    if not trace.from_standing:
        return dict.fromkeys(NAMES, missing("no-stillness-on-plates"))
    if moments.onset is None or moments.take_off is None:
        return dict.fromkeys(NAMES, missing("no-onset"))
    part = (trace.time >= moments.onset) & (trace.time <= moments.take_off)
    velocity, time = trace.velocity[part], trace.time[part]
    fastest = int(np.argmin(velocity)) if velocity.size else 0
    turned = np.flatnonzero(velocity[fastest:] > 0.0)
    if not velocity.size or velocity[fastest] >= 0.0 or not turned.size:
        return dict.fromkeys(NAMES, missing("no-countermovement"))
    bottom = fastest + int(turned[0])
    bounds = (moments.onset, float(time[fastest]), float(time[bottom]))
    bounds = (*bounds, moments.take_off)
    speeds = [trace.at(trace.velocity, at) for at in bounds]
    speeds[2] = 0.0
    return {
        **_phases(trace, bounds, speeds),
        "countermovement_depth": _depth(trace, bounds[2]),
        "peak_power": _power(trace, bounds[2], bounds[3]),
    }


def _phases(
    trace: JumpTrace, bounds: tuple[float, ...], speeds: list[float]
) -> dict[str, Estimate]:
    mass = trace.weight.value / GRAVITY
    found: dict[str, Estimate] = {}
    for number, phase in enumerate(PHASES):
        first, last = bounds[number], bounds[number + 1]
        error = math.hypot(
            trace.velocity_error(last) * (number < 2),
            trace.doubt,
        )
        found[f"{phase}_time"] = Estimate(
            value=last - first, error=sampling_error(trace.rate)
        )
        found[f"{phase}_impulse"] = Estimate(
            value=mass * (speeds[number + 1] - speeds[number]), error=mass * error
        )
    return found


def _depth(trace: JumpTrace, bottom: float) -> Estimate:
    error = trace.rise_error(trace.anchor, bottom) / 2.0
    return Estimate(value=-trace.at(trace.rise, bottom), error=error)


def _power(trace: JumpTrace, start: float, end: float) -> Estimate:
    part = (trace.time >= start) & (trace.time <= end)
    power = trace.force[part] * trace.velocity[part]
    top = int(np.argmax(power))
    mass = trace.weight.value / GRAVITY
    at = float(trace.time[part][top])
    error = float(trace.force[part][top]) * trace.velocity_error(at) / mass
    return Estimate(value=float(power[top]) / mass, error=error)
