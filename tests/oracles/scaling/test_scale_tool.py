"""OpenSim's Scale tool on the same set-up and static trial: factors and markers."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest

from ilium.capture.reading import read_trial
from ilium.kinematics import solve_kinematics
from ilium.kinematics.body_places import model_centres, places_of
from ilium.kinematics.inverse_settings import InverseKinematicsSettings
from ilium.kinematics.marker_registration import CENTRE_WEIGHT, wearing
from ilium.kinematics.model_motion import (
    ROUGHLY,
    model_of_person,
    shipped_landmarks,
)
from ilium.kinematics.scale_factors import LENGTHS
from ilium.kinematics.scaling_settings import ScalingSettings
from ilium.kinematics.tracking import weight_of
from ilium.model.body_model import ModelMarker
from ilium.model.library import shipped_model
from ilium.model.osim_read import read_osim
from ilium.model.osim_write import osim_text
from ilium.model.posed_model import segment_frames
from ilium.muscles.fit import fit_muscles

STATIC = "nimblephysics/opencap_Subject4/MarkerData/static1.trc.gz"
MASS = 69.7
BETWEEN = {
    "middle_of_asis": ("pelvis", "asis_left", "asis_right"),
    "middle_of_psis": ("pelvis", "psis_left", "psis_right"),
}
TRC_HEADINGS = ("DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units",
                "OrigDataRate", "OrigDataStartFrame", "OrigNumFrames")  # fmt: skip
BY_HAND = ("torso",)
"""Segments of which an axis has no length: OpenSim is given ilium's factors."""


@dataclass
class Setup:
    """One person, the same places on model and person."""

    scaled: object
    person: dict[str, np.ndarray]
    time: np.ndarray
    known: dict[str, tuple[str, np.ndarray]]
    pairs: dict[str, tuple[tuple[str, str], ...]]


@pytest.fixture(scope="module")
def setup(samples):
    trial = read_trial(samples / STATIC, isolated=False)
    kinematics = solve_kinematics(trial)
    scaled = model_of_person(
        trial,
        kinematics,
        mass=(MASS, "given"),
        settings=ScalingSettings(),
        inverse=InverseKinematicsSettings(tolerance=1e-9),
    )
    first, last = scaled.standing
    still = (kinematics.time >= first) & (kinematics.time <= last)
    person = {name: each[still] for name, each in places_of(kinematics).items()}
    generic, landmarks = shipped_model(), shipped_landmarks()
    known = {**landmarks, **model_centres(generic, landmarks)}
    for name, (segment, one, two) in BETWEEN.items():
        known[name] = (segment, (known[one][1] + known[two][1]) / 2.0)
    hips = [generic.joint(f"hip_{side}").in_parent.translation for side in "lr"]
    known["middle_of_hips"] = ("pelvis", (hips[0] + hips[1]) / 2.0)
    pairs = {
        length.name: next(
            choice
            for choice in length.choices
            if all(each in person and each in known for pair in choice for each in pair)
        )
        for length in LENGTHS
    }
    return Setup(scaled, person, kinematics.time[still], known, pairs)


@pytest.fixture(scope="module")
def theirs(setup, tmp_path_factory):
    """What OpenSim's Scale tool makes of it."""
    opensim = pytest.importorskip("opensim")
    opensim.Logger.setLevelString("Off")
    folder = tmp_path_factory.mktemp("scale_tool")
    generic, tracked = shipped_model(), setup.scaled.weights
    places = {
        **{name: (each.segment, np.zeros(3)) for name, each in _worn(setup).items()},
        **setup.known,
    }
    marked = replace(
        generic,
        markers=tuple(
            ModelMarker(name=name, segment=segment, location=place)
            for name, (segment, place) in places.items()
            if name in setup.person
        ),
    )
    (folder / "generic.osim").write_text(osim_text(marked), encoding="utf-8")
    seen = [name for name in places if name in setup.person]
    _write_trc(folder / "static.trc", setup, seen)
    tool = opensim.ScaleTool()
    tool.setPathToSubject("")
    tool.setSubjectMass(MASS)
    tool.getGenericModelMaker().setModelFileName(str(folder / "generic.osim"))
    window = opensim.ArrayDouble()
    window.append(float(setup.time[0]) - 1e-6)
    window.append(float(setup.time[-1]) + 1e-6)
    _scaler(opensim, tool.getModelScaler(), setup, folder, window)
    _placer(opensim, tool.getMarkerPlacer(), setup, folder, window)
    assert tracked
    assert tool.run()
    placed = read_osim(folder / "placed.osim")
    table = opensim.TimeSeriesTable(str(folder / "pose.mot"))
    values = {
        label.split("/")[-2]: table.getDependentColumn(label)[0]
        for label in table.getColumnLabels()
        if label.endswith("/value")
    }
    pose = np.array([values[name] for name in placed.free_coordinates])
    return placed, read_osim(folder / "scaled.osim"), pose


