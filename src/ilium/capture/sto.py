"""MOT and STO files of OpenSim: tables, and the ground reaction forces in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilium.capture.recording import Recording
from ilium.capture.tables import parse_numbers, read_text
from ilium.conventions import UP
from ilium.core.dictionary import PLATE_FORCE, PLATE_MOMENT
from ilium.core.participant import Participant
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray
from ilium.core.trial import Source
from ilium.errors import FileFormatError, InputError

_FORCE = re.compile(
    r"^(?P<before>.*?)_?force_?(?P<after>.*?)_?v(?P<axis>[xyz])$", re.IGNORECASE
)
_SIDES = {"r": "right", "right": "right", "l": "left", "left": "left"}
_AXES = ["x", "y", "z"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """A MOT or STO file.

    Parameters
    ----------
    time
        Shape (time,) [s].
    columns
        Labels without ``time``.
    numbers
        Shape (time, column), as stored.
    degrees
        Whether angles are in degrees, as the header says.
    sha256
        Hash of the file's bytes.
    """

    time: FloatArray
    columns: tuple[str, ...]
    numbers: FloatArray
    degrees: bool
    sha256: str

    def column(self, name: str) -> FloatArray:
        """Numbers of one column, shape (time,)."""
        return self.numbers[:, self.columns.index(name)]


def read_table(path: Path) -> Table:
    """Read any MOT or STO file.

    Parameters
    ----------
    path
        The file, gzipped or not.

    Returns
    -------
    Table
        As stored.

    Raises
    ------
    FileFormatError
        Where it does not follow the format.
    """
    text = read_text(path)
    lines = text.lines
    ends = [at for at, line in enumerate(lines) if line.strip().lower() == "endheader"]
    if not ends:
        msg = "The file has no line 'endheader', as MOT and STO files must."
        raise FileFormatError(msg, "Give a MOT or STO file as OpenSim writes it.")
    head = "\n".join(lines[: ends[0]])
    body = [line.split() for line in lines[ends[0] + 1 :] if line.strip()]
    if len(body) < 2 or body[0][0].lower() != "time":
        msg = "The file holds no table that starts with a column 'time'."
        raise FileFormatError(msg, "Export it again.")
    labels = body[0]
    numbers = parse_numbers(["\t".join(row) for row in body[1:]], len(labels), "\t")
    time = numbers[:, 0]
    if not (np.isfinite(time).all() and (np.diff(time) > 0).all()):
        msg = "The file's times do not rise from row to row."
        raise FileFormatError(msg, "Export it again.")
    return Table(
        time=time,
        columns=tuple(labels[1:]),
        numbers=numbers[:, 1:],
        degrees=bool(re.search(r"indegrees\s*=\s*yes", head, re.IGNORECASE)),
        sha256=text.sha256,
    )


def read_forces(path: Path, *, participant: Participant) -> Recording:
    """Read ground reaction forces that act on feet or stand for plates.

    Parameters
    ----------
    path
        A MOT or STO file of external loads.
    participant
        Body measures that the caller knows.

    Returns
    -------
    Recording
        Without markers; one plate of kind 0 for each force, in the file's axes.

    Raises
    ------
    InputError
        Where the file holds other columns than forces.
    """
    table = read_table(path)
    plates = external_loads(table)
    if not plates:
        shown = ", ".join(table.columns[:4])
        msg = f"The file holds no ground reaction forces but {shown} …."
        raise InputError(msg, "Give a MOT file with columns like ground_force_vx.")
    return Recording(
        name=path.name.split(".")[0],
        names=(),
        positions=np.empty((len(table.time), 0, 3)),
        time=table.time,
        plates=plates,
        participant=participant,
        hints={"Y_SCREEN": "+Y"},
        source=Source(format="mot", sha256=table.sha256),
    )


def external_loads(table: Table) -> tuple[Plate, ...]:
    """Find the forces with their points and free moments among a table's columns.

    Parameters
    ----------
    table
        A MOT or STO file.

    Returns
    -------
    tuple[Plate, ...]
        Kind 0; named by side where the columns tell it, else by number.
    """
    stems: list[tuple[str, str]] = []
    for name in table.columns:
        found = _FORCE.match(name)
        if found and (found["before"], found["after"]) not in stems:
            stems.append((found["before"], found["after"]))
    with np.errstate(over="ignore", invalid="ignore"):  # the magnitude is checked later
        plates = [_load(table, stem, number) for number, stem in enumerate(stems, 1)]
    return tuple(each for each in plates if each is not None)


def _load(table: Table, stem: tuple[str, str], number: int) -> Plate | None:
    force = _vector(table, stem, "force", "v")
    if force is None:
        return None
    point = _vector(table, stem, "force", "p")
    free = None
    for word, letter in (
        ("torque", ""),
        ("force", "m"),
        ("moment", ""),
        ("moment", "m"),
    ):
        free = _vector(table, stem, word, letter) if free is None else free
    moment = np.zeros_like(force) if free is None else free
    if point is not None:
        moment = moment + np.cross(point, force)
    words = "_".join(stem).lower().split("_")
    sides = [_SIDES[word] for word in words if word in _SIDES]
    return Plate(
        name=sides[0] if sides else f"plate {number}",
        kind=0,
        corners=np.full((4, 3), np.nan),
        force=PLATE_FORCE.label(force, time=table.time, axis=_AXES),
        moment=PLATE_MOMENT.label(moment, time=table.time, axis=_AXES),
        origin=np.zeros(3),
        normal=np.eye(3)[UP],
        convention="External loads in the axes of the file.",
    )


def _vector(
    table: Table, stem: tuple[str, str], word: str, letter: str
) -> FloatArray | None:
    before, after = stem
    pattern = re.compile(
        rf"^{re.escape(before)}_?{word}_?{re.escape(after)}_?{letter}(?P<axis>[xyz])$",
        re.IGNORECASE,
    )
    found = {
        match["axis"].lower(): name
        for name in table.columns
        if (match := pattern.match(name))
    }
    if set(found) != {"x", "y", "z"}:
        return None
    return np.column_stack([table.column(found[axis]) for axis in "xyz"])
