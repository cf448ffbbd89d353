"""How far the musculoskeletal model is taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Depth = Literal["none", "angles", "moments", "muscles"]
DEPTHS: Final[tuple[Depth, ...]] = ("none", "angles", "moments", "muscles")


@dataclass(frozen=True, slots=True, kw_only=True)
class MusculoskeletalSettings:
    """Choices about the musculoskeletal model as a whole.

    Parameters
    ----------
    depth
        How far to go: ``none`` (no model), ``angles`` (scaling and inverse kinematics),
        ``moments`` (and inverse dynamics) or ``muscles`` (and muscle forces), as far as
        the recording allows.
    """

    depth: Depth = "muscles"

    def reaches(self, depth: Depth) -> bool:
        """Whether the analysis goes as far as `depth`."""
        return DEPTHS.index(self.depth) >= DEPTHS.index(depth)
