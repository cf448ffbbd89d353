"""Settings of the variability stage."""

from __future__ import annotations

from dataclasses import dataclass, field

from ilium.errors import InputError
from ilium.variability.couples import Couple


@dataclass(frozen=True, slots=True, kw_only=True)
class VariabilitySettings:
    """What is coupled, on how many points, and from how many repetitions on.

    Parameters
    ----------
    points
        Points of a repetition, ends included [1].
    still
        Length of a step between points up to which neither segment moves [rad].
    couples
        Couples of SEGMENT_PLANE or JOINT_sagittal pairs; empty for the movement's own.
    alpha
        Chance of an error along the whole curve of left against right [1].
    structure
        Whether entropy, divergence and long-range correlation are computed where the
        recording is long enough.
    surface
        What was walked or run on, such as ``treadmill``; reference sets count only for
        the same surface, and none where it is not said.
    """

    points: int = 101
    still: float = 0.0
    couples: tuple[tuple[str, str], ...] = field(default=())
    alpha: float = 0.05
    structure: bool = True
    surface: str = ""

    def __post_init__(self) -> None:
        if self.points < 11:
            msg = f"{self.points} points cannot show a repetition."
            raise InputError(msg, "Give at least 11, usually 101.")

    def chosen(self, defaults: tuple[Couple, ...]) -> tuple[Couple, ...]:
        """Couples to look at: the given ones, or the movement's own.

        Parameters
        ----------
        defaults
            The movement's own.

        Returns
        -------
        tuple of Couple
            In order.
        """
        return tuple(Couple(*each) for each in self.couples) or defaults


VARIABILITY = VariabilitySettings()
