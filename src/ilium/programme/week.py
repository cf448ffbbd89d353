"""A week of the programme, worked out from a history and a day alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ilium.programme.choice import Setting, choose, hand_of
from ilium.programme.decision import Decision, decide
from ilium.programme.goals import ladder_of, top_level
from ilium.programme.history import History, PlannedExercise, PlannedWeek
from ilium.programme.library import exercise
from ilium.programme.patterns import seen
from ilium.programme.person import Ladder
from ilium.programme.rows import Plan, make_rows
from ilium.programme.screen import Safety, safety, weeks_after_birth
from ilium.programme.sessions import joined
from ilium.programme.standing import (
    WEEK,
    Standing,
    last_open,
    stand,
    stopping,
)

RETESTS = (6, 12, 24)
"""Weeks after the first check at which the checks are repeated; then every 12."""
BIRTH_WEEKS = 52
"""Weeks after a birth for which the guidelines' note is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescription:
    """One exercise of a week.

    Parameters
    ----------
    plan
        Its dose and days.
    decision
        Why it is as it is.
    easier
        The way back; empty where the exercise itself is the first.
    harder
        What it leads to.
    """

    plan: PlannedExercise
    decision: Decision | None
    easier: str
    harder: tuple[str, ...]

    @property
    def exercise(self) -> str:
        """Id of the exercise, and of its figure."""
        return self.plan.exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of the programme.

    Parameters
    ----------
    date
        Its first day.
    level
        Level 0-7.
    ladder
        Of the goal; ``None`` until one is understood.
    prescriptions
        Three to six exercises; none where it is locked.
    decisions
        Reasons about the week as a whole; those of exercises stand with them.
    texts
        Keys of what is said to the person, under ``programme.say`` and ``safety``.
    safety
        What the safety answers came to.
    easy
        Whether it is a lighter week.
    tests
        Strength tests that are due.
    retest
        Day on which the checks are repeated; ``None`` before the first check.
    stands
        Whether this is the week that was given out already.
    """

    date: dt.date
    level: int
    ladder: Ladder | None
    prescriptions: tuple[Prescription, ...]
    decisions: tuple[Decision, ...]
    texts: tuple[str, ...]
    safety: Safety
    easy: bool = False
    tests: tuple[str, ...] = ()
    retest: dt.date | None = None
    stands: bool = False

    @property
    def locked(self) -> bool:
        """Whether safety answers lock it."""
        return self.safety.locked

    @property
    def planned(self) -> PlannedWeek:
        """What a history keeps of it."""
        return PlannedWeek(
            date=self.date,
            level=self.level,
            rows=tuple(each.plan for each in self.prescriptions),
            easy=self.easy,
            locked=self.locked,
        )


def next_week(history: History, *, today: dt.date) -> Week:
    """Work out the week that follows from a history.

    Parameters
    ----------
    history
        Everything of one person; what is dated later than today does not count.
    today
        The day.

    Returns
    -------
    Week
        The same for the same history and day. Within seven days of the last one it is
        the week that was given out, unless pain, a symptom or a safety answer asks for
        an easier one at once.
    """
    known = history.until(today)
    known = replace(known, sessions=joined(known.sessions))
    guard = safety(known)
    if guard.locked:
        return _locked(known, guard, today)
    last = last_open(known)
    if last is not None and _still_holds(known, last, today):
        return _standing_week(known, last, guard, today)
    return _made(known, guard, today)


def _still_holds(history: History, last: PlannedWeek, today: dt.date) -> bool:
    if history.weeks[-1].locked or today >= last.date + WEEK:
        return False
    said_since = any(
        e.date >= last.date and e.action == "gate" for e in history.overrides
    )
    return stopping(history, last.date) is None and not said_since


def _locked(history: History, guard: Safety, today: dt.date) -> Week:
    last = last_open(history)
    reasons = tuple(
        decide("safety", "locked", "safety_yes", question=each) for each in guard.yes
    )
    return Week(
        date=today,
        level=last.level if last else 0,
        ladder=ladder_of(history),
        prescriptions=(),
        decisions=reasons,
        texts=(),
        safety=guard,
    )


def _standing_week(
    history: History, last: PlannedWeek, guard: Safety, today: dt.date
) -> Week:
    said = decide("week", "held", "week_stands", day=last.date + WEEK)
    was = _as_given(history, guard, last)
    return Week(
        date=last.date,
        level=last.level,
        ladder=ladder_of(history),
        prescriptions=was.prescriptions
        if was
        else tuple(_prescription(each, ()) for each in last.rows),
        decisions=(*(was.decisions if was else ()), said),
        texts=_questions(history),
        safety=guard,
        easy=last.easy,
        retest=retest_day(history, today),
        stands=True,
    )


def _as_given(history: History, guard: Safety, last: PlannedWeek) -> Week | None:
    """The last week as it was worked out, with its reasons; None where it differs."""
    before = replace(
        history,
        sessions=tuple(each for each in history.sessions if each.date < last.date),
        weeks=tuple(each for each in history.weeks if each.date < last.date),
    )
    made = _made(before.until(last.date), guard, last.date)
    return made if made.planned == last else None


def _made(history: History, guard: Safety, today: dt.date) -> Week:
    standing = stand(history, today)
    start = _first_day(history, today)
    hand = hand_of(history)
    screen = history.screens[-1]
    chosen, by_hand = choose(
        Setting(
            history=history,
            level=standing.level,
            ladder=ladder_of(history),
            shown=seen(history, today),
            equipment=screen.equipment,
            hand=hand,
            after_birth=screen.postpartum != "no",
        )
    )
    plan = Plan(
        history=history,
        start=start,
        standing=standing,
        chosen=chosen,
        locked=frozenset(hand.locked),
        added=frozenset(hand.added) | frozenset(hand.swaps.values()),
        removed=frozenset(hand.removed),
    )
    rows, reasons = make_rows(plan)
    return Week(
        date=start,
        level=standing.level,
        ladder=ladder_of(history),
        prescriptions=tuple(_prescription(each, reasons) for each in rows),
        decisions=(*standing.decisions, *by_hand),
        texts=(*standing.texts, *_texts(history, standing, today)),
        safety=guard,
        easy=standing.mode == "easy",
        tests=standing.tests,
        retest=retest_day(history, today),
    )


def _first_day(history: History, today: dt.date) -> dt.date:
    """Today, or tomorrow where today's session is done: it belongs to the last week."""
    trained = any(each.date == today for each in history.sessions)
    return today + dt.timedelta(days=1) if trained else today


