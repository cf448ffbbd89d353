"""Pain lights: what a session's answers allow, by the strictest published variant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ilium.programme.history import SessionLog

Light = Literal["go", "keep", "stop", "unsaid"]
GO = 3
"""Highest pain at which training goes on and grows."""
STOP = 6
"""Pain at which training stops and an easier step follows."""


def light(session: SessionLog) -> Light:
    """What a session's pain allows.

    Parameters
    ----------
    session
        With its answers.

    Returns
    -------
    str
        ``stop``: 6 or more, or worse next morning, or spreading or numb, or above 3
        and not settled by the next morning. ``keep``: above 3. ``go``: 0 to 3.
        ``unsaid``: nobody said.
    """
    during, morning = session.pain_during, session.pain_next_morning
    known = [each for each in (during, morning) if each is not None]
    if session.spreading or any(each >= STOP for each in known):
        return "stop"
    if during is not None and morning is not None and morning > max(during, 0):
        return "stop"
    if during is not None and morning is not None and min(during, morning) > GO:
        return "stop"
    if not known:
        return "unsaid"
    return "keep" if max(known) > GO else "go"


def settled(session: SessionLog) -> bool:
    """Whether pain was said to be at most 3 during and the next morning."""
    if session.pain_during is None or session.pain_next_morning is None:
        return False
    return light(session) == "go"


def worst(sessions: Iterable[SessionLog]) -> SessionLog | None:
    """Session with the strictest light; the latest of several, ``None`` of none."""
    order = ("unsaid", "go", "keep", "stop")
    return max(
        sessions,
        key=lambda each: (order.index(light(each)), each.date),
        default=None,
    )
