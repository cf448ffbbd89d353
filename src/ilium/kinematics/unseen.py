"""Kinematics of a recording in which no marker was seen: plates alone."""

from __future__ import annotations

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
from ilium.core.trial import Trial
from ilium.kinematics.angles import ANGLES, BAKER_ANGLES, COMPONENTS
from ilium.kinematics.result import JOINTS, SEGMENTS, Kinematics


def unseen_kinematics(trial: Trial, participant: Participant | None) -> Kinematics:
    """Kinematics that know nothing, for measures that need force plates alone.

    Parameters
    ----------
    trial
        A recording with force plates and without markers.
    participant
        Body measures as given; ``None`` for the file's.

    Returns
    -------
    Kinematics
        NaN throughout, with an issue that says so.
    """
    time = trial.time

    def nothing(*shape: int) -> np.ndarray:
        return np.full((time.size, *shape), np.nan)

    return Kinematics(
        marker_set="none",
        landmarks=LANDMARK_POSITION.label(
            nothing(0, 3), time=time, landmark=[], axis=AXES
        ),
        joint_centres=JOINT_CENTRE.label(
            nothing(len(JOINTS), 3), time=time, joint=JOINTS, axis=AXES
        ),
        segments=SEGMENT_ROTATION.label(
            nothing(len(SEGMENTS), 3, 3),
            time=time,
            segment=SEGMENTS,
            axis=AXES,
            column=AXES,
        ),
        angles=CLINICAL_ANGLE.label(
            nothing(len(ANGLES), 3), time=time, angle=ANGLES, component=COMPONENTS
        ),
        baker=CLINICAL_ANGLE.label(
            nothing(len(BAKER_ANGLES), 3),
            time=time,
            angle=BAKER_ANGLES,
            component=COMPONENTS,
        ),
        com=CENTRE_OF_MASS.label(nothing(3), time=time, axis=AXES),
        com_method="",
        participant=participant or trial.participant,
        progression=np.full(3, np.nan),
        method="no markers: nothing was computed",
        issues=(
            Issue(
                kind="no-markers",
                where="markers",
                what=(
                    "No marker was recorded: there are forces, but neither joint "
                    "angles nor measures of the pelvis."
                ),
                severity="serious",
            ),
        ),
    )
