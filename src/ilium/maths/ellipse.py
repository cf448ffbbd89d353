"""The area over which points spread."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

CHI_SQUARE = -2.0 * math.log(0.05)
"""95 % quantile of chi-square with two degrees of freedom [1]."""


def ellipse_area(points: FloatArray) -> float:
    """Area of the ellipse that holds 95 % of the points of a plane.

    Parameters
    ----------
    points
        Shape (time, 2) [m]; without NaN.

    Returns
    -------
    float
        π·χ²·√det(covariance) [m²]; NaN with fewer than three points.

    References
    ----------
    Schubert P, Kirchner M (2014). Ellipse area calculations and their applicability in
    posturography. Gait Posture 39(1), 518-522. doi:10.1016/j.gaitpost.2013.09.001
    """
    if points.shape[0] < 3:
        return math.nan
    spread = np.cov(points.T)
    return math.pi * CHI_SQUARE * math.sqrt(max(float(np.linalg.det(spread)), 0.0))
