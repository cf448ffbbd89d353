"""Left beside right: the two summaries of one measure, and their difference."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ilium.catalogue import kind_of
from ilium.conventions import Side, SideOrBoth
from ilium.core.catalogue import MeasureKind
from ilium.core.measure import FORESHORTENED, TURNS, UNLEVELLED, Measure
from ilium.findings.error import half_width
from ilium.findings.norm_files import own_norms
from ilium.findings.norms import Norms, Reference
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
    reference
        What they are held against; ``None`` without one.
    """

    kind: MeasureKind
    sides: dict[SideOrBoth, Measure]
    reference: Reference | None = None

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
        """Whether the number may be a finding: in its plane, and its horizon known."""
        return not (self._flagged(FORESHORTENED) or self.unlevelled)

    @property
    def unlevelled(self) -> bool:
        """Whether nobody knows how level the camera stood that it was seen with."""
        return self._flagged(UNLEVELLED)

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


def pair_up(measures: Iterable[Measure], norms: Norms | None = None) -> dict[str, Pair]:
    """Collect the summaries of every measure by side.

    Parameters
    ----------
    measures
        Of one recording, repetitions and summaries.
    norms
        Where their references are looked up; ilium's own where none is given.

    Returns
    -------
    dict
        Name to pair, in order of first appearance; measures without any finite
        summary are left out.
    """
    held = norms or own_norms()
    sides: dict[str, dict[SideOrBoth, Measure]] = {}
    for each in measures:
        if each.repetition is None and math.isfinite(each.value):
            sides.setdefault(each.name, {})[each.side] = each
    return {
        name: Pair(
            kind=kind_of(name), sides=found, reference=_reference(found.values(), held)
        )
        for name, found in sides.items()
    }


def _reference(measures: Iterable[Measure], norms: Norms) -> Reference | None:
    found = (norms.named(each.reference) for each in measures if each.reference)
    return next((each for each in found if each is not None), None)
