"""OpenSim's and ilium's picture of one model in one pose."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ilium.maths.multibody.links import poses
from ilium.model.chain import compile_chain
from ilium.model.function_pieces import value_at


@dataclass
class Picture:
    """Places in ground by name [m], axes of segments [1], lengths of muscles [m]."""

    origins: dict[str, np.ndarray] = field(default_factory=dict)
    axes: dict[str, np.ndarray] = field(default_factory=dict)
    markers: dict[str, np.ndarray] = field(default_factory=dict)
    points: dict[str, np.ndarray] = field(default_factory=dict)
    lengths: dict[str, np.ndarray] = field(default_factory=dict)


def random_pose(model, rng):
    """Coordinate to a value within its range, but not further than 1 rad or 1 m."""
    return {
        name: rng.uniform(max(each.low, -1.0), min(each.high, 1.0))
        for name in model.free_coordinates
        for each in [model.coordinate(name)]
    }


def picture_of_opensim(opensim, path, model, pose):
    """Load a file in OpenSim and pose it; coupled coordinates follow `model`."""
    loaded = opensim.Model(str(path))
    state = loaded.initSystem()
    full = {each.name: each.default for each in model.coordinates} | pose
    waiting = list(model.couplers)
    while waiting:
        coupler = waiting.pop(0)
        if coupler.independent in {each.dependent for each in waiting}:
            waiting.append(coupler)
            continue
        full[coupler.dependent] = value_at(coupler.function, full[coupler.independent])
    coordinates = loaded.getCoordinateSet()
    for name, value in full.items():
        coordinate = coordinates.get(name)
        coordinate.setLocked(state, False)
        coordinate.setValue(state, float(value), False)
    loaded.realizePosition(state)
    seen = Picture()
    for segment in model.segments:
        frame = loaded.getBodySet().get(segment.name).getTransformInGround(state)
        seen.origins[segment.name] = array(frame.p())
        turn = frame.R().asMat33()
        seen.axes[segment.name] = np.array(
            [[turn.get(i, j) for j in range(3)] for i in range(3)]
        )
    for marker in model.markers:
        place = loaded.getMarkerSet().get(marker.name).getLocationInGround(state)
        seen.markers[marker.name] = array(place)
    for muscle in model.muscles:
        path_of = loaded.getMuscles().get(muscle.name)
        seen.lengths[muscle.name] = np.array(path_of.getLength(state))
        points = opensim.GeometryPath.safeDownCast(path_of.getPath()).getPathPointSet()
        for number, point in enumerate(muscle.points):
            there = points.get(number).getLocationInGround(state)
            seen.points[f"{muscle.name} {point.name}"] = array(there)
    return seen


def picture_of_ilium(model, pose):
    """Pose a model by ilium's own chain."""
    compiled = compile_chain(model)
    q = np.array([pose[name] for name in compiled.coordinates], dtype=np.float64)
    rotation = np.empty((len(compiled.segments), 3, 3))
    position = np.empty((len(compiled.segments), 3))
    poses(compiled.chain, q, rotation, position)
    frames = dict(
        zip(compiled.segments, zip(rotation, position, strict=True), strict=True)
    )
    frames["ground"] = np.eye(3), np.zeros(3)

    def place(segment, location):
        return frames[segment][0] @ location + frames[segment][1]

    seen = Picture()
    for name in compiled.segments:
        seen.axes[name], seen.origins[name] = frames[name]
    for marker in model.markers:
        seen.markers[marker.name] = place(marker.segment, marker.location)
    for muscle in model.muscles:
        for point in muscle.points:
            location = moved(point, pose)
            seen.points[f"{muscle.name} {point.name}"] = place(point.segment, location)
    return seen


def moved(point, pose):
    """Where a path point is in its segment."""
    location = np.array(point.location)
    for axis, motion in enumerate(point.motion):
        if motion is not None:
            location[axis] = value_at(motion[1], pose[motion[0]])
    return location


def largest(one, two):
    """Largest difference between two pictures' parts of the same names."""
    assert set(one) == set(two)
    return max(float(np.abs(one[name] - two[name]).max()) for name in one)


def array(vector):
    """Three numbers of OpenSim's."""
    return np.array([vector.get(axis) for axis in range(3)])
