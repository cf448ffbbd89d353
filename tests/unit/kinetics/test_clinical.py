"""Plug-in Gait's moments and powers: closed forms, signs and laws."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from builders import a_body, a_clock
from ilium.conventions import GRAVITY, SIDES, SIGN
from ilium.core.dictionary import (
    FOOT_FORCE,
    FOOT_FREE_MOMENT,
    FOOT_PRESSURE,
)
from ilium.core.participant import Participant
from ilium.core.quantity import values
from ilium.kinetics.clinical import MOMENTS, POWERS, clinical_kinetics
from ilium.kinetics.clinical_segments import SHARES, foot_length
from ilium.kinetics.result import FootLoads

TIME = a_clock(1.0)
MASS = 60.0
PERSON = Participant(mass=MASS)
UP = np.array([0.0, 1.0, 0.0])


def pushing(force=(0.0, 300.0, 0.0), ahead=0.1, out=0.0, body=None) -> FootLoads:
    """The same force under both feet, ahead of and outside of each ankle."""
    frames = TIME.size
    point = np.zeros((frames, 2, 3))
    for at, side in enumerate(SIDES):
        ankle = body.joint(f"ankle_{side}")
        point[:, at, 0] = ankle[:, 0] + ahead
        point[:, at, 2] = ankle[:, 2] + SIGN[side] * out
    each = np.tile(np.array(force, dtype=float), (frames, 2, 1))
    labels = {"time": TIME, "side": list(SIDES), "axis": list("xyz")}
    return FootLoads(
        force=FOOT_FORCE.label(each, **labels),
        pressure=FOOT_PRESSURE.label(point, **labels),
        free_moment=FOOT_FREE_MOMENT.label(np.zeros_like(each), **labels),
    )


def standing(**pose):
    return a_body(TIME, **pose)


def component(found, name: str, letter: str) -> float:
    """Value in the middle of the recording [N m/kg]."""
    picked = found.moments.sel(moment=name, component=letter)
    return float(values(picked)[TIME.size // 2])


def test_a_still_ankle_bears_force_times_lever_less_the_foots_weight():
    body = standing()
    found = clinical_kinetics(body, pushing(ahead=0.1, body=body), PERSON)
    foot = SHARES["foot"]
    lever = foot.along * foot_length(body, "left")
    wanted = 300.0 / MASS * 0.1 - foot.mass * GRAVITY * lever
    for side in "LR":
        assert component(found, f"{side}AnkleMoment", "X") == pytest.approx(wanted)


@pytest.mark.parametrize("joint", ["Ankle", "Knee", "Hip"])
def test_a_force_outside_of_the_leg_asks_for_abductors_inside(joint):
    """A push inwards of the joint adducts: the internal moment abducts, positive."""
    body = standing()
    inwards = clinical_kinetics(body, pushing(ahead=0.0, out=-0.1, body=body), PERSON)
    outwards = clinical_kinetics(body, pushing(ahead=0.0, out=0.1, body=body), PERSON)
    for side in "LR":
        name = f"{side}{joint}Moment"
        apart = component(inwards, name, "Y") - component(outwards, name, "Y")
        assert apart == pytest.approx(2 * 300.0 / MASS * 0.1)


def test_a_force_behind_the_knee_asks_for_its_extensors():
    body = standing()
    behind = clinical_kinetics(body, pushing(ahead=-0.1, body=body), PERSON)
    ahead = clinical_kinetics(body, pushing(ahead=0.1, body=body), PERSON)
    apart = component(behind, "RKneeMoment", "X") - component(ahead, "RKneeMoment", "X")
    assert apart == pytest.approx(2 * 300.0 / MASS * 0.1)
    hips = component(ahead, "RHipMoment", "X") - component(behind, "RHipMoment", "X")
    assert hips == pytest.approx(2 * 300.0 / MASS * 0.1)


def test_who_stands_still_spends_no_power():
    body = standing()
    found = clinical_kinetics(body, pushing(body=body), PERSON)
    np.testing.assert_allclose(values(found.powers)[4:-4], 0.0, atol=1e-12)
    assert found.powers.indexes["power"].tolist() == list(POWERS)
    assert found.moments.indexes["moment"].tolist() == list(MOMENTS)


def test_a_hanging_leg_that_swings_obeys_the_pendulum():
    """The whole leg turns about a still hip: torque is inertia times acceleration."""
    swing = 0.2 * np.sin(2 * np.pi * TIME)
    body = standing(hip_flexion_left=swing, hip_flexion_right=swing)
    nothing = pushing(force=(0.0, 0.0, 0.0), body=body)
    found = clinical_kinetics(body, nothing, PERSON)
    hip, knee, ankle = (body.joint(f"{each}_left") for each in ("hip", "knee", "ankle"))
    thigh, shank = (
        float(np.linalg.norm((a - b)[0])) for a, b in ((hip, knee), (knee, ankle))
    )
    foot = foot_length(body, "left")
    along = np.array(
        [
            [0.0, SHARES["thigh"].along * thigh],
            [0.0, thigh + SHARES["shank"].along * shank],
            [SHARES["foot"].along * foot, thigh + shank],
        ]
    )
    shares = [SHARES[name] for name in ("thigh", "shank", "foot")]
    mass = np.array([each.mass for each in shares])
    radius = np.array(
        [
            each.radius * size
            for each, size in zip(shares, (thigh, shank, foot), strict=True)
        ]
    )
    inertia = float((mass * ((along**2).sum(axis=1) + radius**2)).sum())
    bent = swing
    ahead = along[:, 0] * np.cos(bent)[:, None] + along[:, 1] * np.sin(bent)[:, None]
    weight = GRAVITY * (mass * ahead).sum(axis=1)
    turning = -0.2 * (2 * np.pi) ** 2 * np.sin(2 * np.pi * TIME)
    flexing = inertia * turning + weight
    ours = values(found.moments.sel(moment="LHipMoment", component="X"))
    part = slice(8, -8)
    np.testing.assert_allclose(-ours[part], flexing[part], atol=0.01)


def test_moments_per_mass_do_not_change_with_force_and_mass_together():
    body = standing()
    one = clinical_kinetics(body, pushing(body=body), PERSON)
    twice = clinical_kinetics(
        body, pushing(force=(0.0, 600.0, 0.0), body=body), Participant(mass=2 * MASS)
    )
    np.testing.assert_allclose(values(one.moments), values(twice.moments))


def test_moments_that_no_body_has_are_left_out_and_named():
    body = standing()
    steady = pushing(body=body)
    point = values(steady.pressure).copy()
    point[60, :, 0] += 15.0
    labels = {"time": TIME, "side": list(SIDES), "axis": list("xyz")}
    torn = replace(steady, pressure=FOOT_PRESSURE.label(point, **labels))
    found = clinical_kinetics(body, torn, PERSON)
    (told,) = found.issues
    assert told.kind == "implausible-moment"
    assert told.start == told.end == TIME[60]
    moments = values(found.moments)
    assert np.isnan(moments[60]).all()
    assert np.isfinite(moments[59]).all()
    assert not clinical_kinetics(body, steady, PERSON).issues


def test_both_sides_of_a_symmetric_stance_are_alike():
    body = standing()
    found = values(
        clinical_kinetics(body, pushing(out=0.02, body=body), PERSON).moments
    )
    np.testing.assert_allclose(found[4:-4, :3], found[4:-4, 3:], atol=1e-9)


def test_an_unknown_load_leaves_that_leg_unknown():
    body = standing()
    loads = pushing(body=body)
    force = values(loads.force).copy()
    force[:, 0] = np.nan
    labels = {"time": TIME, "side": list(SIDES), "axis": list("xyz")}
    blind = replace(loads, force=FOOT_FORCE.label(force, **labels))
    found = values(clinical_kinetics(body, blind, PERSON).moments)
    assert np.isnan(found[:, :3]).all()
    assert np.isfinite(found[4:-4, 3:]).all()


def test_without_a_mass_nothing_is_known_and_it_is_told():
    body = replace(standing(), participant=Participant())
    found = clinical_kinetics(body, pushing(body=body))
    assert np.isnan(values(found.moments)).all()
    assert [each.kind for each in found.issues] == ["no-body-mass"]
