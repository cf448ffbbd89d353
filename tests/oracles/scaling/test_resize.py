"""The same factors given to OpenSim and to ilium."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.model.functions import Scaled
from ilium.model.osim_read import read_osim
from ilium.model.resize import resize

MODEL = "nimblephysics/opencap_Subject4/Models/manually_scaled.osim"
MASS = 61.5


@pytest.fixture(scope="module")
def both(samples, tmp_path_factory):
    """The model as read, ilium's scaled one, OpenSim's and the factors."""
    opensim = pytest.importorskip("opensim")
    opensim.Logger.setLevelString("Off")
    path = samples / MODEL
    generic = read_osim(path)
    rng = np.random.default_rng(3)
    factors = {each.name: rng.uniform(0.8, 1.2, 3) for each in generic.segments}
    factors["tibia_l"][:] = 1.07
    model = opensim.Model(str(path))
    state = model.initSystem()
    scales = opensim.ScaleSet()
    for name, each in factors.items():
        scale = opensim.Scale()
        scale.setSegmentName(name)
        scale.setScaleFactors(opensim.Vec3(*map(float, each)))
        scale.setApply(True)
        scales.cloneAndAppend(scale)
    model.scale(state, scales, True, MASS)
    written = tmp_path_factory.mktemp("scaled") / "scaled.osim"
    model.printToXML(str(written))
    return generic, resize(generic, factors, MASS), read_osim(written), factors


def apart(ours, theirs, what):
    """Largest difference of one figure over pairs of parts."""
    pairs = zip(ours, theirs, strict=True)
    return max(float(np.max(np.abs(what(a) - what(b)))) for a, b in pairs)


def errors(ours, theirs):
    """Every quantity's largest difference."""
    points = [
        [each for muscle in model.muscles for each in muscle.points]
        for model in (ours, theirs)
    ]
    displacements = [
        [each.function for joint in model.joints for each in joint.translations]
        for model in (ours, theirs)
    ]
    factors = [
        np.array([each.factor if isinstance(each, Scaled) else 1.0 for each in side])
        for side in displacements
    ]
    placed = (
        apart(ours.joints, theirs.joints, lambda each: each.in_parent.translation),
        apart(ours.joints, theirs.joints, lambda each: each.in_child.translation),
        apart(ours.segments, theirs.segments, lambda each: each.mass_centre),
    )
    held = (
        apart(*points, lambda each: each.location),
        apart(ours.markers, theirs.markers, lambda each: each.location),
        apart(ours.surfaces, theirs.surfaces, lambda each: np.array(each.dimensions)),
        apart(ours.surfaces, theirs.surfaces, lambda each: each.placement.translation),
    )
    inertia = max(
        float(np.max(np.abs(a.inertia - b.inertia)) / np.abs(b.inertia).max())
        for a, b in zip(ours.segments, theirs.segments, strict=True)
    )
    return {
        "mass": apart(ours.segments, theirs.segments, lambda each: each.mass),
        "centre of mass and joint frames": max(placed),
        "inertia, relative": inertia,
        "displacements in joints, relative": float(
            np.max(np.abs(factors[0] / factors[1] - 1))
        ),
        "path points, wrapping surfaces and markers": max(held),
    }


def test_a_resized_model_is_opensims(oracle, both):
    _, ours, theirs, _ = both
    for quantity, error in errors(ours, theirs).items():
        oracle.holds(quantity, error)


def test_wrong_factors_masses_and_inertias_would_be_noticed(oracle, both):
    generic, ours, theirs, factors = both
    twisted = {name: each[[1, 0, 2]] for name, each in factors.items()}
    for quantity, error in errors(resize(generic, twisted, MASS), theirs).items():
        if quantity != "mass":
            oracle.bites(quantity, "x and y exchanged", error)
    heavy = errors(resize(generic, factors, MASS + 0.1), theirs)
    oracle.bites("mass", "100 g more", heavy["mass"])
    squared = replace(
        ours,
        segments=tuple(
            replace(each, inertia=old.inertia * float(np.mean(factors[each.name])) ** 2)
            for each, old in zip(ours.segments, generic.segments, strict=True)
        ),
    )
    wrong = errors(squared, theirs)
    oracle.bites("inertia, relative", "mean factor squared", wrong["inertia, relative"])
