"""Trial to Kinematics: calibration, joint centres, angles."""

from __future__ import annotations

from ilium.kinematics.heading import pelvis_heading
from ilium.kinematics.result import JOINTS, SEGMENTS, Kinematics
from ilium.kinematics.settings import KinematicsSettings
from ilium.kinematics.solve import solve_kinematics

__all__ = [
    "JOINTS",
    "SEGMENTS",
    "Kinematics",
    "KinematicsSettings",
    "pelvis_heading",
    "solve_kinematics",
]
