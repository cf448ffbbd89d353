"""When a lighter week is due: by the calendar, or by two of three signs."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from ilium.programme.criteria import detectable
from ilium.programme.decision import Decision, decide
from ilium.programme.history import CheckResult, History
from ilium.programme.sessions import Done, done
from ilium.programme.volume import sets_of

EVERY = 4
"""Full weeks after which a lighter one follows: every fifth week."""
PAIN_RISE = 2.0
EFFORT_RISE = 2.0


def lighter_week_due(history: History) -> Decision | None:
    """Why a lighter week is due; ``None`` where it is not.

    Parameters
    ----------
    history
        Up to today.

    Returns
    -------
    Decision or None
        After four full weeks, or with two of: pain up by 2 for longer than a day,
        effort up by 2 at the same load, pelvic drop up by more than its error.
    """
    weeks = [each for each in history.weeks if not each.locked]
    run = 0
    for each in reversed(weeks):
        if each.easy:
            break
        run += int(sets_of(each.rows) > 0)
    if not weeks or weeks[-1].easy or not sets_of(weeks[-1].rows):
        return None
    if run >= EVERY:
        return decide("lighter-week", "easy", "easy_calendar", weeks=run)
    signs = signs_of_load(history, weeks[-1].date)
    if len(signs) < 2:
        return None
    days = tuple(signs.values())
    return decide("lighter-week", "easy", "easy_signs", dates=days)


def signs_of_load(history: History, since: dt.date) -> dict[str, dt.date]:
    """Signs that a week asked too much, each with its day.

    Parameters
    ----------
    history
        Up to today.
    since
        First day of the last week.

    Returns
    -------
    dict
        Of ``pain``, ``effort`` and ``pelvis``.
    """
    found = {
        "pain": _pain(history, since),
        "effort": _effort(history, since),
        "pelvis": _pelvis(history, since),
    }
    return {name: day for name, day in found.items() if day is not None}


def _pain(history: History, since: dt.date) -> dt.date | None:
    """Day on which pain was up by two and still was the next morning."""
    for before, each in pairwise(history.sessions):
        if each.date < since or before.pain_during is None:
            continue
        limit = before.pain_during + PAIN_RISE
        known = each.pain_during is not None and each.pain_next_morning is not None
        if known and min(each.pain_during or 0, each.pain_next_morning or 0) >= limit:
            return each.date
    return None


def _effort(history: History, since: dt.date) -> dt.date | None:
    names = sorted({row.exercise for each in history.sessions for row in each.rows})
    for name in names:
        rows = done(name, history.sessions)
        for before, each in pairwise(rows):
            if each.date >= since and _harder(before, each):
                return each.date
    return None


def _harder(before: Done, each: Done) -> bool:
    if before.effort is None or each.effort is None:
        return False
    alike = before.load == each.load and each.amount <= before.amount
    return alike and each.effort - before.effort >= EFFORT_RISE


def _pelvis(history: History, since: dt.date) -> dt.date | None:
    for each in history.checks:
        if each.date < since:
            continue
        before = [
            one
            for one in history.checks
            if one.date < each.date and one.task == each.task
        ]
        if before and _drops_more(before[-1], each):
            return each.date
    return None


def _drops_more(before: CheckResult, each: CheckResult) -> bool:
    was = {(v.measure, v.side, v.tier): v.value for v in before.values}
    return any(
        value.value - was.get((value.measure, value.side, value.tier), value.value)
        > max(detectable(value, each.task), 1e-12)
        for value in each.values
        if value.measure in ("pelvic_drop_peak", "pelvic_drop_mean")
    )
