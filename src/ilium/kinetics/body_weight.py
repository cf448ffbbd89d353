"""Body weight as the plates feel it, and which weight normalises."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import GRAVITY
from ilium.core.quantity import FloatArray
from ilium.kinetics.ground_force import GroundForce
from ilium.maths.impulse import vertical_velocity, weight_from_impulse
from ilium.maths.moving import moving_spread
from ilium.maths.runs import long_runs

HOW = {
    "quiet": "mean vertical force in quiet standing (doi:10.1519/JSC.0000000000000311)",
    "given": "given body mass times standard gravity",
    "landing": (
        "impulse from landing to the end, corrected for the velocity that the flight "
        "left (impulse-momentum, doi:10.1119/1.1397460)"
    ),
    "contact": (
        "impulse from first contact to landing, with the speed at contact from the "
        "pelvis markers and at landing from the flight (impulse-momentum, "
        "doi:10.1119/1.1397460)"
    ),
    "cycles": "mean vertical force over whole gait cycles",
    "movement": (
        "vertical force against the acceleration of the markers' centre of mass over "
        "the movement (Newton's second law)"
    ),
}
"""Where a body weight comes from, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightSettings:
    """When a person stands still and which body weight normalises.

    Parameters
    ----------
    still
        Length of the stillness that is looked for [s].
    spread
        Largest standard deviation of the force in it, as a share of its mean [1].
    agreement
        Largest difference between plates and given mass that passes [1].
    plausible
        Largest difference at which the plates still carry the whole person [1].
    alike
        Largest standard deviation of the mean force between gait cycles, as a share of
        it [1].
    posture
        Standard uncertainty of how much lower a person lands than takes off [m].
    """

    still: float = 1.0
    spread: float = 0.03
    agreement: float = 0.02
    plausible: float = 0.2
    alike: float = 0.1
    posture: float = 0.02


WEIGHTS = WeightSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyWeight:
    """One estimate of the body weight.

    Parameters
    ----------
    value
        Body weight [N].
    error
        Its standard uncertainty [N]; NaN where none is known.
    how
        A key of `HOW`.
    start, end
        Stretch of the recording that it rests on [s]; NaN where it rests on none.
    sway
        Standard deviation of the vertical velocity in that stretch [m/s].
    """

    value: float
    error: float
    how: str
    start: float = math.nan
    end: float = math.nan
    sway: float = math.nan


def given_weight(mass: float | None) -> BodyWeight | None:
    """Body weight of a given mass [kg]; `None` without one."""
    if mass is None or not math.isfinite(mass):
        return None
    return BodyWeight(value=mass * GRAVITY, error=math.nan, how="given")


def quiet_weight(
    force: GroundForce,
    settings: WeightSettings = WEIGHTS,
    *,
    start: float = -math.inf,
    end: float = math.inf,
) -> BodyWeight | None:
    """Body weight in the steadiest stretch of standing.

    Parameters
    ----------
    force
        Vertical force on the person.
    settings
        What counts as still.
    start, end
        Range in which to look [s].

    Returns
    -------
    BodyWeight or None
        `None` where the person never stands still long enough. Its uncertainty is what
        the velocity at both ends of the stretch, as unknown as the velocity varies
        within it, does to the mean force.
    """
    part = force.within(max(start, force.time[0]), min(end, force.time[-1] + 1.0))
    width = round(settings.still * force.rate)
    total = force.total[part]
    mean, spread = moving_spread(total, width)
    still = (mean > 5.0 * force.threshold) & (spread <= settings.spread * mean)
    if not still.any():
        return None
    best = int(np.argmin(np.where(still, spread, np.inf)))
    return _steady(total[best : best + width], force.time[part][best], force.rate)


def _steady(total: FloatArray, start: float, rate: float) -> BodyWeight:
    weight = float(total.mean())
    duration = total.size / rate
    sway = float(vertical_velocity(total, weight, rate).std())
    error = math.hypot(
        math.sqrt(2.0) * weight / GRAVITY * sway / duration,
        float(total.std()) / math.sqrt(total.size),
    )
    return BodyWeight(
        value=weight,
        error=error,
        how="quiet",
        start=float(start),
        end=float(start) + duration,
        sway=sway,
    )


def landing_weight(
    force: GroundForce,
    *,
    take_off: float,
    landing: float,
    end: float,
    final: tuple[float, float],
    settings: WeightSettings = WEIGHTS,
) -> BodyWeight | None:
    """Body weight from a flight and the landing after it, without quiet standing.

    Parameters
    ----------
    force
        Vertical force on the person.
    take_off, landing
        Ends of the flight [s].
    end
        Where the landing is cut off [s].
    final
        Vertical velocity of the body there and its standard uncertainty [m/s].
    settings
        Uncertainty of the posture.

    Returns
    -------
    BodyWeight or None
        `None` where less than half a second follows the landing.
    """
    flight = landing - take_off
    if end - landing < 0.5 or flight <= 0.0:
        return None
    doubt = math.hypot(final[1], settings.posture / flight)
    gained = final[0] + GRAVITY * flight / 2.0
    return _from_impulse(force, (landing, end), (gained, doubt), "landing")


