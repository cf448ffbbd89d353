"""TRC file (marker trajectories of OpenSim, Cortex, OpenCap) to recording."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from ilium.capture.labels import told_apart
from ilium.capture.recording import Recording, length_factor, not_seen_at_zero
from ilium.capture.tables import parse_numbers, read_text
from ilium.core.issue import Issue
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray
from ilium.core.trial import Source
from ilium.errors import FileFormatError

_HEADER_LINES = 5


def read_trc(path: Path, *, participant: Participant) -> Recording:
    """Read a TRC file; blanks and NaN of any spelling are gaps.

    Parameters
    ----------
    path
        The file, gzipped or not.
    participant
        Body measures that the caller knows.

    Returns
    -------
    Recording
        In SI units and the file's own axes; its clock is the file's time column.

    Raises
    ------
    FileFormatError
        Where it does not follow the format.
    """
    text = read_text(path)
    if len(text.lines) <= _HEADER_LINES:
        msg = "The TRC file ends before its first frame."
        raise FileFormatError(msg, "Export it again.")
    head = dict(zip(text.lines[1].split("\t"), text.lines[2].split("\t"), strict=False))
    names, doubles = _names(text.lines[3])
    rows = [line for line in text.lines[_HEADER_LINES:] if line.strip()]
    numbers = parse_numbers(rows, 2 + 3 * len(names), "\t")
    positions = numbers[:, 2:].reshape(len(numbers), len(names), 3)
    metres, issues = length_factor(head.get("Units", ""), positions)
    positions, zero_issues = not_seen_at_zero(positions * metres)
    recording = Recording(
        name=path.name.split(".")[0],
        names=names,
        positions=positions,
        time=_time(numbers, head.get("DataRate", "")),
        participant=participant,
        source=Source(
            format="trc",
            sha256=text.sha256,
            first_frame=_first_frame(numbers),
            details={"stated_rate": head.get("DataRate", "").strip()},
        ),
    )
    return replace(recording, issues=(*doubles, *issues, *zero_issues))


def _names(line: str) -> tuple[tuple[str, ...], tuple[Issue, ...]]:
    named = [cell.strip() for cell in line.split("\t")[2:] if cell.strip()]
    if not named:
        msg = "The TRC file names no marker in its fourth line."
        raise FileFormatError(msg, "Export it again with marker names.")
    return told_apart(named)


def _time(numbers: FloatArray, stated: str) -> FloatArray:
    """The file's time column, or frames over the stated rate where it does not rise."""
    time = numbers[:, 1]
    if len(time) == 1 or (np.isfinite(time).all() and (np.diff(time) > 0).all()):
        return np.nan_to_num(time)
    try:
        rate = float(stated)
    except ValueError:
        rate = 0.0
    if not 0.5 <= rate <= 20_000:
        msg = f"The TRC file's times do not rise, and its rate is {stated!r} Hz."
        raise FileFormatError(msg, "Export it again with times or a rate.")
    return np.arange(len(time)) / rate


def _first_frame(numbers: FloatArray) -> int:
    first = numbers[0, 0] if len(numbers) else 1.0
    return int(first) if np.isfinite(first) and abs(first) < 1e9 else 1
