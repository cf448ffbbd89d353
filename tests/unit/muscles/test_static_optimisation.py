"""Sharing over a recording: what is not known stays unknown, the rest is solved."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ilium.errors import InputError
from ilium.model.body_model import BodyModel, Coordinate, Joint, Muscle, Segment
from ilium.muscles.settings import MuscleSettings
from ilium.muscles.static_optimisation import share

F0 = 1000.0
CORRECT = MuscleSettings()


def a_muscle(name):
    return Muscle(
        name=name,
        kind="millard",
        max_isometric_force=F0,
        optimal_fibre_length=0.1,
        tendon_slack_length=0.2,
        pennation=0.0,
    )


def a_leg_and_an_arm():
    """A root, and two joints with two muscles each."""
    names = ("root", "leg", "arm")
    return BodyModel(
        name="m",
        segments=tuple(
            Segment(name=n, mass=1.0, mass_centre=np.zeros(3), inertia=np.eye(3))
            for n in names
        ),
        joints=(
            Joint(name="to_root", kind="PinJoint", parent="ground", child="root"),
            Joint(name="hip", kind="PinJoint", parent="root", child="leg"),
            Joint(name="shoulder", kind="PinJoint", parent="root", child="arm"),
        ),
        coordinates=tuple(
            Coordinate(name=n, joint=j, rotational=True)
            for n, j in (("tilt", "to_root"), ("flexion", "hip"), ("raise", "shoulder"))
        ),
        muscles=tuple(a_muscle(n) for n in ("a_r", "b_r", "c_r", "d_r")),
    )


ARMS = np.zeros((5, 4, 3))
ARMS[:, 0, 1], ARMS[:, 1, 1] = 0.05, -0.05
ARMS[:, 2, 2], ARMS[:, 3, 2] = 0.04, -0.04
MOMENTS = np.tile([7.0, 20.0, -10.0], (5, 1))


def shared(moments=MOMENTS, lengths=None, settings=CORRECT, model=None):
    return share(
        a_leg_and_an_arm() if model is None else model,
        lengths=np.full((5, 4), 0.3) if lengths is None else lengths,
        arms=ARMS,
        speeds=np.zeros((5, 3)),
        moments=moments,
        settings=settings,
    )


def test_the_root_has_no_reserve():
    assert shared().coordinates.tolist() == [1, 2]


def test_muscles_and_reserves_together_produce_the_moment():
    result = shared()
    produced = np.einsum("tm,tmn->tn", result.forces, ARMS)[:, 1:] + result.reserves
    np.testing.assert_allclose(produced, MOMENTS[:, 1:], atol=1e-9)
    assert (np.abs(result.reserves) < 0.05).all()


def test_an_unknown_moment_leaves_the_other_joint_solved():
    moments = MOMENTS.copy()
    moments[2, 2] = np.nan
    result = shared(moments)
    assert np.isnan(result.forces[2, 2:]).all()
    np.testing.assert_allclose(result.forces[2, :2], result.forces[1, :2], rtol=1e-9)
    assert np.isfinite(np.delete(result.forces, 2, axis=0)).all()


def test_an_unknown_path_leaves_its_joint_out():
    lengths = np.full((5, 4), 0.3)
    lengths[3, 0] = np.nan
    result = shared(lengths=lengths)
    assert np.isnan(result.forces[3, :2]).all()
    assert np.isfinite(result.forces[3, 2:]).all()
    assert np.isnan(result.reserves[3, 0])


def test_what_is_beyond_the_muscles_is_in_the_reserve():
    moments = MOMENTS.copy()
    moments[:, 1] = 80.0
    result = shared(moments)
    np.testing.assert_allclose(result.activations[:, 0], 1.0)
    np.testing.assert_allclose(result.reserves[:, 0], 80.0 - 50.0 + 0.5, atol=1e-9)


def test_stretched_fibres_pull_where_asked_to():
    lengths = np.full((5, 4), 0.3)
    lengths[:, 1] = 0.35
    without = shared(lengths=lengths)
    with_passive = shared(lengths=lengths, settings=replace(CORRECT, passive=True))
    assert (with_passive.forces[:, 1] > without.forces[:, 1] + 100.0).all()
    produced = np.einsum("tm,tmn->tn", with_passive.forces, ARMS)[:, 1:]
    np.testing.assert_allclose(
        produced + with_passive.reserves, MOMENTS[:, 1:], atol=1e-9
    )


def test_mirrored_moments_give_mirrored_forces():
    mirrored = shared(-MOMENTS)
    np.testing.assert_allclose(mirrored.forces[:, [1, 0, 3, 2]], shared().forces)


def test_a_model_without_muscles_has_none():
    bare = replace(a_leg_and_an_arm(), muscles=())
    result = share(
        bare,
        lengths=np.zeros((5, 0)),
        arms=np.zeros((5, 0, 3)),
        speeds=np.zeros((5, 3)),
        moments=MOMENTS,
        settings=CORRECT,
    )
    assert result.forces.shape == (5, 0)
    assert result.certified.all()


@pytest.mark.parametrize("wrong", [{"exponent": 1.0}, {"reserve": 0.0}])
def test_impossible_settings_are_refused(wrong):
    with pytest.raises(InputError):
        MuscleSettings(**wrong)
