"""Every curve that the viewer shows, with its unit, error and range."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import xarray as xr

from ilium.conventions import GRAVITY, SIDES, Side, SideOrBoth, initial
from ilium.core.measure import Measure, Tier
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.findings.error import NORMAL
from ilium.findings.norms import Reference
from ilium.maths.cycles import at_times
from ilium.pipeline import Analysis
from ilium.report.cards import show_target
from ilium.report.context import Context
from ilium.report.sections.forces import body_weight
from ilium.report.sections.kinematics import GRID
from ilium.report.sections.moments import LOADED, TRUNK
from ilium.report.sections.moments import SIDED as MOMENTS
from ilium.report.sections.muscles import GLUTEAL, OTHERS
from ilium.report.sections.stability import SIDED, WHOLE
from ilium.stability.definitions import BY_NAME
from ilium.units import in_unit

POWERS: Final = ("HipPower", "KneePower", "AnklePower")
RATE: Final = 100.0
"""Values a second of a curve at most [Hz]."""
STEPS: Final[Mapping[str, float]] = {"deg": 0.01, "N": 0.1, "N m": 0.01}
FINE: Final = 0.001
"""Rounding of curves in any other unit."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Signal:
    """One curve of one or both sides.

    Parameters
    ----------
    key
        As the report's chart is called, without ``curve-``.
    group
        ``pelvis``, ``angles``, ``muscles``, ``moments``, ``powers``, ``loads`` or
        ``forces``.
    unit, display
        SI unit of the values, and the unit that people read.
    time
        Clock, shape (time,) [s].
    sides
        Side to values, shape (time,) [unit].
    errors
        Side to half of the 95 % interval of a value [unit]; absent where not known.
    """

    key: str
    group: str
    unit: str
    display: str
    time: FloatArray
    sides: Mapping[SideOrBoth, FloatArray]
    errors: Mapping[SideOrBoth, float]


def signals_of(context: Context) -> list[Signal]:
    """Collect every curve that was measured.

    Parameters
    ----------
    context
        The analysis, of a laboratory's recording or of a film.

    Returns
    -------
    list of Signal
        The pelvis first; curves without a single value are left out.
    """
    analysis = context.analysis
    found = [*_stability(context)]
    if context.film is None:
        found += [*_angles(analysis), *_muscles(context), *_moments(context)]
        found += [*_powers(analysis), *_loads(context), *_forces(context)]
    return [each for each in found if each.sides]


def _signal(
    key: str,
    group: str,
    units: tuple[str, str],
    time: FloatArray,
    sides: Mapping[SideOrBoth, FloatArray],
    *,
    errors: Mapping[SideOrBoth, float] | None = None,
) -> Signal:
    seen: dict[SideOrBoth, FloatArray] = {
        side: each for side, each in sides.items() if np.isfinite(each).any()
    }
    return Signal(
        key=key,
        group=group,
        unit=units[0],
        display=units[1],
        time=time,
        sides=seen,
        errors=errors or {},
    )


def _stability(context: Context) -> Iterator[Signal]:
    array = context.signals
    table = dict(zip(labels(array, "signal"), values(array).T, strict=True))
    for name in (*SIDED, *WHOLE):
        sides: dict[SideOrBoth, FloatArray]
        if name in WHOLE:
            sides = {"both": table[name]} if name in table else {}
        else:
            sides = {
                side: table[f"{name}_{side}"]
                for side in SIDES
                if f"{name}_{side}" in table
            }
        units = (BY_NAME[name].unit, BY_NAME[name].display)
        errors: dict[SideOrBoth, float] = {}
        for side in sides:
            error = _error(context, name, side)
            errors |= {side: error} if math.isfinite(error) else {}
        yield _signal(name, "pelvis", units, clock(array), sides, errors=errors)


def _error(context: Context, name: str, side: SideOrBoth) -> float:
    """Half of the 95 % interval of one value of a curve [rad]; NaN where not known."""
    if context.film is not None:
        error = context.film.planar.errors.get(name)
        if error is None:
            error = context.film.planar.errors.get(f"{name}_{side}")
        if error is None or not np.isfinite(error.total).any():
            return math.nan
        return NORMAL * float(np.nanmedian(error.total))
    tiers: set[Tier] = {each.tier for each in context.measures} or {"lab"}
    asked = Measure(
        name=f"{name}_peak", side=side, value=math.nan, unit="rad", tier=max(tiers)
    )
    row = context.analysis.norms.error_for(asked, context.analysis.movement.task)
    return math.nan if row is None else NORMAL * row.sem


def _angles(analysis: Analysis) -> Iterator[Signal]:
    found = analysis.kinematics
    for angle, components in GRID:
        for component in components:
            sides: dict[SideOrBoth, FloatArray] = {
                side: found.angle(f"{initial(side)}{angle}", component)
                for side in SIDES
            }
            key = f"angle-{angle}-{component}"
            yield _signal(key, "angles", ("rad", "deg"), found.time, sides)


def _muscles(context: Context) -> Iterator[Signal]:
    found = context.analysis.muscles
    if found is None:
        return
    weight, units = _weighed(context, ("1", "BW"), ("N", "N"))
    for name in (*GLUTEAL, *OTHERS):
        sides: dict[SideOrBoth, FloatArray] = {
            side: found.groups[f"{name}_{side[0]}"] / weight
            for side in SIDES
            if f"{name}_{side[0]}" in found.groups
        }
        yield _signal(f"muscle-{name}", "muscles", units, found.time, sides)


