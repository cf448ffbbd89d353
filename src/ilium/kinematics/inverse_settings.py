"""What can be chosen about inverse kinematics."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class InverseKinematicsSettings:
    """Choices of inverse kinematics.

    Parameters
    ----------
    tolerance
        Length of the last step of a solved pose [rad] or [m]; near the end each step
        is about the square of the one before, so what is left is far below it.
    iterations
        Most steps in one frame [1].
    bounded
        Whether the ranges of the model's clamped coordinates bind.
    least_movement
        A coordinate is undetermined where moving it, or it together with others, by
        one moves all markers by less than this, root of the summed squares [m].
    """

    tolerance: float = 1e-6
    iterations: int = 100
    bounded: bool = True
    least_movement: float = 1e-3

    def __post_init__(self) -> None:
        if not 0.0 < self.tolerance <= 0.01:
            raise InputError(
                f"A tolerance of {self.tolerance:g} rad solves no pose.",
                "Give one above 0 and at most 0.01; 1e-6 is usual.",
            )
        if self.iterations < 1:
            raise InputError(
                f"{self.iterations} steps solve no pose.", "Give at least 1; 100 do."
            )
