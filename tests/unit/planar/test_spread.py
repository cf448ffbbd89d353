"""Spread between repetitions from one camera: what trembles is taken off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ilium.core.participant import Participant
from ilium.core.quantity import values
from ilium.maths.cycles import time_normalise
from ilium.planar.measure import measure_planar
from ilium.planar.movement import find_planar_movement
from ilium.planar.solve import solve_planar
from ilium.planar.spread import HIDDEN, NAME, spread_between
from ilium.units import DEGREE, degrees
from movements import bending, bump
from virtual_camera import camera_at, film

TIMES = tuple(1.5 + 2.5 * k for k in range(8))


def squats(sizes, *, noise, seed=0, view="front"):
    """Squats with a pelvis that drops by other degrees each time, filmed."""
    time = bending(times=TIMES).time
    angle = sum(
        s * DEGREE * bump(time, t, 2.0) for s, t in zip(sizes, TIMES, strict=True)
    )
    body = bending(times=TIMES, obliquity=angle)
    camera = camera_at(view, distance=3.0, height=0.95)
    keypoints = film(body, camera, noise=noise, seed=seed)
    solved = solve_planar(keypoints, participant=Participant(height=1.70))
    return solved, find_planar_movement(solved), angle


def true_spread(solved, movement, angle):
    spans = [(each.start, each.end) for each in movement.repetitions if each.complete]
    rows = time_normalise(solved.time, angle, spans)
    return float(rows.std(axis=0, ddof=1).mean())


SIZES = (4.0, 7.0, 2.0, 9.0, 5.0, 6.0, 3.0, 8.0)


@pytest.mark.parametrize("noise", [0.0, 1.5, 4.0])
def test_the_spread_is_that_of_the_pelvis_whatever_trembles(noise):
    solved, movement, angle = squats(SIZES, noise=noise)
    (found,) = spread_between(solved, movement)
    truth = true_spread(solved, movement, angle)
    assert found.name == NAME
    assert found.side == "both"
    assert degrees(found.value) == pytest.approx(degrees(truth), abs=0.15)
    assert found.ci_low < truth < found.ci_high
    assert found.tier == solved.tier


def test_trembling_that_is_not_taken_off_is_noticed():
    """Negative control: strong noise widens the plain spread beyond the check above."""
    solved, movement, angle = squats((5.0,) * 8, noise=8.0)
    spans = [(each.start, each.end) for each in movement.repetitions if each.complete]
    column = list(solved.angles.indexes["signal"]).index("pelvic_obliquity")
    rows = time_normalise(solved.time, values(solved.angles)[:, column], spans)
    plain = float(rows.std(axis=0, ddof=1).mean())
    assert degrees(plain - true_spread(solved, movement, angle)) > 0.3


def test_alike_repetitions_are_below_the_noise_or_nearly_nothing():
    solved, movement, _ = squats((5.0,) * 8, noise=3.0)
    (found,) = spread_between(solved, movement)
    assert HIDDEN in found.flags or degrees(found.value) < 0.4


def test_two_repetitions_of_a_side_have_no_spread():
    solved, movement, _ = squats(SIZES, noise=1.0)
    few = movement.repetitions[:2]
    assert spread_between(solved, replace(movement, repetitions=few)) == ()


def test_it_stands_among_the_measures_of_a_film():
    solved, movement, _ = squats(SIZES, noise=1.0)
    names = [each.name for each in measure_planar(solved, movement)]
    assert names.count(NAME) == 1
