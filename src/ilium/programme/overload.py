"""Progressive overload of one exercise: what is added, held or taken back, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from ilium.findings.numbers import short
from ilium.programme.decision import Decision, decide
from ilium.programme.history import PlannedExercise, SetLog
from ilium.programme.library import Exercise, exercise
from ilium.programme.pain import GO, light, settled
from ilium.programme.sessions import Done, planned_amount

EXTRA = 2
"""Repetitions beyond the plan, in two sessions in a row, that raise the load."""
LEAST_RISE, MOST_RISE = 0.02, 0.10
"""Rise of what is moved, as a share of it [1]."""
USUAL_RISE = 0.05
PLATE = 0.5
"""Smallest step between weights [kg]."""
BANDS = 5
"""Bands of a usual set, from light (0) to heavy."""
HARD = 9.0
"""Effort 0-10 from which nothing is added."""
MOST_TIME = 1.2
"""Most that the seconds of running and jogging may grow in a week [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed:
    """What may be raised this week.

    Parameters
    ----------
    load
        Whether loads may rise: not in a week in which landings do.
    level_pelvis
        Whether the gate's angle criteria are met or unseen; repetitions come first
        where they are not.
    bodyweight
        [kg]; ``None`` where not given.
    weight
        Whether there is a weight at hand.
    asked
        Amount that the level's gate asks of an exercise; it comes before load.
    """

    load: bool
    level_pelvis: bool
    bodyweight: float | None
    weight: bool
    asked: Mapping[str, int] = field(default_factory=dict)


Step = tuple[PlannedExercise, Decision]


def first_dose(each: Exercise, on: tuple[int, ...]) -> PlannedExercise:
    """An exercise at the dose to begin with, without load.

    Parameters
    ----------
    each
        The exercise.
    on
        Days of the week.

    Returns
    -------
    PlannedExercise
        Least sets and least amount.
    """
    made = PlannedExercise(exercise=each.id, sets=each.sets[0], on=on)
    return with_amount(made, each.amount[0])


def with_amount(plan: PlannedExercise, amount: int) -> PlannedExercise:
    """A planned exercise with another amount, its landings counted anew."""
    each = exercise(plan.exercise)
    timed = each.unit == "s"
    sides = 2 if each.one_sided else 1
    return replace(
        plan,
        seconds=amount if timed else None,
        reps=None if timed else amount,
        contacts=plan.sets * amount * each.contacts * sides,
    )


def with_sets(plan: PlannedExercise, sets: int) -> PlannedExercise:
    """A planned exercise with other sets, its landings counted anew."""
    return with_amount(replace(plan, sets=sets), planned_amount(plan))


def start_load(each: Exercise, allowed: Allowed) -> float:
    """Load to begin with [kg]: for a carry a share of body weight, else none."""
    if not each.first_load or not allowed.bodyweight:
        return 0.0
    return _whole(each.first_load * allowed.bodyweight)


def held(plan: PlannedExercise, history: Sequence[Done]) -> Decision | None:
    """Why an exercise stays as it is; ``None`` where it may grow.

    Parameters
    ----------
    plan
        As it was planned last.
    history
        Sessions with it, oldest first.

    Returns
    -------
    Decision or None
        Fewer than two sessions as planned, pain, a set that ended early, hard effort.
    """
    if not history:
        return _stay(plan, "hold", "not_logged")
    two, most = history[-2:], min(exercise(plan.exercise).most_pain, GO)
    sore = [each for each in two if _hurts(each, most)]
    if sore:
        return _sore(plan, sore[-1])
    return _hard(plan, two[-1]) or _unfinished(plan, two)


def _hurts(each: Done, most: int) -> bool:
    over = (each.session.pain_during or 0) > most
    return over or light(each.session) in ("keep", "stop")


def _hard(plan: PlannedExercise, last: Done) -> Decision | None:
    if last.stopped:
        return _stay(plan, "quality-stop", "hold_quality", day=last.date)
    if last.effort is not None and last.effort >= HARD:
        return _stay(plan, "effort", "hold_effort", effort=last.effort, day=last.date)
    return None


def _unfinished(plan: PlannedExercise, two: Sequence[Done]) -> Decision | None:
    if len(two) < 2 or not all(each.fulfils(plan) for each in two):
        return _stay(plan, "two-sessions", "hold_two")
    unsaid = [each for each in two if not settled(each.session)]
    if unsaid:
        return _stay(plan, "pain-light", "hold_unsaid", day=unsaid[-1].date)
    return None


def _sore(plan: PlannedExercise, last: Done) -> Decision:
    known = (last.session.pain_during or 0, last.session.pain_next_morning or 0)
    return _stay(plan, "pain-light", "hold_pain", pain=max(known), day=last.date)


def _stay(
    plan: PlannedExercise, rule: str, because: str, **values: float | dt.date
) -> Decision:
    days = tuple(each for each in values.values() if isinstance(each, dt.date))
    return decide(
        rule,
        "held",
        because,
        exercise=plan.exercise,
        dates=days,
        dose=dose_words(plan),
        **values,
    )


def grown(plan: PlannedExercise, history: Sequence[Done], allowed: Allowed) -> Step:
    """One step more of an exercise that may grow.

    Load only after two sessions in a row with two repetitions more than planned; before
    that repetitions, and repetitions first while the pelvis is not level enough.

    Parameters
    ----------
    plan
        As it was planned last.
    history
        The last sessions with it, at least two.
    allowed
        What may be raised.

    Returns
    -------
    PlannedExercise
        The next dose.
    Decision
        What was raised, or that it is at its top.
    """
    each = exercise(plan.exercise)
    two = history[-2:]
    days = tuple(one.date for one in two)
    extra = all(one.extra >= EXTRA for one in two)
    top = max(each.amount[1], each.enough)
    amount = planned_amount(plan)
    first = not allowed.level_pelvis or amount < allowed.asked.get(each.id, 0)
    if extra and allowed.load and (amount >= top or not first):
        heavier = raised_load(plan, each, allowed)
        if heavier > plan.load:
            made = replace(plan, load=heavier)
            if each.load == "band":
                return _next_band(made, each, days)
            return made, _raise(made, "raise_load", days, load=heavier)
    if amount < top:
        more = _more(each, amount, extra=extra)
        made = with_amount(plan, min(more, top))
        key = "reps_first" if extra and first else "raise_amount"
        return made, _raise(made, key, days)
    if each.count == "minutes" and plan.sets < each.sets[1]:
        sets = min(max(plan.sets + 1, int(plan.sets * MOST_TIME)), each.sets[1])
        if sets <= plan.sets * MOST_TIME:
            made = with_sets(plan, sets)
            return made, _raise(made, "raise_sets", days)
    if extra and not allowed.load and each.load != "none":
        return plan, _stay(plan, "load-or-landings", "landings_first")
    return plan, _stay(plan, "top", "at_top")


def _next_band(
    plan: PlannedExercise, each: Exercise, days: tuple[dt.date, ...]
) -> Step:
    made = with_amount(plan, each.amount[0])
    return made, _raise(made, "raise_band", days, load=plan.load)


def _raise(
    plan: PlannedExercise, because: str, days: tuple[dt.date, ...], **values: float
) -> Decision:
    rule = "two-for-two" if "load" in because or "band" in because else "reps"
    return decide(
        rule,
        "raised",
        because,
        exercise=plan.exercise,
        dates=days,
        dose=dose_words(plan),
        **values,
    )


def _more(each: Exercise, amount: int, *, extra: bool) -> int:
    if each.count == "minutes":
        return int(amount * MOST_TIME)
    if each.unit in ("s", "m"):
        return amount + 5
    return amount + (2 if extra and each.count == "sets" else 1)


def raised_load(plan: PlannedExercise, each: Exercise, allowed: Allowed) -> float:
    """Next load of an exercise [kg], or the band's number; unchanged where none fits.

    Parameters
    ----------
    plan
        As it was planned last.
    each
        The exercise.
    allowed
        Body weight and what is at hand.

    Returns
    -------
    float
        By 2 to 10 % of what is moved: the load, and the body where it moves too.
    """
    if each.load == "band":
        return min(plan.load + 1.0, BANDS - 1.0)
    if each.load != "weight" or not allowed.weight:
        return plan.load
    if plan.load == 0.0 and not allowed.bodyweight:
        return plan.load
    body = (allowed.bodyweight or 0.0) if each.moves_body or plan.load == 0.0 else 0.0
    moved = body + plan.load
    step = _whole(max(USUAL_RISE * moved if not body else LEAST_RISE * moved, PLATE))
    step = step if step >= LEAST_RISE * moved else step + PLATE
    return plan.load + step if step <= MOST_RISE * moved else plan.load


def _whole(load: float) -> float:
    return int(load / PLATE) * PLATE


def lowered(plan: PlannedExercise) -> PlannedExercise:
    """One step back: a set fewer (two stay), the least amount, a tenth off the load."""
    each = exercise(plan.exercise)
    sets = min(plan.sets, max(plan.sets - 1, 2))
    load = plan.load if each.load == "band" else _whole(0.9 * plan.load)
    if each.load == "band":
        load = max(plan.load - 1.0, 0.0)
    amount = min(planned_amount(plan), each.amount[0])
    return with_amount(replace(plan, sets=sets, load=load), amount)


def dose_words(plan: PlannedExercise | SetLog) -> str:
    """A dose as it is written, planned or done: ``3 × 10``, ``2 × 30 s``."""
    kind = exercise(plan.exercise)
    amount = (plan.seconds if kind.unit == "s" else plan.reps) or 0
    unit = {"s": " s", "m": " m"}.get(kind.unit, "")
    return f"{plan.sets} × {short(amount)}{unit}"
