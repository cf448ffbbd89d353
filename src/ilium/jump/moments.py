"""The moments of one jump, and how sharply they are known."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ilium.core.movement import Movement, Repetition
from ilium.jump.trace import sampling_error

DROP_TASKS = ("drop_jump", "drop_vertical_jump", "single_leg_drop_jump")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Times of one jump [s]; `None` where there is none.

    Parameters
    ----------
    contact
        First contact after a drop.
    onset
        Where a countermovement begins.
    bottom
        Deepest point of the contact.
    take_off, landing
        Ends of the flight.
    start, end
        Bounds of the repetition.
    from_plates
        Whether take-off and landing come from force plates.
    resolution
        Standard uncertainty of a duration between two of them.
    """

    contact: float | None
    onset: float | None
    bottom: float | None
    take_off: float | None
    landing: float | None
    start: float
    end: float
    from_plates: bool
    resolution: float

    @property
    def flight(self) -> float | None:
        """Time in the air [s]."""
        if self.take_off is None or self.landing is None:
            return None
        return self.landing - self.take_off

    @property
    def touchdown(self) -> float | None:
        """Landing after a flight, or the only contact of a jump down [s]."""
        return self.landing if self.landing is not None else self.contact


def moments_of(
    movement: Movement, repetition: Repetition, *, camera_rate: float, plate_rate: float
) -> Moments:
    """Moments of one repetition.

    Parameters
    ----------
    movement
        What was done, with the events' sources.
    repetition
        The repetition.
    camera_rate
        Camera frames a second [Hz].
    plate_rate
        Samples of the plates a second [Hz]; NaN without.

    Returns
    -------
    Moments
        From the plates where both take-off and landing do; from markers each moment is
        one frame unsure.
    """
    found = repetition.events
    plates = {
        (each.name, each.time) for each in movement.events if each.source == "plate"
    }
    felt = [
        (name, found[name]) in plates
        for name in ("initial_contact", "take_off", "landing")
        if name in found
    ]
    from_plates = bool(felt) and all(felt) and math.isfinite(plate_rate)
    frames = math.sqrt(2.0) / camera_rate if camera_rate > 0.0 else math.nan
    return Moments(
        contact=found.get("initial_contact"),
        onset=found.get("onset", found.get("unweighting")),
        bottom=found.get("bottom"),
        take_off=found.get("take_off"),
        landing=found.get("landing"),
        start=repetition.start,
        end=repetition.end,
        from_plates=from_plates,
        resolution=sampling_error(plate_rate) if from_plates else frames,
    )
