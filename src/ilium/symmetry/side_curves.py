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
    found: list[SideCurves] = []
    for name, sides in curves.items():
        if not {"left", "right"} <= sides.keys():
            continue
        tested = exchange_rows(sides["left"], sides["right"], alpha=alpha)
        if tested is not None:
            left, right = (len(each) for each in tested.rows)
            made = SideCurves(
                name=name,
                test=tested.test,
                n_left=left,
                n_right=right,
                can_tell=tested.can_tell,
            )
            found.append(made)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Exchanged:
    """Two sets of curves whose rows were exchanged.

    Parameters
    ----------
    test
        Positive where the first lies above.
    rows
        The rows that were used, shapes (repetition, point).
    can_tell
        Whether so few rows could show a difference at all.
    """

    test: CurveTest
    rows: tuple[FloatArray, FloatArray]
    can_tell: bool


def exchange_rows(
    first: FloatArray, second: FloatArray, *, alpha: float
) -> Exchanged | None:
    """Test two sets of curves by exchanging whole rows between them.

    Parameters
    ----------
    first, second
        Shapes (repetition, point), in one unit; rows with gaps are left out.
    alpha
        Chance of an error along the whole curve [1].

    Returns
    -------
    Exchanged or None
        ``None`` with fewer than three rows on a side, or other numbers of points.
    """
    rows = _whole(first), _whole(second)
    counts = [len(each) for each in rows]
    if min(counts) < LEAST or rows[0].shape[1] != rows[1].shape[1]:
        return None
    settings = CurveTestSettings(alpha=alpha, permutations=EXCHANGES, seed=SEED)
    ways = math.comb(sum(counts), counts[0])
    twins = 2 if counts[0] == counts[1] else 1
    return Exchanged(
        test=compare_groups(*rows, settings), rows=rows, can_tell=twins / ways <= alpha
    )


def _whole(rows: FloatArray) -> FloatArray:
    return rows[np.isfinite(rows).all(axis=1)]
