"""A number that could not be measured says why, in every movement and with any body."""

from __future__ import annotations

import math

import pytest

from builders import a_body, a_clock, a_movement, a_trial, without
from ilium.balance.measures import measure_balance
from ilium.core.movement import TASKS, Repetition
from ilium.gait.measures import measure_gait
from ilium.jump.measures import measure_jump
from ilium.measures import measure_files
from ilium.scores.measures import measure_scores
from ilium.stability import measure_stability
from ilium.symmetry import compare_sides

MEASURING = (
    measure_stability,
    measure_jump,
    measure_balance,
    measure_gait,
    measure_scores,
    measure_files,
)
WHOLE = a_body(a_clock(3.0))
BODIES = {
    "whole": WHOLE,
    "right half": without(WHOLE, "left"),
    "no pelvis": without(WHOLE, "pelvis", "asis_left", "asis_right"),
    "no legs": without(WHOLE, "hip_left", "hip_right", "knee_left", "knee_right"),
    "nothing": without(WHOLE, ""),
}


def movements(task, *, with_events):
    """One repetition on each leg, and one on both."""
    names = ("initial_contact", "bottom", "take_off", "apex", "landing")
    events = {name: 1.2 + 0.2 * at for at, name in enumerate(names)}
    for sides in (("left", "right"), ("both",)):
        yield a_movement(
            task,
            *(
                Repetition(
                    number=1,
                    side=side,
                    start=1.0,
                    end=2.5,
                    events=events if with_events else {},
                )
                for side in sides
            ),
            quiet=(0.0, 1.0) if with_events else None,
        )


@pytest.mark.parametrize("with_events", [True, False])
@pytest.mark.parametrize("seen", BODIES)
@pytest.mark.parametrize("task", TASKS)
def test_what_could_not_be_measured_says_why(task, seen, with_events):
    body = BODIES[seen]
    for movement in movements(task, with_events=with_events):
        measures = [
            each
            for measure in MEASURING
            for each in measure(a_trial(body), body, movement)
        ]
        silent = {
            (each.name, each.side)
            for each in (*measures, *compare_sides(measures, task=task))
            if not math.isfinite(each.value) and not each.flags
        }
        assert not silent
