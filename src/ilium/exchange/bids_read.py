"""A recording of a Motion-BIDS data set as a parcel."""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from ilium.capture.recording import Recording
from ilium.conventions import AXES
from ilium.core.movement import TASKS
from ilium.core.parsing import json_of
from ilium.core.participant import PLAUSIBLE
from ilium.core.quantity import FloatArray
from ilium.core.trial import Source
from ilium.errors import FileFormatError, InputError
from ilium.exchange.bids import DESCRIPTION
from ilium.exchange.bids_signals import MISSING, SYSTEMS
from ilium.exchange.damage import damage_told
from ilium.exchange.from_tables import parcel_from
from ilium.exchange.parcel import Parcel
from ilium.exchange.tables import Column, FlatTable, body_unit, time_column
from ilium.units import PER_SI

SUFFIX: Final = "_motion.tsv"
UNITS: Final[Mapping[str, str]] = {"N*m": "N m", MISSING: ""}
BODY: Final = {"height": "height", "weight": "mass"}


def read_bids(path: Path) -> Parcel:
    """Read one recording: all tracking systems of one subject, session, task and run.

    Parameters
    ----------
    path
        A data set that holds one recording, or one of its ``_motion.tsv`` files.

    Returns
    -------
    Parcel
        In SI units; of a data set that another program wrote, positions in the
        laboratory's axes as they are found.

    Raises
    ------
    InputError
        Where the data set holds several recordings, or none.
    FileFormatError
        Where a file does not follow Motion-BIDS.
    """
    files = _recording(path)
    with damage_told(_broken(files[0])):
        return _parcel(files)


def _parcel(files: Sequence[Path]) -> Parcel:
    above = (each for each in files[0].parents if (each / DESCRIPTION).exists())
    root = next(above, None)
    if root is None:
        raise _broken(files[0])
    digest = hashlib.sha256(b"".join(each.read_bytes() for each in files))
    source = Source(format="bids", sha256=digest.hexdigest())
    notes = [_document(each.with_suffix(".json")) for each in files]
    tables = [_table(*each) for each in zip(files, notes, strict=True)]
    name = _key(files[0])
    if not any("IliumTable" in each for each in notes):
        return _foreign(tables, name, source)
    events = _events(files[0], notes[0])
    body = _body(root, files[0])
    words = str(notes[0].get("TaskName", ""))
    task = next((key for key, said in TASKS.items() if said == words), "")
    more = [each for each in (events, body) if each is not None]
    return parcel_from([*tables, *more], name=name, source=source, task=task)


def _recording(path: Path) -> list[Path]:
    """Files of one recording, markers first."""
    if path.is_file():
        found = [x for x in path.parent.glob(f"*{SUFFIX}") if _key(x) == _key(path)]
    else:
        found = list(path.rglob(f"sub-*{SUFFIX}"))
    keys = sorted({_key(each) for each in found})
    if not keys:
        raise InputError(f"{path.name!r} holds no recording.", "Name a BIDS data set.")
    if len(keys) > 1:
        problem = f"The data set holds {len(keys)} recordings: {', '.join(keys[:4])} …."
        raise InputError(problem, f"Name one file of one, ending with {SUFFIX}.")
    order = list(SYSTEMS.values())
    return sorted(found, key=lambda x: (_rank(order, _system(x)), x.name))


def _rank(order: Sequence[str], system: str) -> int:
    return order.index(system) if system in order else len(order)


def _key(path: Path) -> str:
    """Name of a recording: the file's without its tracking system."""
    parts = path.name.removesuffix(SUFFIX).split("_")
    return "_".join(each for each in parts if not each.startswith("tracksys-"))


def _system(path: Path) -> str:
    parts = path.name.removesuffix(SUFFIX).split("_")
    return next((x[9:] for x in parts if x.startswith("tracksys-")), "")


