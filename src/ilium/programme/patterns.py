"""Patterns that checks show, and the exercise that answers each."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from ilium.core.measure import Measure
from ilium.findings.patterns import pattern_of, row_of
from ilium.programme.criteria import error_of
from ilium.programme.history import History, PlannedExercise
from ilium.programme.library import Exercise, exercise
from ilium.programme.overload import first_dose

SPEAKS_DAYS = 84
"""Days for which a check's patterns choose exercises."""


@cache
def answers() -> Mapping[str, tuple[str, ...]]:
    """What trains each of `ilium.findings.patterns.PATTERNS`, the easiest first."""
    file = resources.files("ilium.programme") / "patterns.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    return MappingProxyType({key: tuple(row) for key, row in rows.items()})


def seen(history: History, today: dt.date) -> tuple[str, ...]:
    """Patterns that the newest checks show beyond their error, the furthest first.

    Parameters
    ----------
    history
        With its checks.
    today
        The day; checks older than twelve weeks do not count.

    Returns
    -------
    tuple of str
        Keys of `answers`.
    """
    newest = {
        each.task: each
        for each in history.checks
        if 0 <= (today - each.date).days <= SPEAKS_DAYS
    }
    far: dict[str, float] = {}
    for check in newest.values():
        for value in check.values:
            row = row_of(value.measure)
            if row and value.unit == "rad":
                over = abs(value.value) - error_of(value, check.task) - row.limit
                if over > 0:
                    far[row.pattern] = max(over, far.get(row.pattern, 0.0))
    return tuple(sorted(far, key=lambda name: (-far[name], name)))


def suggest(
    shown: Iterable[str | Measure],
    task: str,
    *,
    level: int = 2,
    equipment: Collection[str] = (),
) -> PlannedExercise:
    """One exercise with its first dose for the next step of a report.

    Parameters
    ----------
    shown
        Patterns, or measures that speak of them, the most telling first.
    task
        Movement that was recorded; decides where no pattern is shown.
    level
        Highest level to choose from; without a history a middle one without landings.
    equipment
        What is at hand.

    Returns
    -------
    PlannedExercise
        The hardest that is allowed for the first pattern, at the dose to begin with.
    """
    names = [each if isinstance(each, str) else pattern_of(each.name) for each in shown]
    found = next((each for each in names if each in answers()), _FOR_TASK.get(task))
    fitting = [
        each
        for name in answers()[found or "drop"]
        if fits(each := exercise(name), level, equipment)
    ]
    return first_dose(fitting[-1] if fitting else exercise("E5"), (0, 2, 4))


_FOR_TASK = {
    "kickback_quadruped": "turn",
    "kickback_standing": "turn",
    "squat": "lumbar",
}
"""Pattern to train where a recording shows none; elsewhere the level pelvis."""


def fits(each: Exercise, level: int, equipment: Collection[str]) -> bool:
    """Whether an exercise may be given at a level with what is at hand."""
    return each.level <= level and set(each.equipment) <= set(equipment)
