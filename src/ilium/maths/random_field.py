"""Chance of one-dimensional smooth random fields of t and F (random field theory).

References
----------
Worsley KJ et al. (1996). A unified statistical approach for determining significant
signals in images of cerebral activation. Hum Brain Mapp 4, 58-73.
doi:10.1002/(SICI)1097-0193(1996)4:1<58::AID-HBM4>3.0.CO;2-O
Friston KJ et al. (1994). Assessing the significance of focal activations using their
spatial extent. Hum Brain Mapp 1, 210-220. doi:10.1002/hbm.460010306
Kiebel SJ et al. (1999). Robust smoothness estimation in statistical parametric maps.
NeuroImage 10, 756-766. doi:10.1006/nimg.1999.0508
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ilium.maths.distributions import f_tail, t_tail

FloatArray = NDArray[np.float64]
Statistic = Literal["t", "F"]

FOUR_LOG_2 = 4.0 * math.log(2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A smooth field under the hypothesis that nothing differs.

    Parameters
    ----------
    statistic
        ``t`` or ``F``.
    effect, error
        Degrees of freedom [1]; `effect` is 1 for t.
    fwhm
        Smoothness: full width at half maximum of the kernel that would make it of
        white noise [points].
    points
        Length of the field [points].
    """

    statistic: Statistic
    effect: float
    error: float
    fwhm: float
    points: int

    @property
    def resels(self) -> float:
        """Length in units of the smoothness [1]."""
        return (self.points - 1) / self.fwhm

    def exceeds(self, height: float) -> float:
        """Chance that the field's maximum exceeds a height; one-sided for t.

        The smaller of random field theory and Bonferroni's correction, never below
        the chance at a single point.

        Parameters
        ----------
        height
            Height [statistic].

        Returns
        -------
        float
            Chance [1].
        """
        single = tail(self.statistic, height, self.effect, self.error)
        clusters = single + self.resels * self._density(height)
        chance = -math.expm1(-clusters)
        return max(single, min(chance, self.points * single))

    def threshold(self, alpha: float) -> float:
        """Height that the maximum exceeds with a given chance.

        Parameters
        ----------
        alpha
            Chance, between 0 and 1 [1].

        Returns
        -------
        float
            Height [statistic].
        """
        low, high = 0.0, 1.0
        while self.exceeds(high) > alpha:
            low, high = high, 2.0 * high
        for _ in range(200):
            middle = 0.5 * (low + high)
            low, high = (
                (middle, high) if self.exceeds(middle) > alpha else (low, middle)
            )
        return 0.5 * (low + high)

    def cluster(self, extent: float, height: float) -> float:
        """Chance of a stretch above a height that is at least this long.

        Parameters
        ----------
        extent
            Its length [points].
        height
            The height above which it lies [statistic].

        Returns
        -------
        float
            Chance over the whole field [1]; one-sided for t.
        """
        if extent <= 0.0:
            return self.exceeds(height)
        single = max(tail(self.statistic, height, self.effect, self.error), EPSILON)
        density = max(self._density(height), EPSILON)
        expected = single + self.resels * density
        length = single / density
        shape = (math.gamma(1.5) / length) ** 2
        longer = math.exp(-shape * (extent / self.fwhm) ** 2)
        return -math.expm1(-expected * longer)

    def _density(self, height: float) -> float:
        """Expected upcrossings of a height in each resel."""
        if self.statistic == "t":
            return _density_t(height, self.error)
        return _density_f(height, self.effect, self.error)


EPSILON = float(np.finfo(np.float64).eps)


def tail(statistic: Statistic, height: float, effect: float, error: float) -> float:
    """Chance that the statistic exceeds a height at a single point.

    Parameters
    ----------
    statistic
        ``t`` or ``F``.
    height
        Height [statistic].
    effect, error
        Degrees of freedom [1].

    Returns
    -------
    float
        Chance [1]; one-sided for t.
    """
    if statistic == "t":
        return t_tail(height, error)
    return f_tail(height, effect, error)


def _density_t(height: float, error: float) -> float:
    shape = (1.0 + height**2 / error) ** (0.5 * (1.0 - error))
    return math.sqrt(FOUR_LOG_2) / (2.0 * math.pi) * shape


def _density_f(height: float, effect: float, error: float) -> float:
    ratio = effect * max(height, 0.0) / error
    if ratio == 0.0:
        return math.inf
    weight = math.exp(
        math.lgamma(0.5 * (error + effect - 1.0))
        - math.lgamma(0.5 * error)
        - math.lgamma(0.5 * effect)
    )
    shape = ratio ** (0.5 * (effect - 1.0))
    shape *= (1.0 + ratio) ** (-0.5 * (error + effect - 2.0))
    return math.sqrt(FOUR_LOG_2 / (2.0 * math.pi)) * math.sqrt(2.0) * weight * shape


def smoothness(residuals: FloatArray) -> float:
    """Full width at half maximum of the kernel that makes such residuals.

    Parameters
    ----------
    residuals
        Shape (observation, point) [any]; points at which all are zero are left out.

    Returns
    -------
    float
        Width [points]; infinite where the residuals do not change along the curve.
    """
    slope = np.gradient(residuals, axis=1)
    size = (residuals**2).sum(axis=0)
    change = (slope**2).sum(axis=0)
    known = size > 0.0
    if not known.any():
        return math.inf
    resels = np.sqrt(change[known] / (size[known] + EPSILON) / FOUR_LOG_2)
    return float(1.0 / resels.mean()) if resels.any() else math.inf
