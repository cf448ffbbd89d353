"""Repetitions of the telling signals by side: what a later visit is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import xarray as xr

from ilium.conventions import SIDES, SideOrBoth
from ilium.core.dictionary import CYCLE_ANGLE
from ilium.core.movement import Movement
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.findings.proof import repetitions_of
from ilium.report.cycles import PERCENT, lay_over

FOLLOWED: Final = ("pelvic_drop", "pelvic_rotation", "trunk_lean")
"""Signals whose whole curves are compared between visits."""
PREFIX: Final = "cycles"


def side_cycles(
    signals: xr.DataArray, movement: Movement
) -> dict[str, dict[SideOrBoth, FloatArray]]:
    """Repetitions of the followed signals, each over 0 to 100 %.

    Parameters
    ----------
    signals
        Angles of the stability measures, dims (time, signal) [rad].
    movement
        Its repetitions.

    Returns
    -------
    dict
        Signal to side to curves, shape (repetition, 101) [rad]; sides that were not
        measured are absent.
    """
    table = dict(zip(labels(signals, "signal"), values(signals).T, strict=True))
    found: dict[str, dict[SideOrBoth, FloatArray]] = {}
    for name in FOLLOWED:
        for side in SIDES:
            course = table.get(f"{name}_{side}")
            repetitions = repetitions_of(movement, side)
            if course is None or not repetitions or not np.isfinite(course).any():
                continue
            curves = lay_over(clock(signals), course, repetitions).curves
            found.setdefault(name, {})[side] = curves
    return found


def as_arrays(
    cycles: Mapping[str, Mapping[SideOrBoth, FloatArray]],
) -> dict[str, xr.DataArray]:
    """The same curves as labelled arrays under one name each, for a store."""
    return {
        f"{PREFIX}-{name}-{side}": CYCLE_ANGLE.label(
            curves,
            repetition=np.arange(1.0, len(curves) + 1.0),
            percent=PERCENT,
        )
        for name, sides in cycles.items()
        for side, curves in sides.items()
    }


def from_arrays(
    arrays: Mapping[str, xr.DataArray],
) -> dict[str, dict[SideOrBoth, FloatArray]]:
    """Curves that `as_arrays` named; other arrays are left aside."""
    found: dict[str, dict[SideOrBoth, FloatArray]] = {}
    for name, side, array in _named(arrays):
        found.setdefault(name, {})[side] = values(array)
    return found


def _named(
    arrays: Mapping[str, xr.DataArray],
) -> Iterator[tuple[str, SideOrBoth, xr.DataArray]]:
    for key, array in arrays.items():
        for side in SIDES:
            if key.startswith(f"{PREFIX}-") and key.endswith(f"-{side}"):
                name = key.removeprefix(f"{PREFIX}-").removesuffix(f"-{side}")
                yield name, side, array