def _document(path: Path) -> dict[str, Any]:
    try:
        found = json_of(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _broken(path) from error
    if not isinstance(found, dict):
        raise _broken(path)
    return found


def _broken(path: Path) -> FileFormatError:
    problem = f"{path.name} does not follow Motion-BIDS."
    return FileFormatError(problem, "Check the data set with the BIDS validator.")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def _table(path: Path, notes: Mapping[str, Any]) -> FlatTable:
    channels = _rows(path.with_name(path.name.replace(SUFFIX, "_channels.tsv")))
    try:
        rows = [
            [np.nan if x == MISSING else float(x) for x in line.split("\t")]
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
        numbers = np.array(rows).reshape(len(rows), len(channels))
        rate = float(notes["SamplingFrequency"])
        start = float(notes.get("IliumClockStart", 0.0))
        kinds = [each["type"] for each in channels]
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(path) from error
    if not 0.0 < rate < math.inf:
        raise _broken(path)
    clock = np.arange(len(numbers)) / rate
    if "LATENCY" in kinds:
        clock = numbers[:, kinds.index("LATENCY")]
    columns = [
        _column(each, cells)
        for each, cells in zip(channels, numbers.T, strict=True)
        if each["type"] != "LATENCY"
    ]
    name = str(notes.get("IliumTable", _system(path) or "motion"))
    return FlatTable(name=name, columns=(time_column(start + clock), *columns))


def _column(channel: Mapping[str, str], cells: FloatArray) -> Column:
    stated = UNITS.get(channel["units"], channel["units"])
    base, factor = PER_SI.get(stated, (stated, 1.0))
    name = channel["name"]
    if channel["type"] == "POS" and channel.get("component") in AXES:
        name = f"{channel['tracked_point']}.{channel['component']}"
    return Column(name=name, unit=base, cells=cells / factor)


def _events(path: Path, notes: Mapping[str, Any]) -> FlatTable | None:
    place = path.with_name(f"{_key(path)}_events.tsv")
    if not place.is_file():
        return None
    rows = _rows(place)
    start = float(notes.get("IliumEventsStart", 0.0))
    try:
        times = start + np.array([float(each["onset"]) for each in rows])
        names = tuple(each["trial_type"] for each in rows)
    except (KeyError, ValueError) as error:
        raise _broken(place) from error
    sides = tuple(each.get("side", "both") for each in rows)
    return FlatTable(
        name="events",
        columns=(
            Column(name="event", cells=names),
            Column(name="side", cells=sides),
            Column(name="time_s", cells=times, unit="s"),
            Column(name="source", cells=tuple(x.get("source", "file") for x in rows)),
        ),
    )


def _body(root: Path, path: Path) -> FlatTable | None:
    place = root / "participants.tsv"
    if not place.is_file():
        return None
    own = path.name.split("_")[0]
    row = next((x for x in _rows(place) if x.get("participant_id") == own), {})
    known: dict[str, float] = {}
    for name, measure in BODY.items():
        cell = row.get(name) or MISSING
        if cell != MISSING:
            try:
                known[measure] = float(cell)
            except ValueError as error:
                raise _broken(place) from error
    columns = tuple(
        Column(name=name, cells=np.array([value]), unit=body_unit(name))
        for name, value in known.items()
        if PLAUSIBLE[name][0] <= value <= PLAUSIBLE[name][1]
    )
    return FlatTable(name="body", columns=columns) if columns else None


def _foreign(tables: Sequence[FlatTable], name: str, source: Source) -> Parcel:
    """Positions of a data set that another program wrote; its axes are detected."""
    found = None
    for table in tables:
        stems = [
            each[:-2]
            for each in table.names
            if each.endswith(".x")
            and {f"{each[:-2]}.y", f"{each[:-2]}.z"} <= set(table.names)
        ]
        if stems:
            found = table, stems
            break
    if found is None:
        raise InputError(
            "The data set holds no positions of points in three axes.",
            "Give a recording with channels of the type POS.",
        )
    table, stems = found
    places = [
        np.column_stack([table.numbers(f"{stem}.{axis}") for axis in AXES])
        for stem in stems
    ]
    recording = Recording(
        name=name,
        names=tuple(stems),
        positions=np.stack(places, axis=1),
        time=table.numbers("time_s"),
        source=source,
    )
    trial = recording.trial()
    return Parcel(name=name, trial=trial, sha256=source.sha256)
