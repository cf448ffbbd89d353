"""A model's muscles as parameters for the fibre kernels."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.body_model import BodyModel, Muscle

if TYPE_CHECKING:
    from ilium.maths.hill.fibre import Fibres

_STEEPEST: Final = math.acos(0.1)
_UNDAMPED: Final = 0.001
"""Damping below which OpenSim holds Millard's curves away from zero [1]."""
_THELEN: Final = {
    "KshapeActive": 0.45,
    "KshapePassive": 5.0,
    "FmaxMuscleStrain": 0.6,
    "Af": 0.25,
    "Flen": 1.4,
    "fv_linear_extrap_threshold": 0.95,
}
_DEGROOTE: Final = {
    "active_force_width_scale": 1.0,
    "passive_fiber_strain_at_one_norm_force": 0.6,
}


@lru_cache(maxsize=4)
def compile_fibres(model: BodyModel) -> Fibres:
    """Parameters of a model's muscles, in the model's order; the last few are kept.

    Parameters
    ----------
    model
        The model; what its muscles' curves do not say has OpenSim's default.

    Returns
    -------
    Fibres
        For `ilium.maths.hill.fibre.fibre_forces`.

    Raises
    ------
    InputError
        Where a curve's parameters contradict each other.
    """
    from ilium.maths.hill import bezier, fibre  # noqa: PLC0415 - compiled kernels

    muscles = model.muscles
    kinds = {
        "millard": fibre.MILLARD,
        "thelen": fibre.THELEN,
        "degroote": fibre.DEGROOTE,
    }
    curves = [_millard_curves(each) for each in muscles]
    empty = np.zeros((0, bezier.WIDTH))
    active, velocity, passive = (
        np.array([each[at] for each in curves]) if curves else empty for at in range(3)
    )
    return fibre.Fibres(
        kind=np.array([kinds[each.kind] for each in muscles], dtype=np.int64),
        strength=_each(muscles, lambda one: one.max_isometric_force),
        optimal=_each(muscles, lambda one: one.optimal_fibre_length),
        slack=_each(muscles, lambda one: one.tendon_slack_length),
        height=_each(muscles, _height),
        steepest=_each(muscles, lambda one: math.sin(_largest_pennation(one))),
        shortest=_each(muscles, _shortest),
        fastest=_each(muscles, _fastest),
        active=active,
        velocity=velocity,
        passive=passive,
        shape=np.array([_shape(each) for each in muscles]).reshape(-1, 6),
    )


def _each(muscles: tuple[Muscle, ...], number: Callable[[Muscle], float]) -> FloatArray:
    return np.array([number(each) for each in muscles], dtype=np.float64)


def _height(muscle: Muscle) -> float:
    return muscle.optimal_fibre_length * math.sin(muscle.pennation)


def _fastest(muscle: Muscle) -> float:
    return muscle.max_contraction_velocity * muscle.optimal_fibre_length


def _largest_pennation(muscle: Muscle) -> float:
    return muscle.curves.get("maximum_pennation_angle", _STEEPEST)


def _shortest(muscle: Muscle) -> float:
    steepest = math.sin(_largest_pennation(muscle))
    pennate = _height(muscle) / steepest if steepest > 0.0 else 0.0
    if muscle.kind != "millard":
        return pennate
    least = muscle.curves.get(
        "ActiveForceLengthCurve.min_norm_active_fiber_length", 0.4441
    )
    return max(pennate, least * muscle.optimal_fibre_length)


def _shape(muscle: Muscle) -> list[float]:
    known: Mapping[str, float] = {
        "millard": {},
        "thelen": _THELEN,
        "degroote": _DEGROOTE,
    }[muscle.kind]
    row = [muscle.curves.get(name, default) for name, default in known.items()]
    return row + [0.0] * (6 - len(row))


def _millard_curves(muscle: Muscle) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Active, velocity and passive curve; rows of zeros for other muscles.

    OpenSim lets the active curves reach zero unless the fibre is undamped and its
    tendon stretches.
    """
    from ilium.maths.hill import bezier, millard  # noqa: PLC0415 - compiled kernels

    if muscle.kind != "millard":
        nothing = np.zeros(bezier.WIDTH)
        return nothing, nothing, nothing
    parts = {
        curve: _of_curve(muscle, curve)
        for curve in (
            "ActiveForceLengthCurve",
            "ForceVelocityCurve",
            "FiberForceLengthCurve",
        )
    }
    active, velocity = parts["ActiveForceLengthCurve"], parts["ForceVelocityCurve"]
    rigid = bool(muscle.curves.get("ignore_tendon_compliance", 0.0))
    lowest, slope = 0.0, 0.0
    if not rigid and muscle.curves.get("fiber_damping", 0.1) < _UNDAMPED:
        lowest = max(0.1, active.get("minimum_value", 0.1))
        slopes = [velocity.get(f"{way}_slope_at_vmax", 0.0) for way in _WAYS]
        slope = 0.1 if min(slopes) < 0.1 else None
    return (
        millard.active_force_length(active, lowest=lowest),
        millard.force_velocity(velocity, slope_at_vmax=slope),
        millard.passive_force_length(parts["FiberForceLengthCurve"]),
    )


_WAYS: Final = ("concentric", "eccentric")


def _of_curve(muscle: Muscle, curve: str) -> dict[str, float]:
    prefix = f"{curve}."
    return {
        name.removeprefix(prefix): value
        for name, value in muscle.curves.items()
        if name.startswith(prefix)
    }
