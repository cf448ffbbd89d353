"""The exercise library: 39 exercises, a way up and a way back from each."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from ilium.errors import UnknownNameError
from ilium.findings.words import has
from ilium.programme.library import (
    EQUIPMENT,
    IMPACT_LEVEL,
    exercise,
    library,
    number_of,
    sources,
)

ALL = tuple(library().values())


def ways_back(name, rows):
    """Ids on the way back to the start; raises where it never ends."""
    path = [name]
    while rows[path[-1]].easier:
        path.append(rows[path[-1]].easier)
        if len(path) > len(rows):
            raise ValueError(f"The way back from {name} goes in a circle.")
    return path


def climbs(name, rows, behind=()):
    """Every chain of harder exercises from one on; raises on a circle."""
    if name in behind:
        raise ValueError(f"{name} leads back to itself.")
    for each in rows[name].harder:
        climbs(each, rows, (*behind, name))


def test_there_are_39_exercises_in_order():
    assert [each.id for each in ALL] == [f"E{n}" for n in range(1, 40)]
    assert number_of("E17") == 17


def test_no_id_leads_to_nothing():
    for each in ALL:
        assert all(name in library() for name in (*each.harder,))
        assert not each.easier or each.easier in library()
        assert set(each.equipment) <= set(EQUIPMENT)


def test_every_way_back_ends_at_the_first_level():
    for each in ALL:
        path = ways_back(each.id, library())
        assert library()[path[-1]].level == 0


def test_no_way_up_goes_in_a_circle():
    for each in ALL:
        climbs(each.id, library())


def test_a_circle_is_noticed():
    """Negative control."""
    rows = {"a": exercise("E1"), "b": exercise("E1")}
    rows = {
        "a": replace(rows["a"], harder=("b",), easier="b"),
        "b": replace(rows["b"], harder=("a",), easier="a"),
    }
    with pytest.raises(ValueError, match="back to itself"):
        climbs("a", rows)
    with pytest.raises(ValueError, match="circle"):
        ways_back("a", rows)


def test_harder_is_never_a_lower_level_and_easier_never_a_higher():
    for each in ALL:
        assert all(exercise(name).levels[-1] >= each.level for name in each.harder)
        assert not each.easier or exercise(each.easier).level <= each.level


def test_every_level_has_exercises_and_every_strength_level_works_without_equipment():
    for level in range(8):
        assert any(each.level == level for each in ALL)
    for level in range(7):
        free = [e for e in ALL if e.level <= level and not e.equipment]
        assert len(free) >= 3


def test_doses_are_ordered_and_possible():
    for each in ALL:
        assert 1 <= each.sets[0] <= each.sets[1]
        assert 1 <= each.amount[0] <= each.amount[1] <= each.enough or each.ready == 0
        assert 1 <= each.days <= 7
        assert list(each.levels) == sorted(each.levels)


def test_landings_belong_to_impact_and_at_most_40_begin_a_session():
    for each in ALL:
        assert (each.contacts > 0) == (each.count == "contacts")
        assert each.count == "sets" or each.level in (0, 5, 6, 7)
        sides = 2 if each.one_sided else 1
        begin = each.sets[0] * each.amount[0] * each.contacts * sides
        assert begin <= 40
        assert each.impact == (each.level >= IMPACT_LEVEL)
        if each.impact:
            assert each.days <= 3


def test_strength_exercises_name_the_muscles_they_count_to():
    for each in ALL:
        assert bool(each.groups) == (each.count == "sets")


def test_every_figure_names_its_source_or_is_marked_unchecked():
    for each in ALL:
        for figure in each.emg:
            if figure.kind == "published":
                names = figure.source.split(", ")
                assert all(name in sources() for name in names), each.id
            else:
                assert not figure.source
            assert math.isnan(figure.low) or 0 < figure.low <= figure.high < 150


@pytest.mark.parametrize("name", library())
def test_every_exercise_has_all_its_words(name):
    for part in ("name", "how", "film", "safe", "easier"):
        assert has(f"exercise.{name}.{part}")
    assert has(exercise(name).cue)


def test_the_origins_moves_are_there():
    assert {each.id for each in ALL if each.origin} == {
        "E12", "E15", "E21", "E26", "E30", "E35",
    }  # fmt: skip


def test_an_unknown_exercise_is_an_error():
    with pytest.raises(UnknownNameError):
        exercise("E40")
