"""Muscle paths in the laboratory, for pictures."""

from __future__ import annotations

from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.body_model import BodyModel
from ilium.model.chain import compile_chain
from ilium.muscles.paths import MODES, Mode, compile_paths

MOST: Final = 8
"""Most points of a path whose number of points changes [1]."""


def muscle_routes(
    model: BodyModel, coordinates: FloatArray, mode: Mode = "compatible"
) -> list[FloatArray]:
    """Lay every muscle's path through the laboratory.

    Parameters
    ----------
    model
        The model.
    coordinates
        Its free coordinates, shape (time, n) [rad] or [m].
    mode
        As for `ilium.muscles.paths.muscle_geometry`.

    Returns
    -------
    list of FloatArray
        A muscle each, in the model's order, shape (time, points, 3) [m]: its own points
        where their number stays, else points at equal distances along it. NaN where
        the pose is not known; no points for a muscle that `BodyModel.foreign` names.
    """
    from ilium.maths.paths.routes import (  # noqa: PLC0415 - compiled when needed
        trial_routes,
    )

    compiled = compile_chain(model)
    paths = compile_paths(model, compiled)
    frames = np.ascontiguousarray(coordinates, dtype=np.float64)
    counts = np.zeros((len(frames), len(model.muscles)), dtype=np.int64)
    points = np.empty((*counts.shape, paths.room, 3))
    trial_routes(compiled.chain, paths, frames, MODES[mode], counts, points)
    return [
        _even(points[:, muscle], counts[:, muscle])
        for muscle in range(len(model.muscles))
    ]


def _even(points: FloatArray, counts: np.ndarray) -> FloatArray:
    """One muscle's path with the same number of points in every frame."""
    known = counts[counts > 1]
    if not known.size:
        return np.empty((len(points), 0, 3))
    if known.min() == known.max():
        return points[:, : known.max()]
    number = min(2 * int(known.max()), MOST)
    routes = np.full((len(points), number, 3), np.nan)
    for frame in np.flatnonzero(counts > 1):
        routes[frame] = _spaced(points[frame, : counts[frame]], number)
    return routes


def _spaced(line: FloatArray, number: int) -> FloatArray:
    """Points at equal distances along a line, both ends included."""
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    places = np.linspace(0.0, along[-1], number)
    return np.column_stack([np.interp(places, along, axis) for axis in line.T])
