"""Divergence, dimension and multipliers."""

from __future__ import annotations

from typing import Any

import numpy as np

from ilium import variability
from variability_cases.parameters import Arrays, Case, signal, whole

MANY = 1000
"""Cycles that are claimed for series that are not movements."""


def rosenstein(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Divergence curve and its slope."""
    p = case["params"]
    value = variability.lyapunov_exponent(
        signal(case, arrays),
        dimension=p["dim"],
        delay=p["tau"],
        theiler=whole(p["theiler"]),
        steps=p["K"],
        fit=tuple(p["fit_samples"]),
        rate=1.0 / p.get("dt", 1.0),
        cycles=MANY,
        interval=False,
    )
    return {
        "curve": value.curves["divergence"],
        "slope": float(value),
        "value_nats_per_unit_time": float(value),
    }


def wolf(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Exponent in nats."""
    p = case["params"]
    value = variability.wolf_exponent(
        signal(case, arrays),
        dimension=p["dim"],
        delay=p["tau"],
        theiler=whole(p.get("theiler", 1)),
        steps=p.get("evolve"),
        rate=1.0 / p.get("dt", 1.0),
        cycles=MANY,
    )
    return {"value": float(value), "value_nats_per_unit_time": float(value)}


def local_dynamic_stability(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Slopes of Bruijn's data, of the velocity as he takes it."""
    p = case["params"]
    position, numbered = (arrays[each] for each in case["data"][:2])
    strides = np.asarray(numbered) - 1  # the first sample is number 1 there
    velocity = np.gradient(np.asarray(position, dtype=np.float64)) * p["fs"]
    given = {
        "count": p["strides"],
        "dimension": p["dim"],
        "delay": p["tau"],
        "theiler": whole(p["theiler"]),
        "neighbours": "all",
        "interval": False,
    }
    short = variability.local_dynamic_stability(velocity, strides, **given)
    long = variability.attractor_complexity_index(velocity, strides, **given)
    return {
        "curve": long.curves["divergence"],
        "lambda_S": float(short),
        "lambda_L": float(long),
    }


def correlation_dimension(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Slope of the correlation sum."""
    p = case["params"]
    x = signal(case, arrays)
    return {
        "value": float(
            variability.correlation_dimension(x, p["dim"], delay=p.get("tau", 1))
        )
    }


def floquet(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Largest multiplier, about the mean state or a given one."""
    states = np.asarray(arrays[case["data"][0]], dtype=np.float64)
    point = case["params"].get("fixed_point")
    number = float(variability.floquet_multiplier(states, fixed_point=point))
    return dict.fromkeys(
        ("max_multiplier", "max_multiplier_true", "max_multiplier_ols"), number
    )


RUNNERS = {
    "lyap_rosenstein": rosenstein,
    "lyap_wolf": wolf,
    "lds": local_dynamic_stability,
    "corrdim": correlation_dimension,
    "floquet": floquet,
}
