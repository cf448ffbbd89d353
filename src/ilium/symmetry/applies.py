"""Which index applies to which measure."""

from __future__ import annotations

from typing import Final

ANGLE: Final = "rad"
RATIOS: Final = (
    "limb_symmetry_index",
    "symmetry_index",
    "absolute_symmetry_index",
    "symmetry_angle",
)
BILATERAL: Final = frozenset(
    {
        "drop_jump",
        "drop_vertical_jump",
        "countermovement_jump",
        "squat",
        "walk",
        "run",
        "quiet_standing",
    }
)
"""Movements in which both sides share one load."""

NOT_COMPARED: Final = frozenset({"free_leg_forward", "common_depth"})
"""Measures that describe how the movement was done, not how well it is held."""


def indices_of(unit: str, *, bilateral: bool) -> tuple[str, ...]:
    """Names of the indices for a measure whose sides are both positive.

    Parameters
    ----------
    unit
        SI unit of the measure.
    bilateral
        Whether both legs share one movement.

    Returns
    -------
    tuple of str
        Angles have a difference in degrees and nothing else: a percentage of an angle
        near zero says nothing.
    """
    if unit == ANGLE:
        return ("difference",)
    shared = "bilateral_symmetry_index" if bilateral else "percentage_difference"
    return (*RATIOS, shared)


def indices_for(
    unit: str, left: float, right: float, *, bilateral: bool
) -> tuple[str, ...]:
    """Names of the indices for these values.

    Parameters
    ----------
    unit
        SI unit of the measure.
    left, right
        Values of the sides [unit].
    bilateral
        Whether both legs share one movement.

    Returns
    -------
    tuple of str
        Only the symmetry angle where a side is zero or the signs differ, because the
        others explode there.
    """
    names = indices_of(unit, bilateral=bilateral)
    if unit == ANGLE or min(left, right) > 0.0:
        return names
    return ("symmetry_angle",)
