"""What a week adds up to, and how it is kept within its limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from ilium.programme.history import PlannedExercise
from ilium.programme.library import IMPACT_LEVEL, exercise
from ilium.programme.overload import with_amount, with_sets
from ilium.programme.sessions import planned_amount

MOST_RISE = 1.2
"""Most that a week's sets or landings may grow over the last full week [1]."""
MOST_SETS = 12
"""Most hard sets of a muscle group in a week."""
LIGHTER = 0.6
"""Share of the sets that is left in a lighter week [1]."""
FIRST_SESSION, FIRST_WEEK = 40, 100
"""Most landings of a session and a week at the start."""
LATER_SESSION = {5: 60, 6: 80, 7: 80}
"""Most landings of a session later, by level."""
FEWEST = 3
"""Fewest exercises of a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a week may add up to.

    Parameters
    ----------
    sets
        Most sets of strength exercises; ``None`` in the first such week.
    landings, landings_a_session
        Most landings.
    """

    sets: int | None
    landings: int
    landings_a_session: int


def sets_of(rows: Iterable[PlannedExercise]) -> int:
    """Sets of strength exercises in a week, on each side."""
    return sum(
        each.sets * each.days
        for each in rows
        if exercise(each.exercise).count == "sets"
    )


def landings_of(rows: Iterable[PlannedExercise]) -> int:
    """Landings in a week."""
    return sum(each.contacts * each.days for each in rows)


def landings_a_session(rows: Sequence[PlannedExercise]) -> int:
    """Most landings of one day."""
    days = {day for each in rows for day in each.on}
    return max(
        (sum(each.contacts for each in rows if day in each.on) for day in days),
        default=0,
    )


def sets_by_group(rows: Iterable[PlannedExercise]) -> dict[str, int]:
    """Hard sets in a week of every muscle group, from level 1 on."""
    made: dict[str, int] = {}
    for each in rows:
        for group in exercise(each.exercise).groups:
            made[group] = made.get(group, 0) + each.sets * each.days
    return made


def within(
    rows: Sequence[PlannedExercise], limits: Limits, kept: frozenset[str] = frozenset()
) -> tuple[PlannedExercise, ...]:
    """Take back from the last rows until a week is within its limits.

    Parameters
    ----------
    rows
        The most important first.
    limits
        What they may add up to.
    kept
        Exercises that are only touched where nothing else is left.

    Returns
    -------
    tuple of PlannedExercise
        A set fewer, a day fewer, an exercise fewer; three exercises stay where fewer
        days can do it.
    """
    made = list(rows)
    while (over := _over(made, limits)) is not None:
        touched = [e for e in made if over(e)]
        loose = [e for e in touched if e.exercise not in kept]
        wide = [e for e in loose or touched if e.sets > 2] or loose or touched
        most = max(wide, key=lambda e: (e.sets * e.days, made.index(e)))
        place = made.index(most)
        fewer = _fewer(most, spare=len(made) > FEWEST)
        made[place : place + 1] = [] if fewer is None else [fewer]
    return tuple(made)


def _over(
    rows: list[PlannedExercise], limits: Limits
) -> Callable[[PlannedExercise], bool] | None:
    """Which rows a broken limit is about; ``None`` where all hold."""
    if limits.sets is not None and sets_of(rows) > limits.sets:
        return lambda each: exercise(each.exercise).count == "sets"
    for group, number in sets_by_group(rows).items():
        if number > MOST_SETS:
            return lambda each, name=group: name in exercise(each.exercise).groups
    if landings_of(rows) > limits.landings:
        return lambda each: each.contacts > 0
    if landings_a_session(rows) > limits.landings_a_session:
        return lambda each: each.contacts > 0
    return None


def _fewer(each: PlannedExercise, *, spare: bool) -> PlannedExercise | None:
    """A step less of an exercise; ``None`` to leave it out."""
    least = exercise(each.exercise)
    amount = planned_amount(each)
    fewer_days = each.on[:1] if each.days == 2 else (each.on[0], each.on[-1])
    if each.sets > 2:
        made = with_sets(each, each.sets - 1)
    elif each.days > 2:
        made = replace(each, on=fewer_days)
    elif each.contacts and amount > (least.amount[0] + 1) // 2:
        made = with_amount(each, amount - 1)
    elif spare:
        made = None
    elif each.days > 1:
        made = replace(each, on=fewer_days)
    elif each.sets > 1:
        made = with_sets(each, each.sets - 1)
    else:
        made = None
    return made


def lighter(
    rows: Sequence[PlannedExercise], full: int | None = None
) -> tuple[PlannedExercise, ...]:
    """A lighter week: about half of the sets, landings and minutes stay.

    Parameters
    ----------
    rows
        The last full week, on the days that a level allows now.
    full
        Sets of that week as it was; by default of `rows`.

    Returns
    -------
    tuple of PlannedExercise
        The same exercises. Between 50 and 60 % of the sets where whole sets allow it,
        fewer where they do not; never more than 60 % of landings and minutes.
    """
    strength = [e for e in rows if exercise(e.exercise).count == "sets"]
    chosen = iter(_lightened(strength, sets_of(rows) if full is None else full))
    made = []
    for each in rows:
        kind = exercise(each.exercise)
        if kind.count == "sets":
            made.append(next(chosen))
        elif kind.level >= IMPACT_LEVEL:
            made.append(_lighter_impact(each))
        else:
            made.append(each)
    return tuple(made)


def _lightened(rows: Sequence[PlannedExercise], total: int) -> list[PlannedExercise]:
    """Combination of fewer sets and days nearest to 55 %, at most 60 %."""
    if not total:
        return []
    reached: dict[int, list[PlannedExercise]] = {0: []}
    for each in rows:
        step: dict[int, list[PlannedExercise]] = {}
        for option in _options(each):
            size = option.sets * option.days
            for already, chosen in reached.items():
                step.setdefault(already + size, [*chosen, option])
        reached = step
    light = [each for each in reached if each <= LIGHTER * total]
    best = min(light or [min(reached)], key=lambda n: (abs(n - 0.55 * total), n))
    return reached[best]


def _options(each: PlannedExercise) -> list[PlannedExercise]:
    half = (each.sets + 1) // 2
    ends = tuple(dict.fromkeys((each.on[0], each.on[-1])))
    made = {
        (sets, len(on)): replace(each, sets=sets, on=on)
        for sets in (each.sets, max(each.sets - 1, 1), half, 1)
        for on in (each.on, ends, each.on[:1])
    }
    goal = 0.55 * each.sets * each.days
    order = sorted(made, key=lambda key: (abs(key[0] * key[1] - goal), key))
    return [made[key] for key in order]


def _lighter_impact(each: PlannedExercise) -> PlannedExercise:
    """Fewer days, then a smaller amount, until at most 60 % is left."""
    most = LIGHTER * each.sets * planned_amount(each) * each.days
    days = max(int(LIGHTER * each.days), 1)
    on = each.on if days >= each.days else each.on[:days]
    amount = min(int(most / (each.sets * len(on))), planned_amount(each))
    return with_amount(replace(each, on=on), max(amount, 1))
