"""Inverse kinematics: poses come back from the markers that they make."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilium.core.quantity import values
from ilium.errors import InputError, InsufficientDataError, SignalError
from ilium.kinematics.inverse import solve_motion
from ilium.kinematics.inverse_settings import InverseKinematicsSettings
from ilium.model.chain import compile_chain
from ilium.model.library import shipped_model
from marked_leg import marked_leg, seen

TIME = np.arange(5) / 100.0


@pytest.fixture(scope="module")
def leg():
    return marked_leg()


def movement(model, seed: int) -> np.ndarray:
    """From one random pose within the ranges towards another, shape (time, n)."""
    chain = compile_chain(model).chain
    low = np.where(np.isfinite(chain.low), chain.low, -1.0)
    high = np.where(np.isfinite(chain.high), chain.high, 1.0)
    shares = np.random.default_rng(seed).uniform(0.05, 0.95, (2, low.size))
    first, last = low + shares * (high - low)
    return first + np.linspace(0.0, 0.1, TIME.size)[:, None] * (last - first)


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=25)
def test_any_pose_comes_back_from_its_markers(leg, seed):
    truth = movement(leg, seed)
    names, positions = seen(leg, truth)
    motion = solve_motion(leg, positions, names, TIME)
    np.testing.assert_allclose(values(motion.coordinates), truth, atol=1e-7)
    assert np.nanmax(values(motion.residuals)) < 1e-7
    assert motion.undetermined == ()


@given(st.integers(0, 10_000))
@settings(deadline=None, max_examples=10)
def test_the_pose_is_where_no_marker_wants_to_go_on(leg, seed):
    """Weighted distances balance: the gradient vanishes where no bound holds."""
    rng = np.random.default_rng(seed)
    names, positions = seen(leg, 0.5 * movement(leg, seed))
    positions = positions + rng.normal(0.0, 0.01, positions.shape)
    weights = dict(zip(names, rng.uniform(0.5, 3.0, len(names)), strict=True))
    motion = solve_motion(leg, positions, names, TIME, weights)
    found = values(motion.coordinates)
    chain = compile_chain(leg).chain
    for column in range(found.shape[1]):
        for step in (1e-4, -1e-4):
            other = found.copy()
            other[:, column] += step
            allowed = (other[:, column] >= chain.low[column]) & (
                other[:, column] <= chain.high[column]
            )
            _, spots = seen(leg, other)
            cost = ((spots - positions) ** 2).sum(axis=2) @ motion.weights
            least = values(motion.residuals) ** 2 @ motion.weights
            assert np.all(cost[allowed] > least[allowed])


def test_a_clamped_coordinate_stays_within_its_range(leg):
    truth = movement(leg, 3)
    knee = leg.free_coordinates.index("knee")
    truth[:, knee] = -0.3
    names, positions = seen(leg, truth)
    bound = solve_motion(leg, positions, names, TIME)
    free = InverseKinematicsSettings(bounded=False)
    loose = solve_motion(leg, positions, names, TIME, settings=free)
    assert np.all(bound.coordinate("knee") == 0.0)
    np.testing.assert_allclose(loose.coordinate("knee"), -0.3, atol=1e-7)


def test_where_the_body_is_in_the_laboratory_has_no_range():
    compiled = compile_chain(shipped_model())
    low, high = compiled.chain.low, compiled.chain.high
    for name in ("pelvis_tx", "pelvis_ty", "pelvis_tz"):
        column = compiled.coordinate(name)
        assert (low[column], high[column]) == (-np.inf, np.inf)
    assert np.isfinite(high[compiled.coordinate("knee_angle_r")])


def test_a_missing_marker_is_left_out_of_its_frame_alone(leg):
    truth = movement(leg, 5)
    names, positions = seen(leg, truth)
    positions[2, 0] = np.nan
    motion = solve_motion(leg, positions, names, TIME)
    np.testing.assert_allclose(values(motion.coordinates), truth, atol=1e-7)
    assert np.isnan(values(motion.residuals)[2, 0])
    assert np.isnan(values(motion.residuals)).sum() == 1


def test_what_the_markers_of_a_frame_leave_open_is_not_known_there(leg):
    truth = movement(leg, 7)
    names, positions = seen(leg, truth)
    feet = [at for at, name in enumerate(names) if name.startswith("foot")]
    positions[3, feet] = np.nan
    motion = solve_motion(leg, positions, names, TIME)
    lost = np.isnan(values(motion.coordinates))
    assert lost[3, leg.free_coordinates.index("ankle")]
    assert lost.sum() == 1
    assert any(each.kind == "pose-unknown" for each in motion.issues)


def test_a_frame_without_markers_has_no_pose(leg):
    truth = movement(leg, 7)
    names, positions = seen(leg, truth)
    positions[1] = np.nan
    motion = solve_motion(leg, positions, names, TIME)
    assert np.isnan(values(motion.coordinates)[1]).all()
    np.testing.assert_allclose(values(motion.coordinates)[2:], truth[2:], atol=1e-7)


def test_a_coordinate_without_markers_is_named_and_held(leg):
    names, positions = seen(leg, movement(leg, 9))
    kept = [at for at, name in enumerate(names) if not name.startswith("foot")]
    motion = solve_motion(leg, positions[:, kept], [names[at] for at in kept], TIME)
    assert motion.undetermined == ("ankle",)
    assert np.isnan(motion.coordinate("ankle")).all()
    assert np.all(values(motion.coordinates)[:, -1] == 0.0)
    assert np.nanmax(values(motion.residuals)) < 1e-7


def test_coordinates_that_only_together_leave_the_markers_in_place_are_both_named():
    """Two hinges about one axis cannot be told apart."""
    leg = marked_leg()
    names, positions = seen(leg, movement(leg, 11))
    kept = [at for at, name in enumerate(names) if name[:5] in {"pelvi", "foot_"}]
    motion = solve_motion(leg, positions[:, kept], [names[at] for at in kept], TIME)
    assert {"flexion", "adduction", "twist", "knee", "ankle"} >= set(
        motion.undetermined
    )
    assert np.nanmax(values(motion.residuals)) < 1e-6


def test_a_marker_that_the_model_lacks_is_named_and_left_out(leg):
    truth = movement(leg, 13)
    names, positions = seen(leg, truth)
    more = np.concatenate([positions, positions[:, :1]], axis=1)
    motion = solve_motion(leg, more, [*names, "wand"], TIME)
    assert any("wand" in each.what for each in motion.issues)
    np.testing.assert_allclose(values(motion.coordinates), truth, atol=1e-7)


def test_a_jump_of_all_markers_is_followed(leg):
    """A frame far from its neighbour is found from anew."""
    truth = movement(leg, 15)
    truth[3:] = movement(leg, 16)[3:]
    names, positions = seen(leg, truth)
    motion = solve_motion(leg, positions, names, TIME)
    np.testing.assert_allclose(values(motion.coordinates), truth, atol=1e-6)


def test_two_markers_are_too_few(leg):
    names, positions = seen(leg, movement(leg, 1))
    with pytest.raises(InsufficientDataError, match="three markers"):
        solve_motion(leg, positions[:, :2], names[:2], TIME)


def test_names_and_positions_must_agree(leg):
    names, positions = seen(leg, movement(leg, 1))
    with pytest.raises(SignalError, match="shape"):
        solve_motion(leg, positions[:, :5], names, TIME)


def test_a_tolerance_must_solve_something():
    with pytest.raises(InputError, match="tolerance"):
        InverseKinematicsSettings(tolerance=1.0)
    with pytest.raises(InputError, match="steps"):
        InverseKinematicsSettings(iterations=0)
