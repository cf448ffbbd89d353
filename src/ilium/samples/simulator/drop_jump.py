"""Drop vertical jump: off a box with both feet, down, up, and down to stand."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import GRAVITY, RIGHT, SIGN, UP
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.samples.simulator.courses import (
    bump,
    finer,
    glide,
    integrals,
    rise,
    steps,
    thrust,
)
from ilium.samples.simulator.order import Order
from ilium.samples.simulator.person import STANCE, Person
from ilium.samples.simulator.plan import Plan
from ilium.samples.simulator.standing import abreast
from ilium.units import DEGREE

FORWARDS = 0

BOX = 0.30
"""Height of the box [m]."""

CONTACT = 0.32
"""Time on the ground between drop and jump [s]."""

JUMP = 0.25
"""Height of the flight of the centre of mass above take-off [m]."""

STANDING = 0.932
"""Height of the centre of mass in standing, of the model's size [m]."""

BEHIND = 0.085
"""How far behind the balls of the feet it stands, of the model's size [m]."""

DROP_SPEED, AHEAD_SPEED = 0.35, 0.35
"""Speed upwards and forwards off the box [m/s]."""

TOUCH, LEAVE, RETURN = -0.03, -0.015, -0.02
"""Height of the centre of mass above standing when it touches the ground, leaves it and
returns to it, of the model's size [m]."""

ABSORB, RISEN = 0.5, 0.75
"""Time from landing until the fall is taken up, and until the body stands [s]."""

SWIFT = 0.11
"""Time in which a foot that leaves the ground catches up with the body [s]."""

POINTED = 45.0
"""How far the feet point down in the air [deg]."""

EARLY, LATE = 0.07, 0.06
"""Time before and after a contact in which the heel comes down, so that the ankle does
not stop with the ball of the foot [s]."""

