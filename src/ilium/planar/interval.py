"""The interval of a measure from the errors of points and camera."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.maths.distributions import t_quantile
from ilium.planar.error import SignalError
from ilium.planar.result import PlanarKinematics
from ilium.planar.seen import ALONG_THE_PELVIS
from ilium.planar.settings import PLANAR, PlanarSettings
from ilium.stability.plan import PLANS, name_of, readings
from ilium.units import DEGREE

NORMAL = 1.96

OFF_AXIS = 12.0 * DEGREE / (NORMAL * math.sqrt(2.0))
"""Standard error of the pelvis without dots where the person is not square on [rad]:
ilium's default of a smallest detectable change of 12°."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Signal and point that a measure is read from."""

    signal: str
    point: str
    from_standing: bool


@cache
def origins(task: str) -> dict[str, Origin]:
    """Every measure of a movement that is read from a signal."""
    plan = PLANS.get(task, PLANS["other"])
    return {
        name_of(signal, point, from_standing=standing): Origin(signal, point, standing)
        for signal, point, standing in readings(plan)
    }


def with_interval(
    measure: Measure,
    planar: PlanarKinematics,
    movement: Movement,
    settings: PlanarSettings,
) -> Measure:
    """Give a measure its tier, and the interval that points and camera leave.

    Parameters
    ----------
    measure
        As the signals gave it.
    planar
        Errors of the signals.
    movement
        Its task.
    settings
        Limit of standing square on.

    Returns
    -------
    Measure
        What is wrong in every repetition alike (places of points, the camera) does not
        shrink with their number; what trembles does. A published error stays for
        `ilium.findings` to attach, but for a pelvis without dots that is not square on
        and for dots whose error a laboratory measured itself.
    """
    given = replace(measure, tier=planar.tier)
    origin = origins(movement.task).get(measure.name)
    if origin is None or not math.isfinite(measure.value):
        return given
    error = _of(planar, origin.signal, measure.side)
    if error is None:
        return given
    fixed, single = _sizes(error, origin)
    half = math.hypot(NORMAL * fixed, _random(measure, single))
    return replace(
        given,
        sem=_published(measure, origin, planar, settings, math.hypot(fixed, single)),
        ci_low=measure.value - half,
        ci_high=measure.value + half,
    )


def _sizes(error: SignalError, origin: Origin) -> tuple[float, float]:
    """What is wrong in all repetitions alike, and what trembles in one [rad]."""
    seen = error.noise[np.isfinite(error.noise)]
    noise = float(np.median(seen)) if seen.size else 0.0
    if origin.point == "excursion":
        return error.change, math.sqrt(2.0) * noise
    fixed = error.change if origin.from_standing else error.fixed
    return fixed, 0.0 if origin.point == "mean" else noise


def _random(measure: Measure, single: float) -> float:
    """Half of the interval from what differs between repetitions [rad]."""
    if measure.repetition is None and measure.n > 1 and math.isfinite(measure.sd):
        spread = t_quantile(0.975, measure.n - 1) * measure.sd
        return spread / math.sqrt(measure.n)
    return NORMAL * single


def _published(
    measure: Measure,
    origin: Origin,
    planar: PlanarKinematics,
    settings: PlanarSettings,
    propagated: float,
) -> float:
    """Standard error of a pelvis seen askew, and of dots that somebody measured.

    The measure's own otherwise [rad].
    """
    if origin.signal not in ALONG_THE_PELVIS:
        return measure.sem
    if planar.tier == "video_a":
        own = (settings.dot_error, settings.kept) != (PLANAR.dot_error, PLANAR.kept)
        return propagated if own else measure.sem
    yaw = settings.yaw if settings.yaw is not None else planar.standpoint.yaw
    askew = math.isfinite(yaw) and abs(yaw) > settings.square
    return OFF_AXIS if askew else measure.sem


def _of(planar: PlanarKinematics, signal: str, side: str) -> SignalError | None:
    sided = f"{signal}_{side}"
    return planar.errors.get(sided, planar.errors.get(signal))
