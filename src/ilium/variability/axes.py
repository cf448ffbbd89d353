"""Three axes, each beside something like it: magnitude, structure, stability.

There is no single score. The direction of "better" is not known: of 22 studies on
injury 73 % found a difference, and of those 64 % more variability in the injured
(Baida et al. 2018, doi:10.1111/sms.13036).
"""

from __future__ import annotations

import functools
import math
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final, Literal

from ilium.conventions import SideOrBoth, other
from ilium.core.estimate import COVERAGE
from ilium.core.measure import Measure

Axis = Literal["magnitude", "structure", "stability"]
Against = Literal["baseline", "reference", "other_limb", "none"]
Label = Literal["lower", "within", "higher", "none"]

AXES: Final[dict[str, Axis]] = {
    "coupling_variability": "magnitude",
    "repetition_sd": "magnitude",
    "end_point": "magnitude",
    "stride_time_dfa": "structure",
    "pelvis_sample_entropy": "structure",
    "local_dynamic_stability": "stability",
}
LEAST_VISITS: Final = 3
"""Earlier visits from which on the own baseline counts [1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceSet:
    """Values of the same measure, task and surface in other people.

    Parameters
    ----------
    measure, task, surface
        What has to agree.
    mean, sd, people
        Of the set [unit of the measure].
    title, doi, kind, note
        Source; ``kind`` is ``published`` or ``unchecked``.
    """

    measure: str
    task: str
    surface: str
    mean: float
    sd: float
    people: int
    title: str
    doi: str
    kind: Literal["published", "unchecked"]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One measure on its axis, beside what it is compared with.

    Parameters
    ----------
    axis
        Magnitude, structure or stability.
    measure
        The measure.
    against
        What it is compared with; ``none`` where nothing like it is available.
    label
        ``lower`` or ``higher`` only where the whole interval lies more than one
        standard deviation away; ``within`` otherwise.
    percentile, low, high
        Place among those, with the interval of the value, from 0 to 1 [1].
    source
        Title of the reference set.
    """

    axis: Axis
    measure: Measure
    against: Against = "none"
    label: Label = "none"
    percentile: float = math.nan
    low: float = math.nan
    high: float = math.nan
    source: str = ""


def place_on_axes(
    measures: Iterable[Measure],
    *,
    task: str,
    surface: str = "",
    earlier: Sequence[Iterable[Measure]] = (),
) -> tuple[Placed, ...]:
    """Put every measure of variability beside the most telling thing there is.

    Parameters
    ----------
    measures
        Of one recording.
    task
        Its movement.
    surface
        Such as ``treadmill``; empty where not known, and then no reference counts.
    earlier
        Measures of earlier visits, oldest first.

    Returns
    -------
    tuple of Placed
        In the order of the measures. The own baseline (three visits or more) comes
        before a reference set, that before the other limb.
    """
    own = [each for each in measures if axis_of(each.name) is not None]
    return tuple(_placed(each, own, task, surface, earlier) for each in own)


def axis_of(name: str) -> Axis | None:
    """Axis of a measure; ``None`` where it is none of variability."""
    for start, axis in AXES.items():
        if name.startswith(start):
            return axis
    return None


def _placed(
    measure: Measure,
    own: list[Measure],
    task: str,
    surface: str,
    earlier: Sequence[Iterable[Measure]],
) -> Placed:
    axis = axis_of(measure.name)
    assert axis is not None
    past = [
        each.value
        for visit in earlier
        for each in visit
        if (each.name, each.side) == (measure.name, measure.side)
        and each.repetition is None
        and math.isfinite(each.value)
    ]
    if len(past) >= LEAST_VISITS:
        mean = sum(past) / len(past)
        sd = math.sqrt(sum((each - mean) ** 2 for each in past) / (len(past) - 1))
        return _beside(axis, measure, "baseline", (mean, sd))
    for each in reference_sets():
        if (each.measure, each.task, each.surface) == (measure.name, task, surface):
            found = (each.mean, each.sd)
            return _beside(axis, measure, "reference", found, source=each.title)
    limb = _other_limb(measure, own)
    if limb is not None:
        return _beside(axis, measure, "other_limb", limb)
    return Placed(axis=axis, measure=measure)


def _other_limb(measure: Measure, own: list[Measure]) -> tuple[float, float] | None:
    """Value of the other limb and its standard error from its interval."""
    if measure.side == "both":
        return None
    side: SideOrBoth = other(measure.side)
    for each in own:
        if (each.name, each.side) == (measure.name, side):
            error = (each.ci_high - each.ci_low) / (2.0 * COVERAGE)
            return (each.value, error) if math.isfinite(error) else None
    return None


def _beside(
    axis: Axis,
    measure: Measure,
    against: Against,
    others: tuple[float, float],
    *,
    source: str = "",
) -> Placed:
    mean, sd = others
    if not sd > 0.0:
        return Placed(axis=axis, measure=measure)
    ends = (measure.ci_low, measure.value, measure.ci_high)
    low, middle, high = ((each - mean) / sd for each in ends)
    label: Label = "within"
    if high < -1.0:
        label = "lower"
    elif low > 1.0:
        label = "higher"
    return Placed(
        axis=axis,
        measure=measure,
        against=against,
        label=label,
        percentile=_share_below(middle),
        low=_share_below(low),
        high=_share_below(high),
        source=source,
    )


def _share_below(deviate: float) -> float:
    if math.isnan(deviate):
        return math.nan
    return 0.5 * (1.0 + math.erf(deviate / math.sqrt(2.0)))


@functools.cache
def reference_sets() -> tuple[ReferenceSet, ...]:
    """Every like-for-like reference set, as in ``references.toml``."""
    file = resources.files("ilium.variability").joinpath("references.toml")
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["set"]
    return tuple(ReferenceSet(**each) for each in rows)
