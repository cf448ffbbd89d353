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
        Right-hand sides, shape (n,) or (n, column) [any].

    Returns
    -------
    FloatArray
        Solutions, shape of `right`.
    """
    from scipy import linalg  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    solution = linalg.solve_banded(  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        (lower, upper), bands, right, check_finite=False
    )
    return np.asarray(solution, dtype=np.float64)  # pyright: ignore[reportUnknownArgumentType]


def solve_recursion(bands: FloatArray, right: FloatArray) -> FloatArray:
    """Solve a lower triangular banded system whose main diagonal is 1.

    Parameters
    ----------
    bands
        Diagonals from the main one down, shape (lower + 1, n); the element of row i and
        column j stands at ``bands[i - j, j]``; the first one is taken as 1 [any].
    right
        Right-hand sides, shape (n, column), overwritten where each column lies together
        in memory [any].

    Returns
    -------
    FloatArray
        Solutions, shape of `right`.
    """
    from scipy.linalg import lapack  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    solution, _ = lapack.dtbtrs(  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType, reportAttributeAccessIssue]
        bands, right, uplo="L", diag="U", overwrite_b=True
    )
    return np.asarray(solution, dtype=np.float64)  # pyright: ignore[reportUnknownArgumentType]


def solve_symmetric(bands: FloatArray, right: FloatArray) -> FloatArray:
    """Solve a symmetric positive definite banded system.

    Parameters
    ----------
    bands
        Diagonals from the uppermost to the main one, shape (upper + 1, n) [any].
    right
        Right-hand sides, shape (n, column) [any].

    Returns
    -------
    FloatArray
        Solutions, shape of `right`.
    """
    from scipy import linalg  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    solution = linalg.solveh_banded(  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        bands, right, check_finite=False
    )
    return np.asarray(solution, dtype=np.float64)  # pyright: ignore[reportUnknownArgumentType]


def log_determinant(bands: FloatArray) -> float:
    """Logarithm of the determinant of a symmetric positive definite banded matrix.

    Parameters
    ----------
    bands
        Diagonals from the uppermost to the main one, shape (upper + 1, n) [any].

    Returns
    -------
    float
        Natural logarithm of the determinant [1].
    """
    from scipy import linalg  # noqa: PLC0415 # pyright: ignore[reportMissingTypeStubs]

    factor = linalg.cholesky_banded(bands, check_finite=False)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    diagonal = np.asarray(factor, dtype=np.float64)[-1]  # pyright: ignore[reportUnknownArgumentType]
    return float(2.0 * np.log(diagonal).sum())
