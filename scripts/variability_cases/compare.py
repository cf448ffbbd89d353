"""What was found against what was expected."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

CIRCULAR = frozenset({"gamma", "mean", "gamma_row", "circular_mean"})


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The worst error of a case, and whether it holds."""

    error: float = math.nan
    tolerance: float = math.nan
    holds: bool = False
    remark: str = ""


def judged(
    case: dict[str, Any], found: dict[str, Any], arrays: dict[str, np.ndarray]
) -> Outcome:
    """Compare every expected value with what was found under its name."""
    worst = Outcome(error=0.0, tolerance=0.0, holds=bool(case["expected"]))
    share = -1.0
    for name, expected in case["expected"].items():
        if name not in found:
            return Outcome(remark=f"{name!r} was not computed")
        error, tolerance = difference(
            name, found[name], resolved(expected, arrays), case.get("tol", {})
        )
        holds = bool(error <= tolerance)
        if not holds:
            return Outcome(error=error, tolerance=tolerance, remark=name)
        ratio = error / tolerance if tolerance > 0.0 else 0.0
        if ratio > share:
            share = ratio
            worst = Outcome(error=error, tolerance=tolerance, holds=True, remark=name)
    return worst


def resolved(expected: object, arrays: dict[str, np.ndarray]) -> object:
    """An expected value, or the array that it names."""
    return (
        arrays[expected]
        if isinstance(expected, str) and expected in arrays
        else expected
    )


def difference(
    name: str, found: object, expected: object, tol: dict[str, Any]
) -> tuple[float, float]:
    """Error and tolerance of one value, list or table."""
    if isinstance(found, bool):
        return (0.0 if found else 1.0), 0.0
    if isinstance(expected, dict):
        if not isinstance(found, dict) or set(found) != set(expected):
            return math.inf, 0.0
        pairs = [difference(name, found[k], expected[k], tol) for k in expected]
        return max(pairs, key=lambda pair: pair[0])
    if tol.get("exact") or _is_text(expected):
        return float(found != expected and not _same(found, expected)), 0.0
    return _numeric(name, found, expected, tol)


def _is_text(value: object) -> bool:
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, str)


def _same(found: object, expected: object) -> bool:
    return bool(np.array_equal(np.asarray(found), np.asarray(expected)))


def _numeric(
    name: str, found: object, expected: object, tol: dict[str, Any]
) -> tuple[float, float]:
    one, other = (np.asarray(each, dtype=np.float64) for each in (found, expected))
    if one.shape != other.shape or (np.isnan(one) != np.isnan(other)).any():
        return math.inf, 0.0
    away = np.abs(one - other)
    if name in CIRCULAR:
        away = np.minimum(away % 360.0, 360.0 - away % 360.0)
    kind, tolerance = _tolerance(name, tol)
    if kind == "rel":
        away = away / np.where(other == 0.0, 1.0, np.abs(other))
    known = away[~np.isnan(away)]
    return (float(known.max()) if known.size else 0.0), tolerance


def _tolerance(name: str, tol: dict[str, Any]) -> tuple[str, float]:
    """The tolerance named after the end of the value's name, or the one for all."""
    for kind in ("abs", "rel"):
        for key, value in tol.items():
            if key.startswith(f"{kind}_") and name.endswith(key[len(kind) + 1 :]):
                return kind, float(value)
    for kind in ("abs", "rel"):
        if kind in tol:
            return kind, float(tol[kind])
    return "abs", 0.0
