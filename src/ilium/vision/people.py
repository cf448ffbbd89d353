"""Which of several people is the one to follow, and which frames show that one."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.vision.trunk import trunk

STEP: Final = 0.5
"""Distance that the hips may seem to move within a frame [trunk]."""
FASTEST: Final = 12.0
"""Speed of a sprinter across the picture [trunk/s]."""
LONG_AWAY: Final = 1.0
"""Time away after which the person may come back anywhere [s]."""
ALIKE: Final = 1.6
"""Largest ratio of the trunk's lengths of one person before and after."""


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


def same_person(
    landmarks: FloatArray, times: FloatArray, *, width: int, height: int
) -> tuple[NDArray[np.bool_], tuple[Issue, ...]]:
    """Frames that show the person who is seen most, largest and nearest the middle.

    Parameters
    ----------
    landmarks
        Shape (time, 33, 2) [px]; NaN where nobody was found.
    times
        Shape (time,) [s].
    width, height
        Of the picture [px].

    Returns
    -------
    rows
        Whether the frame shows that person, shape (time,).
    issues
        Where somebody else was taken for that person.
    """
    middle, length = trunk(landmarks)
    seen = np.flatnonzero(np.isfinite(length) & np.isfinite(middle[:, 0]))
    rows = np.zeros(len(times), dtype=bool)
    if not seen.size:
        return rows, ()
    stretches = np.split(seen, _jumps(middle[seen], length[seen], times[seen]))
    centre = np.hypot(middle[:, 0] / width - 0.5, middle[:, 1] / height - 0.5)
    weight = [float((length[s] * (1.0 - centre[s])).sum()) for s in stretches]
    main = int(np.argmax(weight))
    rows[stretches[main]] = True
    for step, numbers in (
        (-1, range(main - 1, -1, -1)),
        (1, range(main + 1, len(weight))),
    ):
        border = stretches[main][0 if step < 0 else -1]
        for number in numbers:
            near = stretches[number][-1 if step < 0 else 0]
            if _joins(middle, length, times, int(border), int(near)):
                rows[stretches[number]] = True
                border = stretches[number][0 if step < 0 else -1]
    others = seen[~rows[seen]]
    return rows, tuple(_another(part, times) for part in _parts(others))


def _jumps(
    middle: FloatArray, length: FloatArray, times: FloatArray
) -> NDArray[np.int64]:
    step = np.diff(times)
    away = np.hypot(*np.diff(middle, axis=0).T)
    size = np.maximum(length[1:], length[:-1])
    far = away > (STEP + FASTEST * np.minimum(step, LONG_AWAY)) * size
    unlike = np.abs(np.diff(np.log(np.maximum(length, 1e-9)))) > np.log(ALIKE)
    return np.flatnonzero(far | unlike | (step > LONG_AWAY)) + 1


def _joins(
    middle: FloatArray, length: FloatArray, times: FloatArray, one: int, two: int
) -> bool:
    """Whether two frames can show one person, given the time between them."""
    gap = abs(times[two] - times[one])
    ratio = length[two] / max(length[one], 1e-9)
    if not 1 / ALIKE <= ratio <= ALIKE:
        return False
    away = float(np.hypot(*(middle[two] - middle[one])))
    return gap > LONG_AWAY or away <= (STEP + FASTEST * gap) * length[one]


def _parts(rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    if not rows.size:
        return []
    return np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)


def _another(rows: NDArray[np.int64], times: FloatArray) -> Issue:
    start, end = float(times[rows[0]]), float(times[rows[-1]])
    return Issue(
        kind="another-person",
        where="picture",
        what=(
            f"From {start:.1f} to {end:.1f} s somebody or something else was found in "
            "the person's place; these pictures are left out."
        ),
        severity="caution",
        start=start,
        end=end,
    )


def people_issues(
    people: NDArray[np.int64], seen: NDArray[np.bool_], times: FloatArray
) -> tuple[Issue, ...]:
    """Say whether nobody, several people or, for a while, no person was seen.

    Parameters
    ----------
    people
        How many people were counted, shape (time,) [1]; -1 where nobody looked.
    seen
        Whether the followed person was found, shape (time,).
    times
        Shape (time,) [s].

    Returns
    -------
    tuple of Issue
        Empty where one person was seen all the time.
    """
    if not seen.any():
        what = (
            "No person was found. Film the whole body, two to three metres away, in "
            "good light."
        )
        return (
            Issue(kind="no-person", where="picture", what=what, severity="serious"),
        )
    found = []
    if people.max(initial=0) > 1:
        crowded = np.flatnonzero(people > 1)
        found.append(_several(int(people.max()), times[crowded]))
    lost = np.flatnonzero(~seen)
    if lost.size:
        found.append(_lost(lost, times))
    return tuple(found)


def _several(most: int, times: FloatArray) -> Issue:
    return Issue(
        kind="several-people",
        where="picture",
        what=(
            f"Up to {most} people are in the picture; the largest one near the middle "
            "is followed. Film with one person in the picture."
        ),
        severity="caution",
        start=float(times[0]),
        end=float(times[-1]),
        value=float(most),
        unit="1",
    )


def _lost(rows: NDArray[np.int64], times: FloatArray) -> Issue:
    share = rows.size / len(times)
    return Issue(
        kind="person-lost",
        where="picture",
        what=(
            f"In {100 * share:.0f} % of the pictures the person was not found; nothing "
            "is measured there."
        ),
        severity="caution" if share > 0.05 else "note",
        start=float(times[rows[0]]),
        end=float(times[rows[-1]]),
        value=share,
        unit="1",
    )
