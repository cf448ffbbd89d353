"""Wolf's method: one path is followed beside a neighbour that is replaced in time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ilium.maths.compiled import kernel

FloatArray = NDArray[np.float64]

WIDENINGS = 5


@kernel
def follow_and_replace(
    states: FloatArray,
    window: int,
    steps: int,
    least: float,
    most: float,
    largest_angle: float,
) -> tuple[FloatArray, int]:
    r"""Growth of the distance between a path and its neighbour, piece by piece.

    After each piece the neighbour is replaced by the one that lies in nearly the same
    direction (the smallest angle) at a distance between the least and the most; where
    there is none the most is widened five times, then the angle is doubled.

    Parameters
    ----------
    states
        Shape (state, dimension) [any].
    window
        A neighbour lies more than so many states away in time [1].
    steps
        Length of a piece in states [1].
    least, most
        Distance of a neighbour: at least above the noise, at most so far [as states].
    largest_angle
        First limit of the angle between the old and the new direction [rad].

    Returns
    -------
    tuple
        Natural logarithm of the growth in each piece, shape (piece,) [1], and how
        often no neighbour was found within the widest limits.

    References
    ----------
    Wolf A, Swift JB, Swinney HL, Vastano JA (1985). Determining Lyapunov exponents
    from a time series. Physica D 16(3), 285-317. doi:10.1016/0167-2789(85)90011-9
    """
    count, width = states.shape
    pieces = max(0, (count - 1) // steps)
    growth = np.zeros(pieces)
    usable = count - steps
    direction = np.zeros(width)
    other = _replacement(states, 0, usable, window, least, most, -1.0, direction)
    used, lost = 0, 0
    for piece in range(pieces):
        here = piece * steps
        if other < 0:
            other = _replacement(
                states, here, usable, window, least, np.inf, -1.0, direction
            )
            lost += 1
            if other < 0:
                continue
        before = _distance(states, here, other)
        here, other = here + steps, other + steps
        after = _distance(states, here, other)
        if before > 0.0 and after > 0.0:
            growth[used] = np.log(after / before)
            used += 1
        for k in range(width):
            direction[k] = (states[other, k] - states[here, k]) / max(after, 1e-300)
        if here >= usable:
            break
        kept = other
        other = _search(
            states, here, usable, window, least, most, largest_angle, direction
        )
        if other < 0 and kept < usable and abs(kept - here) > window:
            other = kept
    return growth[:used], lost


@kernel
def _search(
    states: FloatArray,
    here: int,
    usable: int,
    window: int,
    least: float,
    most: float,
    largest_angle: float,
    direction: FloatArray,
) -> int:
    """Widen the distance, then the angle, until a replacement is found."""
    angle = largest_angle
    while angle < np.pi:
        for widening in range(1, WIDENINGS + 1):
            cosine = np.cos(angle)
            found = _replacement(
                states, here, usable, window, least, widening * most, cosine, direction
            )
            if found >= 0:
                return found
        angle *= 2.0
    return -1


@kernel
def _replacement(
    states: FloatArray,
    here: int,
    usable: int,
    window: int,
    least: float,
    most: float,
    cosine: float,
    direction: FloatArray,
) -> int:
    """State of the smallest angle to a direction; the nearest where none is given."""
    width = states.shape[1]
    best, found = -np.inf, -1
    for j in range(usable):
        if abs(j - here) <= window:
            continue
        square, along = 0.0, 0.0
        for k in range(width):
            step = states[j, k] - states[here, k]
            square += step * step
            along += step * direction[k]
        if square < least * least or square > most * most or square == 0.0:
            continue
        distance = np.sqrt(square)
        merit = -distance if cosine <= -1.0 else along / distance
        if merit > best and (cosine <= -1.0 or merit >= cosine):
            best, found = merit, j
    return found


@kernel
def _distance(states: FloatArray, one: int, other: int) -> float:
    square = 0.0
    for k in range(states.shape[1]):
        square += (states[one, k] - states[other, k]) ** 2
    return np.sqrt(square)
