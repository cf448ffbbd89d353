"""One way out: a parcel to any file or folder that ilium writes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from ilium.core.atomic import replace_file, replace_text
from ilium.core.issue import Issue
from ilium.core.system_errors import not_writable
from ilium.core.trial import Trial
from ilium.errors import InputError, UnknownNameError
from ilium.exchange.bids import Place, write_bids
from ilium.exchange.c3d import save_c3d
from ilium.exchange.fhir import About, bundle, fhir_text
from ilium.exchange.folder_tables import CONTENTS, write_table, write_tables
from ilium.exchange.formats import Format, format_for
from ilium.exchange.gather import parcel_of
from ilium.exchange.matlab import matlab_bytes
from ilium.exchange.opensim import course_storage, forces_storage, markers_trc
from ilium.exchange.parcel import Parcel, left_out
from ilium.exchange.reading import with_recording
from ilium.exchange.tables import flat_tables
from ilium.filmed import VideoAnalysis
from ilium.model.osim_write import osim_text
from ilium.pipeline import Analysis

Issues = tuple[Issue, ...]
RESULTS: Final = frozenset({"curves", "measures", "model"})
"""Parts of a parcel that an analysis gives, not a recording."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How something is to be written.

    Parameters
    ----------
    to
        Key of the format; empty to go by the ending.
    table
        Which table, where a format holds one; empty for the obvious one.
    recording
        File that the results were computed from; ``None`` without.
    place
        Where in a BIDS data set it belongs.
    about
        What FHIR resources say of the person and the day.
    overwrite
        Whether what is there may be replaced.
    """

    to: str = ""
    table: str = ""
    recording: Path | None = None
    place: Place = field(default_factory=Place)
    about: About = field(default_factory=About)
    overwrite: bool = False


def write(
    thing: Parcel | Trial | Analysis | VideoAnalysis,
    path: Path | str,
    wish: Wish | None = None,
) -> Issues:
    """Write a trial, an analysis or a parcel; each file whole or not at all.

    Parameters
    ----------
    thing
        What is written.
    path
        A file whose ending names the format, or a folder.
    wish
        How; ``None`` for the obvious way.

    Returns
    -------
    tuple of Issue
        What the format cannot carry, and was left out.

    Raises
    ------
    InputError
        Where the ending is not known, something is there already, or there is nothing
        that the format could hold.
    """
    wanted = Wish() if wish is None else wish
    place = Path(path)
    parcel = parcel_of(thing)
    if wanted.recording is not None:
        parcel = with_recording(parcel, wanted.recording)
    chosen = format_for(place, wanted.to)
    held = (*chosen.carries, *(("vendor",) if wanted.recording else ()))
    lacking = [each for each in parcel.parts if each not in held]
    if not set(parcel.parts) & set(chosen.carries):
        raise _nothing_fits(parcel, chosen)
    if place.exists() and not wanted.overwrite and chosen.key != "bids":
        problem = f"{place.name!r} is there already."
        raise InputError(problem, "Choose another name, or say --overwrite.")
    try:
        issues = _WRITERS[chosen.key](parcel, place, wanted)
    except OSError as error:
        raise not_writable(place.parent, error) from error
    return (*left_out(lacking, chosen.title), *issues)


def _nothing_fits(parcel: Parcel, chosen: Format) -> InputError:
    there = ", ".join(parcel.parts) or "nothing"
    wanted = " or ".join(chosen.carries)
    raw = parcel.trial is not None and not set(parcel.parts) & RESULTS
    remedy = (
        "Analyse it first (ilium analyse), then convert the folder that this makes."
        if raw and set(chosen.carries) <= RESULTS
        else "Choose another format: ilium convert --formats lists what each carries."
    )
    problem = f"{chosen.title} carries {wanted}; here is {there}."
    return InputError(problem, remedy)


def _c3d(parcel: Parcel, path: Path, wish: Wish) -> Issues:
    return _through(
        path, lambda place: save_c3d(parcel, place, original=wish.recording)
    )


def _through(path: Path, write_to: Callable[[Path], Issues]) -> Issues:
    """What writing told, the file put in its place whole."""
    told: list[Issue] = []
    replace_file(path, lambda place: told.extend(write_to(place)))
    return tuple(told)


def _trc(parcel: Parcel, path: Path, _: Wish) -> Issues:
    assert parcel.trial is not None
    text, issues = markers_trc(parcel.trial)
    replace_text(path, text)
    return issues


def _storage(parcel: Parcel, path: Path, wish: Wish) -> Issues:
    plates = parcel.trial.plates if parcel.trial is not None else ()
    names = [each.name for each in parcel.courses]
    there = ["forces", *names] if plates else names
    chosen = _one_of(there, wish.table)
    if chosen == "forces":
        text, issues = forces_storage(plates)
    else:
        text, issues = course_storage(parcel.course(chosen))
    replace_text(path, text)
    return (*issues, *_other_tables(there, chosen))


def _tables(parcel: Parcel, path: Path, wish: Wish) -> Issues:
    if path.suffix.lower() not in (".csv", ".parquet"):
        if path.is_dir() and any(path.iterdir()) and not (path / CONTENTS).exists():
            problem = f"{path.name!r} holds something else than tables of ilium's."
            raise InputError(problem, "Name a new folder.")
        write_tables(parcel, path, wish.to)
        return ()
    tables = {each.name: each for each in flat_tables(parcel)}
    chosen = _one_of(list(tables), wish.table, likely=("markers", "forces"))
    write_table(tables[chosen], path)
    return _other_tables(list(tables), chosen)


def _matlab(parcel: Parcel, path: Path, _: Wish) -> Issues:
    content = matlab_bytes(parcel)
    replace_file(path, lambda place: place.write_bytes(content))
    return ()


def _osim(parcel: Parcel, path: Path, _: Wish) -> Issues:
    assert parcel.model is not None
    replace_text(path, osim_text(parcel.model))
    ignored = parcel.model.ignored
    if not ignored:
        return ()
    what = f"ilium does not use, and leaves out: {', '.join(ignored)}."
    issue = Issue(kind="left-out", where="model", what=what, severity="caution")
    return (issue,)


def _bids(parcel: Parcel, path: Path, wish: Wish) -> Issues:
    return write_bids(parcel, path, wish.place, overwrite=wish.overwrite)


def _fhir(parcel: Parcel, path: Path, wish: Wish) -> Issues:
    about = replace(
        wish.about,
        task=wish.about.task or parcel.task,
        conclusion=wish.about.conclusion or parcel.headline,
        recording=parcel.sha256,
        body=None if parcel.trial is None else parcel.trial.participant,
    )
    replace_text(path, fhir_text(bundle(parcel.measures, about)))
    single = sum(each.repetition is not None for each in parcel.measures)
    absent = sum(
        each.repetition is None and math.isnan(each.value) for each in parcel.measures
    )
    told = [
        Issue(kind="left-out", where="measures", what=what)
        for number, what in (
            (single, f"{single} values of single repetitions are left out."),
            (absent, f"{absent} measures without a value are left out."),
        )
        if number
    ]
    return tuple(told)


def _one_of(there: list[str], wanted: str, likely: Iterable[str] = ()) -> str:
    """The table that a format with one place takes."""
    if wanted:
        if wanted not in there:
            raise UnknownNameError.among("table", wanted, there)
        return wanted
    if len(there) == 1:
        return there[0]
    for each in likely:
        if each in there:
            return each
    raise InputError(
        f"Such a file holds one table; here are {', '.join(there)}.",
        "Choose one with --table.",
    )


def _other_tables(there: Iterable[str], chosen: str) -> Issues:
    others = [each for each in there if each != chosen]
    if not others:
        return ()
    what = (
        f"The file holds the table {chosen}; left out: {', '.join(others)}. A folder "
        "(--to csv or --to parquet) or a MATLAB file holds all."
    )
    issue = Issue(kind="left-out", where="tables", what=what, severity="caution")
    return (issue,)


_Writer = Callable[[Parcel, Path, Wish], Issues]
_WRITERS: Mapping[str, _Writer] = {
    "c3d": _c3d,
    "trc": _trc,
    "mot": _storage,
    "sto": _storage,
    "csv": _tables,
    "parquet": _tables,
    "mat": _matlab,
    "osim": _osim,
    "bids": _bids,
    "fhir": _fhir,
}


def writers() -> tuple[str, ...]:
    """Keys of the formats that can be written."""
    return tuple(_WRITERS)
