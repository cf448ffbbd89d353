"""One person's squats, drop jumps and walk beside OpenSim's inverse kinematics."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from builders import a_movement
from ilium.capture.reading import read_trial
from ilium.capture.sto import read_table
from ilium.core.quantity import values
from ilium.kinematics import solve_kinematics
from ilium.maths.cycles import at_times
from ilium.stability.signals import stability_signals
from ilium.units import degrees

FOLDER = "nimblephysics/opencap_Subject4"
CASES = (
    ("DJ1.trc", "DJ1_ik.mot"),
    ("DJ2.trc", "DJ2_ik.mot"),
    ("DJAsym1.trc", "DJAsym1_ik.mot"),
    ("squats1.trc.gz", "squats1_ik.mot"),
    ("squats1.trc.gz", "squats1_manual_scaling_ik.mot.gz"),
    ("DJ1.trc", "DJ1_manual_scaling_ik.mot"),
    ("DJ2.trc", "DJ2_manual_scaling_ik.mot"),
    ("walkingTS1.trc", "walkingTS1_manual_scaling_ik.mot"),
    ("walking1.trc", "walking1_ik.mot"),
    ("walking1.trc", "walking1_manual_scaling_ik.mot"),
)
"""Left out: the trunk-sway walk in the automatic scaling, whose list is 3.2° (RMS)
and left hip adduction 4.5° away while the manual scaling of the same markers agrees
within the tolerances; and the asymmetric drop jump in the manual scaling, whose tilt
jumps by 21° between two frames (RMS 6.4°) while the automatic scaling agrees. In both
the other model of the same markers says that it is the model's error."""
FOLLOWED = (
    ("pelvic_yaw", "pelvis_rotation", 1.0, "pelvic yaw, RMS about median"),
    ("pelvic_tilt", "pelvis_tilt", -1.0, "pelvic tilt, RMS about median"),
    *((f"hip_adduction_{side}", f"hip_adduction_{side[0]}", 1.0,
       "hip adduction, RMS about median") for side in ("left", "right")),
    *((f"knee_flexion_{side}", f"knee_angle_{side[0]}", 1.0,
       "knee flexion, RMS about median") for side in ("left", "right")),
)  # fmt: skip


@cache
def solved(folder: Path, name: str):
    """Times and signals [deg] of one recording."""
    static = read_trial(folder / "MarkerData" / "static1.trc.gz", isolated=False)
    trial = read_trial(folder / "MarkerData" / name, isolated=False)
    body = solve_kinematics(trial, static=static)
    return body.time, stability_signals(body, a_movement("other"))


def beside(samples: Path, case: tuple[str, str], signal: str, coordinate: str):
    """Ilium's signal and OpenSim's coordinate [deg] at OpenSim's times."""
    folder = samples / FOLDER
    time, signals = solved(folder, case[0])
    table = read_table(folder / "IK" / case[1])
    stored = table.column(coordinate)
    stored = stored if table.degrees else degrees(stored)
    mine = at_times(time, values(signals.sel(signal=signal)), table.time)
    known = np.isfinite(mine)
    assert known.mean() > 0.9
    return degrees(mine[known]), stored[known]


def about_median(difference: np.ndarray) -> float:
    """Root mean square about the median."""
    return float(np.sqrt(np.mean((difference - np.median(difference)) ** 2)))


@pytest.mark.parametrize("case", CASES, ids=lambda each: each[1])
def test_the_obliquity_follows_opensims_list(oracle, samples, case):
    mine, stored = beside(samples, case, "pelvic_obliquity", "pelvis_list")
    away = mine + stored
    bias = abs(float(np.median(away)))
    oracle.holds("pelvic obliquity, median difference", bias, case=case[1])
    oracle.holds("pelvic obliquity, RMS about it", about_median(away), case=case[1])


@pytest.mark.parametrize("case", CASES, ids=lambda each: each[1])
def test_yaw_tilt_hip_and_knee_follow_opensims(oracle, samples, case):
    for signal, coordinate, sign, quantity in FOLLOWED:
        mine, stored = beside(samples, case, signal, coordinate)
        error = about_median(mine - sign * stored)
        oracle.holds(quantity, error, case=f"{case[1]} {signal}")


def test_a_wrong_sign_or_side_would_be_noticed(oracle, samples):
    case = CASES[-1]
    mine, stored = beside(samples, case, "pelvic_obliquity", "pelvis_list")
    flipped = about_median(mine - stored)
    oracle.bites("pelvic obliquity, RMS about it", "sign flipped", flipped)
    for signal, coordinate, quantity in (
        ("hip_adduction_left", "hip_adduction_r", "hip adduction, RMS about median"),
        ("knee_flexion_left", "knee_angle_r", "knee flexion, RMS about median"),
    ):
        mine, stored = beside(samples, case, signal, coordinate)
        oracle.bites(quantity, "sides swapped", about_median(mine - stored))
    mine, stored = beside(samples, CASES[3], "pelvic_tilt", "pelvis_tilt")
    oracle.bites("pelvic tilt, RMS about median", "sign flipped",
                 about_median(mine - stored))  # fmt: skip
    mine, stored = beside(samples, case, "pelvic_yaw", "pelvis_rotation")
    oracle.bites("pelvic yaw, RMS about median", "sign flipped",
                 about_median(mine + stored))  # fmt: skip
