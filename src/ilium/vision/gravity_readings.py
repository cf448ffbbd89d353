"""What a file's own sensors say of gravity, out of the decoding process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

Sensor = Literal["gopro", "gopro-accelerometer", "camm", "broken", "levelled", ""]
"""Where readings come from: a GoPro's gravity stream or accelerometer, or a camera
motion track; ``broken`` where such a track is not built as it should be, ``levelled``
where the camera turned its picture by itself, empty where there is none."""


class BrokenTrackError(ValueError):
    """A track of sensor data is not built as its format asks."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Readings:
    """Readings in the frame of the stored picture: x right, y down, z ahead.

    Parameters
    ----------
    sensor
        Which; see `Sensor`.
    times
        When, on the clip's clock, shape (sample,) [s].
    vectors
        Direction of gravity [1], or what an accelerometer shows [m/s²], which at rest
        points away from it; shape (sample, 3).
    """

    sensor: Sensor
    times: FloatArray
    vectors: FloatArray

    @classmethod
    def none(cls, sensor: Sensor = "") -> Readings:
        """Return readings without a sample."""
        return cls(sensor=sensor, times=np.empty(0), vectors=np.empty((0, 3)))
