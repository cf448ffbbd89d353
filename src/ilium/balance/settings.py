"""What the measures of balance depend on."""

from __future__ import annotations

from dataclasses import dataclass, field

from ilium.kinetics.ground_force import ForceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceSettings:
    """Definitions of the measures of balance.

    Parameters
    ----------
    force
        Zeroing and thresholds of the plates.
    window
        How long after a landing balance is watched [s].
    shortest
        Shortest stretch that is measured [s].
    least_load
        Vertical force below which the centre of pressure is not looked at [N].
    pressure_cutoff
        Cut-off of the low-pass filter of the centre of pressure [Hz].
    motion_cutoff
        Cut-off of the low-pass filter of the centre of mass and the feet [Hz].
    step_speed
        Speed from which on a foot moves over the ground [m/s].
    step_length
        Shortest way that makes a step [m].
    settling
        Time after landing in which a moving foot is still landing [s].
    lifted
        Height above the lower foot from which on a foot is in the air [m].
    """

    force: ForceSettings = field(default_factory=ForceSettings)
    window: float = 3.0
    shortest: float = 0.5
    least_load: float = 100.0
    pressure_cutoff: float = 10.0
    motion_cutoff: float = 6.0
    step_speed: float = 0.2
    step_length: float = 0.05
    settling: float = 0.15
    lifted: float = 0.08


BALANCE = BalanceSettings()
