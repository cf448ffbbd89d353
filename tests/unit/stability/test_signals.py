"""Angles of a posed body come back with the signs of the evidence."""

from __future__ import annotations

import numpy as np
import pytest

from builders import a_body, a_clock, a_movement, mirrored, without
from ilium.conventions import SIDES, SIGN, other
from ilium.core.quantity import labels, values
from ilium.stability.heading import Heading
from ilium.stability.signals import angles_over_time, stability_signals
from ilium.units import DEGREE, degrees
from posed import one

FORWARDS = Heading(forwards=np.array([1.0, 0.0, 0.0]), source="recording")
BRIEF = a_clock(0.1)


def angle(name: str, **pose) -> float:
    """One angle of a body in one pose [deg], angles of the pose in degrees."""
    turned = {key: value * DEGREE for key, value in pose.items()}
    found = angles_over_time(a_body(BRIEF, **turned), FORWARDS)
    return float(degrees(found[name][0]))


@pytest.mark.parametrize(
    ("name", "pose", "expected"),
    [
        ("pelvic_drop_right", {"obliquity": 7.0}, 7.0),
        ("pelvic_drop_left", {"obliquity": 7.0}, -7.0),
        ("pelvic_hike_left", {"obliquity": 7.0}, 7.0),
        ("pelvic_obliquity", {"obliquity": 7.0}, 7.0),
        ("pelvic_rotation_left", {"rotation": 7.0}, 7.0),
        ("pelvic_rotation_right", {"rotation": 7.0}, -7.0),
        ("pelvic_yaw", {"rotation": 7.0}, 7.0),
        ("pelvic_tilt", {"tilt": 12.0}, 12.0),
        ("hip_adduction_left", {"hip_adduction": 9.0}, 9.0),
        ("hip_adduction_right", {"hip_adduction": 9.0}, 9.0),
        ("hip_flexion_left", {"hip_flexion": 30.0}, 30.0),
        ("knee_flexion_right", {"knee_flexion": 60.0}, 60.0),
        ("knee_abduction_left", {"knee_abduction": 6.0}, 6.0),
        ("knee_abduction_right", {"knee_abduction": 6.0}, 6.0),
        ("trunk_lean_right", {"lean": 8.0}, 8.0),
        ("trunk_lean_left", {"lean": 8.0}, -8.0),
        ("trunk_side_lean", {"lean": 8.0}, 8.0),
        ("trunk_inclination", {"inclination": 20.0}, 20.0),
        ("thorax_yaw", {"turn": 11.0}, 11.0),
        ("trunk_pelvis_separation", {"turn": 11.0, "rotation": 4.0}, 7.0),
        ("thorax_on_pelvis_flexion", {"inclination": 20.0}, 20.0),
        ("thorax_on_pelvis_flexion", {"inclination": 20.0, "tilt": 5.0}, 15.0),
        ("lumbar_flexion", {"lumbar": 13.0, "tilt": 5.0}, 13.0),
        ("thorax_side_bend_left", {"lean": 6.0}, 6.0),
        ("thorax_side_bend_right", {"lean": 6.0}, -6.0),
        ("shin_inclination_sagittal_left", {"knee_flexion": -9.0}, -9.0),
        ("shin_inclination_frontal_left", {"hip_adduction": 5.0}, -5.0),
        ("shin_inclination_frontal_right", {"knee_abduction": 5.0}, 5.0),
        ("fppa_joint_centres_left", {"knee_abduction": 10.0}, 10.0),
        ("fppa_joint_centres_right", {"knee_abduction": -10.0}, -10.0),
        ("pelvis_on_femur_right", {}, 90.0),
        ("pelvis_on_femur_right", {"hip_adduction": 7.0}, 83.0),
        ("pelvis_on_femur_left", {"hip_adduction": 7.0}, 83.0),
        ("trunk_minus_shin_left", {"inclination": 10.0, "knee_flexion": -4.0}, 14.0),
    ],
)
def test_a_posed_angle_reads_back_with_its_sign(name, pose, expected):
    assert angle(name, **pose) == pytest.approx(expected, abs=1e-9)


def test_a_dropped_pelvis_on_a_vertical_femur_stands_at_83_degrees():
    pose = {"obliquity": 7.0, "hip_adduction": 7.0}
    assert angle("pelvis_on_femur_right", **pose) == pytest.approx(83.0, abs=1e-9)
    assert angle("pelvic_drop_right", **pose) == pytest.approx(7.0, abs=1e-9)


def plug_in_gait_obliquity(pelvis: np.ndarray) -> float:
    """Middle angle of the tilt-first sequence, from the segment's axes [deg]."""
    return float(degrees(-np.arcsin(pelvis[2, 1])))


