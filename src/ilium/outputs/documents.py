"""Analysis to the JSON documents of the output folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ilium.core.movement import Movement
from ilium.core.provenance import Plain, Provenance, plain
from ilium.findings.language import spoken_language
from ilium.outputs.columns import SCHEMA_VERSION, TABLES
from ilium.outputs.variability_records import asymmetry_records, variability_records
from ilium.pipeline import Analysis

if TYPE_CHECKING:
    from ilium.filmed import VideoAnalysis


def quality_json(analysis: Analysis | VideoAnalysis) -> str:
    """What is doubtful, from every stage in order."""
    issues = [plain(each) for each in analysis.issues]
    motion = analysis.motion if isinstance(analysis, Analysis) else None
    held = list(motion.undetermined) if motion else []
    return document({"issues": issues, "undetermined_coordinates": plain(held)})


def columns_json(analysis: Analysis) -> str:
    """Unit and meaning of every column, and of every coordinate of the model."""
    model = analysis.motion.model if analysis.motion else None
    coordinates = model.coordinates if model else ()
    return document(
        {
            "files": {name: plain(columns) for name, columns in TABLES.items()},
            "coordinates": {
                each.name: {
                    "angles.csv": "deg" if each.rotational else "m",
                    "moments.csv": "N m" if each.rotational else "N",
                    "powers.csv": "W",
                }
                for each in coordinates
            },
        }
    )


def records_json(analysis: Analysis) -> str:
    """Everything that the methods chose, found or were given along the way."""
    trial, kinematics = analysis.trial, analysis.kinematics
    movement = analysis.movement
    return document(
        {
            "trial": trial.name,
            "frames": trial.time.size,
            "rate_hz": plain(trial.rate),
            "laboratory_frame": {
                "forwards": trial.lab.forwards,
                "up": trial.lab.up,
                "how": trial.lab.how,
            },
            "plates": [
                {"name": each.name, "type": each.kind, "convention": each.convention}
                for each in trial.plates
            ],
            "marker_set": kinematics.marker_set,
            "participant": plain(kinematics.participant),
            "calibration": {
                name: {"value": plain(value), "source": kinematics.sources.get(name)}
                for name, value in kinematics.calibration.items()
            },
            "progression": plain(kinematics.progression),
            "kinematics_method": kinematics.method,
            "centre_of_mass_method": kinematics.com_method,
            "movement": movement_record(movement),
            "musculoskeletal": _engine(analysis),
            "variability": variability_records(analysis),
            "asymmetry": asymmetry_records(analysis),
        }
    )


def movement_record(movement: Movement) -> dict[str, Plain]:
    """Task, quiet standing and repetitions, in what JSON can say."""
    return {
        "task": movement.task,
        "how": movement.how,
        "confidence": movement.confidence,
        "why": movement.why,
        "quiet_s": plain(movement.quiet),
        "repetitions": [plain(each) for each in movement.repetitions],
    }


def _engine(analysis: Analysis) -> dict[str, Plain]:
    """What the musculoskeletal stages were given, in the order in which they ran."""
    scaled, motion = analysis.scaled, analysis.motion
    stages = (scaled, motion, analysis.kinetics and analysis.kinetics.loads,
              analysis.kinetics, analysis.muscles)  # fmt: skip
    record: dict[str, Plain] = {
        "order": [each.method for each in stages if each is not None and each.method]
    }
    if motion is not None:
        record["model"] = motion.model.name
        record["model_source"] = motion.model.source
        record["mass_kg"] = plain(motion.model.mass)
    if scaled is not None:
        record["mass_source"] = scaled.mass_source
        record["fitted_to_s"] = plain(scaled.standing)
        record["scale_factors"] = {
            name: {"x_y_z": plain(factors), "from": scaled.sources[name]}
            for name, factors in scaled.factors.items()
        }
        record["landmark_residuals_m"] = plain(scaled.residuals)
        record["marker_weights"] = plain(scaled.weights)
    if analysis.kinetics is not None:
        record["cutoff_hz"] = plain(analysis.kinetics.loads.cutoff)
    return record


def provenance_json(provenance: Provenance, name: str, files: Mapping[str, str]) -> str:
    """Inputs by hash, version, effective options and settings, and files by hash.

    Parameters
    ----------
    provenance
        What made the result.
    name
        Label of the recording.
    files
        File to its hash.

    Returns
    -------
    str
        A JSON document.
    """
    inputs = [
        {"role": each.role, "format": each.format, "sha256": each.sha256}
        | ({"name": each.name} if each.name else {})
        for each in provenance.inputs
    ]
    return document(
        {
            "ilium": provenance.version,
            "trial": name,
            "inputs": plain(inputs),
            "options": plain(provenance.options),
            "settings": plain(provenance.settings),
            "language": spoken_language().code,
            "files": dict(sorted(files.items())),
        }
    )


def document(contents: Mapping[str, Plain]) -> str:
    """Write a JSON document with its schema's version, readable and repeatable.

    Parameters
    ----------
    contents
        What it says.

    Returns
    -------
    str
        Lines that end in a line feed; keys in the order given.
    """
    whole = {"schema_version": SCHEMA_VERSION, **contents}
    return json.dumps(whole, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
