"""Movements that a file describes: ways out and back of one signal."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from builders import a_body, a_trial, mirrored
from ilium.core.declared import DeclaredMovement, Swing, declared
from ilium.core.movement import TASKS
from ilium.errors import UnknownNameError
from ilium.events.finding import find_movement, scene_of
from ilium.events.settings import EventSettings
from ilium.events.swings import SIGNALS, Swings
from ilium.stability import measure_stability
from ilium.stability.plan import PLANS, plan_of
from ilium.units import DEGREE

TIME = np.arange(800) / 100
WAVES = sum(np.exp(-(((TIME - at) / 0.5) ** 2)) for at in (2.0, 4.0, 6.0))
DEEP = DeclaredMovement(
    title="deep bow",
    repetition=Swing(
        signal="pelvis_height", direction="down", least=0.1, speed=0.05, back=0.02
    ),
    read={"pelvic_tilt": ("peak",)},
)


def a_hinge(angle=70.0):
    return a_body(TIME, tilt=WAVES * angle * DEGREE, hip_flexion=WAVES * angle * DEGREE)


def found(body, rule, side=None):
    scene = scene_of(a_trial(body), body, EventSettings())
    return Swings(task="bow", rule=rule).find(scene, side)


def test_a_hip_hinge_turns_where_the_pelvis_is_furthest_down():
    body = a_hinge()
    movement = find_movement(a_trial(body), body, task="hip_hinge")
    bottoms = [each.events["bottom"] for each in movement.repetitions]
    assert bottoms == pytest.approx([2.0, 4.0, 6.0], abs=0.011)
    assert [each.side for each in movement.repetitions] == ["both"] * 3
    assert [p.name for p in movement.repetitions[0].phases] == ["descent", "ascent"]
    assert "task-differs" not in [each.kind for each in movement.issues]


def test_a_bow_of_twenty_degrees_is_no_hip_hinge():
    """Negative control: its file asks for 25°."""
    body = a_hinge(20.0)
    movement = find_movement(a_trial(body), body, task="hip_hinge")
    assert movement.repetitions == ()
    assert "no-repetitions" in [each.kind for each in movement.issues]


def test_a_movement_is_measured_as_its_file_says():
    body = a_hinge()
    movement = find_movement(a_trial(body), body, task="hip_hinge")
    measures = measure_stability(a_trial(body), body, movement)
    tilt = [
        e for e in measures if e.name == "pelvic_tilt_peak" and e.repetition is None
    ]
    assert tilt[0].value == pytest.approx(70.0 * DEGREE, abs=0.1 * DEGREE)
    assert tilt[0].n == 3


@pytest.mark.parametrize("legs", ["both", "one"])
def test_down_first_is_found_in_a_signal_that_falls(legs):
    body = a_body(TIME, lift=-0.3 * WAVES)
    rule = replace(DEEP, legs=legs)
    repetitions = found(body, rule).repetitions
    assert len(repetitions) == (3 if legs == "both" else 0)
    upside_down = replace(DEEP, repetition=replace(DEEP.repetition, direction="up"))
    assert len(found(body, upside_down).repetitions) != 3


def test_on_one_leg_a_repetition_belongs_to_the_foot_that_stays():
    drop = Swing(signal="pelvic_drop", least=0.05, speed=0.02, back=0.01)
    rule = replace(DEEP, legs="one", repetition=drop)
    body = a_body(TIME, obliquity=0.2 * WAVES, standing_on="right")
    stance = {each.side for each in found(body, rule).repetitions}
    other = {each.side for each in found(mirrored(body), rule).repetitions}
    assert {*stance, *other} == {"left", "right"}
    assert len(stance) == len(other) == 1
    assert found(body, rule, side=next(iter(other))).repetitions == ()


def test_a_file_that_names_an_unknown_signal_is_told_the_nearest():
    wrong = replace(DEEP, repetition=replace(DEEP.repetition, signal="pelvis_heigth"))
    with pytest.raises(UnknownNameError, match="pelvis_height"):
        Swings(task="bow", rule=wrong)
    with pytest.raises(UnknownNameError, match="pelvic_tilt"):
        plan_of("bow", replace(DEEP, read={"pelvic_tild": ("peak",)}))
    with pytest.raises(UnknownNameError, match="peak"):
        plan_of("bow", replace(DEEP, read={"pelvic_tilt": ("peek",)}))


def test_every_file_of_a_movement_is_a_movement_everywhere():
    assert declared()
    for name, each in declared().items():
        assert TASKS[name] == each.title
        assert PLANS[name] == tuple(each.read.items())
        assert each.repetition.signal in SIGNALS
