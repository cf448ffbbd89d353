"""An earlier output folder, read as a visit that a new one is compared with."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
from pathlib import Path
from typing import Any, Final

from ilium.catalogue import kind_of
from ilium.core.measure import Measure
from ilium.errors import FileFormatError, InputError
from ilium.outputs.columns import MEASURES, headings
from ilium.units import in_unit
from ilium.variability.axes import axis_of
from ilium.variability.visits import Visit

FILES: Final = ("measures.csv", "records.json", "provenance.json")
REMEDY: Final = "Name the folder that ilium analyse wrote for the earlier recording."


def read_visit(folder: Path | str) -> Visit:
    """Read what an earlier analysis found out about variability.

    Parameters
    ----------
    folder
        Output folder of an earlier run.

    Returns
    -------
    Visit
        Its movement, its surface and its summaries of variability, in SI units.

    Raises
    ------
    InputError
        Where it is no whole output folder, or holds no measure of variability.
    """
    folder = Path(folder)
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        problem = f"{folder.name!r} holds no {' and no '.join(missing)}."
        raise InputError(problem, REMEDY)
    raw = (folder / "measures.csv").read_bytes()
    sha256 = hashlib.sha256(raw).hexdigest()
    provenance = _document(folder / "provenance.json")
    try:
        task = str(_document(folder / "records.json")["movement"]["task"])
        surface = str(provenance["settings"]["variability"]["surface"])
        whole = provenance["files"]["measures.csv"] == sha256
    except (KeyError, TypeError) as error:
        problem = f"{folder.name!r} does not name its movement and its files."
        raise FileFormatError(problem, REMEDY) from error
    if not whole:
        problem = f"measures.csv of {folder.name!r} is not as ilium wrote it."
        raise FileFormatError(problem, "Analyse that recording again.")
    measures = _measures(raw.decode("utf-8"), folder.name)
    if not measures:
        problem = f"The analysis in {folder.name!r} found no measure of variability."
        raise InputError(problem, "Give earlier recordings of several repetitions.")
    return Visit(task=task, surface=surface, measures=measures, sha256=sha256)


def _document(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FileFormatError(f"{path.name} is no JSON document.", REMEDY) from error
    if not isinstance(found, dict):
        raise FileFormatError(f"{path.name} is no JSON object.", REMEDY)
    return found


def _measures(text: str, folder: str) -> tuple[Measure, ...]:
    rows = csv.DictReader(io.StringIO(text))
    if rows.fieldnames != headings(MEASURES):
        problem = f"measures.csv of {folder!r} has other columns than this version's."
        raise FileFormatError(problem, "Analyse that recording again.")
    return tuple(
        _measure(row)
        for row in rows
        if axis_of(row["measure"]) is not None and not row["repetition"]
    )


def _measure(row: dict[str, str]) -> Measure:
    name, display = row["measure"], row["unit"]
    unit = kind_of(name).unit
    size = in_unit(1.0, unit, display)
    value, low, high = (
        float(row[each]) / size if row[each] else math.nan
        for each in ("value", "ci_low", "ci_high")
    )
    side = row["side"]
    return Measure(
        name=name,
        side="left" if side == "left" else "right" if side == "right" else "both",
        value=value,
        unit=unit,
        n=int(row["n"]) if row["n"] else 0,
        ci_low=low,
        ci_high=high,
    )