def _worn(setup):
    return {each.name: each for each in setup.scaled.model.markers}


def _write_trc(path, setup, names):
    frames, count = setup.time.size, len(names)
    head = [
        f"PathFileType\t4\t(X/Y/Z)\t{path.name}",
        "\t".join(TRC_HEADINGS),
        f"100\t100\t{frames}\t{count}\tm\t100\t1\t{frames}",
        "Frame#\tTime\t" + "\t\t\t".join(names) + "\t\t",
        "\t\t" + "\t".join(f"X{i}\tY{i}\tZ{i}" for i in range(1, count + 1)),
        "",
    ]
    rows = [
        f"{i + 1}\t{t:.12g}\t"
        + "\t".join(f"{v:.12g}" for name in names for v in setup.person[name][i])
        for i, t in enumerate(setup.time)
    ]
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def _scaler(opensim, scaler, setup, folder, window):
    order = opensim.ArrayStr()
    order.append("measurements")
    order.append("manualScale")
    scaler.setScalingOrder(order)
    measurements = opensim.MeasurementSet()
    for length in LENGTHS:
        measurement = opensim.Measurement()
        measurement.setName(length.name)
        measurement.setApply(True)
        for one, two in setup.pairs[length.name]:
            pair = opensim.MarkerPair(one, two)
            measurement.getMarkerPairSet().cloneAndAppend(pair)
        for segment in length.segments:
            body = opensim.BodyScale()
            body.setName(segment)
            axes = opensim.ArrayStr()
            for axis in length.axes:
                axes.append(axis.upper())
            body.setAxisNames(axes)
            measurement.getBodyScaleSet().cloneAndAppend(body)
        measurements.cloneAndAppend(measurement)
    scaler.setMeasurementSet(measurements)
    for name in BY_HAND:
        scale = opensim.Scale()
        scale.setSegmentName(name)
        scale.setApply(True)
        factors = map(float, setup.scaled.factors[name])
        scale.setScaleFactors(opensim.Vec3(*factors))
        scaler.getScaleSet().cloneAndAppend(scale)
    scaler.setMarkerFileName(str(folder / "static.trc"))
    scaler.setTimeRange(window)
    scaler.setPreserveMassDist(True)
    scaler.setOutputModelFileName(str(folder / "scaled.osim"))


def _placer(opensim, placer, setup, folder, window):
    tasks = placer.getIKTaskSet()
    for name, (segment, _) in setup.known.items():
        if name not in setup.person or name.startswith("middle"):
            continue
        task = opensim.IKMarkerTask()
        task.setName(name)
        task.setApply(True)
        task.setWeight(_weight(name, segment))
        tasks.cloneAndAppend(task)
    placer.setStaticPoseFileName(str(folder / "static.trc"))
    placer.setTimeRange(window)
    placer.setMoveModelMarkers(True)
    placer.setOutputModelFileName(str(folder / "placed.osim"))
    placer.setOutputMotionFileName(str(folder / "pose.mot"))


def _weight(name, segment):
    if "_centre" in name:
        return CENTRE_WEIGHT
    return weight_of(name, segment, {}) * ROUGHLY.get(name, 1.0)


