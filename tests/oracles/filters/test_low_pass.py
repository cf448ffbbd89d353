"""The zero-lag filter against SciPy and against what it promises."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import signal

from ilium.maths.filters import low_pass

AGREES = "filtered signal against SciPy, largest difference relative to its range"
GAIN = "gain at the cut-off of a sine"
LAG = "lag of a filtered sine"


def by_scipy(walk, cutoff, rate, order, *, corrected=True):
    warped = math.tan(math.pi * cutoff / rate)
    if corrected:
        warped *= (math.sqrt(2.0) - 1.0) ** (-1.0 / order)
    each = math.atan(warped) / math.pi * rate
    sections = signal.butter(order // 2, each, fs=rate, output="sos")
    padding = math.ceil(3.0 * rate / cutoff)
    return signal.sosfiltfilt(sections, walk, axis=0, padlen=padding)


@pytest.mark.parametrize("order", [2, 4, 6, 8])
@pytest.mark.parametrize(("cutoff", "rate"), [(6.0, 100.0), (20.0, 240.0), (50, 2000)])
def test_it_agrees_with_scipy(oracle, order, cutoff, rate):
    walk = np.random.default_rng(order).standard_normal((800, 2, 3)).cumsum(axis=0)
    ours = low_pass(walk, cutoff, rate, order)
    case = f"order {order}, {cutoff} Hz at {rate} Hz"
    error = np.abs(ours - by_scipy(walk, cutoff, rate, order)).max() / np.ptp(walk)
    oracle.holds(AGREES, error, case=case)
    naive = by_scipy(walk, cutoff, rate, order, corrected=False)
    error = np.abs(ours - naive).max() / np.ptp(walk)
    oracle.bites(AGREES, "cut-off not raised for two passes", error, case=case)


@pytest.mark.parametrize("order", [2, 4, 6])
def test_it_is_three_decibels_down_at_the_cutoff_and_shifts_nothing(oracle, order):
    rate, cutoff = 100.0, 5.0
    time = np.arange(4000) / rate
    phase = 2 * np.pi * cutoff * time
    filtered = low_pass(np.sin(phase), cutoff, rate, order)[1000:3000]
    wave = np.exp(-1j * phase[1000:3000])
    amplitude = 2j * (filtered * wave).mean()
    oracle.holds(GAIN, abs(abs(amplitude) - math.sqrt(0.5)), case=f"order {order}")
    oracle.holds(LAG, abs(np.angle(amplitude)) / (2 * np.pi * cutoff) * rate)
    sections = signal.butter(order // 2, cutoff, fs=rate, output="sos")
    plain = signal.sosfiltfilt(sections, np.sin(phase))[1000:3000]
    error = abs(abs(2j * (plain * wave).mean()) - math.sqrt(0.5))
    oracle.bites(GAIN, "cut-off not raised for two passes", error)
    once = signal.sosfilt(sections, np.sin(phase))[1000:3000]
    error = abs(np.angle(2j * (once * wave).mean())) / (2 * np.pi * cutoff) * rate
    oracle.bites(LAG, "one pass only", error)
