"""A cohort's values to a set of norms that findings are held against."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from ilium.catalogue import kind_of
from ilium.cohort.reliability import tier_named
from ilium.cohort.values import PersonValue
from ilium.core.arrays import FloatArray
from ilium.core.movement import TASKS
from ilium.errors import InsufficientDataError
from ilium.findings.norm_files import own_norms
from ilium.findings.norms import ErrorRow, Reference
from ilium.units import PER_SI, in_unit

LEAST: Final = 20
"""People below which there is no range: the limit two standard deviations from the mean
of twenty is itself uncertain by 0.39 of one, √(1/20 + 2²/(2 · 19)) [1]."""
SKEWED: Final = 1.0
"""Skewness beyond which mean and standard deviation do not say where people lie [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A measure that has no range, and why.

    Parameters
    ----------
    task, tier, measure
        Which one.
    why
        One sentence.
    """

    task: str
    tier: str
    measure: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a set of norms says about itself.

    Parameters
    ----------
    title
        Name of the laboratory or study.
    protocol
        How people were measured, in a few words.
    people
        Who was measured.
    """

    title: str
    protocol: str
    people: str


def ranges_of(
    values: Iterable[PersonValue], about: About
) -> tuple[list[Reference], list[LeftOut]]:
    """Ranges of measures over a cohort's people.

    Everybody counts once, with the mean over the trials of the first session. Mean and
    standard deviation are those of a single side's value: both sides' are pooled.

    Parameters
    ----------
    values
        One value of each measure, person, session and side.
    about
        What the set says about itself.

    Returns
    -------
    tuple of list of Reference and list of LeftOut
        Ranges in SI units, with limits one and two standard deviations away on the side
        on which ilium's own range of the measure has its limits, else on both; and
        measures without one.

    Raises
    ------
    InsufficientDataError
        Where no measure was taken of twenty people.
    """
    grouped: dict[tuple[str, str, str], dict[str, dict[str, float]]] = {}
    for each in values:
        where = each.where
        sides = grouped.setdefault((where.task, where.tier, where.name), {})
        sides.setdefault(where.side, {}).setdefault(where.participant, each.value)
    found: list[Reference] = []
    left: list[LeftOut] = []
    for (task, tier, measure), sides in grouped.items():
        columns = [np.array(list(side.values())) for side in sides.values()]
        why = _unfit(columns)
        if why:
            left.append(LeftOut(task=task, tier=tier, measure=measure, why=why))
        else:
            found.append(_range((task, tier, measure), columns, about))
    if not found:
        most = max((len(e) for s in grouped.values() for e in s.values()), default=0)
        raise InsufficientDataError(
            f"There are values of {most} people; a range needs {LEAST}: of fewer, its"
            " limits are uncertain by more than 0.4 standard deviations.",
            "Record more people, or use published ranges.",
        )
    return found, left


def _unfit(columns: Sequence[FloatArray]) -> str:
    people = min(len(each) for each in columns)
    if people < LEAST:
        return f"{people} people; a range needs {LEAST}."
    if any(np.ptp(each) == 0.0 for each in columns):
        return "Everybody has the same value."
    if max(abs(_skewness(each)) for each in columns) > SKEWED:
        return "The values lie too unevenly for a mean and a standard deviation."
    return ""


def _skewness(numbers: FloatArray) -> float:
    away = (numbers - numbers.mean()) / numbers.std()
    return float((away**3).mean())


def _range(
    key: tuple[str, str, str], columns: Sequence[FloatArray], about: About
) -> Reference:
    task, tier, measure = key
    kind = kind_of(measure)
    factor = PER_SI.get(kind.display, ("", 1.0))[1]
    mean = float(np.mean([each.mean() for each in columns])) / factor
    sd = math.sqrt(float(np.mean([each.var(ddof=1) for each in columns]))) / factor
    below, above = _limited(measure, task)
    return Reference(
        name=f"own-{task}-{measure}-{tier}",
        measure=measure,
        tasks=(task,),
        kind="own",
        protocol=about.protocol,
        unit=kind.unit,
        people=about.people,
        title=f"{about.title}, {TASKS[task]}",
        tiers=(tier_named(tier),),
        mean=mean,
        sd=sd,
        low=mean - sd if below else -math.inf,
        near_low=mean - 2.0 * sd if below else math.nan,
        high=mean + sd if above else math.inf,
        near=mean + 2.0 * sd if above else math.nan,
        n=min(len(each) for each in columns),
    )


def _limited(measure: str, task: str) -> tuple[bool, bool]:
    """Whether ilium's own range of a measure ends below and above; both without one."""
    every = [each for each in own_norms().references if each.measure == measure]
    own = [each for each in every if task in each.tasks] or every
    below = any(math.isfinite(each.low) for each in own)
    above = any(math.isfinite(each.high) for each in own)
    return (below, above) if own else (True, True)


def norms_toml(references: Iterable[Reference], errors: Iterable[ErrorRow]) -> str:
    """Write a set of norms as the file that ``--norms`` takes.

    Parameters
    ----------
    references, errors
        In SI units.

    Returns
    -------
    str
        TOML in the units that people read.
    """
    blocks = [_reference(each) for each in references]
    blocks += [_error(each) for each in errors]
    return "\n".join(blocks)


def _reference(row: Reference) -> str:
    display = kind_of(row.measure).display
    numbers = ("mean", "sd", "low", "high", "near", "near_low")
    shown = {each: in_unit(getattr(row, each), row.unit, display) for each in numbers}
    words = {
        "name": row.name,
        "measure": row.measure,
        "tasks": list(row.tasks),
        "kind": row.kind,
        "tiers": list(row.tiers),
        "protocol": row.protocol,
        **{name: value for name, value in shown.items() if not math.isnan(value)},
        "unit": display,
        "people": row.people,
        "n": row.n,
        "title": row.title,
    }
    return _block("reference", words)


def _error(row: ErrorRow) -> str:
    display = kind_of(row.measures[0]).display
    words = {
        "measures": list(row.measures),
        "tasks": list(row.tasks),
        "tier": row.tier,
        "sem": in_unit(row.sem, row.unit, display),
        "unit": display,
        "protocol": row.protocol,
        "kind": row.kind,
        "title": row.title,
    }
    return _block("error", words)


def _block(table: str, words: Mapping[str, Any]) -> str:
    lines = [f"{name} = {_written(value)}" for name, value in words.items()]
    return "\n".join([f"[[{table}]]", *lines, ""])


def _written(value: object) -> str:
    if isinstance(value, float):
        return f"{value:#.9g}"
    return json.dumps(value, ensure_ascii=False)
