"""How high and how long: flight, jump height, reactive strength."""

from __future__ import annotations

import math

import numpy as np

from ilium.conventions import GRAVITY, UP
from ilium.core.estimate import Estimate, missing
from ilium.jump.moments import Moments
from ilium.jump.settings import JumpSettings
from ilium.jump.trace import METHODS, JumpTrace
from ilium.kinematics.place import pelvis_middle
from ilium.kinematics.result import Kinematics
from ilium.maths.impulse import height_from_flight, height_from_velocity

LINTHORNE = "doi:10.1119/1.1397460"
SPEED_BOUND = 8.0


def flight_estimates(moments: Moments, settings: JumpSettings) -> dict[str, Estimate]:
    """Time in the air and the height that it gives.

    Parameters
    ----------
    moments
        Times of the jump.
    settings
        Shortest flight.

    Returns
    -------
    dict
        `flight_time` [s] and `jump_height_flight_time` [m].
    """
    names = ("flight_time", "jump_height_flight_time")
    flight = moments.flight
    if flight is None:
        return dict.fromkeys(names, missing("no-flight"))
    if flight < settings.shortest_flight:
        return dict.fromkeys(names, missing("flight-too-short"))
    source = "force plates" if moments.from_plates else "toe markers"
    flags = () if moments.from_plates else ("from-markers",)
    way = "g·t²/8; holds where the body lands as it took off"
    return {
        "flight_time": Estimate(
            value=flight,
            error=moments.resolution,
            flags=flags,
            method=f"take-off to landing by {source}",
        ),
        "jump_height_flight_time": Estimate(
            value=height_from_flight(flight),
            error=GRAVITY * flight / 4.0 * moments.resolution,
            flags=flags,
            method=f"{way}; flight by {source} ({LINTHORNE})",
        ),
    }


def impulse_estimates(trace: JumpTrace | None, moments: Moments) -> dict[str, Estimate]:
    """Speed at take-off and the heights that it gives.

    Parameters
    ----------
    trace
        Motion of the centre of mass; `None` where it could not be integrated.
    moments
        Times of the jump.

    Returns
    -------
    dict
        `take_off_speed` [m/s], `jump_height_impulse` and `jump_height_standing` [m];
        NaN where nothing stands still, because the flight time would only repeat
        itself.
    """
    names = ("take_off_speed", "jump_height_impulse", "jump_height_standing")
    if trace is None or not trace.from_standing or moments.take_off is None:
        return dict.fromkeys(names, missing("no-stillness-on-plates"))
    speed = trace.at(trace.velocity, moments.take_off)
    if not 0.0 < speed < SPEED_BOUND:
        return dict.fromkeys(names, missing("integration-implausible"))
    error = trace.velocity_error(moments.take_off)
    above = trace.at(trace.rise, moments.take_off)
    height = height_from_velocity(speed)
    lifted = speed / GRAVITY * error
    way = f"impulse-momentum, {METHODS[trace.how]} ({LINTHORNE})"
    drift = trace.rise_error(trace.anchor, moments.take_off) / 2.0
    return {
        "take_off_speed": Estimate(value=speed, error=error, method=way),
        "jump_height_impulse": Estimate(
            value=height, error=lifted, method=f"v²/2g; {way}"
        ),
        "jump_height_standing": Estimate(
            value=height + above,
            error=math.hypot(lifted, drift),
            method=f"v²/2g and the rise from standing to take-off; {way}",
        ),
    }


def pelvis_estimates(
    kinematics: Kinematics, moments: Moments, quiet: tuple[float, float] | None
) -> dict[str, Estimate]:
    """Rise of the pelvis, from markers alone.

    Parameters
    ----------
    kinematics
        Landmarks of the pelvis.
    moments
        Times of the jump.
    quiet
        Quiet standing [s]; `None` without.

    Returns
    -------
    dict
        `pelvis_rise` from take-off and `pelvis_rise_standing` from quiet standing [m].
    """
    names = ("pelvis_rise", "pelvis_rise_standing")
    if moments.take_off is None or moments.landing is None:
        return dict.fromkeys(names, missing("no-flight"))
    time, height = kinematics.time, pelvis_middle(kinematics)[:, UP]
    air = (time >= moments.take_off) & (time <= moments.landing) & np.isfinite(height)
    if air.sum() < 5:
        return dict.fromkeys(names, missing("pelvis-not-seen"))
    top = float(height[air].max())
    seen = np.isfinite(height)
    off = float(np.interp(moments.take_off, time[seen], height[seen]))
    speed = math.sqrt(2.0 * GRAVITY * max(top - off, 0.0))
    error = speed * moments.resolution / math.sqrt(2.0)
    way = "highest middle of the pelvis markers in flight"
    flags = ("pelvis-not-centre-of-mass",)
    found = {
        "pelvis_rise": Estimate(
            value=top - off, error=error, flags=flags, method=f"{way}, from take-off"
        ),
        "pelvis_rise_standing": missing("no-quiet-standing"),
    }
    if quiet is not None:
        still = seen & (time >= quiet[0]) & (time < quiet[1])
        if still.any():
            found["pelvis_rise_standing"] = Estimate(
                value=top - float(height[still].mean()),
                error=float(height[still].std()),
                flags=flags,
                method=f"{way}, from quiet standing",
            )
    return found


def reactive_estimates(found: dict[str, Estimate]) -> dict[str, Estimate]:
    """Reactive strength from height, flight and contact time.

    Parameters
    ----------
    found
        Estimates of `jump_height_flight_time`, `flight_time` and `contact_time` or
        `time_to_take_off`.

    Returns
    -------
    dict
        `reactive_strength_index` [m/s] and `reactive_strength_ratio` [1], and for a
        jump from standing `reactive_strength_index_modified` [m/s].
    """
    height, flight = found["jump_height_flight_time"], found["flight_time"]
    result: dict[str, Estimate] = {}
    if "contact_time" in found:
        contact = found["contact_time"]
        result["reactive_strength_index"] = ratio(height, contact)
        result["reactive_strength_ratio"] = ratio(flight, contact)
    if "time_to_take_off" in found:
        taken = found["time_to_take_off"]
        result["reactive_strength_index_modified"] = ratio(height, taken)
    return result


def ratio(above: Estimate, below: Estimate) -> Estimate:
    """Quotient of two estimates; relative uncertainties add in quadrature."""
    flags = tuple(dict.fromkeys((*above.flags, *below.flags)))
    if not (math.isfinite(above.value) and below.value > 0.0):
        return missing(*flags)
    value = above.value / below.value
    share = math.hypot(above.error / above.value, below.error / below.value)
    return Estimate(value=value, error=abs(value) * share, flags=flags)
