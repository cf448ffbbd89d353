"""Moments of a solved motion: laws of mechanics, gaps, residuals."""

from __future__ import annotations

import numpy as np
import pytest

from ilium.conventions import AXES, SIDES
from ilium.core.dictionary import (
    FOOT_FORCE,
    FOOT_FREE_MOMENT,
    FOOT_PRESSURE,
    JOINT_COORDINATE,
    MARKER_RESIDUAL,
)
from ilium.core.quantity import values
from ilium.errors import SignalError
from ilium.kinematics.motion import JointMotion
from ilium.kinetics.dynamics_settings import InverseDynamicsSettings
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.kinetics.result import FootLoads
from ilium.kinetics.work import joint_work
from marked_leg import marked_leg

TIME = np.arange(61) / 100.0
ON_FOOT = InverseDynamicsSettings(feet={"left": "foot", "right": "foot"})
WEIGHT = 23.8 * 9.80665


def swinging(model=None) -> JointMotion:
    """A leg that moves in every coordinate."""
    model = model or marked_leg()
    names = model.free_coordinates
    phase = np.linspace(0.0, 2.0, len(names))
    q = 0.3 + 0.2 * np.sin(2 * np.pi * TIME[:, None] + phase)
    return motion_of(model, q)


def motion_of(model, q) -> JointMotion:
    return JointMotion(
        model=model,
        coordinates=JOINT_COORDINATE.label(
            q, time=TIME, coordinate=model.free_coordinates
        ),
        residuals=MARKER_RESIDUAL.label(np.zeros((TIME.size, 0)), time=TIME, marker=[]),
        weights=np.zeros(0),
    )


def loads(force=None, pressure=None, cutoff=None) -> FootLoads:
    """Loads under the right foot, by default none."""
    both = np.zeros((TIME.size, 2, 3))
    where = np.full_like(both, np.nan)
    if force is not None:
        both[:, 1] = force
        where[:, 1] = pressure
    labels = {"time": TIME, "side": SIDES, "axis": AXES}
    return FootLoads(
        force=FOOT_FORCE.label(both, **labels),
        pressure=FOOT_PRESSURE.label(where, **labels),
        free_moment=FOOT_FREE_MOMENT.label(np.zeros_like(both), **labels),
        motion_cutoff=cutoff,
    )


def moments(kinetics) -> np.ndarray:
    return values(kinetics.moments)


def test_the_root_carries_what_the_centre_of_mass_asks_for():
    """Newton's second law of the whole body."""
    kinetics = solve_kinetics(swinging(), loads(), ON_FOOT)
    com = values(kinetics.com)
    second = np.gradient(np.gradient(com, TIME, axis=0), TIME, axis=0)
    needed = 23.8 * (second + np.array([0.0, 9.80665, 0.0]))
    found = np.stack([kinetics.moment(each) for each in ("tx", "ty", "tz")], axis=1)
    np.testing.assert_allclose(found[10:-10], needed[10:-10], atol=0.5)


def test_the_moments_power_is_the_rate_of_energy():
    """What all joints generate becomes kinetic and potential energy."""
    motion = swinging()
    kinetics = solve_kinetics(motion, loads(), ON_FOOT)
    weightless = solve_kinetics(swinging(marked_leg_without_weight()), loads(), ON_FOOT)
    lift = values(kinetics.powers).sum(axis=1) - values(weightless.powers).sum(axis=1)
    height = values(kinetics.com)[:, 1]
    rise = WEIGHT * np.gradient(height, TIME)
    np.testing.assert_allclose(lift[5:-5], rise[5:-5], atol=0.5)


def marked_leg_without_weight():
    from dataclasses import replace

    return replace(marked_leg(), gravity=np.zeros(3))


def test_a_force_under_the_foot_is_taken_off_the_root():
    bare = solve_kinetics(swinging(), loads(), ON_FOOT)
    force, point = np.array([30.0, 500.0, -20.0]), np.array([0.4, 0.0, 0.1])
    loaded = solve_kinetics(swinging(), loads(force, point), ON_FOOT)
    change = moments(loaded) - moments(bare)
    names = loaded.moments.get_index("coordinate").tolist()
    np.testing.assert_allclose(change[:, names.index("ty")], -500.0, atol=1e-9)
    np.testing.assert_allclose(change[:, names.index("tx")], -30.0, atol=1e-9)


def test_what_is_not_known_of_a_load_is_not_known_of_the_joints_above():
    force = np.tile([0.0, 300.0, 0.0], (TIME.size, 1))
    force[20:30] = np.nan
    kinetics = solve_kinetics(
        swinging(), loads(force, np.zeros((TIME.size, 3))), ON_FOOT
    )
    assert np.isnan(moments(kinetics)[20:30]).all()
    assert not np.isnan(moments(kinetics)[:20]).any()


def test_a_motion_is_filtered_at_the_cut_off_of_the_loads():
    shaken = values(swinging().coordinates).copy()
    shaken += 0.003 * np.sin(2 * np.pi * 40.0 * TIME)[:, None]
    rough = solve_kinetics(motion_of(marked_leg(), shaken), loads(), ON_FOOT)
    smooth = solve_kinetics(motion_of(marked_leg(), shaken), loads(cutoff=6.0), ON_FOOT)
    middle = slice(15, -15)
    assert np.abs(rough.accelerations[middle]).max() > 60.0
    assert np.abs(smooth.accelerations[middle]).max() < 12.0


def test_a_residual_beyond_the_published_limit_is_named():
    force, point = np.array([0.0, WEIGHT, 0.0]), np.array([0.3, 0.0, 0.3])
    kinetics = solve_kinetics(swinging(), loads(force, point), ON_FOOT)
    kinds = {each.kind: each for each in kinetics.issues}
    assert kinds["residual-moment"].severity == "caution"
    assert kinds["residual-moment"].value > 0.01 * WEIGHT


def test_moments_that_no_body_has_are_left_out_and_named():
    torn = values(swinging().coordinates).copy()
    torn[30, 3] += 5.0
    kinetics = solve_kinetics(motion_of(marked_leg(), torn), loads(), ON_FOOT)
    assert np.isnan(moments(kinetics)[30]).all()
    assert not np.isnan(moments(kinetics)[:10]).any()
    named = [each for each in kinetics.issues if each.kind == "implausible-moment"]
    assert named[0].start <= TIME[30] <= named[0].end


def test_clocks_must_agree():
    short = loads()
    with pytest.raises(SignalError, match="frames"):
        solve_kinetics(
            swinging(),
            FootLoads(
                force=short.force[:5],
                pressure=short.pressure[:5],
                free_moment=short.free_moment[:5],
            ),
        )


def test_work_is_split_into_generated_and_absorbed():
    time = np.linspace(0.0, 1.0, 2001)
    gained, lost = joint_work(np.sin(2 * np.pi * time), time)
    assert gained == pytest.approx(1 / np.pi, abs=1e-6)
    assert lost == pytest.approx(-1 / np.pi, abs=1e-6)
