"""What happens on the ground before take-off: time, force, stiffness, fall."""

from __future__ import annotations

import math

import numpy as np

from ilium.conventions import GRAVITY
from ilium.core.estimate import Estimate, missing
from ilium.jump.loading import loading_rate, peak_force
from ilium.jump.moments import Moments
from ilium.jump.settings import JumpSettings
from ilium.jump.trace import METHODS, JumpTrace
from ilium.maths.impulse import height_from_velocity

STIFFNESS = "doi:10.1016/0021-9290(90)90042-2"


def contact_time(moments: Moments, settings: JumpSettings) -> Estimate:
    """Time from the first contact to take-off.

    Parameters
    ----------
    moments
        Times of the jump.
    settings
        Contact time that tells a drop jump from a drop vertical jump.

    Returns
    -------
    Estimate
        [s], flagged by what happened: ``drop-jump`` or ``drop-vertical-jump``.
    """
    if moments.contact is None or moments.take_off is None:
        return missing("no-rebound")
    value = moments.take_off - moments.contact
    fast = value < settings.fast_contact
    kind = "drop-jump" if fast else "drop-vertical-jump"
    seen = () if moments.from_plates else ("from-markers",)
    return Estimate(value=value, error=moments.resolution, flags=(kind, *seen))


def time_to_take_off(moments: Moments) -> Estimate:
    """Time from the start of a countermovement to take-off [s]."""
    if moments.onset is None or moments.take_off is None:
        return missing("no-onset")
    seen = () if moments.from_plates else ("from-markers",)
    return Estimate(
        value=moments.take_off - moments.onset, error=moments.resolution, flags=seen
    )


def contact_forces(
    trace: JumpTrace, moments: Moments, settings: JumpSettings, noise: float
) -> dict[str, Estimate]:
    """Peak force before take-off, and the loading rate of a drop's first contact.

    Parameters
    ----------
    trace
        Force on the person.
    moments
        Times of the jump.
    settings
        Impact peak and loading rate.
    noise
        Standard deviation of the unloaded signal [N].

    Returns
    -------
    dict
        `peak_force` [body weights] and, after a drop, `loading_rate` [body weights/s].
    """
    start = next(
        each
        for each in (moments.contact, moments.onset, moments.start)
        if each is not None
    )
    end = moments.take_off
    if end is None:
        return {"peak_force": missing("no-take-off")}
    found = {"peak_force": peak_force(trace, start, end, noise)}
    if moments.contact is not None:
        found["loading_rate"] = loading_rate(trace, start, end, settings)
    return found


def compression_estimates(trace: JumpTrace, moments: Moments) -> dict[str, Estimate]:
    """How far the centre of mass sinks after a drop, and the stiffness of that.

    Parameters
    ----------
    trace
        Motion of the centre of mass.
    moments
        Times of the jump, with a first contact and take-off.

    Returns
    -------
    dict
        `contact_depth` [m], `vertical_stiffness` [N/m] and
        `vertical_stiffness_by_mass` [N/(m kg)].
    """
    names = ("contact_depth", "vertical_stiffness", "vertical_stiffness_by_mass")
    if moments.contact is None or moments.take_off is None:
        return dict.fromkeys(names, missing("no-rebound"))
    part = (trace.time >= moments.contact) & (trace.time <= moments.take_off)
    rise, force, time = trace.rise[part], trace.force[part], trace.time[part]
    low = int(np.argmin(rise))
    depth = trace.at(trace.rise, moments.contact) - float(rise[low])
    if not depth > 0.0 or low in (0, rise.size - 1):
        return dict.fromkeys(names, missing("no-turning-point"))
    error = trace.rise_error(moments.contact, float(time[low]))
    top = int(np.argmax(force))
    apart = abs(float(time[top] - time[low]))
    flags = () if apart < 0.25 * (time[-1] - time[0]) else ("peak-not-at-bottom",)
    stiffness = float(force[top]) / depth
    mass = trace.weight.value / GRAVITY
    way = f"Fmax/ΔzCOM, motion {METHODS[trace.how]} ({STIFFNESS})"
    share = stiffness * error / depth
    return {
        "contact_depth": Estimate(value=depth, error=error),
        "vertical_stiffness": Estimate(
            value=stiffness, error=share, flags=flags, method=way
        ),
        "vertical_stiffness_by_mass": Estimate(
            value=stiffness / mass, error=share / mass, flags=flags, method=way
        ),
    }


def fall_estimate(trace: JumpTrace | None, moments: Moments) -> Estimate:
    """Height that the body actually fell before its first contact.

    Parameters
    ----------
    trace
        Motion of the centre of mass; `None` where it could not be integrated.
    moments
        Times of the jump.

    Returns
    -------
    Estimate
        v²/2g at contact [m].
    """
    if moments.contact is None:
        return missing("no-drop")
    if trace is None:
        return missing("no-stillness-and-no-flight")
    speed = trace.at(trace.velocity, moments.contact)
    if not speed < 0.0:
        return missing("integration-implausible")
    error = math.hypot(
        trace.velocity_error(moments.contact), GRAVITY / (trace.rate * math.sqrt(12.0))
    )
    return Estimate(
        value=height_from_velocity(speed),
        error=-speed / GRAVITY * error,
        method=f"v²/2g at contact, motion {METHODS[trace.how]}",
    )
