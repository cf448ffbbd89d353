"""A measure: one number about a movement, with its error and its method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from ilium.conventions import SideOrBoth
from ilium.core.shown import Shown

Tier = Literal["lab", "video_a", "video_b"]

TURNS: Final = "turning"
"""Flag of a gait cycle in which the person turns: left and right do not do the same."""
FORESHORTENED: Final = "foreshortened"
"""Flag of a projected angle of which a segment points out of the plane."""
SEEN_IN_PART: Final = "seen-in-part"
"""Flag of a largest, smallest or mean angle of a stretch in which it has a gap."""
UNLEVELLED: Final = "camera-not-levelled"
"""Flag of an angle to the horizon from a camera that nobody levelled."""
FROM_STANDING: Final = "_from_standing"
"""Ending of the names of changes from quiet standing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Shown):
    """One number about a movement.

    Parameters
    ----------
    name
        Snake-case name, described by an `ilium.core.catalogue.MeasureKind`.
    side
        Side that it belongs to; for single-leg tasks the stance side.
    value
        The number in `unit`, SI inside; NaN where it could not be measured
        (`flags` then say why).
    unit
        SI unit (``rad``, ``m``, ``s``, ``N``, ``1`` …).
    repetition
        Number of the repetition from 1; ``None`` for the summary over repetitions.
    sd
        Standard deviation between the repetitions [unit]; NaN below two.
    n
        Number of repetitions behind the value.
    sem
        Standard error of one measurement, published or of the own laboratory [unit];
        NaN where none is known.
    ci_low, ci_high
        95 % confidence interval of the value [unit]; NaN where not computed.
    tier
        How it was captured.
    reference
        Name of the reference set its range comes from; empty where there is none.
    flags
        Machine-readable remarks, for example ``"depth-not-reached"``.
    method
        How it was computed, with the DOI of its source.
    """

    name: str
    side: SideOrBoth
    value: float
    unit: str
    repetition: int | None = None
    sd: float = float("nan")
    n: int = 1
    sem: float = float("nan")
    ci_low: float = float("nan")
    ci_high: float = float("nan")
    tier: Tier = "lab"
    reference: str = ""
    flags: tuple[str, ...] = ()
    method: str = ""
