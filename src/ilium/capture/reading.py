"""One way in: a recording of any format to a trial."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ilium.capture.c3d import read_c3d
from ilium.capture.nexus_csv import read_nexus_csv
from ilium.capture.recording import Recording
from ilium.capture.sto import read_forces
from ilium.capture.trc import read_trc
from ilium.core.participant import Participant
from ilium.core.trial import Trial
from ilium.errors import FileFormatError, InputError


def read_trial(
    path: str | Path,
    *,
    axes: tuple[str, str] | None = None,
    participant: Participant | None = None,
    forces: str | Path | None = None,
    isolated: bool = True,
) -> Trial:
    """Read one recording.

    Parameters
    ----------
    path
        A C3D or TRC file, a MOT or STO file of forces, or a CSV export of Nexus; text
        may be gzipped.
    axes
        The laboratory's axes that point forwards and up, for example ``("+x", "+z")``;
        ``None`` to detect them.
    participant
        Body measures that are known; they win over the file's.
    forces
        A MOT or STO file of ground reaction forces that belongs to a TRC file.
    isolated
        Whether the C3D library runs in a process of its own, so that no damaged file
        can take this program down.

    Returns
    -------
    Trial
        Markers, plates and events in SI units and the laboratory frame.

    Raises
    ------
    InputError
        Where the file is missing or cannot be used, with the reason.
    """
    known = participant or Participant()
    recording = _read(_existing(path), known, isolated=isolated)
    if forces is not None:
        loads = read_forces(_existing(forces), participant=known)
        recording = replace(recording, plates=(*recording.plates, *loads.plates))
    return recording.trial(axes)


def _existing(path: str | Path) -> Path:
    file = Path(path)
    if file.is_dir():
        msg = f"{file.name!r} is a folder, not a recording."
        raise InputError(msg, "Name one file in it.")
    if not file.is_file():
        msg = f"There is no file {file.name!r}."
        raise InputError(msg, "Check its name and folder.")
    return file


def _read(file: Path, participant: Participant, *, isolated: bool) -> Recording:
    with file.open("rb") as stream:
        start = stream.read(512)
    if not start:
        msg = f"The file {file.name!r} is empty."
        raise FileFormatError(msg, "Copy or export it again.")
    if start[1:2] == b"\x50":
        return read_c3d(file, participant=participant, isolated=isolated)
    ending = file.name.lower().removesuffix(".gz").rpartition(".")[2]
    if start.startswith(b"PathFileType") or ending == "trc":
        return read_trc(file, participant=participant)
    if ending in {"mot", "sto"}:
        return read_forces(file, participant=participant)
    if ending in {"csv", "txt"}:
        return read_nexus_csv(file, participant=participant)
    msg = f"The file {file.name!r} is of no format that ilium reads."
    raise FileFormatError(msg, "Give a C3D, TRC, MOT, STO or Nexus CSV file.")
