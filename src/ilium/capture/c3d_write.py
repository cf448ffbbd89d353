"""Trial to C3D file: points in millimetres, plates of type 2, events, body measures."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ilium.core.participant import Participant
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.core.trial import Trial
from ilium.errors import InputError
from ilium.maths.force_plates import surface_axes

BLOCK = 512
"""Bytes of a block of the file."""

SENSORS_BELOW = 0.04
"""Depth of the sensors' origin below the surface of a written plate [m]."""

_MILLI = 1e3
_INTEL = 84
_CHANNELS = ("Fx", "Fy", "Fz", "Mx", "My", "Mz")
_STATED = {
    "mass": ("Bodymass", 1.0),
    "height": ("Height", _MILLI),
    "leg_length_left": ("LLegLength", _MILLI),
    "leg_length_right": ("RLegLength", _MILLI),
    "knee_width_left": ("LKneeWidth", _MILLI),
    "knee_width_right": ("RKneeWidth", _MILLI),
    "ankle_width_left": ("LAnkleWidth", _MILLI),
    "ankle_width_right": ("RAnkleWidth", _MILLI),
    "inter_asis": ("InterAsisDistance", _MILLI),
}
_CONTEXTS = {"left": "Left", "right": "Right", "both": "General"}

Value = str | Sequence[str] | FloatArray | NDArray[np.int16] | int
Groups = dict[str, dict[str, Value]]


