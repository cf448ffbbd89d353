"""Measures of variability against peers on the same series, one thread each.

The peers run in ``.venv-oracles`` (``make oracles``), turn about with ilium, each in a
process of its own. Figures are ratios of medians, of the value alone: the peers give no
interval. A missing peer is a blank. ``--quick`` ends within 50 s.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from measuring import HERE, Figure, tell
from racing import Race, Side, is_quick, oracles_python, run_race

from ilium import variability
from ilium.symmetry.curves import CURVE_TESTS, compare_groups

SIZE = 50_000
Arrays = dict[str, np.ndarray]


def sampen(data: Arrays) -> float:
    """Sample entropy, m = 2, r = 0.2 SD."""
    return float(variability.sample_entropy(data["lorenz"], interval=False))


def short_sampen(data: Arrays) -> float:
    """The same of 5,000 samples, r = 0.2 SD as nolds takes it."""
    x = data["lorenz"][:5000]
    return float(variability.sample_entropy(x, interval=False))


def permen(data: Arrays) -> float:
    """Permutation entropy, m = 3."""
    return float(variability.permutation_entropy(data["white"]))


def dfa(data: Arrays) -> float:
    """Exponent of the fluctuations at the given box sizes."""
    scales = data["scales"].tolist()
    return float(variability.dfa(data["white"], scales=scales))


def lye(data: Arrays) -> float:
    """Rosenstein's exponent as neurokit2 fits it."""
    value = variability.lyapunov_exponent(
        data["lorenz"][:10_000],
        dimension=3,
        delay=11,
        theiler=40,
        steps=19,
        fit=(0, 19),
        interval=False,
    )
    return float(value)


def mse(data: Arrays) -> float:
    """Plain multiscale entropy, scales 1 to 10."""
    found = variability.multiscale_entropy(
        data["lorenz"], method="plain", interval=False
    )
    return float(found)


def rqa(data: Arrays) -> float:
    """All quantities; laminarity is compared."""
    found = variability.recurrence_quantification(
        data["lorenz"],
        dimension=3,
        delay=11,
        radius=float(data["radius"]),
        interval=False,
    )
    return float(found["laminarity"])


def spm(data: Arrays) -> float:
    """Threshold of a two-sample t along a curve, by 10,000 permutations."""
    settings = replace(CURVE_TESTS, permutations=10_000)
    return compare_groups(data["left"], data["right"], settings).threshold


CALLS: dict[str, Callable[[Arrays], float]] = {
    each.__name__: each
    for each in (sampen, short_sampen, permen, dfa, lye, mse, rqa, spm)
}
RACES = (
    Race(
        name="sampen_vs_antropy_50k",
        what="sample entropy of 50,000 samples",
        peer="antropy",
        ours="sampen",
        theirs="antropy_sampen",
        aim=50.0,
        runs=(3, 5),
        tolerance=1e-9,
    ),
    Race(
        name="sampen_vs_nolds_5k",
        what="sample entropy of 5,000 samples",
        peer="nolds",
        ours="short_sampen",
        theirs="nolds_sampen",
        aim=50.0,
        runs=(1, 5),
        tolerance=0.01,
    ),
    Race(
        name="lye_vs_neurokit2_10k",
        what="Lyapunov exponent of 10,000 samples",
        peer="neurokit2",
        ours="lye",
        theirs="neurokit2_lye",
        aim=100.0,
        runs=(2, 5),
        tolerance=1e-9,
    ),
    Race(
        name="mse_vs_neurokit2",
        what="multiscale entropy of 50,000 samples, 10 scales",
        peer="neurokit2",
        ours="mse",
        theirs="neurokit2_mse",
        aim=25.0,
        runs=(1, 5),
        tolerance=1e-9,
    ),
    Race(
        name="dfa_vs_nolds",
        what="detrended fluctuations of 50,000 samples",
        peer="nolds",
        ours="dfa",
        theirs="nolds_dfa",
        aim=3.0,
        runs=(3, 9),
        tolerance=0.01,
    ),
    Race(
        name="dfa_vs_mfdfa",
        what="detrended fluctuations of 50,000 samples",
        peer="MFDFA",
        ours="dfa",
        theirs="mfdfa_dfa",
        aim=3.0,
        runs=(9, 15),
        tolerance=0.01,
    ),
    Race(
        name="rqa_vs_accrqa_50k",
        what="recurrence quantification of 50,000 samples",
        peer="accrqa",
        ours="rqa",
        theirs="accrqa_rqa",
        aim=3.0,
        runs=(1, 5),
        tolerance=0.01,
    ),
    Race(
        name="permen_vs_antropy",
        what="permutation entropy of 50,000 samples",
        peer="antropy",
        ours="permen",
        theirs="antropy_permen",
        aim=1.0,
        runs=(15, 25),
        tolerance=1e-9,
    ),
    Race(
        name="spm_vs_spm1d",
        what="threshold along a curve, 10,000 permutations",
        peer="spm1d",
        ours="spm",
        theirs="spm1d_t",
        aim=20.0,
        runs=(1, 5),
        tolerance=0.05,
    ),
)


