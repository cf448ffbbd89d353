"""Spread, vector coding, relative phase and the uncontrolled manifold."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy.interpolate import CubicSpline

from ilium import variability
from ilium.errors import InsufficientDataError
from ilium.maths.circular import angular_deviation, resultant
from ilium.units import DEGREE
from variability_cases.parameters import Arrays, Case

WINDOWS = {
    "stance": {
        "IC": (1, 4),
        "LR": (5, 20),
        "MS": (21, 50),
        "TS": (51, 81),
        "Psw": (82, 101),
    },
    "swing": {"Isw": (1, 34), "Msw": (35, 66), "Tsw": (67, 101)},
}
COUPLES = {"AK": (1, 2), "KH": (0, 1)}
POINTS = 101


def vector_coding(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Angles, their mean, length and deviation, and the patterns' shares."""
    near, far = (arrays[each] * DEGREE for each in case["data"][:2])
    expected = case["expected"]
    angles = variability.coupling_angles(near, far)
    found: dict[str, Any] = {"gamma": angles / DEGREE, "gamma_row": angles[0] / DEGREE}
    if "gamma_row" in expected:
        return found
    try:
        coded = variability.vector_coding(near, far)
        mean, length, cav = coded.mean, coded.length, coded.raw
        found["mean_cav_deg"] = float(coded.raw_variability) / DEGREE
        found["chang_percent"] = _percent(coded.chang_share)
        found["needham_percent"] = _percent(coded.needham_share)
    except InsufficientDataError:  # two cycles: only the parts can be had
        over = resultant(angles)
        mean, length = over.direction, over.length
        cav = angular_deviation(length)
    found |= {"mean": mean / DEGREE, "r": length, "cav_deg": cav / DEGREE}
    if not isinstance(expected.get("r"), str):
        found |= {each: float(found[each][0]) for each in ("mean", "r", "cav_deg")}
        if expected.get("mean", 0.0) is None:
            found["mean"] = None if math.isnan(found["mean"]) else found["mean"]
    return found


def classification(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Pattern of each angle."""
    del arrays
    angles = np.asarray(case["params"]["gamma_deg"], dtype=np.float64) * DEGREE
    return {
        each: variability.classify(angles, each).tolist()
        for each in ("chang", "needham")
    }


def relative_phase(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Relative phase of whole recordings."""
    near, far = (
        np.array([variability.phase_angle(row) for row in arrays[each]])
        for each in case["data"][:2]
    )
    linear = variability.relative_phase(near, far, deviation="linear")
    circular = variability.relative_phase(near, far)
    deviation = float(circular.deviation.mean())
    return {
        "crp_deg_per_trial": linear.curves.mean(axis=1) / DEGREE,
        "MARP_deg": float(linear.marp) / DEGREE,
        "DP_deg_sample_sd": float(linear.deviation_phase) / DEGREE,
        "circular_mean": float(circular.mean.mean()) / DEGREE,
        "circular_r": math.exp(-(deviation**2) / 2.0),
    }


def published_relative_phase(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Ippersiel's table: folded, then cut and normalised, then mean and SD."""
    found = {}
    for couple, (near, far) in COUPLES.items():
        curves: dict[str, list[np.ndarray]] = {"stance": [], "swing": []}
        for name in case["data"]:
            phases = [
                variability.phase_angle(np.asarray(row, dtype=np.float64))
                for row in arrays[name]
            ]
            away = np.abs(phases[far] - phases[near]) / DEGREE
            folded = np.where(away > 180.0, 360.0 - away, away)
            for part, (first, last) in _parts(arrays[f"{name}_ev"]).items():
                curves[part].append(_normalised(folded[first : last + 1]))
        for part, rows in curves.items():
            spread = variability.spread(np.array(rows))
            for window, (first, last) in WINDOWS[part].items():
                inside = slice(first - 1, last)
                found[f"{couple}_MARP_{window}"] = float(spread.mean[inside].mean())
                found[f"{couple}_DP_{window}"] = float(spread.sd[inside].mean())
    return found


def ellipse(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Area of the ellipse, in both forms."""
    points, share = arrays[case["data"][0]], case["params"].get("p", 0.95)
    forms = {"chi2_area": "chi_squared", "prediction_F_area": "prediction"}
    return {
        name: float(variability.ellipse_area(points, coverage=share, form=form))
        for name, form in forms.items()
    }


def mean_sd(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Mean standard deviation and Winter's coefficient."""
    curves = arrays[case["data"][0]]
    return {
        "meanSD": float(variability.mean_sd(curves)),
        "CV_winter_percent": 100.0
        * float(variability.coefficient_of_variation(curves)),
    }


def manifold(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Variances by what they do to the task."""
    elements, jacobian = (arrays[each] for each in case["data"][:2])
    split = variability.uncontrolled_manifold(elements, jacobian)
    return {
        "V_UCM": float(split.keeping),
        "V_ORT": float(split.moving),
        "V_TOT": float(split.total),
        "deltaV": float(split.synergy),
    }


def _percent(shares: dict[str, float]) -> dict[str, float]:
    return {name: 100.0 * share for name, share in shares.items()}


def _parts(events: np.ndarray) -> dict[str, tuple[int, int]]:
    """First and last sample of stance and swing of the right leg."""
    before, apex, after = (int(each) - 1 for each in events[:3])
    early, late = (before, apex), (apex, after)
    return (
        {"stance": early, "swing": late}
        if events[3]
        else {"stance": late, "swing": early}
    )


def _normalised(curve: np.ndarray) -> np.ndarray:
    time = np.linspace(0.0, 1.0, curve.size)
    return CubicSpline(time, curve)(np.linspace(0.0, 1.0, POINTS))


RUNNERS = {
    "vector_coding": vector_coding,
    "vc_classification": classification,
    "crp_hilbert": relative_phase,
    "crp_marp_dp": published_relative_phase,
    "ellipse_area": ellipse,
    "meanSD_CV": mean_sd,
    "ucm": manifold,
}
