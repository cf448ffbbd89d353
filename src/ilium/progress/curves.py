"""Whole curves of two visits compared, signal by signal and side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ilium.conventions import SideOrBoth
from ilium.core.quantity import FloatArray
from ilium.symmetry.curves import CurveTest
from ilium.symmetry.side_curves import exchange_rows

Curves = Mapping[str, Mapping[SideOrBoth, FloatArray]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VisitCurves:
    """One signal of one side at two visits.

    Parameters
    ----------
    name, side
        The signal.
    test
        Positive where the later visit lies above.
    before, after
        Curves, shapes (repetition, point) [the signal's unit].
    can_tell
        Whether so few repetitions could show a difference at all.
    """

    name: str
    side: SideOrBoth
    test: CurveTest
    before: FloatArray
    after: FloatArray
    can_tell: bool

    @property
    def stretches(self) -> tuple[tuple[float, float], ...]:
        """Where the visits differ, as shares of the repetition [%]."""
        whole = (self.test.values.size - 1) / 100.0
        return tuple(
            (each.start / whole, each.end / whole) for each in self.test.stretches
        )


def compare_visits(
    before: Curves, after: Curves, *, alpha: float = 0.05
) -> tuple[VisitCurves, ...]:
    """Test an earlier visit against a later one along the repetition.

    Repetitions are exchanged between the visits as a whole; nothing is assumed about
    how they are distributed. A difference of two visits holds the error between days
    (another placement of markers, another camera): it is shown beside the judged
    change, never instead of it.

    Parameters
    ----------
    before, after
        Signal to side to curves, shapes (repetition, point), sides mirrored so that
        equal signs mean the same; rows with gaps are left out.
    alpha
        Chance of an error along each whole curve [1].

    Returns
    -------
    tuple of VisitCurves
        Of signals with three repetitions or more at both visits and the same number
        of points.
    """
    found: list[VisitCurves] = []
    for name in before.keys() & after.keys():
        for side in before[name].keys() & after[name].keys():
            tested = exchange_rows(after[name][side], before[name][side], alpha=alpha)
            if tested is not None:
                made = VisitCurves(
                    name=name,
                    side=side,
                    test=tested.test,
                    before=tested.rows[1],
                    after=tested.rows[0],
                    can_tell=tested.can_tell,
                )
                found.append(made)
    return tuple(sorted(found, key=lambda each: (each.name, each.side)))
