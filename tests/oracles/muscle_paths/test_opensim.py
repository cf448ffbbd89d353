"""Lengths and moment arms of 80 muscles against OpenSim, and geodesics against both."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from ilium.model.osim_read import read_osim
from ilium.muscles.paths import muscle_geometry
from ilium.muscles.paths_opensim import opensim_geometry

MODEL = "nimblephysics/opencap_Subject4/Models/manually_scaled.osim"
POSES = 150
STEP = 1e-5


@dataclass
class Compared:
    """A model in seeded poses, and what OpenSim says of it."""

    model: object
    poses: np.ndarray
    lengths: np.ndarray
    arms: np.ndarray

    def muscles(self, surfaces):
        """Numbers of the muscles with so many surfaces."""
        return [
            at
            for at, each in enumerate(self.model.muscles)
            if len(each.wraps) in surfaces
        ]


def seeded_poses(model, number):
    """Poses over the whole ranges, shape (number, n) [rad] or [m]."""
    free = [model.coordinate(name) for name in model.free_coordinates]
    low = [max(each.low, -1.5) if each.rotational else -0.3 for each in free]
    high = [min(each.high, 2.5) if each.rotational else 0.3 for each in free]
    return np.random.default_rng(4).uniform(low, high, (number, len(free)))


@pytest.fixture(scope="module")
def compared(samples):
    pytest.importorskip("opensim")
    model = read_osim(samples / MODEL)
    poses = seeded_poses(model, POSES)
    names = [each.name for each in model.muscles]
    return Compared(model, poses, *opensim_geometry(model, names, poses))


@pytest.fixture(scope="module")
def geodesics(compared):
    return muscle_geometry(compared.model, compared.poses, "exact")


def test_straight_muscles_are_opensim_s(oracle, compared):
    lengths, arms = muscle_geometry(compared.model, compared.poses)
    straight = compared.muscles({0})
    assert len(straight) == 38
    length_error = np.abs(lengths - compared.lengths)[:, straight].max()
    arm_error = np.abs(arms - compared.arms)[:, straight].max()
    oracle.holds("length, no surface", length_error)
    oracle.holds("moment arm, no surface", arm_error)
    flipped = np.abs(arms + compared.arms)[:, straight].max()
    oracle.bites("moment arm, no surface", "sign flipped", flipped)


def test_muscles_over_cylinders_are_opensim_s(oracle, compared):
    lengths, arms = muscle_geometry(compared.model, compared.poses)
    for count in (1, 2):
        over = compared.muscles({count})
        case = f"{len(over)} muscles over {count}"
        length_error = np.abs(lengths - compared.lengths)[:, over].max()
        arm_error = np.abs(arms - compared.arms)[:, over].max()
        oracle.holds("length, cylinders", length_error, case=case)
        oracle.holds("moment arm, cylinders", arm_error, case=case)


@pytest.mark.parametrize(
    ("control", "change"),
    [
        ("radius 5 % off", {"dimensions": 1.05}),
        ("wrong side", {"quadrant": {"-x": "x", "-y": "y", "y": "-y"}}),
    ],
)
def test_other_surfaces_would_be_noticed(oracle, compared, control, change):
    def changed(each):
        if "dimensions" in change:
            radius, length = each.dimensions
            return replace(each, dimensions=(1.05 * radius, length))
        return replace(each, quadrant=change["quadrant"].get(each.quadrant, "all"))

    surfaces = tuple(changed(each) for each in compared.model.surfaces)
    other = replace(compared.model, surfaces=surfaces)
    lengths, arms = muscle_geometry(other, compared.poses)
    length_error = np.nanmax(np.abs(lengths - compared.lengths))
    oracle.bites("length, cylinders", control, length_error)
    arm_error = np.nanmax(np.abs(arms - compared.arms))
    oracle.bites("moment arm, cylinders", control, arm_error)


def test_the_exact_arm_is_the_derivative_of_the_exact_length(
    oracle, compared, geodesics
):
    worst = compatible = 0.0
    arms = muscle_geometry(compared.model, compared.poses)[1]
    for at in range(compared.poses.shape[1]):
        step = np.zeros(compared.poses.shape[1])
        step[at] = STEP
        after = muscle_geometry(compared.model, compared.poses + step, "exact")[0]
        before = muscle_geometry(compared.model, compared.poses - step, "exact")[0]
        slope = (after - before) / 2.0 / STEP
        smooth = np.abs(after + before - 2.0 * geodesics[0]) < 1e-8
        assert smooth.mean() > 0.999
        worst = max(worst, np.abs(geodesics[1][:, :, at] + slope)[smooth].max())
        compatible = max(compatible, np.abs(arms[:, :, at] + slope)[smooth].max())
    oracle.holds("exact moment arm", worst)
    oracle.bites("exact moment arm", "OpenSim's arm instead", compatible)


def test_how_far_the_geodesic_is_from_opensim(oracle, compared, geodesics):
    lengths, arms = geodesics
    length = np.abs(lengths - compared.lengths).max(axis=0)
    one, two = compared.muscles({1}), compared.muscles({2})
    oracle.holds("geodesic length, one cylinder", length[one].max())
    oracle.holds("geodesic length, two cylinders", length[two].max())
    arm = np.median(np.abs(arms - compared.arms).max(axis=2), axis=0)
    oracle.holds("geodesic moment arm, median", arm.max())
