"""How forces and motion are treated before moments are computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from ilium.core.plate import LOADED
from ilium.errors import InputError

SLOW: Final = 6.0
"""Cut-off of movements without impacts [Hz]."""
FAST: Final = 15.0
"""Cut-off of jumps, landings and running [Hz]."""

CUTOFFS: Final[Mapping[str, float]] = MappingProxyType(
    dict.fromkeys(
        (
            "drop_jump",
            "drop_vertical_jump",
            "countermovement_jump",
            "single_leg_drop_jump",
            "single_leg_hop",
            "single_leg_landing",
            "run",
        ),
        FAST,
    )
)
"""Task to its cut-off [Hz]; every other task takes `SLOW`."""

SOURCES: Final[Mapping[float, str]] = MappingProxyType(
    {
        SLOW: "Winter 1974, doi:10.1016/0021-9290(74)90056-6",
        FAST: (
            "Kristianslund 2012, doi:10.1016/j.jbiomech.2011.12.011; Bisseling 2006,"
            " doi:10.1016/j.jbiomech.2005.07.021"
        ),
    }
)
"""Where each cut-off comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KineticsSettings:
    """Choices of the kinetics stage.

    Parameters
    ----------
    cutoff
        Cut-off of the zero-lag low-pass of forces and motion alike [Hz]; ``auto`` for
        the movement's own (6 Hz; 15 Hz with impacts); ``None`` to filter neither.
        Measures of jumps keep the forces as recorded.
    loaded
        Force along a plate's normal from which on a foot stands on it [N].
    reach
        Largest distance between the centre of pressure and the line from heel to toe
        of the foot that it belongs to [m].
    under
        The same within which the force surely acts under that foot [m].
    lifted
        Height of a marker of the foot above its lowest at which the foot is in the
        air [m].
    moving
        Speed of that marker at which the foot is in the air [m/s].
    shortest
        Shortest contact that counts [s].
    overhang
        How far a marker may lie beyond the edge of a plate that carries its foot [m].
    balance
        Difference between the plates' force and that which the centre of mass's
        acceleration asks for, from which on it is told [body weight].
    """

    cutoff: float | Literal["auto"] | None = "auto"
    loaded: float = LOADED
    reach: float = 0.2
    under: float = 0.06
    lifted: float = 0.04
    moving: float = 0.8
    shortest: float = 0.04
    overhang: float = 0.03
    balance: float = 0.1

    def __post_init__(self) -> None:
        if isinstance(self.cutoff, float | int) and not 1.0 <= self.cutoff <= 500.0:
            msg = f"A cut-off of {self.cutoff:g} Hz suits no movement."
            raise InputError(msg, "Give one between 1 and 500 Hz, or 'auto'.")
        if isinstance(self.cutoff, str) and self.cutoff != "auto":
            msg = f"There is no cut-off named {self.cutoff!r}."
            raise InputError(msg, "Give it in Hz, or 'auto' for the movement's own.")

    def cutoff_of(self, task: str) -> float | None:
        """Cut-off that a task takes [Hz]; ``None`` to filter nothing."""
        if self.cutoff == "auto":
            return CUTOFFS.get(task, SLOW)
        return self.cutoff


KINETICS: Final = KineticsSettings()
"""What is in effect where nothing is said."""
