"""Published ranges and errors, as data: which measure, which movement, which people."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from typing import Any, Literal

from ilium.core.measure import FORESHORTENED, TURNS, Measure, Tier
from ilium.core.movement import Movement
from ilium.errors import InputError
from ilium.units import PER_SI

RANGE_OF_MDC = 1.96 * math.sqrt(2.0)
"""Smallest detectable change of two single values over the standard error [1]."""

Kind = Literal["published", "unchecked", "target"]


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
        ``published`` (checked against its source), ``unchecked`` (recalled, not yet
        checked) or ``target`` (a training target of ilium's, no clinical limit).
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
    title, source
        Short name, and DOI or address.
    automatic
        False where it holds only for people whom a recording does not name (women,
        men): listed, never attached by itself.
    """

    name: str
    measure: str
    tasks: tuple[str, ...]
    kind: Kind
    unit: str
    people: str
    title: str
    source: str
    mean: float = math.nan
    sd: float = math.nan
    low: float = -math.inf
    high: float = math.inf
    near: float = math.nan
    near_low: float = math.nan
    automatic: bool = True


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
    sem
        Standard error of measurement [unit].
    unit
        SI unit; the row holds for measures in this unit only.
    kind
        ``published`` or ``default`` (ilium's own, no publication).
    title, source
        Short name, and DOI or address; empty for defaults.
    """

    measures: tuple[str, ...]
    tier: Tier
    sem: float
    unit: str
    kind: Literal["published", "default"]
    title: str
    source: str = ""
    tasks: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def holds_for(self, measure: Measure, task: str) -> bool:
        """Whether this row speaks about a measure of a movement."""
        return (
            self.tier == measure.tier
            and self.unit == measure.unit
            and (not self.tasks or task in self.tasks)
            and any(fnmatchcase(measure.name, each) for each in self.measures)
            and not any(fnmatchcase(measure.name, each) for each in self.without)
        )


@cache
def _tables() -> dict[str, list[dict[str, Any]]]:
    file = resources.files("ilium.findings") / "references.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def references() -> tuple[Reference, ...]:
    """Every reference, numbers in SI units."""
    return tuple(_reference(dict(row)) for row in _tables()["reference"])


@cache
def errors() -> tuple[ErrorRow, ...]:
    """Every published or default error, the most specific first, in SI units."""
    return tuple(_error(dict(row)) for row in _tables()["error"])


def reference_named(name: str) -> Reference | None:
    """The reference of a measure's `reference` field; ``None`` where there is none."""
    return next((each for each in references() if each.name == name), None)


def attach(measures: Iterable[Measure], movement: Movement) -> tuple[Measure, ...]:
    """Give every measure its published error and the range it can be held against.

    Parameters
    ----------
    measures
        As the stages made them; an error or reference that is there stays.
    movement
        Its task decides which rows hold.

    Returns
    -------
    tuple of Measure
        The same measures in the same order; no range where the person turns, or where
        a projection is foreshortened.
    """
    return tuple(_attached(each, movement.task) for each in measures)


def error_row(measure: Measure, task: str) -> ErrorRow | None:
    """Row that gives a measure its standard error; ``None`` where none is known."""
    return next((each for each in errors() if each.holds_for(measure, task)), None)


def _attached(measure: Measure, task: str) -> Measure:
    found = next(
        (
            each.name
            for each in references()
            if each.automatic
            and each.measure == measure.name
            and each.unit == measure.unit
            and task in each.tasks
        ),
        "",
    )
    row = error_row(measure, task)
    sem = measure.sem
    if not math.isfinite(sem) and row is not None:
        sem = row.sem
    if not {TURNS, FORESHORTENED}.isdisjoint(measure.flags):
        found = ""
    return replace(measure, sem=sem, reference=measure.reference or found)


def _in_si(unit: str) -> tuple[str, float]:
    base, factor = PER_SI.get(unit, (unit, 1.0))
    return base, 1.0 / factor


def _reference(row: dict[str, Any]) -> Reference:
    row["unit"], factor = _in_si(row["unit"])
    for key in ("mean", "sd", "low", "high", "near", "near_low"):
        if key in row:
            row[key] = float(row[key]) * factor
    row["tasks"] = tuple(row["tasks"])
    if "mean" in row and "sd" in row and "high" not in row:
        row["high"] = row["mean"] + row["sd"]
        row["near"] = row["mean"] + 2.0 * row["sd"]
    return Reference(**row)


def _error(row: dict[str, Any]) -> ErrorRow:
    row["unit"], factor = _in_si(row["unit"])
    if ("sem" in row) == ("mdc" in row):
        raise InputError(
            f"The error of {row['measures']} has neither or both of sem and mdc.",
            "Give one of them.",
        )
    sem = row.pop("mdc") / RANGE_OF_MDC if "mdc" in row else row["sem"]
    row["sem"] = float(sem) * factor
    row["measures"] = tuple(row["measures"])
    row["tasks"] = tuple(row.get("tasks", ()))
    row["without"] = tuple(row.get("without", ()))
    return ErrorRow(**row)
