"""A model of another size: what OpenSim's rules say, on figures of our own."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.maths.scaled_inertia import scaled_inertia
from ilium.model.body_model import (
    BodyModel,
    Coordinate,
    Joint,
    ModelMarker,
    Muscle,
    PathPoint,
    Placement,
    Segment,
    TransformAxis,
    WrapSurface,
)
from ilium.model.functions import Constant, Linear, Polynomial, Scaled
from ilium.model.resize import resize

X, Y, Z = np.eye(3)
FACTORS = np.array([1.1, 0.9, 1.3])
ORIGIN = np.array([0.03, -0.1, 0.0])
EPICONDYLE = np.array([0.0, -0.4, 0.05])


def a_slide(axis, function, coordinate):
    return TransformAxis(axis=axis, function=function, coordinate=coordinate)


def a_leg() -> BodyModel:
    bone = {"mass": 4.0, "mass_centre": np.array([0.01, -0.2, 0.0])}
    inertia = np.diag([0.05, 0.01, 0.05])
    slide = a_slide(Z, Linear(1.0, 0.0), "out")
    roll = a_slide(X, Polynomial((0.01, 0.0)), "knee")
    return BodyModel(
        name="leg",
        segments=(
            Segment(name="thigh", inertia=inertia, **bone),
            Segment(name="shank", inertia=inertia, **bone),
        ),
        joints=(
            Joint(name="hip", kind="CustomJoint", parent="ground", child="thigh"),
            Joint(
                name="knee",
                kind="CustomJoint",
                parent="thigh",
                child="shank",
                in_parent=Placement(np.array([0.0, -0.4, 0.02])),
                rotations=(a_slide(Z, Linear(), "knee"),),
                translations=(roll, a_slide(Y, Constant(0.003), None), slide),
            ),
        ),
        coordinates=(Coordinate(name="knee", joint="knee", rotational=True),),
        surfaces=(
            WrapSurface(
                name="roll",
                segment="thigh",
                kind="cylinder",
                placement=Placement(np.array([0.0, -0.3, 0.0]), np.array([0, 0.4, 0])),
                dimensions=(0.03, 0.1),
            ),
        ),
        muscles=(
            Muscle(
                name="vasti",
                kind="millard",
                max_isometric_force=1000.0,
                optimal_fibre_length=0.1,
                tendon_slack_length=0.2,
                pennation=0.0,
                points=(PathPoint(name="a", segment="thigh", location=ORIGIN),),
            ),
        ),
        markers=(ModelMarker(name="KNE", segment="thigh", location=EPICONDYLE),),
    )


def test_everything_in_a_segment_goes_with_its_factors():
    scaled = resize(a_leg(), {"thigh": FACTORS}, None)
    knee = scaled.joint("knee")
    np.testing.assert_allclose(knee.in_parent.translation, [0.0, -0.36, 0.026])
    np.testing.assert_allclose(scaled.segment("thigh").mass_centre, [0.011, -0.18, 0])
    np.testing.assert_allclose(scaled.markers[0].location, [0.0, -0.36, 0.065])
    point = scaled.muscle("vasti").points[0]
    np.testing.assert_allclose(point.location, [0.033, -0.09, 0.0])
    same = scaled.segment("shank")
    np.testing.assert_array_equal(same.mass_centre, [0.01, -0.2, 0.0])


def test_a_joints_rolling_grows_and_its_degree_of_freedom_does_not():
    roll, still, slide = (
        resize(a_leg(), {"thigh": FACTORS}, None).joints[1].translations
    )
    assert roll.function == Scaled(1.1, Polynomial((0.01, 0.0)))
    assert still.function == Scaled(0.9, Constant(0.003))
    assert slide.function == Linear(1.0, 0.0)
    again = resize(resize(a_leg(), {"thigh": FACTORS}, None), {"thigh": FACTORS}, None)
    factor = again.joints[1].translations[0].function.factor
    assert factor == pytest.approx(1.21)


def test_a_cylinders_radius_takes_the_mean_across_its_axis():
    grown = resize(a_leg(), {"thigh": FACTORS}, None).surfaces[0].dimensions
    c, s = np.cos(0.4), np.sin(0.4)
    x = np.hypot(1.1 * c, 1.3 * s)
    z = np.hypot(1.1 * s, 1.3 * c)
    np.testing.assert_allclose(grown, [0.03 * (x + 0.9) / 2.0, 0.1 * z])


def test_masses_keep_their_proportions_and_inertias_follow_mass_and_size():
    light, heavy = (resize(a_leg(), {"thigh": np.full(3, 1.2)}, m) for m in (8.0, 16.0))
    assert [each.mass for each in heavy.segments] == [8.0, 8.0]
    ratio = heavy.segment("thigh").inertia / np.where(
        a_leg().segment("thigh").inertia, a_leg().segment("thigh").inertia, np.inf
    )
    np.testing.assert_allclose(np.diag(ratio), 2.0 * 1.2**2)
    np.testing.assert_allclose(
        heavy.segment("shank").inertia, 2.0 * light.segment("shank").inertia
    )


def test_a_cylinder_of_unequal_factors_has_a_cylinders_inertia():
    mass, radius, length = 3.0, 0.06, 0.4
    across = mass * (length**2 / 12.0 + radius**2 / 4.0)
    inertia = np.diag([across, mass * radius**2 / 2.0, across])
    grown = scaled_inertia(inertia, mass, FACTORS)
    wide = radius**2 * 1.1 * 1.3
    long = mass * ((0.9 * length) ** 2 / 12.0 + wide / 4.0)
    np.testing.assert_allclose(np.diag(grown), [long, mass * wide / 2.0, long])


def test_what_has_no_mass_has_no_inertia():
    assert not scaled_inertia(np.eye(3), 0.0, FACTORS).any()
