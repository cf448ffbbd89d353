"""Movement variability: how much, in what structure, how steady.

Every measure takes plain arrays and can be used alone. Public names are imported when
they are first used, so that ``import ilium.variability`` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.variability.coupling import VectorCoding, coupling_angles, vector_coding
    from ilium.variability.dispersion import (
        Spread,
        coefficient_of_variation,
        ellipse_area,
        mean_sd,
        robust_mean_sd,
        spread,
    )
    from ilium.variability.guards import check, explain
    from ilium.variability.lag import cross_correlation_lag
    from ilium.variability.manifold import Manifold, uncontrolled_manifold
    from ilium.variability.patterns import classify, shares
    from ilium.variability.phases import (
        RelativePhase,
        oscillates,
        phase_angle,
        relative_phase,
    )
    from ilium.variability.value import Value

_HOMES = {
    "Manifold": "manifold",
    "RelativePhase": "phases",
    "Spread": "dispersion",
    "Value": "value",
    "VectorCoding": "coupling",
    "check": "guards",
    "classify": "patterns",
    "coefficient_of_variation": "dispersion",
    "coupling_angles": "coupling",
    "cross_correlation_lag": "lag",
    "ellipse_area": "dispersion",
    "explain": "guards",
    "mean_sd": "dispersion",
    "oscillates": "phases",
    "phase_angle": "phases",
    "relative_phase": "phases",
    "robust_mean_sd": "dispersion",
    "shares": "patterns",
    "spread": "dispersion",
    "uncontrolled_manifold": "manifold",
    "vector_coding": "coupling",
}

__all__ = [
    "Manifold",
    "RelativePhase",
    "Spread",
    "Value",
    "VectorCoding",
    "check",
    "classify",
    "coefficient_of_variation",
    "coupling_angles",
    "cross_correlation_lag",
    "ellipse_area",
    "explain",
    "mean_sd",
    "oscillates",
    "phase_angle",
    "relative_phase",
    "robust_mean_sd",
    "shares",
    "spread",
    "uncontrolled_manifold",
    "vector_coding",
]


def __getattr__(name: str) -> object:
    """Import a public name on its first use (PEP 562)."""
    if name not in _HOMES:
        msg = f"module 'ilium.variability' has no attribute {name!r}"
        raise AttributeError(msg)
    home = importlib.import_module(f"ilium.variability.{_HOMES[name]}")
    found = getattr(home, name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Every public name, imported or not."""
    return sorted(_HOMES)
