"""How well each measure repeats from session to session, in this laboratory."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.cohort.values import PersonValue
from ilium.core.measure import Tier
from ilium.errors import InsufficientDataError
from ilium.findings.norms import ErrorRow
from ilium.maths.reliability import Reliability, repeated_sessions
from ilium.units import PER_SI

LEAST: Final = 3
"""People below which nothing is computed [1]."""
LEAST_FOR_ERROR: Final = 10
"""People below which an error is not used for findings: of ten people in two sessions
the error itself is known to about 24 % (1 / √(2 · 9)) [1]."""
LEAST_ERROR: Final = 1e-6
"""Share of its mean below which an error is one of rounding: what was given, such as a
body mass, repeats without having been measured again [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """How well one measure repeats.

    Parameters
    ----------
    task, tier, measure, side, unit
        Which one; unit that people read.
    found
        Correlations and errors, in `unit`.
    """

    task: str
    tier: str
    measure: str
    side: str
    unit: str
    found: Reliability


def reliability_of(values: Iterable[PersonValue]) -> list[Repeated]:
    """Reliability of every measure from repeated sessions.

    A person's value of a session is the mean over its trials. Sessions count in order
    of their labels: as many as most people with two or more have, the first ones of
    each; people with fewer are left out.

    Parameters
    ----------
    values
        One value of each measure, person, session and side.

    Returns
    -------
    list of Repeated
        Of measures with three people or more and a spread between people.

    Raises
    ------
    InsufficientDataError
        Where nobody was measured twice.
    """
    tables: dict[tuple[str, ...], dict[str, list[float]]] = {}
    for each in values:
        where = each.where
        key = (where.task, where.tier, where.name, where.side, where.unit)
        people = tables.setdefault(key, {})
        people.setdefault(where.participant, []).append(each.value)
    found: list[Repeated] = []
    for key, people in tables.items():
        table = _table(list(people.values()))
        if table is None:
            continue
        task, tier, measure, side, unit = key
        found.append(
            Repeated(
                task=task,
                tier=tier,
                measure=measure,
                side=side,
                unit=unit,
                found=repeated_sessions(table),
            )
        )
    if not found:
        raise InsufficientDataError(
            "No measure was taken of three people or more in two sessions.",
            "Record people again on another day, in a folder of its own.",
        )
    return sorted(found, key=lambda e: (e.task, e.tier, e.measure, e.side))


def _table(rows: Sequence[Sequence[float]]) -> np.ndarray | None:
    often = Counter(len(row) for row in rows if len(row) > 1)
    if not often:
        return None
    most = max(often, key=lambda count: (often[count], -count))
    table = np.array([row[:most] for row in rows if len(row) >= most])
    if len(table) < LEAST or np.ptp(table) == 0.0:
        return None
    return table


def error_rows(
    rows: Iterable[Repeated], *, title: str, protocol: str
) -> list[ErrorRow]:
    """Errors of this laboratory, to be used in place of published ones.

    Parameters
    ----------
    rows
        Reliability of the measures; sides are joined by the root of their mean square.
    title
        Name of the laboratory or study.
    protocol
        How it was measured, in a few words.

    Returns
    -------
    list of ErrorRow
        In SI units, of measures with ten people or more.
    """
    grouped: dict[tuple[str, str, str], list[Repeated]] = {}
    for each in rows:
        measured = each.found.sem > LEAST_ERROR * abs(each.found.mean)
        if each.found.people >= LEAST_FOR_ERROR and measured:
            grouped.setdefault((each.task, each.tier, each.measure), []).append(each)
    made: list[ErrorRow] = []
    for (task, tier, measure), group in grouped.items():
        unit, factor = PER_SI.get(group[0].unit, (group[0].unit, 1.0))
        sem = math.sqrt(math.fsum(e.found.sem**2 for e in group) / len(group))
        people = min(each.found.people for each in group)
        sessions = group[0].found.sessions
        made.append(
            ErrorRow(
                measures=(measure,),
                tasks=(task,),
                tier=tier_named(tier),
                sem=sem / factor,
                unit=unit,
                protocol=protocol,
                kind="own",
                title=f"{title}: {people} people in {sessions} sessions",
            )
        )
    return made


def tier_named(name: str) -> Tier:
    """Tier of a name in the tables."""
    known: dict[str, Tier] = {"lab": "lab", "video_a": "video_a", "video_b": "video_b"}
    return known[name]
