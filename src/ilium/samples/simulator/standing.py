"""Quiet standing on both feet."""

from __future__ import annotations

import numpy as np

from ilium.conventions import FORWARDS, RIGHT, SIDES, SIGN, UP
from ilium.samples.simulator.order import Order
from ilium.samples.simulator.patches import Patch
from ilium.samples.simulator.person import STANCE, Person
from ilium.samples.simulator.plan import Plan
from ilium.units import DEGREE

STANDING = 0.932
"""Height of the centre of mass in standing, of the model's size [m]."""

BEHIND = 0.085
"""How far behind the balls of the feet it stands, of the model's size [m]."""

TOES_OUT = 5.0 * DEGREE
TILT, PITCH = 8.0 * DEGREE, 2.0 * DEGREE
ARMS = {"arm_flex": 0.0, "arm_add": -12.0, "elbow_flex": 25.0, "pro_sup": 70.0}
"""Feet, pelvis, trunk [rad] and arms [deg] in standing."""

DURATION = 1.5
"""Length of the static trial [s]."""


def stand(plan: Plan, person: Person) -> None:
    """Fill a plan with standing on the floor, feet abreast.

    Parameters
    ----------
    plan
        Gets every course.
    person
        Who stands; the middle between the balls of the feet is at the origin.
    """
    size = person.size
    plan.tilt[:], plan.pitch[:] = TILT, PITCH
    for name, angle in ARMS.items():
        plan.both(name, np.full(plan.time.size, angle * DEGREE))
    for foot, side in enumerate(SIDES):
        plan.ball[:, foot, RIGHT] = SIGN[side] * STANCE * size
        plan.heading[:, foot] = -SIGN[side] * TOES_OUT
    plan.pressure[:] = plan.ball
    plan.pressure[..., FORWARDS] -= BEHIND * size
    plan.com[:, FORWARDS] = -BEHIND * size
    plan.com[:, UP] = STANDING * size
    plan.height[:] = np.nan
    plan.patches = abreast(0.0)


def abreast(ahead: float) -> tuple[Patch, ...]:
    """Two plates side by side, the left one first."""
    reach = (ahead - 0.4, ahead + 0.3)
    return (
        Patch(ahead=reach, aside=(-0.5, -0.002)),
        Patch(ahead=reach, aside=(0.002, 0.5)),
    )


def plan_standing(person: Person, order: Order) -> Plan:
    """Plan a static trial."""
    time = np.arange(round(DURATION * order.rate) + 1) / order.rate
    plan = Plan(time=time)
    stand(plan, person)
    plan.keep = (0.0, DURATION)
    plan.quiet = DURATION
    return plan
