"""What every section of the report is built from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import xarray as xr

from ilium.core.measure import Measure
from ilium.findings.pairs import Pair
from ilium.pipeline import Analysis
from ilium.report.filmed import Filmed
from ilium.report.skeleton import Skeleton
from ilium.stability.signals import stability_signals


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Context:
    """An analysis with what several sections need.

    Parameters
    ----------
    analysis
        The analysis.
    pairs
        Their summaries by name.
    skeleton
        The figure.
    film
        The film behind it; ``None`` for a laboratory's recording.
    """

    analysis: Analysis
    pairs: Mapping[str, Pair]
    skeleton: Skeleton
    film: Filmed | None = None

    @property
    def signals(self) -> xr.DataArray:
        """Angles through the recording, dims (time, signal) [rad]: what was seen."""
        if self.film is not None:
            return self.film.planar.angles
        return stability_signals(self.analysis.kinematics, self.analysis.movement)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Measures of the analysis, with their errors and references."""
        return self.analysis.measures

    def family(self, *names: str) -> list[Pair]:
        """Summaries of some families of measures, in the stages' order."""
        return [each for each in self.pairs.values() if each.kind.family in names]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of the report.

    Parameters
    ----------
    key
        Its place on the page.
    title
        Its heading.
    template
        Name of its template without ``section_`` and ending.
    lead
        First sentence; empty for none.
    view
        What its template shows.
    """

    key: str
    title: str
    template: str
    lead: str = ""
    view: Mapping[str, Any] = field(default_factory=dict[str, Any])
