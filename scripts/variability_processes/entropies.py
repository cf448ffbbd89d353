"""Processes of the entropies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np

from ilium import variability
from ilium.variability.value import Value
from variability_processes.process import Process, mean_of, of_mean
from variability_processes.signals import (
    autoregressive,
    delayed_pair,
    logistic,
    shared,
    swing,
)

LONG = 50_000
RELATIVE: dict[str, Any] = {}
FIXED: dict[str, Any] = {"tolerance": 0.2}
WORDS = {"tolerance": "fixed tolerance"}


def of_noise(
    measure: str,
    count: int,
    coefficient: float,
    options: dict[str, Any],
    generator: np.random.Generator,
) -> Value:
    """One entropy of an AR(1)."""
    x = autoregressive(count, coefficient, generator)
    return getattr(variability, measure)(x, **options)


def of_swing(
    measure: str, count: int, options: dict[str, Any], generator: np.random.Generator
) -> Value:
    """One entropy of a wavering swing."""
    return getattr(variability, measure)(swing(count, generator), **options)


def entropies() -> Iterator[Process]:
    """Everything that is simulated for entropies."""
    yield from sample_entropies()
    for name, sizes in (("approximate_entropy", 2000), ("fuzzy_entropy", 1000)):
        for n, a, options in (
            (500, 0.0, FIXED),
            (500, 0.7, RELATIVE),
            (sizes, 0.7, RELATIVE),
            (sizes, 0.9, RELATIVE),
        ):
            draw = partial(of_noise, name, n, a, options)
            yield of_mean(name, titled(a, options), n, draw, runs=300)
        draw = partial(of_swing, name, sizes, RELATIVE)
        yield of_mean(name, "wavering swing", sizes, draw, runs=200)
    for n, a, m in ((500, 0.0, 3), (500, 0.7, 3), (2000, 0.7, 4), (2000, 0.9, 3)):
        draw = partial(of_noise, "permutation_entropy", n, a, {"m": m})
        yield Process(
            measure="permutation_entropy",
            name=f"AR(1), coefficient {a:g}, m = {m}",
            n=n,
            draw=draw,
            truth=partial(
                mean_of,
                partial(of_noise, "permutation_entropy", 400_000, a, {"m": m}),
                1,
            ),
        )
    draw = partial(of_swing, "permutation_entropy", 2000, {"delay": 8})
    yield of_mean("permutation_entropy", "wavering swing, delay 8", 2000, draw)
    yield of_mean(
        "permutation_entropy",
        "logistic map",
        1000,
        lambda g: variability.permutation_entropy(logistic(1000, g)),
    )
    yield from several_scales()
    for n, a in ((500, 0.5), (2000, 0.5), (2000, 0.9)):
        yield of_mean(
            "cross_sample_entropy",
            f"two AR(1), coefficient {a:g}, with a part in common",
            n,
            lambda g, n=n, a=a: variability.cross_sample_entropy(*shared(n, a, g)),
        )
    for n in (500, 2000):
        yield Process(
            measure="cross_correlation_lag",
            name="a smooth signal and itself 3 samples later, with noise",
            n=n,
            draw=lambda g, n=n: variability.cross_correlation_lag(
                *delayed_pair(n, g), longest=0.05
            ),
            truth=lambda: 3.0,
        )


def titled(coefficient: float, options: dict[str, Any]) -> str:
    """Name of an AR(1) with the tolerance."""
    kind = "fixed tolerance" if options else "tolerance 0.2 SD"
    return f"AR(1), coefficient {coefficient:g}, {kind}"


def sample_entropies() -> Iterator[Process]:
    """Sample entropy, at a fixed tolerance and at one from the signal itself."""
    name = "sample_entropy"
    for n, a, options in (
        (500, 0.0, FIXED),
        (500, 0.7, FIXED),
        (2000, 0.7, FIXED),
        (500, 0.7, RELATIVE),
        (500, 0.9, RELATIVE),
        (2000, 0.7, RELATIVE),
        (2000, 0.9, RELATIVE),
    ):
        yield Process(
            measure=name,
            name=titled(a, options),
            n=n,
            draw=partial(of_noise, name, n, a, options),
            truth=partial(mean_of, partial(of_noise, name, LONG, a, options), 8),
        )
    draw = partial(of_swing, name, 2000, RELATIVE)
    yield of_mean(name, "wavering swing", 2000, draw)


def several_scales() -> Iterator[Process]:
    """Multiscale entropy, plain and refined composite."""
    name = "multiscale_entropy"
    for n, a, method in (
        (1000, 0.0, "refined"),
        (1000, 0.7, "refined"),
        (2000, 0.9, "refined"),
        (2000, 0.7, "plain"),
    ):
        options = {"scales": range(1, 6), "method": method}
        draw = partial(of_noise, name, n, a, options)
        title = f"AR(1), coefficient {a:g}, scales 1 to 5, {method}"
        yield of_mean(name, title, n, draw, runs=300)
    draw = partial(of_swing, name, 2000, RELATIVE)
    yield of_mean(name, "wavering swing, scales 1 to 10", 2000, draw, runs=200)
