"""What the measures of balance mean."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from ilium.core.catalogue import MeasureKind, by_name, row

_kind = partial(row, "balance")


KINDS: Final[tuple[MeasureKind, ...]] = (
    _kind(
        "balance_time",
        "Time that balance was watched",
        ("s", "s"),
        "Length of the stretch behind the measures of balance: after a landing up to 3 "
        "s, in standing the whole repetition. Path and ellipse compare only at equal "
        "length.",
    ),
    _kind(
        "pressure_path",
        "Path of the centre of pressure",
        ("m", "cm"),
        "Length of the path of the centre of pressure of both feet together, "
        "low-passed at 10 Hz.",
        source="doi:10.1016/j.gaitpost.2010.09.012",
    ),
    _kind(
        "pressure_speed",
        "Mean speed of the centre of pressure",
        ("m/s", "m/s"),
        "Path of the centre of pressure over the time.",
        source="doi:10.1016/j.gaitpost.2010.09.012",
    ),
    _kind(
        "pressure_ellipse",
        "Ellipse of the centre of pressure",
        ("m^2", "cm^2"),
        "Area of the ellipse that holds 95 % of the centre of pressure.",
        source="doi:10.1016/j.gaitpost.2013.09.001",
    ),
    _kind(
        "margin_of_stability",
        "Smallest margin of stability",
        ("m", "cm"),
        "Least distance of the extrapolated centre of mass from the border of the area "
        "between the markers of the feet on the ground.",
        positive="inside the base of support",
        source="doi:10.1016/j.jbiomech.2004.03.025",
    ),
    _kind(
        "margin_of_stability_mean",
        "Mean margin of stability",
        ("m", "cm"),
        "Mean distance of the extrapolated centre of mass from the same border.",
        positive="inside the base of support",
        source="doi:10.1016/j.jbiomech.2004.03.025",
    ),
    _kind(
        "corrective_steps",
        "Steps to regain balance",
        ("1", "1"),
        "How often a foot moved at least 5 cm over the ground and stood again, from "
        "0.15 s after landing on.",
    ),
)
"""Every measure of this package, in the order of the report."""

KIND: Final[Mapping[str, MeasureKind]] = by_name(KINDS)
"""The same by name."""
