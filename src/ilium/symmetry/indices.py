"""Indices of asymmetry: two numbers in, one share out."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

Index = Callable[[float, float], float]


def limb_symmetry_index(left: float, right: float) -> float:
    """Smaller side as a share of the larger one.

    Parameters
    ----------
    left, right
        Values of the sides, both positive [any].

    Returns
    -------
    float
        1 for equal sides [1].
    """
    return min(left, right) / max(left, right)


def symmetry_index(left: float, right: float) -> float:
    """Difference of the sides as a share of their mean.

    Parameters
    ----------
    left, right
        Values of the sides, both positive [any].

    Returns
    -------
    float
        0 for equal sides, + where the right is larger, at most ±2 [1].

    References
    ----------
    Robinson RO, Herzog W, Nigg BM (1987). Use of force platform variables to quantify
    the effects of chiropractic manipulation on gait symmetry. J Manipulative Physiol
    Ther 10(4), 172-176.
    """
    return (right - left) / (0.5 * (right + left))


def absolute_symmetry_index(left: float, right: float) -> float:
    """Magnitude of the symmetry index.

    Parameters
    ----------
    left, right
        Values of the sides, both positive [any].

    Returns
    -------
    float
        0 for equal sides, at most 2 [1]; which side is larger must stand beside it.
    """
    return abs(symmetry_index(left, right))


def bilateral_symmetry_index(left: float, right: float) -> float:
    """Difference of the sides as a share of their sum, for tasks on both legs.

    Parameters
    ----------
    left, right
        Values of the sides, both positive [any].

    Returns
    -------
    float
        0 for equal sides, + where the right is larger, at most ±1 [1].

    References
    ----------
    Bishop C, Read P, Lake J, Chavda S, Turner A (2018). Interlimb asymmetries:
    understanding how to calculate differences from bilateral and unilateral tests.
    Strength Cond J 40(4), 1-6. doi:10.1519/SSC.0000000000000371
    """
    return (right - left) / (right + left)


def percentage_difference(left: float, right: float) -> float:
    """How much the smaller side lacks of the larger one, for tasks on one leg.

    Parameters
    ----------
    left, right
        Values of the sides, both positive [any].

    Returns
    -------
    float
        0 for equal sides, + where the right is larger, less than ±1 [1].

    References
    ----------
    Bishop C, Read P, Lake J, Chavda S, Turner A (2018). Interlimb asymmetries:
    understanding how to calculate differences from bilateral and unilateral tests.
    Strength Cond J 40(4), 1-6. doi:10.1519/SSC.0000000000000371
    """
    lack = 1.0 - min(left, right) / max(left, right)
    return math.copysign(lack, right - left)


def symmetry_angle(left: float, right: float) -> float:
    """Angle between the point (right, left) and the line of equal sides.

    Parameters
    ----------
    left, right
        Values of the sides, of any sign [any].

    Returns
    -------
    float
        0 for equal sides, + where the right is larger, ±1 for equal and opposite
        values, 0.5 in magnitude where one is zero [1]; NaN where both are.

    References
    ----------
    Zifchock RA, Davis I, Higginson J, Royer T (2008). The symmetry angle: a novel,
    robust method of quantifying asymmetry. Gait Posture 27(4), 622-627.
    doi:10.1016/j.gaitpost.2007.08.006
    """
    if left == right == 0.0:
        return float("nan")
    steep = math.copysign(math.pi / 2.0, left)
    slope = math.atan(left / right) if right else steep
    away = math.pi / 4.0 - slope
    if away > math.pi / 2.0:
        away -= math.pi
    return away / (math.pi / 2.0)


def difference(left: float, right: float) -> float:
    """Left minus right, in the unit of the sides.

    Parameters
    ----------
    left, right
        Values of the sides [any].

    Returns
    -------
    float
        + where the left is larger [any].
    """
    return left - right


INDICES: Final[Mapping[str, Index]] = MappingProxyType(
    {
        "difference": difference,
        "limb_symmetry_index": limb_symmetry_index,
        "symmetry_index": symmetry_index,
        "absolute_symmetry_index": absolute_symmetry_index,
        "bilateral_symmetry_index": bilateral_symmetry_index,
        "percentage_difference": percentage_difference,
        "symmetry_angle": symmetry_angle,
    }
)
"""Last part of a measure's name to its formula."""
