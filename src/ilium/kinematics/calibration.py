"""Every number that the static calibration and the file give, with its origin."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from ilium.core.issue import Issue


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calibration:
    """Numbers by name in SI units, and where each came from.

    Parameters
    ----------
    numbers
        ``leg_length_left`` [m], ``marker_diameter`` [m], ``thigh_offset_left`` [rad] …;
        what is not known is absent.
    sources
        The same names to ``given``, ``static``, ``file``, ``measured``, ``inferred``
        or ``assumed``.
    issues
        What is missing or doubtful.
    """

    numbers: Mapping[str, float] = field(default_factory=dict[str, float])
    sources: Mapping[str, str] = field(default_factory=dict[str, str])
    issues: tuple[Issue, ...] = ()

    def __getitem__(self, name: str) -> float:
        return self.numbers.get(name, math.nan)

    def angle(self, name: str) -> float:
        """An offset [rad]; zero where none is known."""
        return self.numbers.get(name, 0.0)

    def knows(self, *names: str) -> bool:
        """Whether all these numbers are known."""
        return all(name in self.numbers for name in names)

    def adding(
        self, numbers: Mapping[str, float], source: str, *issues: Issue
    ) -> Calibration:
        """Return the same calibration and more; what is NaN is not added."""
        new = {name: value for name, value in numbers.items() if math.isfinite(value)}
        return Calibration(
            numbers={**self.numbers, **new},
            sources={**self.sources, **dict.fromkeys(new, source)},
            issues=(*self.issues, *issues),
        )

    def remarking(self, *issues: Issue) -> Calibration:
        """Return the same calibration with more issues."""
        return self.adding({}, "", *issues)
