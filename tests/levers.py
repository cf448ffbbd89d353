"""A thigh and a trunk held up by muscles: statics by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ilium.conventions import AXES
from ilium.core.dictionary import (
    FOOT_FORCE,
    FOOT_FREE_MOMENT,
    FOOT_PRESSURE,
    JOINT_COORDINATE,
    MARKER_RESIDUAL,
)
from ilium.kinematics.motion import JointMotion
from ilium.kinetics.result import FootLoads
from ilium.model.body_model import (
    BodyModel,
    Coordinate,
    Joint,
    Muscle,
    PathPoint,
    Placement,
    Segment,
    TransformAxis,
)
from ilium.model.functions import Linear

MASS, REACH, ARM, HEIGHT = 30.0, 0.1, 0.06, 0.3
TIME = np.arange(40) / 100.0
Z = np.array([0.0, 0.0, 1.0])
SIDES = ("left", "right")


def a_segment(name, mass, centre):
    return Segment(
        name=name, mass=mass, mass_centre=np.array(centre), inertia=0.01 * np.eye(3)
    )


def a_pin(name, parent, child, coordinate, place):
    return Joint(
        name=name,
        kind="PinJoint",
        parent=parent,
        child=child,
        in_parent=Placement(np.array(place)),
        rotations=(TransformAxis(axis=Z, function=Linear(), coordinate=coordinate),),
    )


def a_muscle(name, start, end):
    """From above the hip to the thigh, pulling upwards in front of or behind it."""
    return Muscle(
        name=name,
        kind="millard",
        max_isometric_force=3000.0,
        optimal_fibre_length=0.1,
        tendon_slack_length=0.2,
        pennation=0.0,
        points=(
            PathPoint(name=f"{name}1", segment="pelvis", location=np.array(start)),
            PathPoint(name=f"{name}2", segment="femur_r", location=np.array(end)),
        ),
    )


def a_lever():
    """A thigh that sticks out forwards from a pelvis, 0.4 m to its mass of 5 kg."""
    return BodyModel(
        name="lever",
        segments=(
            a_segment("pelvis", 10.0, [0.0, 0.0, 0.0]),
            a_segment("femur_r", 5.0, [0.4, 0.0, 0.0]),
            a_segment("calcn_r", 0.0, [0.0, 0.0, 0.0]),
            a_segment("calcn_l", 0.0, [0.0, 0.0, 0.0]),
        ),
        joints=(
            a_pin("root", "ground", "pelvis", "pelvis_tilt", [0.0, 1.0, 0.0]),
            a_pin("hip_r", "pelvis", "femur_r", "hip_flexion_r", [0.0, 0.0, 0.0]),
            Joint(name="a", kind="WeldJoint", parent="femur_r", child="calcn_r"),
            Joint(name="b", kind="WeldJoint", parent="pelvis", child="calcn_l"),
        ),
        coordinates=tuple(
            Coordinate(name=name, joint=joint, rotational=True)
            for name, joint in (("pelvis_tilt", "root"), ("hip_flexion_r", "hip_r"))
        ),
        muscles=(
            a_muscle("glmed1_r", [0.05, 0.3, 0.0], [0.05, 0.0, 0.0]),
            a_muscle("glmax1_r", [-0.05, 0.3, 0.0], [-0.05, 0.0, 0.0]),
        ),
    )


def no_loads():
    zeros = np.zeros((TIME.size, 2, 3))
    labels = {"time": TIME, "side": SIDES, "axis": AXES}
    return FootLoads(
        force=FOOT_FORCE.label(zeros, **labels),
        pressure=FOOT_PRESSURE.label(np.full_like(zeros, np.nan), **labels),
        free_moment=FOOT_FREE_MOMENT.label(zeros, **labels),
    )


def held_still(model, angles=(0.0, 0.0), undetermined=()):
    frames = np.tile(np.array(angles), (TIME.size, 1))
    return JointMotion(
        model=model,
        coordinates=JOINT_COORDINATE.label(
            frames, time=TIME, coordinate=model.free_coordinates
        ),
        residuals=MARKER_RESIDUAL.label(np.zeros((40, 0)), time=TIME, marker=()),
        weights=np.zeros(0),
        undetermined=undetermined,
    )


def a_back(*, muscles=True):
    """A trunk whose mass hangs 0.1 m in front of a joint, an extensor 0.06 m behind."""
    lever = a_lever()
    extensor = a_muscle("ercspn_r", [-ARM, -0.2, 0.0], [-ARM, HEIGHT, 0.0])
    points = (extensor.points[0], replace(extensor.points[1], segment="torso"))
    extensor = replace(
        extensor, points=points, optimal_fibre_length=0.25, tendon_slack_length=0.25
    )
    return replace(
        lever,
        segments=(*lever.segments, a_segment("torso", MASS, [REACH, 0.3, 0.0])),
        joints=(
            *lever.joints,
            a_pin("back", "pelvis", "torso", "lumbar_extension", [0.0, 0.0, 0.0]),
        ),
        coordinates=(
            *lever.coordinates,
            Coordinate(name="lumbar_extension", joint="back", rotational=True),
        ),
        muscles=(*lever.muscles, extensor) if muscles else lever.muscles,
    )
