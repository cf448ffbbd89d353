"""Balance of a point that moves as told."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ilium.balance.catalogue import KIND
from ilium.balance.margin import extrapolate_com
from ilium.balance.measures import LANDINGS, STANDING, measure_balance
from ilium.conventions import GRAVITY
from ilium.maths.ellipse import ellipse_area
from ilium.maths.support import margin_inside
from synthetic_bodies import a_body, a_movement, a_repetition
from synthetic_forces import a_plate, a_trial

RATE, DURATION = 1000.0, 8.0


def circling(radius=0.02, frequency=0.5):
    time = np.arange(0.0, DURATION, 1 / RATE)
    path = np.zeros((time.size, 3))
    path[:, 0] = radius * np.cos(2 * np.pi * frequency * time)
    path[:, 2] = radius * np.sin(2 * np.pi * frequency * time)
    return path


def feet(count, shift=0.0, gap=0.2):
    made = {}
    for side, z in (("left", -gap / 2), ("right", gap / 2)):
        for name, x, y in (("heel", -0.1, 0.05), ("toe", 0.1, 0.05), ("ankle", 0, 0.1)):
            path = np.zeros((count, 3))
            path[:] = (x + shift, y, z)
            made[f"{name}_{side}"] = path
    return made


def stood(*plates, body=None, task="single_leg_standing"):
    movement = a_movement(task, a_repetition(1.0, 7.0, side="left", landing=1.0))
    found = measure_balance(a_trial(*plates), body or a_body(), movement)
    return {m.name: m for m in found if m.repetition is None}


def test_a_circle_has_its_circumference_speed_and_ellipse():
    plate = a_plate(np.full(8000, 700.0), RATE, pressure=circling())
    found = stood(plate)
    assert found["balance_time"].value == pytest.approx(6.0)
    assert found["pressure_path"].value == pytest.approx(
        3 * 2 * math.pi * 0.02, rel=5e-3
    )
    assert found["pressure_speed"].value == pytest.approx(math.pi * 0.02, rel=5e-3)
    area = math.pi * -2 * math.log(0.05) * 0.02**2 / 2
    assert found["pressure_ellipse"].value == pytest.approx(area, rel=0.02)


def test_two_plates_share_one_centre_of_pressure():
    paths = [circling() + np.array([0.0, 0.0, z]) for z in (-0.3, 0.3)]
    plates = [
        a_plate(load, RATE, name=name, middle=(0.0, z), pressure=path)
        for name, z, path, load in zip(
            ("plate 1", "plate 2"),
            (-0.3, 0.3),
            paths,
            (np.full(8000, 200.0), np.full(8000, 500.0)),
            strict=True,
        )
    ]
    assert stood(*plates)["pressure_path"].value == pytest.approx(
        3 * 2 * math.pi * 0.02, rel=5e-3
    )


def test_noise_lengthens_the_path_only_below_the_cut_off():
    """Negative control: without the filter noise would rule the path."""
    noise = np.random.default_rng(1).normal(0.0, 0.001, (8000, 3)) * [1, 0, 1]
    plate = a_plate(np.full(8000, 700.0), RATE, pressure=circling() + noise)
    raw = np.linalg.norm(np.diff((circling() + noise)[1000:7000], axis=0), axis=1).sum()
    assert stood(plate)["pressure_path"].value < 0.2 * raw


def test_a_swaying_pendulum_has_its_margin():
    count, rate = 800, 100.0
    time = np.arange(count) / rate
    com = np.zeros((count, 3))
    com[:, 1] = 1.0
    com[:, 0] = 0.02 * np.sin(2 * np.pi * 0.5 * time)
    marks = feet(count)
    ankles = {f"ankle_{s}": np.full((count, 3), 0.1) for s in ("left", "right")}
    body = a_body(marks, com=com, joints=ankles)
    margin = stood(body=body)["margin_of_stability"].value
    omega = math.sqrt(GRAVITY / 0.9)
    reach = 0.02 * math.hypot(1.0, math.pi / omega)
    assert margin == pytest.approx(0.1 - reach, abs=5e-4)
    assert stood(body=body)["margin_of_stability"].flags == ("base-from-markers",)


def test_the_pendulum_at_the_border_is_just_stable():
    omega = math.sqrt(GRAVITY / 0.9)
    com, velocity = np.array([[0.05, 1.0, 0.0]]), np.array([[0.05 * omega, 0.0, 0.0]])
    np.testing.assert_allclose(extrapolate_com(com, velocity, 0.9)[0, 0], 0.1)


@pytest.mark.parametrize(
    ("point", "margin"),
    [((0.0, 0.0), 1.0), ((0.5, 0.2), 0.5), ((2.0, 0.0), -1.0), ((4.0, 5.0), -5.0)],
)
def test_a_square_has_its_margins(point, margin):
    square = np.array([[[1.0, 1.0], [1.0, -1.0], [-1.0, -1.0], [-1.0, 1.0]]])
    found = margin_inside(square, np.array([point]), directions=720)
    np.testing.assert_allclose(found, margin, atol=1e-4)


def test_two_points_span_no_area():
    line = np.array([[[0.0, 0.0], [1.0, 1.0]]])
    assert np.isnan(margin_inside(line, np.array([[0.5, 0.5]]))[0])
    assert math.isnan(ellipse_area(np.zeros((2, 2))))


def test_steps_after_the_landing_are_counted():
    count = 800
    marks = feet(count)
    for name in ("heel_left", "toe_left", "ankle_left"):
        marks[name] = marks[name].copy()
        marks[name][:, 0] += np.interp(
            np.arange(count), [200, 230, 300, 330], [0, 0.2, 0.2, 0.4]
        )
    found = stood(body=a_body(marks), task="single_leg_landing")
    assert found["corrective_steps"].value == 2.0


def test_feet_that_stay_make_no_steps():
    found = stood(body=a_body(feet(800)), task="single_leg_landing")
    assert found["corrective_steps"].value == 0.0


def test_without_plates_and_markers_all_is_unknown_with_a_reason():
    found = stood()
    lacking = {name: m for name, m in found.items() if name != "balance_time"}
    assert all(math.isnan(m.value) and m.flags for m in lacking.values())


@pytest.mark.parametrize("task", [*LANDINGS, *STANDING])
def test_catalogue_and_measures_are_the_same(task):
    assert set(stood(task=task)) == set(KIND)


def test_other_tasks_have_no_measures_of_balance():
    assert measure_balance(a_trial(), a_body(), a_movement("walk")) == ()
