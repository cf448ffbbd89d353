"""Vicon's own moments and powers, from the trajectories and plates as stored."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from ilium.conventions import SIDES, initial, other
from ilium.core.dictionary import CLINICAL_MOMENT
from ilium.core.quantity import labels, values
from ilium.kinematics import solve_kinematics
from ilium.kinetics import clinical_segments
from ilium.kinetics.clinical import JOINTS, plug_in_gait_kinetics
from ilium.kinetics.loads import foot_loads
from ilium.kinetics.settings import KineticsSettings
from oracles.plug_in_gait.vicon import WALKS, pair

STEPS = tuple(
    (walk, side)
    for walk in WALKS
    for side in SIDES
    if (walk, side) != ("HC036A23", "left")
)
"""Feet that trod on a plate."""
UNFILTERED = KineticsSettings(cutoff=None)


@cache
def solved(samples, walk):
    static, motion = pair(samples, walk)
    return motion, solve_kinematics(motion, static=static)


@cache
def computed(samples, walk):
    motion, kinematics = solved(samples, walk)
    return (
        foot_loads(motion, kinematics, UNFILTERED),
        plug_in_gait_kinetics(motion, kinematics, task="walk"),
    )


def label(side, joint):
    return f"{initial(side)}{joint}Moment"


def stored(motion, name):
    names = labels(motion.vendor, "output")
    return values(motion.vendor)[:, names.index(name)]


def vicon_force(motion, side, mass):
    name = f"{initial(side)}GroundReactionForce"
    return mass * stored(motion, name) @ motion.lab.rotation.T


def stance(motion, loads, side, mass):
    """Frames in which only this foot is on a plate, as both programs see it."""
    ours = values(loads.force)[:, SIDES.index(side), 1]
    theirs = vicon_force(motion, side, mass)[:, 1]
    return (np.nan_to_num(ours) > 20.0) & (np.nan_to_num(theirs) > 0.0)


def swing(loads, side, motion):
    """Frames, ten from either end, in which both know the foot to be in the air."""
    ours = values(loads.force)[:, SIDES.index(side)]
    theirs = vicon_force(motion, side, 1.0)
    air = (ours == 0.0).all(axis=1) & (np.nan_to_num(theirs) == 0.0).all(axis=1)
    air[:10] = air[-10:] = False
    return air


def apart(motion, kinetics, name, frames, take=None):
    """Differences from Vicon [N m/kg] in those of the frames that both know."""
    ours = values(kinetics.moments.sel(moment=name))
    ours = ours if take is None else take(ours)
    theirs = stored(motion, name) / 1000.0
    both = frames & np.isfinite(ours).all(axis=1) & np.isfinite(theirs).all(axis=1)
    both &= np.abs(theirs).sum(axis=1) > 0.0
    assert both.sum() > 20
    return (ours - theirs)[both]


def rms(errors):
    return np.sqrt((errors**2).mean(axis=0))


@pytest.mark.parametrize(("walk", "side"), STEPS)
def test_the_ground_force_is_vicons(samples, oracle, walk, side):
    motion, kinematics = solved(samples, walk)
    loads, _ = computed(samples, walk)
    mass = kinematics.participant.mass
    theirs = vicon_force(motion, side, mass)
    on = np.nan_to_num(theirs[:, 1]) > 20.0
    ours = values(loads.force)[:, SIDES.index(side)]
    error = float(np.abs(ours - theirs)[on].max())
    oracle.holds("ground force", error, case=f"{walk} {side}")
    late = float(np.abs(np.roll(ours, 1, axis=0) - theirs)[on].max())
    oracle.bites("ground force", "one frame late", late, case=f"{walk} {side}")


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize(("walk", "side"), STEPS)
def test_moments_in_stance_are_vicons(samples, oracle, walk, side, joint):
    motion, kinematics = solved(samples, walk)
    loads, kinetics = computed(samples, walk)
    on = stance(motion, loads, side, kinematics.participant.mass)
    found = rms(apart(motion, kinetics, label(side, joint), on))
    case = f"{walk} {side}"
    oracle.holds(f"{joint} moment", float(found[:2].max()), case=case)
    oracle.holds("transverse moment", float(found[2]), case=f"{joint.lower()}, {case}")


@pytest.mark.parametrize(("walk", "side"), STEPS)
def test_moments_in_swing_are_vicons(samples, oracle, walk, side):
    motion, _ = solved(samples, walk)
    loads, kinetics = computed(samples, walk)
    air = swing(loads, side, motion)
    for joint in JOINTS:
        error = float(rms(apart(motion, kinetics, label(side, joint), air)).max())
        case = f"{joint.lower()}, {walk} {side}"
        oracle.holds("moment in swing", error, case=case)


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize(("walk", "side"), STEPS)
def test_powers_in_stance_are_vicons(samples, oracle, walk, side, joint):
    motion, kinematics = solved(samples, walk)
    loads, kinetics = computed(samples, walk)
    on = stance(motion, loads, side, kinematics.participant.mass)
    name = f"{initial(side)}{joint}Power"
    ours = values(kinetics.powers.sel(power=name))
    theirs = stored(motion, name)[:, 2]
    on &= np.isfinite(ours) & np.isfinite(theirs)
    error = float(rms((ours - theirs)[on]) / np.abs(theirs[on]).max())
    case = f"{joint.lower()}, {walk} {side}"
    oracle.holds("power, share of the peak", error, case=case)
    flipped = float(rms((-ours - theirs)[on]) / np.abs(theirs[on]).max())
    oracle.bites("power, share of the peak", "sign flipped", flipped, case=case)


CONTROLS = {
    "sign flipped": np.negative,
    "5 % too large": lambda moment: 1.05 * moment,
    "one frame late": lambda moment: np.roll(moment, 1, axis=0),
}


@pytest.mark.parametrize("control", CONTROLS)
@pytest.mark.parametrize(("walk", "side"), STEPS)
def test_a_wrong_moment_is_noticed(samples, oracle, walk, side, control):
    """Five per cent show at the ankle, whose moment is the largest."""
    motion, kinematics = solved(samples, walk)
    loads, kinetics = computed(samples, walk)
    on = stance(motion, loads, side, kinematics.participant.mass)
    found = rms(apart(motion, kinetics, label(side, "Ankle"), on, CONTROLS[control]))
    case = f"{walk} {side}"
    oracle.bites("Ankle moment", control, float(found[:2].max()), case=case)


@pytest.mark.parametrize("joint", JOINTS)
@pytest.mark.parametrize(("walk", "side"), STEPS)
def test_swapped_sides_are_noticed(samples, oracle, walk, side, joint):
    motion, kinematics = solved(samples, walk)
    loads, kinetics = computed(samples, walk)
    on = stance(motion, loads, side, kinematics.participant.mass)
    names = [initial(other(s)) + each for s in SIDES for each in MOMENT_NAMES]
    swapped = replace(
        kinetics,
        moments=CLINICAL_MOMENT.label(
            np.nan_to_num(values(kinetics.moments)),
            time=motion.time,
            moment=names,
            component=["X", "Y", "Z"],
        ),
    )
    found = rms(apart(motion, swapped, label(side, joint), on))
    case = f"{walk} {side}"
    error = float(found[:2].max())
    oracle.bites(f"{joint} moment", "sides swapped", error, case=case)


MOMENT_NAMES = tuple(f"{joint}Moment" for joint in JOINTS)


@pytest.mark.parametrize("walk", ["HC002D06", "HC030A05", "3_FF"])
def test_segments_without_inertia_are_noticed(samples, oracle, walk, monkeypatch):
    light = {
        name: share._replace(radius=0.0)
        for name, share in clinical_segments.SHARES.items()
    }
    monkeypatch.setattr(clinical_segments, "SHARES", light)
    motion, kinematics = solved(samples, walk)
    loads, _ = computed(samples, walk)
    kinetics = plug_in_gait_kinetics(motion, kinematics)
    air = swing(loads, "left", motion)
    error = float(rms(apart(motion, kinetics, "LHipMoment", air)).max())
    oracle.bites("moment in swing", "segments without inertia", error, case=walk)


@pytest.mark.parametrize("walk", ["HC002D06", "3_FF"])
def test_another_cutoff_than_vicons_is_noticed(samples, oracle, walk):
    motion, kinematics = solved(samples, walk)
    loads, _ = computed(samples, walk)
    slow = plug_in_gait_kinetics(motion, kinematics, KineticsSettings(cutoff=6.0))
    on = stance(motion, loads, "left", kinematics.participant.mass)
    error = float(rms(apart(motion, slow, "LHipMoment", on))[:2].max())
    oracle.bites("Hip moment", "filtered at 6 Hz", error, case=walk)
