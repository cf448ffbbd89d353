"""Trial to Kinematics: the stage itself, read from top to bottom."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ilium.conventions import AXES
from ilium.core.dictionary import (
    CENTRE_OF_MASS,
    CLINICAL_ANGLE,
    JOINT_CENTRE,
    LANDMARK_POSITION,
    SEGMENT_ROTATION,
)
from ilium.core.issue import Issue
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray
from ilium.core.trial import Trial
from ilium.errors import InputError
from ilium.kinematics.angles import (
    ANGLES,
    BAKER_ANGLES,
    COMPONENTS,
    baker_angles,
    clinical_angles,
    progression_axes,
    without_tilt,
)
from ilium.kinematics.anthropometry import participant_of
from ilium.kinematics.body import build_body
from ilium.kinematics.calibrate import calibrate
from ilium.kinematics.calibration import Calibration
from ilium.kinematics.com import body_mass
from ilium.kinematics.points import Points, points_of
from ilium.kinematics.progression import progression_of
from ilium.kinematics.result import JOINTS, SEGMENTS, Kinematics
from ilium.kinematics.settings import KinematicsSettings
from ilium.kinematics.static_check import check_static
from ilium.kinematics.unseen import unseen_kinematics
from ilium.model.marker_sets import MarkerSet, MarkerSetMatch, recognise


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Recording:
    """A trial with its recognised landmarks; a static's doubts about being one."""

    trial: Trial
    match: MarkerSetMatch
    points: Points
    doubts: tuple[Issue, ...] = ()


def solve_kinematics(
    trial: Trial,
    *,
    static: Trial | None = None,
    participant: Participant | None = None,
    settings: KinematicsSettings | None = None,
    own: tuple[MarkerSet, ...] = (),
) -> Kinematics:
    """Compute joint centres, segments and angles of a recording.

    Parameters
    ----------
    trial
        The recording.
    static
        A static trial of the same person with the same markers; its calibration beats
        what the trial's file states.
    participant
        Body measures; each one given beats the files'.
    settings
        Choices of the method; ``None`` for the usual ones.
    own
        The laboratory's own marker sets, tried first.

    Returns
    -------
    Kinematics
        With the static's own kinematics where one was given. What cannot be computed
        is NaN, and an issue names what is missing; of force plates without a marker
        everything is.

    Raises
    ------
    InputError
        Where the marker set is not recognised, or the static is not one of this
        person's with this marker set.
    """
    if not trial.marker_names and trial.plates:
        return unseen_kinematics(trial, participant)
    choices = settings or KinematicsSettings()
    moving = recorded(trial, own)
    unfit = _unfit(moving.match, own)
    standing = None if static is None else _static(static, moving, own)
    calibration = calibrate(
        trial=moving.trial,
        match=moving.match,
        points=moving.points,
        static=None if standing is None else (standing.trial, standing.points),
        participant=participant,
        settings=choices,
    )
    solved = _solved(
        moving, calibration, None if standing is None else standing.points, choices
    )
    if standing is None:
        return replace(solved, issues=(*unfit, *solved.issues))
    quiet = Calibration(numbers=calibration.numbers, sources=calibration.sources)
    still = replace(choices, progression=None)
    return replace(
        solved,
        issues=(*unfit, *standing.doubts, *solved.issues),
        static=_solved(standing, quiet, standing.points, still),
    )


def recorded(trial: Trial, own: tuple[MarkerSet, ...] = ()) -> Recording:
    """Recognise a trial's landmarks."""
    match = recognise(trial.marker_names, own=own)
    return Recording(trial=trial, match=match, points=points_of(trial, match))


def _unfit(match: MarkerSetMatch, own: tuple[MarkerSet, ...]) -> tuple[Issue, ...]:
    """Say where the laboratory's own marker sets were given but do not fit."""
    if not own or match.name in {each.name for each in own}:
        return ()
    what = (
        f"The given marker set does not fit the recording's labels: {match.title} was"
        " used instead."
    )
    return (
        Issue(kind="own-set-unused", where="marker set", what=what, severity="caution"),
    )


def _static(static: Trial, moving: Recording, own: tuple[MarkerSet, ...]) -> Recording:
    try:
        standing = recorded(static, own)
    except InputError as error:
        raise InputError(
            f"The static trial {static.name!r} cannot be used: {error.problem}",
            error.remedy,
        ) from error
    common = set(standing.points.positions) & set(moving.points.positions)
    if len(common) < 3:
        raise InputError(
            f"The static trial {static.name!r} shares {len(common)} landmarks with"
            f" {moving.trial.name!r}.",
            "Give a static trial of the same person with the same marker set.",
        )
    doubts = check_static(moving.points, standing.points, static.name)
    return replace(standing, doubts=doubts)


def _solved(
    recording: Recording,
    calibration: Calibration,
    standing: Points | None,
    settings: KinematicsSettings,
) -> Kinematics:
    body = build_body(
        recording.points, recording.match.name, calibration, standing, settings
    )
    forwards = (
        progression_of(recording.points, body.segments["pelvis"])
        if settings.progression is None
        else _horizontal(settings.progression)
    )
    axes = progression_axes(forwards)
    clinical = clinical_angles(body.segments, axes)
    baker = baker_angles(body.segments, axes)
    if not body.tilt_known:
        clinical = without_tilt(clinical, ANGLES)
        baker = without_tilt(baker, BAKER_ANGLES)
    mass = body_mass(body.points, body.centres)
    time = recording.trial.time
    shown = body.points.positions
    return Kinematics(
        marker_set=recording.match.name,
        landmarks=LANDMARK_POSITION.label(
            np.stack(tuple(shown.values()), axis=1),
            time=time,
            landmark=tuple(shown),
            axis=AXES,
        ),
        joint_centres=JOINT_CENTRE.label(
            np.stack([body.centres[name] for name in JOINTS], axis=1),
            time=time,
            joint=JOINTS,
            axis=AXES,
        ),
        segments=SEGMENT_ROTATION.label(
            np.stack([body.segments[name] for name in SEGMENTS], axis=1),
            time=time,
            segment=SEGMENTS,
            axis=AXES,
            column=AXES,
        ),
        angles=CLINICAL_ANGLE.label(
            clinical,
            time=time,
            angle=ANGLES,
            component=COMPONENTS,
        ),
        baker=CLINICAL_ANGLE.label(
            baker,
            time=time,
            angle=BAKER_ANGLES,
            component=COMPONENTS,
        ),
        com=CENTRE_OF_MASS.label(mass.position, time=time, axis=AXES),
        com_method=mass.method,
        participant=participant_of(body.calibration),
        progression=forwards,
        method=body.method,
        calibration=dict(body.calibration.numbers),
        sources=dict(body.calibration.sources),
        issues=(*body.calibration.issues, *body.issues, *mass.issues),
    )


def _horizontal(direction: tuple[float, float, float]) -> FloatArray:
    flat = np.array([direction[0], 0.0, direction[2]])
    return flat / np.hypot(flat[0], flat[2])
