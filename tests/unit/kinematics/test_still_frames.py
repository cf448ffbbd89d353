"""The frames that a model is fitted to: still ones, or one posture of a movement."""

from __future__ import annotations

import numpy as np

from ilium.kinematics.still_frames import STILL, one_posture, still_frames

RATE = 100.0
TIME = np.arange(200) / RATE
BODY = np.random.default_rng(1).normal(0.0, 0.5, (12, 3))


def test_the_stillest_stretch_is_found():
    paused = BODY + np.where(np.abs(TIME - 1.2) < 0.3, 0.9, TIME)[:, None, None]
    found = still_frames(paused, RATE, 0.5)
    assert 0.9 <= TIME[found.start] <= TIME[found.stop - 1] <= 1.5


def test_who_stands_keeps_every_frame():
    sway = 0.004 * np.sin(2.0 * np.pi * TIME)[:, None, None]
    assert one_posture(BODY + sway) == slice(0, TIME.size)


def test_a_runner_is_not_averaged_over_the_laboratory():
    """At 9 m/s half a second is 4.5 m: frames within millimetres of one are one."""
    legs = 0.3 * np.sin(2.0 * np.pi * 1.5 * TIME)[:, None, None] * BODY[:, :1]
    running = BODY + legs + (9.0 * TIME)[:, None, None] * np.array([1.0, 0.0, 0.0])
    found = one_posture(running)
    spread = np.ptp(running[found], axis=0).max()
    assert spread <= 2.0 * STILL
    assert np.ptp(running, axis=0).max() > 10.0


def test_frames_that_show_every_marker_go_first():
    running = BODY + (9.0 * TIME)[:, None, None]
    running[:150, 3] = np.nan
    assert one_posture(running).start >= 150
