"""The whole body's centre of mass moves as Vicon's does."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.conventions import UP
from ilium.core.quantity import values
from ilium.kinematics import solve_kinematics
from ilium.kinematics.vendor import stored_point
from ilium.units import millimetres
from oracles.plug_in_gait.vicon import pair

STRAIGHT = ("HC002D06", "HC030A05", "HC032A03", "HC036A10", "Full")


@pytest.mark.parametrize("walk", STRAIGHT)
def test_the_centre_of_mass_moves_as_vicons(samples, oracle, walk):
    static, motion = pair(samples, walk)
    solved = solve_kinematics(motion, static=static)
    stored = stored_point(motion, "CentreOfMass")
    apart = millimetres(values(solved.com) - stored)
    height = abs(float(np.nanmean(apart[:, UP])))
    oracle.holds("centre of mass, height", height, case=walk)
    movement = float(np.nanstd(apart, axis=0).max())
    oracle.holds("centre of mass, movement", movement, case=walk)


@pytest.mark.parametrize("walk", STRAIGHT)
def test_the_middle_of_the_pelvis_is_no_centre_of_mass(samples, oracle, walk):
    static, motion = pair(samples, walk)
    solved = solve_kinematics(motion, static=static)
    names = ("asis_left", "asis_right", "hip_left", "hip_right")
    middle = sum(
        solved.landmark(name) if "asis" in name else solved.joint(name)
        for name in names
    ) / len(names)
    apart = millimetres(middle - stored_point(motion, "CentreOfMass"))
    movement = float(np.nanstd(apart, axis=0).max())
    oracle.bites("centre of mass, movement", "middle of the pelvis", movement)
