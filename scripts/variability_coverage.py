"""How often each 95 % interval of a measure of variability holds the truth.

Writes ``src/ilium/variability/coverage.toml`` from seeded simulations: some minutes.
``--runs N`` for another number of runs, ``--only NAME`` for one measure.
"""

from __future__ import annotations

import argparse
import functools
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilium import variability
from ilium.variability.value import Value

TABLE = Path(__file__).parents[1] / "src" / "ilium" / "variability" / "coverage.toml"
HEADING = """# Measured coverage of each 95 % interval: the share of seeded simulations
# in which it held the truth. Written by scripts/variability_coverage.py.
"""
SEED = 20
LONG = 60_000


@dataclass(frozen=True, kw_only=True)
class Process:
    """A process, the measure of one realisation, and what it should be."""

    measure: str
    name: str
    n: int
    draw: Callable[[np.random.Generator], Value]
    truth: Callable[[], float]
    runs: int = 400


def autoregressive(
    count: int, coefficient: float, generator: np.random.Generator
) -> np.ndarray:
    """Stationary AR(1) of unit variance."""
    step = generator.standard_normal(count) * math.sqrt(1.0 - coefficient**2)
    x = np.empty(count)
    x[0] = generator.standard_normal()
    for k in range(1, count):
        x[k] = coefficient * x[k - 1] + step[k]
    return x


def fractional(count: int, hurst: float, generator: np.random.Generator) -> np.ndarray:
    """Fractional Gaussian noise by circulant embedding (Davies and Harte)."""
    lag = np.arange(count + 1.0)
    power = 2.0 * hurst
    row = 0.5 * ((lag + 1) ** power - 2 * lag**power + np.abs(lag - 1) ** power)
    size = np.sqrt(np.maximum(np.fft.fft(np.concatenate((row, row[-2:0:-1]))).real, 0))
    turn = generator.standard_normal(2 * count) + 1j * generator.standard_normal(
        2 * count
    )
    return np.fft.fft(size * turn).real[:count] / math.sqrt(2.0 * count)


