"""Which exercises a week holds: goal, findings, level, equipment, a coach's hand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ilium.programme.criteria import judge
from ilium.programme.decision import Decision, decide
from ilium.programme.gates import asked_for
from ilium.programme.goals import order_of
from ilium.programme.history import History, Override
from ilium.programme.library import (
    IMPACT_LEVEL,
    Exercise,
    exercise,
    library,
    number_of,
)
from ilium.programme.pain import GO, settled
from ilium.programme.patterns import answers, fits
from ilium.programme.person import Ladder
from ilium.programme.sessions import done
from ilium.programme.volume import FEWEST

MOST_OF_A_GROUP = 2
"""Exercises that may lead with the same muscle group."""
MOST_LANDING = 2
"""Exercises with landings in a week."""
WIDTH = (3, 4, 5, 5, 6, 6, 6, 6)
"""Exercises of a week, by level."""


@dataclass(frozen=True, slots=True)
class Hand:
    """What a coach has decided about exercises.

    Parameters
    ----------
    swaps
        Exercise out, exercise in.
    locked, added, removed
        Exercises.
    who
        Who decided about each exercise.
    """

    swaps: dict[str, str] = field(default_factory=dict)
    locked: set[str] = field(default_factory=set)
    added: list[str] = field(default_factory=list)
    removed: set[str] = field(default_factory=set)
    who: dict[str, Override] = field(default_factory=dict)


def hand_of(history: History) -> Hand:
    """What a coach's changes come to, the newest deciding."""
    made = Hand()
    for each in history.overrides:
        if each.action not in ("swap", "lock", "unlock", "add", "remove"):
            continue
        exercise(each.target)
        made.who[each.target] = each
        if each.action == "swap":
            exercise(each.value)
            made.who[each.value] = each
            made.swaps[each.target] = each.value
            made.swaps.pop(each.value, None)
        elif each.action == "lock":
            made.locked.add(each.target)
        elif each.action == "unlock":
            made.locked.discard(each.target)
        elif each.action == "add":
            made.removed.discard(each.target)
            made.added.append(each.target)
        else:
            made.removed.add(each.target)
            made.locked.discard(each.target)
            made.added[:] = [name for name in made.added if name != each.target]
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a choice depends on.

    Parameters
    ----------
    history
        Up to today.
    level
        Level of the week.
    ladder
        Of the goal; ``None`` without.
    shown
        Patterns that checks show.
    equipment
        What is at hand.
    hand
        What a coach decided.
    after_birth
        Whether breathing with the pelvic floor stays in every week.
    """

    history: History
    level: int
    ladder: Ladder | None
    shown: tuple[str, ...]
    equipment: Collection[str]
    hand: Hand
    after_birth: bool = False


def choose(setting: Setting) -> tuple[tuple[str, ...], tuple[Decision, ...]]:
    """Exercises of a week, the most important first, and what a coach's hand did.

    Parameters
    ----------
    setting
        What the choice depends on.

    Returns
    -------
    tuple of str
        Three to six ids.
    tuple of Decision
        Swaps, additions, and additions that wait for their gate.
    """
    by_hand, decisions = _by_hand(setting)
    ranked = [each for each in _ranked(setting) if each not in by_hand]
    width = WIDTH[setting.level]
    chosen = list(by_hand)
    if setting.after_birth and "E1" not in chosen and "E1" not in setting.hand.removed:
        chosen.append("E1")
    chosen += _landing(setting, ranked)[: max(MOST_LANDING - _landings(chosen), 0)]
    for name in ranked:
        if len(chosen) >= width:
            break
        if exercise(name).impact or name in chosen:
            continue
        if _room(name, chosen):
            chosen.append(name)
    for name in ranked:
        if len(chosen) < FEWEST and name not in chosen and not exercise(name).impact:
            chosen.append(name)
    swapped, more = _swapped(chosen, setting)
    return tuple(dict.fromkeys(swapped))[: max(width, len(by_hand))], (
        *decisions,
        *more,
    )


def _landings(names: Sequence[str]) -> int:
    return sum(exercise(each).impact for each in names)


def _room(name: str, chosen: Sequence[str]) -> bool:
    lead = exercise(name).groups[:1]
    same = [each for each in chosen if exercise(each).groups[:1] == lead]
    return not lead or len(same) < MOST_OF_A_GROUP


def _by_hand(setting: Setting) -> tuple[list[str], list[Decision]]:
    chosen, decisions = [], []
    wanted = [*setting.hand.added, *sorted(setting.hand.locked, key=number_of)]
    for name in dict.fromkeys(wanted):
        each, who = exercise(name), setting.hand.who[name]
        if each.impact and each.level > setting.level:
            decisions.append(_waits(each, who))
            continue
        if name in chosen or name in setting.hand.removed:
            continue
        chosen.append(name)
        decisions.append(
            decide(
                "hand",
                "noted",
                "by_hand",
                exercise=name,
                dates=(who.date,),
                who=who.who,
                reason=who.reason,
            )
        )
    return chosen, decisions


def _waits(each: Exercise, who: Override) -> Decision:
    return decide(
        "hand",
        "waits",
        "hand_waits",
        exercise=each.id,
        dates=(who.date,),
        who=who.who,
        level=each.level,
    )


def _swapped(
    chosen: Sequence[str], setting: Setting
) -> tuple[list[str], list[Decision]]:
    made, decisions = [], []
    for name in chosen:
        other = setting.hand.swaps.get(name, "")
        if not other:
            made.append(name)
            continue
        each, who = exercise(other), setting.hand.who[name]
        if each.impact and each.level > setting.level:
            decisions.append(_waits(each, who))
            made.append(name)
            continue
        made.append(other)
        decisions.append(
            decide(
                "hand",
                "swapped",
                "swapped",
                exercise=other,
                dates=(who.date,),
                other=name,
                who=who.who,
                reason=who.reason,
            )
        )
    return made, decisions


def _ranked(setting: Setting) -> list[str]:
    """Every exercise that may be given, the most fitting first."""
    known = mastered(setting.history)
    pool = [
        name
        for name, each in library().items()
        if fits(each, setting.level, setting.equipment)
        and name not in setting.hand.removed
        and _way_is_calm(name, setting.history)
    ]
    asked = asked_for(setting.level)
    fresh = [n for n in pool if n in asked or not _outgrown(n, pool, known)]
    answers = _answers(setting.shown, fresh)
    order = order_of(setting.ladder)

    def rank(name: str) -> tuple[int, int, int, int]:
        each = exercise(name)
        if name in asked:
            return 0, 0, 0, number_of(name)
        if name in answers:
            return 1, answers.index(name), 0, number_of(name)
        place = order.index(name) if name in order else len(order)
        near = max(setting.level - each.levels[-1], 0)
        return 2, int(near > 1), place, number_of(name)

    return sorted(fresh, key=rank)


def _answers(shown: Sequence[str], pool: Sequence[str]) -> list[str]:
    """Hardest allowed exercise for each of the two furthest patterns."""
    made = []
    for name in shown[:2]:
        fitting = [each for each in answers()[name] if each in pool]
        made += fitting[-1:]
    return made


def _landing(setting: Setting, ranked: Sequence[str]) -> list[str]:
    """Exercises with landings: those the gate asks for, then the newest unlocked."""
    if setting.level < IMPACT_LEVEL:
        return []
    tried = {row.exercise for each in setting.history.sessions for row in each.rows}
    asked = asked_for(setting.level)
    return sorted(
        (
            each
            for each in ranked
            if exercise(each).impact and (each in asked or _next_up(each, tried))
        ),
        key=lambda each: (
            each not in asked,
            -exercise(each).level,
            number_of(each),
        ),
    )


def _next_up(name: str, tried: Collection[str]) -> bool:
    """Whether the easier exercise is no landing, or was done before."""
    easier = exercise(name).easier
    return not exercise(easier).impact or easier in tried


def _outgrown(name: str, pool: Sequence[str], known: Collection[str]) -> bool:
    return name in known and any(each in pool for each in exercise(name).harder)


def _way_is_calm(name: str, history: History) -> bool:
    """Whether it was done before, or the easier one last at pain of 3 or less."""
    easier = exercise(name).easier
    if done(name, history.sessions):
        return True
    last = done(easier, history.sessions)[-1:] if easier else []
    return not last or (last[0].session.pain_during or 0) <= GO


def mastered(history: History) -> frozenset[str]:
    """Exercises done in full, calmly, two sessions in a row, no sign against it."""
    names = {row.exercise for each in history.sessions for row in each.rows}
    made = set()
    for name in names & set(library()):
        each = exercise(name)
        enough = [
            one.amount >= each.enough
            and (one.sets >= each.sets[1] or each.count != "minutes")
            and settled(one.session)
            and not one.stopped
            for one in done(name, history.sessions)
        ]
        if any(a and b for a, b in pairwise(enough)):
            made.add(name)
    if not history.sessions:
        return frozenset()
    today = history.sessions[-1].date
    return frozenset(
        name
        for name in made
        if all(
            judge(sign, history, today).state != "not_met"
            for sign in exercise(name).signs
        )
    )
