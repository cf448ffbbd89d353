"""Which coordination a coupling angle stands for: Chang's and Needham's classes.

References
----------
Chang R, Van Emmerik R, Hamill J (2008). Quantifying rearfoot-forefoot coordination in
human walking. J Biomech 41, 3101-3105. doi:10.1016/j.jbiomech.2008.07.024
Needham RA, Naemi R, Chockalingam N (2015). A new coordination pattern classification
to assess gait kinematics when utilising a modified vector coding technique. J Biomech
48, 3506-3511. doi:10.1016/j.jbiomech.2015.07.023
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from ilium.core.arrays import FloatArray

Scheme = Literal["chang", "needham"]

CHANG: Final = ("proximal", "in_phase", "distal", "anti_phase")
NEEDHAM: Final = (
    "in_phase_proximal",
    "in_phase_distal",
    "anti_phase_distal",
    "anti_phase_proximal",
)
SCHEMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"chang": CHANG, "needham": NEEDHAM}
)
EIGHTH: Final = math.pi / 4.0


def classify(angles: FloatArray, scheme: Scheme = "chang") -> NDArray[np.str_]:
    """Name the coordination of each coupling angle.

    Parameters
    ----------
    angles
        Coupling angles, proximal on x and distal on y, shape (...) [rad].
    scheme
        ``chang``: bins of 45° centred on axes and diagonals; ``needham``: bins of 45°
        between them, which tell which segment dominates. Lower edges belong to a bin.

    Returns
    -------
    NDArray
        Names, shape (...); empty where the angle is NaN.
    """
    names = np.asarray([*SCHEMES[scheme], ""])
    shift = 0.5 * EIGHTH if scheme == "chang" else 0.0
    known = np.isfinite(angles)
    turned = np.mod(np.where(known, angles, 0.0) + shift, math.pi)
    bins = np.minimum((turned / EIGHTH + 1e-12).astype(np.int64), 3)
    return names[np.where(known, bins, len(SCHEMES[scheme]))]


def shares(angles: FloatArray, scheme: Scheme = "chang") -> dict[str, float]:
    """Share of the cycle that each pattern takes.

    Parameters
    ----------
    angles
        Mean coupling angle at each point, shape (point,) [rad]; NaN is left out.
    scheme
        ``chang`` or ``needham``.

    Returns
    -------
    dict
        Every pattern to its share [1]; NaN where no angle is there.
    """
    names = classify(angles, scheme)
    known = int((names != "").sum())
    return {
        each: float((names == each).sum() / known) if known else math.nan
        for each in SCHEMES[scheme]
    }