def main() -> int:
    """Race each measure, print the table, then the JSON object."""
    quick = is_quick(__doc__, CALLS, arrays)
    with (
        tempfile.TemporaryDirectory() as scratch,
        Side(sys.executable, Path(__file__), "--serve") as mine,
        Side(oracles_python(), HERE / "variability_peers.py") as peers,
    ):
        path = Path(scratch) / "series.npz"
        named: dict[str, Any] = dict(series())
        np.savez(path, **named)
        figures = [
            run_race(race, mine, peers, str(path), quick=quick) for race in RACES
        ]
    tell("variability", [*figures, coding()])
    return 0


def arrays(path: str) -> Arrays:
    """Read a file of arrays."""
    with np.load(path) as kept:
        return {name: kept[name] for name in kept.files}


def series() -> Arrays:
    """The same series for all: Lorenz, white noise, two groups of curves."""
    generator = np.random.default_rng(7)
    curves = generator.standard_normal((20, 101)).cumsum(axis=1)
    x = lorenz(SIZE)
    return {
        "lorenz": x,
        "white": generator.standard_normal(SIZE),
        "scales": np.unique(np.round(np.geomspace(16, SIZE / 9, 18)).astype(int)),
        "radius": np.array(0.2 * x.std()),
        "left": curves[:10],
        "right": curves[10:] + 0.5,
    }


def lorenz(count: int) -> np.ndarray:
    """First coordinate of Lorenz's system (16, 45.92, 4) in steps of 0.01."""

    def slope(x: float, y: float, z: float) -> np.ndarray:
        return np.array([16.0 * (y - x), x * (45.92 - z) - y, x * y - 4.0 * z])

    state, step, path = np.array([1.0, 1.0, 30.0]), 0.01, np.empty(count)
    for k in range(-1000, count):
        one = slope(*state)
        two = slope(*(state + step / 2 * one))
        three = slope(*(state + step / 2 * two))
        four = slope(*(state + step * three))
        state = state + step / 6 * (one + 2 * two + 2 * three + four)
        if k >= 0:
            path[k] = state[0]
    return path


def coding() -> Figure:
    """Seconds for 30 couples of 200 repetitions with their jackknife; least of 5."""
    generator = np.random.default_rng(3)
    cycle = np.linspace(0.0, 2.0 * np.pi, 101)
    shape = (30, 200, 101)
    near = np.sin(cycle) + 0.05 * generator.standard_normal(shape)
    far = np.cos(cycle) + 0.05 * generator.standard_normal(shape)
    seconds = []
    for _ in range(5):
        start = time.perf_counter()
        for one, other in zip(near, far, strict=True):
            variability.vector_coding(one, other)
        seconds.append(time.perf_counter() - start)
    return Figure(
        name="vector_coding_200x30_s",
        what="vector coding, 200 repetitions of 30 couples",
        value=min(seconds),
        unit="s",
        aim=1.0,
        better="less",
    )


if __name__ == "__main__":
    sys.exit(main())
