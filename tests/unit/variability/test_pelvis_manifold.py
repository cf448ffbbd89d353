"""Which joint combinations keep the pelvis level: posed legs of known synergy."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

from ilium.core.movement import Repetition
from ilium.errors import InsufficientDataError
from ilium.kinematics.motion import JointMotion
from ilium.model.library import shipped_model
from ilium.model.posed_model import segment_frames
from ilium.variability.pelvis_manifold import LEG, level_jacobian, pelvis_manifold

MODEL = shipped_model()
NAMES = MODEL.free_coordinates
JOINTS = tuple(each for each in LEG if f"{each}_r" in NAMES)
SQUAT = {
    "pelvis_ty": 0.94,
    "hip_flexion_r": 0.9,
    "hip_adduction_r": 0.1,
    "hip_rotation_r": 0.15,
    "knee_angle_r": 1.0,
    "ankle_angle_r": 0.5,
    "subtalar_angle_r": 0.05,
}
random = np.random.default_rng(8)


def pose(**changed: float) -> np.ndarray:
    return np.array([{**SQUAT, **changed}.get(name, 0.0) for name in NAMES])


def moved(poses: np.ndarray) -> JointMotion:
    """One frame a repetition, a second apart."""
    clock = np.arange(len(poses), dtype=np.float64)
    coordinates = xr.DataArray(
        poses,
        dims=("time", "coordinate"),
        coords={"time": clock, "coordinate": list(NAMES)},
        attrs={"units": "rad"},
    )
    residuals = xr.DataArray(
        np.zeros((len(poses), 1)),
        dims=("time", "marker"),
        coords={"time": clock, "marker": ["LASI"]},
        attrs={"units": "m"},
    )
    return JointMotion(
        model=MODEL, coordinates=coordinates, residuals=residuals, weights=np.ones(1)
    )


def repetitions(count: int) -> list[Repetition]:
    return [
        Repetition(
            number=i + 1,
            side="right",
            start=float(i),
            end=i + 0.5,
            events={"bottom": float(i)},
        )
        for i in range(count)
    ]


def level_over_still_foot(posture: np.ndarray) -> float:
    """Level of the hips when the whole body is turned so that the foot is unturned."""
    frames = segment_frames(MODEL, posture)
    line = frames["femur_l"][1] - frames["femur_r"][1]
    still = segment_frames(MODEL, pose())["calcn_r"][0]
    turned = still @ frames["calcn_r"][0].T @ line
    return float(np.arcsin(turned[1] / np.linalg.norm(turned)))


def varied(noise: np.ndarray) -> np.ndarray:
    rows = np.tile(pose(), (len(noise), 1))
    rows[:, [NAMES.index(f"{each}_r") for each in JOINTS]] += noise
    return rows


def jacobian() -> np.ndarray:
    names = [f"{each}_r" for each in JOINTS]
    return level_jacobian(moved(pose()[None]), pose(), names, "right")


@pytest.mark.parametrize("name", JOINTS)
def test_the_jacobian_is_the_slope_of_the_level_over_a_still_foot(name):
    step = 1e-5
    ends = [
        level_over_still_foot(pose(**{f"{name}_r": SQUAT[f"{name}_r"] + each}))
        for each in (step, -step)
    ]
    slope = (ends[0] - ends[1]) / (2 * step)
    assert jacobian()[JOINTS.index(name)] == pytest.approx(slope, abs=1e-7)


def test_joints_that_make_up_for_each_other_have_a_synergy_above_zero():
    pull = jacobian() / np.linalg.norm(jacobian())
    noise = 0.03 * random.standard_normal((40, len(JOINTS)))
    noise -= 0.9 * np.outer(noise @ pull, pull)
    found = pelvis_manifold(moved(varied(noise)), repetitions(40), "right")
    synergy = found.manifold.synergy
    assert synergy.ci_low > 0.5
    assert not synergy.flags
    levels = [level_over_still_foot(each) for each in varied(noise)]
    assert np.std(levels) < 0.01


def test_independent_joints_of_the_same_size_have_none():
    found = [
        pelvis_manifold(
            moved(varied(0.03 * random.standard_normal((40, len(JOINTS))))),
            repetitions(40),
            "right",
        ).manifold.synergy
        for _ in range(30)
    ]
    values = [each.value for each in found]
    assert abs(np.mean(values)) < 3 * np.std(values) / np.sqrt(30)
    held = np.mean([each.ci_low <= 0.0 <= each.ci_high for each in found])
    assert held > 0.8


def test_joints_that_tip_the_pelvis_together_lie_below_zero():
    pull = jacobian() / np.linalg.norm(jacobian())
    noise = 0.03 * np.outer(random.standard_normal(40), pull)
    noise += 0.003 * random.standard_normal(noise.shape)
    found = pelvis_manifold(moved(varied(noise)), repetitions(40), "right")
    assert found.manifold.synergy.ci_high < 0.0


def test_the_cancelling_pair_leaves_the_pelvis_level():
    noise = 0.03 * random.standard_normal((20, len(JOINTS)))
    found = pelvis_manifold(moved(varied(noise)), repetitions(20), "right")
    first, second, change = found.cancelling
    assert sum(found.shares.values()) == pytest.approx(1.0)
    before = level_over_still_foot(pose())
    step = 0.02
    after = level_over_still_foot(
        pose(
            **{
                f"{first}_r": SQUAT[f"{first}_r"] + step,
                f"{second}_r": SQUAT[f"{second}_r"] + change * step,
            }
        )
    )
    alone = level_over_still_foot(pose(**{f"{first}_r": SQUAT[f"{first}_r"] + step}))
    assert abs(after - before) < 0.2 * abs(alone - before)


def test_few_repetitions_are_flagged_and_fewer_refused():
    noise = 0.03 * random.standard_normal((10, len(JOINTS)))
    found = pelvis_manifold(moved(varied(noise)), repetitions(10), "right")
    assert any("fewer_than_15" in each for each in found.manifold.synergy.flags)
    with pytest.raises(InsufficientDataError):
        pelvis_manifold(moved(varied(noise[:5])), repetitions(5), "right")
