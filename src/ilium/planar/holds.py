"""A posture that is held, as one repetition."""

from __future__ import annotations

from ilium.conventions import SideOrBoth
from ilium.core.movement import Repetition
from ilium.core.quantity import FloatArray
from ilium.events.found import known, phases


def hold(
    time: FloatArray, frames: slice, *, side: SideOrBoth, number: int
) -> Repetition:
    """Make the repetition that a held posture is.

    Parameters
    ----------
    time
        Time of every frame, shape (frame,) [s].
    frames
        Frames in which it is held.
    side
        Leg that carries or leads.
    number
        Which one of that leg it is, from 1.

    Returns
    -------
    Repetition
        With one phase, ``hold``; complete where the recording goes on before and after.
    """
    start, end = float(time[frames.start]), float(time[frames.stop - 1])
    return Repetition(
        number=number,
        side=side,
        start=start,
        end=end,
        events=known(hold_start=start, hold_end=end),
        phases=phases(("hold", start), end=end),
        complete=frames.start > 0 and frames.stop < time.size,
    )
