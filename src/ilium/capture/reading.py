"""One way in: a recording of any format to a trial."""

from __future__ import annotations

from pathlib import Path

from ilium.capture.c3d import read_c3d
from ilium.capture.recording import Recording
from ilium.core.participant import Participant
from ilium.core.trial import Trial
from ilium.errors import FileFormatError, InputError


def read_trial(
    path: str | Path,
    *,
    axes: tuple[str, str] | None = None,
    participant: Participant | None = None,
    forces: str | Path | None = None,  # noqa: ARG001
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
    file = Path(path)
    if not file.is_file():
        msg = f"There is no file {file.name!r}."
        raise InputError(msg, "Check its name and folder.")
    known = participant or Participant()
    recording = _read(file, known, isolated=isolated)
    return recording.trial(axes)


def _read(file: Path, participant: Participant, *, isolated: bool) -> Recording:
    with file.open("rb") as stream:
        start = stream.read(512)
    if len(start) > 1 and start[1] == 0x50:
        return read_c3d(file, participant=participant, isolated=isolated)
    if not start:
        msg = f"The file {file.name!r} is empty."
        raise FileFormatError(msg, "Copy or export it again.")
    msg = f"The file {file.name!r} is of no format that ilium reads."
    raise FileFormatError(msg, "Give a C3D, TRC, MOT, STO or Nexus CSV file.")
