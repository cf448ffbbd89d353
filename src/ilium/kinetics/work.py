"""Work of the joints: what their power adds up to."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray


def joint_work(power: FloatArray, time: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Work generated and absorbed over a stretch of time.

    Parameters
    ----------
    power
        Shape (time, …) [W].
    time
        Times of the frames [s].

    Returns
    -------
    generated, absorbed : FloatArray
        Integral of the power while it is positive, and while it is negative (as a
        negative number), by the trapezoid rule, shape (…) [J]; NaN where the power is
        not known throughout.
    """
    gain = np.trapezoid(np.maximum(power, 0.0), time, axis=0)
    loss = np.trapezoid(np.minimum(power, 0.0), time, axis=0)
    return np.asarray(gain, np.float64), np.asarray(loss, np.float64)
