"""A number with its uncertainty on the way to becoming a measure."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from ilium.conventions import SideOrBoth
from ilium.core.catalogue import MeasureKind
from ilium.core.measure import Measure

COVERAGE = 1.959963984540054
"""Standard normal quantile of a two-sided 95 % interval [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One number, how sure it is and how it was found.

    Parameters
    ----------
    value
        In the SI unit of its kind of measure; NaN where it could not be measured.
    error
        Standard uncertainty, same unit; NaN where none is known.
    flags
        Machine-readable remarks; where the value is NaN, the reason.
    method
        How it was found, where that says more than its kind's definition.
    """

    value: float
    error: float = math.nan
    flags: tuple[str, ...] = ()
    method: str = ""


def missing(*reasons: str, method: str = "") -> Estimate:
    """Make the estimate of what could not be measured, with its reasons."""
    return Estimate(value=math.nan, flags=reasons, method=method)


def flagged(estimate: Estimate, flags: tuple[str, ...]) -> Estimate:
    """Return the same estimate with more remarks."""
    return replace(estimate, flags=tuple(dict.fromkeys((*estimate.flags, *flags))))


def measured(
    kind: MeasureKind,
    estimate: Estimate,
    *,
    side: SideOrBoth = "both",
    repetition: int | None = None,
) -> Measure:
    """Turn an estimate into a measure.

    Parameters
    ----------
    kind
        What it measures.
    estimate
        The number.
    side
        Side that it belongs to.
    repetition
        Number of the repetition.

    Returns
    -------
    Measure
        With a 95 % interval of ±1.96 standard uncertainties; its method names the
        source of the definition.
    """
    margin = COVERAGE * estimate.error
    method = estimate.method or kind.definition
    known = not kind.source or kind.source in method
    return Measure(
        name=kind.name,
        side=side,
        value=estimate.value,
        unit=kind.unit,
        repetition=repetition,
        ci_low=estimate.value - margin,
        ci_high=estimate.value + margin,
        flags=estimate.flags,
        method=method if known else f"{method} ({kind.source})",
    )
