"""Body weight from a jump in which nobody stands still."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from ilium.conventions import GRAVITY, UP
from ilium.kinematics.place import pelvis_middle
from ilium.kinematics.result import Kinematics
from ilium.kinetics.body_weight import (
    BodyWeight,
    WeightSettings,
    both_feet_until,
    contact_weight,
    landing_weight,
)
from ilium.kinetics.ground_force import GroundForce
from ilium.maths.derivatives import derivative
from ilium.maths.filters import low_pass

SPEED_DOUBT = 0.3
"""Standard uncertainty of the pelvis's speed at contact as the body's [m/s]: weights of
three public drop jumps came out 0.3 to 4.2 % above the static trial's."""


def jump_weight(
    kinematics: Kinematics,
    force: GroundForce,
    events: Mapping[str, float],
    settings: WeightSettings,
) -> BodyWeight | None:
    """Body weight from a landing or from the contact before it.

    Force that passes the plates by only lowers a weight: where the two disagree by
    more than their errors the larger counts, else the surer.

    Parameters
    ----------
    kinematics
        Landmarks of the pelvis.
    force
        Vertical force under the plates.
    events
        Times of `take_off`, `landing` and, after a drop, `initial_contact` [s].
    settings
        Uncertainty of the posture.

    Returns
    -------
    BodyWeight or None
        `None` where neither can be had.
    """
    take_off, landing = events["take_off"], events["landing"]
    last = both_feet_until(force, landing)
    end, final, doubt = final_velocity(kinematics, landing, last)
    landed = landing_weight(
        force,
        take_off=take_off,
        landing=landing,
        end=end,
        final=(final, doubt),
        settings=settings,
    )
    if "initial_contact" not in events:
        return landed
    contact = events["initial_contact"]
    bounced = contact_weight(
        force,
        contact=contact,
        take_off=take_off,
        landing=landing,
        speed=(speed_at_contact(kinematics, contact), SPEED_DOUBT),
        settings=settings,
    )
    if landed is None or bounced is None:
        return landed or bounced
    apart = abs(landed.value - bounced.value)
    if apart > 2.0 * math.hypot(landed.error, bounced.error):
        return max(landed, bounced, key=lambda each: each.value)
    return min(landed, bounced, key=lambda each: each.error / each.value)


def speed_at_contact(
    kinematics: Kinematics, contact: float, over: float = 0.06
) -> float:
    """Vertical velocity of the pelvis at first contact, after free fall.

    Parameters
    ----------
    kinematics
        Landmarks of the pelvis.
    contact
        First contact [s].
    over
        Stretch before it to which a fall is fitted [s].

    Returns
    -------
    float
        [m/s], negative downwards; NaN where the pelvis is not seen.
    """
    time, height = kinematics.time, pelvis_middle(kinematics)[:, UP]
    part = np.isfinite(height) & (time >= contact - over) & (time <= contact)
    if part.sum() < 4:
        return math.nan
    since = time[part] - contact
    straight = height[part] + GRAVITY * since**2 / 2.0
    return float(np.polyfit(since, straight, 1)[0])


def final_velocity(
    kinematics: Kinematics, landing: float, last: float
) -> tuple[float, float, float]:
    """When a landing is cut off, and how fast the body rises there.

    Parameters
    ----------
    kinematics
        Landmarks of the pelvis.
    landing
        When the feet came down [s].
    last
        Latest time that may be used [s].

    Returns
    -------
    tuple of float
        Time [s], velocity of the pelvis and its standard uncertainty as the body's
        [m/s]; `last` and 0 ± 0.3 where the pelvis is not seen.
    """
    time, height = kinematics.time, pelvis_middle(kinematics)[:, UP]
    part = np.isfinite(height) & (time > landing) & (time < last)
    if part.sum() < 20:
        return last, 0.0, 0.3
    rate = (time.size - 1) / float(time[-1] - time[0])
    speed = derivative(low_pass(height, 10.0, rate), rate)
    final = int(np.flatnonzero(part)[-1])
    return float(time[final]), float(speed[final]), 0.1
