"""Analysis to the JSON documents of the output folder."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ilium.core.provenance import Plain, plain
from ilium.outputs.columns import SCHEMA_VERSION
from ilium.pipeline import Analysis


def quality_json(analysis: Analysis) -> str:
    """What is doubtful, from every stage in order."""
    issues = [plain(each) for each in analysis.issues]
    return document({"issues": issues})


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
            "movement": {
                "task": movement.task,
                "how": movement.how,
                "confidence": movement.confidence,
                "why": movement.why,
                "quiet_s": plain(movement.quiet),
                "repetitions": [plain(each) for each in movement.repetitions],
            },
        }
    )


def provenance_json(analysis: Analysis, files: Mapping[str, str]) -> str:
    """Inputs by hash, version, effective options and settings, and files by hash."""
    provenance = analysis.provenance
    inputs = [
        {"role": each.role, "format": each.format, "sha256": each.sha256}
        | ({"name": each.name} if each.name else {})
        for each in provenance.inputs
    ]
    return document(
        {
            "ilium": provenance.version,
            "trial": analysis.trial.name,
            "inputs": plain(inputs),
            "options": plain(provenance.options),
            "settings": plain(provenance.settings),
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
