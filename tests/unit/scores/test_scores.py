"""Scores of bodies posed by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ilium.core.measure import Measure
from ilium.scores.catalogue import KIND, LESS_ITEMS, STEP_DOWN_ITEMS
from ilium.scores.measures import FEW, mean_of_set, measure_scores
from synthetic_bodies import a_movement, a_repetition, posed
from synthetic_forces import a_plate, a_trial

CONTACT, END = 0.5, 1.0


def landed(*plates, **pose):
    """Points of one landing by item and side."""
    found = measures_of_a_landing(*plates, **pose)
    return {key: each.value for key, each in found.items()}


def measures_of_a_landing(*plates, **pose):
    """Summaries of one landing by item and side."""
    body = posed(contact=CONTACT, end=END, **pose)
    rep = a_repetition(0.3, 1.2, initial_contact=CONTACT, take_off=END)
    movement = a_movement("drop_vertical_jump", rep)
    trial = a_trial(*(plates or two_plates()))
    found = measure_scores(trial, body, movement)
    return {(m.name, m.side): m for m in found if m.repetition is None}


def two_plates(late=0.0):
    time = np.arange(0.0, 1.3, 1e-3)
    loads = [
        np.where((time >= CONTACT + delay) & (time < END), 600.0, 0.0)
        for delay in (0.0, late)
    ]
    return [
        a_plate(load, 1e3, name=f"plate {i + 1}", middle=(0.0, z))
        for i, (load, z) in enumerate(zip(loads, (-0.31, 0.31), strict=True))
    ]


def item(found, number, side="right"):
    return next(
        v
        for (n, s), v in found.items()
        if n.startswith(f"less_{number:02}_") and s == side
    )


def test_a_soft_straight_landing_has_no_points():
    found = landed()
    assert {name: v for (name, s), v in found.items() if s == "left" and v > 0} == {
        "less_items_seen": 17.0
    }


@pytest.mark.parametrize(
    ("number", "pose"),
    [
        (1, {"knee": (0.35, 1.8)}),
        (2, {"thigh": (0.0, 1.2), "trunk": (0.12, 0.5)}),
        (3, {"trunk": (0.0, 0.5)}),
        (4, {"heel_up": 0.0}),
        (5, {"knee_in": (0.06, 0.06)}),
        (6, {"lean": 0.2}),
        (7, {"shoulders": 0.12}),
        (8, {"shoulders": 0.32}),
        (9, {"toes": -0.7}),
        (10, {"toes": 0.7}),
        (12, {"knee": (0.6, 1.2)}),
        (13, {"thigh": (0.6, 0.3)}),
        (14, {"trunk": (0.3, 0.3)}),
        (15, {"knee_in": (0.0, 0.08)}),
        (16, {"knee": (0.6, 1.6), "thigh": (0.4, 0.9)}),
    ],
)
def test_each_departure_scores_its_item(number, pose):
    assert item(landed(**pose), number) >= 1.0


def test_a_late_foot_is_asymmetric():
    assert item(landed(*two_plates(late=0.04)), 11) == 1.0
    assert item(landed(*two_plates(late=0.01)), 11) == 0.0


def test_a_stiff_landing_with_the_knee_inside_leaves_the_worst_impression():
    found = landed(knee=(0.6, 0.9), thigh=(0.4, 0.5), knee_in=(0.0, 0.08))
    assert item(found, 16) == 2.0
    assert item(found, 17) == 2.0


def test_what_is_not_seen_is_not_scored():
    found = landed(hidden=("shoulder_left", "shoulder_right"))
    assert math.isnan(found["less_score", "left"])
    assert found["less_items_seen", "left"] < 17.0
    assert math.isnan(item(found, 7))
    assert found["less_score_seen", "left"] == 0.0


def test_the_score_is_the_sum_of_its_items():
    found = landed(knee=(0.35, 1.8), lean=0.2)
    items = [v for (n, s), v in found.items() if n[5:7].isdigit() and s == "left"]
    assert len(items) == 17
    assert found["less_score", "left"] == sum(items)


def test_mirrored_bodies_mirror_their_scores():
    one = landed(knee_in=(0.06, 0.06), lean=0.2)
    other = landed(knee_in=(0.06, 0.06), lean=-0.2)
    assert one["less_score", "left"] == other["less_score", "right"]


def test_a_set_is_the_mean_of_three_landings():
    trials = [
        [Measure(name="less_score", side="left", value=v, unit="1", repetition=1)]
        for v in (4.0, 5.0, 9.0)
    ]
    (mean,) = mean_of_set(trials)
    assert (mean.value, mean.n, mean.flags) == (6.0, 3, ())
    (one,) = mean_of_set(trials[:1])
    assert (one.value, one.flags) == (4.0, ("fewer-than-three-landings",))


def test_one_landing_is_no_set_and_says_so():
    found = measures_of_a_landing()
    for name in ("less_score", "less_score_seen"):
        assert FEW in found[name, "left"].flags
    assert FEW not in found["less_01_knee_flexion_at_contact", "left"].flags


def stepped(**pose):
    body = posed(contact=CONTACT, end=END, **pose)
    movement = a_movement("step_down", a_repetition(0.1, 1.2, side="right"))
    found = measure_scores(a_trial(), body, movement)
    return {m.name: m.value for m in found if m.repetition is None}


def test_a_level_step_down_has_no_points():
    found = stepped(trunk=(0.1, 0.3))
    assert found["step_down_score"] == 0.0


@pytest.mark.parametrize(
    ("name", "pose", "points"),
    [
        ("step_down_1_arms", {"hands": 0.3}, 1.0),
        ("step_down_2_trunk", {"sway": 0.3}, 1.0),
        ("step_down_3_pelvis", {"drop": 0.15}, 1.0),
        ("step_down_3_pelvis", {"turn": 0.3}, 1.0),
        ("step_down_4_knee", {"knee_in": (0.0, 0.02)}, 1.0),
        ("step_down_4_knee", {"knee_in": (0.0, 0.06)}, 2.0),
        ("step_down_5_steady", {"waver": 0.05}, 1.0),
    ],
)
def test_each_departure_scores_its_item_of_the_step_down(name, pose, points):
    assert stepped(trunk=(0.1, 0.3), **pose)[name] == points


def test_without_hands_the_score_is_not_known():
    found = stepped(hidden=("wrist_radial_left", "wrist_radial_right"))
    assert math.isnan(found["step_down_1_arms"])
    assert math.isnan(found["step_down_score"])


def test_catalogue_and_measures_are_the_same():
    names = {name for name, _ in landed()} | set(stepped())
    assert names == set(KIND)
    assert (len(LESS_ITEMS), len(STEP_DOWN_ITEMS)) == (17, 5)


def test_other_tasks_have_no_scores():
    assert measure_scores(a_trial(), posed(CONTACT, END), a_movement("walk")) == ()
