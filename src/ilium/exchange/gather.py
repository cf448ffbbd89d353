"""A trial or an analysis as a parcel: numbers in SI units under the files' names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from ilium.core.quantity import labels, values
from ilium.core.trial import Trial
from ilium.exchange.parcel import Parcel
from ilium.filmed import VideoAnalysis
from ilium.outputs import courses
from ilium.outputs.courses import Course
from ilium.pipeline import Analysis


def parcel_of(thing: Parcel | Trial | Analysis | VideoAnalysis) -> Parcel:
    """Gather what a trial or an analysis holds.

    Parameters
    ----------
    thing
        A trial, an analysis of a recording or of clips; a parcel is given back.

    Returns
    -------
    Parcel
        Every array that other programs may want.
    """
    if isinstance(thing, Parcel):
        return thing
    if isinstance(thing, Trial):
        return Parcel(
            name=thing.name,
            trial=thing,
            events=thing.events,
            sha256=thing.source.sha256,
        )
    if isinstance(thing, Analysis):
        return _analysed(thing)
    spatial = thing.spatial
    return Parcel(
        name=thing.name,
        trial=None if spatial is None else spatial.trial,
        events=thing.events,
        courses=_planar(thing) if spatial is None else _courses(spatial),
        measures=thing.measures,
        task=thing.movement.task,
        headline=thing.first_screen.headline,
    )


def _analysed(analysis: Analysis) -> Parcel:
    return Parcel(
        name=analysis.trial.name,
        trial=analysis.trial,
        events=analysis.events,
        courses=_courses(analysis),
        measures=analysis.measures,
        model=None if analysis.motion is None else analysis.motion.model,
        task=analysis.movement.task,
        headline=analysis.first_screen.headline,
        sha256=analysis.trial.source.sha256,
    )


def _courses(analysis: Analysis) -> tuple[Course, ...]:
    found = (kind(analysis) for kind in _KINDS)
    return tuple(
        each for each in found if each is not None and np.isfinite(each.numbers).any()
    )


_KINDS: Final[tuple[Callable[[Analysis], Course | None], ...]] = (
    courses.clinical_angles,
    courses.clinical_moments,
    courses.coordinates,
    courses.moments,
    courses.powers,
    courses.muscle_forces,
    courses.joint_reactions,
)


def _planar(analysis: VideoAnalysis) -> tuple[Course, ...]:
    planar = analysis.planar
    if planar is None:
        return ()
    names = labels(planar.angles, "signal")
    numbers = values(planar.angles)
    return (courses.course("angles_2d", planar.time, names, numbers, "rad"),)
