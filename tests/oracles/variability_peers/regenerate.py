"""Write peers.csv: what other packages give for the same series.

Runs in ``.venv-oracles`` (nolds 0.6.2, neurokit2, antropy, EntropyHub, MFDFA, accrqa);
the series are made by `series`, which needs NumPy alone.
"""

from __future__ import annotations

import csv
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np

SCALES = (16, 20, 25, 32, 40, 50, 63, 79, 100, 126, 158, 200)
COUNT = 2000


def series() -> dict[str, np.ndarray]:
    """White noise, an AR(1), the logistic map and a noisy sine."""
    generator = np.random.default_rng(123)
    white = generator.standard_normal(COUNT)
    memory = np.empty(COUNT)
    memory[0] = 0.0
    for k in range(COUNT - 1):
        memory[k + 1] = 0.7 * memory[k] + white[k]
    logistic = np.empty(COUNT)
    logistic[0] = 0.37
    for k in range(COUNT - 1):
        logistic[k + 1] = 3.99 * logistic[k] * (1.0 - logistic[k])
    sine = np.sin(2 * np.pi * np.arange(COUNT) / 50) + 0.1 * white[::-1]
    return {"white": white, "ar1": memory, "logistic": logistic, "sine": sine}


def values(name: str, x: np.ndarray) -> Iterator[tuple[str, str, str, float]]:
    """Package, measure, series and value."""
    import antropy
    import EntropyHub
    import neurokit2
    import nolds

    r = 0.2 * x.std()
    yield "antropy", "sample_entropy", name, antropy.sample_entropy(x, order=2)
    yield "nolds", "sample_entropy", name, nolds.sampen(x, emb_dim=2, tolerance=r)
    yield (
        "neurokit2",
        "sample_entropy",
        name,
        neurokit2.entropy_sample(x, delay=1, dimension=2, tolerance=r)[0],
    )
    hub, _, _ = EntropyHub.SampEn(x, m=2, tau=1, r=r)
    yield "EntropyHub", "sample_entropy", name, hub[-1]
    yield "antropy", "permutation_entropy", name, antropy.perm_entropy(x, order=3)
    hub, _, _ = EntropyHub.PermEn(x, m=3, tau=1)
    yield "EntropyHub", "permutation_entropy", name, hub[-1]
    yield (
        "neurokit2",
        "approximate_entropy",
        name,
        neurokit2.entropy_approximate(x, delay=1, dimension=2, tolerance=r)[0],
    )
    yield (
        "nolds",
        "dfa",
        name,
        nolds.dfa(x, nvals=SCALES, overlap=False, order=1, fit_exp="poly"),
    )
    for package, value in lyapunov(x):
        yield package, "lyapunov_exponent", name, value
    if name == "white":
        yield from differing(x)


def lyapunov(x: np.ndarray) -> Iterator[tuple[str, float]]:
    """Rosenstein's slope over the first steps."""
    import neurokit2
    import nolds

    given = {"emb_dim": 3, "lag": 2, "min_tsep": 20, "trajectory_len": 6}
    yield "nolds", nolds.lyap_r(x, tau=1, fit="poly", **given)
    value, _ = neurokit2.complexity_lyapunov(
        x,
        delay=2,
        dimension=3,
        method="rosenstein1993",
        separation=20,
        len_trajectory=6,
    )
    yield "neurokit2", value


def differing(x: np.ndarray) -> Iterator[tuple[str, str, str, float]]:
    """What packages give that ilium does not, on white noise."""
    import accrqa
    import EntropyHub
    import neurokit2
    import nolds

    for unit in (1.0, 10.0):
        hub, _, _ = EntropyHub.FuzzEn(x * unit, m=2, tau=1, r=(0.2 * unit * x.std(), 2))
        yield "EntropyHub", f"fuzzy_entropy x{unit:g}", "white", hub[-1]
    _, found = neurokit2.entropy_multiscale(
        x, scale=[10], dimension=2, tolerance=0.2 * x.std(), method="RCMSEn"
    )
    yield "neurokit2", "refined entropy, scale 10", "white", found["Value"][-1]
    norm = accrqa.accrqaDistance("euclidean")
    platform = accrqa.accrqaCompPlatform("cpu")
    lines = accrqa.DET(
        x, 1, 2, 2, 0.01, norm, True, comp_platform=platform, tidy_data=False
    )
    yield "accrqa", "determinism", "white", float(np.asarray(lines).ravel()[0])
    yield "nolds", "correlation_dimension", "white", nolds.corr_dim(x, 5)
    yield "nolds", "sample_entropy, own default", "white", nolds.sampen(x)


def main() -> None:
    """Write the table."""
    warnings.simplefilter("ignore")
    path = Path(__file__).parent / "peers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("package", "measure", "series", "value"))
        for name, x in series().items():
            for package, measure, where, value in values(name, x):
                writer.writerow((package, measure, where, f"{float(value):.15g}"))


if __name__ == "__main__":
    main()
