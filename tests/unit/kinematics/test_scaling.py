"""The model fitted to a person: sizes, masses, markers; what cannot be told is said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.capture.reading import read_trial
from ilium.core.quantity import labels, values
from ilium.errors import InputError, InsufficientDataError
from ilium.kinematics import solve_kinematics
from ilium.kinematics.inverse_settings import InverseKinematicsSettings
from ilium.kinematics.model_motion import (
    follow_markers,
    follow_own,
    model_of_person,
    shipped_landmarks,
)
from ilium.kinematics.own_model import matched_labels, own_landmarks
from ilium.kinematics.scaling import default_places, scale_model
from ilium.kinematics.scaling_settings import ScalingSettings
from ilium.model.body_model import ModelMarker
from ilium.model.library import shipped_model
from ilium.model.osim_read import read_osim
from ilium.model.posed_model import segment_frames

STATIC = "nimblephysics/opencap_Subject4/MarkerData/static1.trc.gz"
OWN = "nimblephysics/opencap_Subject4/Models/manually_scaled.osim"
SETS = {
    "condyles_and_clusters": "opensim_core/Tests_shared/std_walking2_markers.trc",
    "dotted_acl": "nimblephysics/UpsideDown_drop_jump/trial2.c3d",
    "helen_hayes": "c3d_org_samples/sample_00_MAC_jump/Sample_Jump2.c3d",
    "helen_hayes_medial": "c3d_org_samples/sample_10/TYPE-3.c3d",
    "ior": "ezc3d_history/Qualisys.c3d",
    "opencap": STATIC,
    "pelvis_and_leg": "biomdp/vicon_CMJ_kinem_kinet_emg.c3d",
    "plug_in_gait": "btkdata/PiG/PiG_Calibration-FlatFoot-Full.c3d",
    "plug_in_gait_lower": "btkdata/PiG/PiG_Calibration3_FF.c3d",
    "plug_in_gait_oxford": "biomechzoo/HC002D/Static/HC002D02.c3d",
    "running_clinic": "bmc_ric_running/RBDS001static.c3d",
    "sprint": "nimblephysics/JA1_sprint/JA1Gait35.c3d",
    "waist": "nimblephysics/c3d_misc/squat.c3d",
}
"""One recording of each marker set that the public recordings hold."""
INVERSE = InverseKinematicsSettings()


@pytest.fixture(scope="module")
def static(samples):
    return read_trial(samples / STATIC, isolated=False)


@pytest.fixture(scope="module")
def standing(static):
    return solve_kinematics(static)


@pytest.fixture(scope="module")
def scaled(static, standing):
    return model_of_person(
        static,
        standing,
        mass=(70.0, "given"),
        settings=ScalingSettings(),
        inverse=INVERSE,
    )


def test_the_scaled_model_has_the_persons_mass_and_leg_lengths(scaled, standing):
    assert scaled.model.mass == pytest.approx(70.0)
    places = default_places(
        scaled.model,
        {
            name: (segment, place * scaled.factors[segment])
            for name, (segment, place) in shipped_landmarks().items()
        },
    )
    frames = segment_frames(scaled.model, None)
    hip, knee = frames["femur_l"][1], places["knee_left"] + places["knee_medial_left"]
    thigh = np.linalg.norm(hip - knee / 2.0)
    apart = standing.joint("hip_left") - standing.joint("knee_left")
    assert thigh == pytest.approx(np.linalg.norm(apart, axis=1).mean(), rel=0.002)


def test_every_marker_is_where_the_person_wore_it(scaled, standing):
    frames = segment_frames(scaled.model, scaled.pose)
    first, last = scaled.standing
    still = (standing.time >= first) & (standing.time <= last)
    for marker in scaled.model.markers:
        rotation, origin = frames[marker.segment]
        worn = rotation @ marker.location + origin
        seen = np.nanmean(standing.landmark(marker.name)[still], axis=0)
        np.testing.assert_allclose(worn, seen, atol=1e-9, err_msg=marker.name)


def test_markers_of_clusters_are_followed_and_centres_are_not(scaled):
    names = set(scaled.weights)
    assert {"thigh_tracker_1_left", "shank_tracker_2_right"} <= names
    assert not any("centre" in name for name in names)


def test_a_static_solved_by_its_own_model_returns_the_pose(scaled, static):
    motion = follow_markers(scaled, static, (), INVERSE)
    assert np.nanmedian(values(motion.residuals)) < 0.004
    apart = values(motion.coordinates)[20] - scaled.pose
    assert np.abs(apart).max() < 0.05


def test_a_model_twice_scaled_keeps_its_size(static, standing, scaled):
    places = shipped_landmarks()
    grown = {
        name: (segment, place * scaled.factors[segment])
        for name, (segment, place) in places.items()
    }
    again = scale_model(replace(scaled.model, markers=()), grown, standing)
    for name, factors in again.factors.items():
        np.testing.assert_allclose(factors, 1.0, atol=0.08, err_msg=name)
    legs = [name for name in again.factors if name.startswith(("femur", "tibia"))]
    for name in legs:
        np.testing.assert_allclose(again.factors[name], 1.0, atol=1e-3)


def test_a_child_has_a_childs_factors(static, standing):
    def half(array):
        return (array * 0.5).assign_attrs(array.attrs)

    small = replace(
        standing,
        landmarks=half(standing.landmarks),
        joint_centres=half(standing.joint_centres),
    )
    full, child = (
        scale_model(shipped_model(), shipped_landmarks(), each, mass=(20.0, "given"))
        for each in (standing, small)
    )
    for name in full.factors:
        np.testing.assert_allclose(child.factors[name], full.factors[name] / 2.0)
    sizes = {e.where: e.severity for e in child.issues if e.kind == "segment-size"}
    assert sizes["femur_r"] == "serious"
    assert sizes["humerus_r"] == "caution"


@pytest.mark.parametrize("name", SETS)
def test_every_marker_set_scales_what_it_can(samples, name):
    whole = read_trial(samples / SETS[name], isolated=False)
    trial = replace(whole, markers=whole.markers[: 4 * int(whole.rate)])
    kinematics = solve_kinematics(trial)
    found = model_of_person(
        trial, kinematics, mass=None, settings=ScalingSettings(), inverse=INVERSE
    )
    assert kinematics.marker_set == name
    assert "pelvis" in found.measured
    low, high = np.quantile([each.mean() for each in found.factors.values()], [0, 1])
    assert 0.6 < low <= high < 1.6, found.sources
    kinds = {each.kind for each in found.issues}
    assert {"model-without-static", "mass-estimated"} <= kinds
    motion = follow_markers(found, trial, (), INVERSE)
    arms = {"elbow_flex_l", "lumbar_extension"} & set(motion.undetermined)
    seen = any(each.startswith("elbow") for each in found.weights)
    assert bool(arms) is not (seen and "torso" in found.measured)


def test_without_pelvis_and_leg_there_is_no_model(static, standing):
    few = [name for name in labels(standing.landmarks, "landmark") if "wrist" in name]
    bare = replace(
        standing,
        landmarks=standing.landmarks.sel(landmark=few),
        joint_centres=standing.joint_centres * np.nan,
    )
    with pytest.raises(InsufficientDataError, match="size of the pelvis"):
        model_of_person(
            static, bare, mass=None, settings=ScalingSettings(), inverse=INVERSE
        )


def test_an_own_model_follows_its_markers_by_name(samples, static):
    model = read_osim(samples / OWN)
    motion = follow_own(model, static, {}, INVERSE)
    assert motion.model is model
    assert np.nanmedian(values(motion.residuals)) < 0.02
    assert "subtalar_angle_r" in motion.names


def test_an_own_model_of_other_names_is_refused(samples, static):
    model = read_osim(samples / OWN)
    renamed = replace(
        model,
        markers=tuple(
            ModelMarker(name=f"m{i}", segment=each.segment, location=each.location)
            for i, each in enumerate(model.markers)
        ),
    )
    with pytest.raises(InputError, match="0 marker names in common"):
        matched_labels(renamed, static.marker_names)
    with pytest.raises(InputError, match="cannot be scaled"):
        own_landmarks(renamed)


def test_an_own_generic_model_is_scaled_when_asked(samples, static, standing):
    model = read_osim(samples / OWN)
    found = model_of_person(
        static,
        standing,
        mass=(70.0, "given"),
        given=model,
        settings=ScalingSettings(),
        inverse=INVERSE,
    )
    legs = [name for name in found.factors if name.startswith(("femur", "tibia"))]
    for name in legs:
        np.testing.assert_allclose(found.factors[name], 1.0, atol=0.04)


@pytest.mark.parametrize(
    "wrong", [{"still": 0.0}, {"weights": {"asis_left": -1.0}}], ids=str
)
def test_settings_that_make_no_sense_are_refused(wrong):
    with pytest.raises(InputError):
        ScalingSettings(**wrong)
