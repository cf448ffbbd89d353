"""Where a person stands: level, and whether to go on, hold, step back or go lighter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from ilium.programme.decision import Decision, decide
from ilium.programme.gates import Facts, Passage, gates, passage
from ilium.programme.goals import ladder_of, top_level
from ilium.programme.history import History, Override, PlannedWeek, SessionLog
from ilium.programme.library import EQUIPMENT, IMPACT_LEVEL, TOP_LEVEL, library
from ilium.programme.lighter import lighter_week_due
from ilium.programme.pain import light
from ilium.programme.screen import clinicians_word, impact_hindered

DAY = dt.timedelta(days=1)
WEEK = 7 * DAY
LONG_WITHOUT = 10
"""Days without a session after which a week counts as missed."""
LEVEL_LOST = 28
"""Days without a session after which a level is repeated."""
OFF_TARGET = 0.5
"""Share of repetitions outside the target from which an easier step follows."""
Mode = Literal["start", "on", "back", "easy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a person stands at the beginning of a week.

    Parameters
    ----------
    level
        Level of the week.
    mode
        ``start`` (first week), ``on``, ``back`` (one step earlier), ``easy`` (lighter).
    work
        Last full week, that this one is held against; ``None`` at the start.
    decisions
        Why.
    texts
        Keys of what is said to the person, under ``programme`` in the catalogue.
    tests
        Strength tests that are due.
    angle_holds
        Whether a criterion of the gate was seen and not met.
    """

    level: int
    mode: Mode
    work: PlannedWeek | None
    decisions: tuple[Decision, ...] = ()
    texts: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()
    angle_holds: bool = False


def full_weeks(history: History) -> list[PlannedWeek]:
    """Weeks given out that were neither locked nor lighter."""
    return [each for each in history.weeks if not each.locked and not each.easy]


def last_open(history: History) -> PlannedWeek | None:
    """Last week given out that was not locked; ``None`` at the start."""
    weeks = [each for each in history.weeks if not each.locked]
    return weeks[-1] if weeks else None


def sessions_since(history: History, day: dt.date) -> list[SessionLog]:
    """Sessions of a day and after."""
    return [each for each in history.sessions if each.date >= day]


def stopping(history: History, since: dt.date) -> Decision | None:
    """Reason to go one level back in the sessions since a day; ``None`` without.

    Parameters
    ----------
    history
        Up to today.
    since
        First day of the last week given out.

    Returns
    -------
    Decision or None
        Pain that stops, a symptom after a birth, or most repetitions off target.
    """
    after_birth = bool(history.screens) and history.screens[-1].postpartum != "no"
    for each in reversed(_to_judge(history, since)):
        if light(each) == "stop":
            return _pain_stop(each)
        if after_birth and each.symptoms:
            return decide(
                "symptoms",
                "lowered",
                "back_symptom",
                dates=(each.date,),
                symptom=each.symptoms[0],
                day=each.date,
            )
        for row in each.rows:
            if row.off_target is not None and row.off_target > OFF_TARGET:
                return decide(
                    "off-target",
                    "lowered",
                    "back_off_target",
                    exercise=row.exercise,
                    dates=(each.date,),
                    share=round(100 * row.off_target),
                    other=row.exercise,
                    day=each.date,
                )
    return None


def _to_judge(history: History, since: dt.date) -> list[SessionLog]:
    """Sessions of a week, and of the day before: its next morning was yet to come.

    The day before does not count again where it has led one level back already.
    """
    weeks = [each for each in history.weeks if not each.locked and each.date <= since]
    came_down = len(weeks) > 1 and weeks[-1].level < weeks[-2].level
    return sessions_since(history, since - (0 if came_down else 1) * DAY)


def _pain_stop(session: SessionLog) -> Decision:
    during, morning = session.pain_during or 0.0, session.pain_next_morning
    if session.spreading:
        because = "back_spreading"
    elif morning is not None and morning > during:
        because = "back_morning"
    else:
        because = "back_pain"
    return decide(
        "pain-light",
        "lowered",
        because,
        dates=(session.date,),
        pain=max(during, morning or 0.0),
        day=session.date,
    )


def skipped_exercises(history: History) -> frozenset[str]:
    """Exercises that no gate can ask for: no equipment, or taken out by a coach."""
    have = set(history.screens[-1].equipment) if history.screens else set(EQUIPMENT)
    missing = {name for name, each in library().items() if set(each.equipment) - have}
    out = {
        each.target
        for each in history.overrides
        if each.action in ("remove", "swap", "lock")
    }
    return frozenset(missing | out)


def level_since(history: History) -> dt.date:
    """Day on which the person came to the level of the last open week."""
    weeks = [each for each in history.weeks if not each.locked]
    start = weeks[-1].date
    for each in reversed(weeks):
        if each.level != weeks[-1].level:
            break
        start = each.date
    return start


