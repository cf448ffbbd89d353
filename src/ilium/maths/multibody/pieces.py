"""Functions of one variable written as pieces of polynomials."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ilium.maths.banded import solve_banded
from ilium.maths.multibody.layout import FloatArray


class Pieces(NamedTuple):
    """A piecewise polynomial; p pieces, the first of which reaches to −inf.

    Parameters
    ----------
    left
        Where each piece begins, shape (p,).
    origin
        From where each piece counts its variable, shape (p,).
    coefficients
        From the constant upwards, shape (p, degree + 1).
    """

    left: FloatArray
    origin: FloatArray
    coefficients: FloatArray


def polynomial(coefficients: FloatArray) -> Pieces:
    """One polynomial everywhere, coefficients from the constant upwards."""
    return Pieces(np.array([-np.inf]), np.zeros(1), np.array([coefficients]))


def straight_pieces(x: FloatArray, y: FloatArray) -> Pieces:
    """Straight from point to point, and straight on beyond them.

    Parameters
    ----------
    x, y
        Points, x rising, shape (n,) [any]; a single point makes a constant.

    Returns
    -------
    Pieces
        At an inner point the slope of the piece on its right.
    """
    if x.size < 2:
        return polynomial(np.array([y[0]]))
    slopes = np.diff(y) / np.diff(x)
    left = np.concatenate(([-np.inf], x[1:-1]))
    return Pieces(left, x[:-1].copy(), np.stack([y[:-1], slopes], axis=1))


def spline_pieces(x: FloatArray, y: FloatArray) -> Pieces:
    """Cubic spline with SIMM's end conditions, straight beyond its ends.

    The third derivative of the first and of the last piece is that of the cubic
    through the four outermost points.

    Parameters
    ----------
    x, y
        Points, x rising, shape (n,) [any].

    Returns
    -------
    Pieces
        The cubics, between two straight pieces.

    References
    ----------
    Forsythe GE, Malcolm MA, Moler CB (1977). Computer methods for mathematical
    computations, chapter 4; the end conditions of SIMM and OpenSim's `SimmSpline`.
    """
    if x.size < 3:
        return straight_pieces(x, y)
    width = np.diff(x)
    chord = np.diff(y) / width
    sigma = _sixths_of_curvature(x, width, chord)
    slope = chord - width * (sigma[1:] + 2.0 * sigma[:-1])
    last = chord[-1] + width[-1] * (sigma[-2] + 2.0 * sigma[-1])
    cubics = np.stack([y[:-1], slope, 3.0 * sigma[:-1], np.diff(sigma) / width], axis=1)
    before = np.array([[y[0], slope[0], 0.0, 0.0]])
    after = np.array([[y[-1], last, 0.0, 0.0]])
    beyond = np.nextafter(x[-1], np.inf)
    return Pieces(
        np.concatenate(([-np.inf], x[:-1], [beyond])),
        np.concatenate((x[:1], x)),
        np.concatenate((before, cubics, after)),
    )


def _sixths_of_curvature(
    x: FloatArray, width: FloatArray, chord: FloatArray
) -> FloatArray:
    """Second derivatives at the points, divided by six, shape (n,)."""
    bands = np.zeros((3, x.size))
    bands[0, 1:] = width
    bands[2, :-1] = width
    bands[1, 1:-1] = 2.0 * (width[:-1] + width[1:])
    bands[1, 0], bands[1, -1] = -width[0], -width[-1]
    right = np.zeros(x.size)
    right[1:-1] = np.diff(chord)
    if x.size > 3:
        third = np.diff(np.diff(chord) / (x[2:] - x[:-2])) / (x[3:] - x[:-3])
        right[0] = width[0] ** 2 * third[0]
        right[-1] = -(width[-1] ** 2) * third[-1]
    return solve_banded(1, 1, bands, right[:, None])[:, 0]