def test_a_level_iliac_line_is_level_where_plug_in_gait_reads_minus_six_degrees():
    tilt, rotation = 30.0 * DEGREE, -10.0 * DEGREE
    obliquity = np.arcsin(np.tan(tilt) * np.tan(rotation))
    body = a_body(BRIEF)
    pelvis = tilt_first(tilt, obliquity, rotation)
    posed = with_pelvis(body, pelvis)
    found = angles_over_time(posed, FORWARDS)
    assert degrees(found["pelvic_drop_right"][0]) == pytest.approx(0.0, abs=1e-9)
    assert degrees(found["pelvic_drop_left"][0]) == pytest.approx(0.0, abs=1e-9)
    assert degrees(obliquity) == pytest.approx(-5.84, abs=0.01)
    assert plug_in_gait_obliquity(pelvis) == pytest.approx(-5.84, abs=0.01)


def tilt_first(tilt: float, obliquity: float, rotation: float) -> np.ndarray:
    """Pelvis posed by Plug-in Gait's right-side angles: tilt, obliquity, rotation."""
    from builders import turned

    return (turned(2, -tilt) @ turned(0, -obliquity) @ turned(1, rotation))[0]


def with_pelvis(body, pelvis: np.ndarray):
    """Return the body with its iliac spines where this pelvis has them."""
    from dataclasses import replace

    from builders import PELVIS

    landmarks = values(body.landmarks).copy()
    names = labels(body.landmarks, "landmark")
    middle = np.array([0.0, 0.98, 0.0])
    for side, sign in (("left", -1), ("right", 1)):
        x, y, z = PELVIS["asis"]
        place = middle + pelvis @ np.array([x, y, sign * z])
        landmarks[:, names.index(f"asis_{side}")] = place
    segments = values(body.segments).copy()
    segments[:, 0] = pelvis
    return replace(
        body,
        landmarks=body.landmarks.copy(data=landmarks),
        segments=body.segments.copy(data=segments),
    )


def test_the_two_frontal_projections_differ_because_the_spine_is_no_hip():
    body = {"knee_abduction": 10.0}
    joint, spine = (angle(f"fppa_{each}_left", **body) for each in
                    ("joint_centres", "asis"))  # fmt: skip
    assert joint == pytest.approx(10.0, abs=1e-9)
    assert spine - joint > 2.0


def test_a_thigh_that_points_at_the_camera_has_no_projection():
    assert np.isnan(angle("fppa_joint_centres_left", hip_flexion=89.0,
                          knee_flexion=89.0))  # fmt: skip


@pytest.mark.parametrize("stance", SIDES)
def test_signs_follow_where_the_landmarks_are_on_either_side(stance):
    sign, free = SIGN[stance], other(stance)
    body = a_body(
        BRIEF,
        obliquity=sign * 7.0 * DEGREE,
        rotation=-sign * 6.0 * DEGREE,
        lean=sign * 5.0 * DEGREE,
        knee_abduction=8.0 * DEGREE,
    )
    place = {
        f"{name}_{side}": body.landmark(f"{name}_{side}")[0]
        for name in ("asis", "shoulder")
        for side in SIDES
    }
    hip, knee, ankle = (
        body.joint(f"{name}_{stance}")[0] for name in ("hip", "knee", "ankle")
    )
    found = angles_over_time(body, FORWARDS)

    def read(name):
        return float(found[f"{name}_{stance}"][0])

    lower_when_free = place[f"asis_{stance}"][1] - place[f"asis_{free}"][1]
    assert lower_when_free * read("pelvic_drop") > 0.0
    free_side_ahead = place[f"asis_{free}"][0] - place[f"asis_{stance}"][0]
    assert free_side_ahead * read("pelvic_rotation") > 0.0
    shoulders = place["shoulder_left"] + place["shoulder_right"]
    spines = place["asis_left"] + place["asis_right"]
    towards_stance = sign * (shoulders - spines)[2]
    assert towards_stance * read("trunk_lean") > 0.0
    on_the_line = hip + (ankle - hip) * (knee - hip)[1] / (ankle - hip)[1]
    medial = -sign * (knee - on_the_line)[2]
    assert medial > 0.0
    assert read("fppa_joint_centres") > 0.0
    assert read("fppa_asis") > 0.0


def deep(thigh):
    """Peak frontal-plane knee angle with a thigh raised by so many degrees."""
    pose = {"hip_flexion": thigh * DEGREE, "knee_flexion": thigh * DEGREE}
    return one("squat", a_body(a_clock(3.0), **pose), side="both", start=1.0, end=3.0)


