"""Events stored in a C3D file, on the recording's clock and with their side."""

from __future__ import annotations

import math
import re

from ilium.capture.c3d_header import Header
from ilium.capture.c3d_parameters import ParameterGroups
from ilium.conventions import SideOrBoth
from ilium.core.event import Event

_SHORT = re.compile(r"^([LR])(HS|FS|TO|FO)$", re.IGNORECASE)
_SHORT_NAMES = {
    "HS": "foot_strike",
    "FS": "foot_strike",
    "TO": "foot_off",
    "FO": "foot_off",
}
_SIDES: dict[str, SideOrBoth] = {"left": "left", "right": "right"}
_CONTEXTS = {"left", "right", "general", "both", ""}


def read_events(header: Header, parameters: ParameterGroups) -> tuple[Event, ...]:
    """Read the events of a C3D file in order of time.

    Parameters
    ----------
    header
        The file's header, with events of its own in older files.
    parameters
        The file's parameters, with the EVENT group of newer ones.

    Returns
    -------
    tuple[Event, ...]
        Times count from the laboratory's frame 1 [s], as Vicon's do.
    """
    found = _parameter_events(parameters)
    if not found:
        found = [
            _event(time, label, "")
            for time, label in header.events
            if label and time >= 0.0
        ]
    return tuple(sorted(found))


def _parameter_events(parameters: ParameterGroups) -> list[Event]:
    times = parameters.numbers("EVENT", "TIMES")
    if times.ndim != 2 or times.shape[0] != 2:
        return []
    used = parameters.number("EVENT", "USED", times.shape[1])
    count = min(int(used) if math.isfinite(used) else 0, times.shape[1])
    labels = parameters.texts("EVENT", "LABELS")
    contexts = parameters.texts("EVENT", "CONTEXTS")
    found: list[Event] = []
    for at in range(count):
        time = 60.0 * times[0, at] + times[1, at]
        label = labels[at] if at < len(labels) else ""
        context = contexts[at] if at < len(contexts) else ""
        if math.isfinite(time) and (label or context):
            found.append(_event(float(time), label, context))
    return found


def _event(time: float, label: str, context: str) -> Event:
    side = _SIDES.get(context.lower(), "both")
    short = _SHORT.match(label)
    if short:
        side = _SIDES["left" if short[1].upper() == "L" else "right"]
        return Event(
            time=time, name=_SHORT_NAMES[short[2].upper()], side=side, source="file"
        )
    if not label and context.lower() not in _CONTEXTS:
        label = context
    return Event(time=time, name=snake(label or "event"), side=side, source="file")


def snake(label: str) -> str:
    """Event label in small letters with underscores.

    >>> snake("Foot Strike"), snake("Take-Off")
    ('foot_strike', 'take_off')
    """
    return re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_") or "event"
