"""Measures meet what they are held against: range, target, error."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.findings.norm_files import own_norms
from ilium.findings.norms import ErrorRow, Norms, Reference


def references() -> tuple[Reference, ...]:
    """Every reference that comes with ilium, numbers in SI units."""
    return own_norms().references


def errors() -> tuple[ErrorRow, ...]:
    """Every error that comes with ilium, numbers in SI units; the first that fits."""
    return own_norms().errors


def attach(
    measures: Iterable[Measure], movement: Movement, norms: Norms | None = None
) -> tuple[Measure, ...]:
    """Give every measure its error and the range it can be held against.

    Parameters
    ----------
    measures
        As the stages made them; an error or reference that is there stays.
    movement
        Its task decides which rows hold, beside each measure's tier and flags.
    norms
        What is in effect; ilium's own where none is given.

    Returns
    -------
    tuple of Measure
        The same measures in the same order; no range where the person turns, or where
        a projection is foreshortened.
    """
    held = norms or own_norms()
    return tuple(_attached(each, movement.task, held) for each in measures)


def _attached(measure: Measure, task: str, norms: Norms) -> Measure:
    found = norms.reference_for(measure, task)
    row = norms.error_for(measure, task)
    sem = measure.sem
    if not math.isfinite(sem) and row is not None:
        sem = row.sem
    name = found.name if found is not None else ""
    return replace(measure, sem=sem, reference=measure.reference or name)
