"""The centre of mass comes from as many segments as the markers allow."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.kinematics import solve_kinematics
from ilium.kinematics.com import MASS
from unit.kinematics.figure import PELVIS, markers, recording

ARMS_AND_HEAD = {
    "SHO": (0.0, 1.45, 0.18),
    "ELB": (0.0, 1.15, 0.22),
    "WRA": (0.02, 0.92, 0.24),
    "WRB": (-0.02, 0.92, 0.24),
    "FIN": (0.0, 0.84, 0.24),
    "FHD": (0.08, 1.65, 0.07),
    "BHD": (-0.08, 1.65, 0.07),
}


def whole_body():
    """Every marker of the full body."""
    found = markers()
    for side, sign in (("L", -1.0), ("R", 1.0)):
        for name, (x, y, z) in ARMS_AND_HEAD.items():
            found[side + name] = np.array((x, y, sign * z))
    return found


def test_the_segments_weigh_as_much_as_the_body():
    pairs = sum(mass for name, mass in MASS.items() if name not in {"head", "trunk"})
    assert MASS["head"] + MASS["trunk"] + 2.0 * pairs == pytest.approx(1.0, abs=5e-4)


def test_a_whole_body_balances_near_the_pelvis():
    solved = solve_kinematics(recording(whole_body()))
    assert solved.com_method.startswith("14 segments")
    x, y, z = np.asarray(solved.com)[0]
    assert abs(x) < 0.05
    assert 0.9 < y < 1.05
    assert abs(z) < 1e-6


def test_without_arms_and_head_the_trunk_carries_them():
    solved = solve_kinematics(recording(markers()))
    assert "carried by the trunk" in solved.com_method
    whole = solve_kinematics(recording(whole_body()))
    apart = np.asarray(solved.com)[0] - np.asarray(whole.com)[0]
    assert np.linalg.norm(apart) < 0.05


def test_half_a_body_names_the_pelvis_as_its_stand_in():
    solved = solve_kinematics(recording(markers(legs="R", thorax=False)))
    assert solved.com_method == "middle of the pelvis"
    assert "centre-of-mass" in {each.kind for each in solved.issues}


def test_without_a_pelvis_there_is_no_centre_of_mass():
    lost = markers(legs="R", thorax=False)
    lost |= {name: np.full(3, np.nan) for name in PELVIS}
    solved = solve_kinematics(recording(lost))
    assert np.isnan(np.asarray(solved.com)).all()
    assert solved.com_method == ""
