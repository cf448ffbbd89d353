"""What is asked of the simulator."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from ilium.conventions import Side

LEVELS: Final = {"rigid": 0.0, "steady": 0.25, "typical": 0.5, "noisy": 1.0}
"""Words for the variability from repetition to repetition [1]."""

SIZE_SPREAD, PACE_SPREAD = 0.12, 0.06
"""Standard deviation of the size and of the pace of a repetition at variability 1, as a
share of their mean [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vary:
    """By what one repetition differs: size and duration as shares of the mean [1]."""

    size: float = 1.0
    pace: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What one simulation is asked for; angles in radians.

    Parameters
    ----------
    rate
        Frames a second of the plan [Hz].
    side
        Side that works, or that the pelvis is read against; ``None`` for both in turn.
    repetitions
        How many, on each side.
    pelvic_drop, pelvic_rotation
        Largest drop of the free side, and turn towards the stance leg [rad].
    asymmetry
        Left's excess over right's, as a share of their mean [1].
    variability
        From 0, each repetition alike, to 1 [1].
    quiet
        Quiet standing at the start [s].
    generator
        Source of what varies.
    """

    rate: float
    side: Side | None = None
    repetitions: int = 1
    pelvic_drop: float = 0.0
    pelvic_rotation: float = 0.0
    asymmetry: float = 0.0
    variability: float = 0.0
    quiet: float = 2.0
    generator: np.random.Generator = field(
        default_factory=lambda: np.random.default_rng(0)
    )

    def repetition(self) -> Vary:
        """Draw by what the next repetition differs."""
        size, pace = np.clip(self.generator.standard_normal(2), -2.0, 2.0)
        return Vary(
            size=1.0 + self.variability * SIZE_SPREAD * float(size),
            pace=1.0 + self.variability * PACE_SPREAD * float(pace),
        )
