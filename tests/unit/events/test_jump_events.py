"""Jumps of known force have their events where the force was made to have them."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.events import EventSettings, find_movement
from movements import jump, jump_plates, trial
from synthetic_bodies import a_body
from synthetic_forces import Bounce, Countermovement, a_plate, a_trial

JUMP, BOUNCE = Countermovement(), Bounce()
SAMPLE = 0.001


def moments(movement) -> dict[str, float]:
    (only,) = movement.repetitions
    return dict(only.events)


def test_a_countermovement_jump_has_its_bounds():
    body = jump(JUMP)
    movement = find_movement(trial(body, *jump_plates(JUMP)), body)
    dip, push, air, land, _, still, _ = JUMP.bounds
    found = moments(movement)
    assert found["unweighting"] == pytest.approx(dip, abs=3 * SAMPLE)
    assert found["onset"] == pytest.approx(found["unweighting"] - 0.03, abs=1e-9)
    assert found["braking"] == pytest.approx((dip + push) / 2, abs=2 * SAMPLE)
    assert found["bottom"] == pytest.approx(push, abs=2 * SAMPLE)
    assert found["propulsion"] == found["bottom"]
    assert found["take_off"] == pytest.approx(air, abs=2 * SAMPLE)
    assert found["landing"] == pytest.approx(land, abs=2 * SAMPLE)
    assert found["stabilised"] == pytest.approx(still, abs=0.06)
    names = [phase.name for phase in movement.repetitions[0].phases]
    assert names == ["unweighting", "braking", "propulsion", "flight", "landing"]
    assert {e.name: e.source for e in movement.events}["take_off"] == "plate"


def test_a_jump_is_found_without_any_marker():
    movement = find_movement(a_trial(*jump_plates(JUMP)), a_body())
    seen = jump(JUMP)
    beside = moments(find_movement(trial(seen, *jump_plates(JUMP)), seen))
    assert movement.task == "countermovement_jump"
    alone = moments(movement)
    for name in ("onset", "braking", "bottom", "take_off", "landing", "stabilised"):
        assert alone[name] == beside[name]
    assert alone["apex"] == pytest.approx((alone["take_off"] + alone["landing"]) / 2)
    assert movement.quiet is not None


def test_a_jump_is_found_without_plates():
    body = jump(JUMP)
    movement = find_movement(trial(body), body)
    found, (dip, push, air, land, *_) = moments(movement), JUMP.bounds
    assert found["onset"] == pytest.approx(dip, abs=0.05)
    assert found["bottom"] == pytest.approx(push, abs=0.02)
    assert found["take_off"] == pytest.approx(air, abs=0.03)
    assert found["landing"] == pytest.approx(land, abs=0.03)
    assert "stabilised" not in found
    assert {each.kind for each in movement.issues} == {"not-stabilised"}
    assert all(each.source.startswith("marker:") for each in movement.events)


def test_a_drop_jump_has_its_bounds():
    body = jump(BOUNCE, box=BOUNCE.fall)
    movement = find_movement(trial(body, *jump_plates(BOUNCE)), body)
    touch, off, land, _, still, _ = BOUNCE.bounds
    found = moments(movement)
    assert found["initial_contact"] == pytest.approx(touch, abs=2 * SAMPLE)
    assert found["take_off"] == pytest.approx(off, abs=2 * SAMPLE)
    assert found["landing"] == pytest.approx(land, abs=3 * SAMPLE)
    assert found["bottom"] == pytest.approx((touch + off) / 2, abs=0.01)
    assert found["stabilised"] == pytest.approx(still, abs=0.06)
    fall = touch - np.sqrt(2 * BOUNCE.fall / 9.80665)
    assert found["drop_start"] == pytest.approx(fall, abs=0.06)
    assert [phase.name for phase in movement.repetitions[0].phases] == [
        "drop", "braking", "propulsion", "flight", "landing",
    ]  # fmt: skip


def test_the_side_of_a_jump_on_one_leg_is_the_leg_that_stands():
    for side in ("left", "right"):
        for made, box in ((JUMP, 0.0), (BOUNCE, BOUNCE.fall)):
            body = jump(made, box=box, side=side)
            movement = find_movement(trial(body, *jump_plates(made)), body)
            assert [each.side for each in movement.repetitions] == [side]


def test_the_unloaded_plates_offset_changes_nothing():
    load = JUMP.force(1000.0)
    one = find_movement(a_trial(a_plate(load, 1000.0)), a_body())
    two = find_movement(a_trial(a_plate(load + 15.0, 1000.0)), a_body())
    assert [each.time for each in one.events] == pytest.approx(
        [each.time for each in two.events], abs=SAMPLE
    )


def test_a_noisy_plate_raises_the_threshold():
    rng = np.random.default_rng(4)
    load = JUMP.force(1000.0)
    noisy = load + rng.normal(0.0, 12.0, load.size)
    found = moments(find_movement(a_trial(a_plate(noisy, 1000.0)), a_body()))
    assert found["take_off"] == pytest.approx(JUMP.bounds[2], abs=0.02)
    assert found["landing"] == pytest.approx(JUMP.bounds[3], abs=0.02)


def test_fifty_milliseconds_without_load_are_no_flight():
    load = JUMP.force(1000.0).copy()
    load[1000:1050] = 0.0
    found = find_movement(a_trial(a_plate(load, 1000.0)), a_body())
    assert len(found.repetitions) == 1


def test_a_ringing_plate_does_not_end_a_flight():
    load = JUMP.force(1000.0).copy()
    air = round(JUMP.bounds[2] * 1000)
    load[air + 5 : air + 8] = 40.0
    found = moments(find_movement(a_trial(a_plate(load, 1000.0)), a_body()))
    assert found["take_off"] == pytest.approx(JUMP.bounds[2], abs=2 * SAMPLE)


def test_without_a_second_of_rest_nobody_has_stabilised():
    load = JUMP.force(1000.0)[: round((JUMP.bounds[-1] - 1.5) * 1000)]
    movement = find_movement(a_trial(a_plate(load, 1000.0)), a_body())
    assert "stabilised" not in moments(movement)
    assert "not-stabilised" in {each.kind for each in movement.issues}
    quick = EventSettings(stable_time=0.2)
    found = find_movement(a_trial(a_plate(load, 1000.0)), a_body(), settings=quick)
    assert "stabilised" in moments(found)


def test_two_jumps_are_two_repetitions():
    load = np.concatenate([JUMP.force(1000.0), JUMP.force(1000.0)])
    movement = find_movement(a_trial(a_plate(load, 1000.0)), a_body())
    one, two = movement.repetitions
    assert (one.number, two.number) == (1, 2)
    apart = two.events["take_off"] - one.events["take_off"]
    assert apart == pytest.approx(JUMP.force(1000.0).size / 1000.0, abs=SAMPLE)


def test_jumping_again_at_once_is_no_drop_jump():
    quick = Countermovement(before=0.0, landing_time=0.2, rise_time=0.2, after=0.0)
    load = np.concatenate([JUMP.force(1000.0)[:1500], *[quick.force(1000.0)] * 2])
    movement = find_movement(a_trial(a_plate(load, 1000.0)), a_body())
    one, two = movement.repetitions
    assert movement.task == "countermovement_jump"
    assert two.events["take_off"] - one.events["landing"] == pytest.approx(
        1.2, abs=0.01
    )


def test_a_jump_that_was_under_way_has_no_onset():
    load = JUMP.force(1000.0)[1700:]
    movement = find_movement(a_trial(a_plate(load, 1000.0)), a_body())
    (only,) = movement.repetitions
    assert not only.complete
    assert "onset" not in only.events
    assert only.events["take_off"] == pytest.approx(JUMP.bounds[2] - 1.7, abs=0.002)


def test_a_box_drop_onto_one_leg_without_a_jump_is_a_landing():
    load = BOUNCE.force(1000.0)
    stays = round(BOUNCE.bounds[1] * 1000)
    load = np.concatenate([load[: stays - 60], np.full(2000, BOUNCE.weight)])
    movement = find_movement(
        a_trial(a_plate(load, 1000.0)), a_body(), task="single_leg_landing", side="left"
    )
    (only,) = movement.repetitions
    assert only.side == "left"
    assert only.events["initial_contact"] == pytest.approx(BOUNCE.bounds[0], abs=0.002)
    assert "take_off" not in only.events
