"""Data of the moving figure: what the page's script needs, as little as possible."""

from __future__ import annotations

from typing import Any

import numpy as np

from ilium.core.movement import Movement
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.core.trial import Trial
from ilium.report.skeleton import Skeleton, heading
from ilium.units import millimetres

FASTEST = 60.0
FRAMES = 1200
"""Most frames that a page carries: longer recordings play at a lower frame rate."""


def player_data(trial: Trial, skeleton: Skeleton, movement: Movement) -> dict[str, Any]:
    """Collect the figure, forces, repetitions and events for the player.

    Parameters
    ----------
    trial
        For its force plates.
    skeleton
        Points of the figure.
    movement
        Repetitions and events.

    Returns
    -------
    dict
        Positions in whole millimetres, each track as differences from frame to frame,
        ``None`` where not seen; at most `FASTEST` frames a second.
    """
    time = thinned(skeleton.time)
    return {
        "names": list(skeleton.names),
        "limbs": [
            [skeleton.names.index(one), skeleton.names.index(two), side]
            for one, two, side in skeleton.limbs
        ],
        "time": np.round(time, 4).tolist(),
        "heading": round(heading(skeleton), 3),
        "tracks": [
            differences(millimetres(np.interp(time, skeleton.time, track)))
            for track in skeleton.points.reshape(skeleton.time.size, -1).T
        ],
        "plates": [_plate(each, time) for each in trial.plates],
        "repetitions": [
            {
                "side": each.side,
                "start": round(each.start, 4),
                "end": round(each.end, 4),
            }
            for each in movement.repetitions
        ],
    }


def thinned(time: FloatArray) -> FloatArray:
    """Clock of the figure: at most 60 Hz and `FRAMES` frames.

    Parameters
    ----------
    time
        Clock of the recording [s].

    Returns
    -------
    FloatArray
        Every k-th time [s].
    """
    if time.size < 2:
        return time
    rate = (time.size - 1) / (time[-1] - time[0])
    every = max(int(np.ceil(rate / FASTEST - 1e-6)), -(-time.size // FRAMES), 1)
    return time[::every]


def differences(track: FloatArray) -> list[int | None]:
    """Track in whole units as steps from the value seen before.

    >>> differences(np.array([100.2, 101.0, np.nan, 99.0]))
    [100, 1, None, -2]
    """
    seen = np.isfinite(track)
    whole = np.rint(track[seen]).astype(int)
    steps = iter(np.diff(whole, prepend=0).tolist())
    return [next(steps) if each else None for each in seen.tolist()]


def _plate(plate: Plate, time: FloatArray) -> dict[str, Any]:
    point = plate.centre_of_pressure()
    tracks = (values(point), values(plate.force))
    shown = np.interp(time, clock(plate.force), plate.normal_force) > 20.0
    columns = []
    for track, scale in zip(tracks, (1000.0, 1.0), strict=True):
        for column in track.T:
            sampled = np.interp(time, clock(plate.force), column) * scale
            columns.append(differences(np.where(shown, sampled, np.nan)))
    corners = millimetres(plate.corners)
    known = bool(np.isfinite(corners).all())
    return {
        "corners": np.rint(corners).astype(int).tolist() if known else [],
        "tracks": columns,
    }
