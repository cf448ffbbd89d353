"""``ilium convert``: recordings and results in and out of the field's formats."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.exchange.writing import Wish

SUMMARY = "write a recording or results in another format"
DESCRIPTION = (
    "Write a recording (C3D, TRC, MOT, STO, Nexus CSV), an output folder of ilium, a "
    "model (OSIM), tables or a Motion-BIDS data set in another format, chosen by the "
    "ending of OUT or by --to: C3D, TRC, MOT, STO, OSIM, CSV, Parquet, MATLAB, "
    "Motion-BIDS or FHIR R5. It says what the format cannot carry, and replaces "
    "nothing unless told to."
)


def add_options(parser: ArgumentParser) -> None:
    """Declare the options."""
    say = parser.add_argument
    say("source", type=Path, nargs="?", metavar="IN", help="what to read")
    say("out", type=Path, nargs="?", metavar="OUT", help="the file or folder to write")
    say("--to", default="", metavar="FORMAT", help="csv, parquet, bids, fhir … for OUT")
    say("--formats", action="store_true", help="list what each format carries")
    say("--table", default="", metavar="NAME", help="which table, of several")
    say(
        "--recording",
        type=Path,
        metavar="FILE",
        help="the recording that the results in IN came from",
    )
    say("--axes", metavar="F,U", default="", help="the laboratory's axes: +x,+z")
    say("--subject", metavar="ID", default="", help="pseudonym (BIDS: 01)")
    say("--session", metavar="ID", default="", help="session of a BIDS data set")
    say("--run", type=int, metavar="N", dest="run_number", help="run, from 1 (BIDS)")
    say("--task", default="", metavar="NAME", help="the movement (BIDS, FHIR)")
    say("--on", default="", metavar="DAY", help="day of the recording (FHIR)")
    say("--name", default="", help="the person's name, to stand in the file (FHIR)")
    say("--overwrite", action="store_true", help="replace what is there")
    say("--json", action="store_true", help="for programs")


def run(options: Namespace) -> None:
    """Convert, and say what was left out."""
    if options.formats:
        _list(as_json=options.json)
        return
    from ilium.errors import InputError

    if options.source is None or options.out is None:
        raise InputError(
            "ilium convert needs what to read and where to write.",
            "For example: ilium convert walk.c3d walk.trc.",
        )
    from ilium.capture.isolation import prepare

    if options.source.is_file():
        prepare(options.source)
    from ilium.cli.options import axes_of
    from ilium.exchange.reading import read
    from ilium.exchange.writing import write

    parcel = read(options.source, axes=axes_of(options.axes))
    known = () if options.recording else parcel.issues  # with it, nothing is missing
    issues = (*known, *write(parcel, options.out, _wish(options)))
    if options.json:
        _tell_json(options, issues)
        return
    if not options.quiet:
        print(f"Wrote {options.out}")
    for each in issues:
        if not options.quiet:
            print(f"{each.where}: {each.what}")


def _wish(options: Namespace) -> Wish:
    from ilium.exchange.bids import Place
    from ilium.exchange.fhir import About
    from ilium.exchange.writing import Wish

    recording = options.recording
    both = (options.source.suffix.lower(), options.out.suffix.lower())
    if recording is None and both == (".c3d", ".c3d"):
        recording = options.source
    return Wish(
        to=options.to,
        table=options.table,
        recording=recording,
        overwrite=options.overwrite,
        place=Place(
            subject=options.subject or "01",
            session=options.session,
            task=options.task,
            run=options.run_number,
        ),
        about=About(
            subject=options.subject or "participant",
            effective=options.on,
            task=options.task,
            name=options.name,
        ),
    )


def _tell_json(options: Namespace, issues: object) -> None:
    import json

    from ilium.core.provenance import plain

    told = {"schema_version": 1, "wrote": options.out.name, "issues": plain(issues)}
    print(json.dumps(told, indent=1, ensure_ascii=False))


def _list(*, as_json: bool) -> None:
    import json

    from ilium.core.provenance import plain
    from ilium.exchange.formats import FORMATS

    if as_json:
        rows = [plain(each) for each in FORMATS]
        print(json.dumps({"schema_version": 1, "formats": rows}, indent=1))
        return
    for each in FORMATS:
        ways = [word for word, can in (("in", each.reads), ("out", each.writes)) if can]
        endings = ", ".join(each.endings) or "a folder"
        print(f"{each.key:8} {each.title} ({endings}; {' and '.join(ways)})")
        print(f"         carries {', '.join(each.carries)}; {each.precision}")
        if each.drops:
            print(f"         drops {each.drops}")