def _weighed(
    context: Context, by_weight: tuple[str, str], plain: tuple[str, str]
) -> tuple[float, tuple[str, str]]:
    """Body weight [N] with the units of forces by it; 1 where it is not known."""
    weight = body_weight(context)
    return (weight, by_weight) if math.isfinite(weight) else (1.0, plain)


def _moments(context: Context) -> Iterator[Signal]:
    kinetics = context.analysis.kinetics
    if kinetics is None:
        return
    by_mass, plain = ("N m/kg", "N m/kg"), ("N m", "N m")
    weight, units = _weighed(context, by_mass, plain)
    mass = weight / GRAVITY if units == by_mass else 1.0
    for name in (*MOMENTS, *TRUNK):
        sides: dict[SideOrBoth, FloatArray] = (
            {"both": kinetics.moment(name) / mass}
            if name in TRUNK
            else {s: kinetics.moment(f"{name}_{s[0]}") / mass for s in SIDES}
        )
        yield _signal(f"moment-{name}", "moments", units, kinetics.time, sides)


def _powers(analysis: Analysis) -> Iterator[Signal]:
    clinical = analysis.clinical
    if clinical is None:
        return
    known = labels(clinical.powers, "power")
    for name in POWERS:
        sides: dict[SideOrBoth, FloatArray] = {
            side: clinical.power(f"{initial(side)}{name}")
            for side in SIDES
            if f"{initial(side)}{name}" in known
        }
        units = ("W/kg", "W/kg")
        yield _signal(f"power-{name}", "powers", units, clinical.time, sides)


def _loads(context: Context) -> Iterator[Signal]:
    found = context.analysis.muscles
    if found is None:
        return
    weight, units = _weighed(context, ("1", "BW"), ("N", "N"))
    names = labels(found.reactions, "joint")
    size = np.linalg.norm(values(found.reactions), axis=2) / weight
    for joint in LOADED:
        sides: dict[SideOrBoth, FloatArray] = {
            side: size[:, names.index(f"{joint}_{side[0]}")]
            for side in SIDES
            if f"{joint}_{side[0]}" in names
        }
        yield _signal(f"reaction-{joint}", "loads", units, found.time, sides)


def _forces(context: Context) -> Iterator[Signal]:
    """Upward force under each foot; of all plates where the feet are not known."""
    clinical, kinetics = context.analysis.clinical, context.analysis.kinetics
    weight, units = _weighed(context, ("1", "BW"), ("N", "N"))
    source = kinetics or clinical
    if source is None:
        return
    force = values(source.loads.force)
    sides: dict[SideOrBoth, FloatArray] = {
        _side(label): force[:, at, 1] / weight
        for at, label in enumerate(labels(source.loads.force, "side"))
    }
    yield _signal("force-up", "forces", units, source.loads.time, sides)


def _side(label: str) -> Side:
    return "left" if label == "left" else "right"


def curve_rows(
    signals: list[Signal], time: FloatArray
) -> tuple[list[dict[str, Any]], FloatArray, FloatArray]:
    """Curves as people read them, on one clock.

    Parameters
    ----------
    signals
        The curves.
    time
        Clock, shape (time,) [s].

    Returns
    -------
    list of dict
        ``key``, ``group``, ``unit``, ``sides`` (side to row) and ``error`` (side to
        half of the 95 % interval).
    FloatArray
        Shape (row, time), in that unit.
    FloatArray
        Rounding of each row, shape (row,).
    """
    told: list[dict[str, Any]] = []
    rows: list[FloatArray] = []
    steps: list[float] = []
    for each in signals:
        factor = in_unit(1.0, each.unit, each.display)
        sides: dict[str, int] = {}
        for side, curve in each.sides.items():
            sides[side] = len(rows)
            rows.append(factor * at_times(each.time, curve, time))
            steps.append(STEPS.get(each.display, FINE))
        errors = {side: round(factor * e, 3) for side, e in each.errors.items()}
        told.append(
            {
                "key": each.key,
                "group": each.group,
                "unit": each.display,
                "sides": sides,
                "error": errors,
            }
        )
    return told, np.array(rows).reshape(len(rows), time.size), np.array(steps)


def curve_clock(array: xr.DataArray) -> FloatArray:
    """Clock of the curves: that of the signals, at most `RATE` values a second [s]."""
    time = clock(array)
    if time.size < 2:
        return time
    rate = (time.size - 1) / (time[-1] - time[0])
    return time[:: max(1, math.ceil(rate / RATE - 1e-6))]


def ranges_of(context: Context) -> dict[str, dict[str, Any]]:
    """Usual range of each curve that a measure with one is read from.

    Parameters
    ----------
    context
        The analysis.

    Returns
    -------
    dict
        Key of the curve to ``measure``, ``low`` and ``high`` (``None`` where open) in
        the unit that people read, ``kind``, ``people`` and ``title`` in English.
    """
    found: dict[str, dict[str, Any]] = {}
    for pair in context.pairs.values():
        reference = pair.reference
        key = show_target(context, pair).removeprefix("curve-")
        if reference is None or key in found or pair.kind.display != "deg":
            continue
        found[key] = _range(reference, pair.kind.unit, pair.kind.display)
    return found


def _range(reference: Reference, unit: str, display: str) -> dict[str, Any]:
    limits = {
        name: round(in_unit(limit, unit, display), 3) if math.isfinite(limit) else None
        for name, limit in (("low", reference.low), ("high", reference.high))
    }
    return {
        **limits,
        "measure": reference.measure,
        "kind": reference.kind,
        "people": reference.people,
        "title": reference.title,
    }
