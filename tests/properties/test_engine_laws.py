"""Laws that inverse kinematics and dynamics obey whatever the movement."""

from __future__ import annotations

from dataclasses import replace

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
from ilium.kinematics.inverse import solve_motion
from ilium.kinematics.motion import JointMotion
from ilium.kinetics.dynamics_settings import InverseDynamicsSettings
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.kinetics.result import FootLoads
from ilium.maths.rotations import elementary
from ilium.model.library import shipped_model
from marked_leg import marked_leg, seen

TIME = np.arange(41) / 100.0
MIRRORED = ("pelvis_list", "pelvis_rotation", "pelvis_tz", "lumbar_bending",
            "lumbar_rotation")  # fmt: skip


def motion_of(model, q) -> JointMotion:
    return JointMotion(
        model=model,
        coordinates=JOINT_COORDINATE.label(
            q, time=TIME, coordinate=model.free_coordinates
        ),
        residuals=MARKER_RESIDUAL.label(np.zeros((TIME.size, 0)), time=TIME, marker=[]),
        weights=np.zeros(0),
    )


def loads_of(force, point, free) -> FootLoads:
    labels = {"time": TIME, "side": SIDES, "axis": AXES}
    return FootLoads(
        force=FOOT_FORCE.label(force, **labels),
        pressure=FOOT_PRESSURE.label(point, **labels),
        free_moment=FOOT_FREE_MOMENT.label(free, **labels),
    )


def wave(size: int, seed: int) -> np.ndarray:
    """Smooth movements, shape (time, size)."""
    rng = np.random.default_rng(seed)
    phase, share = rng.uniform(0, 6, size), rng.uniform(0.1, 0.3, size)
    return 0.3 + share * np.sin(2 * np.pi * 1.5 * TIME[:, None] + phase)


def ground(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Force, pressure and free moment of both feet."""
    shape = (TIME.size, 2, 3)
    force = 100.0 * wave(6, seed).reshape(shape) + np.array([0.0, 400.0, 0.0])
    return force, 0.3 * wave(6, seed + 1).reshape(shape), 5 * wave(6, 9).reshape(shape)


def mirror(model) -> tuple[list[int], np.ndarray]:
    """Where each coordinate goes in a mirror, and its sign there."""
    names = model.free_coordinates
    other = {"_r": "_l", "_l": "_r"}
    partner = [each[:-2] + other.get(each[-2:], each[-2:]) for each in names]
    sign = np.array([-1.0 if each in MIRRORED else 1.0 for each in names])
    return [names.index(each) for each in partner], sign


@pytest.mark.parametrize("swap_loads", [True, False])
def test_the_mirrored_movement_has_the_mirrored_moments(swap_loads):
    model = shipped_model()
    order, sign = mirror(model)
    q = wave(len(order), 1)
    flip = np.array([1.0, 1.0, -1.0])
    force, point, free = ground(2)
    straight = solve_kinetics(motion_of(model, q), loads_of(force, point, free))
    step = slice(None, None, -1 if swap_loads else 1)
    mirrored = loads_of(
        force[:, step] * flip, point[:, step] * flip, -free[:, step] * flip
    )
    other = solve_kinetics(motion_of(model, (q * sign)[:, order]), mirrored)
    known = (values(straight.moments) * sign)[:, order]
    error = np.abs(values(other.moments) - known).max()
    if swap_loads:
        assert error < 1e-8
    else:
        assert error > 10.0


MIDDLE = slice(12, -12)
"""Away from the ends, where the splines of other angles end otherwise."""


def test_turning_the_laboratory_changes_no_joint():
    model = marked_leg()
    truth = wave(len(model.free_coordinates), 3)
    names, positions = seen(model, truth)
    feet = InverseDynamicsSettings(feet={"left": "foot", "right": "foot"})
    force, point, free = ground(4)
    turn, shift = elementary("y", 0.8), np.array([1.0, 0.0, -3.0])
    here = solve_kinetics(
        solve_motion(model, positions, names, TIME), loads_of(force, point, free), feet
    )
    there = solve_kinetics(
        solve_motion(model, positions @ turn.T + shift, names, TIME),
        loads_of(force @ turn.T, point @ turn.T + shift, free @ turn.T),
        feet,
    )
    joints = values(there.moments)[MIDDLE, 6:] - values(here.moments)[MIDDLE, 6:]
    assert np.abs(joints).max() < 0.01
    root = values(there.moments)[:, 3:6] - values(here.moments)[:, 3:6] @ turn.T
    assert np.abs(root[MIDDLE]).max() < 0.01
    unturned = solve_kinetics(
        solve_motion(model, positions @ turn.T + shift, names, TIME),
        loads_of(force, point, free),
        feet,
    )
    assert (
        np.abs(values(unturned.moments)[:, 6:] - values(here.moments)[:, 6:]).max()
        > 1.0
    )


def test_twice_the_body_needs_twice_the_moments():
    model = marked_leg()
    heavy = replace(
        model,
        segments=tuple(
            replace(each, mass=2 * each.mass, inertia=2 * each.inertia)
            for each in model.segments
        ),
    )
    q = wave(len(model.free_coordinates), 5)
    feet = InverseDynamicsSettings(feet={"left": "foot", "right": "foot"})
    force, point, free = ground(6)
    light = solve_kinetics(motion_of(model, q), loads_of(force, point, free), feet)
    doubled = loads_of(2 * force, point, 2 * free)
    other = solve_kinetics(motion_of(heavy, q), doubled, feet)
    np.testing.assert_allclose(values(other.moments), 2 * values(light.moments))
