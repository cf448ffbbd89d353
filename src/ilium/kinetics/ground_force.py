"""The vertical force under a person, zeroed where nobody stood on the plate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.capture.plates import zeroed
from ilium.conventions import UP
from ilium.core.plate import LOADED, Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.core.trial import Trial
from ilium.errors import InputError
from ilium.maths.filters import low_pass
from ilium.maths.runs import long_runs

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceSettings:
    """How the plates are zeroed and when somebody stands on them.

    Parameters
    ----------
    contact
        Vertical force from which on a foot touches the ground [N].
    deviations
        The same in standard deviations of the unloaded signal; the larger counts [1].
    unloaded
        Force below which a plate may be unloaded, before it is zeroed, and farthest
        from its resting level that it then is [N].
    rest
        Shortest unloaded stretch that zeroes a plate [s].
    step
        Shortest contact that counts as standing on a plate [s].
    ringing
        Cut-off of the zero-lag low-pass under which contacts and take-offs are timed,
        because a plate rings as it is left [Hz]; only the times, never the forces.
    cutoff
        Cut-off of the zero-lag low-pass of the forces themselves [Hz], at least 100;
        ``None`` leaves them as recorded.
    """

    contact: float = LOADED
    deviations: float = 5.0
    unloaded: float = 60.0
    rest: float = 0.05
    step: float = 0.05
    ringing: float = 200.0
    cutoff: float | None = None

    def __post_init__(self) -> None:
        if self.cutoff is not None and not self.cutoff >= SLOWEST_CUTOFF:
            msg = f"A cut-off of {self.cutoff:g} Hz would round off impacts."
            remedy = f"Give at least {SLOWEST_CUTOFF:g} Hz, or none at all."
            raise InputError(msg, remedy)


SLOWEST_CUTOFF = 100.0
"""Lowest cut-off that leaves the forces of an impact alone [Hz]."""

FORCES = ForceSettings()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GroundForce:
    """Vertical force on the person under every plate that was stood on.

    Parameters
    ----------
    time
        Times of the samples, shape (time,) [s].
    plates
        The plates that were stood on.
    each
        Vertical force of each of them, zeroed, shape (time, plate) [N].
    noise
        Standard deviation of the sum while nobody stood there [N]; NaN where there
        was no such stretch.
    threshold
        Force from which on a foot touches the ground [N].
    not_zeroed
        Names of plates that were never unloaded and stay as recorded.
    timed
        The sum over the plates without their ringing, shape (time,) [N]: contacts and
        take-offs are timed on it.
    """

    time: FloatArray
    plates: tuple[Plate, ...]
    each: FloatArray
    noise: float
    threshold: float
    timed: FloatArray
    not_zeroed: tuple[str, ...] = ()

    @property
    def total(self) -> FloatArray:
        """Sum over the plates, shape (time,) [N]."""
        return self.each.sum(axis=1)

    @property
    def rate(self) -> float:
        """Samples a second [Hz]."""
        return float((self.time.size - 1) / (self.time[-1] - self.time[0]))

    def index(self, time: float) -> int:
        """Sample nearest to a time [s]."""
        nearest = round((time - float(self.time[0])) * self.rate)
        return min(max(nearest, 0), self.time.size - 1)

    def within(self, start: float, end: float) -> slice:
        """Samples of a half-open time range [s]."""
        first, last = np.searchsorted(self.time, (start - 1e-9, end - 1e-9))
        return slice(int(first), int(last))


def ground_force(trial: Trial, settings: ForceSettings = FORCES) -> GroundForce | None:
    """Vertical force of every plate that somebody stood on.

    Parameters
    ----------
    trial
        The recording.
    settings
        Thresholds.

    Returns
    -------
    GroundForce or None
        `None` without plates that were stood on; a NaN in the record counts as zero
        force.
    """
    longest = max((clock(plate.force).size for plate in trial.plates), default=0)
    found = [
        rested(plate, settings)
        for plate in trial.plates
        if clock(plate.force).size == longest > 1
    ]
    used = [each for each in found if _stood_on(*each, settings)]
    if not used:
        return None
    noise = float(np.sqrt(sum(spread**2 for _, spread in used)))
    each = np.stack([_load(plate) for plate, _ in used], axis=1)
    if settings.cutoff is not None:
        each = low_pass(each, settings.cutoff, _rate(used[0][0]))
    return GroundForce(
        time=clock(used[0][0].force),
        plates=tuple(plate for plate, _ in used),
        each=each,
        timed=_without_ringing(each.sum(axis=1), _rate(used[0][0]), settings.ringing),
        noise=noise,
        threshold=_threshold(noise, settings),
        not_zeroed=tuple(plate.name for plate, spread in used if np.isnan(spread)),
    )


def unloaded_samples(
    load: FloatArray, rate: float, settings: ForceSettings = FORCES
) -> BoolArray:
    """Samples during which nobody stands on a plate.

    Parameters
    ----------
    load
        Vertical force of one plate, as recorded, shape (time,) [N].
    rate
        Samples a second [Hz].
    settings
        Thresholds.

    Returns
    -------
    BoolArray
        Shape (time,); stretches that are long enough and stay within five robust
        standard deviations of their level. Nobody pulls on a plate, so the level may
        lie as far below zero as it will; above `unloaded` it may be a person's.
    """
    least = max(round(settings.rest * rate), 3)
    below = _kept(load < settings.unloaded, least)
    if not below.any():
        return below
    floor = float(np.median(load[below]))
    low = _kept(below & (np.abs(load - floor) < settings.unloaded), least)
    if not low.any():
        return low
    level = float(np.median(load[low]))
    spread = 1.4826 * float(np.median(np.abs(load[low] - level)))
    near = np.abs(load - level) <= max(settings.deviations * spread, 1e-6)
    quiet = _kept(low & near, least)
    return quiet if quiet.any() else low


def _kept(mask: BoolArray, at_least: int) -> BoolArray:
    kept = np.zeros_like(mask)
    for first, last in long_runs(mask, at_least):
        kept[first:last] = True
    return kept


def rested(plate: Plate, settings: ForceSettings = FORCES) -> tuple[Plate, float]:
    """Zero a plate on the stretches in which nobody stands on it.

    Parameters
    ----------
    plate
        The plate as recorded.
    settings
        Thresholds.

    Returns
    -------
    tuple of Plate and float
        The plate, and the standard deviation of its vertical force while unloaded [N];
        as recorded and NaN where it was never unloaded.
    """
    rest = unloaded_samples(_load(plate), _rate(plate), settings)
    if not rest.any():
        return plate, float("nan")
    return zeroed(plate, rest), float(_load(plate)[rest].std())


def _without_ringing(total: FloatArray, rate: float, cutoff: float) -> FloatArray:
    """Low-pass the sum of the plates where they are sampled finely enough."""
    return low_pass(total, cutoff, rate) if cutoff < rate / 4.0 else total


def _load(plate: Plate) -> FloatArray:
    return np.nan_to_num(values(plate.force)[:, UP])


def _rate(plate: Plate) -> float:
    time = clock(plate.force)
    return float((time.size - 1) / (time[-1] - time[0]))


def _threshold(noise: float, settings: ForceSettings) -> float:
    if np.isnan(noise):
        return settings.contact
    return max(settings.contact, settings.deviations * noise)


def _stood_on(plate: Plate, noise: float, settings: ForceSettings) -> bool:
    loaded = _load(plate) > _threshold(noise, settings)
    return bool(long_runs(loaded, max(round(settings.step * _rate(plate)), 2)))
