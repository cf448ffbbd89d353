"""Which side is larger, how consistently, and whether beyond its own spread."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import Side
from ilium.core.measure import TURNS, Measure
from ilium.core.quantity import FloatArray
from ilium.symmetry.applies import NOT_COMPARED

LEAST: Final = 3
"""Repetitions of each side below which nothing is said [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """How one measure differs between the sides over repetitions.

    Parameters
    ----------
    name
        Name of the measure.
    side
        Side of the larger mean.
    share
        Share of all left–right pairs of repetitions in which that side is larger, ties
        counted half [1]: 0.5 is a toss-up, 1 always.
    beyond
        Whether the sides differ by more than the larger side's own standard deviation
        between repetitions.
    difference, own
        Difference of the means, and that standard deviation [unit of the measure].
    n_left, n_right
        Repetitions.
    """

    name: str
    side: Side
    share: float
    beyond: bool
    difference: float
    own: float
    n_left: int
    n_right: int


def consistency(measures: Iterable[Measure]) -> tuple[Consistency, ...]:
    """Compare the repetitions of left and right in every measure that has both.

    Parameters
    ----------
    measures
        Of one recording; those of single repetitions are compared.

    Returns
    -------
    tuple of Consistency
        In order of first appearance; none where a side has fewer than three, or where
        the person turns a corner.

    References
    ----------
    Exell TA, Irwin G, Gittoes MJR, Kerwin DG (2012). Implications of intra-limb
    variability on asymmetry analyses. J Sports Sci 30, 403-409.
    doi:10.1080/02640414.2011.647047
    """
    found: dict[str, dict[str, list[float]]] = {}
    for each in measures:
        single = each.repetition is not None and math.isfinite(each.value)
        if single and each.name not in NOT_COMPARED and TURNS not in each.flags:
            sides = found.setdefault(each.name, {})
            sides.setdefault(each.side, []).append(each.value)
    return tuple(
        _compared(name, np.array(sides["left"]), np.array(sides["right"]))
        for name, sides in found.items()
        if min(len(sides.get(side, ())) for side in ("left", "right")) >= LEAST
    )


def _compared(name: str, left: FloatArray, right: FloatArray) -> Consistency:
    difference = float(left.mean() - right.mean())
    side: Side = "left" if difference > 0.0 else "right"
    ahead = left[:, None] - right[None, :]
    share = float((ahead > 0.0).mean() + 0.5 * (ahead == 0.0).mean())
    own = max(float(each.std(ddof=1)) for each in (left, right))
    return Consistency(
        name=name,
        side=side,
        share=share if side == "left" else 1.0 - share,
        beyond=abs(difference) > own,
        difference=difference,
        own=own,
        n_left=left.size,
        n_right=right.size,
    )
