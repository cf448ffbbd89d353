"""The rows of a week: what each chosen exercise comes to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ilium.programme.days import most_days, pick, rested
from ilium.programme.decision import Decision, decide
from ilium.programme.gates import amounts_asked_for
from ilium.programme.history import History, PlannedExercise
from ilium.programme.library import IMPACT_LEVEL, exercise, library
from ilium.programme.overload import (
    Allowed,
    dose_words,
    first_dose,
    grown,
    held,
    lowered,
    start_load,
    with_sets,
)
from ilium.programme.sessions import done
from ilium.programme.standing import Standing
from ilium.programme.volume import (
    FEWEST,
    FIRST_SESSION,
    FIRST_WEEK,
    LATER_SESSION,
    MOST_RISE,
    Limits,
    landings_a_session,
    landings_of,
    lighter,
    sets_of,
    within,
)

RETURN_WEEKS = 8
"""Weeks for which an exercise that comes back keeps its load, less one step."""
START_WEEKS = 4
"""Weeks with landings that count as the start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the rows of a week are made from.

    Parameters
    ----------
    history
        Up to today.
    start
        First day of the week.
    standing
        Where the person stands.
    chosen
        Exercises, the most important first.
    locked, added
        Exercises that a coach holds as they are, or has put in.
    removed
        Exercises that a coach has taken out.
    """

    history: History
    start: dt.date
    standing: Standing
    chosen: tuple[str, ...]
    locked: frozenset[str] = frozenset()
    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()

    @property
    def work(self) -> tuple[PlannedExercise, ...]:
        """Rows of the last full week."""
        return self.standing.work.rows if self.standing.work else ()

    @property
    def days(self) -> int:
        """On how many days the person trains."""
        return self.history.screens[-1].days_a_week

    def before(self, name: str) -> PlannedExercise | None:
        """Row of an exercise in the last full week."""
        return next((each for each in self.work if each.exercise == name), None)


Made = tuple[tuple[PlannedExercise, ...], tuple[Decision, ...]]


def make_rows(plan: Plan) -> Made:
    """Rows of a week, within every limit.

    Parameters
    ----------
    plan
        What they are made from.

    Returns
    -------
    tuple of PlannedExercise
        Three to six.
    tuple of Decision
        One for each row.
    """
    if plan.standing.mode == "easy":
        full = [each for each in plan.work if _may_stay(each, plan)]
        light = lighter([_on_fewer(each, plan) for each in full], sets_of(full))
        return tuple(_placed(each, plan) for each in _filled(light, plan)), ()
    if _landings_turn(plan):
        rows, decisions = _full(plan, landings=True)
        if plan.standing.work is None or _grew(plan.work, rows):
            return rows, decisions
    return _full(plan, landings=False)


def _full(plan: Plan, *, landings: bool) -> Made:
    """A full week in which either landings or loads may grow."""
    allowed = _allowed(plan, loads=not landings)
    names = plan.chosen if landings else _no_new_landings(plan)
    made = [_row(name, plan, allowed, landings=landings) for name in names]
    said = {row.exercise: each for row, each in made}
    limits = _limits(plan, landings=landings)
    rows = _landings_within([row for row, _ in made], limits, plan)
    kept = plan.locked | {each.exercise for each in plan.work}
    rows = list(within(rows, limits, frozenset(kept)))
    if plan.standing.mode == "on":
        rows = _more_sets(rows, limits, said, plan, landings=landings)
    rows = [_placed(each, plan) for each in _filled(rows, plan)]
    decisions = tuple(
        _true_to(each, said[each.exercise], plan)
        for each in rows
        if each.exercise in said
    )
    return tuple(rows), decisions


def _filled(rows: Sequence[PlannedExercise], plan: Plan) -> list[PlannedExercise]:
    """Rows filled up to three with exercises of level 0, which add no load."""
    made = list(rows)
    names = {each.exercise for each in rows} | plan.removed
    for name, each in library().items():
        if len(made) < FEWEST and each.level == 0 and name not in names:
            on = pick(each, most_days(each, plan.days, 0), plan.days)
            made.append(plan.before(name) or first_dose(each, on))
    return made


def _may_stay(row: PlannedExercise, plan: Plan) -> bool:
    each = exercise(row.exercise)
    by_hand = row.exercise in plan.added | plan.locked and not each.impact
    return each.level <= plan.standing.level or by_hand


def _allowed(plan: Plan, *, loads: bool) -> Allowed:
    screen = plan.history.screens[-1]
    return Allowed(
        load=loads,
        level_pelvis=not plan.standing.angle_holds,
        bodyweight=screen.bodyweight,
        weight="weight" in screen.equipment,
        asked=amounts_asked_for(plan.standing.level),
    )


def _landings_turn(plan: Plan) -> bool:
    """Whether landings may grow this week; then no load does.

    They take turns: the first landings come first, then loads, then landings again.
    """
    if plan.standing.level < IMPACT_LEVEL or plan.standing.mode != "on":
        return False
    if not any(exercise(each.exercise).impact for each in plan.work):
        return True
    full = [e for e in plan.history.weeks if not e.locked and not e.easy][-2:]
    return len(full) < 2 or not _grew(full[0].rows, full[1].rows)


def _no_new_landings(plan: Plan) -> tuple[str, ...]:
    """Chosen exercises, as many, but those with landings as in the last full week."""
    stay = [
        each.exercise
        for each in plan.work
        if exercise(each.exercise).impact and _may_stay(each, plan)
    ]
    others = [each for each in plan.chosen if not exercise(each).impact]
    return (*stay, *others)[: len(plan.chosen)]


def _grew(before: Sequence[PlannedExercise], after: Sequence[PlannedExercise]) -> bool:
    """Whether landings or running grew from one week to another."""
    was = {each.exercise: each for each in before}
    for each in after:
        old = was.get(each.exercise)
        if exercise(each.exercise).impact and (old is None or _size(each) > _size(old)):
            return True
    return False


def _size(row: PlannedExercise) -> int:
    return row.sets * ((row.seconds or 0) + (row.reps or 0)) * row.days


def _limits(plan: Plan, *, landings: bool) -> Limits:
    before, level = sets_of(plan.work), plan.standing.level
    rise = MOST_RISE if plan.standing.mode == "on" else 1.0
    jumps = landings_of(plan.work)
    grown_jumps = int(rise * jumps) if landings else jumps
    weeks = sum(1 for each in plan.history.weeks if landings_of(each.rows))
    early = weeks < START_WEEKS
    most = FIRST_SESSION if early else LATER_SESSION.get(level, FIRST_SESSION)
    a_week = min(grown_jumps, FIRST_WEEK) if early else grown_jumps
    first = landings and not jumps
    return Limits(
        sets=int(rise * before) if before else None,
        landings=FIRST_WEEK if first else a_week,
        landings_a_session=most,
    )


def _row(
    name: str, plan: Plan, allowed: Allowed, *, landings: bool
) -> tuple[PlannedExercise, Decision]:
    each, before = exercise(name), plan.before(name)
    if before is None:
        on = pick(each, most_days(each, plan.days, plan.standing.level), plan.days)
        return _new(name, plan, allowed, on)
    if plan.standing.mode == "back":
        row = lowered(before)
        return row, decide("step-back", "lowered", "one_step_earlier", exercise=name)
    if name in plan.locked:
        return before, decide("hand", "locked", "locked", exercise=name)
    history = done(name, plan.history.sessions)
    reason = held(before, history)
    if reason is not None:
        return before, reason
    if each.impact and not landings:
        reason = decide("load-or-landings", "held", "loads_first", exercise=name)
        return before, reason
    return grown(before, history, allowed)


def _new(
    name: str, plan: Plan, allowed: Allowed, on: tuple[int, ...]
) -> tuple[PlannedExercise, Decision]:
    """An exercise that last week did not hold: anew, or a step below where it was."""
    each = exercise(name)
    weeks = [one for one in plan.history.weeks if not one.easy][-RETURN_WEEKS:]
    was = [row for one in weeks for row in one.rows if row.exercise == name]
    if was and not each.impact:
        back = replace(lowered(was[-1]), sets=each.sets[0], on=on)
        return back, decide("start", "started", "returned", exercise=name)
    new = replace(first_dose(each, on), load=start_load(each, allowed))
    return new, decide("start", "started", "started", exercise=name)


def _landings_within(
    rows: Sequence[PlannedExercise], limits: Limits, plan: Plan
) -> list[PlannedExercise]:
    """Rows whose landings fit: first no second new exercise, then none that grows."""
    made = list(rows)
    for each in reversed(rows):
        if _fits(made, limits):
            return made
        jumping = sum(1 for one in made if one.contacts)
        if each.contacts and plan.before(each.exercise) is None and jumping > 1:
            made.remove(each)
    if _fits(made, limits):
        return made
    return [
        plan.before(each.exercise) or each if each.contacts else each for each in made
    ]


def _fits(rows: Sequence[PlannedExercise], limits: Limits) -> bool:
    fits = landings_a_session(rows) <= limits.landings_a_session
    return fits and landings_of(rows) <= limits.landings


def _more_sets(
    rows: list[PlannedExercise],
    limits: Limits,
    said: dict[str, Decision],
    plan: Plan,
    *,
    landings: bool,
) -> list[PlannedExercise]:
    """A set more for exercises at the top of their amount, where the limits allow."""
    made = list(rows)
    for place, row in enumerate(made):
        each = exercise(row.exercise)
        if said[row.exercise].because != "at_top" or row.sets >= each.sets[1]:
            continue
        if each.impact and not landings:
            continue
        more = [*made[:place], with_sets(row, row.sets + 1), *made[place + 1 :]]
        if list(within(more, limits)) == more and plan.before(row.exercise) == row:
            made = more
            said[row.exercise] = decide(
                "sets",
                "raised",
                "raise_sets",
                exercise=row.exercise,
                dates=said[row.exercise].dates,
                dose=dose_words(made[place]),
            )
    return made


def _on_fewer(row: PlannedExercise, plan: Plan) -> PlannedExercise:
    """A row on no more days than the level allows, before it is made lighter."""
    each = exercise(row.exercise)
    most = most_days(each, plan.days, plan.standing.level)
    if row.days <= most:
        return row
    return replace(row, on=pick(each, most, plan.days))


def _placed(row: PlannedExercise, plan: Plan) -> PlannedExercise:
    each = exercise(row.exercise)
    most = most_days(each, plan.days, plan.standing.level)
    on = pick(each, min(row.days, most), plan.days)
    if each.impact:
        on = rested(on, plan.start, plan.history)
    return replace(row, on=on)


def _true_to(row: PlannedExercise, said: Decision, plan: Plan) -> Decision:
    """The decision of a row, or what the week's limits made of it."""
    before = plan.before(row.exercise)
    if said.what != "raised" or before is None:
        return said
    grew = (
        row.load > before.load or _size(row) > _size(before) or row.sets > before.sets
    )
    amount = (row.reps or row.seconds or 0) > (before.reps or before.seconds or 0)
    if grew or amount:
        return said
    return decide(
        "week-limit",
        "held",
        "week_full",
        exercise=row.exercise,
        dates=said.dates,
        dose=dose_words(row),
    )
