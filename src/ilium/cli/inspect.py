"""``ilium inspect``: what is in a file, before anything is computed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

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

    found = _folder(options.file) if options.file.is_dir() else _recording(options)
    if options.json:
        print(json.dumps({"schema_version": 1, **found}, indent=1, ensure_ascii=False))
        return
    for key, value in found.items():
        _say(key.replace("_", " "), value)


def _folder(folder: Path) -> dict[str, Any]:
    from ilium.outputs.folder import is_complete

    return {"folder": folder.resolve().name, "complete": is_complete(folder)}


def _recording(options: Namespace) -> dict[str, Any]:
    from ilium.capture.isolation import prepare

    prepare(options.file)
    from ilium.capture.overview import overview
    from ilium.capture.reading import read_trial
    from ilium.cli.options import axes_of
    from ilium.model.marker_sets import read_marker_set

    trial = read_trial(options.file, axes=axes_of(options.axes))
    own = [read_marker_set(Path(options.marker_set))] if options.marker_set else []
    return overview(trial, own=own)


def _say(name: str, value: object) -> None:
    if isinstance(value, list):
        print(f"{name}: {len(value)}")
        for each in value:
            print(f"    {_words(each)}")
    elif isinstance(value, dict):
        print(f"{name}: {_words(value)}")
    else:
        print(f"{name}: {value}")


def _words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_words(each)}" for key, each in value.items())
    return str(value)
