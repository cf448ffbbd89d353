"""Signals of the stability measures beside Vicon's own outputs of real walks."""

from __future__ import annotations

import numpy as np
import pytest

from builders import a_movement
from ilium.conventions import SIDES, initial
from ilium.core.quantity import values
from ilium.kinematics import solve_kinematics
from ilium.stability.signals import stability_signals
from ilium.units import DEGREE, degrees
from oracles.plug_in_gait.vicon import pair, stored_angle

WALKS = ("3_FF", "HC030A05", "HC036A23")
LEG = (
    ("hip_adduction", "HipAngles", 1, 1.0),
    ("hip_flexion", "HipAngles", 0, 1.0),
    ("knee_flexion", "KneeAngles", 0, 1.0),
    ("knee_abduction", "KneeAngles", 1, -1.0),
)
NEAR = (
    ("trunk_lean_left", "LThoraxAngles", 1, -1.0),
    ("trunk_lean_right", "RThoraxAngles", 1, -1.0),
    ("trunk_side_lean", "RThoraxAngles", 1, -1.0),
    ("trunk_inclination", "RThoraxAngles", 0, 1.0),
    ("thorax_yaw", "RThoraxAngles", 2, 1.0),
    ("trunk_pelvis_separation", "LSpineAngles", 2, 1.0),
    ("thorax_on_pelvis_flexion", "RSpineAngles", 0, 1.0),
    ("pelvic_rotation_left", "LPelvisAngles", 2, -1.0),
    ("pelvic_yaw", "RPelvisAngles", 2, 1.0),
)
"""Signal, Vicon's angle, component, sign: as the catalogue states them."""


@pytest.fixture(scope="module", params=WALKS)
def walk(request, samples):
    """Name of a walk, its recording and its signals [deg]."""
    static, motion = pair(samples, request.param)
    body = solve_kinematics(motion, static=static)
    signals = stability_signals(body, a_movement("walk"))
    table = dict(
        zip(signals["signal"].to_numpy(), degrees(values(signals)).T, strict=True)
    )
    return request.param, motion, table


def lateral_elevation(angles: np.ndarray) -> np.ndarray:
    """Elevation of the lateral axis of a pelvis from tilt-first angles [deg]."""
    tilt, obliquity, rotation = (angles * DEGREE).T
    rise = np.sin(obliquity) * np.cos(rotation) * np.cos(tilt)
    return degrees(np.arcsin(rise - np.sin(tilt) * np.sin(rotation)))


def worst(one: np.ndarray, two: np.ndarray) -> float:
    """Largest difference in any frame that both know."""
    known = np.isfinite(one + two) & (two != 0.0)
    assert known.sum() > 20
    return float(np.abs(one - two)[known].max())


def test_the_drop_is_the_rise_of_vicons_lateral_axis(oracle, walk):
    name, motion, signals = walk
    for side in SIDES:
        stored = stored_angle(motion, f"{initial(side)}PelvisAngles")
        error = worst(signals[f"pelvic_drop_{side}"], lateral_elevation(stored))
        oracle.holds("pelvic drop", error, case=f"{name} {side}")


def test_the_drop_is_not_plug_in_gaits_obliquity(oracle, walk):
    name, motion, signals = walk
    stored = stored_angle(motion, "RPelvisAngles")
    error = worst(signals["pelvic_drop_right"], stored[:, 1])
    oracle.bites("pelvic drop", "Plug-in Gait's obliquity", error, case=name)
    error = worst(signals["pelvic_drop_left"], lateral_elevation(stored))
    oracle.bites("pelvic drop", "sides swapped", error, case=name)


def test_hip_and_knee_are_vicons(oracle, walk):
    name, motion, signals = walk
    for side in SIDES:
        for signal, angle, component, sign in LEG:
            stored = stored_angle(motion, f"{initial(side)}{angle}")[:, component]
            error = worst(signals[f"{signal}_{side}"], sign * stored)
            oracle.holds("hip and knee", error, case=f"{name} {signal} {side}")


def test_a_flipped_knee_would_be_noticed(oracle, walk):
    name, motion, signals = walk
    stored = stored_angle(motion, "LKneeAngles")[:, 1]
    error = worst(signals["knee_abduction_left"], stored)
    oracle.bites("hip and knee", "varus for valgus", error, case=name)


def unlike(one: np.ndarray, two: np.ndarray) -> float:
    """1 minus the correlation over the frames that both know."""
    known = np.isfinite(one + two) & (two != 0.0)
    return 1.0 - float(np.corrcoef(one[known], two[known])[0, 1])


def test_the_trunks_signs_are_as_documented(oracle, samples):
    static, motion = pair(samples, "HC030A05")
    body = solve_kinematics(motion, static=static)
    signals = stability_signals(body, a_movement("walk"))
    for signal, angle, component, sign in NEAR:
        mine = values(signals.sel(signal=signal))
        stored = stored_angle(motion, angle)[:, component]
        oracle.holds("documented sign", unlike(mine, sign * stored), case=signal)
        oracle.bites(
            "documented sign", "sign flipped", unlike(mine, -sign * stored), case=signal
        )