def _prescription(row: PlannedExercise, reasons: tuple[Decision, ...]) -> Prescription:
    each = exercise(row.exercise)
    found = next((one for one in reasons if one.exercise == row.exercise), None)
    return Prescription(
        plan=row, decision=found, easier=each.easier, harder=each.harder
    )


def _questions(history: History) -> tuple[str, ...]:
    return () if ladder_of(history) else ("ask_goal",)


def _texts(history: History, standing: Standing, today: dt.date) -> tuple[str, ...]:
    """What else is said: questions, the guidelines after a birth, what comes next."""
    made = list(_questions(history))
    screen = history.screens[-1]
    weeks = weeks_after_birth(screen, today)
    recent = weeks is not None and weeks < BIRTH_WEEKS
    if screen.postpartum == "after_birth" and (weeks is None or recent):
        made.append("guidelines")
    if standing.tests:
        made.append("tests_due")
    if not history.checks:
        made.append("first_check")
    at_top = standing.level >= top_level(ladder_of(history))
    made.append("next_top" if at_top else "next_level")
    return tuple(each for each in dict.fromkeys(made) if each not in standing.texts)


def retest_day(history: History, today: dt.date) -> dt.date | None:
    """Day of the next repetition of the checks; ``None`` before the first check."""
    if not history.checks:
        return None
    first = history.checks[0].date
    weeks = (today - first).days / 7.0
    due = next((each for each in RETESTS if each >= weeks), None)
    if due is None:
        due = RETESTS[-1] + 12 * (1 + int((weeks - RETESTS[-1]) // 12))
    return first + due * WEEK


def with_week(history: History, week: Week) -> History:
    """A history in which a week was given out."""
    return history if week.stands else history.adding(week.planned)
