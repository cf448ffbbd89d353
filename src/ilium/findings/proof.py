"""What proves a finding: the repetition, the instant, the curve."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ilium.conventions import SideOrBoth
from ilium.core.measure import Measure
from ilium.core.movement import Movement, Repetition

STEPPING = ("walk", "run")
_DEEPEST = ("bottom", "highest", "peak", "lowest", "landing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where a recording shows what a finding says.

    Parameters
    ----------
    side
        Whose repetition it is.
    repetition
        Its number, from 1.
    time
        The instant to look at [s].
    curve
        Name of the signal in the tables and charts; empty where it is no curve.
    """

    side: SideOrBoth
    repetition: int
    time: float
    curve: str


def repetitions_of(movement: Movement, side: SideOrBoth) -> list[Repetition]:
    """Complete repetitions that show one side, those on both sides included."""
    return [
        each
        for each in movement.repetitions
        if each.side in (side, "both") and each.complete
    ]


def median_repetition(
    movement: Movement, measures: Iterable[Measure], side: SideOrBoth, name: str
) -> Repetition | None:
    """Repetition whose value lies in the middle of its side's.

    Parameters
    ----------
    movement
        Repetitions.
    measures
        Values per repetition.
    side
        Whose repetitions.
    name
        Measure that orders them; without values they keep their order in time.

    Returns
    -------
    Repetition or None
        ``None`` where the side has none. Of an even number, the lower of the two.
    """
    found = repetitions_of(movement, side)
    if not found:
        return None
    ranked = {
        each.repetition: each.value
        for each in measures
        if each.name == name
        and each.side == side
        and each.repetition is not None
        and math.isfinite(each.value)
    }
    known = sorted(
        (each for each in found if each.number in ranked),
        key=lambda each: ranked[each.number],
    )
    chosen = known or found
    return chosen[(len(chosen) - 1) // 2]


def prove(
    summaries: Sequence[Measure],
    measures: Iterable[Measure],
    movement: Movement,
    curve: str,
) -> Proof | None:
    """Find what shows a measure best: the median repetition of its further side.

    Parameters
    ----------
    summaries
        The measure of one or both sides.
    measures
        Values per repetition.
    movement
        Repetitions with their events.
    curve
        Name of the signal that the measure is read from.

    Returns
    -------
    Proof or None
        ``None`` where no repetition was found.
    """
    widest = max(summaries, key=lambda each: abs(each.value))
    chosen = median_repetition(movement, measures, widest.side, widest.name)
    if chosen is None:
        return None
    return Proof(
        side=widest.side,
        repetition=chosen.number,
        time=_instant(chosen),
        curve=curve,
    )


def _instant(repetition: Repetition) -> float:
    """Deepest point by its event; the middle of the stance or of all without one."""
    for name in _DEEPEST:
        if math.isfinite(repetition.events.get(name, math.nan)):
            return repetition.events[name]
    end = repetition.events.get("foot_off", repetition.end)
    return (repetition.start + end) / 2