TUCK = (0.02, 0.02)
"""How far the legs are drawn up in the drop and in the jump [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """When the parts of the jump begin [s]."""

    leave: float
    off: float
    contact: float
    take_off: float
    landing: float
    stand: float
    end: float


def timing(person: Person, *, contact: float, jump: float, quiet: float) -> Timing:
    """Times of the parts, from the heights that the body flies."""
    size = person.size
    off = quiet + 0.8
    down = off + _flight(BOX - TOUCH * size, DROP_SPEED)
    up = down + contact
    landing = up + _flight((LEAVE - RETURN) * size, _thrown_up(jump))
    stand = landing + RISEN
    return Timing(
        leave=quiet,
        off=off,
        contact=down,
        take_off=up,
        landing=landing,
        stand=stand,
        end=stand + quiet + 0.5,
    )


def _flight(fall: float, speed: float) -> float:
    """Time until something thrown up at a speed is `fall` lower [s]."""
    return (speed + math.sqrt(speed**2 + 2.0 * GRAVITY * fall)) / GRAVITY


def _thrown_up(height: float) -> float:
    return math.sqrt(2.0 * GRAVITY * height)


def plan_drop_jump(person: Person, order: Order) -> Plan:
    """Plan a drop vertical jump.

    Parameters
    ----------
    person
        Who jumps.
    order
        Rate and what is asked for.

    Returns
    -------
    Plan
        Alike on both sides, but for the pelvis between contact and take-off.
    """
    vary = order.repetition()
    jump, contact = JUMP * vary.size, CONTACT * vary.pace
    when = timing(person, contact=contact, jump=jump, quiet=order.quiet)
    time = np.arange(round(when.end * order.rate) + 1) / order.rate
    plan = Plan(time=time)
    plan.flights = ((when.off, when.contact), (when.take_off, when.landing))
    plan.height[:] = np.nan
    place = _throw(plan, person, when, jump)
    _feet(plan, person, when, place)
    _trunk(plan, when, vary.size)
    _pelvis(plan, order, when, vary.size)
    plan.repetitions = (_repetition(plan, when),)
    _lean_on(plan, order.asymmetry, when)
    plan.patches = abreast(place)
    plan.keep = (0.0, when.end)
    plan.quiet = when.leave
    return plan


def _throw(plan: Plan, person: Person, when: Timing, jump: float) -> float:
    """Forces, and the path of the centre of mass that they give."""
    time, fine = plan.time, finer(plan.time)
    size, up = person.size, _thrown_up(jump)
    weight = GRAVITY * (1.0 - rise((fine - when.off + 0.3) / 0.3))
    weight += GRAVITY * rise((fine - when.landing - 0.03) / 0.3)
    load = _scaled(
        time,
        weight,
        thrust(fine, when.leave, when.off, (3, 3)),
        thrust(fine, when.leave + 0.3, when.off, (5, 3)),
        (when.off, DROP_SPEED, 0.0),
    )
    load = _scaled(
        time,
        load,
        thrust(fine, when.contact, when.take_off, (3, 12)),
        thrust(fine, when.contact, when.take_off, (5, 3)),
        (when.take_off, up, LEAVE * size - BOX),
    )
    load = _scaled(
        time,
        load,
        thrust(fine, when.landing, when.landing + ABSORB, (3, 10)),
        thrust(fine, when.landing, when.stand, (4, 6)),
        (when.stand, 0.0, -BOX),
    )
    plan.com[:, UP] = BOX + STANDING * size + integrals(time, load - GRAVITY)[1]
    plan.load = load[:: (fine.size - 1) // (time.size - 1)]
    plan.com[:, FORWARDS], landing = _ahead(plan, when, load)
    return landing


def _scaled(
    time: FloatArray,
    load: FloatArray,
    one: FloatArray,
    two: FloatArray,
    goal: tuple[float, float, float],
) -> FloatArray:
    """Add two thrusts so large that time, speed and height of a goal are met."""
    at, speed, height = goal
    parts = [integrals(time, each) for each in (load - GRAVITY, one, two)]
    rows = [[np.interp(at, time, part[row]) for part in parts] for row in range(2)]
    table = np.array(rows)
    wanted = np.array([speed, height]) - table[:, 0]
    first, second = np.linalg.solve(table[:, 1:], wanted)
    return load + first * one + second * two


def _ahead(plan: Plan, when: Timing, load: FloatArray) -> tuple[FloatArray, float]:
    """Forward path: forces lean by so much that they pass near the body's middle."""
    time, fine = plan.time, finer(plan.time)
    push = load * thrust(fine, when.leave, when.off + 1e-6, (3, 1))
    late = load * np.clip((fine - when.contact) / (when.take_off - when.contact), 0, 1)
    on = (fine >= when.contact) & (fine <= when.take_off)
    parts = [integrals(time, each) for each in (push, load * on, late * on)]
    speed = [np.interp(when.off, time, parts[0][0])]
    ahead = AHEAD_SPEED / speed[0]
    x = ahead * parts[0][1]
    pace, way = (
        [np.interp(when.take_off, time, part[k]) for part in parts[1:]] for k in (0, 1)
    )
    # lean at contact and take-off such that both press the same place
    y = [
        np.interp(each, time, plan.com[:, UP]) for each in (when.contact, when.take_off)
    ]
    span = when.take_off - when.contact
    table = np.array([pace, [way[0] + y[0] - y[1], way[1] - y[1]]])
    # velocity: ahead speed + k0 pace0 + k1 pace1 = 0
    # x0 - y0 k0 = x0 + v span + k0 way0 + k1 way1 - y1 (k0 + k1)
    wanted = np.array([-AHEAD_SPEED, -AHEAD_SPEED * span])
    lean, more = np.linalg.solve(table, wanted)
    x = x + lean * parts[1][1] + more * parts[2][1]
    start = float(np.interp(when.contact, time, x))
    return x, start - float(y[0] * lean)


def _feet(plan: Plan, person: Person, when: Timing, place: float) -> None:
    time, size = plan.time, person.size
    behind = BEHIND * size
    first, second = behind, place + 0.02
    third = plan.com[-1, FORWARDS] + behind
    out = glide((time - when.off) / (when.contact - when.off))
    on = glide((time - when.take_off) / (when.landing - when.take_off))
    x = first + (second - first) * out + (third - second) * on
    drop, jump = plan.flights
    height = np.where(
        time < when.contact,
        _hop(plan, drop, (BOX, 0.0), TUCK[0]),
        _hop(plan, jump, (0.0, 0.0), TUCK[1]),
    )
    toes = steps(
        time,
        (when.off - 0.2, 0.0),
        (when.off + 0.08, -POINTED),
        (when.contact - EARLY, -POINTED),
        (when.contact + LATE, 0.0),
        (when.take_off - 0.13, 0.0),
        (when.take_off + 0.06, -POINTED),
        (when.landing - EARLY, -POINTED),
        (when.landing + LATE, 0.0),
    )
    for foot, side in enumerate(("left", "right")):
        plan.ball[:, foot, FORWARDS] = x
        plan.ball[:, foot, UP] = height
        plan.ball[:, foot, RIGHT] = SIGN[side] * STANCE * size
        plan.slope[:, foot] = toes * DEGREE
        plan.heading[:, foot] = -SIGN[side] * 5.0 * DEGREE
    surface = np.where(time <= when.off, BOX, 0.0)
    back = steps(
        time,
        (when.leave, behind),
        (when.off, 0.0),
        (when.contact, 0.0),
        (when.contact + 0.12, 0.06 * size),
        (when.take_off - 0.15, 0.06 * size),
        (when.take_off, 0.0),
        (when.landing, 0.0),
        (when.landing + 0.15, 0.8 * behind),
        (when.stand, behind),
    )
    plan.pressure[:] = plan.ball
    plan.pressure[..., UP] = surface[:, None]
    plan.pressure[..., FORWARDS] -= back[:, None]


