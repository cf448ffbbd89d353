"""Recordings that the model cannot use as they are: said, not guessed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import ilium
from ilium.cli import main
from ilium.core.dictionary import MARKER_POSITION
from ilium.core.quantity import values
from ilium.errors import InputError
from ilium.settings import settings_from

FOLDER = "btkdata/PiG"
OPENCAP = "nimblephysics/opencap_Subject4"
MOMENTS = settings_from({"musculoskeletal": {"depth": "moments"}})


@pytest.fixture(scope="module")
def walk(samples):
    return ilium.read_trial(samples / FOLDER / "PiG_Motion3_noFF.c3d")


@pytest.fixture(scope="module")
def standing(samples):
    return ilium.read_trial(samples / FOLDER / "PiG_Calibration3_noFF.c3d")


def said(analysis, kind):
    """Issues of one kind."""
    return [each for each in analysis.issues if each.kind == kind]


def with_markers(trial, positions):
    return replace(
        trial,
        markers=MARKER_POSITION.label(
            positions, time=trial.time, marker=trial.marker_names, axis=["x", "y", "z"]
        ),
    )


def without(trial, *names):
    lost = values(trial.markers).copy()
    lost[:, [trial.marker_names.index(name) for name in names]] = np.nan
    return with_markers(trial, lost)


def test_without_a_static_the_model_is_fitted_to_the_stillest_frames(walk):
    analysis = ilium.analyse(walk, settings=MOMENTS)
    (doubt,) = said(analysis, "model-without-static")
    assert doubt.severity == "caution"
    assert doubt.start is not None
    assert f"{doubt.start:.2f} s" in doubt.what
    assert doubt.end - doubt.start < 0.05
    assert analysis.motion is not None


def test_a_static_of_another_person_is_refused_with_the_lengths(walk, standing):
    middle = values(standing.markers).mean(axis=1, keepdims=True)
    taller = with_markers(standing, middle + 1.2 * (values(standing.markers) - middle))
    with pytest.raises(InputError, match="another person") as raised:
        ilium.analyse(walk, static=taller, settings=MOMENTS)
    assert "%" in raised.value.problem


def test_a_static_that_differs_in_one_length_is_told_by_how_much(walk, standing):
    moved = values(standing.markers).copy()
    toe, heel = (standing.marker_names.index(name) for name in ("LTOE", "LHEE"))
    moved[:, toe] += 0.25 * (moved[:, toe] - moved[:, heel])
    analysis = ilium.analyse(walk, static=with_markers(standing, moved))
    (doubt,) = said(analysis, "static-mismatch")
    assert doubt.value == pytest.approx(-0.2, abs=0.05)


def test_a_mass_that_contradicts_the_plates_is_said_and_one_is_used(samples):
    folder = samples / OPENCAP
    recording, forces = folder / "MarkerData/DJ1.trc", folder / "GRF/DJ1_grf.mot"
    heavy = ilium.Participant(mass=95.0)
    analysis = ilium.analyse(
        recording, forces=forces, participant=heavy, settings=MOMENTS
    )
    (doubt,) = said(analysis, "body-weight")
    assert "95.0" in doubt.what or "932 N" in doubt.what
    assert analysis.scaled is not None
    used = "plates" if "use the plates" in doubt.what else "given"
    assert used in analysis.scaled.mass_source


def test_without_plates_there_are_angles_and_the_reason(walk, standing):
    analysis = ilium.analyse(replace(walk, plates=()), static=standing)
    assert analysis.motion is not None
    assert analysis.kinetics is None
    assert said(analysis, "no-plates")


def test_without_mass_the_estimate_is_said(walk, standing):
    nobody = ilium.Participant()
    trials = [replace(each, plates=(), participant=nobody) for each in (walk, standing)]
    analysis = ilium.analyse(trials[0], static=trials[1])
    (doubt,) = said(analysis, "mass-estimated")
    assert 40.0 < doubt.value < 110.0


def test_a_foot_beside_the_plates_is_named_with_its_time(walk, standing):
    analysis = ilium.analyse(walk, static=standing, settings=MOMENTS)
    beside = said(analysis, "contact-without-plate")
    assert beside
    assert all(each.start is not None and "foot" in each.what for each in beside)
    moments = analysis.kinetics.moment("knee_angle_r")
    time = analysis.kinetics.time
    first = next(each for each in beside if "right" in each.what)
    inside = (time > first.start + 0.05) & (time < first.end - 0.05)
    assert np.isnan(moments[inside]).all()
    assert np.isfinite(moments).any()


def test_a_marker_set_too_small_for_a_joint_names_the_coordinates(walk, standing):
    toes = ("LTOE", "RTOE", "LHEE", "RHEE")
    analysis = ilium.analyse(
        without(walk, *toes), static=without(standing, *toes), settings=MOMENTS
    )
    (open_,) = said(analysis, "undetermined")
    assert "ankle_angle_r" in open_.what
    assert np.isnan(analysis.motion.coordinate("ankle_angle_r")).all()
    assert np.isfinite(analysis.motion.coordinate("knee_angle_r")).any()


def test_without_a_pelvis_the_model_is_left_out_and_the_rest_runs(walk, standing):
    spines = ("LASI", "RASI")
    analysis = ilium.analyse(without(walk, *spines), static=without(standing, *spines))
    (left,) = said(analysis, "stage-left-out")
    assert "size of the pelvis" in left.what
    assert analysis.motion is None
    assert analysis.measures


def test_a_jump_of_the_markers_asks_for_moments_that_are_named(walk, standing):
    torn = values(walk.markers).copy()
    names = [name for name in walk.marker_names if name[1:] in ("TIB", "ANK", "HEE")]
    torn[100:103, [walk.marker_names.index(name) for name in names]] += 0.3
    raw = settings_from({"kinetics": {"cutoff": 40.0}})
    bare = replace(raw, musculoskeletal=MOMENTS.musculoskeletal)
    analysis = ilium.analyse(with_markers(walk, torn), static=standing, settings=bare)
    kinds = {each.kind for each in analysis.engine_issues}
    assert kinds & {"implausible-moment", "residual-moment", "stage-left-out"}
    named = [each for each in analysis.engine_issues if each.kind == "marker-distance"]
    assert any(each.start is not None for each in named)


def test_smoothed_trajectories_are_not_filtered_again(walk, standing):
    smooth = {"smoothing": {"method": "butterworth", "cutoff": 7.0}}
    chosen = {**smooth, "musculoskeletal": {"depth": "moments"}}
    analysis = ilium.analyse(walk, static=standing, settings=settings_from(chosen))
    loads = analysis.kinetics.loads
    assert loads.cutoff == 7.0
    assert loads.motion_cutoff is None
    solved = values(analysis.motion.coordinates)
    np.testing.assert_array_equal(values(analysis.kinetics.motion), solved)


def test_an_own_model_with_other_names_ends_with_both_lists(samples, tmp_path, capsys):
    folder = samples / OPENCAP
    model = folder / "Models/manually_scaled.osim"
    walk = samples / FOLDER / "PiG_Motion3_noFF.c3d"
    command = [
        "analyse",
        str(walk),
        "--model",
        str(model),
        "--out",
        str(tmp_path / "o"),
    ]
    assert main([*command, "--no-muscles"]) == 2
    error = capsys.readouterr().err
    assert "marker names in common" in error
    assert "LASI" in error or "LANK" in error


def test_an_own_scaled_model_is_taken_as_it_is(samples):
    folder = samples / OPENCAP
    analysis = ilium.analyse(
        folder / "MarkerData/DJ1.trc",
        forces=folder / "GRF/DJ1_grf.mot",
        model=folder / "Models/manually_scaled.osim",
        settings=MOMENTS,
    )
    assert analysis.scaled is None
    assert "subtalar_angle_r" in analysis.motion.names
    assert analysis.kinetics is not None
    assert not said(analysis, "model-without-static")
