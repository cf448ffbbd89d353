"""A C3D file with curves and events added: everything that was in it stays in it."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ilium.capture.c3d_encode import (
    BLOCK,
    MOST,
    Counts,
    Groups,
    Stored,
    Value,
    frame_bytes,
    frame_words,
    header_block,
    parameter_section,
)
from ilium.capture.c3d_events import read_events
from ilium.capture.c3d_frames import decoded, layout
from ilium.capture.c3d_header import Header, floats, read_header
from ilium.capture.c3d_outputs import (
    ENDING,
    Output,
    event_group,
    free_labels,
    output_points,
    with_outputs,
)
from ilium.capture.c3d_parameters import (
    ParameterGroups,
    parameter_entries,
    read_parameters,
)
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.errors import InputError

_WIDTHS = {-1: 1, 1: 1, 2: 2, 4: 4}
_REBUILT = ("USED", "LABELS", "DESCRIPTIONS", "DATA_START", "SCALE")
_LISTS = ("ANGLES", "MOMENTS", "POWERS", "ANGLE_UNITS", "MOMENT_UNITS", "POWER_UNITS")


def annotate_c3d(
    original: Path,
    path: Path,
    *,
    outputs: Sequence[Output],
    events: Sequence[Event] = (),
) -> tuple[Issue, ...]:
    """Copy a C3D file, adding curves and events.

    Every point, analog channel, parameter and event of the original is kept; numbers
    become Intel's real ones. Descriptions of parameters are not.

    Parameters
    ----------
    original
        The file as the laboratory recorded it.
    path
        Where to.
    outputs
        Curves with one row for each of its frames.
    events
        Events that it does not have yet.

    Returns
    -------
    tuple of Issue
        Labels and units that had to give way, and names of persons that it holds.

    Raises
    ------
    InputError
        Where the original cannot be read, or has another number of frames.
    """
    data = original.read_bytes()
    header = read_header(data)
    parameters = read_parameters(data, header)
    counts = layout(data, header, parameters)
    if any(len(each.numbers) != counts.frames for each in outputs):
        problem = f"The curves have other frames than the {counts.frames} of the file."
        raise InputError(problem, "Give the recording that they were computed from.")
    words, analog = _numbers(data, header, parameters)
    groups = _copied(data, header)
    stored = parameters.texts("POINT", "LABELS")[: counts.points]
    labels = free_labels(outputs, stored)
    kept = _add_outputs(groups, parameters, outputs, labels, counts.points)
    told = (*read_events(header, parameters), *events)
    _add_events(groups, parameters, header, events)
    added = frame_words(output_points(outputs, counts.frames))
    section = parameter_section(groups)
    size = Counts(
        points=counts.points + len(outputs),
        channels=counts.channels,
        samples=counts.samples,
        first=header.first_frame,
        last=header.last_frame,
        rate=header.rate,
        scale=-abs(header.scale) or -1.0,
    )
    head = header_block(size, len(section) // BLOCK)
    body = frame_bytes(np.concatenate([words, added], axis=1), analog)
    path.write_bytes(head + section + body)
    return (*_told(labels, kept, parameters), *_too_many(told))


def _numbers(
    data: bytes, header: Header, parameters: ParameterGroups
) -> tuple[FloatArray, FloatArray]:
    """Frames as they are stored; points in the file's unit, residuals untouched."""
    counts = layout(data, header, parameters)
    raw = decoded(data, header, counts)
    split = 4 * counts.points
    words = raw[:, :split].reshape(counts.frames, counts.points, 4).copy()
    if header.storage == "integer":
        words[..., :3] *= header.scale
    analog = raw[:, split : split + counts.channels * counts.samples]
    unsigned = parameters.text("ANALOG", "FORMAT").upper().startswith("UNSIGN")
    if unsigned and header.storage == "integer":
        analog = analog % 65_536
    return words, analog.reshape(counts.frames * counts.samples, counts.channels)


def _copied(data: bytes, header: Header) -> Groups:
    """Every parameter as it is, its numbers in Intel's order."""
    names: dict[int, str] = {}
    entries: list[tuple[int, str, Stored]] = []
    for number, name, body in parameter_entries(data, header)[0]:
        if number < 0:
            names[-number] = name.upper()
        else:
            entries.append((number, name.upper(), _raw(data, body, header.processor)))
    groups: Groups = {name: {} for name in names.values()}
    for number, name, value in entries:
        if number in names:
            groups[names[number]][name] = value
    return groups


