"""Signals whose measures are known, or can be found by averaging."""

from __future__ import annotations

import math

import numpy as np


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


def henon(count: int, generator: np.random.Generator) -> np.ndarray:
    """First coordinate of Hénon's map at 1.4 and 0.3."""
    x, y = generator.uniform(-0.1, 0.1, 2)
    path = np.empty(count)
    for k in range(-100, count):
        x, y = 1.0 - 1.4 * x * x + y, 0.3 * x
        if k >= 0:
            path[k] = x
    return path


def swing(count: int, generator: np.random.Generator) -> np.ndarray:
    """A swing of about 60 samples whose pace and height waver."""
    pace = 2.0 * np.pi / 60.0 * (1.0 + 0.15 * generator.standard_normal(count))
    phase = np.cumsum(pace)
    waver = autoregressive(count, 0.8, generator)
    return np.sin(phase) + 0.3 * np.sin(2.0 * phase + 1.0) + 0.1 * waver


def shared(
    count: int, coefficient: float, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Two signals with a part in common."""
    both = autoregressive(count, 0.7, generator)
    one, other = (autoregressive(count, coefficient, generator) for _ in range(2))
    return one + both, other + both


def delayed_pair(
    count: int, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """The same smooth signal twice, the second 3 samples later, each with noise."""
    both = autoregressive(count + 20, 0.95, generator)
    smooth = np.convolve(both, np.ones(9) / 9.0, mode="same")
    first, second = smooth[10 : count + 10], smooth[7 : count + 7]
    noise = 0.3 * generator.standard_normal((2, count))
    return first + noise[0], second + noise[1]
