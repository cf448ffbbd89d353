"""One way in: any file or folder that ilium reads, as a parcel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ilium.capture.reading import read_trial
from ilium.capture.sto import read_table as read_storage_table
from ilium.core.digest import digest_of
from ilium.core.trial import Source
from ilium.errors import InputError
from ilium.exchange.bids import DESCRIPTION
from ilium.exchange.bids_read import SUFFIX, read_bids
from ilium.exchange.csv_tables import kind_of_table, read_csv
from ilium.exchange.folder_tables import CONTENTS, read_tables
from ilium.exchange.from_tables import parcel_from
from ilium.exchange.gather import parcel_of
from ilium.exchange.matlab import read_matlab
from ilium.exchange.opensim import holds_forces, storage_course
from ilium.exchange.parcel import Parcel
from ilium.exchange.parquet import read_parquet
from ilium.exchange.results_folder import read_results
from ilium.exchange.tables import FlatTable
from ilium.model.osim_read import read_osim
from ilium.outputs.folder import PROVENANCE

FOLDERS: Final[Mapping[str, Callable[[Path], Parcel]]] = MappingProxyType(
    {PROVENANCE: read_results, CONTENTS: read_tables, DESCRIPTION: read_bids}
)
"""File that tells what a folder is, to its reader."""
REMEDY: Final = (
    "Give a recording (C3D, TRC, MOT, STO, CSV), a model (OSIM), a file or folder that "
    "ilium wrote, or a BIDS data set."
)


def read(path: Path | str, *, axes: tuple[str, str] | None = None) -> Parcel:
    """Read a file or a folder.

    Parameters
    ----------
    path
        A recording, a model, a table, an output folder or a data set.
    axes
        The laboratory's axes that point forwards and up, for a recording; ``None`` to
        detect them.

    Returns
    -------
    Parcel
        What it holds.

    Raises
    ------
    InputError
        Where there is no such thing, or ilium does not read it.
    """
    place = Path(path)
    if place.is_dir():
        return _folder(place)
    if not place.is_file():
        raise InputError(f"There is nothing at {place.name!r}.", "Check its name.")
    name = place.name.lower()
    if name.endswith(".json"):
        problem = f"ilium writes files like {place.name!r} but does not read them."
        raise InputError(problem, REMEDY)
    if name.endswith(SUFFIX):
        return read_bids(place)
    special = {
        ".osim": _model,
        ".mat": _matlab,
        ".parquet": lambda each: _table(read_parquet(each), each),
        ".mot": _storage,
        ".sto": _storage,
        ".csv": _csv,
    }.get(place.suffix.lower())
    parcel = None if special is None else special(place)
    return parcel or parcel_of(read_trial(place, axes=axes))


def with_recording(
    parcel: Parcel, path: Path, *, axes: tuple[str, str] | None = None
) -> Parcel:
    """Put the recording beside what was computed from it.

    Parameters
    ----------
    parcel
        Results.
    path
        The recording that they were computed from.
    axes
        As in `read`.

    Returns
    -------
    Parcel
        With its trial.

    Raises
    ------
    InputError
        Where the results were computed from another file.
    """
    trial = read_trial(path, axes=axes)
    if parcel.sha256 and parcel.sha256 != trial.source.sha256:
        raise InputError(
            f"{path.name!r} is not the recording that these results came from.",
            "Give the file that was analysed, unchanged.",
        )
    return replace(parcel, trial=trial, issues=())


def _folder(folder: Path) -> Parcel:
    for name, reader in FOLDERS.items():
        if (folder / name).is_file():
            return reader(folder)
    problem = f"The folder {folder.name!r} is none that ilium knows."
    raise InputError(problem, REMEDY)


def _model(path: Path) -> Parcel:
    return Parcel(name=path.stem, model=read_osim(path))


def _matlab(path: Path) -> Parcel:
    return read_matlab(path, sha256=digest_of(path))


def _storage(path: Path) -> Parcel | None:
    """Curves of a MOT or STO file; ``None`` where it holds forces."""
    table, name = read_storage_table(path), path.name.split(".")[0]
    if holds_forces(table):
        return None
    return Parcel(
        name=name, courses=(storage_course(table, name),), sha256=table.sha256
    )


def _csv(path: Path) -> Parcel | None:
    """A table of ilium's; ``None`` for another program's."""
    with path.open("rb") as file:
        start = file.read(256).decode("utf-8-sig", "replace").splitlines()[:1]
    own = "".join(start).startswith(("time_s,", "event,side,", "measure,side,"))
    return _table(read_csv(path), path) if own else None


def _table(table: FlatTable, path: Path) -> Parcel:
    source = Source(format=path.suffix.lstrip(".").lower(), sha256=digest_of(path))
    named = replace(table, name=kind_of_table(table.columns) or table.name)
    return parcel_from([named], name=path.stem, source=source)