def _raw(data: bytes, at: int, processor: str) -> Stored:
    kind, rank = struct.unpack_from("bB", data, at)
    shape = tuple(data[at + 2 : at + 2 + rank])
    start = at + 2 + rank
    size = _WIDTHS[kind] * int(np.prod(shape, dtype=np.int64))
    raw = data[start : start + size]
    if kind == 4:
        raw = floats(raw, processor).astype("<f4").tobytes()
    elif kind == 2 and processor == "mips":
        raw = np.frombuffer(raw, ">i2").astype("<i2").tobytes()
    return Stored(kind, shape, raw)


def _add_outputs(
    groups: Groups,
    parameters: ParameterGroups,
    outputs: Sequence[Output],
    labels: Sequence[str],
    points: int,
) -> tuple[str, ...]:
    """Put the new points into POINT; units that it keeps although ours differ."""
    point = groups.setdefault("POINT", {})
    texts = {
        name: _texts(parameters, "POINT", name, points)
        for name in ("LABELS", "DESCRIPTIONS")
    }
    for name in [each for each in point if each.startswith((*_REBUILT, *_LISTS))]:
        del point[name]
    scale = parameters.number("POINT", "SCALE", -1.0)
    point |= {
        "USED": points,
        "SCALE": np.array([-abs(scale) or -1.0]),
        "DATA_START": 0,
        **texts,
    }
    for name in _LISTS:
        stated = parameters.texts("POINT", name)
        if stated:
            point[name] = stated[0] if name.endswith("UNITS") else list(stated)
    return with_outputs(groups, outputs, labels)


def _texts(parameters: ParameterGroups, group: str, name: str, count: int) -> list[str]:
    found = list(parameters.texts(group, name)[:count])
    return found + [""] * (count - len(found))


def _add_events(
    groups: Groups,
    parameters: ParameterGroups,
    header: Header,
    events: Sequence[Event],
) -> None:
    """Put events behind the file's own, which stay as they are written."""
    own = read_events(header, parameters)
    before = parameters.numbers("EVENT", "TIMES")
    count = before.shape[1] if before.ndim == 2 and before.shape[0] == 2 else 0
    if not count:
        if own or events:
            groups["EVENT"] = event_group((*own, *events))
        return
    if not events:
        return
    added = event_group(events[: max(MOST - count, 0)])
    group = groups["EVENT"]
    merged: dict[str, Value] = {"USED": count + len(events[: max(MOST - count, 0)])}
    for name, value in added.items():
        if isinstance(value, list):
            merged[name] = [*_texts(parameters, "EVENT", name, count), *value]
        elif name in ("ICON_IDS", "GENERIC_FLAGS"):
            old = parameters.numbers("EVENT", name).ravel()
            padded = np.pad(old, (0, max(count - old.size, 0)))[:count]
            merged[name] = np.concatenate([padded, np.asarray(value)]).astype(np.int16)
    merged["TIMES"] = np.column_stack([before, np.asarray(added["TIMES"])])
    for name in [x for x in group if x.rstrip("0123456789") in merged]:
        del group[name]
    group |= merged


def _told(
    labels: Sequence[str], kept: Sequence[str], parameters: ParameterGroups
) -> list[Issue]:
    issues: list[Issue] = []
    renamed = [each for each in labels if each.endswith(ENDING)]
    if renamed:
        what = (
            f"The file has {len(renamed)} of these labels already: ours end with "
            f"{ENDING}."
        )
        issues.append(Issue(kind="name-changed", where=renamed[0], what=what))
    for each in kept:
        what = f"The file keeps {each}; the description of each of our curves says its."
        issues.append(
            Issue(kind="unit-kept", where=each, what=what, severity="caution")
        )
    if any(parameters.texts("SUBJECTS", "NAMES")):
        what = "The copy holds the names of persons that the original holds."
        issues.append(
            Issue(kind="names-kept", where="SUBJECTS", what=what, severity="caution")
        )
    return issues


def _too_many(events: Sequence[Event]) -> tuple[Issue, ...]:
    if len(events) <= MOST:
        return ()
    what = f"Only the first {MOST} of {len(events)} events fit into a C3D file."
    return (Issue(kind="left-out", where="events", what=what, severity="caution"),)
