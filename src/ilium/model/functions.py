"""Functions of one coordinate that a model's joints, couplers and points follow."""

from __future__ import annotations

from dataclasses import dataclass

from ilium.core.quantity import FloatArray


@dataclass(frozen=True, slots=True)
class Constant:
    """Always the same value."""

    value: float


@dataclass(frozen=True, slots=True)
class Linear:
    """``slope * q + intercept``."""

    slope: float = 1.0
    intercept: float = 0.0


@dataclass(frozen=True, slots=True)
class Polynomial:
    """Coefficients from the highest power to the constant."""

    coefficients: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PiecewiseLinear:
    """Straight between points, the end slopes beyond them; shapes (n,)."""

    x: FloatArray
    y: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class SimmSpline:
    """Cubic spline with SIMM's end conditions, straight beyond its ends; shapes (n,).

    As OpenSim's ``SimmSpline`` and ``NaturalCubicSpline``.
    """

    x: FloatArray
    y: FloatArray


@dataclass(frozen=True, slots=True)
class Scaled:
    """Another function times a factor (OpenSim's ``MultiplierFunction``)."""

    factor: float
    function: Function


Function = Constant | Linear | Polynomial | PiecewiseLinear | SimmSpline | Scaled
