"""C3D file to trial."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import numpy as np
import xarray as xr

from ilium.capture.c3d_events import read_events
from ilium.capture.c3d_frames import Frames, Layout, layout, read_frames
from ilium.capture.c3d_header import Header, read_header
from ilium.capture.c3d_parameters import ParameterGroups, read_parameters
from ilium.capture.c3d_participant import processing_numbers, read_participant
from ilium.capture.c3d_points import PointNames, sort_points
from ilium.capture.c3d_worker import parse
from ilium.capture.declared_plates import declared_plates
from ilium.capture.emg import Channel, find_emg, label_emg
from ilium.capture.isolation import WORKER, ReaderRefusal
from ilium.capture.plates import read_plates
from ilium.capture.recording import Recording, length_factor, not_seen_at_zero
from ilium.core.issue import Issue
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray
from ilium.core.trial import Source
from ilium.errors import FileFormatError


def read_c3d(
    path: Path, *, participant: Participant, isolated: bool = True
) -> Recording:
    """Read a C3D file, still in the laboratory's own axes.

    Parameters
    ----------
    path
        The file.
    participant
        Body measures that the caller knows; they win over the file's.
    isolated
        Whether the parser library runs in a process of its own.

    Returns
    -------
    Recording
        Everything in SI units, in the laboratory's own axes.

    Raises
    ------
    InputError
        Where the file cannot be used, with the reason.
    """
    data = path.read_bytes()
    header = read_header(data)
    parameters = read_parameters(data, header)
    counts = layout(data, header, parameters)
    rate = frame_rate(header, parameters)
    body, body_issues = read_participant(parameters, participant)
    frames, reader = _frames(path, data, header, parameters, counts, isolated=isolated)
    names = sort_points(parameters, counts.points)
    metres, unit_issues = length_factor(
        parameters.text("POINT", "UNITS"), frames.points
    )
    positions = np.take(frames.points, list(names.markers.values()), axis=1)
    positions *= metres
    positions, zero_issues = not_seen_at_zero(positions)
    start = (max(header.first_frame, 1) - 1) / rate
    time = start + np.arange(counts.frames) / rate
    samples = start + np.arange(len(frames.analog)) / (rate * max(counts.samples, 1))
    channels = _channels(parameters, counts)
    units = tuple(each.unit for each in channels)
    declared = declared_plates(parameters, counts.channels, metres)
    plates, plate_issues = read_plates(declared, frames.analog, samples, units)
    taken = {at for each in declared for at in each.channels}
    return Recording(
        name=path.stem,
        names=tuple(names.markers),
        positions=positions,
        time=time,
        plates=plates,
        emg=label_emg(frames.analog, samples, channels, find_emg(channels, taken)),
        events=read_events(header, parameters),
        vendor=_outputs(names, frames.points, time),
        hints=_hints(parameters),
        participant=body,
        source=_source(header, parameters, data, reader),
        issues=(
            *_broken_chain(parameters),
            *names.issues,
            *unit_issues,
            *zero_issues,
            *plate_issues,
            *body_issues,
        ),
    )


def frame_rate(header: Header, parameters: ParameterGroups) -> float:
    """Camera frames a second [Hz].

    Parameters
    ----------
    header
        The file's header.
    parameters
        The file's parameters.

    Returns
    -------
    float
        Positive and finite.

    Raises
    ------
    FileFormatError
        Where the file states no rate.
    """
    stated = (
        parameters.number("POINT", "RATE"),
        header.rate,
        parameters.number("TRIAL", "CAMERA_RATE"),
    )
    for rate in stated:
        if math.isfinite(rate) and 0.5 <= rate <= 20_000:
            return rate
    msg = f"The file states a frame rate of {stated[1]:g} Hz."
    raise FileFormatError(msg, "Export the recording again with its frame rate.")


def _frames(
    path: Path,
    data: bytes,
    header: Header,
    parameters: ParameterGroups,
    counts: Layout,
    *,
    isolated: bool,
) -> tuple[Frames, str]:
    """Frames as ezc3d reads them, else by NumPy, and which it was.

    ezc3d refuses some sound files (MIPS numbers, parameters with odd offsets) and, in
    files whose parameters contradict the header, reads other counts than the frames
    hold.
    """
    parser = WORKER.parse if isolated else _in_process
    try:
        found = parser(path)
    except ReaderRefusal:
        reader = "NumPy, for ezc3d refuses the file"
    else:
        points, analog = found["points"], found["analog"]
        samples = (counts.frames * counts.samples, counts.channels)
        if not counts.channels:
            analog = np.empty(samples)
        if (points.shape, analog.shape) == ((counts.frames, counts.points, 3), samples):
            return Frames(points=points, analog=analog), "ezc3d"
        reader = "NumPy, for ezc3d reads other counts than the file holds"
    return read_frames(data, header, parameters, counts), reader


def _in_process(path: Path) -> dict[str, FloatArray]:
    try:
        return dict(parse(str(path)))
    except Exception as error:
        # Whatever the library raises, the second reader decides.
        raise ReaderRefusal(str(error)) from error


def _channels(parameters: ParameterGroups, counts: Layout) -> tuple[Channel, ...]:
    labels, descriptions, units = (
        parameters.texts("ANALOG", name) for name in ("LABELS", "DESCRIPTIONS", "UNITS")
    )

    def at(texts: tuple[str, ...], index: int) -> str:
        return texts[index] if index < len(texts) else ""

    return tuple(
        Channel(
            label=at(labels, index) or f"channel {index + 1}",
            description=at(descriptions, index),
            unit=at(units, index),
        )
        for index in range(counts.channels)
    )


def _hints(parameters: ParameterGroups) -> dict[str, str]:
    names = ("X_SCREEN", "Y_SCREEN")
    return {each: parameters.text("POINT", each) for each in names}


def _outputs(
    names: PointNames, points: FloatArray, time: FloatArray
) -> xr.DataArray | None:
    if not names.outputs:
        return None
    labels = list(names.outputs)
    return xr.DataArray(
        points[:, list(names.outputs.values())],
        dims=("time", "output", "axis"),
        coords={
            "time": time,
            "output": np.array(labels, dtype=object),
            "axis": np.array(["x", "y", "z"], dtype=object),
            "kind": ("output", np.array([names.kinds[x] for x in labels], object)),
            "unit": ("output", np.array([names.units[x] for x in labels], object)),
        },
        name="vendor_output",
    )


def _source(
    header: Header, parameters: ParameterGroups, data: bytes, reader: str
) -> Source:
    details = {
        "processor": header.processor,
        "storage": header.storage,
        "reader": reader,
    }
    for name, key in (
        ("system", "COMPANY"),
        ("software", "SOFTWARE"),
        ("version", "VERSION_LABEL"),
    ):
        if text := parameters.text("MANUFACTURER", key):
            details[name] = text
    zero = parameters.numbers("FORCE_PLATFORM", "ZERO").ravel()
    if zero.size:
        details["plate_zero_frames"] = " ".join(f"{each:g}" for each in zero)
    return Source(
        format="c3d",
        sha256=hashlib.sha256(data).hexdigest(),
        first_frame=max(header.first_frame, 1),
        details=details,
        parameters=processing_numbers(parameters),
    )


def _broken_chain(parameters: ParameterGroups) -> tuple[Issue, ...]:
    if parameters.complete:
        return ()
    what = "The file's list of parameters breaks off; what came before it was read."
    return (Issue(kind="parameters-broken", where="file", what=what),)
