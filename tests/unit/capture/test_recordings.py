"""The public recordings: which marker set each has, and where the person faces."""

from __future__ import annotations

import pytest

from ilium.capture.quality import check_quality
from ilium.capture.reading import read_trial
from ilium.errors import InputError
from ilium.model.marker_sets import recognise

OPENCAP = "nimblephysics/opencap_Subject4/MarkerData/"
KNOWN = [
    ("biomdp/vicon_CMJ_kinem_kinet_emg.c3d", "pelvis_and_leg", "+y", "+z"),
    ("biomechzoo/HC002D/Static/HC002D02.c3d", "plug_in_gait_oxford", "-y", "+z"),
    ("biomechzoo/HC036A/Straight/HC036A10.c3d", "plug_in_gait_oxford", "-y", "+z"),
    ("bmc_ric_running/RBDS001runT35.c3d", "running_clinic", "+x", "+y"),
    ("btkdata/PiG/PiG_Motion-FlatFoot-Full.c3d", "plug_in_gait", "+x", "+z"),
    ("btkdata/PiG/PiG_Motion3_FF.c3d", "plug_in_gait_lower", "+y", "+z"),
    ("btkdata/PiG_raw_before_model/static 01.c3d", "plug_in_gait_lower", "+x", "+z"),
    ("btkdata/others/Gait.c3d", "helen_hayes", "-x", "+z"),
    ("c3d_org_samples/sample_00_MAC_jump/Sample_Jump2.c3d", "helen_hayes", "+y", "+z"),
    ("c3d_org_samples/sample_09/VER4C3D.c3d", "plug_in_gait", "+x", "+z"),
    ("c3d_org_samples/sample_10/TYPE-2a.c3d", "helen_hayes", "+x", "+z"),
    ("c3d_org_samples/sample_10/TYPE-3.c3d", "helen_hayes_medial", "+x", "+z"),
    ("ezc3d_history/Qualisys.c3d", "ior", "+x", "+z"),
    ("nimblephysics/JA1_sprint/JA1Gait35.c3d", "sprint", "+y", "+z"),
    ("nimblephysics/UpsideDown_drop_jump/trial1.c3d", "dotted_acl", "+y", "+z"),
    ("nimblephysics/UpsideDown_drop_jump/trial2.c3d", "dotted_acl", "+x", "+z"),
    ("nimblephysics/c3d_misc/squat.c3d", "waist", "+z", "+y"),
    (f"{OPENCAP}DJ1.trc", "opencap", "+x", "+y"),
    (f"{OPENCAP}walkingTS1.trc", "opencap", "+x", "+y"),
    ("opensim_core/Tests_shared/walking2.c3d", "condyles_and_clusters", "+x", "+z"),
    ("opensim_core/Tests_shared/walking5.c3d", "condyles_and_clusters", "-x", "+z"),
    ("pycgm/ROM/Sample_Static.c3d", "plug_in_gait", "+y", "+z"),
]
UNKNOWN = [
    "btkdata/others/561xxa01_anonym.C3D",
    "c3d_org_samples/sample_01/Eb015pr.c3d",
    "c3d_org_samples/sample_02/pc_real.c3d",
    "c3d_org_samples/sample_10/TYPE-2.C3D",
    "kineticstoolkit/walkingOptiTrack.c3d",
    "opensim_core/odd_trc/dataWithEformat.trc",
]


@pytest.mark.parametrize(("path", "name", "forwards", "up"), KNOWN)
def test_marker_set_and_frame_of_a_recording(samples, path, name, forwards, up):
    trial = read_trial(samples / path, isolated=False)
    match = recognise(trial.marker_names)
    assert match.name == name
    assert {"asis_left", "asis_right"} <= set(match.landmarks)
    assert (trial.lab.forwards, trial.lab.up) == (forwards, up)


@pytest.mark.parametrize("path", UNKNOWN)
def test_recordings_of_no_known_set_are_refused_with_what_they_hold(samples, path):
    trial = read_trial(samples / path, isolated=False)
    with pytest.raises(InputError, match="nearest known set") as caught:
        recognise(trial.marker_names)
    assert trial.marker_names[0] in caught.value.problem


@pytest.mark.parametrize(
    ("path", "kind", "where"),
    [
        ("bmc_ric_running/RBDS001runT35.c3d", "places-inverted", "R.MT5, R.MT1"),
        ("nimblephysics/c3d_misc/squat.c3d", "places-inverted", "RMT5, RMT1"),
        ("btkdata/PiG/PiG_Motion-FlatFoot-Full.c3d", "marker-gap", "LFHD"),
        (f"{OPENCAP}DJ1.trc", "marker-jump", "r_5meta"),
        (
            "kineticstoolkit/walkingOptiTrack.c3d",
            "marker-swap",
            "Foot_Marker3, Foot_Marker5",
        ),
    ],
)
def test_what_is_doubtful_about_a_recording_is_found(samples, path, kind, where):
    trial = check_quality(read_trial(samples / path, isolated=False))
    assert where in [each.where for each in trial.issues if each.kind == kind]


@pytest.mark.parametrize(
    "path",
    [
        "btkdata/PiG/PiG_Motion3_FF.c3d",
        "biomechzoo/HC030A/Straight/HC030A05.c3d",
        "biomdp/vicon_CMJ_kinem_kinet_emg.c3d",
        f"{OPENCAP}DJ2.trc",
        "ezc3d_history/Qualisys.c3d",
    ],
)
def test_sound_recordings_raise_no_alarm(samples, path):
    trial = read_trial(samples / path, isolated=False)
    found = check_quality(trial).issues[len(trial.issues) :]
    assert [each.what for each in found if each.severity != "note"] == []
