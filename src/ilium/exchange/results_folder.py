"""An output folder of ilium as a parcel."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, cast

import numpy as np

from ilium.conventions import SideOrBoth
from ilium.core.event import Event
from ilium.core.issue import Issue
from ilium.core.parsing import json_of
from ilium.errors import FileFormatError, InputError
from ilium.exchange.damage import damage_told
from ilium.exchange.parcel import Parcel
from ilium.model.osim_read import read_osim
from ilium.outputs.columns import EVENTS, headings
from ilium.outputs.courses import Course
from ilium.outputs.folder import PROVENANCE, is_complete
from ilium.outputs.measure_rows import plain_text, read_measures
from ilium.units import PER_SI

CURVES: Final[Mapping[str, str]] = {
    "angles_plug_in_gait": "deg",
    "moments_plug_in_gait": "N m/kg",
    "angles": "",
    "moments": "",
    "powers": "W",
    "muscle_forces": "N",
    "joint_reactions": "BW",
    "angles_2d": "deg",
}
"""Table of curves to the unit of its columns; empty where columns.json tells."""
REMEDY: Final = "Run ilium analyse on the recording again."


def read_results(folder: Path) -> Parcel:
    """Read what ``ilium analyse`` or ``ilium video`` left.

    Parameters
    ----------
    folder
        The output folder.

    Returns
    -------
    Parcel
        Curves, events, measures and model in SI units; markers are in the recording
        only.

    Raises
    ------
    InputError
        Where it is no whole output folder.
    """
    if not is_complete(folder):
        problem = f"{folder.name!r} is no complete output folder of ilium."
        raise InputError(problem, REMEDY)
    problem = f"The files of {folder.name!r} are not as ilium writes them."
    with damage_told(FileFormatError(problem, REMEDY)):
        return _parcel(folder)


def _parcel(folder: Path) -> Parcel:
    provenance = _document(folder / PROVENANCE)
    records = _document(folder / "records.json")
    screen = _document(folder / "findings.json")
    model = folder / "model.osim"
    measures = (folder / "measures.csv").read_text(encoding="utf-8")
    return Parcel(
        name=str(provenance.get("trial", folder.name)),
        events=_events(folder / "events.csv"),
        courses=tuple(
            _course(folder, name, unit)
            for name, unit in CURVES.items()
            if (folder / f"{name}.csv").is_file()
        ),
        measures=read_measures(measures, folder.name),
        model=read_osim(model) if model.is_file() else None,
        task=str(records.get("movement", {}).get("task", "")),
        headline=str(screen.get("headline", "")),
        sha256=_sha256(provenance),
        issues=(
            Issue(
                kind="not-in-folder",
                where="markers",
                what="An output folder holds no markers: they are in the recording.",
            ),
        ),
    )


def _document(path: Path) -> dict[str, Any]:
    try:
        found = json_of(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise FileFormatError(f"{path.name} cannot be read.", REMEDY) from error
    if not isinstance(found, dict):
        raise FileFormatError(f"{path.name} is no JSON object.", REMEDY)
    return found


def _sha256(provenance: Mapping[str, Any]) -> str:
    inputs = provenance.get("inputs", [])
    return next((each["sha256"] for each in inputs if each.get("role") == "trial"), "")


def _events(path: Path) -> tuple[Event, ...]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream)
        if rows.fieldnames != headings(EVENTS):
            raise FileFormatError(f"{path.name} has other columns.", REMEDY)
        return tuple(
            Event(
                time=float(row["time_s"]),
                name=plain_text(row["event"]),
                side=cast("SideOrBoth", row["side"]),
                source=plain_text(row["source"]),
            )
            for row in rows
        )


def _course(folder: Path, name: str, unit: str) -> Course:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        heading, *rows = csv.reader(stream)
    numbers = np.array(
        [[float(cell) if cell else math.nan for cell in row] for row in rows]
    ).reshape(-1, len(heading))
    units = _units(folder, name, heading[1:], unit)
    bases = [PER_SI.get(x, (x, 1.0)) if x != "BW" else (x, 1.0) for x in units]
    factors = np.array([factor for _, factor in bases])
    return Course(
        name=name,
        time=numbers[:, 0],
        columns=tuple(heading[1:]),
        units=tuple(base for base, _ in bases),
        numbers=numbers[:, 1:] / factors,
    )


def _units(folder: Path, name: str, columns: list[str], unit: str) -> list[str]:
    if name == "moments_plug_in_gait":
        return ["W/kg" if each.endswith("Power") else unit for each in columns]
    if unit:
        return [unit] * len(columns)
    stated = _document(folder / "columns.json").get("coordinates", {})
    return [str(stated.get(each, {}).get(f"{name}.csv", "")) for each in columns]
