"""Which recording is whose static: found from what is in the files, not their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Final

import numpy as np

from ilium.capture.reading import read_trial
from ilium.core.quantity import FloatArray, values
from ilium.core.trial import Trial

STILL: Final = 0.06
"""How far the markers of somebody who stands still wander at most [m]."""
STEADY: Final = 0.006
"""Most that the distance of two markers on one segment varies in a recording [m]."""
ALIKE: Final = 0.015
"""Most that such a distance differs between two recordings of one body [m]."""
SHARED: Final = 0.7
"""Share of a trial's markers that its static must have [1]."""
AGREEING: Final = 0.5
"""Share of steady distances that must be alike [1]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seen:
    """What matters of a recording for pairing.

    Parameters
    ----------
    still
        Whether whoever is in it only stands.
    duration
        How long it is [s].
    distances
        Pair of markers to their distance, of those that hardly varies [m].
    markers
        Labels.
    """

    still: bool
    duration: float
    distances: Mapping[tuple[str, str], float]
    markers: frozenset[str]


def seen_in(path: Path) -> Seen:
    """Look into a recording.

    Parameters
    ----------
    path
        A file that `ilium.capture.reading.read_trial` reads.

    Returns
    -------
    Seen
        What matters.

    Raises
    ------
    InputError
        Where it cannot be read.
    """
    return _seen(read_trial(path))


def _seen(trial: Trial) -> Seen:
    points = values(trial.markers)
    time = trial.time
    step = max(1, len(points) // 200)
    return Seen(
        still=_wandering(points) < STILL,
        duration=float(time[-1] - time[0]) if time.size > 1 else 0.0,
        distances=_steady(points[::step], trial.marker_names),
        markers=frozenset(trial.marker_names),
    )


def _wandering(points: FloatArray) -> float:
    """How far the marker that moves most gets, without its outliers [m]."""
    farthest = 0.0
    for path in np.moveaxis(points, 1, 0):
        known = path[np.isfinite(path).all(axis=1)]
        if len(known) > 1:
            low, high = np.percentile(known, [2.5, 97.5], axis=0)
            farthest = max(farthest, float(np.linalg.norm(high - low)))
    return farthest


def _steady(points: FloatArray, names: Sequence[str]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for (one, first), (two, second) in combinations(enumerate(names), 2):
        apart = np.linalg.norm(points[:, one] - points[:, two], axis=1)
        known = apart[np.isfinite(apart)]
        if known.size > 1 and float(np.std(known)) < STEADY:
            key = (first, second) if first < second else (second, first)
            found[key] = float(np.median(known))
    return found


def pairs(recordings: Mapping[str, Seen]) -> dict[str, str | None]:
    """Give every recording of a movement the static of the same body and markers.

    Parameters
    ----------
    recordings
        Key to what was seen in it.

    Returns
    -------
    dict
        Key of each movement to that of its static, ``None`` without one. Where nobody
        moves in any of them, each is a movement of its own.
    """
    still = {key: each for key, each in recordings.items() if each.still}
    moving = {key: each for key, each in recordings.items() if not each.still}
    if not moving:
        return dict.fromkeys(still)
    return {key: _static_of(each, still) for key, each in moving.items()}


def _static_of(moving: Seen, still: Mapping[str, Seen]) -> str | None:
    ranked = [(_agreement(moving, each), key) for key, each in still.items()]
    best, key = max(ranked, default=(0.0, None))
    return key if best > 0.0 else None


def _agreement(moving: Seen, static: Seen) -> float:
    """How well a static fits a movement, from 0 (not at all) to 1."""
    shared = moving.markers & static.markers
    if len(shared) < SHARED * len(moving.markers):
        return 0.0
    both = moving.distances.keys() & static.distances.keys()
    if not both:
        return 0.0
    apart = [abs(moving.distances[each] - static.distances[each]) for each in both]
    alike = float(np.mean(np.array(apart) < ALIKE))
    return alike if alike >= AGREEING else 0.0
