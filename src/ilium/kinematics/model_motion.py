"""A model of the person from their recordings, and its motion through the trial."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np

from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray, values
from ilium.core.trial import Trial
from ilium.errors import InsufficientDataError
from ilium.kinematics.doubtful_poses import trusted
from ilium.kinematics.inverse import solve_motion
from ilium.kinematics.inverse_settings import InverseKinematicsSettings
from ilium.kinematics.motion import JointMotion
from ilium.kinematics.own_model import matched_labels, own_landmarks
from ilium.kinematics.result import Kinematics
from ilium.kinematics.scaled_model import ScaledModel
from ilium.kinematics.scaling import scale_model
from ilium.kinematics.scaling_settings import ScalingSettings
from ilium.kinematics.tracking import NOT_FOLLOWED
from ilium.model.body_model import BodyModel
from ilium.model.library import landmark_places, shipped_model
from ilium.model.marker_sets import MarkerSet, recognise

HELD: Final = "lumbar_extension"
"""Held where only the hips tell the pelvis: hips and shoulders hardly come nearer when
it tips forwards under the trunk."""
UNSEEN: Final = ("pelvis_tilt", "hip_flexion_r", "hip_flexion_l")
"""Coordinates that have no value of their own then."""

ROUGHLY: Final[Mapping[str, float]] = MappingProxyType(
    {
        name: 0.25
        for name, each in landmark_places().items()
        if each.basis in ("attachment", "segment", "estimate")
    }
)
"""Landmarks of ilium's model whose places are known to a centimetre or two."""


def shipped_landmarks(
    followed: tuple[str, ...] = (),
) -> dict[str, tuple[str, FloatArray]]:
    """Landmarks of ilium's model that have an anatomical place.

    Parameters
    ----------
    followed
        Beginnings of landmarks that the marker set follows all the same.

    Returns
    -------
    dict
        Landmark to segment and location, shape (3,) [m].
    """
    return {
        name: (each.segment, each.location)
        for name, each in landmark_places().items()
        if each.basis != "anywhere"
        and (not name.startswith(NOT_FOLLOWED) or name.startswith(followed))
    }


def model_of_person(
    trial: Trial,
    kinematics: Kinematics,
    *,
    mass: tuple[float, str] | None,
    given: BodyModel | None = None,
    own: tuple[MarkerSet, ...] = (),
    settings: ScalingSettings,
    inverse: InverseKinematicsSettings,
) -> ScaledModel:
    """Scale ilium's model, or the user's, to the person of a recording.

    Parameters
    ----------
    trial, kinematics
        The recording, with the static's kinematics where there is one.
    mass
        Whole-body mass [kg] and where it comes from; ``None`` where nobody knows.
    given
        The user's generic model; ``None`` for ilium's.
    own
        The laboratory's own marker sets.
    settings, inverse
        Choices of scaling and of inverse kinematics.

    Returns
    -------
    ScaledModel
        Without a static trial fitted to the movement's stillest frames, with an issue.

    Raises
    ------
    InsufficientDataError
        Where the markers do not tell the size of the pelvis and of one leg.
    """
    model = shipped_model() if given is None else given
    if not kinematics.tilt_known:
        model = with_stiff_back(model)
    match = recognise(trial.marker_names, own=own)
    landmarks = (
        shipped_landmarks(match.followed)
        if given is None
        else own_landmarks(model, own)
    )
    scaled = scale_model(
        model,
        landmarks,
        kinematics.static or kinematics,
        trust=None if given else ROUGHLY,
        markers=match.landmarks,
        followed=match.followed,
        mass=mass,
        settings=settings,
        inverse=inverse,
    )
    legs = [f"{bone}_{side}" for side in "lr" for bone in ("femur", "tibia")]
    if "pelvis" not in scaled.measured or not scaled.measured.intersection(legs):
        problem = "The markers do not tell the size of the pelvis and of one leg."
        remedy = "Record both ASIS, the PSIS or the sacrum, and knee and ankle markers."
        raise InsufficientDataError(problem, remedy)
    doubts = () if kinematics.static else (_without_static(scaled),)
    heavy = () if mass else (_without_mass(scaled),)
    unseen = () if kinematics.tilt_known else UNSEEN
    return replace(
        scaled,
        undetermined=(*scaled.undetermined, *unseen),
        issues=(*doubts, *heavy, *scaled.issues),
    )


