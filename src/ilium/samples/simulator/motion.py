"""From a plan to a motion: feet stay, the centre of mass goes where forces put it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import GRAVITY, RIGHT, SIDES, UP
from ilium.core.quantity import FloatArray
from ilium.errors import ComputationError
from ilium.maths.placing import Wishes, place_body
from ilium.maths.splines import natural_motion
from ilium.maths.whole_body import dynamics_series
from ilium.samples.simulator.person import LETTER, Person
from ilium.samples.simulator.plan import Plan, coordinates

FORWARDS: Final = 0
PLACED: Final = 1e-11
"""Distance at which feet and centre of mass count as placed [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Course:
    """Coordinates and what they need from outside, on one clock.

    Parameters
    ----------
    position, speed, acceleration
        Coordinates and their derivatives, shape (time, coordinate).
    wrench
        What outer loads besides weight must add up to, about ground's origin: moment
        [N m], force [N], shape (time, 6).
    com
        Centre of mass, shape (time, 3) [m].
    """

    position: FloatArray
    speed: FloatArray
    acceleration: FloatArray
    wrench: FloatArray
    com: FloatArray

    @property
    def moment(self) -> FloatArray:
        """Outer moment about the centre of mass, shape (time, 3) [N m]."""
        return self.wrench[:, :3] - np.cross(self.com, self.wrench[:, 3:])

    @property
    def force(self) -> FloatArray:
        """Outer force besides weight, shape (time, 3) [N]."""
        return self.wrench[:, 3:]

    def pressure(self, height: FloatArray) -> FloatArray:
        """Where the whole force acts on a level surface, shape (time, 3) [m]."""
        moment, force = self.wrench[:, :3], self.force
        up = np.where(np.abs(force[:, UP]) > 1e-9, force[:, UP], np.nan)
        x = (moment[:, 2] + height * force[:, 0]) / up
        z = (height * force[:, 2] - moment[:, 0]) / up
        return np.stack([x, height, z], axis=1)


def placed(plan: Plan, person: Person, near: FloatArray | None = None) -> FloatArray:
    """Coordinates that follow the plan, legs and place solved.

    Parameters
    ----------
    plan
        The plan.
    person
        Who moves.
    near
        Solution of a plan that differs little, shape (time, coordinate) [rad] and [m].

    Returns
    -------
    FloatArray
        Shape (time, coordinate) [rad] and [m].

    Raises
    ------
    ComputationError
        Where no leg can reach.
    """
    q = coordinates(plan, person)
    wishes = _wishes(plan, person)
    if near is not None:
        q[:, wishes.columns] = near[:, wishes.columns]
    chain = person.compiled.chain
    left = place_body(chain, q, wishes, (PLACED, 40), int(near is None))
    if not left.max() < 1e3 * PLACED:
        at = float(plan.time[int(np.argmax(left))])
        problem = f"The simulated body cannot reach its pose at {at:.2f} s."
        raise ComputationError(problem, "Ask for smaller angles or a smaller depth.")
    return q


def _wishes(plan: Plan, person: Person) -> Wishes:
    legs = ("hip_flexion", "hip_adduction", "hip_rotation", "knee_angle", "ankle_angle")
    names = [f"pelvis_t{axis}" for axis in "xyz"]
    names += [f"{name}_{LETTER[side]}" for side in SIDES for name in legs]
    hips = {
        each.name: each.in_parent.translation
        for each in person.model.joints
        if each.parent == "pelvis"
    }
    both = np.stack([hips[f"hip_{LETTER[side]}"] for side in SIDES])
    return Wishes(
        columns=np.array([person.column(name) for name in names], np.int64),
        com=plan.com,
        height=plan.height,
        carried=plan.carries @ both,
        pelvis=person.compiled.segment("pelvis"),
        segment=np.array(person.feet, np.int64),
        point=np.stack([person.ball, person.ball]),
        target=plan.ball,
        pitch=plan.slope,
        heading=plan.heading,
    )


def course_of(q: FloatArray, rate: float, person: Person, wanted: FloatArray) -> Course:
    """Follow the natural quintic spline through coordinates, and what it needs.

    Parameters
    ----------
    q
        Coordinates, shape (time, coordinate) [rad] and [m].
    rate
        Of `q` [Hz].
    person
        Who moves.
    wanted
        Times counted from the first row, shape (wanted,) [s].

    Returns
    -------
    Course
        On the wanted clock.
    """
    chain = person.compiled.chain
    position, speed, acceleration = (
        np.ascontiguousarray(each) for each in natural_motion(q, rate, wanted)
    )
    nothing = np.zeros((0, chain.mass.size, 6))
    _, wrench, com = dynamics_series(chain, position, speed, acceleration, nothing)
    return Course(
        position=position,
        speed=speed,
        acceleration=acceleration,
        wrench=wrench,
        com=com,
    )


def on_plan(plan: Plan, person: Person, last: Course | None = None) -> Course:
    """Place the body, near where it was last, and follow it on the plan's clock."""
    q = placed(plan, person, None if last is None else last.position)
    return course_of(q, plan.rate, person, plan.time - plan.time[0])


def wanted_pressure(plan: Plan) -> FloatArray:
    """Where the whole ground is to press, shape (time, 3) [m]."""
    return np.einsum("ts,tsi->ti", plan.share, plan.pressure)


def balanced(plan: Plan, person: Person, *, rounds: int = 4) -> Course:
    """Find the centre of mass whose motion presses the ground where the plan says.

    The body is an inverted pendulum on its centre of pressure: what the pressure is
    off by says how the path of the centre of mass must change, and the change is
    solved over the whole recording at once.

    Parameters
    ----------
    plan
        A movement without flight; its `com` is changed.
    person
        Who moves.
    rounds
        How often the path is corrected.

    Returns
    -------
    Course
        The motion.

    References
    ----------
    Kajita S et al. (2003). Biped walking pattern generation by using preview control
    of zero-moment point. IEEE ICRA, 1620-1626. doi:10.1109/ROBOT.2003.1241826
    """
    target = wanted_pressure(plan)
    plan.com[:, [FORWARDS, RIGHT]] = target[:, [FORWARDS, RIGHT]]
    lever = np.full(plan.time.size, 0.95 * person.size / GRAVITY)
    for axis in (FORWARDS, RIGHT):
        ends = _ends(plan, target[:, axis])
        plan.com[:, axis] = _pendulum(target[:, axis], lever, plan.rate, ends)
    course = on_plan(plan, person)
    for _ in range(rounds):
        found = course.pressure(target[:, UP])
        lever = (course.com[:, UP] - target[:, UP]) / (
            course.force[:, UP] / person.mass
        )
        for axis in (FORWARDS, RIGHT):
            off = target[:, axis] - found[:, axis]
            plan.com[:, axis] += _pendulum(off, lever, plan.rate, (0.0, 0.0))
        course = on_plan(plan, person, course)
    return course


def _ends(plan: Plan, pressure: FloatArray) -> tuple[float, float]:
    """Where the path begins and ends: on the pressure, or on its straight mean."""
    if plan.abreast:
        return float(pressure[0]), float(pressure[-1])
    slope, start = np.polyfit(plan.time, pressure, 1)
    return float(start + slope * plan.time[0]), float(start + slope * plan.time[-1])


def _pendulum(
    pressure: FloatArray,
    lever: FloatArray,
    rate: float,
    ends: tuple[float, float],
) -> FloatArray:
    """Path x between two ends of which x − lever·x″ is a course of pressure."""
    from ilium.maths.banded import solve_banded  # noqa: PLC0415 - it imports scipy

    number = pressure.size
    bent = lever * rate * rate
    bands = np.zeros((3, number))
    bands[1] = 1.0 + 2.0 * bent
    bands[0, 1:] = -bent[:-1]
    bands[2, :-1] = -bent[1:]
    bands[1, [0, -1]] = 1.0
    bands[0, 1] = bands[2, -2] = 0.0
    right = pressure.copy()
    right[[0, -1]] = ends
    return solve_banded(1, 1, bands, right[:, None])[:, 0]
