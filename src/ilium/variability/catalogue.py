"""What the measures of variability mean, and their values as measures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

from ilium.conventions import Side, SideOrBoth
from ilium.core.catalogue import MeasureKind, by_name, row
from ilium.core.measure import Measure
from ilium.variability.couples import Couple, every_couple
from ilium.variability.dispersion import Spread
from ilium.variability.pelvis_manifold import PelvisManifold
from ilium.variability.result import Coupled
from ilium.variability.value import Value

_kind = partial(row, "variability")

CAV_SOURCE: Final = "doi:10.1123/jab.18.2.110, doi:10.1016/j.gaitpost.2018.06.169"
CAV_METHOD: Final = (
    "Vector coding (Heiderscheit 2002, doi:10.1123/jab.18.2.110), adjusted for the "
    "number of repetitions; interval: jackknife on the logarithm."
)

MANIFOLD_METHOD: Final = (
    "Uncontrolled manifold (Scholz & Schoner 1999, doi:10.1007/s002210050738) of the "
    "pelvis' level over the stance leg's joints; interval: jackknife on Verrel's "
    "transform (doi:10.1016/j.jneumeth.2010.06.016)."
)

WORDS: Final = {"thorax": "trunk", "shank": "shin"}


def _part(name: str) -> str:
    """``pelvis_frontal`` in words."""
    part, plane = name.rsplit("_", 1)
    return f"{WORDS.get(part, part)}, {plane} plane"


def _coupling(couple: Couple) -> MeasureKind:
    return _kind(
        f"coupling_variability_{couple.name}",
        f"Coupling variability: {_part(couple.proximal)} with {_part(couple.distal)}",
        ("rad", "deg"),
        "How differently the two turn together from repetition to repetition: angular "
        "deviation of the coupling angle, averaged over the repetition, adjusted for "
        "the number of repetitions. Neither much nor little of it is good in itself.",
        source=CAV_SOURCE,
    )


def _spread(name: str) -> MeasureKind:
    return _kind(
        f"repetition_sd_{name}",
        f"Spread over repetitions: {_part(name)}",
        ("rad", "deg"),
        "Standard deviation between repetitions, averaged over the repetition.",
    )


SIGNALS: Final = tuple(
    dict.fromkeys(
        name for each in every_couple() for name in (each.proximal, each.distal)
    )
)
STRUCTURE: Final = {
    "local_dynamic_stability": (
        "Local divergence of the pelvis",
        "How fast neighbouring states of the pelvis' movement part, nats a stride.",
        "doi:10.1016/0167-2789(93)90009-P",
    ),
    "stride_time_dfa": (
        "Long-range correlation of stride times",
        "Exponent of detrended fluctuation analysis; 0.5 is no memory.",
        "doi:10.1016/j.gaitpost.2009.12.002",
    ),
    "pelvis_sample_entropy": (
        "Sample entropy of the pelvis' frontal angle",
        "How rarely patterns repeat; m = 2, r = 0.2 SD.",
        "doi:10.1152/ajpheart.2000.278.6.H2039",
    ),
}

KINDS: Final[tuple[MeasureKind, ...]] = (
    *(_coupling(each) for each in every_couple()),
    *(_spread(each) for each in SIGNALS),
    _kind(
        "end_point_pelvis_level",
        "Spread of the pelvis' level on arrival",
        ("rad", "deg"),
        "Standard deviation between repetitions of the pelvis' frontal angle at the "
        "moment of arrival (deepest point, landing, contact): end-point variability.",
        source="doi:10.1186/1758-2555-4-45",
    ),
    _kind(
        "end_point_foot_place",
        "Spread of the foot's place on arrival",
        ("m^2", "cm^2"),
        "Area of the 95 % prediction ellipse of the stance foot's place under the "
        "hips at the moment of arrival: end-point variability.",
        source="doi:10.1016/j.gaitpost.2013.09.001",
    ),
    _kind(
        "pelvis_synergy",
        "Joint combinations that keep the pelvis level",
        ("1", "1"),
        "How much more the stance leg's joints varied in combinations that keep the "
        "pelvis level than in those that tip it, for each combination, as a share of "
        "their mean: above 0, the joints made up for each other. Uncontrolled manifold "
        "with the Jacobian of the person's own model.",
        source="doi:10.1007/s002210050738, doi:10.1016/j.jneumeth.2010.06.016",
    ),
    *(
        _kind(name, title, ("1", "1"), text, source=source)
        for name, (title, text, source) in STRUCTURE.items()
    ),
)
"""Every measure of variability, in the order of the report."""

KIND: Final[Mapping[str, MeasureKind]] = by_name(KINDS)


def coupling_measures(coupled: Iterable[Coupled]) -> tuple[Measure, ...]:
    """Coupling-angle variability of every couple as measures.

    Parameters
    ----------
    coupled
        Couples by side.

    Returns
    -------
    tuple of Measure
        Corrected values with their intervals; only of couples in the catalogue.
    """
    return tuple(
        as_measure(
            f"coupling_variability_{each.couple.name}",
            each.side,
            each.coding.variability,
            CAV_METHOD,
        )
        for each in coupled
        if f"coupling_variability_{each.couple.name}" in KIND
    )


def spread_measures(
    spreads: Mapping[tuple[str, SideOrBoth], Spread],
    end_points: Mapping[tuple[str, SideOrBoth], Value],
    structure: Mapping[tuple[str, SideOrBoth], Value],
) -> tuple[Measure, ...]:
    """Spread, end points and structure as measures.

    Parameters
    ----------
    spreads, end_points, structure
        As in `ilium.variability.result.Variability`.

    Returns
    -------
    tuple of Measure
        With their intervals.
    """
    found = [
        as_measure(f"repetition_sd_{name}", side, each.mean_sd, each.mean_sd.interval)
        for (name, side), each in spreads.items()
        if f"repetition_sd_{name}" in KIND
    ]
    found += [
        as_measure(f"end_point_{name}", side, each, each.interval)
        for (name, side), each in end_points.items()
    ]
    found += [
        as_measure(name, side, each, each.interval)
        for (name, side), each in structure.items()
    ]
    return tuple(found)


def manifold_measures(
    manifolds: Mapping[Side, PelvisManifold],
) -> tuple[Measure, ...]:
    """Synergies as measures.

    Parameters
    ----------
    manifolds
        As in `ilium.variability.result.Variability`.

    Returns
    -------
    tuple of Measure
        With their intervals.
    """
    return tuple(
        as_measure("pelvis_synergy", side, each.manifold.synergy, MANIFOLD_METHOD)
        for side, each in manifolds.items()
    )


def as_measure(name: str, side: SideOrBoth, value: Value, method: str) -> Measure:
    """Turn a value into a measure.

    Parameters
    ----------
    name
        Name in the catalogue.
    side
        Stance side.
    value
        In the catalogue's SI unit.
    method
        How it was computed.

    Returns
    -------
    Measure
        A summary over repetitions.
    """
    return Measure(
        name=name,
        side=side,
        value=value.value,
        unit=KIND[name].unit,
        n=value.n,
        ci_low=value.ci_low,
        ci_high=value.ci_high,
        flags=tuple(each.replace("_", "-") for each in value.flags),
        method=method,
    )
