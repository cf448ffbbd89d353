"""Inverse dynamics: net joint moments and powers of the musculoskeletal model."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.conventions import AXES, SIDES
from ilium.core.dictionary import (
    CENTRE_OF_MASS,
    JOINT_COORDINATE,
    JOINT_MOMENT,
    JOINT_POWER,
)
from ilium.core.quantity import FloatArray, values
from ilium.errors import SignalError
from ilium.kinematics.motion import JointMotion
from ilium.kinetics.dynamics_settings import InverseDynamicsSettings
from ilium.kinetics.implausible import leave_out
from ilium.kinetics.residuals import root_residuals
from ilium.kinetics.result import FootLoads, Kinetics
from ilium.maths.filters import low_pass
from ilium.maths.runs import finite_blocks
from ilium.maths.splines import natural_derivative
from ilium.model.chain import CompiledChain, compile_chain

METHOD: Final = (
    "Inverse dynamics: recursive Newton-Euler on the coordinates' natural quintic"
    " spline, the ground's action on the heel segments; moments are internal, positive"
    " in the coordinate's direction, as OpenSim's."
)


def solve_kinetics(
    motion: JointMotion,
    loads: FootLoads,
    settings: InverseDynamicsSettings | None = None,
) -> Kinetics:
    """Net joint moments, powers and centre of mass of a solved motion.

    Parameters
    ----------
    motion
        The model and its coordinates; filtered here at `FootLoads.motion_cutoff`, or
        not at all where that is ``None``.
    loads
        The ground's action on the feet, on the same clock.
    settings
        The segments that take it, limits of the residuals.

    Returns
    -------
    Kinetics
        Moments NaN where they depend on a load or a coordinate that is not known.

    Raises
    ------
    SignalError
        Where the two do not have the same frames.
    """
    settings = settings or InverseDynamicsSettings()
    time = motion.time
    _check_clock(motion, loads)
    compiled = compile_chain(motion.model)
    rate = (time.size - 1) / (time[-1] - time[0])
    coordinates = _filtered(values(motion.coordinates), loads.motion_cutoff, rate)
    speeds = _derivative(coordinates, rate, 1)
    accelerations = _derivative(coordinates, rate, 2)
    state = coordinates, speeds, accelerations
    moments = _forces(compiled, state, loads, settings)
    powers = moments * speeds
    limits = JOINT_MOMENT, JOINT_POWER
    torn = leave_out(moments, powers, time, compiled.coordinates, limits)
    com = centre_of_mass(compiled, coordinates)
    ground = values(loads.force).sum(axis=1)
    residuals = root_residuals(
        motion.model,
        time,
        moments,
        ground=ground,
        com=com,
        settings=settings,
        cutoff=loads.cutoff,
    )
    names = compiled.coordinates
    return Kinetics(
        loads=loads,
        moments=JOINT_MOMENT.label(moments, time=time, coordinate=names),
        powers=JOINT_POWER.label(powers, time=time, coordinate=names),
        motion=JOINT_COORDINATE.label(coordinates, time=time, coordinate=names),
        speeds=speeds,
        accelerations=accelerations,
        com=CENTRE_OF_MASS.label(com, time=time, axis=AXES),
        method=METHOD,
        issues=(*torn, *(each.issue() for each in residuals)),
    )


def centre_of_mass(compiled: CompiledChain, coordinates: FloatArray) -> FloatArray:
    """Whole-body centre of mass of a model.

    Parameters
    ----------
    compiled
        The model's chain.
    coordinates
        Shape (time, n) [rad] or [m].

    Returns
    -------
    FloatArray
        Shape (time, axis) [m]; NaN where a coordinate is.
    """
    from ilium.maths.multibody.trials import pose_trial  # noqa: PLC0415 - compiles

    chain = compiled.chain
    rotations, positions = pose_trial(chain, np.array(coordinates, order="C"))
    centres = np.einsum("tbij,bj->tbi", rotations, chain.mass_centre) + positions
    return np.einsum("b,tbi->ti", chain.mass / chain.mass.sum(), centres)


def _check_clock(motion: JointMotion, loads: FootLoads) -> None:
    time, other = motion.time, loads.time
    if time.size != other.size or np.abs(time - other).max(initial=0.0) > 1e-6:
        problem = (
            f"The motion has {time.size} frames and the feet's loads {other.size}, or"
            " their clocks differ."
        )
        raise SignalError(problem, "Give both on the cameras' clock.")
    if time.size < 2:
        problem = f"The motion has {time.size} frames: nothing moves."
        raise SignalError(problem, "Give a recording of a movement.")


def _filtered(signal: FloatArray, cutoff: float | None, rate: float) -> FloatArray:
    if cutoff is None:
        return np.array(signal, order="C")
    return low_pass(signal, cutoff, rate)


SHORTEST: Final = 6
"""Samples that a quintic spline needs."""


def _derivative(signal: FloatArray, rate: float, order: int) -> FloatArray:
    found = np.full(signal.shape, np.nan)
    for members, start, end in finite_blocks(signal):
        if end - start >= SHORTEST:
            block = np.ascontiguousarray(signal[start:end, members])
            found[start:end, members] = natural_derivative(block, rate, order)
    return found


def _forces(
    compiled: CompiledChain,
    state: tuple[FloatArray, FloatArray, FloatArray],
    loads: FootLoads,
    settings: InverseDynamicsSettings,
) -> FloatArray:
    from ilium.maths.multibody.trials import dynamics_trial  # noqa: PLC0415 - compiles

    wrenches = np.zeros((loads.time.size, len(compiled.segments), 6))
    for side in SIDES:
        force, moment = loads.wrench(side)
        foot = compiled.segment(settings.feet[side])
        wrenches[:, foot, :3] += moment
        wrenches[:, foot, 3:] += force
    return dynamics_trial(compiled.chain, *state, wrenches)
