"""A simulated capture on disk: its C3D files, and the truth beside them."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np

from ilium.capture.c3d_write import write_c3d
from ilium.conventions import AXES, SIDES
from ilium.core.atomic import together
from ilium.core.quantity import values
from ilium.core.system_errors import not_writable
from ilium.outputs.text import matrix
from ilium.samples.simulator.result import Simulation, Truth
from ilium.units import degrees

SHIFTS: Final = tuple(f"pelvis_t{axis}" for axis in AXES)
"""Coordinates that are lengths; all others are angles."""


def write_simulation(simulation: Simulation, path: Path) -> dict[str, Path]:
    """Write a capture, its static and its truth beside each other.

    Parameters
    ----------
    simulation
        What was simulated.
    path
        The C3D file; the others carry its name with ``_static`` and ``_truth``.

    Returns
    -------
    dict
        ``trial`` and ``static`` (C3D), ``curves`` (CSV: coordinates in degrees, joint
        moments, the load on each foot) and ``truth`` (JSON: measures in SI units,
        events).
    """
    stem = path.with_suffix("")
    places = {
        "trial": path,
        "static": stem.with_name(f"{stem.name}_static.c3d"),
        "curves": stem.with_name(f"{stem.name}_truth.csv"),
        "truth": stem.with_name(f"{stem.name}_truth.json"),
    }
    text = json.dumps(_summary(simulation), indent=1, sort_keys=True) + "\n"
    try:
        with together(path.parent) as files:
            files.write(path.name, partial(write_c3d, simulation.trial))
            files.write(places["static"].name, partial(write_c3d, simulation.static))
            files.text(places["curves"].name, _curves(simulation.truth))
            files.text(places["truth"].name, text)
    except OSError as error:
        raise not_writable(path.parent, error) from error
    return places


def _curves(truth: Truth) -> str:
    header, columns = ["time_s"], [truth.time]
    for name in truth.names:
        course = truth.coordinate(name)
        header.append(f"{name}_m" if name in SHIFTS else f"{name}_deg")
        columns.append(course if name in SHIFTS else degrees(course))
    for name in truth.names:
        header.append(f"{name}_force_N" if name in SHIFTS else f"{name}_moment_Nm")
        columns.append(truth.moment(name))
    parts = {
        "force_N": truth.loads.force,
        "pressure_m": truth.loads.pressure,
        "free_moment_Nm": truth.loads.free_moment,
    }
    for word, array in parts.items():
        for at, side in enumerate(SIDES):
            header += [f"{side}_{word}_{axis}" for axis in AXES]
            columns += list(values(array)[:, at].T)
    return matrix(header, np.stack(columns, axis=1))


def _summary(simulation: Simulation) -> dict[str, Any]:
    truth = simulation.truth
    return {
        "schema_version": 1,
        "movement": simulation.movement,
        "seed": simulation.seed,
        "mass_kg": simulation.participant.mass,
        "height_m": simulation.participant.height,
        "measures_si": dict(truth.measures),
        "quiet_s": truth.quiet,
        "events": [
            {"event": each.name, "side": each.side, "time_s": each.time}
            for each in truth.events
        ],
    }
