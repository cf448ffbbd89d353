"""From a history to what retest day compares: which checks, which pain, which weeks."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from ilium.catalogue import kind_of
from ilium.conventions import SIDES, Side
from ilium.findings.rules import speaking_order
from ilium.programme.history import CheckResult, Goal, History, SessionLog
from ilium.programme.log import CheckValue
from ilium.progress.change import Change, Occasion, judge_change
from ilium.progress.questionnaires import instrument
from ilium.progress.scores import ScoreChange
from ilium.progress.week_six import Retest

TOGETHER: Final = dt.timedelta(days=13)
"""How far apart checks of one end of the comparison may lie."""
WEEK: Final = dt.timedelta(days=7)
ABLE_SINGLE: Final = 3.0
"""Change of a single own activity that counts; of a mean of several the questionnaire
says it (recalled from the patient-specific functional scale; not yet checked)
[points]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One measure of one movement through time.

    Parameters
    ----------
    task, measure
        Names of the movement and of the measure.
    sides
        Its occasions by side, oldest first.
    """

    task: str
    measure: str
    sides: dict[Side, tuple[Occasion, ...]]


def followed(history: History, task: str = "", measure: str = "") -> Followed | None:
    """Measure of the pelvis that a history follows.

    Parameters
    ----------
    history
        With its checks.
    task, measure
        Names of the movement and the measure; empty for the movement checked most
        often (the earlier first) and its most telling measure.

    Returns
    -------
    Followed or None
        ``None`` without a check that holds it on a side.
    """
    tasks = [each.task for each in history.checks]
    if not tasks:
        return None
    chosen = task or max(dict.fromkeys(tasks), key=tasks.count)
    checks = [each for each in history.checks if each.task == chosen]
    known = {v.measure for each in checks for v in each.values if v.side in SIDES}
    order = [measure] if measure else list(speaking_order(chosen))
    name = next((each for each in order if each in known), "")
    if not name:
        return None
    sides: dict[Side, tuple[Occasion, ...]] = {
        side: rows for side in SIDES if (rows := _occasions(checks, name, side))
    }
    return Followed(task=chosen, measure=name, sides=sides)


def retest(
    history: History,
    *,
    task: str = "",
    measure: str = "",
    pain: ScoreChange | None = None,
    activities: ScoreChange | None = None,
) -> Retest | None:
    """Put together what retest day compares.

    The first check and those within two weeks of it are one end; the last one and
    those within two weeks before it are the other, where they lie apart.

    Parameters
    ----------
    history
        Of one person.
    task, measure
        As in `followed`.
    pain, activities
        Changes of questionnaires; ``None`` for those of the logged sessions and goals.

    Returns
    -------
    Retest or None
        ``None`` without any check of a side.
    """
    found = followed(history, task, measure)
    if found is None:
        return None
    changes: dict[Side, Change] = {
        side: change
        for side, rows in found.sides.items()
        if (change := _change(rows)) is not None
    }
    return Retest(
        kind=kind_of(found.measure),
        sides=changes,
        pain=pain or pain_change(history.sessions),
        activities=activities or activities_change(history.goals),
        missed=missed_weeks(history),
    )


def _occasions(
    checks: Sequence[CheckResult], measure: str, side: Side
) -> tuple[Occasion, ...]:
    return tuple(
        _occasion(check.date, value)
        for check in checks
        for value in check.values
        if value.measure == measure and value.side == side
    )


def _occasion(date: dt.date, value: CheckValue) -> Occasion:
    return Occasion(
        date=date,
        value=value.value,
        sem=math.nan if value.sem is None else value.sem,
        tier=value.tier,
        sd=math.nan if value.sd is None else value.sd,
        n=value.n,
    )


def _change(occasions: Sequence[Occasion]) -> Change | None:
    start, end = occasions[0].date, occasions[-1].date
    if end - start <= TOGETHER:
        return None
    before = [each for each in occasions if each.date - start <= TOGETHER]
    after = [each for each in occasions[len(before) :] if end - each.date <= TOGETHER]
    return judge_change(before, after)


def pain_change(sessions: Sequence[SessionLog]) -> ScoreChange | None:
    """Change of pain from the first week of sessions to the last.

    Parameters
    ----------
    sessions
        Oldest first.

    Returns
    -------
    ScoreChange or None
        Means of the pain during sessions and the mornings after; ``None`` where the
        two weeks overlap or one has no answer.
    """
    rated = [
        (each.date, pain) for each in sessions if (pain := _pain(each)) is not None
    ]
    if not rated or rated[-1][0] - rated[0][0] < 2 * WEEK:
        return None
    first, last = rated[0][0] + WEEK, rated[-1][0] - WEEK
    return ScoreChange(
        before=fmean(pain for date, pain in rated if date < first),
        after=fmean(pain for date, pain in rated if date > last),
        least=_least("nprs"),
        higher_is_better=False,
    )


def _least(score: str) -> float:
    """Smallest change of a score that counts [points]."""
    return instrument(score).scores[score].least


def _pain(session: SessionLog) -> float | None:
    asked = (session.pain_during, session.pain_next_morning)
    said = [each for each in asked if each is not None]
    return max(said) if said else None


def activities_change(goals: Sequence[Goal]) -> ScoreChange | None:
    """Change of the own activities that were rated twice, in their mean.

    Parameters
    ----------
    goals
        Oldest first; the same words mean the same activity.

    Returns
    -------
    ScoreChange or None
        ``None`` where none was rated twice.
    """
    rated: dict[str, list[int]] = {}
    for each in goals:
        if each.able is not None:
            rated.setdefault(each.words.strip().casefold(), []).append(each.able)
    twice = [each for each in rated.values() if len(each) > 1]
    if not twice:
        return None
    return ScoreChange(
        before=fmean(each[0] for each in twice),
        after=fmean(each[-1] for each in twice),
        least=_least("psfs") if len(twice) > 1 else ABLE_SINGLE,
        higher_is_better=True,
    )


def missed_weeks(history: History) -> int:
    """Weeks of the plan, before the last day known, in which no session was logged."""
    if not history.weeks:
        return 0
    days = [each.date for each in history.sessions]
    known = [*days, *(each.date for each in history.checks)]
    last = max(known, default=history.weeks[0].date)
    ended = [each for each in history.weeks if each.date + WEEK <= last]
    return sum(
        not any(each.date <= day < each.date + WEEK for day in days) for each in ended
    )
