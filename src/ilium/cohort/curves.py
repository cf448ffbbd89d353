"""Every repetition of every signal over 0 to 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import xarray as xr

from ilium.cohort.columns import POINTS
from ilium.conventions import SIDES, SideOrBoth
from ilium.core.movement import Movement, Repetition
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.filmed import VideoAnalysis
from ilium.maths.cycles import time_normalise
from ilium.pipeline import Analysis
from ilium.stability.signals import stability_signals
from ilium.units import in_unit


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curve:
    """One signal in one repetition.

    Parameters
    ----------
    name
        Of the signal, without its side.
    side
        That the repetition shows.
    repetition
        From 1.
    unit
        Unit that people read.
    values
        Shape (101,) [unit]; NaN in a gap.
    """

    name: str
    side: SideOrBoth
    repetition: int
    unit: str
    values: FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Signals:
    """Signals on one clock: values of shape (time, signal) in people's unit."""

    names: list[tuple[str, SideOrBoth]]
    unit: str
    time: FloatArray
    values: FloatArray


def curves_of(analysis: Analysis | VideoAnalysis) -> list[Curve]:
    """Cut every signal of an analysis into its complete repetitions.

    Parameters
    ----------
    analysis
        A laboratory's, or that of clips.

    Returns
    -------
    list of Curve
        Angles of the stability measures and, from a laboratory, Plug-in Gait's angles,
        moments and powers: of each repetition those of its own side and those of
        neither side; both sides where it is done on both legs. Signals without a value
        are left out.
    """
    if isinstance(analysis, VideoAnalysis):
        if analysis.spatial is not None:
            return curves_of(analysis.spatial)
        found = [] if analysis.planar is None else [_sided(analysis.planar.angles)]
    else:
        found = list(_laboratory(analysis))
    return [
        curve for signals in found for curve in _repeated(signals, analysis.movement)
    ]


def _laboratory(analysis: Analysis) -> Iterator[_Signals]:
    kinematics = analysis.kinematics
    yield _sided(stability_signals(kinematics, analysis.movement))
    yield _lettered(kinematics.angles, "rad", "deg")
    if analysis.clinical is not None:
        yield _lettered(analysis.clinical.moments, "N m/kg", "N m/kg")
        yield _lettered(analysis.clinical.powers, "W/kg", "W/kg")


def _sided(signals: xr.DataArray) -> _Signals:
    """Signals whose names end with a side, where they have one."""
    names: list[tuple[str, SideOrBoth]] = []
    for name in labels(signals, "signal"):
        sides: list[SideOrBoth] = [e for e in SIDES if name.endswith(f"_{e}")]
        side = sides[0] if sides else "both"
        names.append((name.removesuffix(f"_{side}"), side))
    return _Signals(
        names=names,
        unit="deg",
        time=clock(signals),
        values=in_unit(values(signals), "rad", "deg"),
    )


def _lettered(array: xr.DataArray, unit: str, display: str) -> _Signals:
    """Signals whose names begin with L or R, with a component or without."""
    dim = str(array.dims[1])
    parts = labels(array, "component") if "component" in array.dims else ("",)
    full = [
        f"{name}.{part}".rstrip(".") for name in labels(array, dim) for part in parts
    ]
    names: list[tuple[str, SideOrBoth]] = [
        (name[1:], "left" if name.startswith("L") else "right") for name in full
    ]
    time = clock(array)
    numbers = values(array).reshape(time.size, -1)
    return _Signals(
        names=names, unit=display, time=time, values=in_unit(numbers, unit, display)
    )


def _repeated(signals: _Signals, movement: Movement) -> Iterator[Curve]:
    seen = np.flatnonzero(np.isfinite(signals.values).any(axis=0)).tolist()
    for each in movement.repetitions:
        if not each.complete:
            continue
        cut = time_normalise(
            signals.time, signals.values, [(each.start, each.end)], POINTS
        )[0]
        for at, (name, side) in enumerate(signals.names):
            if at in seen and _shows(each, side):
                yield Curve(
                    name=name,
                    side=side if side != "both" else each.side,
                    repetition=each.number,
                    unit=signals.unit,
                    values=cut[:, at],
                )


def _shows(repetition: Repetition, side: SideOrBoth) -> bool:
    return "both" in (side, repetition.side) or side == repetition.side
