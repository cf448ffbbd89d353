"""An earlier output folder, read as a visit that a new one is compared with."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

from ilium.core.atomic import settle
from ilium.core.parsing import json_of
from ilium.errors import FileFormatError, InputError
from ilium.outputs.measure_rows import read_measures
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
    settle(folder)
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
        text = raw.decode("utf-8")
    except (LookupError, TypeError, UnicodeDecodeError) as error:
        problem = f"{folder.name!r} does not name its movement and its files."
        raise FileFormatError(problem, REMEDY) from error
    if not whole:
        problem = f"measures.csv of {folder.name!r} is not as ilium wrote it."
        raise FileFormatError(problem, "Analyse that recording again.")
    measures = tuple(
        each
        for each in read_measures(text, folder.name)
        if axis_of(each.name) is not None and each.repetition is None
    )
    if not measures:
        problem = f"The analysis in {folder.name!r} found no measure of variability."
        raise InputError(problem, "Give earlier recordings of several repetitions.")
    return Visit(task=task, surface=surface, measures=measures, sha256=sha256)


def _document(path: Path) -> dict[str, Any]:
    try:
        found = json_of(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FileFormatError(f"{path.name} is no JSON document.", REMEDY) from error
    if not isinstance(found, dict):
        raise FileFormatError(f"{path.name} is no JSON object.", REMEDY)
    return found
