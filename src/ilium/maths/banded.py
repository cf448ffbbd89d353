"""Banded systems of equations: SciPy's LAPACK, imported when first needed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def solve_banded(
    lower: int, upper: int, bands: FloatArray, right: FloatArray
) -> FloatArray:
    """Solve a banded system.

    Parameters
    ----------
    lower, upper
        Numbers of diagonals below and above the main one [1].
    bands
        Diagonals from the uppermost down, shape (lower + upper + 1, n); the element of
        row i and column j stands at ``bands[upper + i - j, j]``.
    right
        Right-hand sides, shape (n,) or (n, column).

    Returns
    -------
    FloatArray
        Solutions, shape of `right`.
    """
    from scipy import linalg  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    solution = linalg.solve_banded(  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        (lower, upper), bands, right, check_finite=False
    )
    return np.asarray(solution, dtype=np.float64)
