"""From the packets of a clip's data track to readings of gravity."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ilium.units import DEGREE
from ilium.vision.camm import is_camm, read_camm
from ilium.vision.gpmf import BEGINNING, GoProPacket, read_gopro
from ilium.vision.gravity_readings import BrokenTrackError, FloatArray, Readings, Sensor

MOST_BYTES: Final = 64_000_000
"""Most data of a track that are kept [byte]: what follows is left out."""
MOST_READINGS: Final = 400_000
"""Most readings that are kept [1]; of more, every second, third and so on."""
TURNED: Final = 0.5 * DEGREE
"""From which turn on the camera levelled the picture by itself [rad]."""

Packet = tuple[float, bytes]
"""When a packet begins on the clip's clock [s], and its bytes."""


def read_track(packets: Sequence[Packet]) -> Readings:
    """Read what a track says of gravity.

    Parameters
    ----------
    packets
        In order of time.

    Returns
    -------
    Readings
        ``broken`` where the track begins as one of the known formats and is none.
    """
    if not packets:
        return Readings.none()
    first = packets[0][1]
    try:
        if first.startswith(BEGINNING):
            return _gopro(packets)
        if is_camm(first):
            return _camm(packets)
    except BrokenTrackError:
        return Readings.none("broken")
    return Readings.none()


def _camm(packets: Sequence[Packet]) -> Readings:
    read = [(time, read_camm(each)) for time, each in packets]
    kept = [(time, vector) for time, vector in read if vector is not None]
    if not kept:
        return Readings.none()
    times = np.array([time for time, _ in kept])
    return _fewer("camm", times, np.array([vector for _, vector in kept]))


def _gopro(packets: Sequence[Packet]) -> Readings:
    read = [read_gopro(each) for _, each in packets]
    turned = np.concatenate([each.turned for each in read])
    turned = turned[np.isfinite(turned)]
    if turned.size and float(np.median(turned)) > TURNED:
        return Readings.none("levelled")
    begins = np.array([time for time, _ in packets])
    times, vectors = _spread(begins, [each.gravity for each in read])
    if np.any(vectors):
        return _fewer("gopro", times, vectors)
    times, vectors = _spread(begins, _accelerations(read))
    if vectors.size:
        return _fewer("gopro-accelerometer", times, vectors)
    return Readings.none()


def _accelerations(read: Sequence[GoProPacket]) -> list[FloatArray]:
    return [each.acceleration for each in read]


def _spread(
    begins: FloatArray, parts: Sequence[FloatArray]
) -> tuple[FloatArray, FloatArray]:
    """Samples of all packets, spread evenly over the time until the next packet."""
    steps = np.diff(begins)
    usual = float(np.median(steps)) if steps.size else 1.0
    lengths = np.append(steps, usual)
    times = [
        begin + length * np.arange(len(part)) / max(len(part), 1)
        for begin, length, part in zip(begins, lengths, parts, strict=True)
    ]
    return np.concatenate(times), np.concatenate(parts)


def _fewer(sensor: Sensor, times: FloatArray, vectors: FloatArray) -> Readings:
    known = np.isfinite(vectors).all(axis=1) & np.isfinite(times)
    step = max(1, -(-int(known.sum()) // MOST_READINGS))
    return Readings(
        sensor=sensor, times=times[known][::step], vectors=vectors[known][::step]
    )
