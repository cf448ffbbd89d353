"""Movement variability: how much, in what structure, how steady.

Every measure takes plain arrays and can be used alone. Public names are imported when
they are first used, so that ``import ilium.variability`` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.variability.correlation_sum import correlation_dimension
    from ilium.variability.coupling import VectorCoding, coupling_angles, vector_coding
    from ilium.variability.dispersion import (
        Spread,
        coefficient_of_variation,
        ellipse_area,
        mean_sd,
        spread,
    )
    from ilium.variability.embedding import (
        mutual_information,
        propose_delay,
        propose_dimension,
    )
    from ilium.variability.entropy import (
        approximate_entropy,
        fuzzy_entropy,
        permutation_entropy,
    )
    from ilium.variability.floquet import floquet_multiplier
    from ilium.variability.fluctuation import dfa
    from ilium.variability.guards import check, explain
    from ilium.variability.lag import cross_correlation_lag
    from ilium.variability.local_stability import (
        attractor_complexity_index,
        local_dynamic_stability,
    )
    from ilium.variability.lyapunov import lyapunov_exponent
    from ilium.variability.manifold import Manifold, uncontrolled_manifold
    from ilium.variability.matching import cross_sample_entropy, sample_entropy
    from ilium.variability.patterns import classify, shares
    from ilium.variability.phases import (
        RelativePhase,
        oscillates,
        phase_angle,
        relative_phase,
    )
    from ilium.variability.rank_test import surrogate_test
    from ilium.variability.record import repeat
    from ilium.variability.recurrence import recurrence_quantification
    from ilium.variability.robust import robust_mean_sd
    from ilium.variability.scales import multiscale_entropy
    from ilium.variability.surrogate_series import surrogates
    from ilium.variability.value import Value
    from ilium.variability.wolf import wolf_exponent

_HOMES = {
    "Manifold": "manifold",
    "RelativePhase": "phases",
    "Spread": "dispersion",
    "Value": "value",
    "VectorCoding": "coupling",
    "approximate_entropy": "entropy",
    "attractor_complexity_index": "local_stability",
    "check": "guards",
    "classify": "patterns",
    "coefficient_of_variation": "dispersion",
    "correlation_dimension": "correlation_sum",
    "coupling_angles": "coupling",
    "cross_correlation_lag": "lag",
    "cross_sample_entropy": "matching",
    "dfa": "fluctuation",
    "ellipse_area": "dispersion",
    "explain": "guards",
    "floquet_multiplier": "floquet",
    "fuzzy_entropy": "entropy",
    "local_dynamic_stability": "local_stability",
    "lyapunov_exponent": "lyapunov",
    "mean_sd": "dispersion",
    "multiscale_entropy": "scales",
    "mutual_information": "embedding",
    "oscillates": "phases",
    "permutation_entropy": "entropy",
    "phase_angle": "phases",
    "propose_delay": "embedding",
    "propose_dimension": "embedding",
    "recurrence_quantification": "recurrence",
    "relative_phase": "phases",
    "repeat": "record",
    "robust_mean_sd": "robust",
    "sample_entropy": "matching",
    "shares": "patterns",
    "spread": "dispersion",
    "surrogate_test": "rank_test",
    "surrogates": "surrogate_series",
    "uncontrolled_manifold": "manifold",
    "vector_coding": "coupling",
    "wolf_exponent": "wolf",
}

__all__ = [
    "Manifold",
    "RelativePhase",
    "Spread",
    "Value",
    "VectorCoding",
    "approximate_entropy",
    "attractor_complexity_index",
    "check",
    "classify",
    "coefficient_of_variation",
    "correlation_dimension",
    "coupling_angles",
    "cross_correlation_lag",
    "cross_sample_entropy",
    "dfa",
    "ellipse_area",
    "explain",
    "floquet_multiplier",
    "fuzzy_entropy",
    "local_dynamic_stability",
    "lyapunov_exponent",
    "mean_sd",
    "multiscale_entropy",
    "mutual_information",
    "oscillates",
    "permutation_entropy",
    "phase_angle",
    "propose_delay",
    "propose_dimension",
    "recurrence_quantification",
    "relative_phase",
    "repeat",
    "robust_mean_sd",
    "sample_entropy",
    "shares",
    "spread",
    "surrogate_test",
    "surrogates",
    "uncontrolled_manifold",
    "vector_coding",
    "wolf_exponent",
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
