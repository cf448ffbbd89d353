"""Events: moments in time, with a side and a source."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.conventions import SideOrBoth


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Event:
    """One moment of a movement.

    Parameters
    ----------
    time
        When it happened, on the recording's own clock [s].
    name
        Its name in the field's words and snake case: ``foot_strike``, ``take_off``.
    side
        The side that it belongs to.
    source
        Where it comes from: ``file``, ``plate``, ``marker``, or a method's name.
    """

    time: float
    name: str
    side: SideOrBoth
    source: str
