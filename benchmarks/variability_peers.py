"""What peers find of the same series; variability.py asks them in .venv-oracles."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable
from contextlib import suppress

import numpy as np
from racing import serve

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


def nolds_sampen(data: Arrays) -> float:
    """Sample entropy of 5,000 samples, m = 2, r = 0.2 SD."""
    import nolds  # noqa: PLC0415 - each peer may be missing

    x = data["lorenz"][:5000]
    return float(nolds.sampen(x, emb_dim=2, tolerance=0.2 * x.std()))


def nolds_dfa(data: Arrays) -> float:
    """Exponent of the fluctuations at the given box sizes, boxes side by side."""
    import nolds  # noqa: PLC0415 - each peer may be missing

    return float(
        nolds.dfa(
            data["white"],
            nvals=data["scales"].tolist(),
            overlap=False,
            fit_exp="poly",
        )
    )


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
        nolds_sampen,
        nolds_dfa,
        neurokit2_lye,
        neurokit2_mse,
        mfdfa_dfa,
        accrqa_rqa,
        spm1d_t,
    )
}


def arrays(path: str) -> Arrays:
    """Read a file of arrays, and import the peers that are there: it is not timed."""
    for name in ("antropy", "nolds", "neurokit2", "MFDFA", "accrqa", "spm1d"):
        with suppress(ImportError):
            importlib.import_module(name)
    with np.load(path) as kept:
        return {name: kept[name] for name in kept.files}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    serve(CALLS, arrays)
