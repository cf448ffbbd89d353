"""Processes of the measures over repetitions."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

import numpy as np

from ilium import variability
from ilium.variability.phases import Deviation
from ilium.variability.value import Value
from variability_processes.process import Process, fixed
from variability_processes.signals import curves

LONG = 60_000
PULL = np.array([[1.0, 0.5, -0.3, 0.2]])
MIXED = np.array(
    [
        [1.0, 0.0, 0.0, 0.0],
        [-0.7, 0.8, 0.0, 0.0],
        [0.3, 0.2, 0.9, 0.0],
        [0.1, -0.4, 0.2, 0.6],
    ]
)
DEVIATIONS: tuple[Deviation, ...] = ("circular", "linear")
MANIFOLD = {
    "variance_keeping": "keeping",
    "variance_moving": "moving",
    "variance_total": "total",
    "synergy": "synergy",
}


def pair(count: int, generator: np.random.Generator) -> variability.VectorCoding:
    """Vector coding of two segments with smooth deviations of their own."""
    near, far = curves(count, generator), np.roll(curves(count, generator), 12, axis=1)
    return variability.vector_coding(near[:, 14:], far[:, 14:])


def coupled(count: int, generator: np.random.Generator) -> Value:
    """Coupling-angle variability of them."""
    return pair(count, generator).variability


def coupled_white(count: int, generator: np.random.Generator) -> Value:
    """Coupling of two segments whose deviations are white across the cycle."""
    near, far = (
        size * np.sin(np.linspace(0.0, 2.0 * np.pi, 101) + start)
        + 0.3 * size / 20.0 * generator.standard_normal((count, 101))
        for size, start in ((20.0, 0.0), (15.0, 0.5))
    )
    return variability.vector_coding(near, far).variability


def phased(
    count: int, deviation: Deviation, generator: np.random.Generator
) -> variability.RelativePhase:
    """Relative phase of two segments that drift apart by a smooth random angle."""
    about = np.linspace(0.0, 2.0 * np.pi, 101)
    shapes = np.array([np.ones(101), np.cos(about), np.sin(about)])
    weight = generator.standard_normal((count, 3)) * [0.3, 0.15, 0.15]
    near = np.tile(np.mod(about + np.pi, 2.0 * np.pi) - np.pi, (count, 1))
    return variability.relative_phase(
        near, near - 0.8 - weight @ shapes, deviation=deviation
    )


def joints(count: int, generator: np.random.Generator) -> variability.Manifold:
    """Joints that make up for each other in part."""
    moved = generator.standard_normal((count, 4)) @ MIXED.T * 0.05
    return variability.uncontrolled_manifold(moved, PULL)


def phases_and_manifolds() -> Iterator[Process]:
    """Relative phase and uncontrolled manifold."""
    for n in (8, 10, 20):
        for deviation in DEVIATIONS:
            yield Process(
                measure="deviation_phase",
                name=f"smooth random phases, {deviation}",
                n=n,
                draw=lambda g, n=n, d=deviation: phased(n, d, g).deviation_phase,
                truth=lambda d=deviation: float(
                    phased(3000, d, fixed()).deviation_phase
                ),
                runs=300,
            )
        yield Process(
            measure="mean_absolute_relative_phase",
            name="smooth random phases",
            n=n,
            draw=lambda g, n=n: phased(n, "circular", g).marp,
            truth=lambda: float(phased(3000, "circular", fixed()).marp),
        )
    for n in (10, 15, 30):
        for measure, name in MANIFOLD.items():
            yield Process(
                measure=measure,
                name="four joints that make up for each other in part",
                n=n,
                draw=lambda g, n=n, name=name: getattr(joints(n, g), name),
                truth=lambda name=name: float(getattr(joints(3000, fixed()), name)),
            )


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
                measure="raw_coupling_angle_variability",
                name="two such segments",
                n=n,
                draw=lambda g, n=n: pair(n, g).raw_variability,
                truth=lambda: float(coupled(3000, fixed())),
            ),
            Process(
                measure="coefficient_of_variation",
                name="smooth random deviations",
                n=n,
                draw=lambda g, n=n: variability.coefficient_of_variation(curves(n, g)),
                truth=lambda: float(
                    variability.coefficient_of_variation(curves(3000, fixed()))
                ),
            ),
            Process(
                measure="robust_mean_sd",
                name="smooth random deviations",
                n=n,
                draw=lambda g, n=n: variability.robust_mean_sd(curves(n, g)),
                truth=lambda: float(curves(LONG, fixed()).std(axis=0, ddof=1).mean()),
            ),
            Process(
                measure="robust_mean_sd",
                name="white random deviations",
                n=n,
                draw=lambda g, n=n: variability.robust_mean_sd(
                    g.standard_normal((n, 101))
                ),
                truth=lambda: 1.0,
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
    return [*listed, *phases_and_manifolds()]
