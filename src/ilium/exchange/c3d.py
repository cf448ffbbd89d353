"""A parcel as a C3D file: Vicon's names, groups and units for angles and moments."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from ilium.capture.c3d_annotate import annotate_c3d
from ilium.capture.c3d_header import MAGIC
from ilium.capture.c3d_outputs import Output, OutputKind
from ilium.capture.c3d_write import write_c3d
from ilium.core.issue import Issue
from ilium.errors import InputError
from ilium.exchange.parcel import Parcel, same_clock
from ilium.outputs.courses import Course
from ilium.units import degrees, millimetres

ANGLES: Final = "angles_plug_in_gait"
MOMENTS: Final = "moments_plug_in_gait"
COMPONENTS: Final = (".X", ".Y", ".Z")


def save_c3d(
    parcel: Parcel, path: Path, *, original: Path | None = None
) -> tuple[Issue, ...]:
    """Write a parcel as C3D; with the original, everything in it is kept.

    Parameters
    ----------
    parcel
        What is carried: a trial, and curves in Plug-in Gait's names.
    path
        Where to.
    original
        The C3D file that the curves were computed from; ``None`` to write the trial
        anew.

    Returns
    -------
    tuple of Issue
        What is left out or named otherwise.

    Raises
    ------
    InputError
        Where there is nothing to write, or curves and recording differ in length.
    """
    outputs = tuple(_outputs(parcel))
    issues = _other_tables(parcel)
    if original is not None and original.read_bytes()[1:2] == bytes([MAGIC]):
        found = tuple(each for each in parcel.events if each.source != "file")
        return (*issues, *annotate_c3d(original, path, outputs=outputs, events=found))
    if parcel.trial is None:
        raise InputError(
            "A C3D file needs the recording: these results hold no markers or forces.",
            "Name the recording that they were computed from with --recording.",
        )
    _check_clock(parcel)
    write_c3d(parcel.trial, path, outputs=outputs, events=parcel.events)
    return issues


def _check_clock(parcel: Parcel) -> None:
    assert parcel.trial is not None
    for name in (ANGLES, MOMENTS):
        if parcel.has(name) and not same_clock(
            parcel.trial.time, parcel.course(name).time
        ):
            raise InputError(
                f"The table {name} has another clock than the recording.",
                "Give the recording that it was computed from.",
            )


def _outputs(parcel: Parcel) -> Iterator[Output]:
    if parcel.has(ANGLES):
        yield from _triples(parcel.course(ANGLES), "angle", "deg")
    if parcel.has(MOMENTS):
        course = parcel.course(MOMENTS)
        yield from _triples(course, "moment", "Nmm/kg")
        for name in course.columns:
            if name.endswith("Power") and np.isfinite(course.column(name)).any():
                power = course.column(name)
                silent = np.where(np.isfinite(power), 0.0, np.nan)
                numbers = np.column_stack([silent, silent, power])
                yield Output(label=name, kind="power", unit="W/kg", numbers=numbers)


def _triples(course: Course, kind: OutputKind, unit: str) -> Iterator[Output]:
    """Curves of three components in the unit that C3D files state."""
    stems = dict.fromkeys(
        name.removesuffix(".X") for name in course.columns if name.endswith(".X")
    )
    for stem in stems:
        numbers = np.column_stack([course.column(f"{stem}{x}") for x in COMPONENTS])
        if np.isfinite(numbers).any():
            shown = degrees(numbers) if kind == "angle" else millimetres(numbers)
            yield Output(label=stem, kind=kind, unit=unit, numbers=shown)


def _other_tables(parcel: Parcel) -> tuple[Issue, ...]:
    others = [
        each.name for each in parcel.courses if each.name not in (ANGLES, MOMENTS)
    ]
    if not others:
        return ()
    what = (
        "A C3D file takes angles, moments and powers under Plug-in Gait's names; left "
        f"out: {', '.join(others)}."
    )
    issue = Issue(kind="left-out", where="curves", what=what, severity="caution")
    return (issue,)
