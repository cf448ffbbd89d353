"""Processes of divergence, fluctuation, recurrence and dimension."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial

import numpy as np

from ilium import variability
from ilium.variability.value import Value
from variability_processes.process import Draw, Process, of_mean
from variability_processes.signals import (
    autoregressive,
    fractional,
    henon,
    linear_map,
    logistic,
    oscillator,
    swing,
)

QUANTITIES = (
    "recurrence_rate",
    "determinism",
    "mean_diagonal",
    "longest_diagonal",
    "diagonal_entropy",
    "laminarity",
    "trapping_time",
)


def dynamics() -> Iterator[Process]:
    """Everything that is simulated for the dynamics of one signal."""
    for n, h in ((300, 0.75), (600, 0.5), (600, 0.75), (2000, 0.75)):
        yield Process(
            measure="dfa",
            name=f"fractional Gaussian noise, H = {h:g}",
            n=n,
            draw=lambda g, n=n, h=h: variability.dfa(fractional(n, h, g)),
            truth=lambda h=h: h,
        )
    name = "Van der Pol's oscillator with noise"
    for measure, draw in (
        ("local_dynamic_stability", stability),
        ("attractor_complexity_index", complexity),
        ("lyapunov_exponent", exponent),
    ):
        yield of_mean(measure, name, 150, partial(draw, 150), runs=150)
    yield Process(
        measure="wolf_exponent",
        name="logistic map",
        n=2000,
        draw=lambda g: variability.wolf_exponent(
            logistic(2000, g), dimension=2, delay=1, theiler=5, steps=1, cycles=1000
        ),
        truth=lambda: math.log(2.0),
        runs=200,
    )
    yield Process(
        measure="floquet_multiplier",
        name="linear map with noise",
        n=300,
        draw=lambda g: variability.floquet_multiplier(linear_map(300, g)),
        truth=lambda: math.hypot(0.5, 0.2),
    )
    yield from dimensions()
    yield from recurrences()


def stability(strides: int, generator: np.random.Generator) -> Value:
    """Short-term divergence of the oscillator."""
    signal, begins = oscillator(strides, generator)
    return variability.local_dynamic_stability(signal, begins)


def complexity(strides: int, generator: np.random.Generator) -> Value:
    """Long-term divergence of the oscillator."""
    signal, begins = oscillator(strides, generator)
    return variability.attractor_complexity_index(signal, begins)


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


def dimensions() -> Iterator[Process]:
    """Correlation dimension."""
    cases: dict[tuple[str, int], Draw] = {
        ("Hénon's map", 1000): lambda g: variability.correlation_dimension(
            henon(1000, g), 2, theiler=5
        ),
        ("AR(1), coefficient 0.7", 1500): lambda g: variability.correlation_dimension(
            autoregressive(1500, 0.7, g), 3, theiler=10
        ),
        ("wavering swing", 2000): lambda g: variability.correlation_dimension(
            swing(2000, g), 3, delay=12, theiler=60
        ),
    }
    for (name, n), draw in cases.items():
        yield of_mean("correlation_dimension", name, n, draw, runs=200)


def recurrences() -> Iterator[Process]:
    """Every quantity of the recurrence plot."""

    def noise(name: str, generator: np.random.Generator) -> Value:
        x = autoregressive(1000, 0.7, generator)
        return variability.recurrence_quantification(x, dimension=2, radius=0.3)[name]

    def chaos(name: str, generator: np.random.Generator) -> Value:
        x = logistic(1000, generator)
        return variability.recurrence_quantification(x, radius=0.05)[name]

    def movement(name: str, generator: np.random.Generator) -> Value:
        x = swing(3000, generator)
        return variability.recurrence_quantification(
            x, dimension=3, delay=12, window=30, radius=0.4
        )[name]

    for each in QUANTITIES:
        measure = f"recurrence_{each}"
        for name, n, draw, runs in (
            ("AR(1), coefficient 0.7", 1000, noise, 300),
            ("logistic map", 1000, chaos, 300),
            ("wavering swing", 3000, movement, 150),
        ):
            yield of_mean(measure, name, n, partial(draw, each), runs=runs)