def test_factors_and_masses_are_the_scale_tools(oracle, setup, theirs):
    ours, scaled = setup.scaled.model, theirs[1]
    generic = shipped_model()
    factors = []
    for name, each in setup.scaled.factors.items():
        before = [p for m in generic.muscles for p in m.points if p.segment == name]
        after = [p for m in scaled.muscles for p in m.points if p.segment == name]
        for one, two in zip(before, after, strict=True):
            moved = np.abs(one.location) > 0.005
            ratio = two.location[moved] / one.location[moved]
            factors.append(np.abs(ratio / each[moved] - 1.0).max(initial=0.0))
    oracle.holds("scale factor", float(max(factors)))
    masses = [abs(one.mass - scaled.segment(one.name).mass) for one in ours.segments]
    oracle.holds("mass of a segment, Scale tool", max(masses))


def test_fibres_and_tendons_grow_with_their_paths(oracle, setup, theirs):
    ours, scaled = fit_muscles(setup.scaled.model, shipped_model()), theirs[1]
    pairs = list(zip(ours.muscles, scaled.muscles, strict=True))
    apart = {
        one.name: max(
            abs(one.optimal_fibre_length / two.optimal_fibre_length - 1.0),
            abs(one.tendon_slack_length / two.tendon_slack_length - 1.0),
        )
        for one, two in pairs
    }
    worst = max(apart, key=apart.__getitem__)
    oracle.holds("fibre and tendon", apart[worst], case=worst)
    left = max(
        abs(each.optimal_fibre_length / other.optimal_fibre_length - 1.0)
        for each, (_, other) in zip(shipped_model().muscles, pairs, strict=True)
    )
    oracle.bites("fibre and tendon", "lengths of the generic model", left)


def test_markers_stand_where_the_marker_placer_puts_them(oracle, setup, theirs):
    placed, _, pose = theirs
    there = {each.name: each for each in placed.markers}
    carriers = {name: each.segment for name, each in _worn(setup).items()}
    middle = {name: each.mean(axis=0) for name, each in setup.person.items()}
    worn = wearing(setup.scaled.model, pose, middle, carriers)
    apart = {
        each.name: float(np.linalg.norm(each.location - there[each.name].location))
        for each in worn.markers
    }
    worst = max(apart, key=apart.__getitem__)
    oracle.holds("registered marker", apart[worst], case=worst)
    unmoved = max(
        float(np.linalg.norm(place - there[name].location))
        for name, (_, place) in setup.known.items()
        if name in carriers
    )
    oracle.bites("registered marker", "markers left on the generic model", unmoved)


def test_the_model_stands_at_least_as_near_to_the_person(oracle, setup, theirs):
    ours, placers = (_misfit(setup, pose) for pose in (setup.scaled.pose, theirs[2]))
    oracle.holds("weighted marker error above the marker placer's", ours - placers)
    leaning = setup.scaled.pose + 0.03
    error = _misfit(setup, leaning) - placers
    control = "every coordinate 0.03 off"
    oracle.bites("weighted marker error above the marker placer's", control, error)


def _misfit(setup, pose):
    """Weighted root mean square distance of places on the posed model [m]."""
    frames = segment_frames(setup.scaled.model, pose)
    total = weights = 0.0
    for name, (segment, place) in setup.known.items():
        if name in setup.person and not name.startswith("middle"):
            rotation, origin = frames[segment]
            at = rotation @ (place * setup.scaled.factors[segment]) + origin
            weight = _weight(name, segment)
            total += weight * np.sum((setup.person[name].mean(axis=0) - at) ** 2)
            weights += weight
    return float(np.sqrt(total / weights))


def test_a_length_of_another_pair_would_be_noticed(oracle, setup):
    foot = setup.scaled.factors["calcn_r"][0]
    generic, person = setup.known, setup.person
    heel, fifth = "heel_right", "fifth_metatarsal_right"
    model = np.linalg.norm(generic[heel][1] - generic[fifth][1])
    other = np.linalg.norm(person[heel] - person[fifth], axis=1).mean() / model
    oracle.bites("scale factor", "heel to fifth metatarsal", abs(other / foot - 1.0))
    whole = setup.scaled.model.segment("torso").mass * 1.001
    error = whole - setup.scaled.model.segment("torso").mass
    oracle.bites("mass of a segment, Scale tool", "one in a thousand", error)
