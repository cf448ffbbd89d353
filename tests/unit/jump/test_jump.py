"""Measures of jumps against jumps in closed form."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilium.jump.catalogue import KIND
from ilium.jump.measures import NAMES, measure_jump
from ilium.jump.settings import JumpSettings
from ilium.jump.stabilisation import (
    DEFINITIONS,
    force_near_weight,
    sequential_average,
)
from ilium.jump.trace import JumpTrace
from ilium.kinetics.body_weight import BodyWeight
from synthetic_bodies import a_body, a_movement, a_repetition
from synthetic_forces import Bounce, Countermovement, a_plate, a_trial

RATE = 1000.0


def bounced(jump: Bounce, rate=RATE, task="drop_jump", **changes):
    touch, off, land, _, _, end = jump.bounds
    repetition = a_repetition(
        touch, end, initial_contact=touch, take_off=off, landing=land
    )
    plate = a_plate(changes.pop("load", jump.force(rate)), rate)
    trial = a_trial(plate, mass=changes.pop("mass", None))
    return by_name(
        measure_jump(trial, a_body(), a_movement(task, repetition), **changes)
    )


def jumped(jump: Countermovement, rate=RATE, load=None, mass=None, **events):
    onset, _, off, land, _, _, end = jump.bounds
    times = {"onset": onset, "take_off": off, "landing": land} | events
    movement = a_movement("countermovement_jump", a_repetition(onset, end, **times))
    trial = a_trial(
        a_plate(jump.force(rate) if load is None else load, rate), mass=mass
    )
    return by_name(measure_jump(trial, a_body(), movement))


def by_name(measures):
    return {(m.name, m.side): m for m in measures if m.repetition is None}


def value(found, name, side="both"):
    return found[name, side].value


def test_a_rebound_from_a_spring_has_its_time_force_stiffness_and_fall():
    jump = Bounce()
    found = bounced(jump)
    assert value(found, "contact_time") == pytest.approx(jump.contact)
    assert value(found, "peak_force") == pytest.approx(
        jump.peak / jump.weight, rel=2e-3
    )
    assert value(found, "contact_depth") == pytest.approx(jump.compression, rel=5e-3)
    assert value(found, "vertical_stiffness") == pytest.approx(18_000.0, rel=7e-3)
    assert value(found, "drop_height_fallen") == pytest.approx(jump.fall, abs=4e-3)
    assert value(found, "jump_height_impulse") == pytest.approx(jump.fall, abs=4e-3)
    assert value(found, "jump_height_flight_time") == pytest.approx(jump.fall, abs=1e-6)


def test_both_reactive_strength_indices_are_quotients_of_what_stands_beside_them():
    jump = Bounce()
    found = bounced(jump)
    index = value(found, "jump_height_flight_time") / jump.contact
    assert value(found, "reactive_strength_index") == pytest.approx(index)
    ratio = value(found, "reactive_strength_ratio")
    assert ratio == pytest.approx(jump.flight / jump.contact)


def test_a_rebound_is_labelled_by_how_long_it_took():
    fast = bounced(Bounce(stiffness=30_000.0))
    slow = bounced(Bounce(stiffness=9_000.0))
    assert fast["contact_time", "both"].flags == ("drop-jump",)
    assert slow["contact_time", "both"].flags == ("drop-vertical-jump",)


def test_without_stillness_at_the_end_the_flight_time_anchors_the_fall():
    jump = Bounce()
    still = jump.bounds[4]
    load = jump.force(RATE)[: round(still * RATE)]
    found = bounced(jump, load=load, mass=jump.mass)
    assert "flight time" in found["drop_height_fallen", "both"].method
    assert value(found, "drop_height_fallen") == pytest.approx(jump.fall, abs=4e-3)
    assert found["jump_height_impulse", "both"].flags == ("no-stillness-on-plates",)


def test_a_countermovement_jump_has_its_height_phases_and_depth():
    jump = Countermovement()
    found = jumped(jump)
    assert value(found, "jump_height_impulse") == pytest.approx(jump.height, abs=2e-3)
    standing = jump.height + jump.stretch
    assert value(found, "jump_height_standing") == pytest.approx(standing, abs=3e-3)
    assert value(found, "countermovement_depth") == pytest.approx(jump.depth, abs=2e-3)
    assert value(found, "propulsion_time") == pytest.approx(jump.push_time, abs=2e-3)
    assert value(found, "unweighting_time") == pytest.approx(0.25, abs=2e-3)
    push = jump.mass * jump.speed
    assert value(found, "propulsion_impulse") == pytest.approx(push, rel=5e-3)
    dip = jump.mass * jump.dip
    assert value(found, "unweighting_impulse") == pytest.approx(-dip, rel=5e-3)
    assert value(found, "braking_impulse") == pytest.approx(dip, rel=5e-3)


def test_the_true_height_lies_within_the_stated_interval():
    jump = Countermovement()
    inside = []
    for seed in range(20):
        noise = np.random.default_rng(seed).normal(0.0, 5.0, jump.force(RATE).size)
        found = jumped(jump, load=jump.force(RATE) + noise)
        height = found["jump_height_impulse", "both"]
        inside.append(height.ci_low <= jump.height <= height.ci_high)
        assert height.ci_high - height.ci_low < 0.05
    assert sum(inside) >= 18


def test_stabilisation_is_where_the_force_stays_near_body_weight():
    jump = Countermovement()
    found = jumped(jump)
    *_, land, rise, still, _ = jump.bounds
    assert rise - land < value(found, "time_to_stabilisation") <= still - land


SEQUENTIAL = JumpSettings(stabilisation="sequential-average")


def a_step_down_to_weight(high, until, last):
    """Force that stays high for a while after a landing at 1 s, then at 700 N."""
    time = np.arange(0.0, last, 1.0 / RATE)
    late = time - 1.0 >= until
    force = np.where(late, 700.0, 700.0 + high)
    weight = BodyWeight(value=700.0, error=0.0, how="quiet", start=0.0, end=1.0)
    still = np.zeros(time.size)
    return JumpTrace(time=time, force=force, weight=weight, velocity=still, rise=still,
                     how="forwards", anchor=0.5, doubt=0.0, noise=0.0)  # fmt: skip


@pytest.mark.parametrize("until", [0.3, 0.6])
def test_the_sequential_average_of_a_step_stabilises_at_its_closed_form(until):
    trace = a_step_down_to_weight(500.0, until, 5.0)
    share = until / SEQUENTIAL.series
    limit = share + SEQUENTIAL.near_mean * math.sqrt(share * (1.0 - share))
    found = sequential_average(trace, 1.0, SEQUENTIAL)
    assert found.value == pytest.approx(until / limit, abs=2e-3)
    assert force_near_weight(trace, 1.0, SEQUENTIAL).value == pytest.approx(until)


def test_a_sequential_average_needs_its_whole_series():
    found = sequential_average(a_step_down_to_weight(500.0, 0.3, 3.9), 1.0, SEQUENTIAL)
    assert math.isnan(found.value)
    assert found.flags == ("ends-before-the-series",)


def test_each_definition_of_stabilisation_is_a_measure_of_its_own():
    jump = Bounce()
    default, other = bounced(jump), bounced(jump, settings=SEQUENTIAL)
    name = "time_to_stabilisation_sequential_average"
    assert ("time_to_stabilisation", "both") in default
    assert (name, "both") not in default
    assert ("time_to_stabilisation", "both") not in other
    measure = other[name, "both"]
    assert "10.1249/01.MSS.0000149887.84238.6C" in measure.method
    assert math.isfinite(measure.value) or measure.flags


def test_a_recording_that_ends_early_has_no_stabilisation_and_says_so():
    jump = Countermovement(after=0.5)
    measure = jumped(jump)["time_to_stabilisation", "both"]
    assert math.isnan(measure.value)
    assert measure.flags == ("not-stabilised-before-end",)


@settings(max_examples=10, deadline=None)
@given(st.floats(0.5, 3.0))
def test_double_the_mass_and_the_force_leave_the_jump_alone(factor):
    jump, other = Countermovement(), Countermovement(mass=70.0 * factor)
    once, twice = jumped(jump), jumped(other)
    for name in ("jump_height_impulse", "countermovement_depth", "peak_force"):
        assert value(twice, name) == pytest.approx(value(once, name), rel=1e-6)


def test_the_landing_has_a_loading_rate_in_body_weights():
    jump = Countermovement(landing_time=0.15)
    found = jumped(jump)
    rate = value(found, "landing_loading_rate")
    time = np.linspace(0.0, jump.landing_time, 100_001)
    force = 1.0 + jump.catch.acceleration(jump.landing_time - time) / 9.80665
    reach = int(force.argmax())
    low, high = (round(share * reach) for share in (0.2, 0.8))
    slope = (force[high] - force[low]) / (time[high] - time[low])
    assert rate == pytest.approx(slope, rel=0.03)


def test_a_landing_whose_force_still_rises_has_no_impact_peak():
    slow = jumped(Countermovement(landing_time=0.4))["landing_loading_rate", "both"]
    assert math.isnan(slow.value)
    assert slow.flags == ("no-impact-peak",)


def test_the_mass_that_disagrees_is_flagged():
    found = jumped(Countermovement(), mass=75.0)
    assert "mass-differs-from-plates" in found["peak_force", "both"].flags


def test_without_plates_there_are_times_and_heights_but_no_forces():
    jump = Countermovement()
    onset, _, off, land, _, _, end = jump.bounds
    time = np.arange(0.0, end, 0.01)
    pelvis = np.zeros((time.size, 3))
    pelvis[:, 1] = 1.0
    air = (time >= off) & (time <= land)
    since = time[air] - off
    pelvis[air, 1] += jump.speed * since - 4.903325 * since**2
    body = a_body({"asis_left": pelvis, "asis_right": pelvis})
    times = {"onset": onset, "take_off": off, "landing": land}
    movement = a_movement(
        "countermovement_jump",
        a_repetition(onset, end, **times),
        source="marker",
        quiet=(0.0, 1.2),
    )
    trial = a_trial(markers={"LASI": pelvis})
    found = by_name(measure_jump(trial, body, movement))
    assert value(found, "pelvis_rise") == pytest.approx(jump.height, abs=0.03)
    height = found["jump_height_flight_time", "both"]
    assert height.flags == ("from-markers",)
    assert height.ci_low < jump.height < height.ci_high
    assert height.ci_high - height.ci_low > 0.02
    assert found["peak_force", "both"].flags == ("no-plates",)
    assert math.isnan(value(found, "landing_loading_rate"))
    assert math.isnan(value(found, "propulsion_impulse"))


def feet(count):
    """Left foot over z = −0.3, right foot over z = +0.3."""
    made = {}
    for side, z in (("left", -0.35), ("right", 0.35)):
        for name, x in (("heel", -0.1), ("toe", 0.1)):
            path = np.zeros((count, 3))
            path[:] = (x, 0.05, z)
            made[f"{name}_{side}"] = path
    return made


def test_each_leg_has_its_share_and_the_feet_their_delay():
    jump = Bounce()
    load = jump.force(RATE)
    touch, off, land, _, _, end = jump.bounds
    late = np.roll(load, 15)
    plates = (
        a_plate(0.6 * load, RATE, name="plate 1", middle=(0.0, -0.35)),
        a_plate(0.4 * late, RATE, name="plate 2", middle=(0.0, 0.35)),
    )
    repetition = a_repetition(
        touch, end, initial_contact=touch, take_off=off, landing=land
    )
    found = by_name(
        measure_jump(
            a_trial(*plates, mass=jump.mass),
            a_body(feet(round(end * 100))),
            a_movement("drop_jump", repetition),
        )
    )
    assert value(found, "contact_share", "left") == pytest.approx(0.6, abs=0.02)
    assert value(found, "contact_share", "right") == pytest.approx(0.4, abs=0.02)
    assert value(found, "contact_delay") == pytest.approx(0.015, abs=0.003)


def test_the_box_is_as_high_as_given():
    found = bounced(Bounce(), settings=JumpSettings(box_height=0.31))
    assert value(found, "drop_height_box") == 0.31


def test_tasks_that_are_no_jumps_have_no_measures():
    movement = a_movement("squat", a_repetition(0.0, 1.0))
    assert measure_jump(a_trial(), a_body(), movement) == ()


@pytest.mark.parametrize("task", NAMES)
def test_what_is_measured_stands_in_the_catalogue(task):
    jump = Bounce()
    for name, side in bounced(jump, task=task):
        assert name in KIND, (name, side)


def test_everything_in_the_catalogue_is_measured():
    legs = {f"{a}_{b}" for a in ("contact", "landing") for b in ("share", "delay")}
    stabilised = {name for name, _ in DEFINITIONS.values()}
    named = {name for names in NAMES.values() for name in names}
    assert set(KIND) == named | legs | stabilised


@pytest.mark.parametrize("task", NAMES)
def test_a_jump_without_events_is_measured_as_unknown(task):
    movement = a_movement(task, a_repetition(0.0, 1.0))
    measures = measure_jump(a_trial(), a_body(), movement)
    assert measures
    assert all(math.isnan(m.value) and m.flags for m in measures)


@pytest.mark.parametrize(
    ("wrong", "least"), [({"scale": 1.05}, 0.02), ({"late": 0.03}, 0.02)]
)
def test_a_wrong_force_or_take_off_is_noticed(wrong, least):
    """Negative control: 5 % gain in the push, or a take-off 30 ms late."""
    jump = Countermovement()
    load = jump.force(RATE)
    first, last = (round(t * RATE) for t in jump.bounds[:3:2])
    load[first:last] *= wrong.get("scale", 1.0)
    off = jump.bounds[2] + wrong.get("late", 0.0)
    found = jumped(jump, load=load, take_off=off)
    key = "jump_height_impulse" if "scale" in wrong else "jump_height_flight_time"
    assert abs(value(found, key) - jump.height) > least
