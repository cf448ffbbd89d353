"""Which of several people is the one to follow."""

from __future__ import annotations

import numpy as np

from ilium.core.quantity import FloatArray


def choose(
    bodies: FloatArray,
    *,
    last: tuple[float, float, float] | None,
    width: int,
    height: int,
) -> int | None:
    """Choose the person to follow: the one followed before, else the most prominent.

    Parameters
    ----------
    bodies
        Middle and size of each body in the picture, shape (n, 3) [px].
    last
        Middle and size of the body that was followed before [px]; ``None`` where
        nobody was.
    width, height
        Of the picture [px].

    Returns
    -------
    int or None
        Row of the person; ``None`` where there is nobody.
    """
    if not len(bodies):
        return None
    size = bodies[:, 2]
    if last is not None:
        away = np.hypot(bodies[:, 0] - last[0], bodies[:, 1] - last[1])
        unlike = away / last[2] + np.abs(np.log(size / last[2]))
        return int(np.argmin(unlike))
    off_centre = np.hypot(
        (bodies[:, 0] - width / 2) / width, (bodies[:, 1] - height / 2) / height
    )
    return int(np.argmax(size * (1.0 - off_centre)))
