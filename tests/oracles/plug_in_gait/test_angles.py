"""Vicon's own angles and joint centres, from the trajectories as stored."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.core.dictionary import MARKER_POSITION
from ilium.core.quantity import values
from ilium.kinematics import KinematicsSettings, solve_kinematics
from oracles.plug_in_gait.vicon import (
    WALKS,
    angle_errors,
    largest_rms,
    pair,
    worst_anywhere,
    worst_centre,
    worst_rms,
)

ALL = tuple(WALKS)
ZOO = tuple(name for name in WALKS if name.startswith("HC"))


def tolerance_of(walk):
    return "angle RMS, biomechzoo" if walk in ZOO else "angle RMS"


@pytest.mark.parametrize("walk", ALL)
def test_walking_angles_are_vicons(samples, oracle, walk):
    static, motion = pair(samples, walk)
    solved = solve_kinematics(motion, static=static)
    oracle.holds(tolerance_of(walk), worst_rms(solved, motion), case=walk)
    oracle.holds("angle anywhere", worst_anywhere(solved, motion), case=walk)


@pytest.mark.parametrize("walk", ALL)
def test_joint_centres_are_vicons(samples, oracle, walk):
    static, motion = pair(samples, walk)
    solved = solve_kinematics(motion, static=static)
    oracle.holds("joint centre", worst_centre(solved, motion), case=walk)


@pytest.mark.parametrize("walk", ALL)
def test_static_angles_are_vicons(samples, oracle, walk):
    static, motion = pair(samples, walk)
    solved = solve_kinematics(motion, static=static).static
    still = ("PelvisAngles", "HipAngles", "KneeAngles")
    error = worst_rms(solved, static, still)
    oracle.holds("static angle RMS", error, case=walk)


@pytest.mark.parametrize("walk", [*ZOO[:4], "Full", "3_FF", "3_noFF"])
def test_foot_progression_is_vicons(samples, oracle, walk):
    static, motion = pair(samples, walk)
    solved = solve_kinematics(motion, static=static)
    error = worst_rms(solved, motion, ("FootProgressAngles",))
    oracle.holds("angle RMS", error, case=f"foot progression, {walk}")


@pytest.mark.parametrize("walk", ["HC002D06", "HC030A05", "HC032A03", "Full"])
def test_thorax_and_spine_are_vicons(samples, oracle, walk):
    static, motion = pair(samples, walk)
    solved = solve_kinematics(motion, static=static)
    error = worst_rms(solved, motion, ("ThoraxAngles", "SpineAngles"))
    oracle.holds("angle RMS", error, case=f"thorax and spine, {walk}")


@pytest.mark.parametrize("walk", ALL)
def test_swapped_sides_are_noticed(samples, oracle, walk):
    static, motion = pair(samples, walk)
    solved = solve_kinematics(swapped(motion), static=static)
    oracle.bites("angle RMS", "sides swapped", worst_rms(solved, motion), case=walk)


@pytest.mark.parametrize("walk", ALL)
def test_a_wrong_marker_diameter_is_noticed(samples, oracle, walk):
    static, motion = pair(samples, walk)
    settings = KinematicsSettings(marker_diameter=0.0125)
    solved = solve_kinematics(motion, static=static, settings=settings)
    error = worst_rms(solved, motion)
    oracle.bites("angle RMS", "markers of 12.5 mm", error, case=walk)
    oracle.bites("joint centre", "markers of 12.5 mm", worst_centre(solved, motion))


@pytest.mark.parametrize("walk", ALL)
def test_harringtons_hip_is_noticed(samples, oracle, walk):
    static, motion = pair(samples, walk)
    settings = KinematicsSettings(hip_centre="harrington")
    solved = solve_kinematics(motion, static=static, settings=settings)
    error = worst_rms(solved, motion, ("HipAngles",))
    oracle.bites("angle RMS", "Harrington in place of Davis", error, case=walk)
    oracle.bites(
        "joint centre", "Harrington in place of Davis", worst_centre(solved, motion)
    )


@pytest.mark.parametrize("walk", ALL)
def test_one_frame_of_delay_is_noticed(samples, oracle, walk):
    static, motion = pair(samples, walk)
    solved = solve_kinematics(motion, static=static)
    errors = angle_errors(
        replace(solved, angles=solved.angles.copy(data=np.roll(solved.angles, 1, 0))),
        motion,
        "LKneeAngles",
    )
    oracle.bites("angle RMS", "one frame late", largest_rms(errors), case=walk)


@pytest.mark.parametrize("walk", ["Full", "3_FF", "3_noFF", "HC002D06"])
def test_the_wrong_kind_of_foot_is_noticed(samples, oracle, walk):
    static, motion = pair(samples, walk)
    fits = solve_kinematics(motion, static=static).calibration["flat_foot"]
    settings = KinematicsSettings(flat_foot=not fits)
    solved = solve_kinematics(motion, static=static, settings=settings)
    error = worst_rms(solved, motion, ("AnkleAngles",))
    oracle.bites("angle RMS", "flat feet the other way", error, case=walk)


@pytest.mark.parametrize("walk", ["3_FF", "3_noFF"])
def test_stale_offsets_of_the_file_are_noticed(samples, oracle, walk):
    """A given static beats PROCESSING, whose offsets come from another day."""
    _, motion = pair(samples, walk)
    solved = solve_kinematics(motion)
    assert solved.sources["plantar_flexion_offset_left"] == "file"
    error = worst_rms(solved, motion, ("AnkleAngles",))
    oracle.bites("angle RMS", "the file's stale offsets", error, case=walk)


@pytest.mark.parametrize("walk", [*ZOO, "Full"])
def test_sound_offsets_of_the_file_need_no_static(samples, oracle, walk):
    _, motion = pair(samples, walk)
    solved = solve_kinematics(motion)
    oracle.holds("angle RMS", worst_rms(solved, motion), case=f"no static, {walk}")


def swapped(motion):
    """The same trial with left and right labels exchanged."""
    known = set(motion.marker_names)
    exchange = {"L": "R", "R": "L"}
    names = [
        other if (other := exchange.get(name[0], "") + name[1:]) in known else name
        for name in motion.marker_names
    ]
    markers = MARKER_POSITION.label(
        values(motion.markers), time=motion.time, marker=names, axis=list("xyz")
    )
    return replace(motion, markers=markers)
