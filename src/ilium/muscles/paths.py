"""Lengths and moment arms of a model's muscles.

Straight paths, conditional and moving points, and surfaces of four shapes, either as
OpenSim lays them or, over cylinders and spheres, as geodesics.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.maths.paths.layout import COMPATIBLE, EXACT, Paths
from ilium.model.body_model import BodyModel
from ilium.model.chain import CompiledChain, compile_chain
from ilium.muscles.path_tables import PathTables

Mode = Literal["compatible", "exact"]

MODES: Final[dict[Mode, int]] = {"compatible": COMPATIBLE, "exact": EXACT}


def muscle_geometry(
    model: BodyModel, coordinates: FloatArray, mode: Mode = "compatible"
) -> tuple[FloatArray, FloatArray]:
    """Lengths and moment arms of all muscles in every frame.

    Parameters
    ----------
    model
        The model.
    coordinates
        Its free coordinates, shape (time, n) [rad] or [m].
    mode
        ``compatible`` lays paths as OpenSim 4.6 does, and takes the moment arm from the
        forces along them; ``exact`` lays geodesics over cylinders and spheres, whose
        moment arm is the derivative of the length.

    Returns
    -------
    lengths : FloatArray
        Shape (time, m) [m]; NaN in a frame of which a coordinate is NaN. Muscles that
        `BodyModel.foreign` names come from OpenSim, in either mode.
    arms : FloatArray
        Generalised force per unit tension, shape (time, m, n) [m], for a displacement
        [1]; positive where the muscle drives the coordinate upwards.

    Raises
    ------
    InputError
        Where a foreign muscle needs OpenSim and `borrow_foreign` cannot have it.

    References
    ----------
    Sherman MA, Seth A, Delp SL (2013). What is a moment arm? Calculating muscle
    effectiveness in biomechanical models using generalized coordinates. Proc ASME
    IDETC/CIE, V07BT10A052. doi:10.1115/DETC2013-13633
    """
    from ilium.maths.paths.geometry import (  # noqa: PLC0415 - compiled when needed
        trial_geometry,
    )

    compiled = compile_chain(model)
    paths = compile_paths(model, compiled)
    frames = np.ascontiguousarray(coordinates, dtype=np.float64)
    lengths = np.empty((len(frames), len(model.muscles)))
    arms = np.empty((*lengths.shape, len(compiled.coordinates)))
    pulls = np.empty((len(frames), paths.pulled.size, 6))
    trial_geometry(compiled.chain, paths, frames, MODES[mode], lengths, arms, pulls)
    borrow_foreign(model, frames, lengths, arms)
    return lengths, arms


def borrow_foreign(
    model: BodyModel, coordinates: FloatArray, lengths: FloatArray, arms: FloatArray
) -> tuple[str, ...]:
    """Fill in from OpenSim the muscles whose paths ilium cannot follow.

    Parameters
    ----------
    model
        The model.
    coordinates
        Its free coordinates, shape (time, n) [rad] or [m].
    lengths, arms
        As `muscle_geometry` returns them; the columns of those muscles are written.

    Returns
    -------
    tuple of str
        Names of those muscles: `BodyModel.foreign` in the model's order.

    Raises
    ------
    InputError
        Where OpenSim is not installed, or the model is not that of its file.
    """
    names = [each.name for each in model.muscles]
    columns = [at for at, name in enumerate(names) if name in model.foreign]
    borrowed = tuple(names[at] for at in columns)
    if borrowed:
        from ilium.muscles.paths_opensim import (  # noqa: PLC0415 - an extra
            opensim_geometry,
        )

        lengths[:, columns], arms[:, columns] = opensim_geometry(
            model, borrowed, coordinates
        )
    return borrowed


@lru_cache(maxsize=4)
def compile_paths(model: BodyModel, compiled: CompiledChain) -> Paths:
    """Arrays of a model's muscle paths; the last few models' are kept.

    Parameters
    ----------
    model
        The model.
    compiled
        Its chain.

    Returns
    -------
    Paths
        For the kernels; muscles in the model's order. One that `BodyModel.foreign`
        names has no points.

    Raises
    ------
    InputError
        Where a point moves with several coordinates at once.
    UnknownNameError
        Where a path names a segment, coordinate or surface that the model lacks.
    """
    tables = PathTables(model, compiled)
    for muscle in model.muscles:
        tables.add(muscle)
    return tables.finish()
