"""Numbers as people read them: unit, decimals, a true minus sign."""

from __future__ import annotations

import math
from typing import Final

from ilium.findings.language import spoken_language
from ilium.findings.words import say

FINEST: Final = 3
NOTHING: Final = "–"
"""Stands where nothing was measured."""

_DECIMALS: Final = {
    "deg": 0,
    "deg/s": 0,
    "deg/s^3": 0,
    "mm": 0,
    "cm": 1,
    "m": 2,
    "ms": 0,
    "s": 2,
    "%": 0,
    "kN/m": 1,
    "N": 0,
    "N s": 0,
    "N/(m kg)": 0,
    "W/kg": 1,
    "cm^2": 0,
    "BW/s": 0,
    "1/min": 0,
    "kg": 1,
}
_SIGNS: Final = {
    "deg": "°",
    "deg/s": "°/s",
    "deg/s^3": "°/s³",
    "1": "",
    "%": " %",
    "count": "",
    "cm^2": " cm²",
}


def unit_words(display: str) -> str:
    """Unit as it follows a number, with its space: ``°``, `` mm``.

    >>> unit_words("deg"), unit_words("mm"), unit_words("1")
    ('°', ' mm', '')
    """
    if display == "1/min":
        return f" {say('unit.steps')}"
    return _SIGNS.get(display, f" {display}")


def digits(value: float, display: str, more: int = 0) -> str:
    """Write a number in its own unit, without the unit.

    >>> digits(-3.2, "deg"), digits(float("nan"), "deg"), digits(-0.2, "deg")
    ('−3', '–', '0')
    """
    if not math.isfinite(value):
        return NOTHING
    written = f"{value:.{_places(display, more)}f}"
    if float(written) == 0.0:
        written = written.removeprefix("-")
    return localised(written)


def _places(display: str, more: int) -> int:
    return _DECIMALS.get(display, 2) + more


def fixed(value: float, places: int) -> str:
    """Write a number with so many decimals, as the language does.

    >>> fixed(-1.25, 1)
    '−1.2'
    """
    return localised(f"{value:.{places}f}")


def short(value: float) -> str:
    """Write a number with as many decimals as it needs, as the language does.

    >>> short(2.50), short(-10.0)
    ('2.5', '−10')
    """
    return localised(f"{value:g}")


def localised(written: str) -> str:
    """Number with a true minus sign and the decimal sign of the language.

    >>> localised("-0.5")
    '−0.5'
    """
    return written.replace("-", "−").replace(".", spoken_language().decimal)


def write(value: float, display: str, error: float = math.nan, more: int = 0) -> str:
    """Write a number with its unit and, where one is known, its error.

    An error too small for the unit's decimals gets up to `FINEST` more, never ± 0; one
    too small even for these is left out.

    >>> write(7.4, "deg", 2.1), write(0.31, "s")
    ('7° ± 2°', '0.31 s')
    >>> write(667.2, "ms", 0.3)
    '667.2 ± 0.3 ms'
    """
    unit = unit_words(display)
    number = digits(value, display, more)
    if number == NOTHING:
        return NOTHING
    steps = (each for each in range(more, more + FINEST + 1))
    finer = (each for each in steps if float(f"{error:.{_places(display, each)}f}"))
    enough = next(finer, None) if math.isfinite(error) else None
    if enough is None:
        counted = display == "1" and value == round(value)
        return f"{value:.0f}" if counted else f"{number}{unit}"
    number, more = digits(value, display, enough), enough
    around = digits(error, display, more)
    if display == "deg":
        return f"{number}{unit} ± {around}{unit}"
    return f"{number} ± {around}{unit}"
