"""Walking through the laboratory, over two plates."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.conventions import FORWARDS, RIGHT, SIDES, SIGN, UP, Side
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.samples.simulator.courses import glide, steps
from ilium.samples.simulator.order import Order
from ilium.samples.simulator.patches import Patch
from ilium.samples.simulator.person import BALL, HEEL, Person
from ilium.samples.simulator.plan import Plan
from ilium.units import DEGREE

SPEED: Final = 1.1
"""Of walking [m/s]."""

STRIDE: Final = 1.1
"""Time from foot strike to the next one of the same foot [s]."""

STANCE: Final = 0.62
"""Share of the stride in which a foot is on the ground [1]."""

DOUBLE: Final = STANCE - 0.5
"""Share of the stride in which both are, twice [1]."""

LEAD: Final = 2.0
"""Strides before and after what is recorded [1]."""

WIDTH: Final = 0.05
"""Distance of each foot from the line of walking, of the model's size [m]."""

TOES_UP, TOES_DOWN = 15.0 * DEGREE, 40.0 * DEGREE
"""Pitch of the foot as it lands and as it leaves [rad]."""

LATE: Final = {"left": 0.0, "right": 0.5}
"""When each foot lands first, in strides [1]."""

HIPS: Final = 0.805
RISES: Final = 0.006
"""Mean height of the hip that carries the body, and how far it rises over the standing
leg, of the model's size [m]."""


def plan_walk(person: Person, order: Order) -> Plan:
    """Plan walking at 1.1 m/s; `repetitions` is the number of strides recorded.

    Parameters
    ----------
    person
        Who walks.
    order
        Rate and what is asked for.

    Returns
    -------
    Plan
        With two strides before and after what is recorded.
    """
    strides = order.repetitions + 2.0 * LEAD + 1.0
    time = np.arange(round(strides * STRIDE * order.rate) + 1) / order.rate
    plan = Plan(time=time, abreast=False)
    plan.keep = (LEAD * STRIDE, float(time[-1]) - LEAD * STRIDE)
    for foot, side in enumerate(SIDES):
        _foot(plan, person, foot, side, round(strides))
    _pelvis(plan, person, order)
    _upper_body(plan)
    plan.patches = _patches(plan, person)
    plan.repetitions = _cycles(plan)
    return plan


def _foot(plan: Plan, person: Person, foot: int, side: Side, strides: int) -> None:
    """Contacts of one foot: on the heel, flat, over the ball, through the air."""
    time, size = plan.time, person.size
    length = (BALL - HEEL) * size
    plan.ball[:, foot, RIGHT] = SIGN[side] * WIDTH * size
    plan.heading[:, foot] = -SIGN[side] * 5.0 * DEGREE
    share = np.zeros(time.size)
    for number in range(-1, strides + 1):
        strike = (number + LATE[side]) * STRIDE
        here = (time >= strike - 1e-9) & (time < strike + STRIDE - 1e-9)
        phase = (time[here] - strike) / STRIDE
        place = SPEED * strike + 0.5 * STANCE * SPEED * STRIDE
        pitch = _pitch(phase)
        heel = np.maximum(pitch, 0.0)
        swing = np.clip((phase - STANCE) / (1.0 - STANCE), 0.0, 1.0)
        last = glide(swing) * (SPEED * STRIDE - length * (1.0 - np.cos(TOES_UP)))
        ahead = place - np.where(swing > 0.0, 0.0, length * (1.0 - np.cos(heel)))
        plan.ball[here, foot, FORWARDS] = ahead + last
        up = np.where(swing > 0.0, 0.0, length * np.sin(heel))
        lifted = glide(swing) * length * np.sin(TOES_UP)
        clear = 0.03 * size * 16.0 * swing**2 * (1.0 - swing) ** 2
        plan.ball[here, foot, UP] = up + lifted + clear
        plan.slope[here, foot] = pitch
        plan.pressure[here, foot, FORWARDS] = place + size * _roll(phase)
        share[here] = steps(phase, (0.0, 0.0), (DOUBLE, 1.0), (0.5, 1.0), (STANCE, 0.0))
    plan.pressure[:, foot, RIGHT] = SIGN[side] * WIDTH * size
    plan.share[:, foot] = plan.carries[:, foot] = share


def _pitch(phase: FloatArray) -> FloatArray:
    return steps(
        phase,
        (0.0, TOES_UP),
        (DOUBLE, 0.0),
        (0.34, 0.0),
        (STANCE + 0.04, -TOES_DOWN),
        (0.97, TOES_UP),
    )


def _roll(phase: FloatArray) -> FloatArray:
    """Where the ground presses, from the ball of the foot, of the model's size [m]."""
    return steps(phase, (0.0, -0.165), (DOUBLE, -0.1), (0.47, 0.0), (STANCE, 0.02))


def _pelvis(plan: Plan, person: Person, order: Order) -> None:
    turn = 2.0 * np.pi * plan.time / STRIDE
    plan.obliquity[:] = -order.pelvic_drop * np.cos(turn - 2.0 * np.pi * 0.2)
    plan.yaw[:] = -order.pelvic_rotation * np.cos(turn)
    plan.tilt[:] = 9.0 * DEGREE
    middle = 2.0 * np.pi * STANCE / 2.0
    plan.height[:] = person.size * (HIPS + RISES * np.cos(2.0 * (turn - middle)))


def _upper_body(plan: Plan) -> None:
    turn = 2.0 * np.pi * plan.time / STRIDE
    plan.pitch[:] = 3.0 * DEGREE
    plan.turn[:] = 3.0 * DEGREE * np.cos(turn)
    for side in SIDES:
        swing = SIGN[side] * 18.0 * DEGREE * np.cos(turn)
        plan.joint("arm_flex", side, swing)
        plan.joint("elbow_flex", side, 30.0 * DEGREE + 0.4 * swing)
    plan.both("arm_add", np.full(plan.time.size, -10.0 * DEGREE))
    plan.both("pro_sup", np.full(plan.time.size, 70.0 * DEGREE))


def _patches(plan: Plan, person: Person) -> tuple[Patch, ...]:
    """Plates under a left and the following right step in the middle."""
    middle = np.ceil((plan.keep[0] + plan.keep[1]) / 2.0 / STRIDE - 0.5)
    found = []
    for side in SIDES:
        strike = (middle + LATE[side]) * STRIDE
        place = SPEED * strike + 0.5 * STANCE * SPEED * STRIDE
        reach = (place - 0.36 * person.size, place + 0.24 * person.size)
        aside = (-0.45, -0.002) if side == "left" else (0.002, 0.45)
        found.append(Patch(ahead=reach, aside=aside))
    return tuple(found)


def _cycles(plan: Plan) -> tuple[Repetition, ...]:
    found = []
    first, last = plan.keep
    for side in SIDES:
        count = round((last - first) / STRIDE) + 3
        strikes = [(k + LATE[side]) * STRIDE for k in range(count + 3)]
        inside = [each for each in strikes if first < each and each + STRIDE < last]
        found += [
            Repetition(
                number=number,
                side=side,
                start=each,
                end=each + STRIDE,
                events={"foot_strike": each, "foot_off": each + STANCE * STRIDE},
            )
            for number, each in enumerate(inside, start=1)
        ]
    return tuple(sorted(found, key=lambda each: each.start))
