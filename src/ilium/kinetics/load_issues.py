"""What is doubtful about the forces under the feet, with times."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ilium.conventions import SIDES
from ilium.core.issue import Issue, during
from ilium.core.quantity import FloatArray
from ilium.kinetics.feet import inside
from ilium.kinetics.foot_plates import BoolArray, Contact, Soles
from ilium.kinetics.plate_loads import PlateLoad
from ilium.maths.runs import long_runs, runs

TWO_FEET = "two-feet-on-plate"
TWO_PLATES = "foot-on-two-plates"
BESIDE = "foot-beside-plate"
NO_FOOT = "plate-without-foot"
SEEN_LONG = 0.05
"""Shortest stretch on two plates, or on one plate with the other foot, that is told
[s]."""


def contact_issues(
    loads: tuple[PlateLoad, ...],
    contacts: tuple[Contact, ...],
    soles: Soles,
    time: FloatArray,
    overhang: float,
) -> tuple[Issue, ...]:
    """Tell what is doubtful about who stood where.

    Parameters
    ----------
    loads
        The plates on the cameras' clock.
    contacts
        Every contact and its feet.
    soles
        Both feet.
    time
        Times of the camera frames, shape (time,) [s].
    overhang
        How far a marker may lie beyond the edge of the plate that carries its foot [m].

    Returns
    -------
    tuple of Issue
        In order of time.
    """
    found = [
        *_two_feet(loads, contacts, time),
        *_no_foot(loads, contacts, time),
        *_beside(loads, contacts, soles, time, overhang),
        *_two_plates(loads, contacts, time),
    ]
    return tuple(sorted(found, key=lambda each: each.start or 0.0))


def _two_feet(
    loads: tuple[PlateLoad, ...], contacts: tuple[Contact, ...], time: FloatArray
) -> Iterator[Issue]:
    for each in contacts:
        for first, last in runs(each.both):
            start, end = _times(time, each.start + first, each.start + last)
            plate = loads[each.plate].plate.name
            what = (
                f"Both feet stand on {plate} from {start:.2f} to {end:.2f} s: each"
                " foot's share is not known there and left out."
            )
            yield during(TWO_FEET, plate, what, (start, end), "caution")


def _no_foot(
    loads: tuple[PlateLoad, ...], contacts: tuple[Contact, ...], time: FloatArray
) -> Iterator[Issue]:
    for each in contacts:
        if each.feet.any():
            continue
        start, end = _times(time, each.start, each.end)
        plate = loads[each.plate].plate.name
        what = (
            f"{plate.capitalize()} is loaded from {start:.2f} to {end:.2f} s with no"
            " foot near: its force was given to neither."
        )
        yield during(NO_FOOT, plate, what, (start, end), "caution")


def _beside(
    loads: tuple[PlateLoad, ...],
    contacts: tuple[Contact, ...],
    soles: Soles,
    time: FloatArray,
    overhang: float,
) -> Iterator[Issue]:
    for each in contacts:
        plate, side = loads[each.plate].plate, each.side
        if side is None or np.isnan(plate.corners).any():
            continue
        if _shared(each, contacts).mean() > 0.5:
            continue
        quarter = (each.end - each.start) // 4
        flat = slice(each.start + quarter, each.end - quarter)
        points, resting = soles[side].points[flat], soles[side].resting[flat]
        outside = resting & ~inside(plate, points, overhang)
        if not resting.any() or outside.any(axis=1).mean() < 0.5:
            continue
        start, end = _times(time, each.start, each.end)
        what = (
            f"The {side} foot stands partly beside {plate.name} from {start:.2f} to"
            f" {end:.2f} s: what it presses on the floor is not in the force."
        )
        yield during(BESIDE, plate.name, what, (start, end), "caution")


def _two_plates(
    loads: tuple[PlateLoad, ...], contacts: tuple[Contact, ...], time: FloatArray
) -> Iterator[Issue]:
    rate = (time.size - 1) / float(time[-1] - time[0])
    least = max(round(SEEN_LONG * rate), 1)
    for at, side in enumerate(SIDES):
        count = np.zeros(time.size, dtype=int)
        for each in contacts:
            count[each.frames] += each.feet[:, at] & ~each.both
        for first, last in long_runs(count > 1, least):
            start, end = _times(time, first, last)
            names = " and ".join(
                dict.fromkeys(
                    loads[each.plate].plate.name
                    for each in contacts
                    if each.start < last and each.end > first and each.side == side
                )
            )
            what = (
                f"The {side} foot stands on {names or 'two plates'} from {start:.2f} to"
                f" {end:.2f} s: their forces were added."
            )
            yield during(TWO_PLATES, f"{side} foot", what, (start, end))


def _shared(contact: Contact, contacts: tuple[Contact, ...]) -> BoolArray:
    """Frames of a contact in which its foot also stands on another plate."""
    shared = np.zeros(contact.end - contact.start, dtype=bool)
    for other in contacts:
        if other.plate == contact.plate or other.side != contact.side:
            continue
        first = max(other.start, contact.start) - contact.start
        last = min(other.end, contact.end) - contact.start
        if last > first:
            shared[first:last] = True
    return shared


def _times(time: FloatArray, first: int, last: int) -> tuple[float, float]:
    return float(time[first]), float(time[min(last, time.size) - 1])
