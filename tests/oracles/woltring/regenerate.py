"""Write opensim.csv: needs opensim 4.6 (`pip install opensim`)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import opensim

RATE, COUNT, DEGREE, NOISE = 100.0, 240, 5, 0.02
HEADER = "sample,cross_validated,first_derivative,second_derivative,known_error"


def samples() -> np.ndarray:
    """Two sines and noise."""
    time = np.arange(COUNT) / RATE
    clean = np.sin(2 * np.pi * 1.3 * time) + 0.3 * np.sin(2 * np.pi * 3.1 * time + 0.4)
    noise = np.random.default_rng(20).standard_normal(COUNT)
    return np.round(clean + NOISE * noise, 6)


def spline(values: np.ndarray, variance: float) -> opensim.Function:
    """Woltring's spline; a negative variance asks for cross-validation."""
    storage, labels = opensim.Storage(COUNT, "samples"), opensim.ArrayStr()
    labels.append("time")
    labels.append("y")
    storage.setColumnLabels(labels)
    for row, value in enumerate(values):
        storage.append(row / RATE, opensim.Vector(1, float(value)))
    spline.kept = opensim.GCVSplineSet(DEGREE, storage, variance)
    return spline.kept.get(0)


def evaluate(function: opensim.Function, order: int) -> list[float]:
    """Values or derivatives at the samples."""
    at = [opensim.Vector(1, row / RATE) for row in range(COUNT)]
    if order == 0:
        return [function.calcValue(each) for each in at]
    components = opensim.StdVectorInt()
    for _ in range(order):
        components.append(0)
    return [function.calcDerivative(components, each) for each in at]


def main() -> None:
    """Write the table."""
    values = samples()
    smooth = spline(values, -1.0)
    columns = [values, *(evaluate(smooth, order) for order in (0, 1, 2))]
    columns.append(evaluate(spline(values, NOISE**2), 0))
    path = Path(__file__).parent / "opensim.csv"
    np.savetxt(path, np.column_stack(columns), "%.10g", ",", header=HEADER, comments="")


if __name__ == "__main__":
    main()
