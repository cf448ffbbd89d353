"""What the measures of walking and running mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from ilium.core.catalogue import MeasureKind, by_name, row

_kind = partial(row, "gait")


KINDS: Final[tuple[MeasureKind, ...]] = (
    _kind(
        "speed",
        "Speed",
        ("m/s", "m/s"),
        "Travel of the pelvis over the ground between the first and the last foot "
        "strike over the time between them; on a treadmill the belt's speed.",
        positive="forwards",
    ),
    _kind(
        "belt_speed",
        "Belt speed",
        ("m/s", "m/s"),
        "Median speed of the forefoot in the middle third of each stance.",
        positive="backwards",
    ),
    _kind(
        "cadence",
        "Cadence",
        ("1/s", "1/min"),
        "Steps of both feet between the first and the last foot strike over the time "
        "between them.",
    ),
    _kind(
        "steps",
        "Steps",
        ("1", "1"),
        "Number of stances with foot strike and foot off in the recording.",
    ),
    _kind(
        "clean_steps",
        "Clean steps",
        ("1", "1"),
        "Number of stances with the whole foot on one plate and the other foot not on "
        "it.",
    ),
    _kind(
        "stride_time",
        "Stride time",
        ("s", "s"),
        "Time from one foot strike to the next of the same foot.",
    ),
    _kind(
        "step_time",
        "Step time",
        ("s", "s"),
        "Time from the other foot's strike to this foot's.",
    ),
    _kind(
        "stance_time",
        "Stance time",
        ("s", "ms"),
        "Time from foot strike to foot off.",
    ),
    _kind(
        "stance_share",
        "Stance share",
        ("1", "%"),
        "Stance time over stride time.",
    ),
    _kind(
        "double_support_share",
        "Double support",
        ("1", "%"),
        "Share of the gait cycle with both feet on the ground; walking only.",
    ),
    _kind(
        "stride_length",
        "Stride length",
        ("m", "m"),
        "Distance over the ground between a foot's strike and its next, along the "
        "direction of travel.",
        positive="forwards",
    ),
    _kind(
        "step_length",
        "Step length",
        ("m", "m"),
        "Distance over the ground between the other heel at its strike and this heel "
        "at the next strike, along the line from this heel's strike to its next.",
        positive="this foot in front",
    ),
    _kind(
        "step_width",
        "Step width",
        ("m", "cm"),
        "Distance between the other heel at its strike and this heel at the next "
        "strike, across the line from this heel's strike to its next.",
        positive="this foot on its own side; negative where the feet cross",
    ),
)
"""Every measure of this package, in the order of the report."""

KIND: Final[Mapping[str, MeasureKind]] = by_name(KINDS)
"""The same by name."""
