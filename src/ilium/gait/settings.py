"""What the measures of walking and running depend on."""

from __future__ import annotations

from dataclasses import dataclass, field

from ilium.kinetics.body_weight import WeightSettings
from ilium.kinetics.ground_force import ForceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class GaitSettings:
    """Definitions of the measures of walking and running.

    Parameters
    ----------
    force
        Zeroing and thresholds of the plates.
    weight
        Which body weight normalises.
    slowest_belt
        Speed of the standing foot from which on the ground moves [m/s].
    aligned
        Least agreement of the standing feet's directions on a belt [1].
    stays
        Largest travel of the pelvis on a belt, as a share of the belt's [1].
    """

    force: ForceSettings = field(default_factory=ForceSettings)
    weight: WeightSettings = field(default_factory=WeightSettings)
    slowest_belt: float = 0.2
    aligned: float = 0.9
    stays: float = 0.3


GAIT = GaitSettings()
