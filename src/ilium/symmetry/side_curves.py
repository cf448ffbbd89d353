"""Left against right along the whole repetition."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.core.quantity import FloatArray
from ilium.symmetry.clusters import Stretch
from ilium.symmetry.curves import CurveTest, CurveTestSettings, compare_groups

LEAST: Final = 3
"""Repetitions of each side below which nothing is tested [1]."""
EXCHANGES: Final = 10_000
SEED: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SideCurves:
    """One signal of the left side against the right side's.

    Parameters
    ----------
    name
        Name of the signal.
    test
        Positive where the left lies above.
    n_left, n_right
        Repetitions.
    can_tell
        Whether so few repetitions could show a difference at all: there are enough
        ways to exchange their sides.
    """

    name: str
    test: CurveTest
    n_left: int
    n_right: int
    can_tell: bool

    def percent(self, stretch: Stretch) -> tuple[float, float]:
        """Start and end of a stretch as shares of the repetition [%]."""
        whole = (self.test.values.size - 1) / 100.0
        return stretch.start / whole, stretch.end / whole


def compare_side_curves(
    curves: Mapping[str, Mapping[SideOrBoth, FloatArray]], *, alpha: float = 0.05
) -> tuple[SideCurves, ...]:
    """Test left against right along the repetition, signal by signal.

    Exchanges of the sides of whole repetitions: nothing is assumed about how they are
    distributed. The exchanges are random from 10,001 possible ones on, of a fixed seed.

    Parameters
    ----------
    curves
        Signal to side to curves, shapes (repetition, point) [any], mirrored so that
        equal sides have equal signs; rows with gaps are left out.
    alpha
        Chance of an error along each whole curve [1].

    Returns
    -------
    tuple of SideCurves
        Of signals with three repetitions or more on each side.
    """
    settings = CurveTestSettings(alpha=alpha, permutations=EXCHANGES, seed=SEED)
    found: list[SideCurves] = []
    for name, sides in curves.items():
        if not {"left", "right"} <= sides.keys():
            continue
        left, right = _whole(sides["left"]), _whole(sides["right"])
        if min(len(left), len(right)) < LEAST:
            continue
        ways = math.comb(len(left) + len(right), len(left))
        twins = 2 if len(left) == len(right) else 1
        made = SideCurves(
            name=name,
            test=compare_groups(left, right, settings),
            n_left=len(left),
            n_right=len(right),
            can_tell=twins / ways <= alpha,
        )
        found.append(made)
    return tuple(found)


def _whole(rows: FloatArray) -> FloatArray:
    return rows[np.isfinite(rows).all(axis=1)]