def write_c3d(trial: Trial, path: Path) -> Path:
    """Write a trial as a C3D file, in the laboratory's own axes.

    Points are 32-bit floats in millimetres, gaps have a negative residual; plates are
    of type 2, their moments about an origin 40 mm below the surface in N mm. Nothing
    in it depends on the clock: the same trial gives the same bytes.

    Parameters
    ----------
    trial
        The recording; electromyograms and vendor outputs are not written.
    path
        Where to.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InputError
        Where the plates' rate is no whole multiple of the cameras'.
    """
    samples = _samples_a_frame(trial)
    points = values(trial.markers) @ trial.lab.rotation * _MILLI
    analog = _signals(trial.plates, points.shape[0] * samples, trial.lab.rotation)
    parameters = _written(_groups(trial, samples, analog.shape[1]))
    head = _header(trial, analog.shape[1] * samples, samples, len(parameters) // BLOCK)
    path.write_bytes(head + parameters + _frames(points, analog, samples))
    return path


def _samples_a_frame(trial: Trial) -> int:
    if not trial.plates:
        return 0
    time = clock(trial.plates[0].force)
    rate = (time.size - 1) / (time[-1] - time[0])
    ratio = rate / trial.rate
    if abs(ratio - round(ratio)) > 1e-6 or ratio < 0.5:
        problem = f"Plates at {rate:g} Hz do not fit cameras at {trial.rate:g} Hz."
        raise InputError(problem, "Give the plates a whole multiple of the rate.")
    return round(ratio)


def _signals(plates: Sequence[Plate], rows: int, rotation: FloatArray) -> FloatArray:
    """Signals of every plate in its own axes, shape (sample, channel) [N, N mm]."""
    columns = np.zeros((rows, 6 * len(plates)))
    origin = np.array([0.0, 0.0, -SENSORS_BELOW])
    for at, plate in enumerate(plates):
        axes = rotation @ surface_axes(plate.corners @ rotation)
        force = values(plate.force)[:rows] @ axes
        moment = values(plate.moment)[:rows] @ axes - np.cross(force, origin)
        count = force.shape[0]
        columns[:count, 6 * at : 6 * at + 3] = force
        columns[:count, 6 * at + 3 : 6 * at + 6] = moment * _MILLI
    return columns


def _groups(trial: Trial, samples: int, channels: int) -> Groups:
    frames = trial.time.size
    groups: Groups = {
        "POINT": {
            "USED": len(trial.marker_names),
            "SCALE": np.array([-1.0]),
            "RATE": np.array([trial.rate]),
            "DATA_START": 0,
            "FRAMES": min(frames, 0x7FFF),
            "LABELS": list(trial.marker_names),
            "DESCRIPTIONS": [""] * len(trial.marker_names),
            "UNITS": "mm",
            "X_SCREEN": trial.lab.forwards.upper(),
            "Y_SCREEN": trial.lab.up.upper(),
        },
        "ANALOG": _analog_group(trial, samples, channels),
        "FORCE_PLATFORM": _plate_group(trial),
        "PROCESSING": _stated(trial.participant),
        "MANUFACTURER": {"COMPANY": "ilium", "SOFTWARE": "ilium simulator"},
    }
    if trial.events:
        groups["EVENT"] = _event_group(trial)
    return groups


def _analog_group(trial: Trial, samples: int, channels: int) -> dict[str, Value]:
    labels = [
        f"{name}{number}"
        for number in range(1, len(trial.plates) + 1)
        for name in _CHANNELS
    ]
    return {
        "USED": channels,
        "LABELS": labels,
        "DESCRIPTIONS": labels,
        "UNITS": [*["N"] * 3, *["Nmm"] * 3] * len(trial.plates),
        "GEN_SCALE": np.array([1.0]),
        "SCALE": np.ones(channels),
        "OFFSET": np.zeros(channels, dtype=np.int16),
        "RATE": np.array([trial.rate * samples]),
    }


def _plate_group(trial: Trial) -> dict[str, Value]:
    count = len(trial.plates)
    corners = [(each.corners @ trial.lab.rotation).T for each in trial.plates]
    origin = np.tile([[0.0], [0.0], [-SENSORS_BELOW * _MILLI]], (1, count))
    numbers = np.arange(1, 6 * count + 1, dtype=np.int16).reshape(6, count, order="F")
    return {
        "USED": count,
        "TYPE": np.full(count, 2, dtype=np.int16),
        "ZERO": np.zeros(2, dtype=np.int16),
        "CORNERS": np.stack(corners, axis=2) * _MILLI if count else np.empty((3, 4, 0)),
        "ORIGIN": origin,
        "CHANNEL": numbers,
    }


def _stated(participant: Participant) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for each in fields(participant):
        value = getattr(participant, each.name)
        if value is not None:
            name, factor = _STATED[each.name]
            found[name] = np.array([value * factor])
    return found


def _event_group(trial: Trial) -> dict[str, Value]:
    times = np.array([divmod(each.time, 60.0) for each in trial.events])
    words = [each.name.replace("_", " ").title() for each in trial.events]
    return {
        "USED": len(trial.events),
        "CONTEXTS": [_CONTEXTS[each.side] for each in trial.events],
        "LABELS": words,
        "TIMES": times.T,
    }


@dataclass(frozen=True, slots=True)
class _Stored:
    """One parameter as bytes: type, dimensions, data."""

    kind: int
    shape: tuple[int, ...]
    data: bytes


def _stored(value: Value) -> _Stored:
    if isinstance(value, int):
        return _Stored(2, (), struct.pack("<H", value & 0xFFFF))
    if isinstance(value, str):
        return _Stored(-1, (len(value),), value.encode("ascii", "replace"))
    if isinstance(value, np.ndarray):
        whole = value.dtype.kind == "i"
        data = value.astype("<i2" if whole else "<f4").tobytes(order="F")
        return _Stored(2 if whole else 4, value.shape, data)
    width = max((len(each) for each in value), default=0)
    text = "".join(each.ljust(width) for each in value)
    return _Stored(-1, (width, len(value)), text.encode("ascii", "replace"))


def _written(groups: Mapping[str, Mapping[str, Value]]) -> bytes:
    """The parameter section, padded to whole blocks."""
    numbered = list(enumerate(groups.items(), start=1))
    body = bytearray()
    for number, (group, _) in numbered:
        body += struct.pack("<2b", len(group), -number) + group.encode()
        body += struct.pack("<hB", 3, 0)
    start = 0
    for number, (_, parameters) in numbered:
        for name, value in parameters.items():
            each = _stored(value)
            size = 5 + len(each.shape) + len(each.data)
            body += struct.pack("<2b", len(name), number) + name.upper().encode()
            body += struct.pack("<hbB", size, each.kind, len(each.shape))
            body += bytes(each.shape)
            start = len(body) if name == "DATA_START" else start
            body += each.data + b"\x00"
    blocks = -(-(len(body) + 6) // BLOCK)
    body[start : start + 2] = struct.pack("<H", 2 + blocks)
    head = bytes([1, 0x50, blocks, _INTEL])
    return (head + bytes(body)).ljust(BLOCK * blocks, b"\x00")


def _header(trial: Trial, analog: int, samples: int, blocks: int) -> bytes:
    head = bytearray(BLOCK)
    head[:2] = bytes([2, 0x50])
    last = min(trial.time.size, 0xFFFF)
    struct.pack_into("<5H", head, 2, len(trial.marker_names), analog, 1, last, 10)
    struct.pack_into("<fHHf", head, 12, -1.0, 2 + blocks, samples, trial.rate)
    return bytes(head)


def _frames(points: FloatArray, analog: FloatArray, samples: int) -> bytes:
    count = points.shape[0]
    seen = np.asarray(np.isfinite(points).all(axis=2))
    words = np.zeros((count, points.shape[1], 4))
    words[..., :3] = np.where(seen[..., None], points, 0.0)
    words[..., 3] = np.where(seen, 0.0, -1.0)
    table = [words.reshape(count, -1)]
    if samples:
        table.append(analog.reshape(count, -1))
    return np.hstack(table).astype("<f4").tobytes()
