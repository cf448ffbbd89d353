"""A parcel as OpenSim's files: markers as TRC, tables and forces as MOT and STO."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ilium.capture.labels import distinct
from ilium.capture.sto import Table, external_loads
from ilium.conventions import AXES, SIDES
from ilium.core.issue import Issue
from ilium.core.plate import Plate
from ilium.core.quantity import FloatArray, clock, values
from ilium.core.trial import Trial
from ilium.errors import InputError
from ilium.exchange.parcel import same_clock
from ilium.outputs.courses import Course
from ilium.outputs.opensim_files import storage
from ilium.outputs.trc import trc_text
from ilium.units import degrees, millimetres

TITLES = {
    "angles": "Coordinates",
    "moments": "Inverse Dynamics Generalized Forces",
    "muscle_forces": "Static optimization forces",
}


def markers_trc(trial: Trial) -> tuple[str, tuple[Issue, ...]]:
    """Marker trajectories in millimetres and ilium's frame, which is OpenSim's ground.

    Parameters
    ----------
    trial
        The recording.

    Returns
    -------
    str
        The file's text.
    tuple of Issue
        Labels that the format cannot spell.
    """
    names, issues = spelled(trial.marker_names, "markers")
    points = millimetres(values(trial.markers))
    file = f"{spelled([trial.name], 'name')[0][0]}.trc"
    return trc_text(file, trial.time, names, points, "mm"), issues


def spelled(
    labels: Sequence[str], where: str
) -> tuple[tuple[str, ...], tuple[Issue, ...]]:
    """Labels without white space, all different, as tables of OpenSim need them.

    Parameters
    ----------
    labels
        Any texts.
    where
        What they name, for the issue.

    Returns
    -------
    tuple of str
        One for each label.
    tuple of Issue
        Which were changed.
    """
    plain = (re.sub(r"[\s\x00-\x1f\x7f]+", "_", each.strip()) for each in labels)
    found = distinct([each or "unnamed" for each in plain])
    changed = [a for a, b in zip(labels, found, strict=True) if a != b]
    if not changed:
        return found, ()
    shown = ", ".join(repr(each[:40]) for each in changed[:5])
    what = f"{len(changed)} names are spelled otherwise, without spaces: {shown}."
    return found, (Issue(kind="name-changed", where=where, what=what),)


def course_storage(course: Course) -> tuple[str, tuple[Issue, ...]]:
    """Write a table of curves in OpenSim's format; angles in degrees.

    Parameters
    ----------
    course
        The table.

    Returns
    -------
    str
        The file's text.
    tuple of Issue
        Names that the format cannot spell.
    """
    names, issues = spelled(course.columns, course.name)
    turning = np.array([unit == "rad" for unit in course.units], dtype=bool)
    numbers = np.where(turning, degrees(course.numbers), course.numbers)
    title = TITLES.get(course.name, spelled([course.name], "name")[0][0])
    text = storage(
        title,
        names,
        course.time,
        numbers,
        in_degrees=course.in_degrees or bool(turning.any()),
    )
    return text, issues


def forces_storage(plates: Sequence[Plate]) -> tuple[str, tuple[Issue, ...]]:
    """Force, point and free moment of every plate as external loads.

    Parameters
    ----------
    plates
        In ilium's frame, at least one, all on one clock.

    Returns
    -------
    str
        The file's text.
    tuple of Issue
        What is left out.

    Raises
    ------
    InputError
        Where the plates have different clocks.
    """
    time = clock(plates[0].force)
    if not all(same_clock(time, clock(each.force)) for each in plates):
        problem = "The plates were recorded at different rates."
        raise InputError(problem, "Write them as a folder of CSV or Parquet tables.")
    names: list[str] = []
    columns: list[FloatArray] = []
    for number, plate in enumerate(plates, start=1):
        stem = plate.name[0] if plate.name in SIDES else str(number)
        force = np.nan_to_num(values(plate.force))
        point = np.nan_to_num(values(plate.centre_of_pressure()))
        whole = np.nan_to_num(values(plate.moment)) + np.cross(plate.origin, force)
        free = whole - np.cross(point, force)
        for letter, array in (("v", force), ("p", point), ("m", free)):
            names += [f"ground_force_{stem}_{letter}{axis}" for axis in AXES]
            columns += list(array.T)
    what = "Corners and types of the plates are left out: external loads have none."
    issue = Issue(kind="left-out", where="plates", what=what)
    return storage("External loads", names, time, np.column_stack(columns)), (issue,)


def storage_course(table: Table, name: str) -> Course:
    """A MOT or STO file of anything but forces as a table of curves.

    Parameters
    ----------
    table
        What the file holds.
    name
        What the curves are called.

    Returns
    -------
    Course
        As stored: the format states no units.
    """
    return Course(
        name=name,
        time=table.time,
        columns=table.columns,
        units=("",) * len(table.columns),
        numbers=table.numbers,
        in_degrees=table.degrees,
    )


def holds_forces(table: Table) -> bool:
    """Whether a MOT or STO file holds ground reaction forces and nothing else."""
    plates = external_loads(table)
    return bool(plates) and len(table.columns) <= 9 * len(plates)
