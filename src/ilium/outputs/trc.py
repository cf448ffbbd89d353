"""Points through time as a TRC file, as OpenSim and motion-capture programs read it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.outputs.text import number

_HEAD = (
    "DataRate", "CameraRate", "NumFrames", "NumMarkers", "Units", "OrigDataRate",
    "OrigDataStartFrame", "OrigNumFrames",
)  # fmt: skip


def trc_text(
    file: str,
    time: FloatArray,
    names: Sequence[str],
    points: FloatArray,
    unit: str,
) -> str:
    """Write points as TRC.

    Parameters
    ----------
    file
        Name that its first line repeats.
    time
        Shape (time,) [s].
    names
        Labels of the points, without tabs and line ends.
    points
        Shape (time, point, axis) [`unit`]; a point with a NaN is left empty.
    unit
        What its header states: ``mm`` or ``px``.

    Returns
    -------
    str
        Lines that end in a line feed.
    """
    rate = (time.size - 1) / (time[-1] - time[0]) if time.size > 1 else 0.0
    size = [str(time.size), str(len(names))]
    told = [number(rate), number(rate), *size, unit, number(rate), "1", size[0]]
    axes = [f"{axis}{k}" for k in range(1, len(names) + 1) for axis in "XYZ"]
    lines = [
        f"PathFileType\t4\t(X/Y/Z)\t{file}",
        "\t".join(_HEAD),
        "\t".join(told),
        "\t".join(["Frame#", "Time", *(f"{each}\t\t" for each in names)]),
        "\t".join(["", "", *axes]),
    ]
    seen = np.asarray(np.isfinite(points).all(axis=2))
    for row, moment in enumerate(time.tolist()):
        cells = [str(row + 1), number(moment)]
        for point, there in zip(points[row].tolist(), seen[row].tolist(), strict=True):
            cells += map(number, point) if there else ("", "", "")
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"
