"""Squats as ilium counts them, against the knee angles of another program."""

from __future__ import annotations

import gzip

import numpy as np
import pytest

from ilium.conventions import SIDES
from ilium.events import EventSettings, find_movement
from ilium.events.body import body_of
from ilium.events.excursions import excursions
from ilium.units import radians
from recordings import recording

FOLDER = "nimblephysics/opencap_Subject4"


def knees(samples, name: str):
    """Time and mean of both knees' flexion [rad] from OpenSim's result."""
    path = samples / f"{FOLDER}/IK/{name}_manual_scaling_ik.mot.gz"
    with gzip.open(path, "rt") as file:
        rows = file.read().splitlines()
    head = next(n for n, row in enumerate(rows) if row.startswith("time"))
    names = rows[head].split()
    table = np.array([[float(x) for x in row.split()] for row in rows[head + 1 :]])
    both = [table[:, names.index(f"knee_angle_{side}")] for side in "lr"]
    return table[:, 0], radians(np.mean(both, axis=0))


def repetitions_by_hand(time, flexion):
    """(start, bottom, end) where the flexion is above a third of its range."""
    level = flexion.min() + np.ptp(flexion) / 3
    edges = np.flatnonzero((flexion > level)[1:] != (flexion > level)[:-1])
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [(a, a + int(np.argmax(flexion[a : b + 1])), b) for a, b in pairs]


def knee_bends(samples, name: str, side: str):
    """Bends of one knee, whatever the other does."""
    _, kinematics = recording(
        samples / f"{FOLDER}/MarkerData/{name}.trc.gz",
        samples / f"{FOLDER}/GRF/{name}_grf.mot",
    )
    body = body_of(kinematics, EventSettings())
    return excursions(
        body.knee_flexion[side], body.rate, least=0.35, speed=0.17, back=0.09
    )


@pytest.mark.parametrize("name", ["squats1", "squatsAsym1"])
def test_every_squat_is_counted_once_and_where_it_is(samples, oracle, name):
    time, flexion = knees(samples, name)
    expected = repetitions_by_hand(time, flexion)
    movement = find_movement(
        *recording(
            samples / f"{FOLDER}/MarkerData/{name}.trc.gz",
            samples / f"{FOLDER}/GRF/{name}_grf.mot",
        )
    )
    assert movement.task == "squat"
    found = movement.repetitions
    oracle.holds("number of repetitions", abs(len(found) - len(expected)), case=name)
    assert [each.number for each in found] == list(range(1, len(found) + 1))
    for each, (first, bottom, last) in zip(found, expected, strict=True):
        apart = abs(each.events["bottom"] - time[bottom])
        oracle.holds("time of the bottom", apart, case=f"{name} {each.number}")
        assert each.start < time[first] < each.events["bottom"] < time[last] < each.end
        oracle.bites("time of the bottom", "the start", abs(each.start - time[bottom]))
    both = sum(len(knee_bends(samples, name, side)) for side in SIDES)
    oracle.bites("number of repetitions", "each knee alone", abs(both - len(expected)))


def test_two_squats_of_a_long_recording_are_found(samples):
    trial, kinematics = recording(samples / "nimblephysics/c3d_misc/squat.c3d")
    movement = find_movement(trial, kinematics)
    assert movement.task == "squat"
    assert len(movement.repetitions) == 2
    height = kinematics.landmark("asis_left")[:, 1]
    for each in movement.repetitions:
        assert not each.complete
        inside = (trial.time >= each.start) & (trial.time <= each.end)
        assert np.nanmin(height[inside]) < 0.85 * np.nanmedian(height)
