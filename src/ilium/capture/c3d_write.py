"""Trial to C3D file: points in millimetres, plates of type 2, events, body measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ilium.capture.c3d_encode import (
    BLOCK,
    Counts,
    Groups,
    Value,
    frame_bytes,
    frame_words,
    header_block,
    parameter_section,
)
from ilium.capture.c3d_outputs import (
    Output,
    event_group,
    free_labels,
    output_points,
    with_outputs,
)
from ilium.core.event import Event
from ilium.core.participant import Participant
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, labels, values
from ilium.core.trial import Trial
from ilium.errors import InputError
from ilium.maths.force_plates import surface_axes

SENSORS_BELOW = 0.04
"""Depth of the sensors' origin below the surface of a written plate [m]."""
HALF = 0.5
"""Least half length of a plate whose corners are not known [m]."""

_MILLI = 1e3
_LARGEST = 0x7FFF
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


def write_c3d(
    trial: Trial,
    path: Path,
    *,
    outputs: Sequence[Output] = (),
    events: Sequence[Event] | None = None,
) -> Path:
    """Write a trial as a C3D file, in the laboratory's own axes.

    Points are 32-bit floats in millimetres, gaps have a negative residual; plates are
    of type 2, their moments about an origin 40 mm below the surface in N mm, a plate
    of unknown corners as a square round its centre of pressure; electromyograms follow
    in volts. Nothing in it depends on the clock: the same trial gives the same bytes.

    Parameters
    ----------
    trial
        The recording; the vendor's outputs are not written.
    path
        Where to.
    outputs
        Curves on the cameras' clock, named in Vicon's groups.
    events
        Events to write; ``None`` for those of the recording.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    InputError
        Where the rate of plates or electromyograms is no whole multiple of the
        cameras', or they differ.
    """
    plates = [_placed(each) for each in trial.plates]
    samples = _samples_a_frame(trial)
    markers = values(trial.markers) @ trial.lab.rotation * _MILLI
    points = np.concatenate([markers, output_points(outputs, len(markers))], axis=1)
    analog = _signals(trial, plates, points.shape[0] * samples)
    groups = _groups(trial, plates, samples, analog.shape[1])
    with_outputs(groups, outputs, free_labels(outputs, trial.marker_names))
    found = trial.events if events is None else events
    if found:
        groups["EVENT"] = event_group(found)
    parameters = parameter_section(groups)
    first = _first_frame(trial)
    counts = Counts(
        points=points.shape[1],
        channels=analog.shape[1],
        samples=samples,
        first=first,
        last=first + trial.time.size - 1,
        rate=_rate(trial),
    )
    head = header_block(counts, len(parameters) // BLOCK)
    path.write_bytes(head + parameters + frame_bytes(frame_words(points), analog))
    return path


def _rate(trial: Trial) -> float:
    """Frames a second [Hz]; of a single frame 100, which says nothing."""
    return trial.rate if trial.time.size > 1 else 100.0


def _first_frame(trial: Trial) -> int:
    return max(round(float(trial.time[0]) * _rate(trial)) + 1, 1)


def _samples_a_frame(trial: Trial) -> int:
    clocks = [clock(each.force) for each in trial.plates]
    if trial.emg is not None:
        clocks.append(clock(trial.emg))
    if not clocks:
        return 0
    rates = {(each.size - 1) / (each[-1] - each[0]) for each in clocks if each.size > 1}
    ratios = {rate / _rate(trial) for rate in rates} or {1.0}
    first = min(ratios)
    whole = abs(first - round(first)) <= 1e-6 and first >= 0.5
    if not whole or max(ratios) - first > 1e-6:
        shown = " and ".join(f"{each:g}" for each in sorted(rates))
        problem = f"Plates at {shown} Hz do not fit cameras at {trial.rate:g} Hz."
        raise InputError(problem, "Give the plates a whole multiple of the rate.")
    return round(first)


def _placed(plate: Plate) -> Plate:
    """The plate with corners: a square round its pressure where they are not known."""
    if np.isfinite(plate.corners).all():
        return plate
    pressure = values(plate.centre_of_pressure())
    pressure = pressure[np.isfinite(pressure).all(axis=1)]
    middle, half = plate.origin, HALF
    if pressure.size:
        low, high = pressure.min(axis=0), pressure.max(axis=0)
        middle = 0.5 * (low + high)
        half = max(HALF, float((high - low).max()))
    across = np.cross(plate.normal, np.eye(3)[np.abs(plate.normal).argmin()])
    across /= np.linalg.norm(across)
    along = np.cross(plate.normal, across)
    signs = ((1, 1), (-1, 1), (-1, -1), (1, -1))
    corners = [middle + half * (a * along + b * across) for a, b in signs]
    return replace(plate, corners=np.array(corners))


def _signals(trial: Trial, plates: Sequence[Plate], rows: int) -> FloatArray:
    """Signals of every plate in its own axes, then electromyograms.

    Shape (sample, channel) [N, N mm, V].
    """
    columns = np.zeros((rows, 6 * len(plates)))
    origin = np.array([0.0, 0.0, -SENSORS_BELOW])
    rotation = trial.lab.rotation
    for at, plate in enumerate(plates):
        axes = rotation @ surface_axes(plate.corners @ rotation)
        shift = plate.origin - plate.corners.mean(axis=0)
        force = values(plate.force)[:rows]
        about = values(plate.moment)[:rows] + np.cross(shift, force)
        force, about = force @ axes, about @ axes
        moment = about - np.cross(force, origin)
        count = force.shape[0]
        columns[:count, 6 * at : 6 * at + 3] = force
        columns[:count, 6 * at + 3 : 6 * at + 6] = moment * _MILLI
    if trial.emg is None:
        return columns
    emg = np.nan_to_num(values(trial.emg)[:rows])
    padded = np.pad(emg, ((0, rows - len(emg)), (0, 0)))
    return np.column_stack([columns, padded])


def _groups(
    trial: Trial, plates: Sequence[Plate], samples: int, channels: int
) -> Groups:
    frames = trial.time.size
    first = _first_frame(trial)
    return {
        "POINT": {
            "USED": len(trial.marker_names),
            "SCALE": np.array([-1.0]),
            "RATE": np.array([_rate(trial)]),
            "DATA_START": 0,
            "FRAMES": min(frames, _LARGEST),
            "LONG_FRAMES": np.array([float(frames)]),
            "LABELS": list(trial.marker_names),
            "DESCRIPTIONS": [""] * len(trial.marker_names),
            "UNITS": "mm",
            "X_SCREEN": trial.lab.forwards.upper(),
            "Y_SCREEN": trial.lab.up.upper(),
        },
        "TRIAL": {
            "ACTUAL_START_FIELD": _words(first),
            "ACTUAL_END_FIELD": _words(first + frames - 1),
            "CAMERA_RATE": np.array([_rate(trial)]),
        },
        "ANALOG": _analog_group(trial, samples, channels),
        "FORCE_PLATFORM": _plate_group(plates, trial.lab.rotation),
        "PROCESSING": _stated(trial.participant),
        "MANUFACTURER": {"COMPANY": "ilium", "SOFTWARE": "ilium"},
    }


def _words(number: int) -> NDArray[np.int16]:
    """A count of frames as two words, the low one first."""
    halves = np.array([number & 0xFFFF, number >> 16], dtype=np.uint16)
    return halves.view(np.int16)


def _analog_group(trial: Trial, samples: int, channels: int) -> dict[str, Value]:
    named = [
        f"{name}{number}"
        for number in range(1, len(trial.plates) + 1)
        for name in _CHANNELS
    ]
    units = [*["N"] * 3, *["Nmm"] * 3] * len(trial.plates)
    described = list(named)
    if trial.emg is not None:
        muscles = list(labels(trial.emg, "channel"))
        named += muscles
        described += ["EMG"] * len(muscles)
        units += ["V"] * len(muscles)
    return {
        "USED": channels,
        "LABELS": named,
        "DESCRIPTIONS": described,
        "UNITS": units,
        "GEN_SCALE": np.array([1.0]),
        "SCALE": np.ones(channels),
        "OFFSET": np.zeros(channels, dtype=np.int16),
        "RATE": np.array([_rate(trial) * samples]),
    }


def _plate_group(plates: Sequence[Plate], rotation: FloatArray) -> dict[str, Value]:
    count = len(plates)
    corners = [(each.corners @ rotation).T for each in plates]
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
