"""One person's movements side by side: the same pattern is said once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from builders import a_movement
from ilium.catalogue import KINDS
from ilium.core.measure import Measure, Tier
from ilium.core.movement import Movement
from ilium.findings.patterns import PATTERNS, pattern_rows, patterns
from ilium.findings.references import attach
from ilium.units import DEGREE

NAMES = {each.name: each for each in KINDS}


@dataclass(frozen=True)
class Checked:
    measures: tuple[Measure, ...]
    movement: Movement


def a_check(task, *values, tier: Tier = "lab"):
    movement = a_movement(task)
    measures = [
        Measure(name=name, side=side, value=degrees * DEGREE, unit="rad", tier=tier)
        for name, side, degrees in values
    ]
    return Checked(measures=attach(measures, movement), movement=movement)


JUMP = a_check("drop_jump", ("pelvic_obliquity_at_bottom", "both", 9.0))
LUNGE = a_check(
    "lunge", ("pelvic_drop_peak", "left", 13.0), ("pelvic_drop_peak", "right", 3.0)
)


def test_a_drop_in_the_jump_and_in_the_lunge_is_said_once():
    table = patterns([JUMP, LUNGE])
    assert table.seen("drop", "left") == ("drop_jump", "lunge")
    (sentence,) = table.sentences
    assert sentence.startswith("Your pelvis drops on the left in: drop jump and lunge.")


def test_a_video_and_a_laboratory_lie_in_one_table():
    filmed = a_check("run", ("pelvic_drop_at_mid_stance", "left", 14.0), tier="video_b")
    assert patterns([LUNGE, filmed]).seen("drop", "left") == ("lunge", "run")


def test_another_side_is_not_the_same_thing():
    """Negative control."""
    mirrored = a_check("drop_jump", ("pelvic_obliquity_at_bottom", "both", -9.0))
    table = patterns([mirrored, LUNGE])
    assert table.seen("drop", "right") == ("drop_jump",)
    assert table.sentences == ()


@pytest.mark.parametrize(("tier", "seen"), [("lab", True), ("video_b", False)])
def test_the_same_number_counts_only_where_the_capture_is_sure_enough(tier, seen):
    """12.5° passes 11° by one standard error in a laboratory, not for one phone."""
    check = a_check("step_down", ("pelvic_drop_peak", "left", 12.5), tier=tier)
    assert bool(patterns([check]).seen("drop", "left")) == seen


def test_every_pattern_of_every_movement_has_a_cell():
    table = patterns([JUMP, LUNGE])
    for check in (JUMP, LUNGE):
        task = check.movement.task
        found = {each.pattern for each in table.cells if each.task == task}
        assert found == set(PATTERNS)
    states = {each.state for each in table.cells if each.pattern == "lumbar"}
    assert states == {"not_measured"}


def test_the_rows_name_measures_that_exist_and_every_pattern():
    rows = pattern_rows()
    assert {each.pattern for each in rows} == set(PATTERNS)
    assert all(name in NAMES for each in rows for name in each.measures)
    assert all(NAMES[name].unit == "rad" for each in rows for name in each.measures)
