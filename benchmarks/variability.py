"""Measures of variability against peers on the same series, one thread each.

The peers run in ``.venv-oracles`` (``make oracles``), turn about with ilium. Figures
are ratios of medians, of the value alone: the peers give no interval. A missing peer is
a blank. Prints a table and, as its last line, one JSON object.
``--quick`` ends within 50 s.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

for each in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[each] = "1"

import numpy as np  # noqa: E402 - one thread is asked for before it loads

from ilium import variability  # noqa: E402 - as above
from ilium.symmetry.curves import CURVE_TESTS, compare_groups  # noqa: E402 - as above

ROOT = Path(__file__).resolve().parents[1]
SIZE = 50_000
Arrays = dict[str, np.ndarray]


@dataclass(frozen=True, kw_only=True)
class Race:
    """One measure: ilium's call, the peer's name, and what is aimed at."""

    key: str
    peer: str
    aim: float
    ours: Callable[[Arrays], float]
    runs: tuple[int, int]
    tolerance: float


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


RACES = (
    Race(
        key="sampen_vs_antropy_50k",
        peer="antropy_sampen",
        aim=50.0,
        ours=lambda data: float(
            variability.sample_entropy(data["lorenz"], interval=False)
        ),
        runs=(5, 5),
        tolerance=1e-9,
    ),
    Race(
        key="lye_vs_neurokit2_10k",
        peer="neurokit2_lye",
        aim=100.0,
        ours=lye,
        runs=(3, 5),
        tolerance=1e-9,
    ),
    Race(
        key="mse_vs_neurokit2",
        peer="neurokit2_mse",
        aim=25.0,
        ours=mse,
        runs=(3, 5),
        tolerance=1e-9,
    ),
    Race(
        key="dfa_vs_mfdfa",
        peer="mfdfa_dfa",
        aim=3.0,
        ours=lambda data: float(
            variability.dfa(data["white"], scales=data["scales"].tolist())
        ),
        runs=(9, 15),
        tolerance=0.01,
    ),
    Race(
        key="rqa_vs_accrqa_50k",
        peer="accrqa_rqa",
        aim=3.0,
        ours=rqa,
        runs=(1, 5),
        tolerance=0.01,
    ),
    Race(
        key="permen_vs_antropy",
        peer="antropy_permen",
        aim=1.0,
        ours=lambda data: float(variability.permutation_entropy(data["white"])),
        runs=(15, 25),
        tolerance=1e-9,
    ),
    Race(
        key="spm_vs_spm1d",
        peer="spm1d_t",
        aim=20.0,
        ours=spm,
        runs=(1, 5),
        tolerance=0.05,
    ),
)


class Peers:
    """The process in which the peers run; None where it cannot."""

    def __init__(self, data: Path) -> None:
        self.data = str(data)
        python = ROOT / ".venv-oracles" / "bin" / "python"
        named = os.environ.get("ILIUM_ORACLES")
        python = Path(named) / "bin" / "python" if named else python
        self.process = (
            subprocess.Popen(
                [str(python), str(Path(__file__).parent / "variability_peers.py")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            if python.is_file()
            else None
        )

    def ask(self, call: str) -> dict[str, Any]:
        """Seconds and value of one call, or an empty answer."""
        if self.process is None or self.process.stdin is None:
            return {}
        assert self.process.stdout is not None
        try:
            self.process.stdin.write(
                json.dumps({"call": call, "data": self.data}) + "\n"
            )
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline() or "{}")
        except (BrokenPipeError, json.JSONDecodeError):
            return {}

    def close(self) -> None:
        """End the process."""
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
            self.process.wait()


def main() -> int:
    """Race each measure, print the table, then the JSON object."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="within 50 s")
    quick = parser.parse_args().quick
    figures: dict[str, float | None] = {}
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "series.npz"
        data = series()
        np.savez(path, **data)
        peers = Peers(path)
        print(
            f"{'figure':<24}{'ratio':>8}{'aim':>6}  {'ilium':>9}  {'peer':>9}  values"
        )
        for race in RACES:
            figures[race.key] = run(race, data, peers, race.runs[0 if quick else 1])
        peers.close()
    figures["vector_coding_200x30_s"] = coding()
    print(f"memory at most {memory():.0f} MB")
    print(json.dumps({"benchmark": "variability", "figures": figures}))
    return 0


def run(race: Race, data: Arrays, peers: Peers, runs: int) -> float | None:
    """Ratio of medians, taken turn about after one warming call each."""
    value = race.ours(data)
    heavy = runs == 1
    warm = {"value": None} if heavy else peers.ask(race.peer)
    mine: list[float] = []
    theirs: list[float] = []
    answer: dict[str, Any] = {}
    for _ in range(runs):
        start = time.perf_counter()
        value = race.ours(data)
        mine.append(time.perf_counter() - start)
        if "value" in warm:
            answer = peers.ask(race.peer)
            theirs += [answer["seconds"]] if "seconds" in answer else []
    if not theirs:
        missing = f"{'':>8}{race.aim:>6g}  {statistics.median(mine):>8.4f}s  missing"
        print(f"{race.key:<24}{missing}")
        return None
    ratio = statistics.median(theirs) / statistics.median(mine)
    same = abs(value - answer["value"]) <= race.tolerance * max(1.0, abs(value))
    print(
        f"{race.key:<24}{ratio:>8.1f}{race.aim:>6g}  {statistics.median(mine):>8.4f}s  "
        f"{statistics.median(theirs):>8.4f}s  {value:.6g} {answer['value']:.6g} "
        f"{'agree' if same else 'differ'}"
    )
    return round(ratio, 2)


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


def coding() -> float:
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
    print(f"200 repetitions of 30 couples, vector coding: {min(seconds):.3f} s, aim 1")
    return round(min(seconds), 3)


def memory() -> float:
    """Largest memory of this process [MB]."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


if __name__ == "__main__":
    sys.exit(main())
