"""How far two cohorts, or two sessions, differ in the same people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.cohort.values import PersonValue
from ilium.errors import InsufficientDataError
from ilium.maths.agreement import Agreement, limits_of_agreement

LEAST: Final = 3
"""Pairs below which nothing is computed [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """How far two ways of measuring differ in one measure.

    Parameters
    ----------
    task, measure, side, unit
        Which one; unit that people read.
    first, second
        What was compared.
    found
        Bias and limits, first minus second, in `unit`.
    """

    task: str
    measure: str
    side: str
    unit: str
    first: str
    second: str
    found: Agreement


Key = tuple[str, str, str, str]
Values = Mapping[Key, Mapping[str, float]]


def agreement_of(
    first: Iterable[PersonValue],
    second: Iterable[PersonValue],
    names: tuple[str, str],
) -> list[Agreed]:
    """Limits of agreement of every measure that both hold of three people.

    Everybody is one pair: the mean over all of a person's sessions and trials.

    Parameters
    ----------
    first, second
        One value of each measure, person, session and side.
    names
        What they are called.

    Returns
    -------
    list of Agreed
        In order of tasks and measures.

    Raises
    ------
    InsufficientDataError
        Where no measure has three pairs.
    """
    mine, theirs = _by_person(first), _by_person(second)
    found: list[Agreed] = []
    for key in sorted(mine.keys() & theirs.keys()):
        people = sorted(mine[key].keys() & theirs[key].keys())
        if len(people) < LEAST:
            continue
        task, measure, side, unit = key
        pair = [np.array([each[key][who] for who in people]) for each in (mine, theirs)]
        found.append(
            Agreed(
                task=task,
                measure=measure,
                side=side,
                unit=unit,
                first=names[0],
                second=names[1],
                found=limits_of_agreement(*pair),
            )
        )
    if not found:
        raise InsufficientDataError(
            "No measure was taken of three people in both.",
            "Give two results with the same participants' labels and movements.",
        )
    return found


def _by_person(values: Iterable[PersonValue]) -> Values:
    sums: dict[Key, dict[str, list[float]]] = {}
    for each in values:
        where = each.where
        key = (where.task, where.name, where.side, where.unit)
        people = sums.setdefault(key, {})
        people.setdefault(where.participant, []).append(each.value)
    return {
        key: {who: float(np.mean(numbers)) for who, numbers in people.items()}
        for key, people in sums.items()
    }
