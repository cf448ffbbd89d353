"""Quality problems are found, placed and weighed; sound recordings stay clean."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.capture.quality import (
    QualitySettings,
    check_quality,
    doubts_about_static,
)
from ilium.core.dictionary import (
    PLATE_FORCE,
    PLATE_MOMENT,
)
from ilium.core.plate import Plate
from synthetic_walk import NAMES, RATE, a_recording, column, walking


def found(positions, kind=None, names=NAMES, **settings):
    trial = check_quality(a_recording(positions, names), QualitySettings(**settings))
    return [each for each in trial.issues if kind in (None, each.kind)]


def test_a_sound_recording_has_only_notes_on_its_rigid_segments():
    issues = found(walking(noise=0.0005))
    assert {each.kind for each in issues} == {"rigid-residual"}
    assert {each.severity for each in issues} == {"note"}
    assert {"pelvis", "head", "foot left"} <= {each.where for each in issues}


def test_a_gap_is_counted_timed_and_weighed():
    positions = walking()
    positions[50:53, column("LKNE")] = np.nan
    positions[100:130, column("LKNE")] = np.nan
    positions[200:204, column("RTOE")] = np.nan
    long, short = found(positions, "marker-gap")
    assert long.where == "LKNE"
    assert long.severity == "caution"
    assert (long.start, long.end) == (1.0, 1.29)
    assert long.value == pytest.approx(0.3)
    assert "11.0% of 300 frames: 2 gaps, the longest of 0.30 s" in long.what
    assert short.severity == "note"


def test_a_marker_lost_most_of_the_time_is_serious():
    positions = walking()
    positions[20:280, column("LASI")] = np.nan
    assert [each.severity for each in found(positions, "marker-gap")] == ["serious"]


def test_markers_with_the_same_gap_are_told_together():
    positions = walking()
    positions[50:90, [column("LASI"), column("RASI")]] = np.nan
    (issue,) = found(positions, "marker-gap")
    assert issue.where == "LASI, RASI"


def test_walking_into_view_is_one_note_not_a_gap_in_every_marker():
    positions = walking()
    positions[:80] = np.nan
    positions[270:] = np.nan
    assert found(positions, "marker-gap") == []
    (issue,) = found(positions, "markers-absent")
    assert (issue.start, issue.end, issue.severity) == (0.8, 2.69, "note")


def test_a_marker_that_is_never_seen_is_named():
    positions = walking()
    positions[:, column("LBHD")] = np.nan
    (issue,) = found(positions, "marker-gap")
    assert "never seen" in issue.what


def test_a_spike_is_found_where_it_is_and_as_large_as_it_is():
    positions = walking(noise=0.0005)
    positions[120, column("RKNE"), 1] += 0.08
    (issue,) = found(positions, "marker-spike")
    assert issue.where == "RKNE"
    assert 1.17 <= issue.start <= 1.2 <= issue.end <= 1.23
    assert issue.value == pytest.approx(0.08, abs=0.01)
    assert found(positions, "marker-jump") == []


def test_a_jump_that_stays_is_no_spike():
    positions = walking(noise=0.0005)
    positions[150:, column("RTHI"), 0] += 0.1
    (issue,) = found(positions, "marker-jump")
    assert (issue.where, issue.start) == ("RTHI", 1.49)
    assert issue.value == pytest.approx(0.1, abs=0.01)
    assert found(positions, "marker-spike") == []


@pytest.mark.parametrize("until", [300, 170])
def test_swapped_labels_are_named_with_their_moment(until):
    positions = walking(noise=0.0005)
    pair = [column("LASI"), column("LPSI")]
    positions[150:until, pair] = positions[150:until, pair[::-1]]
    (issue,) = found(positions, "marker-swap")
    assert issue.where == "LASI, LPSI"
    assert issue.severity == "serious"
    assert issue.start == 1.49
    assert found(positions, "marker-jump") == []


def test_labels_swapped_within_a_gap_are_found():
    positions = walking(noise=0.0005)
    pair = [column("LFHD"), column("LBHD")]
    positions[150:] = positions[150:]
    positions[150:, pair] = positions[150:, pair[::-1]]
    positions[145:152, pair[0]] = np.nan
    positions[146:151, pair[1]] = np.nan
    (issue,) = found(positions, "marker-swap")
    assert issue.where == "LFHD, LBHD"


def test_a_body_that_lands_hard_has_not_jumped():
    time = np.arange(300) / RATE
    positions = walking()
    fall = np.where(time < 1.5, -2.0 * (time - 1.5), 0.0)
    positions[..., 1] += fall[:, None]
    assert found(positions, "marker-jump") == []
    assert found(positions, "marker-spike") == []


@pytest.mark.parametrize("turn", [0.0, 2.5])
def test_left_for_right_throughout_is_found_whatever_the_heading(turn):
    positions = walking()
    pair = [column("LKNE"), column("RKNE")]
    positions[:, pair] = positions[:, pair[::-1]]
    rotation = np.array(
        [
            [np.cos(turn), 0, np.sin(turn)],
            [0, 1, 0],
            [-np.sin(turn), 0, np.cos(turn)],
        ]
    )
    (issue,) = found(positions @ rotation.T, "sides-inverted")
    assert issue.where == "LKNE, RKNE"
    assert issue.severity == "serious"


def test_inner_for_outer_is_found():
    positions = walking()
    medial = positions[:, [column("LKNE")]] + np.array([0.0, 0.0, -0.08])
    names = (*NAMES, "LKNM")
    positions = np.concatenate([positions, medial], axis=1)
    (issue,) = found(positions, "places-inverted", names)
    assert issue.where == "LKNE, LKNM"


@pytest.mark.parametrize(
    ("slide", "severity"), [(0.01, "note"), (0.05, "caution"), (0.1, "serious")]
)
def test_a_marker_that_slides_on_its_segment_is_measured(slide, severity):
    positions = walking(noise=0.0005)
    time = np.arange(300) / RATE
    positions[:, column("LFHD"), 0] += slide * np.sin(2 * np.pi * 0.5 * time)
    (head,) = (e for e in found(positions, "rigid-residual") if e.where == "head")
    assert head.severity == severity
    assert "LFHD moves most" in head.what
    assert 0.3 * slide < head.value < 0.71 * slide


def test_doubts_about_the_static_are_told_as_the_statics():
    positions = walking()
    positions[100:130, column("LKNE")] = np.nan
    positions[200:204, column("RTOE")] = np.nan
    (doubt,) = doubts_about_static(a_recording(positions, NAMES))
    assert (doubt.where, doubt.severity) == ("static: LKNE", "caution")
    assert doubt.what.startswith("Static trial: LKNE is not seen in 10.0%")
    assert (doubt.start, doubt.end) == (None, None)
    assert doubts_about_static(a_recording(walking(), NAMES)) == ()


def test_an_unknown_marker_set_is_checked_without_anatomy():
    positions = walking()
    positions[120, 3, 1] += 0.1
    names = [f"point {number}" for number in range(len(NAMES))]
    (issue,) = found(positions, names=names)
    assert issue.kind == "marker-spike"


def test_finding_problems_changes_no_trajectory():
    trial = a_recording(walking())
    assert check_quality(trial).markers is trial.markers


def a_plate(vertical, rate=1000.0) -> Plate:
    time = np.arange(len(vertical)) / rate
    force = np.zeros((len(vertical), 3))
    force[:, 1] = vertical
    return Plate(
        name="plate 1",
        kind=2,
        corners=np.full((4, 3), np.nan),
        force=PLATE_FORCE.label(force, time=time, axis=["x", "y", "z"]),
        moment=PLATE_MOMENT.label(0 * force, time=time, axis=["x", "y", "z"]),
        origin=np.zeros(3),
        normal=np.array([0.0, 1.0, 0.0]),
    )


def steps_on(noise: float = 1.0):
    time = np.arange(3000) / 1000.0
    load = np.where(np.abs(time - 1.5) < 0.5, 900 * np.cos(np.pi * (time - 1.5)), 0.0)
    return load + noise * np.random.default_rng(0).standard_normal(3000)


def on_plate(vertical, kind):
    trial = check_quality(a_recording(walking(), plates=(a_plate(vertical),)))
    return [each for each in trial.issues if each.kind == kind]


@pytest.mark.parametrize("kind", ["plate-saturation", "plate-drift", "plate-offset"])
def test_a_sound_plate_has_no_issue(kind):
    assert on_plate(steps_on(), kind) == []


def test_a_channel_at_its_end_is_serious():
    (issue,) = on_plate(np.minimum(steps_on(), 800.0), "plate-saturation")
    assert issue.severity == "serious"
    assert issue.value == 800.0
    assert 1.2 < issue.start < issue.end < 1.8


def test_a_plate_at_exactly_nothing_between_two_stands_is_not_at_its_end():
    standing = 700.0 + np.random.default_rng(1).normal(0.0, 1.0, 3000)
    standing[1200:1800] = 0.0
    assert on_plate(standing, "plate-saturation") == []


def test_a_drifting_baseline_is_measured():
    drift = np.linspace(0.0, 18.0, 3000)
    (issue,) = on_plate(steps_on() + drift, "plate-drift")
    assert issue.value == pytest.approx(12.0, abs=2.0)


def test_an_offset_is_a_note_with_its_size():
    (issue,) = on_plate(steps_on() + 25.0, "plate-offset")
    assert issue.severity == "note"
    assert issue.value == pytest.approx(25.0, abs=0.5)


def test_a_plate_that_is_stood_on_throughout_tells_no_baseline():
    rng = np.random.default_rng(0)
    standing = 700.0 + 5.0 * rng.standard_normal(3000)
    assert on_plate(standing, "plate-offset") == []
    assert on_plate(standing, "plate-drift") == []
