"""The process in which ezc3d parses C3D files.

Run by `ilium.capture.isolation`; imports nothing of ilium but what serves it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ilium.capture.serving import Telling, serve_standard_streams

Arrays = Mapping[str, NDArray[np.float64]]


def parse(path: str) -> Arrays:
    """Parse a C3D file by ezc3d, which gives NaN for points with a negative residual.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Mapping[str, NDArray[np.float64]]
        ``points``, shape (time, point, axis), NaN where not seen, and ``analog``,
        shape (sample, channel), both in the file's units.
    """
    from ezc3d import ezc3d  # noqa: PLC0415

    file = ezc3d.c3d(path)
    axes = file.get_points()[:3]
    points = np.empty(axes.shape[::-1])
    for at, each in enumerate(axes):
        points[..., at] = each.T
    return {"points": points, "analog": file.get_analogs()[0].T}


def main() -> None:
    """Serve until the requests end."""
    import ezc3d  # noqa: F401, PLC0415 - before the first request asks for it

    serve_standard_streams(_answer)


def _answer(
    request: Mapping[str, Any], _tell: Telling
) -> tuple[Mapping[str, Any], Arrays]:
    return {}, parse(request["path"])
