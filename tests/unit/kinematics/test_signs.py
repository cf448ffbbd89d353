"""The signs that the conventions page promises, one turn of one segment at a time."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.conventions import SIDES, SIGN, initial
from ilium.kinematics.angles import (
    ANGLES,
    COMPONENTS,
    clinical_angles,
    progression_axes,
)
from ilium.maths.rotations import elementary
from ilium.units import degrees, radians

PAIRED = ("thigh", "shank", "foot", "ankle")
FORWARDS = progression_axes(np.array([1.0, 0.0, 0.0]))


def angles(segment, axis, angle):
    """Angles [deg] after one segment (both sides of it) turns about an axis."""
    names = (
        "pelvis",
        "thorax",
        *(f"{each}_{side}" for each in PAIRED for side in SIDES),
    )
    upright = np.eye(3)[None]
    turned = elementary(axis, radians(angle))[None]
    posed = {
        name: turned
        if name.removesuffix("_left").removesuffix("_right") == segment
        else upright
        for name in names
    }
    return degrees(clinical_angles(posed, FORWARDS)[0])


def read(table, side, angle, component):
    row = ANGLES.index(f"{initial(side)}{angle}")
    return table[row, COMPONENTS.index(component)]


@pytest.mark.parametrize(
    ("segment", "angle", "level"),
    [
        ("pelvis", "PelvisAngles", 0.0),
        ("thorax", "ThoraxAngles", 0.0),
        ("thorax", "SpineAngles", 0.0),
        ("foot", "FootProgressAngles", -90.0),
    ],
)
def test_tipping_forwards_is_positive_on_both_sides(segment, angle, level):
    table = angles(segment, "z", -15.0)
    for side in SIDES:
        assert read(table, side, angle, "X") == pytest.approx(level + 15.0)


@pytest.mark.parametrize(
    ("segment", "angle", "sign"),
    [
        ("pelvis", "PelvisAngles", -1.0),
        ("thorax", "ThoraxAngles", -1.0),
        ("thorax", "SpineAngles", 1.0),
        ("foot", "AnkleAngles", -1.0),
        ("foot", "FootProgressAngles", 1.0),
    ],
)
def test_leaning_to_the_right_has_the_stated_sign_on_each_side(segment, angle, sign):
    """Right: the trunk leans there, the right sole turns inwards."""
    table = angles(segment, "x", 15.0)
    for side in SIDES:
        expected = sign * SIGN[side] * 15.0
        assert read(table, side, angle, "Y") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("segment", "angle", "sign"),
    [
        ("pelvis", "PelvisAngles", 1.0),
        ("thorax", "ThoraxAngles", 1.0),
        ("thorax", "SpineAngles", -1.0),
        ("thigh", "HipAngles", 1.0),
        ("shank", "KneeAngles", 1.0),
        ("foot", "AnkleAngles", 1.0),
        ("foot", "FootProgressAngles", 1.0),
    ],
)
def test_turning_to_the_left_has_the_stated_sign_on_each_side(segment, angle, sign):
    """Left: the right side comes forwards, the right toes turn inwards."""
    table = angles(segment, "y", 15.0)
    for side in SIDES:
        expected = sign * SIGN[side] * 15.0
        assert read(table, side, angle, "Z") == pytest.approx(expected)
