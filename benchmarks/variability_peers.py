"""Times what peers need; runs in .venv-oracles, asked by variability.py line by line.

Each line of input is a JSON object: ``call`` names a function below, ``data``
a file of NumPy arrays. The answer is a JSON object with ``seconds`` and ``value``, or
with ``missing``.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray]
SCALES = list(range(1, 11))


def antropy_sampen(data: Arrays) -> float:
    """Sample entropy, m = 2, r = 0.2 SD."""
    import antropy  # noqa: PLC0415 - each peer may be missing

    return float(antropy.sample_entropy(data["lorenz"], order=2))


def antropy_permen(data: Arrays) -> float:
    """Permutation entropy, m = 3."""
    import antropy  # noqa: PLC0415 - each peer may be missing

    return float(antropy.perm_entropy(data["white"], order=3, delay=1))


def neurokit2_lye(data: Arrays) -> float:
    """Rosenstein's exponent of the first 10,000 samples."""
    import neurokit2  # noqa: PLC0415 - each peer may be missing

    value, _ = neurokit2.complexity_lyapunov(
        data["lorenz"][:10_000],
        delay=11,
        dimension=3,
        method="rosenstein1993",
        separation=40,
        len_trajectory=20,
    )
    return float(value)


def neurokit2_mse(data: Arrays) -> float:
    """Multiscale entropy, scales 1 to 10; the sum as ilium's index."""
    import neurokit2  # noqa: PLC0415 - each peer may be missing

    x = data["lorenz"]
    _, found = neurokit2.entropy_multiscale(
        x, scale=SCALES, dimension=2, tolerance=0.2 * x.std(), method="MSEn"
    )
    return float(np.sum(found["Value"]))


def mfdfa_dfa(data: Arrays) -> float:
    """Fluctuations at the given box sizes."""
    from MFDFA import MFDFA  # noqa: PLC0415 - each peer may be missing

    lags, fluctuation = MFDFA(data["white"], data["scales"], order=1, q=2.0)
    return float(np.polyfit(np.log(lags), np.log(fluctuation.ravel()), 1)[0])


def accrqa_rqa(data: Arrays) -> float:
    """Diagonal and vertical quantities."""
    import accrqa  # noqa: PLC0415 - each peer may be missing

    x, radius = data["lorenz"], float(data["radius"])
    norm = accrqa.accrqaDistance("euclidean")
    platform = accrqa.accrqaCompPlatform("cpu")
    found = [
        function(
            x, 11, 3, 2, radius, norm, True, comp_platform=platform, tidy_data=False
        )
        for function in (accrqa.DET, accrqa.LAM)
    ]
    return float(np.asarray(found[1]).ravel()[0])


def spm1d_t(data: Arrays) -> float:
    """Threshold of a two-sample t along a curve, by 10,000 permutations."""
    import spm1d  # noqa: PLC0415 - each peer may be missing

    np.random.seed(0)  # noqa: NPY002 - spm1d draws from the global generator
    test = spm1d.stats.nonparam.ttest2(data["left"], data["right"])
    return float(test.inference(0.05, two_tailed=True, iterations=10_000).zstar)


CALLS: dict[str, Callable[[Arrays], float]] = {
    each.__name__: each
    for each in (
        antropy_sampen,
        antropy_permen,
        neurokit2_lye,
        neurokit2_mse,
        mfdfa_dfa,
        accrqa_rqa,
        spm1d_t,
    )
}


def answer(question: dict[str, Any], kept: dict[str, Arrays]) -> dict[str, Any]:
    """Time one call."""
    path = question["data"]
    if path not in kept:
        with np.load(path) as held:
            kept[path] = {name: held[name] for name in held.files}
    call = CALLS[question["call"]]
    try:
        start = time.perf_counter()
        value = call(kept[path])
        return {"seconds": time.perf_counter() - start, "value": value}
    except ImportError as error:
        return {"missing": str(error)}


def main() -> None:
    """Answer until the input ends."""
    warnings.simplefilter("ignore")
    kept: dict[str, Arrays] = {}
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), kept)), flush=True)


if __name__ == "__main__":
    main()