def _hop(
    plan: Plan, flight: tuple[float, float], levels: tuple[float, float], tuck: float
) -> FloatArray:
    """Height of feet that leave a level at rest, fly with the body and land at rest."""
    time, (start, end), (before, after) = plan.time, flight, levels
    risen = plan.com[:, UP] - np.interp(start, time, plan.com[:, UP])
    left = rise((time - start) / SWIFT)
    landed = rise((time - end + SWIFT) / SWIFT)
    flying = before + risen + tuck * bump(time, start - 0.1, end + 0.1)
    return before * (1 - left) + left * (1 - landed) * flying + landed * after


def _trunk(plan: Plan, when: Timing, size: float) -> None:
    time = plan.time
    middle = (when.contact + when.take_off) / 2.0
    plan.pitch[:] = DEGREE * steps(
        time,
        (when.leave, 2.0),
        (when.leave + 0.4, 20.0 * size),
        (when.off, 8.0),
        (when.contact, 12.0),
        (middle, 35.0 * size),
        (when.take_off, 8.0),
        (when.landing, 10.0),
        (when.landing + 0.25, 28.0 * size),
        (when.stand, 2.0),
    )
    plan.tilt[:] = 8.0 * DEGREE + 0.6 * (plan.pitch - 2.0 * DEGREE)
    swing = steps(
        time,
        (when.leave, 0.0),
        (when.leave + 0.4, -25.0),
        (when.off, 25.0),
        (when.contact, 10.0),
        (middle, -30.0),
        (when.take_off, 60.0),
        (when.landing, 30.0),
        (when.landing + 0.3, -10.0),
        (when.stand, 0.0),
    )
    plan.both("arm_flex", swing * DEGREE)
    plan.both("arm_add", np.full(time.size, -12.0 * DEGREE))
    plan.both("elbow_flex", np.full(time.size, 25.0 * DEGREE))
    plan.both("pro_sup", np.full(time.size, 70.0 * DEGREE))


def _pelvis(plan: Plan, order: Order, when: Timing, size: float) -> None:
    """Drop and rotation on the ground, nothing in the air."""
    shape = bump(plan.time, when.contact + 0.02, when.take_off - 0.02)
    sign = SIGN[order.side or "right"]
    plan.obliquity[:] = sign * order.pelvic_drop * size * shape
    plan.yaw[:] = -sign * order.pelvic_rotation * size * shape


def _lean_on(plan: Plan, asymmetry: float, when: Timing) -> None:
    """Load one leg more: pressure moves under both soles so that the middle stays."""
    more = 0.25 * asymmetry * bump(plan.time, when.contact, when.take_off)
    plan.share += np.stack([more, -more], axis=1)
    sides = (plan.share * plan.pressure[..., RIGHT]).sum(axis=1)
    plan.pressure[..., RIGHT] -= sides[:, None]


def _repetition(plan: Plan, when: Timing) -> Repetition:
    on = (plan.time > when.contact) & (plan.time < when.take_off)
    bottom = float(plan.time[on][np.argmin(plan.com[on, UP])])
    flying = (plan.time > when.take_off) & (plan.time < when.landing)
    apex = float(plan.time[flying][np.argmax(plan.com[flying, UP])])
    return Repetition(
        number=1,
        side="both",
        start=when.off,
        end=when.stand,
        events={
            "initial_contact": when.contact,
            "bottom": bottom,
            "take_off": when.take_off,
            "apex": apex,
            "landing": when.landing,
        },
    )
