"""TRC file (marker trajectories of OpenSim, Cortex, OpenCap) to recording."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from ilium.capture.labels import told_apart
from ilium.capture.recording import Recording, length_factor, not_seen_at_zero
from ilium.capture.trc_table import read_trc_table
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray
from ilium.core.trial import Source
from ilium.errors import FileFormatError


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
    table = read_trc_table(path)
    names, doubles = told_apart(table.names)
    stated = table.head.get("DataRate", "")
    metres, issues = length_factor(table.head.get("Units", ""), table.places)
    positions, zero_issues = not_seen_at_zero(table.places * metres)
    recording = Recording(
        name=path.name.split(".")[0],
        names=names,
        positions=positions,
        time=_time(table.time, stated),
        participant=participant,
        source=Source(
            format="trc",
            sha256=table.sha256,
            first_frame=_first_frame(table.frames),
            details={"stated_rate": stated.strip()},
        ),
    )
    return replace(recording, issues=(*doubles, *issues, *zero_issues))


def _time(time: FloatArray, stated: str) -> FloatArray:
    """The file's time column, or frames over the stated rate where it does not rise."""
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


def _first_frame(frames: FloatArray) -> int:
    first = frames[0] if len(frames) else 1.0
    return int(first) if np.isfinite(first) and abs(first) < 1e9 else 1
