"""One class for different levels: nobody is given more than their own week allows."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.programme.group_plan import LEAST, MOST, VERSIONS, Member, class_plan
from ilium.programme.library import EQUIPMENT, exercise, library
from ilium.programme.overload import first_dose
from ilium.programme.screen import Safety
from ilium.programme.week import Prescription, Week


def a_member(name, level, ids, *, locked=False, easy=False, equipment=EQUIPMENT):
    rows = tuple(
        Prescription(
            plan=first_dose(exercise(each), (0, 2, 4)),
            decision=None,
            easier=exercise(each).easier,
            harder=exercise(each).harder,
        )
        for each in ids
    )
    week = Week(
        date=dt.date(2026, 11, 23), level=level, ladder=None, prescriptions=rows,
        decisions=(), texts=(), safety=Safety(locked=locked), easy=easy,
    )  # fmt: skip
    return Member(id=name, week=week, equipment=equipment)


@st.composite
def members(draw):
    made = []
    for number in range(draw(st.integers(1, 8))):
        level = draw(st.integers(0, 7))
        known = [each.id for each in library().values() if each.level <= level]
        made.append(
            a_member(
                f"m{number}",
                level,
                draw(
                    st.lists(
                        st.sampled_from(known), min_size=1, max_size=6, unique=True
                    )
                ),
                locked=draw(st.booleans()) and number > 0,
                easy=draw(st.booleans()),
                equipment=tuple(draw(st.sets(st.sampled_from(EQUIPMENT)))),
            )
        )
    return made


@given(members())
def test_nobody_is_given_what_their_own_week_does_not_allow(group):
    known = {each.id: each for each in group}
    plan = class_plan(group)
    for station in plan.stations:
        for variant in station.variants.values():
            each = exercise(variant.plan.exercise)
            for name in variant.members:
                member = known[name]
                assert each.level <= member.week.level
                if each.impact:
                    assert each.id in member.own
                else:
                    assert set(each.equipment) <= set(member.equipment)


@given(members())
def test_everybody_who_may_train_has_a_place_at_each_station(group):
    plan = class_plan(group)
    ready = sorted(each.id for each in group if not each.week.locked)
    assert sorted(plan.waiting) == sorted(e.id for e in group if e.week.locked)
    for station in plan.stations:
        placed = [name for each in station.variants.values() for name in each.members]
        assert sorted([*placed, *station.own]) == ready


@given(members(), st.randoms())
def test_the_order_of_the_members_does_not_matter(group, chance):
    mixed = list(group)
    chance.shuffle(mixed)
    assert class_plan(mixed) == class_plan(group)


def test_three_levels_do_three_versions():
    ids = ("E18", "E19", "E6")
    group = [
        a_member("below", 1, ("E5",)),
        a_member("there", 2, ids),
        a_member("also", 2, ids),
        a_member("above", 3, ids),
    ]
    plan = class_plan(group)
    assert plan.level == 2
    squat = next(
        each for each in plan.stations
        if each.variants["planned"].plan.exercise == "E18"
    )  # fmt: skip
    assert squat.variants["planned"].members == ("also", "there")
    assert squat.variants["harder"].members == ("above",)
    assert squat.variants["easier"].plan.exercise == exercise("E18").easier


def test_a_lighter_week_means_the_easier_version():
    ids = ("E5", "E7", "E12")
    group = [a_member("a", 1, ids), a_member("b", 1, ids, easy=True)]
    for station in class_plan(group).stations:
        assert "b" not in station.variants["planned"].members


def test_landings_stay_with_those_whose_own_week_holds_them():
    group = [a_member("a", 5, ("E33",)), a_member("b", 6, ("E30",))]
    plan = class_plan(group)
    landing = next(
        each for each in plan.stations
        if each.variants["planned"].plan.exercise == "E33"
    )  # fmt: skip
    given_to_b = [
        version for version in VERSIONS
        if version in landing.variants and "b" in landing.variants[version].members
    ]  # fmt: skip
    assert given_to_b in ([], ["easier"])
    assert landing.variants["planned"].members == ("a",)


def test_a_class_has_three_to_five_exercises_where_the_weeks_hold_them():
    small = class_plan([a_member("a", 0, ("E1", "E2", "E3"))])
    large = class_plan([a_member("a", 4, list(library())[:28])])
    assert len(small.stations) == LEAST
    assert len(large.stations) == MOST


@pytest.mark.parametrize("group", [[], [a_member("a", 2, (), locked=True)]])
def test_a_class_of_nobody_is_empty(group):
    assert class_plan(group).stations == ()
