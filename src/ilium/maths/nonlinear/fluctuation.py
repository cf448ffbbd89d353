"""How far a profile strays from its trend within boxes of each size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@kernel
def fluctuations(profile: FloatArray, scales: IntArray, order: int) -> FloatArray:
    r"""Root mean square of a profile about a polynomial in each box.

    The boxes follow one another from the first sample, without overlap; what is left
    at the end is not used. Each box is projected on orthonormal polynomials, after its
    first value was taken off, so that no digits cancel.

    Parameters
    ----------
    profile
        Cumulative sum, shape (time,) [any].
    scales
        Samples in a box, shape (scale,) [1]; each above order + 1, at most the length.
    order
        Degree of the polynomial [1].

    Returns
    -------
    FloatArray
        Fluctuation of each scale, shape (scale,) [as the profile].

    References
    ----------
    Peng CK, Buldyrev SV, Havlin S, et al. (1994). Mosaic organization of DNA
    nucleotides. Phys Rev E 49(2), 1685-1689. doi:10.1103/PhysRevE.49.1685
    """
    result = np.empty(scales.size)
    for k in range(scales.size):
        size = scales[k]
        basis = _orthonormal(size, order)
        box = np.empty(size)
        total, boxes = 0.0, profile.size // size
        for b in range(boxes):
            begin = b * size
            first = profile[begin]
            for i in range(size):
                box[i] = profile[begin + i] - first
            rest = _dot(box, box)
            for degree in range(order + 1):
                rest -= _dot(basis[degree], box) ** 2
            total += max(rest, 0.0)
        result[k] = np.sqrt(total / (boxes * size))
    return result


@kernel
def _orthonormal(size: int, order: int) -> FloatArray:
    """Orthonormal polynomials on equally spaced points, orthogonalised twice."""
    basis = np.zeros((order + 1, size))
    basis[0, :] = 1.0 / np.sqrt(size)
    for degree in range(1, order + 1):
        for i in range(size):
            basis[degree, i] = basis[degree - 1, i] * (2.0 * i / (size - 1) - 1.0)
        for _ in range(2):
            for lower in range(degree):
                share = _dot(basis[degree], basis[lower])
                for i in range(size):
                    basis[degree, i] -= share * basis[lower, i]
        length = np.sqrt(_dot(basis[degree], basis[degree]))
        for i in range(size):
            basis[degree, i] /= length
    return basis


@kernel
def _dot(one: FloatArray, other: FloatArray) -> float:
    """Inner product in eight interleaved sums, always in the same order."""
    a = b = c = d = e = f = g = h = 0.0
    size = one.size
    whole = size - size % 8
    for i in range(0, whole, 8):
        a += one[i] * other[i]
        b += one[i + 1] * other[i + 1]
        c += one[i + 2] * other[i + 2]
        d += one[i + 3] * other[i + 3]
        e += one[i + 4] * other[i + 4]
        f += one[i + 5] * other[i + 5]
        g += one[i + 6] * other[i + 6]
        h += one[i + 7] * other[i + 7]
    total = ((a + b) + (c + d)) + ((e + f) + (g + h))
    for i in range(whole, size):
        total += one[i] * other[i]
    return total