def oscillator(strides: int, generator: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Van der Pol's oscillator pushed by noise: its velocity, and where strides begin.

    A period lasts about 6.7 s; it is sampled 60 times.
    """
    step, between = 6.66 / 600.0, 10
    count = (strides + 12) * 600
    push = generator.standard_normal(count) * 0.25 * math.sqrt(step)
    path = np.empty(count // between)
    position, speed = 2.0, 0.0
    for k in range(count):
        force = (1.0 - position * position) * speed - position
        position, speed = position + step * speed, speed + step * force + push[k]
        if k % between == 0:
            path[k // between] = position
    smooth = np.convolve(path, np.ones(5) / 5.0, mode="same")
    rises = np.flatnonzero((smooth[:-1] < 0.0) & (smooth[1:] >= 0.0))
    rises = rises[np.concatenate(([True], np.diff(rises) > 30))][4:]
    return np.gradient(path), rises[: strides + 1]


def logistic(count: int, generator: np.random.Generator) -> np.ndarray:
    """Logistic map at 4."""
    x = np.empty(count)
    value = generator.uniform(0.1, 0.9)
    for k in range(count):
        value = 4.0 * value * (1.0 - value)
        x[k] = value
    return x


def linear_map(count: int, generator: np.random.Generator) -> np.ndarray:
    """Strides that lose part of their deviation each time."""
    step = np.array([[0.5, 0.2], [-0.2, 0.5]])
    states = np.zeros((count + 50, 2))
    for k in range(1, len(states)):
        states[k] = step @ states[k - 1] + generator.standard_normal(2)
    return states[50:]


def curves(count: int, generator: np.random.Generator) -> np.ndarray:
    """Repetitions of a curve, each with a smooth deviation of its own [rad]."""
    phase = np.linspace(0.0, 2.0 * np.pi, 101)
    weight = generator.standard_normal((count, 5, 1)) * 0.03
    shapes = np.array([np.cos(k * phase / 2.0) for k in range(5)])
    return 0.5 * np.sin(phase) + (weight * shapes).sum(axis=1)


def coupled(count: int, generator: np.random.Generator) -> Value:
    """Coupling-angle variability of two such curves."""
    near, far = curves(count, generator), np.roll(curves(count, generator), 12, axis=1)
    return variability.vector_coding(near[:, 14:], far[:, 14:]).variability


def stability(strides: int, generator: np.random.Generator) -> Value:
    """Short-term divergence of the oscillator."""
    signal, begins = oscillator(strides, generator)
    return variability.local_dynamic_stability(signal, begins)


def exponent(strides: int, generator: np.random.Generator) -> Value:
    """The same without resampled strides."""
    signal, begins = oscillator(strides, generator)
    return variability.lyapunov_exponent(
        signal[begins[0] : begins[-1]],
        dimension=5,
        delay=6,
        theiler=30,
        fit=(0, 30),
        cycles=strides,
    )


def mean_of(draw: Callable[[np.random.Generator], Value], runs: int) -> float:
    """What a measure gives on average, where no formula does."""
    generator = np.random.default_rng(SEED + 1)
    return float(np.mean([float(draw(generator)) for _ in range(runs)]))


def entropy(count: int, coefficient: float, generator: np.random.Generator) -> Value:
    """Sample entropy of an AR(1), at a fixed tolerance."""
    x = autoregressive(count, coefficient, generator)
    return variability.sample_entropy(x, tolerance=0.2)


def processes() -> list[Process]:
    """Everything that is simulated."""
    listed = [
        Process(
            measure="sample_entropy",
            name=f"AR(1), coefficient {a:g}, fixed tolerance",
            n=n,
            draw=functools.partial(entropy, n, a),
            truth=functools.partial(
                mean_of, functools.partial(entropy, LONG // 3, a), 3
            ),
        )
        for n, a in ((500, 0.0), (500, 0.7), (2000, 0.7))
    ]
    listed += [
        Process(
            measure="dfa",
            name=f"fractional Gaussian noise, H = {h:g}",
            n=n,
            draw=lambda g, n=n, h=h: variability.dfa(fractional(n, h, g)),
            truth=lambda h=h: h,
        )
        for n, h in ((300, 0.75), (600, 0.5), (600, 0.75), (2000, 0.75))
    ]
    listed += [
        Process(
            measure=measure,
            name="Van der Pol's oscillator with noise; truth: mean at this number",
            n=150,
            draw=functools.partial(draw, 150),
            truth=functools.partial(mean_of, functools.partial(draw, 150), 150),
            runs=150,
        )
        for measure, draw in (
            ("local_dynamic_stability", stability),
            ("lyapunov_exponent", exponent),
        )
    ]
    listed += [
        Process(
            measure="wolf_exponent",
            name="logistic map",
            n=2000,
            draw=lambda g: variability.wolf_exponent(
                logistic(2000, g), dimension=2, delay=1, theiler=5, steps=1, cycles=1000
            ),
            truth=lambda: math.log(2.0),
            runs=200,
        ),
        Process(
            measure="floquet_multiplier",
            name="linear map with noise",
            n=300,
            draw=lambda g: variability.floquet_multiplier(linear_map(300, g)),
            truth=lambda: math.hypot(0.5, 0.2),
        ),
    ]
    return listed + repetitions()


def coupled_white(count: int, generator: np.random.Generator) -> Value:
    """Coupling of two segments whose deviations are white across the cycle."""
    near, far = (
        size * np.sin(np.linspace(0.0, 2.0 * np.pi, 101) + start)
        + 0.3 * size / 20.0 * generator.standard_normal((count, 101))
        for size, start in ((20.0, 0.0), (15.0, 0.5))
    )
    return variability.vector_coding(near, far).variability


def repetitions() -> list[Process]:
    """Measures over repetitions."""
    listed = []
    for n in (8, 10, 20):
        listed += [
            Process(
                measure="mean_sd",
                name="smooth random deviations",
                n=n,
                draw=lambda g, n=n: variability.mean_sd(curves(n, g)),
                truth=lambda: float(curves(LONG, fixed()).std(axis=0, ddof=1).mean()),
            ),
            Process(
                measure="coupling_angle_variability",
                name="two such segments",
                n=n,
                draw=functools.partial(coupled, n),
                truth=lambda: float(coupled(3000, fixed())),
            ),
            Process(
                measure="mean_sd",
                name="white random deviations",
                n=n,
                draw=lambda g, n=n: variability.mean_sd(g.standard_normal((n, 101))),
                truth=lambda: 1.0,
            ),
            Process(
                measure="coupling_angle_variability",
                name="two segments with white random deviations",
                n=n,
                draw=functools.partial(coupled_white, n),
                truth=lambda: float(coupled_white(3000, fixed())),
            ),
            Process(
                measure="ellipse_area",
                name="correlated Gaussian points, chi-squared form",
                n=n,
                draw=lambda g, n=n: variability.ellipse_area(
                    g.standard_normal((n, 2)) @ np.array([[2.0, 1.0], [0.0, 1.0]]),
                    form="chi_squared",
                ),
                truth=lambda: math.pi * 5.991464547107979 * 2.0,
            ),
        ]
    return listed


def fixed() -> np.random.Generator:
    """Random numbers of the truth."""
    return np.random.default_rng(SEED + 2)


def covered(process: Process, runs: int) -> tuple[float, float]:
    """Share of runs whose interval holds the truth, and the truth."""
    truth = process.truth()
    generator = np.random.default_rng(SEED)
    held = 0
    for _ in range(runs):
        value = process.draw(generator)
        held += value.ci_low <= truth <= value.ci_high
    return held / runs, truth


def main() -> int:
    """Measure all, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=0)
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    text: dict[str, list[str]] = {}
    least: dict[str, float] = {}
    for process in processes():
        if chosen.only and process.measure != chosen.only:
            continue
        runs = chosen.runs or process.runs
        share, truth = covered(process, runs)
        print(
            f"{process.measure} n={process.n} {process.name}: {share:.3f} ({truth:.4g})"
        )
        least[process.measure] = min(share, least.get(process.measure, 1.0))
        text.setdefault(process.measure, []).append(
            f"[[{process.measure}.cases]]\n"
            f'process = "{process.name}"\nn = {process.n}\nruns = {runs}\n'
            f"coverage = {share:.3f}\n"
        )
    if not chosen.only and not chosen.runs:
        tables = [
            f"\n[{name}]\nleast = {least[name]:.3f}\n" + "".join(cases)
            for name, cases in text.items()
        ]
        TABLE.write_text(HEADING + "".join(tables), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
