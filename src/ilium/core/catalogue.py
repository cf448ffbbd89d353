"""What a measure means: one row for docs, report and files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureKind:
    """One row of the catalogue of measures.

    Parameters
    ----------
    name
        Name as in `ilium.core.measure.Measure` and `measures.csv`.
    title
        Short name for people, sentence case without a full stop: ``Pelvic drop``.
    unit
        SI unit of the value.
    display
        Unit that people and `measures.csv` read, one of `ilium.units.PER_SI` or the SI
        unit itself.
    positive
        What a positive value means, in words.
    vicon
        How it relates to Vicon's Plug-in Gait, with the sign; empty where it does not.
    opensim
        How it relates to OpenSim's coordinates, with the sign; empty where it does not.
    definition
        How it is computed, one or two sentences.
    source
        DOI or address of the definition's source.
    family
        Section of the report: ``stability``, ``jump``, ``balance``, ``gait``,
        ``score``, ``symmetry``, ``timing``, ``moments``, ``variability``,
        ``muscle``.
    """

    name: str
    title: str
    unit: str
    display: str
    positive: str
    definition: str
    family: str
    vicon: str = ""
    opensim: str = ""
    source: str = ""


def row(
    family: str,
    name: str,
    title: str,
    units: tuple[str, str],
    definition: str,
    *,
    positive: str = "always",
    source: str = "",
) -> MeasureKind:
    """Write one row of a family without a sign in other programs.

    Parameters
    ----------
    family, name, title
        As in `MeasureKind`.
    units
        SI unit, and the unit that people read.
    definition, positive, source
        As in `MeasureKind`.

    Returns
    -------
    MeasureKind
        The row.
    """
    return MeasureKind(
        name=name,
        title=title,
        unit=units[0],
        display=units[1],
        positive=positive,
        definition=definition,
        family=family,
        source=source,
    )


def by_name(kinds: Iterable[MeasureKind]) -> Mapping[str, MeasureKind]:
    """Rows by the name of their measure; read-only."""
    return MappingProxyType({each.name: each for each in kinds})
