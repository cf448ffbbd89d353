"""Every format: its endings, what it carries and what it drops.

The page of the documentation, the words of ``ilium convert`` and the tests all follow
from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ilium.errors import InputError, UnknownNameError
from ilium.exchange.parcel import PARTS

EVERYTHING: Final = tuple(part for part in PARTS if part not in ("vendor", "model"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format.

    Parameters
    ----------
    key
        Its name on the command line.
    title
        Its name for people.
    endings
        Endings of its files; empty for a folder.
    carries
        Keys of `ilium.exchange.parcel.PARTS` that it can hold.
    precision
        How exactly numbers come back.
    drops
        What is lost of the parts that it carries; empty where nothing is.
    reads, writes
        Whether ilium reads it back, and whether it writes it.
    one_table
        Whether it holds only one table of several.
    needs
        Extra of ilium that it needs; empty for none.
    read_by
        Who else reads what ilium writes, as the tests hold.
    """

    key: str
    title: str
    endings: tuple[str, ...] = ()
    carries: tuple[str, ...] = ()
    precision: str = ""
    drops: str = ""
    reads: bool = True
    writes: bool = True
    one_table: bool = False
    needs: str = ""
    read_by: str = ""


FORMATS: Final[tuple[Format, ...]] = (
    Format(
        key="c3d",
        title="C3D",
        endings=(".c3d",),
        carries=("markers", "forces", "emg", "events", "body", "curves"),
        precision="32-bit numbers: 0.1 µm, 4 mN",
        drops=(
            "curves other than Plug-in Gait's angles, moments and powers; where events "
            "come from (kept in their description); with --recording nothing of the "
            "original but the descriptions of its parameters"
        ),
        read_by="ezc3d, the c3d package",
    ),
    Format(
        key="trc",
        title="TRC",
        endings=(".trc",),
        carries=("markers",),
        precision="9 digits of a millimetre",
        drops="white space in labels",
        read_by="OpenSim",
    ),
    Format(
        key="mot",
        title="OpenSim motion or external loads",
        endings=(".mot",),
        carries=("forces", "curves"),
        precision="9 digits; angles in degrees",
        drops="units and gaps that last a whole row; corners and types of plates",
        one_table=True,
        read_by="OpenSim",
    ),
    Format(
        key="sto",
        title="OpenSim storage",
        endings=(".sto",),
        carries=("forces", "curves"),
        precision="9 digits; angles in degrees",
        drops="units and gaps that last a whole row; corners and types of plates",
        one_table=True,
        read_by="OpenSim",
    ),
    Format(
        key="osim",
        title="OpenSim model",
        endings=(".osim",),
        carries=("model",),
        precision="as the model is read",
        drops="parts of a model that ilium does not use, such as controllers",
        read_by="OpenSim",
    ),
    Format(
        key="csv",
        title="CSV",
        endings=(".csv",),
        carries=EVERYTHING,
        precision="9 digits, SI units",
        drops="with a file: every table but one; with a folder nothing",
        one_table=True,
        read_by="pandas",
    ),
    Format(
        key="parquet",
        title="Parquet",
        endings=(".parquet",),
        carries=EVERYTHING,
        precision="exact, SI units",
        drops="with a file: every table but one; with a folder nothing",
        one_table=True,
        needs="parquet",
        read_by="pyarrow, pandas",
    ),
    Format(
        key="mat",
        title="MATLAB",
        endings=(".mat",),
        carries=EVERYTHING,
        precision="exact, SI units",
        read_by="scipy.io",
    ),
    Format(
        key="bids",
        title="Motion-BIDS",
        carries=("markers", "forces", "emg", "events", "body", "curves"),
        precision="9 digits, SI units and degrees",
        drops=(
            "corners and types of plates; leg lengths and joint widths; curves that "
            "are no angles"
        ),
        read_by="the BIDS validator",
    ),
    Format(
        key="fhir",
        title="FHIR R5",
        endings=(".fhir.json",),
        carries=("measures",),
        precision="9 digits, people's units",
        drops="repetitions (summaries only); everything over time",
        reads=False,
        read_by="fhir.resources",
    ),
    Format(
        key="results",
        title="ilium's output folder",
        carries=("events", "curves", "measures", "model"),
        precision="9 digits",
        drops="markers and forces: they are in the recording",
        writes=False,
    ),
    Format(
        key="nexus",
        title="Vicon Nexus CSV",
        endings=(".csv",),
        carries=("markers", "forces", "emg", "vendor"),
        precision="as exported",
        writes=False,
    ),
)
"""In the order of the documentation."""


def format_named(key: str) -> Format:
    """Look a format up by its key.

    Parameters
    ----------
    key
        As on the command line.

    Returns
    -------
    Format
        Its row.

    Raises
    ------
    UnknownNameError
        With the nearest key that exists.
    """
    for each in FORMATS:
        if each.key == key:
            return each
    keys = [each.key for each in FORMATS if each.writes]
    raise UnknownNameError.among("format", key, keys)


def format_for(path: Path, to: str = "") -> Format:
    """Which format a path asks for.

    Parameters
    ----------
    path
        Where something is to be written.
    to
        Key of the format; empty to go by the ending.

    Returns
    -------
    Format
        One that ilium writes.

    Raises
    ------
    InputError
        Where the ending is not known, or ilium only reads the format.
    """
    if to:
        chosen = format_named(to)
    else:
        name = path.name.lower()
        fitting = [
            x for x in FORMATS if x.writes and name.endswith(x.endings or ("\0",))
        ]
        if not fitting:
            raise _unknown(path)
        chosen = fitting[0]
    if not chosen.writes:
        problem = f"ilium reads {chosen.title} but does not write it."
        raise InputError(problem, f"Choose one of: {', '.join(written())}.")
    return chosen


def written() -> list[str]:
    """Keys of the formats that ilium writes."""
    return [each.key for each in FORMATS if each.writes]


def _unknown(path: Path) -> InputError:
    ending = path.suffix or path.name
    endings = sorted({x for each in FORMATS if each.writes for x in each.endings})
    return InputError(
        f"{ending!r} is no ending that ilium writes.",
        f"Use one of {', '.join(endings)}, or name a folder with --to csv, --to "
        "parquet or --to bids.",
    )
