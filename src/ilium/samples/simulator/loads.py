"""The ground's force, shared between the feet, and the joint moments that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.conventions import FORWARDS, RIGHT, UP
from ilium.core.quantity import FloatArray
from ilium.maths.whole_body import dynamics_series, pose_series
from ilium.samples.simulator.motion import Course
from ilium.samples.simulator.person import HALF_WIDTH, HEEL, SOLE, TIP, Person
from ilium.samples.simulator.plan import Plan

FELT: Final = 20.0
"""Vertical force from which on a laboratory sees a foot on the ground [N]."""

ROOM: Final = 0.35
"""How much of the lesser share may leave its foot to move the pressure sideways [1]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """What the ground does to each foot; sides are left, right.

    Parameters
    ----------
    force
        Shape (time, side, axis) [N]; exactly zero in the air.
    pressure
        Where it acts, shape (time, side, axis) [m]; NaN in the air.
    free
        Moment at that point, shape (time, side, axis) [N m], upright.
    """

    force: FloatArray
    pressure: FloatArray
    free: FloatArray


def shared(course: Course, plan: Plan, time: FloatArray) -> Ground:
    """Share the force that a motion needs between the feet.

    The plan states each foot's share and where it is pressed; both together press one
    place. Where the motion needs another, standing side by side shifts load from foot
    to foot, up to `ROOM`; what is left moves the pressure under both feet by the same
    way. So force, and moment about every axis, add up to what the motion needs.

    Parameters
    ----------
    course
        The motion.
    plan
        Shares, places and flights.
    time
        Clock of the motion, shape (time,) [s].

    Returns
    -------
    Ground
        Nothing in flight.
    """
    share = _on_clock(plan.share, plan.time, time)
    place = _on_clock(plan.pressure, plan.time, time)
    surface = (share * place[..., UP]).sum(axis=1)
    off = course.pressure(surface) - np.einsum("ts,tsi->ti", share, place)
    aloft = airborne(plan, time)
    off[aloft] = 0.0
    share = _shifted(share, place, off, abreast=plan.abreast)
    rest = course.pressure(surface) - np.einsum("ts,tsi->ti", share, place)
    rest[aloft] = 0.0
    loaded = (share > 0.0) & ~aloft[:, None]
    force = np.where(loaded[..., None], share[..., None] * course.force[:, None], 0.0)
    pressure = np.where(loaded[..., None], place + rest[:, None], np.nan)
    turning = np.cross(np.nan_to_num(pressure), force).sum(axis=1)
    free = np.zeros_like(force)
    left = np.where(aloft, 0.0, course.wrench[:, UP] - turning[:, UP])
    free[..., UP] = np.where(loaded, share * left[:, None], 0.0)
    return Ground(force=force, pressure=pressure, free=free)


def airborne(plan: Plan, time: FloatArray) -> NDArray[np.bool_]:
    """Whether a time lies in a flight, shape (time,) [bool]."""
    inside = np.zeros(time.shape, dtype=bool)
    for start, end in plan.flights:
        inside |= (time >= start) & (time <= end)
    return inside


def _shifted(
    share: FloatArray, place: FloatArray, off: FloatArray, *, abreast: bool
) -> FloatArray:
    if not abreast:
        return share
    both = (share > 0.0).all(axis=1)
    span = place[:, 1, RIGHT] - place[:, 0, RIGHT]
    room = 2.0 * ROOM * share.min(axis=1)
    some = both & (room > 0.0)
    wish = np.where(some, off[:, RIGHT] / np.where(some, span * room, 1.0), 0.0)
    more = room * np.tanh(wish)
    return share + np.stack([-more, more], axis=1)


def _on_clock(course: FloatArray, known: FloatArray, wanted: FloatArray) -> FloatArray:
    flat = course.reshape(course.shape[0], -1)
    found = [np.interp(wanted, known, column) for column in flat.T]
    return np.stack(found, axis=1).reshape(wanted.size, *course.shape[1:])


def joint_moments(course: Course, ground: Ground, person: Person) -> FloatArray:
    """Generalised forces of a motion under the ground's load.

    Parameters
    ----------
    course
        The motion.
    ground
        The ground's load on the same clock.
    person
        Who moves.

    Returns
    -------
    FloatArray
        Shape (time, coordinate) [N m] or [N]; the pelvis's own are what no load
        explains.
    """
    chain = person.compiled.chain
    loads = np.zeros((course.com.shape[0], chain.mass.size, 6))
    turning = np.cross(np.nan_to_num(ground.pressure), ground.force) + ground.free
    for side, segment in enumerate(person.feet):
        loads[:, segment, :3] = turning[:, side]
        loads[:, segment, 3:] = ground.force[:, side]
    forces, _, _ = dynamics_series(
        chain, course.position, course.speed, course.acceleration, loads
    )
    return forces


def beyond_sole(course: Course, ground: Ground, person: Person) -> FloatArray:
    """How far the pressure lies outside the sole of its foot.

    Parameters
    ----------
    course
        The motion.
    ground
        The ground's load on the same clock.
    person
        Whose feet.

    Returns
    -------
    FloatArray
        Shape (time, side) [m]; 0 under the sole, NaN below `FELT`.
    """
    rotation, position = pose_series(person.compiled.chain, course.position)
    found = np.full(ground.force.shape[:2], np.nan)
    edges = np.array([HEEL, TIP, SOLE]) * person.size
    for side, segment in enumerate(person.feet):
        arm = ground.pressure[:, side] - position[:, segment]
        inside = np.einsum("tji,tj->ti", rotation[:, segment], arm)
        ahead = np.maximum(edges[0] - inside[:, FORWARDS], inside[:, 0] - edges[1])
        aside = np.abs(inside[:, RIGHT]) - HALF_WIDTH * person.size
        out = np.hypot(np.maximum(ahead, 0.0), np.maximum(aside, 0.0))
        found[:, side] = np.where(ground.force[:, side, UP] > FELT, out, np.nan)
    return found
