"""Curves of an analysis as tables of the output folder, in units that people read.

A table of a stage that did not run is empty text, and no file.
"""

from __future__ import annotations

import numpy as np

from ilium.outputs.courses import (
    Course,
    clinical_moments,
    coordinates,
    joint_reactions,
    moments,
    muscle_forces,
    powers,
)
from ilium.outputs.text import matrix
from ilium.pipeline import Analysis
from ilium.units import degrees


def coordinates_csv(analysis: Analysis) -> str:
    """Coordinates of the model in OpenSim's names and signs, degrees and metres."""
    return course_csv(coordinates(analysis))


def moments_csv(analysis: Analysis) -> str:
    """Net internal moment about each coordinate that the markers determine."""
    return course_csv(moments(analysis))


def clinical_moments_csv(analysis: Analysis) -> str:
    """Moments and powers in Plug-in Gait's names and signs, per body mass."""
    return course_csv(clinical_moments(analysis))


def powers_csv(analysis: Analysis) -> str:
    """Moment times speed of each coordinate that the markers determine."""
    return course_csv(powers(analysis))


def muscle_forces_csv(analysis: Analysis) -> str:
    """Force of each muscle, then of each group of muscles, in newtons."""
    return course_csv(muscle_forces(analysis))


def joint_reactions_csv(analysis: Analysis) -> str:
    """Force in hip, knee, ankle and lumbar joint, in body weights."""
    return course_csv(joint_reactions(analysis))


def course_csv(course: Course | None) -> str:
    """Write a table of curves, angles in degrees.

    Parameters
    ----------
    course
        The table; ``None`` where its stage did not run.

    Returns
    -------
    str
        Its text; empty without.
    """
    if course is None:
        return ""
    columns = [
        degrees(column) if unit == "rad" else column
        for unit, column in zip(course.units, course.numbers.T, strict=True)
    ]
    return matrix(["time_s", *course.columns], np.column_stack([course.time, *columns]))