def follow_markers(
    scaled: ScaledModel,
    trial: Trial,
    own: tuple[MarkerSet, ...],
    inverse: InverseKinematicsSettings,
) -> JointMotion:
    """Solve for the motion of a scaled model from a recording's real markers.

    Parameters
    ----------
    scaled
        The model that wears the recording's markers.
    trial
        The recording.
    own
        The laboratory's own marker sets.
    inverse
        Settings of inverse kinematics.

    Returns
    -------
    JointMotion
        With the scale factors and every issue of scaling and tracking.
    """
    match = recognise(trial.marker_names, own=own)
    names = [name for name in scaled.weights if name in match.landmarks]
    motion = _solved(
        scaled.model,
        trial,
        {match.landmarks[name]: name for name in names},
        scaled.weights,
        inverse,
    )
    unseen = [each for each in UNSEEN if each in scaled.undetermined]
    return replace(
        motion,
        scaling=dict(scaled.factors),
        undetermined=tuple(dict.fromkeys((*motion.undetermined, *unseen))),
        issues=(*scaled.issues, *motion.issues),
    )


def with_stiff_back(model: BodyModel) -> BodyModel:
    """Return a model whose pelvis does not tip under the trunk.

    Parameters
    ----------
    model
        The model.

    Returns
    -------
    BodyModel
        Its `HELD` coordinate locked in the default pose.
    """
    return replace(
        model,
        coordinates=tuple(
            replace(each, locked=True) if each.name == HELD else each
            for each in model.coordinates
        ),
    )


def follow_own(
    model: BodyModel,
    trial: Trial,
    weights: Mapping[str, float],
    inverse: InverseKinematicsSettings,
) -> JointMotion:
    """Solve for the motion of the user's own scaled model by its markers' names.

    Parameters
    ----------
    model
        The model, scaled to the person.
    trial
        The recording.
    weights
        Weight of a marker where it is not 1 [1].
    inverse
        Settings of inverse kinematics.

    Returns
    -------
    JointMotion
        Coordinates in the model's own names.

    Raises
    ------
    InputError
        Where model and recording have too few names in common.
    """
    labels = matched_labels(model, trial.marker_names)
    return _solved(model, trial, labels, weights, inverse)


def _solved(
    model: BodyModel,
    trial: Trial,
    labels: Mapping[str, str],
    weights: Mapping[str, float],
    inverse: InverseKinematicsSettings,
) -> JointMotion:
    """Motion from markers: the recording's labels to the model's names."""
    where = {label: number for number, label in enumerate(trial.marker_names)}
    columns = {name: where[label] for label, name in labels.items()}

    def solve(names: Sequence[str]) -> JointMotion:
        chosen = [columns[name] for name in names]
        positions: FloatArray = np.ascontiguousarray(values(trial.markers)[:, chosen])
        return solve_motion(model, positions, names, trial.time, weights, inverse)

    return trusted(solve, list(columns))


def _without_static(scaled: ScaledModel) -> Issue:
    first, last = scaled.standing
    when = f"{first:.2f} to {last:.2f} s" if last - first > 0.01 else f"{first:.2f} s"
    return Issue(
        kind="model-without-static",
        where="static",
        what=(
            "There is no static trial: the model was fitted to the frames of the"
            f" movement itself in which the person moves least, {when}."
            " Its joint angles have the markers' misplacements in them."
        ),
        severity="caution",
        start=first,
        end=last,
    )


def _without_mass(scaled: ScaledModel) -> Issue:
    return Issue(
        kind="mass-estimated",
        where="mass",
        what=(
            "The body mass is neither given nor felt by plates: moments and forces are"
            f" those of {scaled.mass:.0f} kg, {scaled.mass_source}."
        ),
        severity="caution",
        value=scaled.mass,
        unit="kg",
    )
