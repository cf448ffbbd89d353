"""What the measures of body weight mean."""

from __future__ import annotations

from functools import partial
from typing import Final

from ilium.core.catalogue import MeasureKind, by_name, row

_kind = partial(row, "jump")

KINDS: Final[tuple[MeasureKind, ...]] = (
    _kind(
        "body_weight",
        "Body weight that forces are divided by",
        ("N", "N"),
        (
            "The plates' weight where the person stands still on them or over whole "
            "gait cycles, else the given mass times 9.80665 m/s², else the weight that "
            "the landing's impulse gives."
        ),
    ),
    _kind(
        "body_weight_plates",
        "Body weight on the plates",
        ("N", "N"),
        "Body weight as the force plates feel it; the method says when.",
    ),
    _kind(
        "body_weight_given",
        "Body weight from the given mass",
        ("N", "N"),
        "Body mass as given or stored in the file times 9.80665 m/s².",
    ),
)
"""Every measure of this package."""

KIND: Final = by_name(KINDS)
"""The same by name."""
