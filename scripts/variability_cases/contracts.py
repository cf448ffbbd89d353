"""Behaviour that is asserted: surrogates, and what is refused or flagged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ilium import variability
from ilium.errors import InsufficientDataError
from variability_cases.parameters import Arrays, Case, signal, whole

SEED = 5


def iaaft(case: Case, arrays: Arrays) -> dict[str, Any]:
    """The same values exactly, the same spectrum nearly."""
    x = signal(case, arrays)
    count = case["params"].get("n_surrogates", 19)
    made = variability.surrogates(x, "iaaft", count=count, seed=SEED)
    same = all(np.array_equal(np.sort(each), np.sort(x)) for each in made)
    changed = all(not np.array_equal(each, x) for each in made)
    limit = case["expected"].get("spectrum_rel_rms_max", 0.05)
    worst = max(_spectral(each, x) for each in made)
    return {
        "sorted_values": same and changed,
        "spectrum_rel_rms_max": worst <= limit,
        "mean_sd": same,
    }


def fourier(case: Case, arrays: Arrays) -> dict[str, Any]:
    """The same spectrum; real numbers."""
    x = signal(case, arrays)
    made = variability.surrogates(x, "fourier", count=19, seed=SEED)
    limit = case["expected"].get("spectrum_rel_rms_max", 1e-10)
    kept = max(_spectral(each, x) for each in made) <= limit
    return {
        "spectrum_rel_rms_max": kept and not np.allclose(made[0], x),
        "real_output": made.dtype == np.float64 and bool(np.isfinite(made).all()),
    }


def pseudoperiodic(case: Case, arrays: Arrays) -> dict[str, Any]:
    """Only values of the source, at the same dominant period."""
    x, p = signal(case, arrays), case["params"]
    made = variability.surrogates(
        x, "pseudoperiodic", count=19, dimension=p["dim"], delay=p["tau"], seed=SEED
    )
    limit = case["expected"].get("dominant_period_rel_change_max", 0.05)
    period = _period(x)
    change = max(abs(_period(each) / period - 1.0) for each in made)
    return {
        "values": bool(np.isin(made, x).all()) and not np.array_equal(made[0], x),
        "dominant_period_rel_change_max": bool(change <= limit),
    }


def _spectral(made: np.ndarray, x: np.ndarray) -> float:
    one, other = np.abs(np.fft.rfft(made)), np.abs(np.fft.rfft(x))
    return float(np.sqrt(((one - other) ** 2).sum() / (other**2).sum()))


def _period(x: np.ndarray) -> float:
    """Period of the highest peak of a finely sampled spectrum."""
    size = 16 * x.size
    power = np.abs(np.fft.rfft((x - x.mean()) * np.hanning(x.size), size))
    return size / float(np.argmax(power[1:]) + 1)


def _guarded(measure: Callable[[int], Any]) -> Callable[[Case, Arrays], dict[str, Any]]:
    def run(case: Case, arrays: Arrays) -> dict[str, Any]:
        del arrays
        count = whole(case["params"]["input"])
        try:
            flags = measure(count).flags
        except InsufficientDataError:
            return {"behaviour": True}
        return {"behaviour": any("fewer_than" in each for each in flags)}

    return run


def _noise(count: int) -> np.ndarray:
    return np.random.default_rng(SEED).standard_normal(count)


def _strides(count: int) -> Any:  # noqa: ANN401
    time = np.arange(100 * count + 1)
    x = np.sin(2 * np.pi * time / 100) + 0.05 * _noise(time.size)
    strides = np.arange(0, time.size, 100)
    return variability.local_dynamic_stability(x, strides, interval=False)


def _cycles(count: int) -> Any:  # noqa: ANN401
    curve = np.sin(np.linspace(0, 2 * np.pi, 101))
    near = curve + 0.05 * _noise(101 * count).reshape(count, 101)
    far = np.roll(curve, 10) + 0.05 * _noise(101 * count)[::-1].reshape(count, 101)
    return variability.vector_coding(near, far).variability


RUNNERS = {
    "surrogate_iaaft": iaaft,
    "surrogate_ft": fourier,
    "surrogate_pps": pseudoperiodic,
    "sampen_guard": _guarded(lambda n: variability.sample_entropy(_noise(n))),
    "lyap_guard": _guarded(_strides),
    "dfa_guard": _guarded(lambda n: variability.dfa(_noise(n))),
    "cav_guard": _guarded(_cycles),
}
