"""Criteria of movement: judged by the camera, the coach's eye, or the person's answer.

None is stricter than the healthy mean plus one standard error of the capture tier, and
what nobody could judge never stands in the way.
"""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal

from ilium.core.from_toml import from_table
from ilium.core.measure import Measure
from ilium.findings.norm_files import own_norms
from ilium.findings.norms import RANGE_OF_MDC
from ilium.programme.history import CheckValue, History, Judgement

FRESH_DAYS = 28
"""Days for which a check or an answer speaks; older ones count as not measured."""
State = Literal["met", "not_met", "unknown", "plateau"]
Judge = Literal["camera", "coach", "self", "nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One thing that is looked at.

    Parameters
    ----------
    id
        Its key; its plain question stands under ``criterion`` in the catalogue.
    measures, tasks
        What the camera judges it by; empty where it cannot.
    limit
        Largest magnitude in the laboratory, or from any camera [SI]; NaN without.
    limit_video
        The same for a camera where that differs [SI].
    or_better
        Whether being better than the first check beyond error is enough too.
    """

    id: str
    measures: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    limit: float = math.nan
    limit_video: float = math.nan
    or_better: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of a criterion.

    Parameters
    ----------
    criterion
        Its id.
    state
        ``met``, ``not_met``, ``unknown`` (nobody could judge), or ``plateau``: not met,
        and unchanged beyond error for four weeks.
    judge
        Who judged.
    value, limit
        What the camera found, and what it was held against [SI]; NaN without.
    date
        Day of the check or answer; ``None`` without.
    """

    criterion: str
    state: State
    judge: Judge
    value: float = math.nan
    limit: float = math.nan
    date: dt.date | None = None


@cache
def criteria() -> Mapping[str, Criterion]:
    """Every criterion by its id."""
    file = resources.files("ilium.programme") / "criteria.toml"
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    made = {
        key: from_table(Criterion, {"id": key, **row}, key) for key, row in rows.items()
    }
    return MappingProxyType(made)


def judge(name: str, history: History, today: dt.date) -> Verdict:
    """Judge a criterion by what is known on a day.

    Parameters
    ----------
    name
        Id of the criterion.
    history
        Checks and answers up to that day.
    today
        The day.

    Returns
    -------
    Verdict
        By the camera where a check of the last four weeks shows it, else by the newest
        answer (the coach's before the person's own of the same day).
    """
    criterion = criteria()[name]
    seen = _by_camera(criterion, history, today)
    return seen or _by_answer(criterion, history, today)


def limit_of(criterion: Criterion, value: CheckValue, task: str) -> float:
    """Largest magnitude that meets a criterion [SI].

    Parameters
    ----------
    criterion
        With its target.
    value
        Whose tier and error count.
    task
        Movement of the check.

    Returns
    -------
    float
        The larger of target and healthy mean, plus one standard error of the tier.
    """
    target = criterion.limit
    if value.tier != "lab" and math.isfinite(criterion.limit_video):
        target = criterion.limit_video
    means = [_healthy_mean(value.measure, task), target]
    return max(each for each in means if math.isfinite(each)) + error_of(value, task)


def error_of(value: CheckValue, task: str) -> float:
    """Standard error of measurement of a value [unit]; 0 where none is known."""
    if value.sem is not None:
        return value.sem
    return _default_error(value.measure, value.unit, value.tier, task)


def detectable(value: CheckValue, task: str) -> float:
    """Smallest change of a value that is more than its error [unit]."""
    return RANGE_OF_MDC * error_of(value, task)


@cache
def _default_error(
    measure: str, unit: str, tier: Literal["lab", "video_a", "video_b"], task: str
) -> float:
    like = Measure(name=measure, side="both", value=0.0, unit=unit, tier=tier)
    row = own_norms().error_for(like, task)
    return row.sem if row else 0.0


@cache
def _healthy_mean(measure: str, task: str) -> float:
    found = [
        each.mean
        for each in own_norms().references
        if each.measure == measure
        and task in each.tasks
        and each.kind == "published"
        and math.isfinite(each.mean)
    ]
    return max(found, default=math.nan)


def _values(
    criterion: Criterion, history: History
) -> Iterator[tuple[dt.date, str, tuple[CheckValue, ...]]]:
    """Checks that show a criterion, newest first."""
    for check in reversed(history.checks):
        if check.task in criterion.tasks:
            rows = tuple(e for e in check.values if e.measure in criterion.measures)
            if rows:
                yield check.date, check.task, rows


def _by_camera(
    criterion: Criterion, history: History, today: dt.date
) -> Verdict | None:
    if not criterion.measures:
        return None
    checks = list(_values(criterion, history))
    if not checks or (today - checks[0][0]).days > FRESH_DAYS:
        return None
    date, task, rows = checks[0]
    over = [e for e in rows if abs(e.value) > limit_of(criterion, e, task)]
    if criterion.or_better:
        over = [e for e in over if not _better(e, task, checks[-1], date)]
    worst = max(over or rows, key=lambda e: abs(e.value) - limit_of(criterion, e, task))
    state: State = "met"
    if over:
        stuck = all(_unchanged(each, task, checks, date) for each in over)
        state = "plateau" if stuck else "not_met"
    return Verdict(
        criterion=criterion.id,
        state=state,
        judge="camera",
        value=worst.value,
        limit=limit_of(criterion, worst, task),
        date=date,
    )


def _better(
    value: CheckValue,
    task: str,
    first: tuple[dt.date, str, tuple[CheckValue, ...]],
    date: dt.date,
) -> bool:
    """Whether a value is nearer to zero than at the first check, beyond error."""
    was = _same(value, first[2])
    if first[0] == date or was is None:
        return False
    return abs(was.value) - abs(value.value) >= detectable(value, task)


def _unchanged(
    value: CheckValue,
    task: str,
    checks: list[tuple[dt.date, str, tuple[CheckValue, ...]]],
    date: dt.date,
) -> bool:
    """Whether a value has not moved beyond error for four weeks or longer."""
    for day, _, rows in checks[1:]:
        was = _same(value, rows)
        if was is not None and (date - day).days >= FRESH_DAYS:
            return abs(was.value - value.value) < max(detectable(value, task), 1e-12)
    return False


def _same(value: CheckValue, rows: tuple[CheckValue, ...]) -> CheckValue | None:
    key = (value.measure, value.side, value.tier)
    found = (e for e in rows if (e.measure, e.side, e.tier) == key)
    return next(found, None)


def _by_answer(criterion: Criterion, history: History, today: dt.date) -> Verdict:
    given = [e for e in history.judgements if e.criterion == criterion.id]
    fresh = [e for e in given if (today - e.date).days <= FRESH_DAYS]
    if not fresh:
        return Verdict(criterion=criterion.id, state="unknown", judge="nobody")
    last = max(fresh, key=lambda each: (each.date, each.judge == "coach"))
    state: State = "met"
    if not last.met:
        state = "plateau" if _long_unmet(given, last.date) else "not_met"
    return Verdict(
        criterion=criterion.id, state=state, judge=last.judge, date=last.date
    )


def _long_unmet(given: list[Judgement], until: dt.date) -> bool:
    """Whether the answer was no for four weeks without a yes in between."""
    start = until
    for each in reversed(given):
        if each.met:
            break
        start = min(start, each.date)
    return (until - start).days >= FRESH_DAYS