@pytest.mark.parametrize(("thigh", "said"), [(40.0, False), (65.0, True)])
def test_a_foreshortened_thigh_is_said_beside_its_projection(thigh, said):
    each = deep(thigh)["fppa_joint_centres_peak", "left"]
    assert np.isfinite(each.value)
    assert ("foreshortened" in each.flags) == said
    assert "foreshortened" not in deep(thigh)["knee_abduction_peak", "left"].flags


@pytest.mark.parametrize(("lost", "said"), [(0.06, False), (0.3, True)])
def test_a_peak_across_a_gap_says_that_it_may_be_larger(lost, said):
    clock = a_clock(3.0)
    drop = np.where(np.abs(clock - 2.0) <= lost / 2, np.nan, 5.0 * DEGREE)
    body = a_body(clock, obliquity=drop)
    found = one("single_leg_squat", body, side="left", start=1.0, end=3.0)
    for point in ("peak", "excursion"):
        each = found[f"pelvic_drop_{point}", "left"]
        assert np.isfinite(each.value)
        assert ("seen-in-part" in each.flags) == said


VARIED = {
    "obliquity": np.linspace(-10, 8, BRIEF.size) * DEGREE,
    "rotation": np.linspace(5, -12, BRIEF.size) * DEGREE,
    "tilt": np.linspace(4, 25, BRIEF.size) * DEGREE,
    "lean": np.linspace(-4, 9, BRIEF.size) * DEGREE,
    "turn": np.linspace(-4, 14, BRIEF.size) * DEGREE,
    "hip_flexion_left": np.linspace(0, 60, BRIEF.size) * DEGREE,
    "knee_flexion_left": np.linspace(0, 70, BRIEF.size) * DEGREE,
    "knee_abduction_right": np.linspace(0, 9, BRIEF.size) * DEGREE,
    "hip_adduction_left": np.linspace(-5, 15, BRIEF.size) * DEGREE,
    "lumbar": np.linspace(0, 20, BRIEF.size) * DEGREE,
}
TURNED = ("pelvic_obliquity", "pelvic_yaw", "trunk_side_lean", "thorax_yaw",
          "trunk_pelvis_separation")  # fmt: skip


def test_a_mirror_swaps_the_sides_exactly():
    body = a_body(BRIEF, **VARIED)
    seen = angles_over_time(body, FORWARDS)
    mirror = angles_over_time(mirrored(body), FORWARDS)
    for name, signal in seen.items():
        stem, _, side = name.rpartition("_")
        if side in SIDES:
            twin = f"{stem}_{'right' if side == 'left' else 'left'}"
            np.testing.assert_allclose(mirror[twin], signal, atol=1e-12, err_msg=name)
        else:
            sign = -1.0 if name in TURNED else 1.0
            np.testing.assert_allclose(
                mirror[name], sign * signal, atol=1e-12, err_msg=name
            )


@pytest.mark.parametrize("turn", [0.7, 2.0, -3.0])
def test_turning_the_laboratory_about_the_vertical_changes_nothing(turn):
    movement = a_movement("other")
    still = stability_signals(a_body(BRIEF, **VARIED), movement)
    turned = stability_signals(a_body(BRIEF, **VARIED, facing=turn), movement)
    np.testing.assert_allclose(values(turned), values(still), atol=1e-9)


def test_a_turned_laboratory_matters_where_the_heading_does_not_turn_along():
    still = angles_over_time(a_body(BRIEF, **VARIED), FORWARDS)
    turned = angles_over_time(a_body(BRIEF, **VARIED, facing=0.7), FORWARDS)
    assert np.abs(still["trunk_lean_left"] - turned["trunk_lean_left"]).max() > 0.01
    np.testing.assert_allclose(
        still["pelvic_drop_left"], turned["pelvic_drop_left"], atol=1e-12
    )


def test_half_a_body_gives_what_it_can():
    body = without(a_body(BRIEF, **VARIED), "left", "thorax", "shoulder_right")
    names = labels(stability_signals(body, a_movement("other")), "signal")
    assert list(names) == list(angles_over_time(a_body(BRIEF), FORWARDS))
    found = angles_over_time(body, FORWARDS)
    assert np.isnan(found["knee_flexion_left"]).all()
    assert np.isfinite(found["knee_flexion_right"]).all()


def test_a_body_without_a_pelvis_is_all_nan_and_raises_nothing():
    body = without(a_body(BRIEF), "pelvis", "asis_left", "asis_right")
    signals = stability_signals(body, a_movement("other"))
    assert np.isnan(signals.sel(signal="pelvic_drop_left")).all()
