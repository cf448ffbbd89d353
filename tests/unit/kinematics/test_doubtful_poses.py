"""Markers that no pose reaches are named and left out; the rest stays."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest

from ilium.core.quantity import values
from ilium.errors import InsufficientDataError
from ilium.kinematics.doubtful_poses import limits_reached, trusted
from ilium.kinematics.inverse import solve_motion
from ilium.units import degrees
from marked_leg import marked_leg, seen

FRAMES = 20
TIME = np.arange(FRAMES) / 100.0


@pytest.fixture(scope="module")
def leg():
    return marked_leg()


def bent(leg, knee: float = 0.6) -> np.ndarray:
    pose = np.full((FRAMES, len(leg.free_coordinates)), 0.1)
    pose[:, leg.free_coordinates.index("knee")] = np.linspace(0.2, knee, FRAMES)
    return pose


def followed(leg, positions, names):
    def solve(chosen):
        columns = [names.index(each) for each in chosen]
        return solve_motion(leg, positions[:, columns], chosen, TIME)

    return trusted(solve, names)


def said(motion, kind: str):
    return [each for each in motion.issues if each.kind == kind]


def test_markers_where_the_model_wears_them_raise_no_doubt(leg):
    names, positions = seen(leg, bent(leg))
    motion = followed(leg, positions, list(names))
    np.testing.assert_allclose(values(motion.coordinates), bent(leg), atol=1e-7)
    assert motion.issues == ()


def test_a_marker_of_something_else_is_named_and_not_followed(leg):
    names, positions = seen(leg, bent(leg))
    astray = positions.copy()
    astray[:, 0] += np.array([0.0, 0.8, 0.6])
    motion = followed(leg, astray, list(names))
    (told,) = said(motion, "marker-astray")
    assert told.where == names[0]
    np.testing.assert_allclose(values(motion.coordinates), bent(leg), atol=1e-7)


def test_frames_that_no_pose_reaches_are_left_out_with_their_times(leg):
    names, positions = seen(leg, bent(leg))
    torn = positions.copy()
    torn[5:8, ::2] += 0.5
    motion = followed(leg, torn, list(names))
    (told,) = said(motion, "pose-not-reached")
    assert (told.start, told.end) == (TIME[5], TIME[7])
    known = np.isfinite(values(motion.coordinates)).all(axis=1)
    assert not known[5:8].any()
    assert known[:5].all()
    assert known[8:].all()


def test_a_recording_that_no_pose_reaches_has_no_angles(leg):
    names, positions = seen(leg, bent(leg))
    positions[:, ::2] += 0.5
    with pytest.raises(InsufficientDataError, match="20 of 20 frames"):
        followed(leg, positions, list(names))


def test_a_knee_at_the_end_of_its_range_is_told_with_its_time(leg):
    highest = leg.coordinate("knee").high
    solve = partial(solve_motion, leg, time=TIME)
    for knee, told in ((highest + 0.2, True), (highest - 0.2, False)):
        names, positions = seen(leg, bent(leg, knee))
        motion = solve(positions, names)
        issues = limits_reached(motion)
        assert bool(issues) is told
        if told:
            assert issues[0].where == "knee"
            assert issues[0].severity == "caution"
            assert issues[0].end == TIME[-1]
            assert f"{degrees(highest):.0f}°" in issues[0].what
