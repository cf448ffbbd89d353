"""What the measures of jumps depend on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ilium.kinetics.body_weight import WeightSettings
from ilium.kinetics.ground_force import ForceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class JumpSettings:
    """Definitions of the measures of jumps.

    Parameters
    ----------
    force
        Zeroing and thresholds of the plates.
    weight
        What counts as standing still.
    box_height
        Height of the box as set up [m]; `None` where not known.
    shortest_flight
        Shortest time in the air that counts as a flight [s].
    fast_contact
        Contact time below which a rebound from a box is a drop jump, and from which on
        it is a drop vertical jump [s].
    stabilisation
        Definition of the time to stabilisation, a key of
        `ilium.jump.stabilisation.DEFINITIONS`; each is a measure of its own name.
    band
        Half-width of the band about body weight in which the force is stabilised [1].
    stable_for
        How long it must stay there [s].
    series
        Time after landing whose sequential average is looked at [s].
    near_mean
        Distance from the mean of the series within which its sequential average is
        stable, in standard deviations of the series [1].
    impact
        Time after contact in which the impact peak lies [s].
    peak_fall
        Fall of the force after the impact peak that makes it one, in body weights [1].
    steady_share
        Share of the way from contact to impact peak where the loading rate begins and
        ends [1].
    """

    force: ForceSettings = field(default_factory=ForceSettings)
    weight: WeightSettings = field(default_factory=WeightSettings)
    box_height: float | None = None
    shortest_flight: float = 0.1
    fast_contact: float = 0.25
    stabilisation: Literal["force-near-weight", "sequential-average"] = (
        "force-near-weight"
    )
    band: float = 0.05
    stable_for: float = 1.0
    series: float = 3.0
    near_mean: float = 0.25
    impact: float = 0.1
    peak_fall: float = 0.05
    steady_share: tuple[float, float] = (0.2, 0.8)


JUMPS = JumpSettings()
