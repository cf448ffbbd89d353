"""Compile the kernels of the musculoskeletal model before the first recording."""

from __future__ import annotations

import numpy as np

from ilium.conventions import AXES, SIDES
from ilium.core.quantity import FOOT_FORCE, FOOT_FREE_MOMENT, FOOT_PRESSURE, FloatArray
from ilium.kinematics.inverse import solve_motion
from ilium.kinetics.inverse_dynamics import solve_kinetics
from ilium.kinetics.result import FootLoads
from ilium.model.library import shipped_model
from ilium.model.posed_model import segment_frames
from ilium.muscles.fit import fit_muscles

FRAMES = 40


def warm_kernels() -> None:
    """Run every stage once on a model that stands still, for the cache's sake."""
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
    motion = solve_motion(model, np.tile(place, (FRAMES, 1, 1)), names, time)
    solve_kinetics(motion, _unloaded(time))
    fit_muscles(model, model)


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
