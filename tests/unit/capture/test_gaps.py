"""Gaps are filled by name only, between seen frames only, and on record."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.capture.gaps import GapSettings, fill_gaps
from ilium.core.quantity import values
from ilium.errors import InputError, UnknownNameError
from synthetic_walk import NAMES, a_recording, column, walking

METHODS = ["spline", "rigid", "pattern"]
TRUTH = walking()


def with_gap(name="LPSI", start=100, end=110):
    positions = walking()
    positions[start:end, column(name)] = np.nan
    return positions


def filled(positions, **settings):
    return fill_gaps(a_recording(positions), GapSettings(**settings))


def worst(trial, name="LPSI"):
    at = column(name)
    return np.abs(values(trial.markers)[:, at] - TRUTH[:, at]).max()


def test_by_default_gaps_stay():
    recording = a_recording(with_gap())
    assert fill_gaps(recording) is recording


@pytest.mark.parametrize(
    ("method", "error"), [("spline", 1e-3), ("rigid", 1e-9), ("pattern", 5e-3)]
)
def test_a_gap_in_a_rigid_walk_is_filled_as_exactly_as_the_method_can(method, error):
    trial = filled(with_gap(), method=method)
    assert worst(trial) < error
    (note,) = trial.issues
    assert (note.kind, note.where, note.value) == ("gap-filled", "LPSI", 10.0)
    assert (note.start, note.end) == (1.0, 1.09)
    assert "10 frames of LPSI in 1 gap" in note.what


@pytest.mark.parametrize("method", METHODS)
def test_nothing_is_made_up_beyond_what_was_seen(method):
    positions = walking()
    positions[:7, column("LPSI")] = np.nan
    positions[-4:, column("LPSI")] = np.nan
    trial = filled(positions, method=method)
    np.testing.assert_array_equal(values(trial.markers), positions)
    assert trial.issues == ()


@pytest.mark.parametrize("method", METHODS)
def test_seen_frames_and_other_markers_are_left_alone(method):
    positions = with_gap()
    after = values(filled(positions, method=method).markers)
    seen = np.isfinite(positions)
    np.testing.assert_array_equal(after[seen], positions[seen])


@pytest.mark.parametrize("method", METHODS)
def test_longer_gaps_stay_and_are_counted(method):
    positions = with_gap()
    positions[150:210, column("LPSI")] = np.nan
    trial = filled(positions, method=method)
    assert np.isnan(values(trial.markers)[150:210, column("LPSI")]).all()
    assert "1 longer ones" in trial.issues[0].what


def test_the_longest_gap_can_be_given():
    positions = with_gap(end=160)
    assert filled(positions, method="spline").issues == ()
    assert worst(filled(positions, method="rigid", longest=0.6)) < 1e-9


def test_a_named_donor_is_followed():
    trial = filled(with_gap(), method="pattern", donors=(("LPSI", "LASI"),))
    assert "after the pattern of LASI" in trial.issues[0].what


def test_a_rigid_segment_with_fewer_than_three_mates_fills_nothing():
    assert filled(with_gap("LKNE"), method="rigid").issues == ()


def test_a_donor_with_a_gap_of_its_own_fills_nothing():
    positions = with_gap()
    positions[105, column("LASI")] = np.nan
    trial = filled(positions, method="pattern", donors=(("LPSI", "LASI"),))
    assert [each.where for each in trial.issues] == ["LASI"]
    assert np.isnan(values(trial.markers)[100:110, column("LPSI")]).all()


@pytest.mark.parametrize("method", METHODS)
def test_filling_turns_and_moves_with_the_laboratory(method):
    turn = np.linalg.qr(np.random.default_rng(4).standard_normal((3, 3)))[0]
    turn *= np.sign(np.linalg.det(turn))
    shift = np.array([1.0, -0.5, 2.0])
    positions = walking(noise=0.001)
    positions[100:110, column("LPSI")] = np.nan
    here = values(filled(positions, method=method).markers)
    there = values(filled(positions @ turn.T + shift, method=method).markers)
    np.testing.assert_allclose(there, here @ turn.T + shift, atol=1e-9)


def test_gaps_are_filled_from_what_was_seen_not_from_what_was_filled():
    positions = with_gap()
    positions[100:110, column("RPSI")] = np.nan
    at = [column("LPSI"), column("RPSI")]
    one = values(filled(positions, method="spline").markers)[:, at]
    swapped = positions[:, ::-1]
    names = NAMES[::-1]
    other = values(
        fill_gaps(a_recording(swapped, names), GapSettings(method="spline")).markers
    )[:, ::-1][:, at]
    np.testing.assert_array_equal(one, other)


def test_unknown_ways_and_names_are_refused():
    with pytest.raises(InputError, match="no way to fill"):
        filled(with_gap(), method="kalman")
    with pytest.raises(UnknownNameError, match="LPSII"):
        filled(with_gap(), method="pattern", donors=(("LPSII", "LASI"),))
    with pytest.raises(InputError, match="fills nothing"):
        filled(with_gap(), method="spline", longest=-0.1)
    names = [f"point {number}" for number in range(len(NAMES))]
    with pytest.raises(InputError, match="not recognised"):
        fill_gaps(a_recording(with_gap(), names), GapSettings(method="rigid"))
