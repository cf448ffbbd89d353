"""The 3-D part of the viewer's data: figure, muscles, plates."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from ilium.app.look.packing import Packing
from ilium.conventions import SIDES, SideOrBoth
from ilium.core.plate import LOADED, Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.maths.cycles import at_times
from ilium.muscles.result import MuscleForces
from ilium.pipeline import Analysis
from ilium.report.player import thinned
from ilium.report.skeleton import Skeleton, heading
from ilium.units import millimetres

MUSCLE_RATE: Final = 30.0
"""Frames a second of the muscles at most; between them the viewer draws straight on
[Hz]."""


def pack_body(
    packing: Packing, analysis: Analysis, skeleton: Skeleton
) -> dict[str, Any]:
    """Collect figure, muscles and plates.

    Parameters
    ----------
    packing
        Where the arrays go: ``body/time`` [s], ``body/points`` [mm], ``body/muscles``
        [mm], ``body/shares`` [1] on ``body/muscle_time`` [s], ``body/plates``: of each
        plate x, y, z of the point [mm] and of the force [N].
    analysis
        A laboratory's recording, or several cameras together.
    skeleton
        Its figure.

    Returns
    -------
    dict
        Names of the points and what joins them, muscles, plates, heading [rad].
    """
    time = thinned(skeleton.time)
    tracks = skeleton.points.reshape(skeleton.time.size, -1)
    points = millimetres(at_times(skeleton.time, tracks, time)).T
    packing.clock("body/time", time)
    packing.tracks("body/points", points, 1.0)
    return {
        "names": list(skeleton.names),
        "limbs": [
            [skeleton.names.index(one), skeleton.names.index(two), side]
            for one, two, side in skeleton.limbs
        ],
        "heading": round(heading(skeleton), 4),
        "plates": _plates(packing, analysis.trial.plates, time),
        "muscles": _muscles(packing, analysis),
    }


def _plates(
    packing: Packing, plates: tuple[Plate, ...], time: FloatArray
) -> list[dict[str, Any]]:
    rows: list[FloatArray] = []
    for plate in plates:
        fine = clock(plate.force)
        on = np.interp(time, fine, plate.normal_force) > LOADED
        place = millimetres(values(plate.centre_of_pressure()))
        tracks = (*place.T, *values(plate.force).T)
        rows += [np.where(on, np.interp(time, fine, each), np.nan) for each in tracks]
    if rows:
        packing.tracks("body/plates", np.array(rows), 1.0)
    return [
        {
            "name": each.name,
            "corners": np.rint(millimetres(each.corners)).tolist()
            if np.isfinite(each.corners).all()
            else [],
        }
        for each in plates
    ]


def _muscles(packing: Packing, analysis: Analysis) -> list[dict[str, Any]]:
    found, motion, kinetics = analysis.muscles, analysis.motion, analysis.kinetics
    if found is None or motion is None or kinetics is None:
        return []
    from ilium.muscles.routes import muscle_routes  # noqa: PLC0415 - compiled kernels

    rate = (found.time.size - 1) / (found.time[-1] - found.time[0])
    every = max(1, round(rate / MUSCLE_RATE))
    routes = muscle_routes(motion.model, values(kinetics.motion)[::every])
    shown = [at for at, each in enumerate(routes) if each.shape[1]]
    if not shown:
        return []
    packing.clock("body/muscle_time", found.time[::every])
    rows = [routes[at].reshape(len(routes[at]), -1).T for at in shown]
    packing.tracks("body/muscles", millimetres(np.vstack(rows)), 1.0)
    shares = values(found.forces)[::every] / found.strength
    packing.tracks("body/shares", shares[:, shown].T, 0.005)
    return [_muscle(found, motion.model.muscles[at].name, at, routes) for at in shown]


def _muscle(
    found: MuscleForces, name: str, at: int, routes: list[FloatArray]
) -> dict[str, Any]:
    return {
        "name": name,
        "side": side_of(name),
        "strength": round(float(found.strength[at]), 1),
        "points": routes[at].shape[1],
    }


def side_of(name: str) -> SideOrBoth:
    """Side of a part of the model by the ending of its name."""
    for each in SIDES:
        if name.endswith(f"_{each[0]}"):
            return each
    return "both"
