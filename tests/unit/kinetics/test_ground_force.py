"""Zeroing and thresholds of the ground force."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.errors import InputError
from ilium.kinetics.ground_force import ForceSettings, ground_force
from synthetic_forces import Bounce, Countermovement, a_plate, a_trial

RATE = 1000.0


def noisy(load, sd, seed=1):
    return load + np.random.default_rng(seed).normal(0.0, sd, load.size)


@pytest.mark.parametrize("offset", [-210.0, -60.0, -30.0, 0.0, 25.0])
def test_an_offset_of_the_plate_is_taken_out(offset):
    jump = Countermovement()
    trial = a_trial(a_plate(noisy(jump.force(RATE) + offset, 2.0), RATE))
    found = ground_force(trial)
    in_flight = found.within(jump.bounds[2] + 0.01, jump.bounds[3] - 0.01)
    assert abs(found.total[in_flight].mean()) < 0.5


@pytest.mark.parametrize("pull", [-9999.0, -300.0])
def test_a_short_dropout_is_not_taken_for_the_plates_resting_level(pull):
    jump = Countermovement()
    load = noisy(jump.force(RATE), 2.0)
    load[100:200] = pull
    found = ground_force(a_trial(a_plate(load, RATE)))
    in_flight = found.within(jump.bounds[2] + 0.01, jump.bounds[3] - 0.01)
    assert abs(found.total[in_flight].mean()) < 0.5


def test_the_threshold_follows_the_noise():
    jump = Bounce()
    quiet = ground_force(a_trial(a_plate(noisy(jump.force(RATE), 1.0), RATE)))
    loud = ground_force(a_trial(a_plate(noisy(jump.force(RATE), 9.0), RATE)))
    assert quiet.threshold == 20.0
    assert loud.threshold == pytest.approx(45.0, rel=0.1)


def test_a_plate_that_nobody_stood_on_adds_no_noise():
    load = Bounce().force(RATE)
    empty = a_plate(noisy(0 * load, 8.0), RATE, name="plate 2")
    found = ground_force(a_trial(a_plate(load, RATE), empty))
    assert [plate.name for plate in found.plates] == ["plate 1"]


def test_a_plate_that_is_never_unloaded_stays_as_recorded_and_is_named():
    load = np.full(2000, 700.0)
    found = ground_force(a_trial(a_plate(load, RATE)))
    assert found.not_zeroed == ("plate 1",)
    np.testing.assert_allclose(found.total, 700.0)


def test_forces_are_filtered_only_where_that_is_asked_for():
    load = noisy(np.full(4000, 700.0), 10.0)
    trial = a_trial(a_plate(load, RATE))
    smooth = ground_force(trial, ForceSettings(cutoff=100.0))
    assert smooth.total.std() < 0.6 * ground_force(trial).total.std()
    np.testing.assert_allclose(ground_force(trial).total, load)


def test_a_filter_that_rounds_off_impacts_is_refused():
    with pytest.raises(InputError, match="at least 100 Hz"):
        ForceSettings(cutoff=20.0)


def test_without_plates_there_is_no_force():
    assert ground_force(a_trial()) is None


def test_zeroing_matters():
    """Negative control: without zeroing the flight is not empty."""
    jump = Countermovement()
    trial = a_trial(a_plate(jump.force(RATE) + 25.0, RATE))
    found = ground_force(trial, ForceSettings(unloaded=0.0))
    in_flight = found.within(jump.bounds[2] + 0.01, jump.bounds[3] - 0.01)
    assert found.total[in_flight].min() > found.threshold
