"""What numbers are held against: ranges of other people, targets, errors."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final, Literal

from ilium.core.measure import FORESHORTENED, TURNS, Measure, Tier

RANGE_OF_MDC: Final = 1.96 * math.sqrt(2.0)
"""Smallest detectable change of two single values over the standard error [1]."""
TIERS: Final[tuple[Tier, ...]] = ("lab", "video_a", "video_b")

Kind = Literal["published", "own", "unchecked", "target"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where other people's values lie, or what training aims at.

    Parameters
    ----------
    name
        Its name in `Measure.reference` and in `measures.csv`.
    measure
        The one measure that it was measured with.
    tasks
        The movements that it holds for.
    kind
        ``published`` (checked against its source), ``own`` (measured by the laboratory
        itself), ``unchecked`` (recalled, or seen on a secondary page) or ``target`` (a
        training target, no clinical limit).
    protocol
        How it was measured, in a few words.
    tiers
        How a measure must have been captured.
    mean, sd
        Distribution [unit]; NaN where only limits are known.
    low, high
        Limits of the usual range [unit]; infinite where open.
    near, near_low
        Limits of the zone near the edge, beyond `high` and `low` [unit]; NaN without.
    unit
        SI unit.
    people
        Who was measured.
    n
        How many [1]; 0 where not known.
    title, source
        Short name, and DOI or address.
    automatic
        False where it holds only for people whom a recording does not name (women,
        men), or for another model: listed, never attached by itself.
    """

    name: str
    measure: str
    tasks: tuple[str, ...]
    kind: Kind
    protocol: str
    unit: str
    people: str
    title: str
    source: str = ""
    tiers: tuple[Tier, ...] = ("lab",)
    mean: float = math.nan
    sd: float = math.nan
    low: float = -math.inf
    high: float = math.inf
    near: float = math.nan
    near_low: float = math.nan
    n: int = 0
    automatic: bool = True

    def holds_for(self, measure: Measure, task: str) -> bool:
        """Whether a measure of a movement may be held against it by itself."""
        return (
            self.automatic
            and self.measure == measure.name
            and self.unit == measure.unit
            and task in self.tasks
            and measure.tier in self.tiers
            and {TURNS, FORESHORTENED}.isdisjoint(measure.flags)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRow:
    """How well a measure repeats.

    Parameters
    ----------
    measures
        Names of measures; ``*`` stands for any letters.
    without
        Names of measures that it does not hold for.
    tasks
        Movements; empty for all.
    tier
        How it was captured.
    flag
        Only for measures that carry this flag; empty for all.
    sem
        Standard error of measurement of one occasion [unit].
    unit
        SI unit; the row holds for measures in this unit only.
    protocol
        How it was measured, in a few words.
    kind
        ``published``, ``own`` (measured by the laboratory itself) or ``default``
        (ilium's, no publication).
    title, source
        Short name, and DOI or address; empty for defaults.
    """

    measures: tuple[str, ...]
    tier: Tier
    sem: float
    unit: str
    protocol: str
    kind: Literal["published", "own", "default"]
    title: str
    source: str = ""
    flag: str = ""
    tasks: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def holds_for(self, measure: Measure, task: str) -> bool:
        """Whether this row speaks about a measure of a movement."""
        return (
            self.tier == measure.tier
            and self.unit == measure.unit
            and (not self.flag or self.flag in measure.flags)
            and (not self.tasks or task in self.tasks)
            and any(fnmatchcase(measure.name, each) for each in self.measures)
            and not any(fnmatchcase(measure.name, each) for each in self.without)
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Norms:
    """Ranges and errors in effect; the first row that fits holds.

    Parameters
    ----------
    references, errors
        A laboratory's own rows before ilium's.
    """

    references: tuple[Reference, ...] = ()
    errors: tuple[ErrorRow, ...] = ()

    def named(self, name: str) -> Reference | None:
        """Reference of a measure's `reference` field; ``None`` without one."""
        return next((each for each in self.references if each.name == name), None)

    def reference_for(self, measure: Measure, task: str) -> Reference | None:
        """Range that a measure may be held against by itself; ``None`` without one."""
        fitting = (each for each in self.references if each.holds_for(measure, task))
        return next(fitting, None)

    def error_for(self, measure: Measure, task: str) -> ErrorRow | None:
        """Row that gives a measure its standard error; ``None`` without one."""
        return next(
            (each for each in self.errors if each.holds_for(measure, task)), None
        )

    def before(self, others: Norms) -> Norms:
        """These rows before others; one of the same name takes its place.

        Parameters
        ----------
        others
            Those that hold where these say nothing.

        Returns
        -------
        Norms
            Both.
        """
        names = {each.name for each in self.references}
        kept = (each for each in others.references if each.name not in names)
        return Norms(
            references=(*self.references, *kept), errors=(*self.errors, *others.errors)
        )
