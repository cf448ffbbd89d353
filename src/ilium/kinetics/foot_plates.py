"""Which foot stands on which plate, frame by frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.conventions import SIDES, Side
from ilium.core.quantity import FloatArray
from ilium.kinetics.feet import inside
from ilium.kinetics.plate_loads import PlateLoad
from ilium.kinetics.settings import KineticsSettings
from ilium.kinetics.sole import Sole
from ilium.maths.runs import long_runs

BoolArray = NDArray[np.bool_]
Soles = dict[Side, Sole]
MOSTLY = 0.9
"""Share of a contact in which the force acts under a foot that bears it alone [1]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Contact:
    """One stretch of force on one plate and the feet that it belongs to.

    Parameters
    ----------
    plate
        Number of the plate from 0.
    start, end
        First camera frame and the frame after the last.
    feet
        Whether each foot (left, right) stands there, shape (end − start, 2); both
        where the plate carries both, neither where no foot is near.
    """

    plate: int
    start: int
    end: int
    feet: BoolArray

    @property
    def frames(self) -> slice:
        """Its camera frames."""
        return slice(self.start, self.end)

    @property
    def both(self) -> BoolArray:
        """Frames in which both feet stand there, shape (end − start,)."""
        return np.asarray(self.feet.all(axis=1))

    @property
    def side(self) -> Side | None:
        """The one foot that stands there throughout; ``None`` where there is none."""
        left, right = (bool(self.feet[:, at].all()) for at in range(2))
        if left == right or self.both.any():
            return None
        return "left" if left else "right"


def find_contacts(
    loads: tuple[PlateLoad, ...], soles: Soles, rate: float, settings: KineticsSettings
) -> tuple[Contact, ...]:
    """Find every contact with a plate and the feet that it belongs to.

    A plate's force belongs to the foot that rests over it; where both do, to the one
    under which it acts if the other foot's force is felt by another plate, else to
    both. Where no foot rests over the plate the nearest foot within reach takes it.

    Parameters
    ----------
    loads
        The plates on the cameras' clock.
    soles
        Both feet.
    rate
        Camera frames a second [Hz].
    settings
        Thresholds.

    Returns
    -------
    tuple of Contact
        Plate by plate in order of time.
    """
    gaps = np.stack([_gaps(load, soles) for load in loads])
    seen = np.stack([soles[side].seen for side in SIDES], axis=1)
    over = np.stack([_over(load, soles, settings) for load in loads])
    over &= gaps < 2.0 * settings.reach
    busy = _busy(gaps, settings.under)
    settled = over & ~(busy & (gaps < settings.under)[:, :, ::-1])
    least = max(round(settings.shortest * rate), 1)
    found: list[Contact] = []
    for number, load in enumerate(loads):
        for start, end in long_runs(load.felt > settings.loaded, least):
            part = slice(start, end)
            feet = _named(load, end - start)
            if feet is None:
                free = np.where(busy[number, part], np.inf, gaps[number, part])
                feet = _feet(settled[number, part], free, settings.reach)
                feet |= _maybe_shared(free, seen[part], settings)
            found.append(Contact(plate=number, start=start, end=end, feet=feet))
    return tuple(found)


def _gaps(load: PlateLoad, soles: Soles) -> FloatArray:
    """Distance from the centre of pressure to each foot, shape (time, 2) [m]."""
    return np.stack([soles[side].distance(load.pressure) for side in SIDES], axis=1)


def _over(load: PlateLoad, soles: Soles, settings: KineticsSettings) -> BoolArray:
    """Whether a resting marker of each foot lies over the plate, shape (time, 2)."""
    unseen = np.isnan(load.plate.corners).any()
    found: list[BoolArray] = []
    for side in SIDES:
        sole = soles[side]
        if unseen:
            near = sole.distance(load.pressure) < settings.reach
            found.append(sole.down & near)
        else:
            above = inside(load.plate, sole.points)
            found.append(np.asarray((sole.resting & above).any(axis=1)))
    return np.stack(found, axis=1)


def _busy(gaps: FloatArray, under: float) -> BoolArray:
    """Feet under which another plate's force acts and not this one's.

    Shape (plate, time, 2), as `gaps`.
    """
    beneath = gaps < under
    others = beneath.sum(axis=0)[None] - beneath
    return (others > 0) & ~beneath


def _named(load: PlateLoad, count: int) -> BoolArray | None:
    """Feet of external loads that name their side."""
    name = load.plate.name
    if load.plate.kind != 0 or name not in SIDES:
        return None
    return np.tile(np.array([side == name for side in SIDES]), (count, 1))


def _maybe_shared(
    gaps: FloatArray, seen: BoolArray, settings: KineticsSettings
) -> BoolArray:
    """Whether a foot that is not seen may carry part of a contact, shape (frame, 1).

    So it is where the force acts near the foot that is seen, but not under it.
    """
    near = int(np.argmin(np.median(gaps, axis=0)))
    hidden = float(seen[:, 1 - near].mean()) < 0.5
    away = gaps[:, near]
    under = float(np.mean(away < settings.under)) > MOSTLY
    beside = not under and float(np.median(away)) < settings.reach
    return np.full((len(gaps), 1), hidden and beside)


def _feet(over: BoolArray, gaps: FloatArray, reach: float) -> BoolArray:
    """Decide on the feet of one contact, shape (frame, 2)."""
    ever = np.asarray(over.any(axis=0))
    if ever.all():
        alone = np.argmin(gaps, axis=1)
        nearest = np.arange(2) == alone[:, None]
        rests = np.asarray(over.any(axis=1))
        return np.where(rests[:, None], over, nearest)
    typical = np.median(gaps, axis=0)
    chosen = ever if ever.any() else np.arange(2) == int(np.argmin(typical))
    if typical[chosen][0] > reach:
        chosen = np.zeros(2, dtype=bool)
    return np.tile(chosen, (len(over), 1))
