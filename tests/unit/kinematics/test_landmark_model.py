"""Legs from medial and lateral landmarks, and what the static trial lends."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.capture.reading import read_trial
from ilium.kinematics import solve_kinematics
from ilium.units import degrees, radians
from unit.kinematics.figure import recording, turned

SIDES = {"L": -1.0, "r": 1.0}
LEG = {
    "{S}_thigh1": (0.06, 0.80, 0.14),
    "{S}_thigh2": (0.02, 0.70, 0.16),
    "{S}_thigh3": (0.08, 0.62, 0.12),
    "{S}_knee": (0.03, 0.50, 0.13),
    "{S}_mknee": (0.03, 0.50, 0.03),
    "{S}_sh1_study": (0.05, 0.35, 0.10),
    "{S}_ankle": (0.03, 0.09, 0.12),
    "{S}_mankle": (0.03, 0.09, 0.05),
    "{S}_calc": (-0.03, 0.04, 0.08),
    "{S}_toe": (0.18, 0.04, 0.08),
    "{S}_5meta": (0.12, 0.03, 0.12),
}
TRUNK = {
    "{S}.ASIS": (0.08, 1.00, 0.12),
    "{S}.PSIS": (-0.10, 1.00, 0.04),
    "{S}_Shoulder": (0.0, 1.45, 0.18),
}


def markers(*, without=()):
    """Marker to place of an OpenCap figure that stands upright facing x."""
    return {
        name.format(S=side): np.array((x, y, sign * z))
        for side, sign in SIDES.items()
        for name, (x, y, z) in {**LEG, **TRUNK}.items()
        if name.format(S=side) not in without
    }


MEDIAL = tuple(f"{side}_m{joint}" for side in SIDES for joint in ("knee", "ankle"))


def test_joint_centres_lie_between_medial_and_lateral_landmarks():
    solved = solve_kinematics(recording(markers()))
    assert "between medial and lateral" in solved.method
    np.testing.assert_allclose(solved.joint("knee_right")[0], (0.03, 0.50, 0.08))
    np.testing.assert_allclose(solved.joint("ankle_left")[0], (0.03, 0.09, -0.085))


def test_the_method_names_the_centres_that_the_laboratory_exported(samples):
    half = read_trial(samples / "biomdp/vicon_CMJ_kinem_kinet_emg.c3d")
    method = solve_kinematics(half).method
    assert "hip centres as the laboratory exported them" in method
    assert "Harrington" not in method
    assert (
        "hip centres after Harrington" in solve_kinematics(recording(markers())).method
    )


def test_harringtons_hips_lie_inside_the_pelvis():
    solved = solve_kinematics(recording(markers()))
    left, right = solved.joint("hip_left")[0], solved.joint("hip_right")[0]
    expected = 0.33 * 0.24 + 0.0073
    assert right[2] == pytest.approx(expected)
    np.testing.assert_allclose(left, right * (1.0, 1.0, -1.0))


@pytest.mark.parametrize("bend", [20.0, 75.0])
def test_bending_both_knees_reads_the_same_on_both_sides(bend):
    shank = [
        each
        for each in markers()
        if each.split("_", 1)[-1] in {"sh1_study", "ankle", "mankle", "calc", "toe"}
    ]
    posed = turned(markers(), "z", -radians(bend), about=(0.03, 0.50, 0.0), only=shank)
    straight = solve_kinematics(recording(markers()))
    bent = solve_kinematics(recording(posed))
    for name in ("LKneeAngles", "RKneeAngles"):
        change = bent.angle(name, "X")[0] - straight.angle(name, "X")[0]
        assert degrees(change) == pytest.approx(bend, abs=1.0)


def test_the_static_lends_medial_landmarks_to_a_recording_without():
    turn = {"axis": "y", "angle": 0.7, "about": (0.0, 0.0, 0.0)}
    there = turned(markers(), **turn)
    moving = {name: place for name, place in there.items() if name not in MEDIAL}
    lent = solve_kinematics(recording(moving), static=recording(markers()))
    whole = solve_kinematics(recording(there))
    for joint in ("knee_left", "knee_right", "ankle_left", "ankle_right"):
        np.testing.assert_allclose(lent.joint(joint), whole.joint(joint), atol=1e-9)
    rebuilt = [each for each in lent.issues if each.kind == "landmark-rebuilt"]
    assert {each.where for each in rebuilt} == {
        "thigh left",
        "thigh right",
        "shank left",
        "shank right",
    }


def test_without_a_static_the_knee_is_approximate_and_says_so():
    solved = solve_kinematics(recording(markers(without=MEDIAL)))
    assert "joint-axis-assumed" in {each.kind for each in solved.issues}
    whole = solve_kinematics(recording(markers()))
    apart = solved.joint("knee_right")[0] - whole.joint("knee_right")[0]
    assert np.linalg.norm(apart) < 0.02


def test_a_strayed_marker_is_left_out_and_named():
    moving = markers(without=MEDIAL)
    moving["r_thigh3"] = moving["r_thigh3"] + (0.0, -0.12, 0.05)
    lent = solve_kinematics(recording(moving), static=recording(markers()))
    strayed = [each.where for each in lent.issues if each.kind == "marker-strayed"]
    assert strayed == ["thigh_tracker_3_right"]
    np.testing.assert_allclose(lent.joint("knee_right")[0], (0.03, 0.50, 0.08))


def test_exchanged_metatarsals_are_read_the_other_way_round():
    running = {
        "R.ASIS": (0.08, 1.0, 0.12),
        "R.Iliac.Crest": (0.0, 1.05, 0.15),
        "R.PSIS": (-0.1, 1.0, 0.04),
        "R.Knee": (0.03, 0.5, 0.13),
        "R.Knee.Medial": (0.03, 0.5, 0.03),
        "R.Shank.Top.Lateral": (0.05, 0.35, 0.10),
        "R.Ankle": (0.03, 0.09, 0.12),
        "R.Ankle.Medial": (0.03, 0.09, 0.05),
        "R.Heel.Bottom": (-0.03, 0.04, 0.08),
        "R.MT1": (0.14, 0.03, 0.05),
        "R.MT5": (0.12, 0.03, 0.12),
    }
    figure = {name: np.array(place) for name, place in running.items()}
    figure |= {
        "L" + name[1:]: place * (1.0, 1.0, -1.0) for name, place in figure.items()
    }
    sound = solve_kinematics(recording(figure))
    figure["R.MT1"], figure["R.MT5"] = figure["R.MT5"], figure["R.MT1"]
    swapped = solve_kinematics(recording(figure))
    np.testing.assert_allclose(
        np.asarray(swapped.angles), np.asarray(sound.angles), atol=1e-12
    )
    where = [each.where for each in swapped.issues if each.kind == "labels-swapped"]
    assert where == ["foot right"]
