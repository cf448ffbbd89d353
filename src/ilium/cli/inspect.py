"""``ilium inspect``: what is in a file, before anything is computed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ilium.core.plate import Plate
    from ilium.core.trial import Trial

SUMMARY = "show what is in a recording or an output folder"
DESCRIPTION = (
    "Show markers, marker set, plates, events and quality of a recording; of an output "
    "folder, whether it is complete."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    say = parser.add_argument
    say("file", type=Path, metavar="FILE", help="a recording, or an output folder")
    say("--axes", metavar="F,U", default="", help="the laboratory's axes: +x,+z")
    say("--marker-set", metavar="FILE", help="your laboratory's own marker set, TOML")
    say("--json", action="store_true", help="for programs")


def run(options: Namespace) -> None:
    """Print what is in the file."""
    import json

    found = _recording(options)
    if options.json:
        print(json.dumps({"schema_version": 1, **found}, indent=1, ensure_ascii=False))
        return
    for key, value in found.items():
        _say(key.replace("_", " "), value)


def _recording(options: Namespace) -> dict[str, Any]:
    from ilium.capture.reading import read_trial
    from ilium.cli.options import axes_of

    trial = read_trial(options.file, axes=axes_of(options.axes))
    return {
        "trial": trial.name,
        "format": trial.source.format,
        "sha256": trial.source.sha256,
        "first_frame": trial.source.first_frame,
        "frames": trial.time.size,
        "rate_hz": round(trial.rate, 6) if trial.time.size > 1 else None,
        "laboratory_frame": f"{trial.lab.forwards} forwards, {trial.lab.up} up "
        f"({trial.lab.how})",
        "marker_set": _marker_set(trial, options.marker_set),
        "markers": list(trial.marker_names),
        "plates": [_plate(each) for each in trial.plates],
        "emg_channels": _channels(trial),
        "events": [
            f"{each.name} {each.side} {each.time:.3f} s" for each in trial.events
        ],
        "vendor_outputs": 0 if trial.vendor is None else trial.vendor.shape[1],
        "issues": [f"{each.severity}: {each.what}" for each in trial.issues],
    }


def _marker_set(trial: Trial, own: str | None) -> str:
    from ilium.errors import InputError
    from ilium.model.marker_sets import read_marker_set, recognise

    sets = [read_marker_set(Path(own))] if own else []
    try:
        return recognise(trial.marker_names, own=sets).title
    except InputError as error:
        return f"not recognised: {error}"


def _plate(plate: Plate) -> str:
    return f"{plate.name}, type {plate.kind}: {plate.convention}"


def _channels(trial: Trial) -> list[str]:
    from ilium.core.quantity import labels

    return [] if trial.emg is None else list(labels(trial.emg, "channel"))


def _say(name: str, value: object) -> None:
    if isinstance(value, list):
        print(f"{name}: {len(value)}")
        for each in value:
            print(f"    {each}")
    else:
        print(f"{name}: {value}")