def contact_weight(
    force: GroundForce,
    *,
    contact: float,
    take_off: float,
    landing: float,
    speed: tuple[float, float],
    settings: WeightSettings = WEIGHTS,
) -> BodyWeight | None:
    """Body weight from the first contact after a drop and the flight that follows.

    Parameters
    ----------
    force
        Vertical force on the person.
    contact, take_off, landing
        First contact and ends of the flight [s].
    speed
        Vertical velocity of the body at contact and its standard uncertainty [m/s].
    settings
        Uncertainty of the posture.

    Returns
    -------
    BodyWeight or None
        `None` without a flight or a speed.
    """
    flight = landing - take_off
    if flight <= 0.0 or not math.isfinite(speed[0]):
        return None
    doubt = math.hypot(speed[1], settings.posture / flight)
    gained = -GRAVITY * flight / 2.0 - speed[0]
    return _from_impulse(force, (contact, landing), (gained, doubt), "contact")


def _from_impulse(
    force: GroundForce,
    stretch: tuple[float, float],
    gained: tuple[float, float],
    how: str,
) -> BodyWeight:
    part = force.total[force.within(*stretch)]
    duration = part.size / force.rate
    impulse = float(part.sum()) / force.rate
    weight = weight_from_impulse(impulse, duration, gained[0])
    span = GRAVITY * duration + gained[0]
    return BodyWeight(
        value=weight,
        error=weight * gained[1] / span,
        how=how,
        start=stretch[0],
        end=stretch[1],
    )


def both_feet_until(force: GroundForce, landing: float, least: float = 0.05) -> float:
    """Until when the plates that a person landed on carry the whole person.

    Parameters
    ----------
    force
        Vertical force under the plates.
    landing
        When the feet came down [s].
    least
        Shortest unloaded stretch that counts as a step off a plate [s].

    Returns
    -------
    float
        First time after the landing at which one of those plates is left, or the end
        of the recording [s].
    """
    hit = force.within(landing, landing + 0.2)
    after = force.within(landing + 0.2, float(force.time[-1]) + 1.0)
    width = max(round(least * force.rate), 2)
    ends = [float(force.time[-1]) + 1.0 / force.rate]
    for load in force.each.T:
        if (load[hit] > force.threshold).any():
            left = long_runs(load[after] < force.threshold, width)
            ends += [float(force.time[after][first]) for first, _ in left[:1]]
    return min(ends)


def cycles_weight(
    force: GroundForce, strikes: FloatArray, settings: WeightSettings = WEIGHTS
) -> BodyWeight | None:
    """Body weight as the mean force over whole gait cycles of one side.

    Parameters
    ----------
    force
        Vertical force on the person, both feet on the plates all the time.
    strikes
        Foot strikes of one side, shape (event,) [s].
    settings
        How alike the cycles must be.

    Returns
    -------
    BodyWeight or None
        `None` with fewer than four strikes, or where the cycles' means differ because
        not every step fell on a plate; the uncertainty is the standard error of the
        cycles' means.
    """
    if strikes.size < 4:
        return None
    sums = np.concatenate(([0.0], np.cumsum(force.total)))
    bounds = np.array([force.index(float(time)) for time in strikes])
    means = np.diff(sums[bounds]) / np.diff(bounds)
    if means.std(ddof=1) > settings.alike * means.mean():
        return None
    whole = (sums[bounds[-1]] - sums[bounds[0]]) / (bounds[-1] - bounds[0])
    return BodyWeight(
        value=float(whole),
        error=float(means.std(ddof=1) / math.sqrt(means.size)),
        how="cycles",
        start=float(strikes[0]),
        end=float(strikes[-1]),
    )


def normalising_weight(
    felt: BodyWeight | None,
    given: BodyWeight | None,
    settings: WeightSettings = WEIGHTS,
) -> BodyWeight | None:
    """Choose the weight that normalises.

    Parameters
    ----------
    felt
        Body weight from the plates.
    given
        Body weight from the given mass.
    settings
        What is plausible.

    Returns
    -------
    BodyWeight or None
        The plates' where it rests on quiet standing or whole cycles and is plausible
        beside the given one; else the given; else the plates' own; else `None`.
    """
    if felt is None or given is None:
        return felt or given
    if felt.how in ("landing", "contact"):
        return given
    near = abs(disagreement(felt, given)) <= settings.plausible
    return felt if near else given


def disagreement(felt: BodyWeight, given: BodyWeight) -> float:
    """By how much the plates' weight exceeds the given one, as a share of it [1]."""
    return felt.value / given.value - 1.0
