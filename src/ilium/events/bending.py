"""Repetitions of bending the knees, and how the person stood meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ilium.conventions import SIDES, UP, Side, SideOrBoth
from ilium.core.quantity import FloatArray
from ilium.events.body import Body
from ilium.events.excursions import Excursion, excursions
from ilium.events.foot_contacts import ahead_of_pelvis
from ilium.events.settings import EventSettings
from ilium.events.stance_leg import foot_gap, still_foot

STILL_FOOT = 0.08
"""Largest travel of a foot that stays where it is [m]."""

SPLIT = 0.15
"""Distance before and behind the pelvis from which on the feet stand split [m]."""

UNEVEN = 0.04
"""Difference in height from which on the feet are not on one level [m]."""

LOWERED = 0.02
"""How much lower the pelvis is at the bottom of a bend that carries the body [m]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """One repetition of bending.

    Parameters
    ----------
    stance
        ``squat``, ``single_leg_squat``, ``step_down`` or ``lunge``: how the person
        stood at its bottom.
    side
        Stance leg, lead leg of a lunge; ``both`` in a squat.
    course
        Its start, peak and end in frames.
    """

    stance: str
    side: SideOrBoth
    course: Excursion


def bends(body: Body, settings: EventSettings) -> list[Bend]:
    """Every repetition of bending a knee that carries the body, in order of time.

    Parameters
    ----------
    body
        Feet, knees and pelvis.
    settings
        Least depth, speed at the start, distance at the end.

    Returns
    -------
    list of Bend
        A knee that bends because its foot is lifted does not count.
    """
    found = [
        each
        for side in SIDES
        for course in _courses(body.knee_flexion[side], body.rate, settings)
        if (each := _posture(body, course, side)) is not None
    ]
    return _merged(sorted(found, key=lambda each: each.course.start))


def _courses(
    flexion: FloatArray, rate: float, settings: EventSettings
) -> list[Excursion]:
    return excursions(
        flexion,
        rate,
        least=settings.squat_depth,
        speed=settings.joint_speed,
        back=settings.joint_return,
    )


def _posture(body: Body, course: Excursion, side: Side) -> Bend | None:
    """How the body stood; ``None`` where this knee did not lower it."""
    if _sinking(body, course) < LOWERED:
        return None
    stance, leg = _feet(body, course, side)
    if stance != "squat" and leg != side:
        return None
    return Bend(stance=stance, side=leg, course=course)


def _sinking(body: Body, course: Excursion) -> float:
    """How much lower the pelvis is at the peak than at both ends [m]."""
    height = body.pelvis[:, UP]
    ends = [
        height[min(round(at), height.size - 1)] for at in (course.start, course.end)
    ]
    drop = float(np.nanmin(ends) - height[course.peak])
    return drop if np.isfinite(drop) else np.inf


def _feet(body: Body, course: Excursion, side: Side) -> tuple[str, SideOrBoth]:
    if len(body.sides) < len(SIDES):
        return "squat", "both"
    start, end = (body.time[round(at)] for at in (course.start, course.end))
    moved = still_foot(body, start, end)
    still: dict[Side, bool] = {each: moved[each] < STILL_FOOT for each in SIDES}
    gap = _gap(body, course)
    level = abs(gap) < UNEVEN
    front = _split(body, course.peak)
    if front is not None:
        return "lunge", front
    if level and all(still.values()):
        return "squat", "both"
    lower: Side = "left" if gap > 0.0 else "right"
    if level:
        return ("single_leg_squat", side) if still[side] else ("squat", "both")
    stance = _stance(still, moved, lower)
    return ("single_leg_squat" if stance == lower else "step_down"), stance


def _gap(body: Body, course: Excursion) -> float:
    """How much higher the right foot is at the peak, else meanwhile [m].

    A free foot often hides behind the other leg at the deepest point; one that was
    never seen meanwhile counts as lifted.
    """
    gap = foot_gap(body)
    if np.isfinite(gap[course.peak]):
        return float(gap[course.peak])
    inside = slice(round(course.start), round(course.end) + 1)
    if np.isfinite(gap[inside]).any():
        return float(np.nanmedian(gap[inside]))
    seen = [int(np.isfinite(body.forefoot[each][inside]).sum()) for each in SIDES]
    return np.inf if seen[0] >= seen[1] else -np.inf


def _split(body: Body, frame: int) -> Side | None:
    """Return the front foot where the pelvis is between two feet on the floor."""
    fore = {side: body.forefoot[side][frame] for side in SIDES}
    ahead = {
        side: float(ahead_of_pelvis(body, body.forefoot[side])[frame]) for side in SIDES
    }
    rear, front = sorted(SIDES, key=lambda each: ahead[each])
    split = ahead[front] > SPLIT and ahead[rear] < -SPLIT
    level = abs(float(fore["left"][UP] - fore["right"][UP])) < UNEVEN
    return front if split and level else None


def _stance(still: dict[Side, bool], moved: dict[Side, float], lower: Side) -> Side:
    """Return the foot that stays; the lower one where both do."""
    if all(still.values()):
        return lower
    if not any(still.values()):
        return min(moved, key=lambda each: moved[each])
    return next(each for each in SIDES if still[each])


def _merged(found: list[Bend]) -> list[Bend]:
    """Both knees of a squat make one repetition."""
    kept: list[Bend] = []
    for each in found:
        twin = kept and _overlaps(kept[-1], each) and kept[-1].stance == each.stance
        if twin and each.side == kept[-1].side:
            if each.course.size > kept[-1].course.size:
                kept[-1] = each
            continue
        kept.append(each)
    return kept


def _overlaps(one: Bend, two: Bend) -> bool:
    return two.course.start < one.course.end and one.course.start < two.course.end
