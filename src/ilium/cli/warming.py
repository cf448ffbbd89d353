"""Compile the kernels of the musculoskeletal model before the first recording.

The one place that knows which stages compile: a stage with kernels of its own adds a
line to `STEPS`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

import numpy as np

from ilium.conventions import AXES, SIDES
from ilium.core.dictionary import FOOT_FORCE, FOOT_FREE_MOMENT, FOOT_PRESSURE
from ilium.core.quantity import FloatArray, values
from ilium.kinematics.inverse import solve_motion
from ilium.kinematics.motion import JointMotion
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.kinetics.result import FootLoads, Kinetics
from ilium.model.library import shipped_model
from ilium.model.posed_model import segment_frames
from ilium.muscles.fit import fit_muscles
from ilium.muscles.routes import muscle_routes
from ilium.muscles.solve import solve_muscles
from ilium.samples.simulator.simulate import simulate

LOG: Final = logging.getLogger("ilium")
FRAMES: Final = 40


class Movement:
    """What one step leaves to the next."""

    motion: JointMotion
    kinetics: Kinetics


def warm_kernels() -> None:
    """Run every stage once on a model that stands still, for the cache's sake."""
    movement = Movement()
    for words, step in STEPS:
        LOG.info("compiling %s", words)
        step(movement)


def _poses(movement: Movement) -> None:
    model = shipped_model()
    frames = segment_frames(model, None)
    place = np.array(
        [
            frames[each.segment][0] @ each.location + frames[each.segment][1]
            for each in model.markers
        ]
    )
    time = np.arange(FRAMES) / 100.0
    names = [each.name for each in model.markers]
    movement.motion = solve_motion(model, np.tile(place, (FRAMES, 1, 1)), names, time)


def _moments(movement: Movement) -> None:
    loads = _unloaded(movement.motion.time)
    movement.kinetics = solve_kinetics(movement.motion, loads)


def _paths(movement: Movement) -> None:
    fit_muscles(movement.motion.model, movement.motion.model)


def _muscles(movement: Movement) -> None:
    solve_muscles(movement.motion, movement.kinetics)


def _routes(movement: Movement) -> None:
    muscle_routes(movement.motion.model, values(movement.kinetics.motion))


def _simulation(_: Movement) -> None:
    simulate("hip_hike", repetitions=1, rate=50.0, plate_rate=50.0)


STEPS: Final[tuple[tuple[str, Callable[[Movement], None]], ...]] = (
    ("poses from markers", _poses),
    ("joint moments", _moments),
    ("muscle paths", _paths),
    ("muscle forces", _muscles),
    ("muscle paths for pictures", _routes),
    ("the simulator", _simulation),
)
"""What is compiled, in words, and how."""


def _unloaded(time: FloatArray) -> FootLoads:
    nothing = np.zeros((time.size, 2, 3))
    return FootLoads(
        force=FOOT_FORCE.label(nothing, time=time, side=SIDES, axis=AXES),
        pressure=FOOT_PRESSURE.label(
            np.full_like(nothing, np.nan), time=time, side=SIDES, axis=AXES
        ),
        free_moment=FOOT_FREE_MOMENT.label(nothing, time=time, side=SIDES, axis=AXES),
        cutoff=6.0,
        motion_cutoff=6.0,
    )
