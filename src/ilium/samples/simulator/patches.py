"""Where force plates lie on the floor."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """A level rectangle on the floor that feels what stands on it [m].

    Parameters
    ----------
    ahead
        Its least and greatest x.
    aside
        Its least and greatest z.
    """

    ahead: tuple[float, float]
    aside: tuple[float, float]

    def holds(self, points: FloatArray) -> NDArray[np.bool_]:
        """Whether points of the floor lie on it, shape (…,) [bool]."""
        x, z = points[..., 0], points[..., 2]
        along = (x > self.ahead[0]) & (x < self.ahead[1])
        return along & (z > self.aside[0]) & (z < self.aside[1])

    @property
    def corners(self) -> FloatArray:
        """Corners in the order of C3D's types, z into the ground, shape (4, 3) [m]."""
        (x0, x1), (z0, z1) = self.ahead, self.aside
        return np.array([[x1, 0, z1], [x0, 0, z1], [x0, 0, z0], [x1, 0, z0]], float)
