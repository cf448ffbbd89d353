"""A pelvis and a leg with markers: floating root, ball hip, knee that slides, ankle."""

from __future__ import annotations

import numpy as np

from ilium.maths.multibody.trials import pose_trial
from ilium.model.body_model import (
    BodyModel,
    Coordinate,
    Coupler,
    Joint,
    ModelMarker,
    Placement,
    Segment,
    TransformAxis,
)
from ilium.model.chain import compile_chain, compile_markers
from ilium.model.functions import Constant, Linear, Polynomial, SimmSpline

X, Y, Z = np.eye(3)
KNEE = SimmSpline(
    np.array([-0.2, 0.4, 1.1, 1.7, 2.3]), np.array([0.0, 0.004, 0.009, 0.007, -0.003])
)


def follow(axis, name, function=None) -> TransformAxis:
    """An axis that a coordinate drives."""
    return TransformAxis(axis=axis, function=function or Linear(), coordinate=name)


def segment(name: str, mass: float, centre: float) -> Segment:
    """A segment whose inertia has no symmetry."""
    inertia = mass * np.array(
        [[0.02, 0.001, -0.002], [0.001, 0.008, 0.0005], [-0.002, 0.0005, 0.025]]
    )
    return Segment(
        name=name,
        mass=mass,
        mass_centre=np.array([0.01, centre, 0.02]),
        inertia=inertia,
    )


def joints() -> tuple[Joint, ...]:
    """From ground to foot; the kneecap hangs on the shank's coordinate."""
    root = ("tilt", "list", "turn", "tx", "ty", "tz")
    knee = Placement(np.array([0.0, -0.4, 0.0]), np.array([0.1, -0.2, 0.05]))
    return (
        Joint(
            name="root",
            kind="CustomJoint",
            parent="ground",
            child="pelvis",
            rotations=tuple(map(follow, (Z, X, Y), root[:3])),
            translations=tuple(map(follow, (X, Y, Z), root[3:])),
        ),
        Joint(
            name="hip",
            kind="CustomJoint",
            parent="pelvis",
            child="thigh",
            in_parent=Placement(np.array([-0.05, -0.08, 0.08])),
            rotations=tuple(map(follow, (Z, X, Y), ("flexion", "adduction", "twist"))),
        ),
        Joint(
            name="knee",
            kind="CustomJoint",
            parent="thigh",
            child="shank",
            in_parent=knee,
            in_child=Placement(
                np.array([0.01, 0.02, -0.01]), np.array([0.1, 0.0, 0.0])
            ),
            rotations=(
                follow(-Z, "knee"),
                follow(X, "knee", Polynomial((0.02, -0.05, 0.0))),
            ),
            translations=(
                follow(X, "knee", KNEE),
                TransformAxis(axis=Y, function=Constant(-0.01)),
            ),
        ),
        Joint(
            name="kneecap",
            kind="CustomJoint",
            parent="thigh",
            child="patella",
            in_parent=knee,
            rotations=(follow(Z, "glide", Linear(0.7, 0.1)),),
            translations=(follow(Y, "glide", KNEE),),
        ),
        Joint(
            name="ankle",
            kind="PinJoint",
            parent="shank",
            child="foot",
            in_parent=Placement(np.array([0.0, -0.4, 0.0]), np.array([0.2, 0.1, 0.0])),
            rotations=(follow(Z, "ankle"),),
        ),
    )


RANGES = {
    "tilt": (-1.5, 1.5),
    "list": (-1.5, 1.5),
    "turn": (-3.0, 3.0),
    "flexion": (-0.6, 2.1),
    "adduction": (-0.8, 0.6),
    "twist": (-0.7, 0.7),
    "knee": (0.0, 2.2),
    "ankle": (-0.8, 0.6),
}


def coordinates() -> tuple[Coordinate, ...]:
    """All of them; angles are clamped to their ranges."""
    homes = {
        "root": ("tilt", "list", "turn", "tx", "ty", "tz"),
        "hip": ("flexion", "adduction", "twist"),
        "knee": ("knee",),
        "kneecap": ("glide",),
        "ankle": ("ankle",),
    }
    return tuple(
        Coordinate(
            name=name,
            joint=joint,
            rotational=not name.startswith("t") or name in {"tilt", "turn", "twist"},
            low=RANGES.get(name, (-np.inf, np.inf))[0],
            high=RANGES.get(name, (-np.inf, np.inf))[1],
            clamped=name in RANGES,
        )
        for joint, names in homes.items()
        for name in names
    )


def marked_leg(per_segment: int = 4) -> BodyModel:
    """The model, with up to four markers on every segment but the kneecap."""
    spots = np.array(
        [[0.1, 0, 0], [0, -0.25, 0.05], [-0.05, -0.1, -0.1], [0.07, 0.02, 0.1]]
    )
    named = ("pelvis", "thigh", "shank", "foot")
    return BodyModel(
        name="leg",
        segments=(
            segment("pelvis", 11.0, 0.05),
            segment("thigh", 8.0, -0.17),
            segment("shank", 3.5, -0.18),
            segment("patella", 0.1, 0.0),
            segment("foot", 1.2, -0.03),
        ),
        joints=joints(),
        coordinates=coordinates(),
        couplers=(Coupler(dependent="glide", independent="knee", function=Linear()),),
        markers=tuple(
            ModelMarker(name=f"{name}_{at}", segment=name, location=spot * scale)
            for name, scale in zip(named, (1.0, 1.0, 0.9, 0.6), strict=True)
            for at, spot in enumerate(spots[:per_segment])
        ),
    )


def seen(model: BodyModel, poses: np.ndarray) -> tuple[tuple[str, ...], np.ndarray]:
    """Names and places of all markers in some poses, shape (time, marker, 3) [m]."""
    names = tuple(each.name for each in model.markers)
    compiled = compile_chain(model)
    markers = compile_markers(model, compiled, names)
    rotation, position = pose_trial(compiled.chain, np.array(poses, order="C"))
    spots = np.einsum("tmij,mj->tmi", rotation[:, markers.segment], markers.location)
    return names, spots + position[:, markers.segment]
