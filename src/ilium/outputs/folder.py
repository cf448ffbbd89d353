"""The output folder: written so that it is whole or known to be incomplete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ilium.core.atomic import settle, together
from ilium.core.digest import digest_of
from ilium.core.parsing import json_of
from ilium.core.system_errors import not_writable
from ilium.outputs.documents import (
    columns_json,
    provenance_json,
    quality_json,
    records_json,
)
from ilium.outputs.engine_tables import (
    clinical_moments_csv,
    coordinates_csv,
    joint_reactions_csv,
    moments_csv,
    muscle_forces_csv,
    powers_csv,
)
from ilium.outputs.findings_json import findings_json
from ilium.outputs.opensim_files import (
    activations_sto,
    external_loads_mot,
    external_loads_xml,
    id_sto,
    ik_mot,
    model_osim,
    muscle_forces_sto,
)
from ilium.outputs.tables import angles_csv, events_csv, forces_csv, measures_csv
from ilium.pipeline import Analysis
from ilium.report import write_report

PROVENANCE: Final = "provenance.json"
REPORT: Final = "report.html"
PRINTED: Final = "report.pdf"

_TEXTS: Final[Mapping[str, Callable[[Analysis], str]]] = MappingProxyType(
    {
        "measures.csv": measures_csv,
        "events.csv": events_csv,
        "angles_plug_in_gait.csv": angles_csv,
        "forces.csv": forces_csv,
        "findings.json": findings_json,
        "quality.json": quality_json,
        "records.json": records_json,
        "columns.json": columns_json,
    }
)
_ENGINE: Final[Mapping[str, Callable[[Analysis], str]]] = MappingProxyType(
    {
        "angles.csv": coordinates_csv,
        "moments.csv": moments_csv,
        "moments_plug_in_gait.csv": clinical_moments_csv,
        "powers.csv": powers_csv,
        "muscle_forces.csv": muscle_forces_csv,
        "joint_reactions.csv": joint_reactions_csv,
        "model.osim": model_osim,
        "ik.mot": ik_mot,
        "external_loads.mot": external_loads_mot,
        "external_loads.xml": external_loads_xml,
        "id.sto": id_sto,
        "muscle_forces.sto": muscle_forces_sto,
        "activations.sto": activations_sto,
    }
)
"""Files of the musculoskeletal model; those of stages that did not run are absent."""
FILES: Final = (*_TEXTS, *_ENGINE, REPORT, PRINTED)
"""What an output folder of a recording may hold beside its provenance."""


def write_results(analysis: Analysis, folder: Path | str, *, pdf: bool = False) -> Path:
    """Write everything that one run leaves.

    All of it is written aside and then put in its place together, the provenance, which
    holds the hashes of the others, last. Same analysis, same bytes.

    Parameters
    ----------
    analysis
        What was computed.
    folder
        Where to; made where it does not exist.
    pdf
        Whether to write the report as PDF too; a PDF of an earlier run goes otherwise.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    InputError
        Where the folder cannot be written to, or Typst is not installed for a PDF.
    """
    texts = _texts(analysis)
    printed = _printed(analysis) if pdf else b""
    made: dict[str, Callable[[Path], object]] = {
        REPORT: lambda path: write_report(analysis, path)
    }
    if printed:
        made[PRINTED] = lambda path: path.write_bytes(printed)
    write_whole(
        Path(folder),
        texts,
        made,
        known=FILES,
        provenance=lambda files: provenance_json(
            analysis.provenance, analysis.trial.name, files
        ),
    )
    return Path(folder) / REPORT


def write_whole(
    folder: Path,
    texts: Mapping[str, str],
    made: Mapping[str, Callable[[Path], object]],
    *,
    known: Iterable[str],
    provenance: Callable[[Mapping[str, str]], str],
) -> None:
    """Write a folder whole, or leave it as it was.

    Parameters
    ----------
    folder
        Where to; made where it does not exist, and taken back if it cannot be filled.
    texts
        File to its text.
    made
        File to what writes it.
    known
        Every file that such a folder may hold; those of an earlier run go.
    provenance
        From every file's hash to the text of `PROVENANCE`.

    Raises
    ------
    InputError
        Where the folder cannot be written to.
    """
    try:
        with together(folder) as files:
            files.drop(each for each in known if each not in texts and each not in made)
            there = {name: files.text(name, text) for name, text in texts.items()}
            there |= {name: files.write(name, write) for name, write in made.items()}
            hashes = {name: digest_of(place) for name, place in there.items()}
            files.text(PROVENANCE, provenance(hashes))
    except OSError as error:
        raise not_writable(folder, error) from error


def _texts(analysis: Analysis) -> dict[str, str]:
    """Contents of every text file that this analysis leaves."""
    texts = {name: write(analysis) for name, write in {**_TEXTS, **_ENGINE}.items()}
    return {name: text for name, text in texts.items() if text}


def _printed(analysis: Analysis) -> bytes:
    from ilium.report.pdf import render_pdf  # noqa: PLC0415 - an extra

    return render_pdf(analysis)


def is_complete(folder: Path) -> bool:
    """Whether a folder holds everything that its provenance names, unchanged.

    Parameters
    ----------
    folder
        A folder that `write_results` wrote, or began to write.

    Returns
    -------
    bool
        False where the provenance is missing, damaged or does not match.
    """
    settle(folder)
    try:
        stated = json_of((folder / PROVENANCE).read_text(encoding="utf-8"))["files"]
        return all(_holds(folder, name, stated[name]) for name in stated)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _holds(folder: Path, name: str, sha256: str) -> bool:
    """Whether a file stands in a folder itself, unchanged."""
    return Path(name).name == name and digest_of(folder / name) == sha256
