"""A process, the measure of it, and what that should be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ilium.variability.value import Value

SEED = 20
Draw = Callable[[np.random.Generator], Value]


@dataclass(frozen=True, kw_only=True)
class Process:
    """A process, the measure of one realisation, and what it should be."""

    measure: str
    name: str
    n: int
    draw: Draw
    truth: Callable[[], float]
    runs: int = 400


def of_mean(measure: str, name: str, n: int, draw: Draw, *, runs: int = 400) -> Process:
    """A process whose truth is what the measure gives on average at this number."""
    return Process(
        measure=measure,
        name=f"{name}; truth: mean at this number",
        n=n,
        draw=draw,
        truth=lambda: mean_of(draw, runs),
        runs=runs,
    )


def mean_of(draw: Draw, runs: int) -> float:
    """What a measure gives on average, where no formula does."""
    generator = np.random.default_rng(SEED + 1)
    return float(np.mean([float(draw(generator)) for _ in range(runs)]))


def fixed() -> np.random.Generator:
    """Random numbers of the truth."""
    return np.random.default_rng(SEED + 2)
