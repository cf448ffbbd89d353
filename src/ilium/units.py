"""SI inside, people's units at the edge: the only place where they meet."""

from __future__ import annotations

import math
from typing import Final, TypeVar

import numpy as np
from numpy.typing import NDArray

from ilium.errors import SignalError

Value = TypeVar("Value", float, NDArray[np.float64])

DEGREE: Final = math.pi / 180.0
MILLIMETRE: Final = 1e-3

PER_SI: Final[dict[str, tuple[str, float]]] = {
    "deg": ("rad", 180.0 / math.pi),
    "deg/s": ("rad/s", 180.0 / math.pi),
    "deg/s^3": ("rad/s^3", 180.0 / math.pi),
    "mm": ("m", 1e3),
    "cm": ("m", 1e2),
    "ms": ("s", 1e3),
    "%": ("1", 1e2),
    "kN/m": ("N/m", 1e-3),
    "BW": ("1", 1.0),
    "BW/s": ("1/s", 1.0),
    "1/min": ("1/s", 60.0),
    "cm^2": ("m^2", 1e4),
}
"""People's unit: (SI unit, how many of it make one SI unit)."""


def degrees(radians: Value) -> Value:
    """Angle [rad] as people read it [deg]."""
    return radians * (180.0 / math.pi)


def radians(degrees: Value) -> Value:
    """Angle as people write it [deg] in SI [rad]."""
    return degrees * DEGREE


def millimetres(metres: Value) -> Value:
    """Length [m] as laboratories write it [mm]."""
    return metres * 1e3


def metres(millimetres: Value) -> Value:
    """Length as laboratories write it [mm] in SI [m]."""
    return millimetres * MILLIMETRE


def in_unit(value: Value, unit: str, display: str) -> Value:
    """Value in SI as people read it.

    Parameters
    ----------
    value
        Number in `unit`, float or array; NaN stays NaN.
    unit
        SI unit.
    display
        The unit that people read: a key of `PER_SI`, or `unit` itself or empty.

    Returns
    -------
    float or ndarray
        The number in `display`.

    Raises
    ------
    SignalError
        Where the two units do not belong together.
    """
    if display in (unit, ""):
        return value
    base, factor = PER_SI.get(display, ("", math.nan))
    if base != unit:
        raise SignalError(
            f"{unit} is not read as {display}.", "Check the measure's catalogue row."
        )
    return value * factor
