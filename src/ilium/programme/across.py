"""What the newest checks of several movements show together."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ilium.core.measure import Measure
from ilium.core.movement import Movement
from ilium.findings.patterns import PATTERNS, PatternTable, patterns
from ilium.findings.references import attach
from ilium.programme.history import CheckResult, History

FEWEST = 2
"""Movements from which on there is something to lay side by side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    measures: tuple[Measure, ...]
    movement: Movement


def several_movements(history: History) -> PatternTable | None:
    """Lay the newest check of each movement beside the others.

    Parameters
    ----------
    history
        With its checks.

    Returns
    -------
    PatternTable or None
        ``None`` with fewer than two movements.
    """
    newest = {each.task: each for each in history.checks}
    if len(newest) < FEWEST:
        return None
    return patterns(_as_measured(each) for each in newest.values())


def measured_patterns(table: PatternTable) -> tuple[str, ...]:
    """Patterns that at least one movement could show, in their order."""
    held = {each.pattern for each in table.cells if each.state != "not_measured"}
    return tuple(each for each in PATTERNS if each in held)


def _as_measured(check: CheckResult) -> _Checked:
    movement = Movement(task=check.task, how="given", confidence=1.0, why="")
    measures = [
        Measure(
            name=each.measure,
            side=each.side,
            value=each.value,
            unit=each.unit,
            tier=each.tier,
            sem=math.nan if each.sem is None else each.sem,
            sd=math.nan if each.sd is None else each.sd,
            n=each.n,
        )
        for each in check.values
    ]
    return _Checked(measures=attach(measures, movement), movement=movement)
