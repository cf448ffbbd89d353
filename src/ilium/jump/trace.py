"""How the centre of mass moved through a jump, from the force under the feet."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ilium.conventions import GRAVITY
from ilium.core.quantity import FloatArray
from ilium.kinetics.body_weight import BodyWeight, WeightSettings, quiet_weight
from ilium.kinetics.ground_force import GroundForce
from ilium.maths.impulse import cumulative, vertical_velocity

METHODS = {
    "forwards": "integrated forwards from stillness before the movement",
    "backwards": "integrated backwards from stillness at the end",
    "flight": "integrated from the speed at take-off that the flight time gives",
}
"""Where the integration gets its constant from, in words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class JumpTrace:
    """Vertical motion of the centre of mass.

    Parameters
    ----------
    time
        Times of the samples, shape (time,) [s].
    force
        Vertical force on the person, zero in flight, shape (time,) [N].
    weight
        Body weight that normalises.
    velocity
        Upwards, shape (time,) [m/s].
    rise
        Height above standing, or above take-off where nothing stands still, shape
        (time,) [m].
    how
        A key of `METHODS`.
    anchor
        Where the constant was taken [s].
    doubt
        Standard uncertainty of the velocity there [m/s].
    noise
        Standard deviation of the force's noise [N].
    """

    time: FloatArray
    force: FloatArray
    weight: BodyWeight
    velocity: FloatArray
    rise: FloatArray
    how: str
    anchor: float
    doubt: float
    noise: float

    @property
    def rate(self) -> float:
        """Samples a second [Hz]."""
        return float((self.time.size - 1) / (self.time[-1] - self.time[0]))

    @property
    def from_standing(self) -> bool:
        """Whether `rise` counts from standing."""
        return self.how != "flight"

    def at(self, signal: FloatArray, time: float) -> float:
        """Value of a signal at a time between samples."""
        return float(np.interp(time, self.time, signal))

    def velocity_error(self, time: float) -> float:
        """Standard uncertainty of the velocity at a time [m/s].

        Grows with the distance from the anchor: a wrong body weight adds up in
        proportion to it, noise with its square root; the sample within which the feet
        leave or touch the ground counts once.
        """
        apart = abs(time - self.anchor)
        unsure = 0.0 if math.isnan(self.weight.error) else self.weight.error
        drift = unsure * apart
        walk = self.noise * math.sqrt(apart / self.rate)
        edge = self.weight.value / (self.rate * math.sqrt(12.0))
        share = GRAVITY / self.weight.value
        return math.hypot(self.doubt, share * math.hypot(drift, walk, edge))

    def rise_error(self, start: float, end: float) -> float:
        """Standard uncertainty of the rise between two times [m]."""
        worst = max(self.velocity_error(start), self.velocity_error(end))
        return worst * abs(end - start)


def trace_jump(
    force: GroundForce,
    weight: BodyWeight,
    *,
    contact: float | None,
    take_off: float | None,
    landing: float | None,
    settings: WeightSettings,
) -> JumpTrace | None:
    """Integrate the force on the person through one jump.

    Parameters
    ----------
    force
        Vertical force under the plates.
    weight
        Body weight that normalises.
    contact
        First contact after a drop [s]; `None` for a jump from standing.
    take_off
        When the feet leave the ground [s]; `None` for a landing without rebound.
    landing
        When they come back [s]; `None` where the recording ends before.
    settings
        What counts as standing still.

    Returns
    -------
    JumpTrace or None
        Forwards from stillness before the movement where the plates carry the person
        there, the box's plate included; else backwards from stillness after the
        landing; else from the flight time; `None` where there is none of these.
    """
    total = force.total
    begin = contact if contact is not None else take_off
    touchdown = landing if landing is not None else contact
    if landing is not None and take_off is not None:
        total[force.within(take_off, landing)] = 0.0
    if begin is not None:
        before = quiet_weight(force, settings, end=begin)
        if before is not None:
            return _anchored(force, total, weight, before, "forwards")
    if touchdown is not None:
        after = quiet_weight(force, settings, start=touchdown)
        if after is not None:
            return _anchored(force, total, weight, after, "backwards")
    if landing is None or take_off is None:
        return None
    return _flown(force, total, weight, (take_off, landing), settings)


def _anchored(
    force: GroundForce,
    total: FloatArray,
    weight: BodyWeight,
    still: BodyWeight,
    how: str,
) -> JumpTrace:
    velocity = vertical_velocity(total, weight.value, force.rate)
    part = force.within(still.start, still.end)
    velocity -= velocity[part].mean()
    rise = cumulative(velocity, force.rate)
    rise -= rise[part].mean()
    return JumpTrace(
        time=force.time,
        force=total,
        weight=weight,
        velocity=velocity,
        rise=rise,
        how=how,
        anchor=(still.start + still.end) / 2.0,
        doubt=still.sway,
        noise=_known(force.noise),
    )


def _flown(
    force: GroundForce,
    total: FloatArray,
    weight: BodyWeight,
    flight: tuple[float, float],
    settings: WeightSettings,
) -> JumpTrace:
    take_off, landing = flight
    duration = landing - take_off
    velocity = vertical_velocity(total, weight.value, force.rate)
    velocity += GRAVITY * duration / 2.0 - float(
        np.interp(take_off, force.time, velocity)
    )
    rise = cumulative(velocity, force.rate)
    rise -= float(np.interp(take_off, force.time, rise))
    timing = GRAVITY / 2.0 * sampling_error(force.rate)
    return JumpTrace(
        time=force.time,
        force=total,
        weight=weight,
        velocity=velocity,
        rise=rise,
        how="flight",
        anchor=take_off,
        doubt=math.hypot(timing, settings.posture / duration),
        noise=_known(force.noise),
    )


def _known(noise: float) -> float:
    return 0.0 if math.isnan(noise) else noise


def sampling_error(rate: float) -> float:
    """Standard uncertainty of a duration between two sampled moments [s].

    Each end is uniform within one sample: 1/(rate √6) for both.
    """
    return 1.0 / (rate * math.sqrt(6.0))
