"""Long runs and moving spreads."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ilium.maths.moving import moving_spread
from ilium.maths.runs import long_runs


def test_short_stretches_are_left_out():
    mask = np.array([1, 0, 1, 1, 0, 1, 1, 1], dtype=bool)
    assert long_runs(mask, 2) == [(2, 4), (5, 8)]


@given(
    arrays(np.float64, st.integers(3, 30), elements=st.floats(-1e3, 1e3)),
    st.integers(1, 5),
)
def test_moving_spread_is_that_of_each_window(signal, width):
    mean, spread = moving_spread(signal, width)
    windows = [signal[i : i + width] for i in range(signal.size - width + 1)]
    np.testing.assert_allclose(mean, [each.mean() for each in windows], atol=1e-6)
    np.testing.assert_allclose(spread, [each.std() for each in windows], atol=1e-3)
