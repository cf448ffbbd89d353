"""Left beside right: the two summaries of one measure, and their difference."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ilium.catalogue import kind_of
from ilium.conventions import Side, SideOrBoth
from ilium.core.catalogue import MeasureKind
from ilium.core.measure import FORESHORTENED, TURNS, Measure
from ilium.findings.error import half_width
from ilium.findings.numbers import write
from ilium.units import in_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One measure of one recording, in summary.

    Parameters
    ----------
    kind
        Its row of the catalogue.
    sides
        Summary by side; only what is finite.
    """

    kind: MeasureKind
    sides: dict[SideOrBoth, Measure]

    @property
    def name(self) -> str:
        """Name of the measure."""
        return self.kind.name

    @property
    def measures(self) -> list[Measure]:
        """What was measured, left before right before both."""
        order: tuple[SideOrBoth, ...] = ("left", "right", "both")
        return [self.sides[each] for each in order if each in self.sides]

    @property
    def compared(self) -> bool:
        """Whether both sides were measured, and did the same: in a turn they do not."""
        both = "left" in self.sides and "right" in self.sides
        return both and not self.turns

    @property
    def turns(self) -> bool:
        """Whether the person turns a corner while it was measured."""
        return self._flagged(TURNS)

    @property
    def speaks(self) -> bool:
        """Whether the number may be a finding: no projection out of its plane."""
        return not self._flagged(FORESHORTENED)

    def _flagged(self, flag: str) -> bool:
        return any(flag in each.flags for each in self.sides.values())

    @property
    def difference(self) -> float:
        """Left minus right [the measure's unit]; NaN where a side is missing."""
        if not self.compared:
            return math.nan
        return self.sides["left"].value - self.sides["right"].value

    @property
    def error(self) -> float:
        """± of the difference: both errors in quadrature; NaN where one is unknown."""
        if not self.compared:
            return math.nan
        left, right = self.sides["left"], self.sides["right"]
        return math.hypot(half_width(left), half_width(right))

    @property
    def beyond_error(self) -> bool:
        """Whether the sides differ by more than a known error."""
        return abs(self.difference) > self.error

    @property
    def within_error(self) -> bool:
        """Whether the sides differ by no more than a known error."""
        return abs(self.difference) <= self.error

    @property
    def larger(self) -> Side:
        """Side with the larger value."""
        return "left" if self.difference > 0 else "right"

    def number(self, side: SideOrBoth) -> str:
        """Value of a side with its error, as people read it."""
        measure = self.sides.get(side)
        if measure is None:
            return "–"
        return write(
            self.read(measure.value), self.kind.display, self.read(half_width(measure))
        )

    def read(self, value: float) -> float:
        """Value in the unit that people read."""
        return in_unit(value, self.kind.unit, self.kind.display)


def pair_up(measures: Iterable[Measure]) -> dict[str, Pair]:
    """Collect the summaries of every measure by side.

    Parameters
    ----------
    measures
        Of one recording, repetitions and summaries.

    Returns
    -------
    dict
        Name to pair, in order of first appearance; measures without any finite
        summary are left out.
    """
    pairs: dict[str, Pair] = {}
    for each in measures:
        if each.repetition is not None or not math.isfinite(each.value):
            continue
        known = pairs.get(each.name)
        if known is None:
            kind = kind_of(each.name)
            known = pairs[each.name] = Pair(kind=kind, sides={})
        known.sides[each.side] = each
    return pairs
