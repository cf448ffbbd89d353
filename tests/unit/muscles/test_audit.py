"""What the reserves carry is said, with coordinate and time."""

from __future__ import annotations

import numpy as np

from ilium.muscles.audit import audit_reserves, audit_solutions, flag_reserves

TIME = np.arange(10) / 10.0
MOMENTS = np.column_stack([np.linspace(0.0, -100.0, 10), np.full(10, 20.0)])


def reserves(*frames):
    carried = np.zeros((10, 2))
    carried[list(frames), 0] = -6.0
    return carried


def test_a_reserve_above_five_per_cent_of_the_peak_moment_is_flagged():
    flagged = flag_reserves(("hip", "knee"), reserves(3, 4, 8), MOMENTS, 0.05)
    assert np.flatnonzero(flagged["hip"]).tolist() == [3, 4, 8]
    assert not flagged["knee"].any()


def test_less_is_not():
    flagged = flag_reserves(("hip", "knee"), 0.8 * reserves(3), MOMENTS, 0.05)
    assert not flagged["hip"].any()


def test_an_unknown_reserve_is_not_flagged():
    carried = reserves(3)
    carried[3, 0] = np.nan
    assert not flag_reserves(("hip", "knee"), carried, MOMENTS, 0.05)["hip"].any()


def test_the_issue_names_coordinate_and_time():
    carried = reserves(3, 4, 8)
    flagged = flag_reserves(("hip", "knee"), carried, MOMENTS, 0.05)
    (issue,) = audit_reserves(TIME, flagged, carried, MOMENTS, 0.05)
    assert issue.where == "hip"
    assert (issue.start, issue.end) == (0.3, 0.4)
    assert issue.value == 6.0
    assert "3 of 10 frames" in issue.what


def test_frames_without_forces_are_said():
    forces = np.ones((10, 3))
    forces[2:4] = np.nan
    certified = np.ones(10, dtype=bool)
    certified[3] = False
    kinds = [each.kind for each in audit_solutions(TIME, forces, certified)]
    assert kinds == ["muscle-forces-missing", "muscle-forces-uncertified"]
    assert not list(audit_solutions(TIME, np.ones((10, 3)), np.ones(10, dtype=bool)))
