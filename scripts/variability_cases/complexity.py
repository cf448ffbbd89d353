"""Entropies, fluctuations, recurrences and mutual information."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ilium import variability
from variability_cases.parameters import Arrays, Case, signal, tolerance, whole


def sample_entropy(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Value and numbers of matches."""
    p = case["params"]
    value = variability.sample_entropy(
        signal(case, arrays), p.get("m", 2), delay=p.get("tau", 1), **tolerance(p)
    )
    return {"value": float(value), "A": value.record["A"], "B": value.record["B"]}


def approximate_entropy(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Value."""
    p = case["params"]
    value = variability.approximate_entropy(
        signal(case, arrays), p.get("m", 2), delay=p.get("tau", 1), **tolerance(p)
    )
    return {"value": float(value)}


def fuzzy_entropy(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Value."""
    p = case["params"]
    value = variability.fuzzy_entropy(
        signal(case, arrays),
        p.get("m", 2),
        exponent=p.get("n", 2),
        delay=p.get("tau", 1),
        **tolerance(p),
    )
    return {"value": float(value)}


def cross_sample_entropy(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Value and numbers of matches."""
    p = case["params"]
    one, other = (arrays[each] for each in case["data"][:2])
    given = tolerance(p)
    value = variability.cross_sample_entropy(
        one,
        other,
        p.get("m", 2),
        given.get("r", given.get("tolerance", 0.2)),
        delay=p.get("tau", 1),
        ddof=given.get("ddof", 0),
    )
    return {"value": float(value), "A": value.record["A"], "B": value.record["B"]}


def permutation_entropy(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Value and number of patterns, in the base that is asked for."""
    p = case["params"]
    value = variability.permutation_entropy(
        signal(case, arrays), p.get("m", 3), delay=p.get("tau", 1)
    )
    base = p.get("base", 2)
    bits = float(value) * (1.0 if base == 2 else math.log(2) / math.log(float(base)))
    return {"value": bits, "n_patterns": value.record["patterns"]}


def multiscale_entropy(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Entropy of each scale, plain and refined; short scales are asked for by name."""
    p = case["params"]
    found = {}
    for name, method in (("mse", "plain"), ("rcmse", "refined")):
        if name in case["expected"]:
            value = variability.multiscale_entropy(
                signal(case, arrays),
                p["scales"],
                p.get("m", 2),
                method=method,
                shortest=20,
                **tolerance(p),
            )
            found[name] = value.curves["entropy"]
    return found


def dfa(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Fluctuations and their slope."""
    p = case["params"]
    value = variability.dfa(
        signal(case, arrays), scales=p.get("scales"), order=p.get("order", 1)
    )
    fluctuation = value.curves["fluctuation"]
    return {"alpha": float(value), "F": fluctuation, "F2": fluctuation**2}


def dfa_binned(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Slope by the binned rule."""
    return {"alpha": float(variability.dfa(signal(case, arrays), rule="binned"))}


def recurrence(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Quantities under Marwan's names."""
    p = case["params"]
    found = variability.recurrence_quantification(
        signal(case, arrays),
        dimension=p.get("dim", 1),
        delay=p.get("tau", 1),
        radius=p["eps_abs"],
        window=whole(p.get("theiler", 1)),
        shortest_diagonal=p.get("lmin", 2),
        shortest_vertical=p.get("vmin", 2),
    )
    record = found["determinism"].record
    return {
        "RR": float(found["recurrence_rate"]),
        "DET": float(found["determinism"]),
        "L": float(found["mean_diagonal"]),
        "Lmax": float(found["longest_diagonal"]),
        "ENTR": float(found["diagonal_entropy"]),
        "LAM": float(found["laminarity"]),
        "TT": float(found["trapping_time"]),
        "n_points": record["states"],
        "n_recurrent": record["recurrences"],
    }


def mutual_information(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Information at each lag."""
    lags = case["params"]["lags"]
    return {
        "bits": np.asarray(variability.mutual_information(signal(case, arrays), lags))
    }


RUNNERS = {
    "sampen": sample_entropy,
    "apen": approximate_entropy,
    "fuzzyen": fuzzy_entropy,
    "xsampen": cross_sample_entropy,
    "cross_sampen": cross_sample_entropy,
    "permen": permutation_entropy,
    "mse": multiscale_entropy,
    "dfa": dfa,
    "dfa_nonan_binned": dfa_binned,
    "rqa": recurrence,
    "ami": mutual_information,
}
