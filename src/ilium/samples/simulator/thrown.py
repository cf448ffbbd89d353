"""Movements with flights: forces are chosen, the trunk takes up the turning."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.maths.banded import solve_banded
from ilium.maths.whole_body import dynamics_series
from ilium.samples.simulator.courses import rise
from ilium.samples.simulator.motion import Course, on_plan, wanted_pressure
from ilium.samples.simulator.person import Person
from ilium.samples.simulator.plan import Plan

NEAR: Final = 0.025
"""How far the centre of pressure may be from where the plan wants it, as it is weighed
against the trunk [m]."""

NODS: Final = 0.15
"""How far the trunk may be from where the plan wants it, as it is weighed against the
centre of pressure [rad]."""

LEAST: Final = 0.015
"""Vertical force over mass below which the pressure may be anywhere [m/s2]."""

EASED: Final = 0.6
"""Share of a correction of the path that is made in one round: a spline's second
derivative answers up to 2.4 times as strongly as the differences that it is solved
with [1]."""

NODDED: Final = 0.75
"""Share of a correction of the trunk's pitch that is made in one round, of which the
legs give back about half [1]."""

BEFORE, AFTER = 1.0, 1.1
"""Time before the first and after the last flight in which the trunk may give way
[s]."""

HELD: Final = 0.1
"""Time at the ends of that stretch in which it may not [s]."""


def thrown(plan: Plan, person: Person, *, rounds: int = 12) -> Course:
    """Find the trunk's course that lets a body fly without turning force.

    Forces are the plan's: its `com` moves as they ask. About the centre of mass they
    turn the body by where they act. In contact that may be anywhere near the wanted
    pressure, in flight it is nothing, and the trunk's pitch makes up for the legs: the
    course of least distance from both is solved over the whole movement at once.

    Parameters
    ----------
    plan
        A movement with flights, alike on both sides while it flies; its `pitch` and
        `com` are changed.
    person
        Who moves.
    rounds
        How often both are corrected.

    Returns
    -------
    Course
        The motion.
    """
    first = np.searchsorted(plan.time, plan.flights[0][0] - BEFORE)
    last = np.searchsorted(plan.time, plan.flights[-1][1] + AFTER)
    part = plan.part(slice(int(first), int(last)))
    upright, wanted = part.pitch.copy(), wanted_pressure(part)
    course = on_plan(part, person)
    inertia = _trunk_inertia(course, person) / person.mass
    for _ in range(rounds):
        arm = wanted - course.com
        pushed = course.force[:, 0] / person.mass
        turning = arm[:, 0] * part.load - arm[:, 1] * pushed
        off = course.moment[:, 2] / person.mass
        off -= np.where(part.aloft, 0.0, turning)
        part.pitch += NODDED * _nod(part, off, inertia, part.pitch - upright)
        part.com += EASED * _flown(part, course, person.mass)
        course = on_plan(part, person, course)
    return on_plan(plan, person)


def _trunk_inertia(course: Course, person: Person) -> FloatArray:
    """Moment about the centre of mass for each unit of the pitch's second derivative.

    The legs, which keep the feet where they are, give some of it back: the real answer
    is about half of this one, shape (time,) [kg m2].
    """
    chain = person.compiled.chain
    pushed = course.acceleration.copy()
    pushed[:, person.column("lumbar_extension")] -= 1.0
    nothing = np.zeros((0, chain.mass.size, 6))
    _, wrench, _ = dynamics_series(
        chain, course.position, course.speed, pushed, nothing
    )
    more = wrench - course.wrench
    return more[:, 2] - np.cross(course.com, more[:, 3:])[:, 2]


def _nod(
    plan: Plan, off: FloatArray, inertia: FloatArray, bent: FloatArray
) -> FloatArray:
    """Change of the trunk's pitch that takes `off` away, shape (time,) [rad].

    Moment and inertia are for each kilogram of the body.
    """
    number, square = off.size, plan.rate**2
    weight = (1.0 / (NEAR * np.maximum(plan.load, LEAST))) ** 2
    weight[[0, -1]] = 0.0
    still = np.full(number, 1.0 / NODS**2)
    held = round(HELD * plan.rate)
    still[:held] = still[-held:] = 1e9
    slope = inertia * square
    bands = np.zeros((5, number))
    bands[2] = still
    right = -bent * still
    pattern = ((-1, 1.0), (0, -2.0), (1, 1.0))
    rows = np.arange(1, number - 1)
    for one, first in pattern:
        right[rows + one] -= weight[rows] * slope[rows] * first * off[rows]
        for two, second in pattern:
            product = weight[rows] * slope[rows] ** 2 * first * second
            bands[2 + one - two, rows + two] += product
    return solve_banded(2, 2, bands, right[:, None])[:, 0]


def _flown(plan: Plan, course: Course, mass: float) -> FloatArray:
    """Change of the path that takes the force out of flight, shape (time, 3) [m]."""
    change = np.zeros_like(plan.com)
    for start, end in plan.flights:
        inside = (plan.time >= start) & (plan.time <= end)
        push = np.where(inside[:, None], -course.force / mass, 0.0)
        moved = np.cumsum(np.cumsum(push, axis=0), axis=0) / plan.rate**2
        moved = np.concatenate([np.zeros((1, 3)), moved[:-1]])
        change += moved * (1.0 - rise((plan.time - end) / 0.3))[:, None]
    return change
