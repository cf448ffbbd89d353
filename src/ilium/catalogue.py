"""Every measure that ilium knows, whichever package computes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ilium import measures
from ilium.balance import catalogue as balance
from ilium.core.catalogue import MeasureKind
from ilium.errors import UnknownNameError
from ilium.gait import catalogue as gait
from ilium.jump import catalogue as jump
from ilium.kinetics import catalogue as kinetics
from ilium.muscles import catalogue as muscles
from ilium.scores import catalogue as scores
from ilium.stability import catalogue as stability
from ilium.symmetry.catalogue import kinds_for
from ilium.variability import catalogue as variability

RAW: Final[tuple[MeasureKind, ...]] = (
    *stability.KINDS,
    *jump.KINDS,
    *kinetics.KINDS,
    *balance.KINDS,
    *gait.KINDS,
    *scores.KINDS,
    *variability.KINDS,
    *muscles.KINDS,
    *measures.KINDS,
)
"""Measures of one side or of both together."""

KINDS: Final[tuple[MeasureKind, ...]] = (*RAW, *kinds_for(RAW))
"""Every kind of measure, in the order of the reports' sections."""

_BY_NAME: Final[Mapping[str, MeasureKind]] = MappingProxyType(
    {each.name: each for each in KINDS}
)


def kind_of(name: str) -> MeasureKind:
    """Look a measure's kind up.

    Parameters
    ----------
    name
        Name as in `ilium.core.measure.Measure`.

    Returns
    -------
    MeasureKind
        What it means, its sign and its units.

    Raises
    ------
    UnknownNameError
        With the nearest name that exists.
    """
    if name not in _BY_NAME:
        raise UnknownNameError.among("measure", name, _BY_NAME)
    return _BY_NAME[name]
