"""Cycles on a common clock, and moments between frames."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.maths.cycles import at_times, crossing, mean_and_sd, time_normalise

TIME = np.arange(0.0, 2.0001, 0.01)


@given(st.floats(-3, 3), st.floats(-3, 3), st.floats(0.0, 0.9), st.floats(0.2, 1.0))
def test_a_straight_line_stays_a_straight_line(level, slope, start, duration):
    cycles = time_normalise(TIME, level + slope * TIME, [(start, start + duration)])
    expected = level + slope * (start + np.linspace(0, 1, 101) * duration)
    np.testing.assert_allclose(cycles[0], expected, atol=1e-9)


def test_the_duration_of_a_cycle_does_not_change_its_shape():
    short = time_normalise(TIME, np.sin(2 * np.pi * TIME), [(0.0, 1.0)])
    long = time_normalise(TIME, np.sin(np.pi * TIME), [(0.0, 2.0)])
    assert short.shape == (1, 101)
    np.testing.assert_allclose(short, long, atol=1e-3)


def test_a_cycle_beyond_the_recording_is_nan_only_there():
    cycle = time_normalise(TIME, TIME, [(1.5, 2.5)])[0]
    assert np.isfinite(cycle[:51]).all()
    assert np.isnan(cycle[51:]).all()


def test_a_gap_stays_a_gap():
    signal = TIME.copy()
    signal[100:120] = np.nan
    cycle = time_normalise(TIME, signal, [(0.0, 2.0)])[0]
    assert np.isnan(cycle[50:60]).all()
    assert np.isfinite(cycle[:50]).all()


def test_frames_themselves_are_read_beside_a_gap():
    signal = np.array([1.0, 2.0, np.nan, 4.0])
    found = at_times(np.arange(4.0), signal, np.array([1.0, 1.5, 3.0, np.nan, 3.5]))
    np.testing.assert_array_equal(found, [2.0, np.nan, 4.0, np.nan, np.nan])


def test_a_signal_crosses_where_a_straight_line_says():
    assert crossing(TIME, TIME**2, 1.0) == pytest.approx(1.0)
    assert crossing(TIME, np.sin(np.pi * TIME), 0.5) == pytest.approx(1 / 6, abs=1e-4)
    last = crossing(TIME, np.sin(np.pi * TIME), 0.5, last=True)
    assert last == pytest.approx(5 / 6, abs=1e-4)
    assert np.isnan(crossing(TIME, TIME, 3.0))


def test_mean_and_deviation_use_the_cycles_that_are_there():
    cycles = np.array([[1.0, 1.0, np.nan], [3.0, np.nan, np.nan]])
    mean, sd = mean_and_sd(cycles)
    np.testing.assert_array_equal(mean, [2.0, 1.0, np.nan])
    np.testing.assert_allclose(sd, [np.sqrt(2.0), np.nan, np.nan])