def stand(history: History, today: dt.date) -> Standing:
    """Where a person stands.

    Parameters
    ----------
    history
        Up to today, its safety answers clear.
    today
        The day.

    Returns
    -------
    Standing
        Level, mode, and every reason.
    """
    last = last_open(history)
    found = (
        Standing(level=0, mode="start", work=None)
        if last is None
        else _after(history, last, today)
    )
    found = _by_hand(found, history, last)
    return _without_landings(found, history, today)


def _after(history: History, last: PlannedWeek, today: dt.date) -> Standing:
    full = full_weeks(history)
    base = Standing(level=last.level, mode="on", work=full[-1] if full else last)
    for each in (_stopped, _missed, _lighter, _passed):
        found = each(base, history, last, today)
        if found is not None:
            return found
    return base


def _stopped(
    base: Standing, history: History, last: PlannedWeek, today: dt.date
) -> Standing | None:
    del today
    reason = stopping(history, last.date)
    if reason is None:
        return None
    text = "pelvic_health" if reason.rule == "symptoms" else "consider"
    due = lighter_week_due(history) if base.level == 0 else None
    if due is not None:
        return replace(base, mode="easy", decisions=(reason, due), texts=(text, "easy"))
    return replace(
        base,
        level=max(base.level - 1, 0),
        mode="back",
        decisions=(reason,),
        texts=() if reason.rule == "off-target" else (text,),
    )


def _missed(
    base: Standing, history: History, last: PlannedWeek, today: dt.date
) -> Standing | None:
    since = sessions_since(history, last.date)
    latest = max([last.date, *(each.date for each in since)])
    days = (today - latest).days
    locked = history.weeks[-1].locked
    if days < (LONG_WITHOUT if since else WEEK.days) and not locked:
        return None
    level = max(base.level - 1, 0) if days >= LEVEL_LOST else base.level
    reason = decide("missed", "lowered", "missed", dates=(latest,), day=latest)
    return replace(
        base, level=level, mode="back", decisions=(reason,), texts=("welcome_back",)
    )


def _lighter(
    base: Standing, history: History, last: PlannedWeek, today: dt.date
) -> Standing | None:
    del last, today
    reason = lighter_week_due(history)
    if reason is None:
        return None
    return replace(base, mode="easy", decisions=(reason,), texts=("easy",))


def _passed(
    base: Standing, history: History, last: PlannedWeek, today: dt.date
) -> Standing | None:
    if base.level not in gates():
        return None
    facts = Facts(
        history=history,
        since=level_since(history),
        today=today,
        skip=skipped_exercises(history),
    )
    del last
    found = passage(base.level, facts)
    top = top_level(ladder_of(history))
    if base.level >= top:
        return replace(base, angle_holds=found.angle_holds)
    return _through(base, found) if found.opens else _waiting(base, found)


def _through(base: Standing, found: Passage) -> Standing:
    level = base.level + 1
    reason = decide("gate", "passed", "gate_passed", level=level)
    return replace(
        base, level=level, decisions=(reason, *found.decisions), texts=("level_up",)
    )


def _waiting(base: Standing, found: Passage) -> Standing:
    others = len(found.decisions) > len(found.tests)
    tests = found.tests if not others or base.level != IMPACT_LEVEL - 1 else ()
    return replace(
        base,
        decisions=found.decisions,
        tests=tests,
        angle_holds=found.angle_holds,
    )


def _by_hand(found: Standing, history: History, last: PlannedWeek | None) -> Standing:
    """Let a coach's override of a gate in, once: later weeks go on from there."""
    given = [each for each in history.overrides if each.action == "gate"]
    if last is not None:
        given = [each for each in given if each.date >= last.date]
    if not given or found.mode == "back":
        return found
    each = given[-1]
    level = _target(each)
    if level <= found.level:
        return found
    reason = decide(
        "hand",
        "passed",
        "gate_by_hand",
        dates=(each.date,),
        level=level,
        who=each.who,
        reason=each.reason,
    )
    return replace(found, level=level, decisions=(*found.decisions, reason))


def _target(override: Override) -> int:
    known = override.target.isdigit()
    return min(int(override.target), TOP_LEVEL) if known else -1


def _without_landings(found: Standing, history: History, today: dt.date) -> Standing:
    """Keep landings and running away in pregnancy and after a birth."""
    reason = impact_hindered(history, today)
    if found.level < IMPACT_LEVEL or not reason:
        return found
    text = "pelvic_health" if reason == "symptoms" else "after_birth"
    said = decide("after-birth", "held", f"birth_{reason}")
    told = clinicians_word(history)
    return replace(
        found,
        level=IMPACT_LEVEL - 1,
        decisions=(*found.decisions, said),
        texts=(*found.texts, *(() if told and reason != "symptoms" else (text,))),
    )
