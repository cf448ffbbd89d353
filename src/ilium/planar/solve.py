"""Keypoints of one camera to angles in the plane of its picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from ilium.conventions import AXES
from ilium.core.dictionary import (
    CENTRE_OF_MASS,
    CLINICAL_ANGLE,
    JOINT_CENTRE,
    LANDMARK_POSITION,
    MARKER_POSITION,
    SEGMENT_ROTATION,
)
from ilium.core.keypoints import Keypoints
from ilium.core.participant import Participant
from ilium.core.quantity import FloatArray
from ilium.core.trial import LabFrame, Trial
from ilium.errors import InsufficientDataError
from ilium.kinematics.angles import ANGLES, BAKER_ANGLES, COMPONENTS
from ilium.kinematics.result import JOINTS, SEGMENTS, Kinematics
from ilium.planar.depth import calm
from ilium.planar.error import Sight, signal_errors
from ilium.planar.figure import Figure, frontal_figure, sagittal_figure
from ilium.planar.gates import NOBODY, gates, is_square_on
from ilium.planar.grade import tier_of
from ilium.planar.levelled import LevelPicture, level
from ilium.planar.pelvis_line import PelvisLine, pelvis_line
from ilium.planar.result import PlanarKinematics
from ilium.planar.scale import Scale, find_scale
from ilium.planar.seen import base_of, readings_of
from ilium.planar.settings import PLANAR, PlanarSettings
from ilium.planar.view import View, find_standpoint
from ilium.stability.heading import Heading
from ilium.stability.signals import STABILITY_ANGLE, angles_over_time

FEWEST = 10
"""Frames below which a clip is not measured [1]."""

CAMERA = Heading(forwards=np.array([1.0, 0.0, 0.0]), source="camera")
"""The frontal plane is the picture's, or at right angles to it in a side view."""

METHOD = (
    "Points in the plane of one camera's picture; roll and pitch of the camera undone"
    " where they are known, sizes from the body's own lengths."
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """The level picture, the pelvis in it and the figure made of both."""

    level: LevelPicture
    line: PelvisLine | None
    scale: Scale
    figure: Figure


def solve_planar(
    keypoints: Keypoints,
    *,
    view: View | None = None,
    participant: Participant | None = None,
    settings: PlanarSettings = PLANAR,
) -> PlanarKinematics:
    """Compute the angles that one camera shows, and how sure each is.

    Parameters
    ----------
    keypoints
        What the camera saw of one person.
    view
        ``front``, ``rear`` or ``side``; ``None`` to find it.
    participant
        Body height, leg length or distance of the iliac spines, for sizes.
    settings
        Errors of one camera and limits of what it may measure.

    Returns
    -------
    PlanarKinematics
        Signs are the person's, so that front and rear views give the same. Where a
        gate is not passed, `refused` says why and what to do.

    Raises
    ------
    InsufficientDataError
        Where there are fewer than ten frames.
    """
    if keypoints.time.size < FEWEST:
        raise InsufficientDataError(
            f"The clip has {keypoints.time.size} frames; {FEWEST} are needed.",
            "Give a longer clip: stand still for 2 s, then move.",
        )
    known = participant or Participant()
    standpoint = find_standpoint(keypoints, view)
    picture = level(keypoints, settings)
    scale = find_scale(calm(picture, settings), known)
    line = None
    if standpoint.view == "side":
        figure = sagittal_figure(picture, standpoint, scale, settings)
    else:
        line = pelvis_line(picture, standpoint.view, standpoint.facing, settings)
        figure = frontal_figure(picture, standpoint, line, scale, settings)
    made = Picture(level=picture, line=line, scale=scale, figure=figure)
    trial = _trial(keypoints, made, known)
    kinematics = _kinematics(trial, made, standpoint.view)
    found = angles_over_time(kinematics, CAMERA)
    square = is_square_on(standpoint, settings)
    readings = readings_of(standpoint.view, figure.source, square=square)
    shown = tuple(each for each in found if base_of(each) in readings)
    nobody = any(each.kind == NOBODY for each in keypoints.issues)
    sight = Sight(
        picture=picture,
        figure=figure,
        scale=scale,
        line=line,
        view=standpoint.view,
        settings=settings,
    )
    solved = PlanarKinematics(
        keypoints=keypoints,
        standpoint=standpoint,
        scale=scale,
        tier=tier_of(picture, line, figure.source),
        trial=trial,
        kinematics=kinematics,
        angles=STABILITY_ANGLE.label(
            np.stack([found[each] for each in shown], axis=1),
            time=picture.time,
            signal=shown,
        ),
        errors=signal_errors(sight, shown),
        hips_apart=_hips_apart(picture),
        issues=(*keypoints.issues, *(() if nobody else scale.issues)),
    )
    return solved.with_issues(*gates(solved, settings))


def _hips_apart(picture: LevelPicture) -> FloatArray:
    line = picture.sight("hip_right") - picture.sight("hip_left")
    return np.linalg.norm(line, axis=1) * picture.focal


def _trial(keypoints: Keypoints, picture: Picture, participant: Participant) -> Trial:
    names = tuple(picture.figure.points)
    return Trial(
        name=keypoints.name,
        participant=participant,
        markers=MARKER_POSITION.label(
            np.stack([picture.figure.points[each] for each in names], axis=1),
            time=picture.level.time,
            marker=names,
            axis=AXES,
        ),
        lab=LabFrame(
            rotation=np.eye(3), forwards="+x", up="+y", how="the camera's picture"
        ),
        source=keypoints.source,
    )


def _kinematics(trial: Trial, picture: Picture, view: str) -> Kinematics:
    time, points = trial.time, picture.figure.points
    count = time.size
    nothing = np.full((count, 3), np.nan)
    segments = np.full((count, len(SEGMENTS), 3, 3), np.nan)
    segments[:, SEGMENTS.index("pelvis")] = picture.figure.pelvis
    landmarks = {
        name: path
        for name, path in points.items()
        if view != "side" or not name.startswith("asis_")
    }
    return Kinematics(
        marker_set="picture",
        landmarks=LANDMARK_POSITION.label(
            np.stack(tuple(landmarks.values()), axis=1),
            time=time,
            landmark=tuple(landmarks),
            axis=AXES,
        ),
        joint_centres=JOINT_CENTRE.label(
            np.stack([points.get(name, nothing) for name in JOINTS], axis=1),
            time=time,
            joint=JOINTS,
            axis=AXES,
        ),
        segments=SEGMENT_ROTATION.label(
            segments, time=time, segment=SEGMENTS, axis=AXES, column=AXES
        ),
        angles=_blank(time, ANGLES),
        baker=_blank(time, BAKER_ANGLES),
        com=CENTRE_OF_MASS.label(nothing, time=time, axis=AXES),
        com_method="",
        participant=trial.participant,
        progression=np.array([1.0, 0.0, 0.0]),
        method=METHOD,
    )


def _blank(time: FloatArray, names: tuple[str, ...]) -> xr.DataArray:
    """Plug-in Gait's angles, which a picture does not show."""
    return CLINICAL_ANGLE.label(
        np.full((time.size, len(names), len(COMPONENTS)), np.nan),
        time=time,
        angle=names,
        component=COMPONENTS,
    )
