"""The simulator: laws that a body obeys, and what is asked of it."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.conventions import UP
from ilium.core.quantity import values
from ilium.errors import InputError
from ilium.model.marker_sets import known_sets, recognise
from ilium.samples import simulate
from ilium.samples.simulator.markers import carried
from ilium.units import DEGREE
from simulated import capture, same

HEAVY = {"mass": 140.0}


def on_one_leg(movement):
    if movement == "walk":
        return capture(movement, 4.0, repetitions=3)
    return capture(movement, repetitions=1)


def test_the_same_seed_gives_the_same_bytes_and_another_one_others(tmp_path):
    lens = {"noise": 5e-4, "plate_noise": 1.0, "gaps": 3, "soft_tissue": 0.01}
    asked = {"side": "left", "repetitions": 1, "rate": 100.0, **lens}
    one, two, other = (simulate("hip_hike", seed=at, **asked) for at in (3, 3, 4))
    assert same(one.trial, two.trial, tmp_path)
    assert same(one.static, two.static, tmp_path)
    assert not same(one.trial, other.trial, tmp_path)


def test_nothing_touches_a_body_in_flight():
    made = capture()
    events = made.truth.repetitions[0].events
    middle = (events["take_off"] + events["landing"]) / 2.0
    frame = int(np.searchsorted(made.truth.time, middle))
    assert not values(made.truth.loads.force)[frame].any()
    fine = int(middle * 1000)
    assert not any(values(plate.force)[fine].any() for plate in made.trial.plates)


def test_a_body_in_flight_follows_a_throw():
    made = capture()
    events, time = made.truth.repetitions[0].events, made.truth.time
    inside = (time > events["take_off"] + 0.02) & (time < events["landing"] - 0.02)
    height = values(made.truth.com)[inside, UP]
    bend = np.polyfit(time[inside] - time[inside][0], height, 2)[0]
    assert -2.0 * bend == pytest.approx(9.80665, abs=1e-3)


@pytest.mark.parametrize("movement", ["single_leg_squat", "hip_hike", "walk"])
def test_nothing_is_left_unexplained_on_the_ground(movement):
    root = values(on_one_leg(movement).truth.moments)[:, :6]
    assert np.abs(root).max() < 1e-6


def test_what_a_flight_leaves_unexplained_is_stated():
    root = np.abs(values(capture().truth.moments)[:, :6])
    assert root.max() < 0.05
    ground = values(capture().truth.loads.force)[..., UP].sum(axis=1) > 1.0
    assert root[ground].max() < 1e-6


def test_forces_push_and_never_pull():
    for movement in ("drop_vertical_jump", "single_leg_squat", "hip_hike"):
        made = on_one_leg(movement) if "jump" not in movement else capture()
        assert values(made.truth.loads.force)[..., UP].min() >= 0.0


def test_pressure_lies_under_the_soles():
    assert on_one_leg("single_leg_squat").truth.beyond_sole == 0.0
    assert on_one_leg("hip_hike").truth.beyond_sole == 0.0
    assert capture().truth.beyond_sole < 0.005


def test_twice_the_mass_takes_twice_the_force():
    one, two = capture(), capture(**HEAVY)
    np.testing.assert_allclose(
        values(two.truth.loads.force), 2 * values(one.truth.loads.force), atol=1e-6
    )
    np.testing.assert_allclose(
        values(two.truth.moments), 2 * values(one.truth.moments), atol=1e-5
    )


def test_the_other_side_is_the_mirror_image():
    right, left = capture(side="right"), capture(side="left")
    np.testing.assert_allclose(left.truth.obliquity, -right.truth.obliquity, atol=1e-12)
    for name in ("hip_adduction", "knee_angle", "ankle_angle"):
        np.testing.assert_allclose(
            left.truth.moment(f"{name}_l"), right.truth.moment(f"{name}_r"), atol=1e-3
        )


def test_a_mirror_that_keeps_the_sides_is_noticed():
    """Negative control of the law above."""
    truth = capture(side="right").truth
    apart = truth.moment("hip_adduction_l") - truth.moment("hip_adduction_r")
    assert np.abs(apart).max() > 1.0


def test_an_asymmetry_is_the_difference_of_the_sides_by_their_mean():
    truth = capture(drop=0.0, pelvic_rotation=0.0, asymmetry=0.2).truth
    force = values(truth.loads.force)[..., UP]
    at = int(np.searchsorted(truth.time, truth.repetitions[0].events["bottom"]))
    left, right = force[at]
    assert (left - right) / ((left + right) / 2) == pytest.approx(0.2, abs=0.02)


def test_more_variability_spreads_the_repetitions_more():
    spread = []
    for level in ("rigid", "steady", "noisy"):
        truth = capture(
            "single_leg_squat", side="left", repetitions=2, variability=level
        ).truth
        knee, time = truth.coordinate("knee_angle_l"), truth.time
        peaks = [
            knee[(time >= each.start) & (time <= each.end)].max()
            for each in truth.repetitions
        ]
        spread.append(np.std(peaks, ddof=1))
    assert spread[0] < 1e-3 * DEGREE
    assert spread[0] < spread[1] < spread[2]


@pytest.mark.parametrize("chosen", known_sets(), ids=lambda each: each.name)
def test_every_marker_set_is_recognised_on_the_simulated_body(chosen):
    assert recognise(list(carried(chosen))).name == chosen.name


@pytest.mark.parametrize(
    "asked",
    [
        {"movement": "cartwheel"},
        {"marker_set": "plug"},
        {"side": "both"},
        {"repetitions": 2},
        {"rate": 10.0},
        {"plate_rate": 990.0},
        {"mass": 7.0},
        {"height": 3.0},
        {"pelvic_drop": 8.0},
        {"asymmetry": 2.0},
        {"variability": "wild"},
        {"variability": 3.0},
    ],
    ids=str,
)
def test_what_no_body_can_do_is_refused_with_a_remedy(asked):
    with pytest.raises(InputError) as refused:
        simulate(**asked)
    assert refused.value.remedy
