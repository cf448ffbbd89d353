"""How one number becomes a measure with its method and its remarks."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache

from ilium.conventions import SideOrBoth
from ilium.core.catalogue import MeasureKind
from ilium.core.measure import Measure
from ilium.core.movement import Repetition
from ilium.stability.catalogue import KINDS
from ilium.stability.setup import Setup

ONE_LEG = frozenset(
    {"single_leg_squat", "step_down", "lunge", "single_leg_standing", "hip_hike"}
)
"""Movements in which the place of the free leg matters."""


@cache
def _kinds() -> Mapping[str, MeasureKind]:
    return {each.name: each for each in KINDS}


def measured(
    setup: Setup,
    repetition: Repetition,
    side: SideOrBoth,
    name: str,
    value: float,
    *flags: str,
) -> Measure:
    """One measure of one repetition.

    Parameters
    ----------
    setup
        The recording.
    repetition
        Which repetition.
    side
        The stance side, or the leg's.
    name
        Name in the catalogue.
    value
        The number, SI; NaN where not measured, and `flags` say why.
    *flags
        Machine-readable remarks.

    Returns
    -------
    Measure
        With method and source.
    """
    kind = _kinds()[name]
    extra = () if setup.movement.repetitions else ("whole-recording",)
    if not repetition.complete:
        extra = (*extra, "incomplete")
    return Measure(
        name=name,
        side=side,
        value=float(value),
        unit=kind.unit,
        repetition=repetition.number,
        n=int(math.isfinite(value)),
        flags=tuple(dict.fromkeys((*flags, *extra))),
        method=method_of(name, setup.heading.words),
    )


@cache
def method_of(name: str, heading: str) -> str:
    """Sentences that say how a measure was computed.

    Parameters
    ----------
    name
        Name in the catalogue.
    heading
        Where the heading was taken from.

    Returns
    -------
    str
        Definition, heading where it matters, and source.
    """
    kind = _kinds()[name]
    told = "heading" in kind.definition or kind.name == "pelvis_heading"
    source = f" doi:{kind.source}" if kind.source.startswith("10.") else ""
    if kind.source and not source:
        source = f" {kind.source}."
    return f"{kind.definition}{f' Heading: {heading}.' if told else ''}{source}"
