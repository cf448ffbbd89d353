"""Where a rigid cluster of points has moved to, least squares."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

FLAT: Final = 1e-3
"""Second singular value by the first below which points lie on a line [1]."""


def register(
    reference: FloatArray, moved: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Find rotation and translation that carry a reference cluster into each frame.

    Parameters
    ----------
    reference
        Points of the cluster at rest, shape (point, 3) [m].
    moved
        The same points in motion, shape (time, point, 3) [m]; NaN where not seen.

    Returns
    -------
    rotations
        Shape (time, 3, 3) [1]; NaN where fewer than three points are seen or they lie
        on a line.
    translations
        Shape (time, 3) [m], so that ``moved = rotation @ reference + translation``.
    residual
        Root mean square distance that remains, shape (time,) [m].

    References
    ----------
    Söderkvist I, Wedin PÅ (1993). Determining the movements of the skeleton using
    well-configured markers. J Biomech 26(12), 1473-1477.
    doi:10.1016/0021-9290(93)90098-Y
    """
    seen = np.isfinite((moved + reference).sum(axis=-1, keepdims=True))
    weight: FloatArray = np.asarray(seen[..., 0], dtype=np.float64)
    count: FloatArray = weight.sum(axis=1)
    share = (weight / np.maximum(count, 1.0)[:, None])[..., None]
    there: FloatArray = np.where(seen, moved, 0.0)
    rest: FloatArray = np.where(np.isfinite(reference), reference, 0.0)
    centre_rest: FloatArray = (share * rest).sum(axis=1)
    centre: FloatArray = (share * there).sum(axis=1)
    from_rest: FloatArray = weight[..., None] * (rest - centre_rest[:, None])
    from_centre: FloatArray = weight[..., None] * (there - centre[:, None])
    left, size, right = np.linalg.svd(np.einsum("tpi,tpj->tij", from_centre, from_rest))
    left[:, :, 2] *= np.sign(np.linalg.det(left @ right))[:, None]
    rotations = left @ right
    sound = (count >= 3) & (size[:, 1] > FLAT * size[:, 0])
    rotations[~sound] = np.nan
    translations = centre - np.einsum("tij,tj->ti", rotations, centre_rest)
    apart = from_centre - np.einsum("tij,tpj->tpi", rotations, from_rest)
    residual = np.sqrt((apart**2).sum(axis=(1, 2)) / np.maximum(count, 1.0))
    return rotations, translations, residual
