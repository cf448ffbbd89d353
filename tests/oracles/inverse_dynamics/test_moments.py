"""Moments of random states against Pinocchio, of recordings against OpenSim."""

from __future__ import annotations

from pathlib import Path

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
from ilium.kinematics.motion import JointMotion
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.kinetics.result import FootLoads, Kinetics
from ilium.maths.multibody.dynamics import inverse_dynamics, project
from ilium.maths.multibody.links import make_links, move_links, segment_poses
from ilium.model.chain import CompiledChain, compile_chain
from ilium.model.osim_read import read_osim

HERE = Path(__file__).parent
SUBJECT = "nimblephysics/opencap_Subject4/Models/manually_scaled.osim"
TRIALS = ("walking1", "DJ1")
KNEES = ("knee_angle_r", "knee_angle_l")
PLACES = ("pelvis_tx", "pelvis_ty", "pelvis_tz")
AGAINST_OPENSIM = "moment against OpenSim, RMS"
FORCE = "residual force at the pelvis against OpenSim, RMS"


@pytest.fixture(scope="module")
def model(samples):
    return read_osim(samples / SUBJECT)


@pytest.fixture(scope="module")
def compiled(model):
    return compile_chain(model)


def pinocchio_error(compiled, change=None) -> float:
    """Largest difference over the stored states [N m]."""
    stored = {key: each.copy() for key, each in np.load(HERE / "pinocchio.npz").items()}
    if change:
        stored[change] = -stored[change]
    worst = 0.0
    for at, known in enumerate(stored["moments"]):
        wrench = np.zeros((len(compiled.segments), 6))
        for foot, each in zip(
            ("calcn_l", "calcn_r"), stored["wrench"][at], strict=True
        ):
            wrench[compiled.segment(foot)] = each
        state = (stored[each][at] for each in ("q", "speed", "acceleration"))
        found = inverse_dynamics(compiled.chain, *state, wrench)
        worst = max(worst, float(np.abs(found - known).max()))
    return worst


def test_random_states_have_pinocchios_moments(oracle, compiled):
    quantity = "generalised force against Pinocchio"
    oracle.holds(quantity, pinocchio_error(compiled))
    for part in ("acceleration", "wrench"):
        oracle.bites(quantity, f"{part} reversed", pinocchio_error(compiled, part))


def solved(model, trial: str, *, swapped: bool = False) -> tuple[Kinetics, np.ndarray]:
    """Ilium's kinetics of a stored trial, and OpenSim's moments."""
    stored = np.load(HERE / f"{trial}.npz")
    time, q = stored["time"], stored["q"]
    force, point, free = stored["loads"]
    if swapped:
        force, point, free = force[:, ::-1], point[:, ::-1], free[:, ::-1]
    labels = {"time": time, "side": SIDES, "axis": AXES}
    motion = JointMotion(
        model=model,
        coordinates=JOINT_COORDINATE.label(
            q, time=time, coordinate=model.free_coordinates
        ),
        residuals=MARKER_RESIDUAL.label(np.zeros((time.size, 0)), time=time, marker=[]),
        weights=np.zeros(0),
    )
    loads = FootLoads(
        force=FOOT_FORCE.label(force, **labels),
        pressure=FOOT_PRESSURE.label(point, **labels),
        free_moment=FOOT_FREE_MOMENT.label(free, **labels),
    )
    return solve_kinetics(motion, loads), stored["moments"]


def rms(difference: np.ndarray) -> np.ndarray:
    return np.sqrt((difference**2).mean(axis=0))


def knee_term(compiled: CompiledChain, kinetics: Kinetics) -> np.ndarray:
    """What Simbody's accelerations beyond the knees change, shape (time, n) [N m]."""
    chain = compiled.chain
    links = make_links(chain)
    rotation, position = (
        np.zeros((len(compiled.segments), 3, 3)),
        np.zeros((len(compiled.segments), 3)),
    )
    found = []
    for q, speed in zip(values(kinetics.motion), kinetics.speeds, strict=True):
        move_links(chain, q.copy(), links)
        segment_poses(chain, links, rotation, position)
        wrench = np.zeros((len(compiled.segments), 6))
        for knee in KNEES:
            second, third = turning(compiled, knee)
            rate = speed[compiled.coordinate(knee)]
            spin = np.cross(links.axis[third], links.axis[second])
            spin *= links.slope[second] * links.slope[third] * rate**2
            for at in beyond(compiled, third):
                inertia = rotation[at] @ chain.inertia[at] @ rotation[at].T
                centre = rotation[at] @ chain.mass_centre[at] + position[at]
                force = chain.mass[at] * np.cross(spin, centre - links.position[third])
                wrench[at, :3] += inertia @ spin + np.cross(centre, force)
                wrench[at, 3:] += force
        found.append(project(chain, links, wrench, q.size))
    return np.array(found)


def turning(compiled: CompiledChain, knee: str) -> tuple[int, int]:
    """Links of the knee's second and third rotation."""
    chain = compiled.chain
    shank = int(chain.segment_link[compiled.segment(f"tibia_{knee[-1]}")])
    return int(chain.parent[shank]), shank


def beyond(compiled: CompiledChain, link: int) -> list[int]:
    """Segments that a link carries."""
    chain = compiled.chain
    carried = []
    for segment, each in enumerate(chain.segment_link):
        at = int(each)
        while at > link:
            at = int(chain.parent[at])
        if at == link:
            carried.append(segment)
    return carried


@pytest.mark.parametrize("trial", TRIALS)
def test_moments_of_recordings_are_opensims(oracle, model, trial):
    kinetics, theirs = solved(model, trial)
    errors = rms(values(kinetics.moments) - theirs)
    for name, error in zip(model.free_coordinates, errors, strict=True):
        quantity = FORCE if name in PLACES else AGAINST_OPENSIM
        oracle.holds(quantity, error, case=f"{trial} {name}")
    kinetics, theirs = solved(model, trial, swapped=True)
    error = rms(values(kinetics.moments) - theirs).max()
    oracle.bites(AGAINST_OPENSIM, "feet swapped", error, case=trial)


@pytest.mark.parametrize("trial", TRIALS)
def test_what_is_left_is_the_term_that_simbody_lacks(oracle, model, compiled, trial):
    kinetics, theirs = solved(model, trial)
    quantity = "moment against OpenSim with Simbody's knee term, RMS"
    difference = values(kinetics.moments) - theirs
    errors = rms(difference + knee_term(compiled, kinetics))
    for name, error in zip(model.free_coordinates, errors, strict=True):
        oracle.holds(quantity, error, case=f"{trial} {name}")
    oracle.bites(quantity, "without the term", rms(difference).max(), case=trial)
