"""``ilium samples``: public recordings, and captures of known truth."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

SUMMARY = "list public recordings, fetch one, or simulate a capture"
DESCRIPTION = (
    "Public recordings to try ilium on. Some lie inside packages: `samples get NAME` "
    "downloads them with your own pip and checks every byte. `samples simulate NAME` "
    "makes a capture whose truth is known."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    actions = parser.add_subparsers(
        dest="action", metavar="list|get|simulate", required=True
    )
    listing = actions.add_parser("list", help="show every recording that ilium knows")
    listing.add_argument("--json", action="store_true", help="for programs")
    getting = actions.add_parser("get", help="fetch one that lies inside a package")
    getting.add_argument("name", metavar="NAME", help="a name that `list` shows")
    getting.add_argument(
        "--out", type=Path, metavar="DIR", help="where to (default: ilium's own folder)"
    )
    _simulation_options(
        actions.add_parser("simulate", help="simulate a capture of known truth")
    )


def _simulation_options(parser: ArgumentParser) -> None:
    say = parser.add_argument
    say(
        "name",
        metavar="NAME",
        nargs="?",
        default="drop_vertical_jump",
        help="drop_vertical_jump (default), single_leg_squat, hip_hike, walk",
    )
    say("--out", type=Path, metavar="FILE", help="the C3D file (default: NAME.c3d)")
    say("--seed", type=int, default=0, help="of everything drawn (default: 0)")
    say("--marker-set", default="plug_in_gait", metavar="NAME", help="by its name")
    say("--side", choices=("left", "right"), help="stance side (default: both)")
    say("--repetitions", type=int, metavar="N", help="on each side")
    say("--rate", type=float, default=200.0, metavar="HZ", help="of the cameras")
    say("--plate-rate", type=float, default=1000.0, metavar="HZ", help="of the plates")
    say("--mass", type=float, default=70.0, metavar="KG", help="body mass")
    say("--height", type=float, default=1.75, metavar="M", help="body height")
    say(
        "--pelvic-drop", type=float, metavar="DEG", help="largest drop of the free side"
    )
    say("--pelvic-rotation", type=float, metavar="DEG", help="towards the stance leg")
    say("--asymmetry", type=float, default=0.0, metavar="SHARE", help="left's excess")
    say(
        "--variability", default="rigid", help="rigid, steady, typical, noisy or 0 to 1"
    )
    say("--noise", type=float, default=0.0, metavar="MM", help="of the markers")
    say("--plate-noise", type=float, default=0.0, metavar="N", help="of the plates")
    say(
        "--soft-tissue", type=float, default=0.0, metavar="MM", help="skin of the thigh"
    )
    say("--gaps", type=int, default=0, metavar="N", help="number of gaps")
    say("--json", action="store_true", help="for programs")


def run(options: Namespace) -> None:
    """List the samples, fetch one, or simulate one."""
    if options.action == "list":
        _list(as_json=options.json)
    elif options.action == "simulate":
        _simulate(options)
    else:
        _get(options.name, options.out)


def _list(*, as_json: bool) -> None:
    from ilium.samples.catalogue import SAMPLES
    from ilium.samples.fetch import find

    here = {each.name: find(each) for each in SAMPLES}
    if as_json:
        rows = [
            {
                "name": each.name,
                "title": each.title,
                "origin": each.origin,
                "licence": each.licence,
                "package": each.package,
                "version": each.version,
                "files": dict(each.files),
                "here": _text(here[each.name]),
            }
            for each in SAMPLES
        ]
        print(json.dumps({"schema_version": 1, "samples": rows}, indent=1))
        return
    for each in SAMPLES:
        place = here[each.name]
        get = f"get it: ilium samples get {each.name}" if each.package else "not here"
        print(f"{each.name}: {each.title}")
        print(f"    {each.origin}; licence {each.licence}")
        print(f"    {f'here: {place}' if place else get}")


def _get(name: str, out: Path | None) -> None:
    from ilium.core.folders import home
    from ilium.samples.fetch import fetch, sample

    wanted = sample(name)
    paths = fetch(wanted, out or home() / "samples" / wanted.name)
    print(f"{wanted.title} (licence {wanted.licence}):")
    for path in paths:
        print(f"    {path}")


def _simulate(options: Namespace) -> None:
    from ilium.outputs.simulation import write_simulation
    from ilium.samples import simulate
    from ilium.units import metres, radians

    drop, turn = options.pelvic_drop, options.pelvic_rotation
    made = simulate(
        options.name,
        marker_set=options.marker_set,
        side=options.side,
        repetitions=options.repetitions,
        rate=options.rate,
        plate_rate=options.plate_rate,
        mass=options.mass,
        height=options.height,
        noise=metres(options.noise),
        plate_noise=options.plate_noise,
        gaps=options.gaps,
        soft_tissue=metres(options.soft_tissue),
        pelvic_drop=None if drop is None else radians(drop),
        pelvic_rotation=None if turn is None else radians(turn),
        asymmetry=options.asymmetry,
        variability=_level(options.variability),
        seed=options.seed,
    )
    places = write_simulation(made, options.out or Path(f"{options.name}.c3d"))
    if options.json:
        files = {name: str(path) for name, path in places.items()}
        made_of = {"schema_version": 1, "files": files}
        print(json.dumps({**made_of, "measures": dict(made.truth.measures)}, indent=1))
        return
    print(f"Simulated: {options.name.replace('_', ' ')}, seed {options.seed}.")
    for path in places.values():
        print(f"    {path}")


def _level(word: str) -> str | float:
    try:
        return float(word)
    except ValueError:
        return word


def _text(place: Path | None) -> str | None:
    return str(place) if place else None
