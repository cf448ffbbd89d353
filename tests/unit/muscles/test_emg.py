"""Electromyograms: envelopes, channels' muscles, timing."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.core.dictionary import (
    EMG,
    MUSCLE_ACTIVATION,
)
from ilium.core.quantity import values
from ilium.muscles.emg import compare_emg, emg_envelopes, group_of

RATE = 1000.0
TIME = np.arange(4000) / RATE


def a_burst(centre, width=0.25):
    """Noise whose strength rises and falls once."""
    noise = np.random.default_rng(4).normal(size=TIME.size)
    return 1e-4 * noise * np.exp(-0.5 * ((TIME - centre) / width) ** 2)


def recorded(*signals, names=("R Gluteus Medius",)):
    return EMG.label(np.column_stack(signals), time=TIME, channel=names)


def test_an_envelope_peaks_at_one_where_the_muscle_is_most_active():
    envelope = values(emg_envelopes(recorded(a_burst(2.0))))[:, 0]
    assert envelope.max() == pytest.approx(1.0)
    assert TIME[envelope.argmax()] == pytest.approx(2.0, abs=0.15)
    assert envelope.min() >= 0.0


def test_an_offset_and_slow_artefacts_do_not_count():
    moved = a_burst(2.0) + 3e-4 + 3e-4 * np.sin(2.0 * np.pi * 1.5 * TIME)
    one = values(emg_envelopes(recorded(a_burst(2.0))))[500:-500]
    two = values(emg_envelopes(recorded(moved)))[500:-500]
    np.testing.assert_allclose(one, two, atol=0.03)


def test_a_silent_channel_has_no_envelope():
    assert np.isnan(values(emg_envelopes(recorded(np.zeros(4000))))).all()


def test_too_slow_a_recording_has_no_envelope():
    slow = EMG.label(np.ones((50, 1)), time=np.arange(50) / 50.0, channel=("RTA",))
    assert np.isnan(values(emg_envelopes(slow))).all()


@pytest.mark.parametrize(
    ("channel", "group"),
    [
        ("R Gluteus Medius", "gluteus_medius_r"),
        ("Left_GlutMax", "gluteus_maximus_l"),
        ("RVM", "vasti_r"),
        ("L_TA", "tibialis_anterior_l"),
        ("gastroc_left", "gastrocnemius_l"),
        ("Right Biceps Femoris", "hamstrings_r"),
        ("Voltage.L Rect", "rectus_femoris_l"),
        ("R Rect Abd", "abdominals_r"),
        ("Voltage.R Spare", None),
        ("Channel 7", None),
        ("Gluteus Medius", None),
    ],
)
def test_a_channel_is_known_by_its_name(channel, group):
    assert group_of(channel) == group


class Predicted:
    """As much of muscle forces as the comparison looks at."""

    def __init__(self, activation, names=("glmed1_r", "glmed2_r")):
        self.time = TIME[::10]
        self.activations = MUSCLE_ACTIVATION.label(
            np.column_stack([activation[::10]] * len(names)),
            time=self.time,
            muscle=names,
        )
        self.strength = np.array([1000.0, 500.0])[: len(names)]


class Recording:
    def __init__(self, emg):
        self.emg = emg


def test_a_prediction_that_comes_later_has_a_positive_lag():
    later = 0.5 * np.exp(-0.5 * ((TIME - 2.1) / 0.25) ** 2)
    result = compare_emg(Recording(recorded(a_burst(2.0))), Predicted(later))
    (timing,) = result.timings
    assert timing.group == "gluteus_medius_r"
    assert timing.lag == pytest.approx(0.1, abs=0.05)
    assert timing.onset == pytest.approx(0.1, abs=0.1)
    assert timing.resemblance > 0.95


def test_the_lag_turns_with_the_order():
    earlier = 0.5 * np.exp(-0.5 * ((TIME - 1.9) / 0.25) ** 2)
    result = compare_emg(Recording(recorded(a_burst(2.0))), Predicted(earlier))
    assert result.timings[0].lag == pytest.approx(-0.1, abs=0.05)


def test_a_channel_without_a_muscle_is_shown_and_named():
    emg = recorded(a_burst(2.0), names=("Channel 7",))
    result = compare_emg(Recording(emg), Predicted(np.ones(4000) * 0.5))
    assert result.timings == ()
    assert "Channel 7" in result.issues[0].what


def test_a_recording_without_electromyograms_has_no_comparison():
    assert compare_emg(Recording(None), Predicted(np.ones(4000) * 0.5)) is None
