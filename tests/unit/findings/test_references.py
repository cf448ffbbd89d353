"""Published ranges and errors: complete, sourced, attached where they belong."""

from __future__ import annotations

import math

import pytest

from builders import a_movement
from ilium.catalogue import KINDS
from ilium.core.measure import Measure
from ilium.core.movement import TASKS
from ilium.findings.references import attach, errors, references
from ilium.findings.rules import cue_for, speaking_order
from ilium.findings.words import has
from ilium.units import DEGREE

NAMES = {each.name: each for each in KINDS}


def a_measure(name="pelvic_drop_peak", unit="rad", **more):
    return Measure(name=name, side="left", value=0.1, unit=unit, **more)


@pytest.mark.parametrize("row", references(), ids=lambda each: each.name)
def test_every_range_is_of_a_measure_that_exists_and_names_its_source(row):
    assert row.measure in NAMES
    assert NAMES[row.measure].unit == row.unit
    assert set(row.tasks) <= set(TASKS)
    assert row.people
    assert row.low < row.high
    assert bool(row.source) == (row.kind == "published")


def test_names_of_ranges_are_unique():
    names = [each.name for each in references()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("task", sorted(TASKS))
def test_every_movement_has_measures_that_speak_first(task):
    order = speaking_order(task)
    assert order
    assert all(each in NAMES for each in order)
    assert all(has(cue) for name in order if (cue := cue_for(name, task)))


def test_the_published_range_comes_with_the_measure_it_was_measured_with():
    drop, other = attach(
        [a_measure(), a_measure("pelvic_drop_at_bottom")],
        a_movement("single_leg_squat"),
    )
    assert drop.reference == "nakagawa-2012-pelvic-drop"
    assert other.reference == ""


def test_a_range_of_another_movement_is_not_attached():
    """Negative control."""
    (drop,) = attach([a_measure()], a_movement("step_down"))
    assert drop.reference == ""


def test_ranges_of_women_and_men_are_never_attached_by_themselves():
    (turn,) = attach(
        [a_measure("pelvic_rotation_peak")], a_movement("single_leg_squat")
    )
    assert turn.reference == ""


def test_errors_follow_the_laboratorys_defaults():
    drop, hip, time = attach(
        [a_measure(), a_measure("hip_flexion_lowest"), a_measure("flight_time", "s")],
        a_movement("step_down"),
    )
    assert drop.sem == pytest.approx(3 / 2.77 * DEGREE, rel=1e-3)
    assert hip.sem == pytest.approx(5 / 2.77 * DEGREE, rel=1e-3)
    assert math.isnan(time.sem)


def test_a_published_error_goes_before_the_default():
    (hip,) = attach([a_measure("hip_adduction_peak")], a_movement("single_leg_hop"))
    assert hip.sem == pytest.approx(1.96 * DEGREE)


def test_an_error_that_is_there_stays():
    (drop,) = attach([a_measure(sem=0.5)], a_movement("walk"))
    assert drop.sem == 0.5


def test_defaults_say_that_they_are_not_published():
    assert {each.kind for each in errors()} == {"published", "default"}
    assert all(bool(each.source) == (each.kind == "published") for each in errors())


@pytest.mark.parametrize(
    ("name", "unit", "task", "sem"),
    [
        ("landing_peak_force", "1", "single_leg_hop", 0.20),
        ("time_to_stabilisation", "s", "single_leg_landing", 0.1238 / 2.77),
        ("time_to_stabilisation_sequential_average", "s", "single_leg_landing", None),
        ("time_to_stabilisation", "s", "drop_jump", None),
        ("landing_peak_force", "1", "drop_jump", None),
    ],
)
def test_a_landing_has_the_error_of_its_own_task_and_definition(name, unit, task, sem):
    (measure,) = attach([a_measure(name, unit)], a_movement(task))
    if sem is None:
        assert math.isnan(measure.sem)
    else:
        assert measure.sem == pytest.approx(sem, rel=1e-3)
