"""Which measures speak first for a movement; which cue and sentence belong to them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from typing import Any, Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One row of the table of cues.

    Parameters
    ----------
    say
        Its key in the catalogue of words.
    measures
        Names of measures that it answers; ``*`` stands for any letters.
    tasks
        Movements; empty for all.
    kind
        ``published`` (studied: see `note`), ``unchecked`` or ``target``.
    note, source
        What is known about it, and where from.
    origin
        Id of the origin's sentence that it comes from.
    """

    say: str
    measures: tuple[str, ...]
    kind: Literal["published", "unchecked", "target"]
    note: str
    origin: str
    source: str = ""
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginSentence:
    """A sentence of the text that ilium began with, by its number.

    Parameters
    ----------
    id
        Short name of ilium's own.
    sentence
        Its number in that text, from 1.
    measures, tasks
        What speaks to it, as in `Cue`.
    """

    id: str
    sentence: int
    measures: tuple[str, ...]
    tasks: tuple[str, ...] = ()


@cache
def _table(name: str) -> Mapping[str, Any]:
    file = resources.files("ilium.findings") / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue with what it answers, the first that fits holds."""
    return tuple(Cue(**_tuples(row)) for row in _table("cues")["cue"])


@cache
def origin_sentences() -> tuple[OriginSentence, ...]:
    """Every sentence that a measure speaks to, the first that fits holds."""
    rows = _table("origin")["sentence"]
    return tuple(OriginSentence(**_tuples(row)) for row in rows)


def speaking_order(task: str) -> tuple[str, ...]:
    """Measures of a movement, the most telling first.

    Parameters
    ----------
    task
        A key of `ilium.core.movement.TASKS`.

    Returns
    -------
    tuple of str
        Names of measures; the general order for movements without their own.
    """
    orders = _table("rules")["order"]
    return tuple(orders.get(task, orders["other"]))


def cue_for(measure: str, task: str) -> str:
    """Key of the cue that answers a measure in a movement; empty without one."""
    return next((each.say for each in cues() if _fits(each, measure, task)), "")


def origin_of(measure: str, task: str) -> str:
    """Id of the origin's sentence that a measure speaks to; empty without one."""
    found = (each.id for each in origin_sentences() if _fits(each, measure, task))
    return next(found, "")


def _fits(row: Cue | OriginSentence, measure: str, task: str) -> bool:
    named = any(fnmatchcase(measure, each) for each in row.measures)
    return named and (not row.tasks or task in row.tasks)


def picture_measure(task: str) -> str:
    """Measure whose median repetition the picture shows."""
    orders = _table("rules")["picture"]
    return str(orders.get(task, orders["other"]))
