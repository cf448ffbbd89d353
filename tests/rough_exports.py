"""Commands that write in another format or bring a file; see `rough_commands`."""

from __future__ import annotations

from pathlib import Path

from osim_texts import osim
from rough_commands import ANALYSE, Command, nothing, squats

RESULTS = (*ANALYSE[:-1], "r")
"""An output folder of the squat."""


def models(work: Path) -> None:
    """Two models for OpenSim."""
    for name, mass in (("a", "8"), ("b", "9")):
        (work / f"{name}.osim").write_text(osim(mass=mass), encoding="utf-8")


def export(to: str, *more: str, of: str = "s.c3d") -> tuple[str, ...]:
    """Words of a conversion of the squat."""
    return ("convert", of, to, "--overwrite", *more)


def recording(out: str, *more: str, quick: bool = False) -> Command:
    """Conversion of the recording: of its static before, of the squat now."""
    return Command(
        name=f"convert-{(out + '-'.join(more)).replace('--', '-').strip('o.')}",
        make=squats,
        old=export(out, *more, of="static.c3d"),
        new=export(out, *more),
        out=(out,),
        slow=not quick,
    )


EXPORTS = (
    recording("o.trc", quick=True),
    recording("o.c3d"),
    recording("o.mot", "--table", "forces"),
    recording("o.sto", "--table", "forces"),
    recording("o.mat"),
    recording("o.csv", "--table", "markers"),
    recording("o.parquet", "--table", "markers"),
    recording("o", "--to", "csv", quick=True),
    recording("o", "--to", "parquet"),
    recording("o", "--to", "bids", "--task", "squat"),
    Command(
        name="convert-c3d-recording",
        make=squats,
        begin=(RESULTS,),
        old=export("o.c3d"),
        new=export("o.c3d", "--recording", "s.c3d", of="r"),
        out=("o.c3d",),
        slow=True,
        long=True,
    ),
    Command(
        name="convert-fhir",
        make=squats,
        begin=(RESULTS,),
        old=export("o.fhir.json", "--subject", "Old", of="r"),
        new=export("o.fhir.json", "--subject", "New", of="r"),
        out=("o.fhir.json",),
        slow=True,
        long=True,
    ),
    Command(
        name="convert-osim",
        make=models,
        old=export("o.osim", of="a.osim"),
        new=export("o.osim", of="b.osim"),
        out=("o.osim",),
        slow=True,
    ),
    Command(
        name="model-export",
        make=models,
        old=("model", "export", "--osim", "o.osim", "--model", "a.osim"),
        new=("model", "export", "--osim", "o.osim"),
        out=("o.osim",),
    ),
    Command(
        name="samples-get",
        make=nothing,
        old=("samples", "get", "one", "--out", "o"),
        new=("samples", "get", "two", "--out", "o"),
        out=("o",),
        first=("small_package",),
    ),
    Command(
        name="weights-install",
        make=nothing,
        old=("weights", "list"),
        new=("weights", "install"),
        out=tuple(
            f"cache/weights/blazepose_{each}.tflite"
            for each in ("detector", "full", "heavy")
        ),
        first=("small_weights",),
        apart=True,
    ),
)
