"""Measures of posed movements, their names, their remarks and their laws."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from builders import a_body, a_clock, a_movement, a_trial, mirrored, without
from ilium.core.movement import TASKS, Phase, Repetition
from ilium.stability import StabilitySettings, measure_stability
from ilium.stability.catalogue import KINDS
from ilium.units import DEGREE, degrees
from posed import bump, found, one, read, squats

COSINE = 0.5 * (1 - math.cos(2 * math.pi * 0.25))


def test_a_squat_reads_back_its_drop_rotation_and_depth():
    measures = found(measure_stability(*squats()))
    assert read(measures, "pelvic_drop_peak", "left") == pytest.approx(8.0, abs=0.01)
    assert read(measures, "pelvic_drop_peak", "right") == pytest.approx(8.0, abs=0.01)
    assert read(measures, "pelvic_rotation_peak", "left") == pytest.approx(5, abs=0.01)
    assert read(measures, "trunk_lean_at_bottom", "right") == pytest.approx(4, abs=0.01)
    assert read(measures, "knee_flexion_peak", "left") == pytest.approx(72.0, abs=0.01)
    assert measures["knee_flexion_peak", "left"].n == 2
    assert measures["descent_time", "left"].value == pytest.approx(1.0, abs=1e-6)


def test_sixty_degrees_are_read_down_and_up_between_frames():
    measures = found(measure_stability(*squats(depths=((80.0, "left"),))))
    for way in ("descent", "ascent"):
        drop = read(measures, f"pelvic_drop_at_60_{way}", "left")
        assert drop == pytest.approx(8.0 * 60.0 / 80.0, abs=0.01)


def test_a_depth_that_is_not_reached_is_nan_with_the_reason():
    measures = found(measure_stability(*squats(depths=((50.0, "left"),))))
    shallow = measures["pelvic_drop_at_60_descent", "left"]
    assert math.isnan(shallow.value)
    assert "depth-not-reached" in shallow.flags
    assert math.isfinite(measures["pelvic_drop_at_bottom", "left"].value)


def test_the_common_depth_is_what_every_repetition_reached():
    measures = found(measure_stability(*squats()))
    assert read(measures, "common_depth", "both") == pytest.approx(66.0, abs=0.01)
    left = read(measures, "pelvic_drop_at_common_depth", "left")
    assert left == pytest.approx((8 * 66 / 70 + 8 * 66 / 74) / 2, abs=0.01)
    assert read(measures, "pelvic_drop_at_common_depth", "right") == pytest.approx(
        8.0, abs=0.01
    )


def test_another_visit_lowers_the_common_depth():
    settings = StabilitySettings(common_depth=40.0 * DEGREE)
    measures = found(measure_stability(*squats(), settings=settings))
    assert read(measures, "common_depth", "both") == pytest.approx(40.0)
    assert read(measures, "pelvic_drop_at_common_depth", "right") == pytest.approx(
        8 * 40 / 66, abs=0.01
    )


def test_changes_are_counted_from_quiet_standing():
    trial, body, movement = squats(tilt=12.0 * DEGREE)
    measures = found(measure_stability(trial, body, movement))
    absolute = read(measures, "pelvic_tilt_peak", "left")
    change = measures["pelvic_tilt_peak_from_standing", "left"]
    assert absolute - degrees(change.value) == pytest.approx(12.0, abs=0.01)
    assert "standing-from-trial" in change.flags
    assert measures["quiet_standing_duration", "both"].value == pytest.approx(1.5)
    assert "heading-from-quiet-standing" in measures["pelvis_heading", "both"].flags


def test_without_quiet_standing_the_static_stands_in_and_is_named():
    trial, body, movement = squats(quiet=False)
    static = a_body(a_clock(0.5), tilt=10.0 * DEGREE)
    measures = found(measure_stability(trial, replace(body, static=static), movement))
    change = measures["pelvic_tilt_at_bottom_from_standing", "left"]
    assert degrees(change.value) == pytest.approx(-10.0, abs=0.01)
    assert "standing-from-static" in change.flags
    assert "heading-from-static" in measures["pelvis_heading", "both"].flags


def test_a_static_that_faces_elsewhere_lends_no_heading():
    trial, body, movement = squats(quiet=False)
    static = a_body(a_clock(0.5), facing=1.5)
    measures = found(measure_stability(trial, replace(body, static=static), movement))
    assert "heading-from-recording" in measures["pelvis_heading", "both"].flags
    turn = measures["pelvic_rotation_peak_from_standing", "left"]
    assert math.isnan(turn.value)
    assert "no-standing-heading" in turn.flags


def test_without_any_standing_there_are_absolute_values_only():
    measures = found(measure_stability(*squats(quiet=False)))
    assert math.isfinite(measures["pelvic_drop_peak", "left"].value)
    change = measures["pelvic_drop_peak_from_standing", "left"]
    assert math.isnan(change.value)
    assert "no-quiet-standing" in change.flags


def test_the_mean_over_repetitions_has_spread_and_interval():
    depths = ((70.0, "left"), (72.0, "left"), (80.0, "left"))
    every = measure_stability(*squats(depths=depths))
    knee = found(every)["knee_flexion_peak", "left"]
    assert knee.n == 3
    assert degrees(knee.sd) == pytest.approx(np.std([70, 72, 80], ddof=1), abs=0.01)
    assert knee.ci_low < knee.value < knee.ci_high
    single = [each for each in every if each.name == "knee_flexion_peak"]
    assert [each.repetition for each in single] == [1, 2, 3, None]


def test_an_incomplete_repetition_does_not_count():
    trial, body, movement = squats()
    first, *rest = movement.repetitions
    cut = replace(movement, repetitions=(replace(first, complete=False), *rest))
    measures = found(measure_stability(trial, body, cut))
    assert measures["knee_flexion_peak", "left"].n == 1
    assert read(measures, "knee_flexion_peak", "left") == pytest.approx(74.0, abs=0.01)


def both_ways(movement):
    """The same movement seen in a mirror."""
    flipped = {"left": "right", "right": "left", "both": "both"}
    return replace(
        movement,
        repetitions=tuple(
            replace(each, side=flipped[each.side]) for each in movement.repetitions
        ),
    )


def test_a_mirror_swaps_the_sides_of_every_measure_exactly():
    trial, body, movement = squats(knee_abduction_left=4 * DEGREE, lumbar=0.1)
    seen = found(measure_stability(trial, body, movement))
    mirror = found(measure_stability(trial, mirrored(body), both_ways(movement)))
    twin = {"left": "right", "right": "left", "both": "both"}
    for (name, side), each in seen.items():
        if name != "pelvis_heading":
            np.testing.assert_allclose(
                mirror[name, twin[side]].value, each.value, atol=1e-10, err_msg=name
            )


def test_turning_the_laboratory_changes_no_measure():
    still = found(measure_stability(*squats()))
    turned = found(measure_stability(*squats(facing=2.2)))
    for key, each in still.items():
        if key[0] != "pelvis_heading":
            np.testing.assert_allclose(
                turned[key].value, each.value, atol=1e-8, err_msg=key[0]
            )


def test_the_frame_rate_hardly_matters():
    slow = found(measure_stability(*squats(rate=60.0)))
    fast = found(measure_stability(*squats(rate=240.0)))
    for key, each in slow.items():
        if each.unit == "rad" and math.isfinite(each.value):
            assert abs(each.value - fast[key].value) < 0.05 * DEGREE, key


def every_event(start: float, end: float) -> dict[str, float]:
    """Event at every tenth of a repetition."""
    names = ("initial_contact", "bottom", "take_off", "apex", "landing", "stabilised")
    return {
        name: start + (index + 1) / 8 * (end - start)
        for index, name in enumerate(names)
    }


def of_every_task(body, quiet=(0.0, 1.0)):
    """Measures of one repetition a side, of every task."""
    start, end = 1.0, float(body.time[-1])
    for task in TASKS:
        for sides in (("left", "right"), ("both",)):
            repetitions = [
                Repetition(number=1, side=side, start=start, end=end,
                           events=every_event(start, end))
                for side in sides
            ]  # fmt: skip
            movement = a_movement(task, *repetitions, quiet=quiet)
            yield from measure_stability(a_trial(body), body, movement)


def test_every_measure_is_in_the_catalogue_and_every_row_can_be_emitted():
    time = a_clock(3.0)
    emitted = {
        (each.name, each.unit)
        for lumbar in (None, 0.2)
        for each in of_every_task(a_body(time, lumbar=lumbar))
    }
    assert emitted == {(each.name, each.unit) for each in KINDS}


def test_every_row_says_what_it_means_in_units_that_people_read():
    for each in KINDS:
        assert each.title, each.name
        assert each.definition.endswith("."), each.name
        assert each.positive, each.name


@pytest.mark.parametrize(
    "missing",
    [
        ("left",),
        ("right",),
        ("pelvis", "asis_left", "asis_right"),
        ("thorax", "shoulder_left"),
        ("hip_left", "hip_right", "knee", "ankle", "thigh", "shank", "foot"),
    ],
)
def test_half_a_body_raises_nothing_and_names_what_is_missing(missing):
    body = without(a_body(a_clock(3.0)), *missing)
    for each in of_every_task(body):
        assert math.isfinite(each.value) or each.flags, each.name


def test_a_recording_without_repetitions_counts_as_one():
    body = a_body(obliquity=3.0 * DEGREE)
    measures = found(measure_stability(a_trial(body), body, a_movement("other")))
    level = measures["pelvic_obliquity_mean", "both"]
    assert degrees(level.value) == pytest.approx(3.0)
    assert "whole-recording" in level.flags


def test_a_gap_at_the_moment_is_named():
    trial, body, movement = squats(depths=((70.0, "left"),))
    landmarks = body.landmarks.copy(data=body.landmarks.to_numpy().copy())
    landmarks[290:310] = np.nan
    measures = found(
        measure_stability(trial, replace(body, landmarks=landmarks), movement)
    )
    assert "gap" in measures["pelvic_drop_at_bottom", "left"].flags


def test_the_place_of_the_free_leg_stands_beside_every_value():
    for flexion, place in ((40.0, "free-leg-front"), (-40.0, "free-leg-back")):
        body = a_body(a_clock(3.0), hip_flexion_right=flexion * DEGREE)
        measures = one("single_leg_squat", body, start=1.0)
        assert place in measures["pelvic_drop_peak", "left"].flags
        ahead = measures["free_leg_forward", "left"].value
        assert ahead == pytest.approx(0.82 * math.sin(flexion * DEGREE), abs=0.001)
    lost = without(a_body(a_clock(3.0)), "ankle_right")
    measures = one("single_leg_squat", lost, start=1.0)
    assert "free-leg-unknown" in measures["pelvic_drop_peak", "left"].flags


def test_time_with_a_level_pelvis_is_the_share_within_five_degrees():
    measures = found(measure_stability(*squats(depths=((70.0, "left"),), drop=10.0,
                                               rotation=0.0)))  # fmt: skip
    share = measures["pelvic_level_share", "left"].value
    assert share == pytest.approx(0.5, abs=0.01)


def test_wobble_and_jerk_of_a_sine_are_its_closed_forms():
    time, amplitude, frequency = a_clock(12.0), 2.0 * DEGREE, 1.0
    wave = amplitude * np.sin(2 * np.pi * frequency * time)
    body = a_body(time, obliquity=wave)
    hold = Phase(name="hold", start=1.0, end=11.0)
    measures = one("single_leg_standing", body, side="right", phases=(hold,))
    assert measures["hold_duration", "right"].value == pytest.approx(10.0)
    wobble = measures["pelvic_drop_sd", "right"].value
    assert wobble == pytest.approx(amplitude / math.sqrt(2), rel=0.01)
    jerk = measures["pelvic_drop_rms_jerk", "right"].value
    third = amplitude * (2 * np.pi * frequency) ** 3 / math.sqrt(2)
    assert jerk == pytest.approx(third, rel=0.02)


def test_a_tremor_above_the_cut_off_does_not_count_as_jerk():
    time = a_clock(12.0)
    tremor = 0.1 * DEGREE * np.sin(2 * np.pi * 30.0 * time)
    measures = one("single_leg_standing", a_body(time, obliquity=tremor))
    raw = 0.1 * DEGREE * (2 * np.pi * 30.0) ** 3 / math.sqrt(2)
    assert measures["pelvic_drop_rms_jerk", "left"].value < 0.01 * raw


def test_a_squat_has_no_hold_and_says_so():
    measures = found(measure_stability(*squats()))
    assert "no-hold" in measures["pelvic_drop_sd", "left"].flags
    assert "whole-repetition" in measures["pelvic_drop_rms_jerk", "left"].flags


def test_a_hike_on_a_vertical_femur_is_made_by_the_hip():
    time = a_clock(3.0)
    lift = bump(time, 1.0, 2.0) * 8.0 * DEGREE
    still = {"start": 1.0, "side": "left"}
    upright = a_body(time, obliquity=lift, hip_adduction_left=-lift)
    share = one("hip_hike", upright, **still)["hike_from_hip_share", "left"]
    assert share.value == pytest.approx(1.0, abs=0.01)
    stiff = a_body(time, obliquity=lift)
    share = one("hip_hike", stiff, **still)["hike_from_hip_share", "left"]
    assert share.value == pytest.approx(0.0, abs=0.02)
    flat = one("hip_hike", a_body(time), **still)["hike_from_hip_share", "left"]
    assert "too-little-lift" in flat.flags


def test_the_stance_leg_is_measured_against_quiet_standing():
    time = a_clock(3.0)
    bent = bump(time, 1.0, 2.0) * 20.0 * DEGREE
    measures = one("hip_hike", a_body(time, knee_flexion_left=bent), start=1.0)
    short = math.sqrt(0.42**2 + 0.4**2 + 2 * 0.42 * 0.4 * math.cos(20 * DEGREE)) / 0.82
    lowest = measures["stance_leg_length_lowest", "left"].value
    assert lowest == pytest.approx(short, abs=1e-4)


def test_repetitions_to_different_sides_do_not_mix_their_signs():
    time = a_clock(6.0)
    sway = 4.0 * bump(time, 0.0, 2.0) - 5.0 * bump(time, 1.0, 2.0)
    sway = sway - 4.0 * bump(time, 4.0, 2.0) + 3.0 * bump(time, 3.0, 2.0)
    body = a_body(time, obliquity=sway * DEGREE)
    spans = ((0.0, 3.0), (3.0, 6.0))
    movement = a_movement(
        "squat",
        *(Repetition(number=index, side="both", start=start, end=end)
          for index, (start, end) in enumerate(spans, start=1)),
    )  # fmt: skip
    every = measure_stability(a_trial(body), body, movement)
    peaks = [each.value for each in every if each.name == "pelvic_obliquity_peak"]
    assert all(each < 0.0 for each in peaks)


def test_what_happens_long_after_landing_is_not_the_landing():
    time = a_clock(5.0)
    walks_off = 40.0 * DEGREE * np.clip(time - 3.5, 0.0, 1.0)
    body = a_body(time, rotation=walks_off)
    measures = one("countermovement_jump", body, side="both", start=1.0,
                   events={"take_off": 2.0, "apex": 2.2, "landing": 2.4})  # fmt: skip
    for point in ("landing_peak", "excursion"):
        assert abs(read(measures, f"pelvic_yaw_{point}", "both")) < 1e-6
