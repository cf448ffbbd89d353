"""Angles of a synthetic person are those that it was posed in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.core.participant import Participant
from ilium.errors import InputError
from ilium.kinematics import KinematicsSettings, pelvis_heading, solve_kinematics
from ilium.kinematics.angles import ANGLES
from ilium.kinematics.result import JOINTS, SEGMENTS
from ilium.model.marker_sets import known_sets
from ilium.units import degrees, radians
from unit.kinematics.figure import PELVIS, markers, recording, turned


def angle(kinematics, name, component):
    return degrees(kinematics.angle(name, component)[0])


def test_somebody_who_stands_straight_reads_no_angles():
    solved = solve_kinematics(recording(markers()))
    for name in ("LPelvisAngles", "LHipAngles", "RHipAngles", "RKneeAngles"):
        for component in "YZ":
            assert angle(solved, name, component) == pytest.approx(0.0, abs=3.0)
    assert solved.method.startswith("Conventional gait model")


@pytest.mark.parametrize("tilt", [-20.0, 15.0])
def test_anterior_tilt_is_positive_on_both_sides(tilt):
    posed = turned(markers(), "z", -radians(tilt), only=PELVIS)
    solved = solve_kinematics(recording(posed))
    for side in "LR":
        assert angle(solved, f"{side}PelvisAngles", "X") == pytest.approx(tilt)


def test_obliquity_is_positive_on_the_higher_side():
    posed = turned(markers(), "x", radians(10.0), only=PELVIS)
    solved = solve_kinematics(recording(posed))
    assert angle(solved, "LPelvisAngles", "Y") == pytest.approx(10.0)
    assert angle(solved, "RPelvisAngles", "Y") == pytest.approx(-10.0)


def test_a_side_that_comes_forwards_is_rotated_inwards():
    posed = turned(markers(), "y", radians(8.0), only=PELVIS)
    solved = solve_kinematics(recording(posed))
    assert angle(solved, "RPelvisAngles", "Z") == pytest.approx(8.0)
    assert angle(solved, "LPelvisAngles", "Z") == pytest.approx(-8.0)


def test_bakers_obliquity_is_the_elevation_of_the_asis_line():
    posed = turned(markers(), "z", -radians(30.0), only=PELVIS)
    posed = turned(posed, "y", radians(10.0), only=PELVIS)
    solved = solve_kinematics(recording(posed))
    baker = degrees(np.asarray(solved.baker.sel(angle="LPelvisAngles"))[0])
    np.testing.assert_allclose(baker, (30.0, 0.0, -10.0), atol=1e-9)
    assert angle(solved, "LPelvisAngles", "Y") == pytest.approx(-5.0, abs=1.0)


def test_bending_the_knee_reads_knee_flexion_and_nothing_else():
    below = [each for each in markers() if each[1:] in {"TIB", "ANK", "HEE", "TOE"}]
    straight = solve_kinematics(recording(markers()))
    centre = straight.joint("knee_right")[0]
    axis = straight.segment("thigh_right")[0][:, 2]
    assert abs(axis[2]) > 0.99
    posed = turned(markers(), "z", -radians(40.0), about=centre, only=below)
    bent = solve_kinematics(recording(posed), static=recording(markers()))
    change = angle(bent, "RKneeAngles", "X") - angle(straight, "RKneeAngles", "X")
    assert change == pytest.approx(40.0, abs=0.5)


def test_labels_never_change_whatever_is_missing():
    half = solve_kinematics(recording(markers(legs="R", thorax=False)))
    assert tuple(half.angles.coords["angle"].to_numpy()) == ANGLES
    assert tuple(half.joint_centres.coords["joint"].to_numpy()) == JOINTS
    assert tuple(half.segments.coords["segment"].to_numpy()) == SEGMENTS


def test_half_a_body_gives_what_it_can_and_names_the_rest():
    half = solve_kinematics(recording(markers(legs="R", thorax=False)))
    assert np.isfinite(half.angle("RKneeAngles", "X")).all()
    assert np.isfinite(half.angle("LPelvisAngles", "X")).all()
    assert np.isnan(half.angle("LKneeAngles", "X")).all()
    missing = {each.where for each in half.issues if each.kind == "segment-missing"}
    assert missing == {"thorax", "thigh left", "shank left", "foot left"}


@pytest.mark.parametrize(("label", "said"), [("LASI", False), ("XYZ", True)])
def test_an_own_marker_set_that_does_not_fit_is_not_passed_over_in_silence(label, said):
    known = next(each for each in known_sets() if each.name == "plug_in_gait")
    own = replace(known, name="ours", identified_by=((label,),))
    solved = solve_kinematics(recording(markers()), own=(own,))
    assert ("own-set-unused" in {each.kind for each in solved.issues}) is said


def test_a_gap_stays_a_gap():
    trial = recording(markers())
    places = {
        name: np.broadcast_to(place, (20, 3)).copy()
        for name, place in markers().items()
    }
    places["RKNE"][5:8] = np.nan
    gap = solve_kinematics(recording(places))
    whole = solve_kinematics(trial)
    lost = np.isnan(gap.angle("RKneeAngles", "X"))
    assert lost[5:8].all()
    assert lost.sum() == 3
    np.testing.assert_allclose(
        gap.angle("LKneeAngles", "X"), whole.angle("LKneeAngles", "X")
    )


def test_turning_the_person_turns_the_progression_not_the_joint_angles():
    there = solve_kinematics(recording(markers()))
    back = solve_kinematics(
        recording(turned(markers(), "y", np.pi, about=(0.0, 0.0, 0.0)))
    )
    np.testing.assert_allclose(there.progression, (1.0, 0.0, 0.0))
    np.testing.assert_allclose(back.progression, (-1.0, 0.0, 0.0), atol=1e-12)
    np.testing.assert_allclose(
        np.asarray(there.angles), np.asarray(back.angles), atol=1e-9
    )


def test_a_walk_backwards_goes_where_it_travels():
    walk = {
        name: place - np.outer(np.linspace(0.0, 2.0, 20), [1.0, 0.0, 0.0])
        for name, place in markers().items()
    }
    solved = solve_kinematics(recording(walk))
    np.testing.assert_allclose(solved.progression, (-1.0, 0.0, 0.0))


def test_the_heading_is_where_the_pelvis_faces():
    posed = turned(markers(), "y", radians(25.0), only=PELVIS)
    heading = pelvis_heading(solve_kinematics(recording(posed)))
    expected = (np.cos(radians(25.0)), 0.0, -np.sin(radians(25.0)))
    np.testing.assert_allclose(heading, expected, atol=1e-12)


def test_a_given_measure_beats_the_files():
    given = solve_kinematics(
        recording(markers()), participant=Participant(knee_width_left=0.12)
    )
    assert given.calibration["knee_width_left"] == pytest.approx(0.12)
    assert given.sources["knee_width_left"] == "given"
    assert given.sources["knee_width_right"] == "file"
    other = solve_kinematics(recording(markers()))
    moved = given.joint("knee_left")[0] - other.joint("knee_left")[0]
    assert np.linalg.norm(moved) == pytest.approx(0.01, abs=1e-3)


def test_an_unknown_width_is_estimated_and_said_so():
    solved = solve_kinematics(recording(markers(), participant=Participant()))
    assert solved.sources["knee_width_left"] == "inferred"
    assert solved.sources["leg_length_left"] == "measured"
    assert "width-estimated" in {each.kind for each in solved.issues}


def test_a_bent_leg_does_not_shorten_the_legs_length():
    """A squat for most of the recording, without any stated measure."""
    depth = np.where(np.arange(40) < 30, 0.4, 0.0)[:, None] * np.array([0.0, -1.0, 0.0])
    still = markers()
    posed = {
        name: place + depth if name in PELVIS else np.tile(place, (40, 1))
        for name, place in still.items()
    }
    squat = recording(posed, frames=40, participant=Participant())
    solved = solve_kinematics(squat)
    stood = solve_kinematics(recording(still, participant=Participant()))
    length = stood.calibration["leg_length_left"]
    assert solved.calibration["leg_length_left"] == pytest.approx(length, abs=1e-6)
    assert "leg-length-measured" in {each.kind for each in solved.issues}
    assert "leg-length-measured" not in {each.kind for each in stood.issues}


def test_a_static_with_another_marker_set_is_refused():
    stranger = recording({"LASI": np.zeros(3), "XYZ": np.ones(3)})
    with pytest.raises(InputError):
        solve_kinematics(recording(markers()), static=stranger)


def test_a_given_direction_decides_the_progression():
    settings = KinematicsSettings(progression=(0.0, 0.0, 1.0))
    solved = solve_kinematics(recording(markers()), settings=settings)
    assert angle(solved, "RPelvisAngles", "Z") == pytest.approx(90.0)


def test_a_recording_with_neither_markers_nor_plates_is_refused():
    standing = recording(markers())
    unmarked = replace(standing, markers=standing.markers.isel(marker=slice(0)))
    with pytest.raises(InputError, match="no labelled markers"):
        solve_kinematics(unmarked)


def test_another_persons_static_is_refused():
    taller = {name: 1.2 * place for name, place in markers().items()}
    with pytest.raises(InputError, match="another person"):
        solve_kinematics(recording(markers()), static=recording(taller))


@pytest.mark.parametrize(("way", "refused"), [(0.08, False), (0.12, True)])
def test_a_static_in_which_the_person_moves_is_refused(way, refused):
    path = np.linspace(0.0, way, 20)[:, None] * (1.0, 0.0, 0.0)
    walking = recording({name: place + path for name, place in markers().items()})
    if refused:
        with pytest.raises(InputError, match="stands still"):
            solve_kinematics(recording(markers()), static=walking)
    else:
        solve_kinematics(recording(markers()), static=walking)


def test_one_marker_that_moved_since_the_static_is_named():
    moved = markers()
    moved["RTOE"] = moved["RTOE"] - (0.05, 0.0, 0.0)
    solved = solve_kinematics(recording(moved), static=recording(markers()))
    found = [each.what for each in solved.issues if each.kind == "static-mismatch"]
    assert len(found) == 1
    assert "heel right to toe right" in found[0]
