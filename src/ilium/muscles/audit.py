"""What the reserves carry, and where the muscles do not suffice."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.maths.runs import runs

HICKS: Final = "doi:10.1115/1.4029304"
SMALL: Final = 3.0
"""Peak net moment below which its reserve is no cause for caution [N m]."""


def flag_reserves(
    names: Sequence[str], reserves: FloatArray, moments: FloatArray, share: float
) -> dict[str, NDArray[np.bool_]]:
    """Frames in which a reserve carries a good part of what its coordinate needs.

    Parameters
    ----------
    names
        Coordinates.
    reserves, moments
        Of the coordinates, shape (time, coordinate) [N m].
    share
        Of the peak net moment in the recording [1].

    Returns
    -------
    dict
        Coordinate to its flagged frames, shape (time,); a coordinate without a moment
        has none.

    References
    ----------
    Hicks JL, Uchida TK, Seth A, Rajagopal A, Delp SL (2015). Is my model good enough?
    J Biomech Eng 137(2), 020905. doi:10.1115/1.4029304
    """
    return {
        name: np.abs(reserves[:, at]) > share * _peak(moments[:, at])
        for at, name in enumerate(names)
    }


def audit_reserves(
    time: FloatArray,
    flagged: Mapping[str, NDArray[np.bool_]],
    reserves: FloatArray,
    moments: FloatArray,
    share: float,
) -> Iterator[Issue]:
    """Say which coordinates' moments the muscles cannot produce, and when.

    Parameters
    ----------
    time
        Shape (time,) [s].
    flagged
        As `flag_reserves` leaves it, in the order of the columns.
    reserves, moments
        Shape (time, coordinate) [N m].
    share
        Of the peak net moment [1].

    Yields
    ------
    Issue
        One a coordinate, over its longest flagged stretch.
    """
    for at, (name, frames) in enumerate(flagged.items()):
        if not frames.any():
            continue
        first, last = max(runs(frames), key=lambda run: run[1] - run[0])
        peak = _peak(moments[:, at])
        largest = _peak(reserves[:, at])
        rms = math.sqrt(float(np.nanmean(np.square(reserves[:, at]))))
        when = f"{time[first]:.2f} s to {time[last - 1]:.2f} s"
        yield Issue(
            kind="moment-beyond-muscles",
            where=name,
            what=(
                f"The muscles cannot produce the moment about {name} in "
                f"{int(frames.sum())} of {frames.size} frames, longest from {when}: "
                f"the reserve carries up to {largest:.1f} N m (RMS {rms:.1f} N m), "
                f"more than {100 * share:g} % of the peak net moment of {peak:.1f} N m "
                f"({HICKS})."
            ),
            severity="caution" if peak >= SMALL else "note",
            start=float(time[first]),
            end=float(time[last - 1]),
            value=largest,
            unit="N m",
        )


def audit_solutions(
    time: FloatArray, forces: FloatArray, certified: NDArray[np.bool_]
) -> Iterator[Issue]:
    """Say which frames have no muscle forces.

    Parameters
    ----------
    time
        Shape (time,) [s].
    forces
        Shape (time, muscle) [N].
    certified
        Whether a frame's solution meets its conditions, shape (time,).

    Yields
    ------
    Issue
        One for uncertified frames, one for frames without any muscle's force.
    """
    if not forces.shape[1]:
        return
    posed = np.isfinite(forces).any(axis=1)
    cases = (
        (
            ~posed & certified,
            "muscle-forces-missing",
            "have no muscle forces: the pose or the joint moments are not known there.",
        ),
        (
            ~certified,
            "muscle-forces-uncertified",
            "have no muscle forces: the search did not end in a certified solution.",
        ),
    )
    for frames, kind, what in cases:
        if frames.any():
            seen = np.flatnonzero(frames)
            yield Issue(
                kind=kind,
                where="muscles",
                what=f"{seen.size} of {time.size} frames {what}",
                severity="caution",
                start=float(time[seen[0]]),
                end=float(time[seen[-1]]),
                value=float(seen.size),
                unit="1",
            )


def _peak(column: FloatArray) -> float:
    finite = np.abs(column[np.isfinite(column)])
    return float(finite.max()) if finite.size else 0.0
