"""Left beside right, with every index that applies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ilium.conventions import SideOrBoth
from ilium.core.measure import TURNS, Measure
from ilium.symmetry.applies import BILATERAL, NOT_COMPARED, indices_for
from ilium.symmetry.error import half_width, spread_of
from ilium.symmetry.indices import INDICES, symmetry_index
from ilium.symmetry.rule import flags_of, limits
from ilium.units import PER_SI

EQUAL_DURATION = 0.10
"""Largest difference of durations over which jerk is still compared [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideComparison:
    """Both raw sides of one measure, and what their comparison says.

    Parameters
    ----------
    left, right
        Summaries of the sides.
    indices
        Every index that applies.
    """

    left: Measure
    right: Measure
    indices: tuple[Measure, ...]


def compare_sides(
    measures: Iterable[Measure],
    *,
    task: str = "other",
    earlier: Sequence[Sequence[Measure]] = (),
) -> tuple[Measure, ...]:
    """Compare left and right in every measure that has both.

    Parameters
    ----------
    measures
        Of one recording; summaries are compared.
    task
        Its movement: on both legs the sides share one load.
    earlier
        What this function returned on earlier occasions; a difference seen for the
        first time is to be confirmed.

    Returns
    -------
    tuple of Measure
        Named after the measure and the index; `method` states the formula and both
        raw sides, `flags` what the rule says.
    """
    return tuple(
        index
        for each in side_comparisons(measures, task=task, earlier=earlier)
        for index in each.indices
    )


def side_comparisons(
    measures: Iterable[Measure],
    *,
    task: str = "other",
    earlier: Sequence[Sequence[Measure]] = (),
) -> tuple[SideComparison, ...]:
    """Pair left and right of every measure, in order of first appearance.

    Parameters
    ----------
    measures, task, earlier
        As for `compare_sides`.

    Returns
    -------
    tuple of SideComparison
        Only of measures with a number on both sides; none where the person turns a
        corner, because the inner and the outer leg do not do the same.
    """
    found: dict[str, dict[SideOrBoth, Measure]] = {}
    for each in measures:
        if each.repetition is None and math.isfinite(each.value):
            found.setdefault(each.name, {})[each.side] = each
    durations = found.get("hold_duration", {})
    return tuple(
        _compared(sides["left"], sides["right"], durations, task, earlier)
        for name, sides in found.items()
        if "left" in sides and "right" in sides and name not in NOT_COMPARED
        if not any(TURNS in each.flags for each in sides.values())
    )


def _compared(
    left: Measure,
    right: Measure,
    durations: dict[SideOrBoth, Measure],
    task: str,
    earlier: Sequence[Sequence[Measure]],
) -> SideComparison:
    names = indices_for(left.unit, left.value, right.value, bilateral=task in BILATERAL)
    unequal = left.unit == "rad/s^3" and not _equally_long(durations)
    indices = tuple(
        _index(name, left, right, unequal=unequal, earlier=earlier) for name in names
    )
    return SideComparison(left=left, right=right, indices=indices)


def _index(
    name: str,
    left: Measure,
    right: Measure,
    *,
    unequal: bool,
    earlier: Sequence[Sequence[Measure]],
) -> Measure:
    formula = INDICES[name]
    value = math.nan if unequal else formula(left.value, right.value)
    half = half_width(formula, left, right)
    full = f"{left.name}_{name}"
    return Measure(
        name=full,
        side=_side(name, left, right),
        value=value,
        unit=left.unit if name == "difference" else "1",
        sd=spread_of(formula, left, right),
        n=min(left.n, right.n),
        ci_low=value - half,
        ci_high=value + half,
        tier=left.tier,
        flags=("unequal-duration",)
        if unequal
        else _flags(name, full, left, right, earlier=earlier),
        method=f"{SENTENCES[name]} {_raw('Left', left)}, {_raw('right', right)}.",
    )


def _flags(
    name: str,
    full: str,
    left: Measure,
    right: Measure,
    *,
    earlier: Sequence[Sequence[Measure]],
) -> tuple[str, ...]:
    near, beyond = limits(left, right)
    if name == "difference":
        away = left.value - right.value
    elif min(left.value, right.value) > 0.0:
        away = symmetry_index(left.value, right.value)
    else:
        return ("mixed-signs",)
    value = INDICES[name](left.value, right.value)
    signed = math.copysign(away, value) if value else away
    return flags_of(signed, near, beyond, name=full, earlier=earlier)


def _side(name: str, left: Measure, right: Measure) -> SideOrBoth:
    """Side of the larger value where an index has no sign, else both."""
    if name != "absolute_symmetry_index":
        return "both"
    return "left" if left.value > right.value else "right"


def _equally_long(durations: dict[SideOrBoth, Measure]) -> bool:
    if not {"left", "right"} <= durations.keys():
        return False
    left, right = durations["left"].value, durations["right"].value
    return abs(left - right) <= EQUAL_DURATION * max(left, right)


def _raw(side: str, measure: Measure) -> str:
    unit, factor = {"rad": ("deg", PER_SI["deg"][1])}.get(
        measure.unit, (measure.unit, 1.0)
    )
    spread = f" ± {measure.sd * factor:.3g}" if math.isfinite(measure.sd) else ""
    return f"{side} {measure.value * factor:.4g}{spread} {unit} (n = {measure.n})"


SENTENCES = {
    "difference": "Left minus right.",
    "limb_symmetry_index": "Smaller side / larger side.",
    "symmetry_index": (
        "(Right − left) / mean of both (Robinson 1987, J Manipulative Physiol Ther "
        "10:172-176)."
    ),
    "absolute_symmetry_index": (
        "Magnitude of (right − left) / mean of both; the side is that of the larger "
        "value."
    ),
    "bilateral_symmetry_index": (
        "(Right − left) / (right + left), doi:10.1519/SSC.0000000000000371."
    ),
    "percentage_difference": (
        "1 − smaller / larger, + where the right is larger, "
        "doi:10.1519/SSC.0000000000000371."
    ),
    "symmetry_angle": (
        "(45° − arctan(left / right)) / 90°, doi:10.1016/j.gaitpost.2007.08.006."
    ),
}
"""How each index is computed, for `Measure.method`."""
