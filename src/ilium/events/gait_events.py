"""Foot strikes and foot offs of both feet, from plates where they can tell."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ilium.conventions import SIDES, Side, other
from ilium.core.event import Event
from ilium.core.quantity import FloatArray
from ilium.events.body import Body
from ilium.events.foot_contacts import DETECTORS
from ilium.events.found import Scene
from ilium.events.intervals import moment
from ilium.events.plate_contacts import OFF, STRIKE, Contact, plate_contacts

NEAR = 0.15
"""Largest distance between a plate's event and the marker event it replaces [s]."""

UNSEEN = 0.3
"""Time at the ends of a recording in which markers may miss an event [s]."""

NEXT_STRIKE = 0.3
"""Largest time between a foot off and the strike of the other foot [s]."""


def gait_events(scene: Scene, *, running: bool) -> tuple[Event, ...]:
    """Every foot strike and foot off, in order of time.

    Parameters
    ----------
    scene
        The recording.
    running
        Whether to read running from the markers, not walking.

    Returns
    -------
    tuple of Event
        Clean contacts from the plates, the others from markers; those stored in the
        file where the settings prefer them or nothing else is found.
    """
    stored = tuple(
        sorted(each for each in scene.trial.events if each.name in (STRIKE, OFF))
    )
    if stored and scene.settings.stored:
        return stored
    return _found(scene, running=running) or stored


def _found(scene: Scene, *, running: bool) -> tuple[Event, ...]:
    named = scene.settings.foot_contacts
    rule = named if named != "auto" else "foot_impact" if running else "foot_velocity"
    events: list[Event] = []
    for side in scene.body.sides:
        found = DETECTORS[rule].contacts(scene.body, side)
        events += _events(scene.body.time, found.strikes, STRIKE, side, rule)
        events += _events(scene.body.time, found.offs, OFF, side, rule)
    found = _with_plates(events, plate_contacts(scene), scene.body.time)
    return tuple(sorted(found))


def _events(
    time: FloatArray, frames: FloatArray, name: str, side: Side, rule: str
) -> Iterable[Event]:
    for frame in frames:
        yield Event(
            time=moment(time, frame), name=name, side=side, source=f"marker:{rule}"
        )


def _with_plates(
    markers: list[Event], contacts: tuple[Contact, ...], time: FloatArray
) -> list[Event]:
    """Replace marker events by the plate's, where the markers know the contact too."""
    sure = [
        each for contact in contacts for each in _agreed(contact, markers, time) or ()
    ]
    kept = [each for each in markers if not any(_same(each, other) for other in sure)]
    return [*kept, *sure]


def _agreed(
    contact: Contact, markers: list[Event], time: FloatArray
) -> tuple[Event, ...] | None:
    """Events of a plate; ``None`` where one has no marker event of its foot nearby."""
    events = contact.events
    for each in events:
        inside = time[0] + UNSEEN < each.time < time[-1] - UNSEEN
        if inside and not any(_same(each, other) for other in markers):
            return None
    return events


def _same(one: Event, two: Event) -> bool:
    near = abs(one.time - two.time) <= NEAR
    return near and (one.name, one.side) == (two.name, two.side)


def is_running(body: Body) -> bool:
    """Whether each foot leaves the ground before the other one lands."""
    rule = DETECTORS["foot_impact"]
    found = {side: rule.contacts(body, side) for side in body.sides}
    if len(found) < len(SIDES):
        return False
    gaps = [
        _until_next(found[side].offs, found[other(side)].strikes, body.rate)
        for side in SIDES
    ]
    flights = np.concatenate(gaps)
    return bool(flights.size and np.median(flights) > 0.0)


def _until_next(offs: FloatArray, strikes: FloatArray, rate: float) -> FloatArray:
    """Time from each foot off to the nearest strike of the other foot [s]."""
    if not strikes.size or not offs.size:
        return np.empty(0)
    apart = strikes[None, :] - offs[:, None]
    nearest = apart[np.arange(offs.size), np.argmin(np.abs(apart), axis=1)] / rate
    return nearest[np.abs(nearest) < NEXT_STRIKE]
