"""Movements on one leg: squats, and the step hip hike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import FORWARDS, SIDES, SIGN, UP, Side
from ilium.core.movement import Repetition
from ilium.samples.simulator.courses import steps
from ilium.samples.simulator.order import Order, Vary
from ilium.samples.simulator.person import STANCE, Person
from ilium.samples.simulator.plan import Plan
from ilium.samples.simulator.standing import stand
from ilium.units import DEGREE

SHIFT: Final = 1.2
"""Time in which the weight goes onto one leg [s]."""

LIFT: Final = 0.6
"""Time in which the free foot is lifted [s]."""

PAUSE: Final = 0.5
"""Time between two repetitions [s]."""

HIPS: Final = 0.850
"""Height of the hip joints in standing, of the model's size [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """One repetition: stance side, start and end [s], size by the usual one [1]."""

    side: Side
    start: float
    end: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """What is done on one leg.

    Parameters
    ----------
    duration
        Of one repetition at its usual pace [s].
    foot
        How far the free foot is lifted and taken back [m], toes down [rad].
    move
        Fills one repetition into a plan, by its start, end, side and size; returns
        its events.
    """

    duration: float
    foot: tuple[float, float, float]
    move: Callable[[Plan, Person, Order, Once], Events]


Events = dict[str, float]


def plan_squats(person: Person, order: Order) -> Plan:
    """Plan single-leg squats."""
    return _plan(person, order, SQUAT)


def plan_hikes(person: Person, order: Order) -> Plan:
    """Plan step hip hikes, without the step: the free foot is held above the floor."""
    return _plan(person, order, HIKE)


def _plan(person: Person, order: Order, exercise: Exercise) -> Plan:
    sides: tuple[Side, ...] = SIDES if order.side is None else (order.side,)
    drawn: dict[Side, list[Vary]] = {
        side: [order.repetition() for _ in range(order.repetitions)] for side in sides
    }
    spans = _spans(drawn, exercise.duration, order.quiet)
    time = np.arange(round(spans[-1][2] * order.rate) + 1) / order.rate
    plan = Plan(time=time)
    stand(plan, person)
    plan.height[:] = HIPS * person.size
    plan.keep, plan.quiet = (0.0, float(time[-1])), order.quiet
    repetitions: list[Repetition] = []
    for side, start, end, times in spans:
        _stand_on(plan, person, side, (start, end), exercise.foot)
        for number, (span, vary) in enumerate(zip(times, drawn[side], strict=True), 1):
            size = vary.size * (1.0 + 0.5 * order.asymmetry * -SIGN[side])
            once = Once(side=side, start=span[0], end=span[1], size=size)
            events = exercise.move(plan, person, order, once)
            repetitions.append(
                Repetition(
                    number=number, side=side, start=span[0], end=span[1], events=events
                )
            )
    plan.repetitions = tuple(repetitions)
    return plan


def _spans(
    drawn: dict[Side, list[Vary]], duration: float, quiet: float
) -> list[tuple[Side, float, float, list[tuple[float, float]]]]:
    """When the weight goes on each side and comes off it, and its repetitions."""
    found, at = [], quiet
    for side, every in drawn.items():
        start = at
        at += SHIFT + LIFT + PAUSE
        times = []
        for vary in every:
            times.append((at, at + duration * vary.pace))
            at = times[-1][1] + PAUSE
        at += LIFT + SHIFT
        found.append((side, start, at, times))
        at += 0.5
    return found


def _stand_on(
    plan: Plan,
    person: Person,
    side: Side,
    span: tuple[float, float],
    foot: tuple[float, float, float],
) -> None:
    """Put the weight on one leg and lift the other foot for a while."""
    time, (start, end) = plan.time, span
    stance, free = (0, 1) if side == "left" else (1, 0)
    over = steps(
        time, (start, 0.0), (start + SHIFT, 1.0), (end - SHIFT, 1.0), (end, 0.0)
    )
    plan.share[:, stance] += 0.5 * over
    plan.share[:, free] -= 0.5 * over
    plan.share[:] = np.clip(plan.share, 0.0, 1.0)
    plan.carries[:, stance] += 0.5 * over
    plan.carries[:, free] -= 0.5 * over
    up = steps(
        time,
        (start + SHIFT, 0.0),
        (start + SHIFT + LIFT, 1.0),
        (end - SHIFT - LIFT, 1.0),
        (end - SHIFT, 0.0),
    )
    lifted, back, toes = foot
    plan.ball[:, free, UP] += lifted * person.size * up
    plan.ball[:, free, FORWARDS] -= back * person.size * up
    plan.slope[:, free] -= toes * up


def _squat(plan: Plan, person: Person, order: Order, once: Once) -> Events:
    middle = (once.start + once.end) / 2.0
    knots = ((once.start, 0.0), (middle, 1.0), (once.end, 0.0))
    depth = steps(plan.time, *knots) * once.size
    sign = SIGN[once.side]
    plan.height -= DEPTH * person.size * depth
    plan.obliquity += sign * order.pelvic_drop * depth
    plan.yaw -= sign * order.pelvic_rotation * depth
    plan.pitch += 25.0 * DEGREE * depth
    plan.tilt += 12.0 * DEGREE * depth
    plan.lean += sign * 3.0 * DEGREE * depth
    return {"descent_start": once.start, "bottom": middle, "ascent_end": once.end}


DEPTH: Final = 0.14
"""How far the stance hip sinks in a squat, of the model's size [m]."""


def _hike(plan: Plan, person: Person, order: Order, once: Once) -> Events:
    third = (once.end - once.start) / 3.0
    lowest, highest = once.start + third, once.end - third
    course = once.size * steps(
        plan.time,
        (once.start, 0.0),
        (lowest, order.pelvic_drop),
        (highest, -HIKED),
        (once.end, 0.0),
    )
    sign, free = SIGN[once.side], 1 if once.side == "left" else 0
    plan.obliquity += sign * course
    plan.lean += sign * 0.3 * course
    plan.ball[:, free, UP] -= 2.0 * STANCE * person.size * np.sin(course)
    return {"lower_start": once.start, "lowest": lowest, "highest": highest}


HIKED: Final = 5.0 * DEGREE
"""How far the free side is lifted above level [rad]."""

SQUAT: Final = Exercise(duration=2.4, foot=(0.12, 0.22, 45.0 * DEGREE), move=_squat)
HIKE: Final = Exercise(duration=3.0, foot=(0.09, 0.0, 10.0 * DEGREE), move=_hike)
