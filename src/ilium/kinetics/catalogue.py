"""What the measures of body weight mean."""

from __future__ import annotations

from typing import Final

from ilium.core.catalogue import MeasureKind

KINDS: Final[tuple[MeasureKind, ...]] = (
    MeasureKind(
        name="body_weight",
        title="Body weight that normalises",
        unit="N",
        display="N",
        positive="always",
        definition=(
            "The plates' weight where the person stands still on them or over whole "
            "gait cycles, else the given mass times 9.80665 m/s², else the weight that "
            "the landing's impulse gives."
        ),
        family="jump",
    ),
    MeasureKind(
        name="body_weight_plates",
        title="Body weight on the plates",
        unit="N",
        display="N",
        positive="always",
        definition="Body weight as the force plates feel it; the method says when.",
        family="jump",
    ),
    MeasureKind(
        name="body_weight_given",
        title="Body weight from the given mass",
        unit="N",
        display="N",
        positive="always",
        definition="Body mass as given or stored in the file times 9.80665 m/s².",
        family="jump",
    ),
)
"""Every measure of this package."""

KIND: Final = {each.name: each for each in KINDS}
