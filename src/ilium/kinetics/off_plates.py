"""Feet whose force no plate feels: beside the plates, on a box, or not seen."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.conventions import SIDES, Side
from ilium.core.issue import Issue, during
from ilium.core.quantity import FloatArray
from ilium.kinematics.result import Kinematics
from ilium.kinetics.feet import inside
from ilium.kinetics.foot_plates import BoolArray, Contact, Soles
from ilium.kinetics.force_balance import unfelt_stretches
from ilium.kinetics.plate_loads import PlateLoad
from ilium.kinetics.sole import Sole
from ilium.maths.runs import long_runs

NO_PLATE: Final = "contact-without-plate"
UNFELT: Final = "carried-without-plate"
UNSEEN: Final = "foot-not-seen"
STANDING: Final = 0.1
"""Shortest rest of a foot beside the plates that counts as a contact [s]."""
CUT_OFF: Final = 0.03
"""The same where the recording begins or ends in it: the rest was longer [s]."""
ROUND: Final = 0.05
"""How long before and after such a rest the foot may press already [s]; and how far
beyond a plate's edge a marker still belongs to a foot on it [m]."""


def off_plates(
    loads: tuple[PlateLoad, ...],
    contacts: tuple[Contact, ...],
    feet: Soles,
    kinematics: Kinematics,
) -> tuple[BoolArray, tuple[Issue, ...]]:
    """Find when a foot's force is not known because no plate feels it.

    Parameters
    ----------
    loads
        The plates on the cameras' clock.
    contacts
        Every contact and its feet.
    feet
        Both soles.
    kinematics
        With the centre of mass: it tells of standing on a box.

    Returns
    -------
    tuple of BoolArray and tuple of Issue
        Shape (side, time), and what is to be told.
    """
    time = kinematics.time
    unknown = np.zeros((2, time.size), dtype=bool)
    told: list[Issue] = []
    for at, side in enumerate(SIDES):
        seen = feet[side].seen
        if not seen.any():
            unknown[at] = True
            told.append(_unseen(side))
            continue
        for each in contacts:
            lost = not each.feet.any() and seen[each.frames].mean() < 0.5
            unknown[at, each.frames] |= lost
        for first, last in _rests(loads, contacts, feet[side], at, time):
            unknown[at, first:last] = True
            told.append(_beside(side, time[first:last]))
    loaded = np.asarray(unknown.any(axis=0))
    for each in contacts:
        loaded[each.frames] = True
    for first, last in unfelt_stretches(kinematics, loaded) if loads else ():
        unknown[:, first:last] = True
        told.append(_carried(time[first:last]))
    return unknown, tuple(told)


def _rests(
    loads: tuple[PlateLoad, ...],
    contacts: tuple[Contact, ...],
    sole: Sole,
    at: int,
    time: FloatArray,
) -> list[tuple[int, int]]:
    """Stretches in which a foot rests on the ground and on no known plate."""
    rate = (time.size - 1) / float(time[-1] - time[0])
    extra = round(ROUND * rate)
    carried = np.zeros(time.size, dtype=bool)
    for each in contacts:
        carried[each.frames] |= each.feet[:, at]
    over = np.zeros_like(sole.resting)
    for load in loads:
        over |= inside(load.plate, sole.points, ROUND)
    resting = np.asarray((sole.resting & ~over).any(axis=1))
    whole, part = (max(round(each * rate), 1) for each in (STANDING, CUT_OFF))
    found = [
        (max(first - extra, 0), min(last + extra, time.size))
        for first, last in long_runs(resting, part)
        if last - first >= whole or first == 0 or last == time.size
        if not carried[first:last].any()
    ]
    return [each for each in found if not carried[each[0] : each[1]].any()]


def _beside(side: Side, time: FloatArray) -> Issue:
    start, end = float(time[0]), float(time[-1])
    what = (
        f"The {side} foot stands where no plate is from {start:.2f} to {end:.2f} s:"
        " its force and the moments of that leg are not known there."
    )
    return during(NO_PLATE, f"{side} foot", what, (start, end))


def _carried(time: FloatArray) -> Issue:
    start, end = float(time[0]), float(time[-1])
    what = (
        f"No plate is loaded from {start:.2f} to {end:.2f} s although the person does"
        " not fall, as on a box: the forces under the feet are not known there."
    )
    return during(UNFELT, "plates", what, (start, end))


def _unseen(side: Side) -> Issue:
    what = f"No marker of the {side} foot is there: its force is not known."
    return Issue(kind=UNSEEN, where=f"{side} foot", what=what, severity="caution")
