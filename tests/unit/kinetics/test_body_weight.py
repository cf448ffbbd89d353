"""Body weight from quiet standing, from a landing, from cycles, or given."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.kinetics.body_weight import (
    both_feet_until,
    contact_weight,
    cycles_weight,
    disagreement,
    given_weight,
    landing_weight,
    normalising_weight,
    quiet_weight,
)
from ilium.kinetics.catalogue import WEIGHT
from ilium.kinetics.ground_force import ground_force
from ilium.kinetics.weighing import Weighing, measure_body_weight
from synthetic_forces import Bounce, Countermovement, a_plate, a_trial

RATE = 1000.0


def felt(load):
    return ground_force(a_trial(a_plate(load, RATE)))


def test_quiet_standing_gives_the_weight_within_its_error():
    jump = Countermovement()
    noise = np.random.default_rng(3).normal(0.0, 4.0, jump.force(RATE).size)
    weight = quiet_weight(felt(jump.force(RATE) + noise))
    assert weight.value == pytest.approx(jump.weight, rel=2e-3)
    assert 0.0 < weight.error < 0.01 * jump.weight


def test_a_swaying_person_never_stands_still():
    time = np.arange(0.0, 4.0, 1 / RATE)
    load = 700.0 + 120.0 * np.sin(9.0 * time)
    load[:200] = 0.0
    assert quiet_weight(felt(load)) is None


def test_a_landing_gives_the_weight_without_quiet_standing():
    jump = Bounce()
    force = felt(jump.force(RATE))
    _, off, land, _, still, _ = jump.bounds
    found = landing_weight(
        force, take_off=off, landing=land, end=still, final=(0.0, 0.1)
    )
    assert found.value == pytest.approx(jump.weight, rel=5e-3)
    assert abs(found.value - jump.weight) < 2.0 * found.error


def test_a_flight_of_the_wrong_length_is_noticed():
    """Negative control: a flight 100 ms too long must spoil the weight."""
    jump = Bounce()
    _, off, land, _, still, _ = jump.bounds
    found = landing_weight(
        felt(jump.force(RATE)),
        take_off=off - 0.1,
        landing=land,
        end=still,
        final=(0.0, 0.1),
    )
    assert abs(found.value / jump.weight - 1.0) > 0.01


def test_a_contact_between_two_falls_gives_the_weight():
    jump = Bounce()
    touch, off, land, *_ = jump.bounds
    times = {"contact": touch, "take_off": off, "landing": land}
    force = felt(jump.force(RATE))
    found = contact_weight(force, **times, speed=(-jump.speed, 0.1))
    assert found.value == pytest.approx(jump.weight, rel=5e-3)
    wrong = contact_weight(force, **times, speed=(-0.8 * jump.speed, 0.1))
    assert abs(wrong.value / jump.weight - 1.0) > 0.05


def test_a_person_who_walks_off_is_weighed_until_the_first_foot_leaves():
    jump = Bounce()
    load = jump.force(RATE)
    *_, land, _, still, end = jump.bounds
    left = np.where(np.arange(load.size) / RATE > still, 0.0, load / 2)
    force = ground_force(
        a_trial(
            a_plate(left, RATE),
            a_plate(load / 2, RATE, name="plate 2", middle=(0.0, 0.7)),
        )
    )
    assert both_feet_until(force, land) == pytest.approx(still, abs=2e-3)
    assert both_feet_until(felt(load), land) == pytest.approx(end, abs=2e-3)


def test_whole_cycles_give_the_weight():
    time = np.arange(0.0, 10.0, 1 / RATE)
    load = 650.0 * (1.0 + 0.9 * np.sin(2 * np.pi * 1.4 * time))
    force = felt(load)
    found = cycles_weight(force, np.arange(1.0, 9.0, 1 / 1.4))
    assert found.value == pytest.approx(650.0, rel=2e-3)


def test_a_walk_over_one_plate_does_not_weigh_anybody():
    load = np.zeros(10_000)
    load[4000:4700] = 650.0
    assert cycles_weight(felt(load), np.arange(0.5, 9.5, 1.0)) is None


def test_the_given_mass_normalises_where_the_plates_feel_half_a_person():
    half = quiet_weight(felt(np.full(3000, 350.0)))
    given = given_weight(70.0)
    assert normalising_weight(half, given) is given
    assert abs(disagreement(half, given)) > 0.02


def test_plates_normalise_where_they_are_near_the_given_mass():
    whole = quiet_weight(felt(np.full(3000, 690.0)))
    assert normalising_weight(whole, given_weight(70.0)) is whole
    assert normalising_weight(whole, None) is whole
    assert normalising_weight(None, given_weight(None)) is None


def test_a_disagreement_is_a_caution_that_names_what_is_used():
    given = given_weight(75.0)
    quiet = quiet_weight(felt(np.full(3000, 700.0)))
    weighing = Weighing(felt=quiet, given=given, used=quiet, disagrees=True)
    (issue,) = weighing.issues
    assert (issue.kind, issue.severity) == ("body-weight", "caution")
    assert "plates" in issue.what
    names = {each.name for each in measure_body_weight(weighing)}
    assert names == {each.name for each in WEIGHT}


def test_nothing_known_is_nothing_measured():
    nobody = Weighing(felt=None, given=None, used=None, disagrees=False)
    assert measure_body_weight(nobody) == ()
    assert nobody.issues == ()
