"""Trajectories are smoothed by name, once, and on record."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.capture.smoothing import SmoothingSettings, smooth
from ilium.core.dictionary import MARKER_POSITION
from ilium.core.participant import Participant
from ilium.core.quantity import values
from ilium.core.trial import LabFrame, Source, Trial
from ilium.errors import InputError, InsufficientDataError

RATE = 100.0
TIME = np.arange(300) / RATE
CLEAN = np.stack(
    [
        np.stack([np.sin(2 * np.pi * f * TIME), TIME, np.cos(TIME)], axis=1)
        for f in (0.7, 1.1, 1.6)
    ],
    axis=1,
)


def trial(positions) -> Trial:
    return Trial(
        name="made",
        participant=Participant(),
        markers=MARKER_POSITION.label(
            positions,
            time=TIME[: len(positions)],
            marker=["A", "B", "C"],
            axis=[*"xyz"],
        ),
        lab=LabFrame(rotation=np.eye(3), forwards="+x", up="+y", how="given"),
        source=Source(format="made", sha256=""),
    )


def noisy():
    return CLEAN + 0.01 * np.random.default_rng(0).standard_normal(CLEAN.shape)


def rms(positions) -> float:
    return float(np.sqrt(np.nanmean((positions - CLEAN) ** 2)))


def test_by_default_trajectories_stay_as_stored():
    recording = trial(noisy())
    assert smooth(recording) is recording


@pytest.mark.parametrize(
    "settings",
    [
        SmoothingSettings(method="butterworth", cutoff=6.0),
        SmoothingSettings(method="butterworth", cutoff="residual"),
        SmoothingSettings(method="butterworth", cutoff="yu"),
        SmoothingSettings(method="woltring"),
        SmoothingSettings(method="woltring", cutoff=6.0),
        SmoothingSettings(method="woltring", noise=0.01),
    ],
)
def test_every_method_lowers_the_error_and_says_what_it_did(settings):
    smoothed = smooth(trial(noisy()), settings)
    assert rms(values(smoothed.markers)) < 0.6 * rms(noisy())
    (note,) = smoothed.issues
    assert note.kind == "smoothing"
    assert note.severity == "note"
    assert note.value is not None
    assert f"{note.value:.2g}"[0] in note.what or "from" in note.what


def test_the_record_names_order_and_cutoff():
    settings = SmoothingSettings(method="butterworth", cutoff=6.0)
    (note,) = smooth(trial(noisy()), settings).issues
    assert "order 4, cut-off 6 Hz (given)" in note.what
    assert note.value == 6.0


@pytest.mark.parametrize("method", ["butterworth", "woltring"])
def test_gaps_stay_gaps(method):
    positions = noisy()
    positions[40:60, 1] = np.nan
    positions[62:65, 1] = np.nan
    settings = SmoothingSettings(method=method, cutoff=6.0)
    smoothed = values(smooth(trial(positions), settings).markers)
    np.testing.assert_array_equal(np.isnan(smoothed), np.isnan(positions))


def test_nothing_is_smoothed_twice():
    settings = SmoothingSettings(method="woltring")
    with pytest.raises(InputError, match="already smoothed"):
        smooth(smooth(trial(noisy()), settings), settings)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (SmoothingSettings(method="butterworth"), "needs a cut-off"),
        (SmoothingSettings(method="butterworth", cutoff=60.0), "does not suit"),
        (SmoothingSettings(method="woltring", cutoff="yu"), "no cut-off named"),
        (SmoothingSettings(method="kalman", cutoff=6.0), "no smoothing named"),
    ],
)
def test_wrong_settings_are_refused(settings, words):
    with pytest.raises(InputError, match=words):
        smooth(trial(noisy()), settings)


def test_a_recording_without_six_frames_in_a_row_is_refused():
    with pytest.raises(InsufficientDataError, match="6 frames"):
        smooth(trial(noisy()[:4]), SmoothingSettings(method="woltring"))


@pytest.mark.parametrize("noise", [0.0, -0.001, 1.0, float("nan")])
def test_a_measuring_error_that_is_no_markers_is_refused(noise):
    with pytest.raises(InputError, match="not a marker's"):
        SmoothingSettings(method="woltring", noise=noise)
