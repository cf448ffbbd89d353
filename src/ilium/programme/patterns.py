"""Patterns that checks show, and the exercise that answers each."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from types import MappingProxyType

from ilium.core.from_toml import from_table
from ilium.core.measure import Measure
from ilium.programme.criteria import error_of
from ilium.programme.history import CheckValue, History, PlannedExercise
from ilium.programme.library import Exercise, exercise
from ilium.programme.overload import first_dose

SPEAKS_DAYS = 84
"""Days for which a check's patterns choose exercises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A way of moving that several measures speak of.

    Parameters
    ----------
    measures
        Their names; ``*`` stands for any letters.
    beyond
        From how far on it counts as seen [rad].
    exercises
        What answers it, the easiest first.
    """

    measures: tuple[str, ...]
    beyond: float
    exercises: tuple[str, ...]


@cache
def patterns() -> Mapping[str, Pattern]:
    """Every pattern by its name: drop, turn, lean, knee_in, lumbar."""
    file = resources.files("ilium.programme") / "patterns.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    made = {key: from_table(Pattern, row, key) for key, row in rows.items()}
    return MappingProxyType(made)


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
        Keys of `patterns`.
    """
    newest = {
        each.task: each
        for each in history.checks
        if 0 <= (today - each.date).days <= SPEAKS_DAYS
    }
    far: dict[str, float] = {}
    for check in newest.values():
        for value in check.values:
            name = pattern_of(value.measure)
            if name and value.unit == "rad":
                over = _beyond(value, check.task, patterns()[name])
                if over > 0:
                    far[name] = max(over, far.get(name, 0.0))
    return tuple(sorted(far, key=lambda name: (-far[name], name)))


def pattern_of(measure: str) -> str:
    """Pattern that a measure speaks of; empty where it speaks of none."""
    for name, each in patterns().items():
        if any(fnmatchcase(measure, wanted) for wanted in each.measures):
            return name
    return ""


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
    found = next((each for each in names if each in patterns()), _FOR_TASK.get(task))
    fitting = [
        each
        for name in patterns()[found or "drop"].exercises
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


def _beyond(value: CheckValue, task: str, pattern: Pattern) -> float:
    return abs(value.value) - error_of(value, task) - pattern.beyond
