"""Static offsets, marker diameters and Harrington's hips that the files store."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from ilium.core.participant import Participant
from ilium.kinematics import KinematicsSettings, solve_kinematics
from ilium.kinematics.vendor import stored_offsets, stored_point
from ilium.units import degrees, millimetres
from oracles.plug_in_gait.vicon import WALKS, pair, trial

OFFSETS = (
    "plantar_flexion_offset_left",
    "plantar_flexion_offset_right",
    "foot_rotation_offset_left",
    "foot_rotation_offset_right",
)
OWN_STATIC = ("HC002D06", "HC030A05", "HC032A03", "HC036A10", "3_FF", "3_noFF")


def apart(ours, stored) -> float:
    """Largest difference of the foot's offsets [deg]."""
    return degrees(max(abs(ours[name] - stored[name]) for name in OFFSETS))


@pytest.mark.parametrize("walk", [*OWN_STATIC, "Full"])
def test_foot_offsets_are_those_that_vicon_stored(samples, oracle, walk):
    static, motion = pair(samples, walk)
    stored = stored_offsets(static if walk in OWN_STATIC else motion)
    solved = solve_kinematics(motion, static=static)
    assert {solved.sources[name] for name in OFFSETS} == {"measured"}
    oracle.holds("foot offset", apart(solved.calibration, stored), case=walk)
    other = KinematicsSettings(flat_foot=not solved.calibration["flat_foot"])
    wrong = solve_kinematics(motion, static=static, settings=other)
    error = apart(wrong.calibration, stored)
    oracle.bites("foot offset", "flat feet the other way", error, case=walk)


@pytest.mark.parametrize(
    ("static", "vsk"),
    [
        ("ROM/Sample_Static.c3d", "ROM/Sample_SM.vsk"),
        ("statics/RoboStatic.c3d", "statics/RoboSM.vsk"),
    ],
)
def test_foot_offsets_are_those_of_the_subjects_file(samples, oracle, static, vsk):
    standing = trial(samples / "pycgm" / static)
    stated = subject_file(samples / "pycgm" / vsk)
    solved = solve_kinematics(standing, static=standing, participant=body_of(stated))
    stored = {
        f"{ours}_{side}": stated[side.capitalize() + theirs]
        for side in ("left", "right")
        for ours, theirs in (
            ("plantar_flexion_offset", "StaticPlantFlex"),
            ("foot_rotation_offset", "StaticRotOff"),
        )
    }
    oracle.holds("foot offset", apart(solved.calibration, stored), case=static)


@pytest.mark.parametrize(
    ("walk", "diameter"),
    [(each, 10.0) for each in WALKS if each.startswith("HC")]
    + [("Full", 16.0), ("3_FF", 14.0), ("3_noFF", 14.0)],
)
def test_stored_joint_centres_tell_the_marker_diameter(samples, oracle, walk, diameter):
    static, motion = pair(samples, walk)
    solved = solve_kinematics(motion, static=static)
    found = round(millimetres(solved.calibration["marker_diameter"]), 6)
    oracle.holds("marker diameter", abs(found - diameter), case=walk)
    stated = walk.startswith("HC")
    assert (solved.sources["marker_diameter"] == "file") == stated
    remarks = {each.kind for each in solved.issues}
    assert ("marker-diameter" in remarks) == (not stated)


@pytest.mark.parametrize("walk", ["HC002D06", "HC030A05", "HC032A03"])
def test_harringtons_hips_are_those_that_were_stored(samples, oracle, walk):
    static, _ = pair(samples, walk)
    error = {
        how: max(
            float(np.nanmax(np.abs(hip - stored_point(static, label))))
            for hip, label in hips(static, how)
        )
        for how in ("harrington", "davis")
    }
    oracle.holds("Harrington hip centre", millimetres(error["harrington"]), case=walk)
    oracle.bites(
        "Harrington hip centre", "Davis's hip", millimetres(error["davis"]), case=walk
    )


def hips(static, how):
    solved = solve_kinematics(static, settings=KinematicsSettings(hip_centre=how))
    return [
        (solved.joint("hip_left"), "LHJCHarrington"),
        (solved.joint("hip_right"), "RHJCHarrington"),
    ]


def test_stale_offsets_do_not_pass_for_a_fit(samples):
    """The subject's file beside this static belongs to another calibration."""
    static = trial(samples / "pycgm/statics/59993_Frame_Static.c3d")
    stated = subject_file(samples / "pycgm/statics/59993_Frame_SM.vsk")
    solved = solve_kinematics(static, static=static)
    left = solved.calibration["foot_rotation_offset_left"]
    assert abs(left - stated["LeftStaticRotOff"]) > 0.05
    remark = next(each for each in solved.issues if each.kind == "flat-foot")
    assert "foot axes" in remark.what


def subject_file(path: Path) -> dict[str, float]:
    """Parameter to value of a Vicon subject file."""
    entries = re.findall(r'NAME="(\w+)"[^>]*?VALUE="([^"]*)"', path.read_text("utf-8"))
    return {name: float(value) for name, value in entries}


def body_of(stated: dict[str, float]) -> Participant:
    """Participant of a Vicon subject file, which is in millimetres."""
    sided = {
        f"{ours}_{side}": stated[side.capitalize() + theirs] / 1e3
        for side in ("left", "right")
        for ours, theirs in (
            ("leg_length", "LegLength"),
            ("knee_width", "KneeWidth"),
            ("ankle_width", "AnkleWidth"),
        )
    }
    return Participant(inter_asis=stated["InterAsisDistance"] / 1e3, **sided)
