"""What a laboratory may change about the stability measures."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.units import DEGREE


@dataclass(frozen=True, slots=True, kw_only=True)
class StabilitySettings:
    """How the pelvis, trunk and knee are measured.

    Parameters
    ----------
    common_depth
        Knee flexion that another visit reached in every repetition [rad]; the depth
        common to both visits is the smaller one. ``None`` for a single visit.
    level
        Half-width of the range in which the pelvis counts as level [rad].
    moved
        Rotation from which on a segment has moved, for onsets [rad].
    jerk_cutoff
        Low-pass before the third derivative [Hz].
    least_rotation
        Yaw excursion below which nobody leads [rad].
    """

    common_depth: float | None = None
    level: float = 5.0 * DEGREE
    moved: float = 2.0 * DEGREE
    jerk_cutoff: float = 6.0
    least_rotation: float = 2.0 * DEGREE


STABILITY = StabilitySettings()
