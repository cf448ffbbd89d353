"""Muscles of small models over every kind of surface, against OpenSim."""

from __future__ import annotations

import numpy as np
import pytest
from tests import turning_bar

from ilium.model.osim_read import read_osim
from ilium.muscles.paths import muscle_geometry
from ilium.muscles.paths_opensim import opensim_geometry

HALVES = ("all", "x", "-x", "y", "-y", "z", "-z")
CASES = [
    (kind, half, method)
    for kind in ("cylinder", "sphere", "ellipsoid", "torus")
    for half in HALVES
    for method in (
        ("hybrid", "midpoint", "axial") if kind == "ellipsoid" else ("hybrid",)
    )
    if method == "hybrid" or half in {"all", "x", "-z"}
]


def compared(path, poses):
    """Largest error of length and arm, with NaN where OpenSim's is not."""
    pytest.importorskip("opensim")
    model = read_osim(path)
    names = [each.name for each in model.muscles]
    expected, expected_arms = opensim_geometry(model, names, poses)
    lengths, arms = muscle_geometry(model, poses)
    assert np.isnan(expected).mean() < 0.01
    np.testing.assert_array_equal(np.isnan(lengths), np.isnan(expected))
    return np.nanmax(np.abs(lengths - expected)), np.abs(arms - expected_arms).max()


@pytest.mark.parametrize(("kind", "half", "method"), CASES)
def test_a_surface_of_each_kind_on_each_half(oracle, tmp_path, kind, half, method):
    path = turning_bar.seeded(tmp_path, kind, half, method)
    length, arm = compared(path, turning_bar.poses())
    case = f"{kind}, {half}" + (f", {method}" if kind == "ellipsoid" else "")
    oracle.holds("length", length, case=case)
    oracle.holds("moment arm", arm, case=case)


@pytest.mark.parametrize("kind", ["cylinder", "sphere", "ellipsoid", "torus"])
def test_a_surface_on_the_wrong_half_would_be_noticed(oracle, tmp_path, kind):
    pytest.importorskip("opensim")
    right = read_osim(turning_bar.seeded(tmp_path, kind, "y"))
    wrong = read_osim(turning_bar.seeded(tmp_path, kind, "-y"))
    poses = turning_bar.poses()
    expected = opensim_geometry(right, ["m0", "m1", "m2", "m3", "m4"], poses)[0]
    other = muscle_geometry(wrong, poses)[0][:, :5]
    error = np.nanmax(np.abs(other - expected))
    oracle.bites("length", "wrong side", error, case=kind)


@pytest.mark.parametrize("pair", [("cylinder", "sphere"), ("sphere", "ellipsoid")])
def test_two_surfaces_in_turn(oracle, tmp_path, pair):
    rng = np.random.default_rng(7)
    surfaces = "".join(
        turning_bar.surface(kind, name=kind, place=place)
        for kind, place in zip(
            pair, ((0.05, 0.0, 0.02), (-0.07, 0.02, 0.0)), strict=True
        )
    )
    muscles = "".join(
        turning_bar.muscle(
            f"m{at}",
            turning_bar.point("a", "/ground", rng.uniform(0.15, 0.2, 3))
            + turning_bar.point("b", "/bodyset/bar", rng.uniform(-0.3, 0.3, 3)),
            turning_bar.wrap(pair[0]) + turning_bar.wrap(pair[1]),
        )
        for at in range(15)
    )
    path = tmp_path / "two.osim"
    path.write_text(turning_bar.model_text(surfaces, muscles), encoding="utf-8")
    length, arm = compared(path, turning_bar.poses(40))
    oracle.holds("length", length, case=" and ".join(pair))
    oracle.holds("moment arm", arm, case=" and ".join(pair))


def test_points_that_move_or_exist_in_a_range(oracle, tmp_path):
    path = tmp_path / "points.osim"
    path.write_text(
        turning_bar.model_text("", turning_bar.ODD_POINTS), encoding="utf-8"
    )
    length, arm = compared(path, turning_bar.poses(60))
    oracle.holds("length, points that move or come and go", length)
    oracle.holds("moment arm, points that move or come and go", arm)


def test_a_point_that_does_not_move_would_be_noticed(oracle, tmp_path):
    pytest.importorskip("opensim")
    path = tmp_path / "points.osim"
    path.write_text(
        turning_bar.model_text("", turning_bar.ODD_POINTS), encoding="utf-8"
    )
    poses = turning_bar.poses(60)
    expected = opensim_geometry(read_osim(path), ["moving"], poses)
    still = turning_bar.ODD_POINTS.replace("0.1 0.12 0.16", "0.1 0.1 0.1")
    path.write_text(turning_bar.model_text("", still), encoding="utf-8")
    lengths, arms = muscle_geometry(read_osim(path), poses)
    length_error = np.abs(lengths[:, :1] - expected[0]).max()
    arm_error = np.abs(arms[:, :1] - expected[1]).max()
    name = "length, points that move or come and go"
    oracle.bites(name, "point held still", length_error)
    name = "moment arm, points that move or come and go"
    oracle.bites(name, "point held still", arm_error)
