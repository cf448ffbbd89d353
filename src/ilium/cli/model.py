"""``ilium model``: what the musculoskeletal model holds, and its OpenSim file."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.model.body_model import BodyModel

SUMMARY = "show the musculoskeletal model, or write it for OpenSim"
DESCRIPTION = (
    "The musculoskeletal model that ships with ilium, or an .osim file of your own: "
    "what it holds, what ilium does not use of it, and a file that OpenSim 4 loads."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    actions = parser.add_subparsers(dest="action", metavar="list|export", required=True)
    listing = actions.add_parser("list", help="show what the model holds")
    listing.add_argument("--json", action="store_true", help="for programs")
    exporting = actions.add_parser("export", help="write the model for OpenSim 4")
    exporting.add_argument(
        "--osim", type=Path, metavar="FILE", required=True, help="the file to write"
    )
    for each in (listing, exporting):
        each.add_argument(
            "--model",
            type=Path,
            metavar="FILE",
            help="an .osim file (default: the model that ships)",
        )


def run(options: Namespace) -> None:
    """List what the model holds, or write it."""
    model = _model(options.model)
    if options.action == "list":
        _list(model, as_json=options.json)
    else:
        _export(model, options.osim)


def _model(file: Path | None) -> BodyModel:
    if file is None:
        from ilium.model.library import shipped_model

        return shipped_model()
    from ilium.model.osim_read import read_osim

    return read_osim(file)


def _list(model: BodyModel, *, as_json: bool) -> None:
    coupled = {each.dependent: each.independent for each in model.couplers}
    facts = {
        "name": model.name,
        "source": model.source,
        "mass_kg": round(model.mass, 9),
        "segments": [each.name for each in model.segments],
        "coordinates": list(model.free_coordinates),
        "locked": [each.name for each in model.coordinates if each.locked],
        "coupled": coupled,
        "muscles": [each.name for each in model.muscles],
        "markers": [each.name for each in model.markers],
        "ignored": list(model.ignored),
        "foreign": dict(model.foreign),
    }
    if as_json:
        print(json.dumps({"schema_version": 1, "model": facts}, indent=1))
        return
    print(f"{model.name}: {model.mass:.1f} kg")
    if model.source:
        print(f"    {model.source}")
    for kind in ("segments", "coordinates", "locked", "muscles", "markers"):
        names = facts[kind]
        print(f"{kind} ({len(names)}): {', '.join(names) or 'none'}")
    for follower, leader in coupled.items():
        print(f"{follower} follows {leader}")
    for each in model.ignored:
        print(f"not used: {each}")
    for muscle, reason in model.foreign.items():
        print(f"path of {muscle} not known to ilium: {reason}")


def _export(model: BodyModel, file: Path) -> None:
    from ilium.core.atomic import replace_text
    from ilium.core.system_errors import not_written
    from ilium.model.osim_write import osim_text

    text = osim_text(model)
    try:
        replace_text(file, text)
    except OSError as error:
        raise not_written(file, error) from error
    print(f"Wrote {model.name} to {file}")
