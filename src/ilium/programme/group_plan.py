"""One class for people at different levels: each exercise in three versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Final, Literal

from ilium.programme.library import Exercise, exercise, number_of
from ilium.programme.overload import first_dose
from ilium.programme.plan import PlannedExercise
from ilium.programme.week import Week

Version = Literal["easier", "planned", "harder"]
VERSIONS: Final[tuple[Version, ...]] = ("easier", "planned", "harder")
LEAST, MOST = 3, 5
"""Fewest (where the weeks hold as many) and most exercises of one class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who takes part.

    Parameters
    ----------
    id
        As on the page.
    week
        Their own week.
    equipment
        What is at hand, of `ilium.programme.library.EQUIPMENT`.
    """

    id: str
    week: Week
    equipment: tuple[str, ...] = ()

    @property
    def own(self) -> frozenset[str]:
        """Exercises of their own week."""
        return frozenset(each.exercise for each in self.week.prescriptions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One version of an exercise.

    Parameters
    ----------
    plan
        Exercise and dose to begin with.
    lighter
        Whether it is the exercise itself, done in its easier way.
    members
        Who does it.
    """

    plan: PlannedExercise
    lighter: bool = False
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One exercise of a class in its versions.

    Parameters
    ----------
    variants
        By version; ``harder`` is missing where nothing leads on.
    own
        Who does an exercise of their own sheet instead.
    """

    variants: dict[Version, Variant]
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPlan:
    """One class.

    Parameters
    ----------
    level
        Level that it is planned for, 0-7.
    stations
        Its exercises; none where nobody may train.
    waiting
        Who answers safety questions or sees somebody first.
    """

    level: int
    stations: tuple[Station, ...]
    waiting: tuple[str, ...] = ()


def class_plan(members: Sequence[Member]) -> ClassPlan:
    """Plan one class from the weeks of those who take part.

    The class is planned for a middle member's level, from exercises that stand in most
    of their weeks. Nobody is given an exercise above their own level, without what it
    needs, or with landings that their own week does not hold.

    Parameters
    ----------
    members
        In any order.

    Returns
    -------
    ClassPlan
        The same for the same weeks.
    """
    ready = sorted(
        (each for each in members if not each.week.locked), key=lambda each: each.id
    )
    waiting = tuple(sorted(each.id for each in members if each.week.locked))
    if not ready:
        return ClassPlan(level=0, stations=(), waiting=waiting)
    level = median_low(each.week.level for each in ready)
    stations = tuple(_station(each, level, ready) for each in _chosen(ready, level))
    return ClassPlan(level=level, stations=stations, waiting=waiting)


def _chosen(members: Sequence[Member], level: int) -> list[Exercise]:
    """Exercises that most weeks hold; versions of another one only to fill the hour."""
    found = Counter(name for each in members for name in each.own)
    order = sorted(
        (exercise(name) for name in found if exercise(name).level <= level),
        key=lambda each: (-found[each.id], -each.level, number_of(each.id)),
    )
    apart: list[Exercise] = []
    for each in order:
        near = {each.id, each.easier, *each.harder}
        if not any(near & {one.id, one.easier, *one.harder[:1]} for one in apart):
            apart.append(each)
    rest = [each for each in order if each not in apart]
    return [*apart, *rest[: max(LEAST - len(apart), 0)]][:MOST]


def _station(planned: Exercise, level: int, members: Sequence[Member]) -> Station:
    plain = _variants(planned)
    given = {each.id: _version(each, level, plain) for each in members}
    variants: dict[Version, Variant] = {
        version: Variant(
            plan=each.plan,
            lighter=each.lighter,
            members=tuple(name for name, one in given.items() if one == version),
        )
        for version, each in plain.items()
    }
    own = tuple(name for name, one in given.items() if one is None)
    return Station(variants=variants, own=own)


def _version(
    member: Member, level: int, variants: Mapping[Version, Variant]
) -> Version | None:
    for version in _wished(member, level):
        found = variants.get(version)
        if found is not None and _may(member, found):
            return version
    return None


def _variants(planned: Exercise) -> dict[Version, Variant]:
    easier = exercise(planned.easier) if planned.easier else planned
    made: dict[Version, Variant] = {
        "easier": Variant(plan=first_dose(easier, (0,)), lighter=not planned.easier),
        "planned": Variant(plan=first_dose(planned, (0,))),
    }
    if planned.harder:
        made["harder"] = Variant(plan=first_dose(exercise(planned.harder[0]), (0,)))
    return made


def _wished(member: Member, level: int) -> tuple[Version, ...]:
    """Versions for a member; the first that fits holds."""
    if member.week.easy or member.week.level < level:
        return ("easier",)
    if member.week.level == level:
        return ("planned", "easier")
    return ("harder", "planned", "easier")


def _may(member: Member, variant: Variant) -> bool:
    each = exercise(variant.plan.exercise)
    if each.impact:
        return each.id in member.own
    at_hand = set(each.equipment) <= set(member.equipment)
    return each.level <= member.week.level and at_hand
