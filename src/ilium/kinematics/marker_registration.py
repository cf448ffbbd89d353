"""Markers put on the scaled model where they were on the standing person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ilium.core.quantity import FloatArray, values
from ilium.kinematics.body_places import Locations
from ilium.kinematics.inverse_settings import InverseKinematicsSettings
from ilium.model.body_model import BodyModel, ModelMarker
from ilium.model.posed_model import segment_frames

CENTRE_WEIGHT = 8.0
"""Weight of a joint centre in the fit: it is what the segments' lengths are made of."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Registration:
    """A scaled model that stands as the person stood, wearing the same markers.

    Parameters
    ----------
    model
        The model with the recording's markers in place of its own.
    pose
        Coordinates as the person stood, shape (coordinate,) [rad] or [m].
    residuals
        Landmark or joint centre to its distance from the model's own place [m].
    undetermined
        Coordinates that the markers do not determine.
    """

    model: BodyModel
    pose: FloatArray
    residuals: Mapping[str, float]
    undetermined: tuple[str, ...]


def register_markers(
    model: BodyModel,
    *,
    places: Locations,
    person: Mapping[str, FloatArray],
    carriers: Mapping[str, str],
    weights: Mapping[str, float],
    settings: InverseKinematicsSettings | None,
) -> Registration:
    """Pose the scaled model like the person and put the markers on it.

    Parameters
    ----------
    model
        The scaled model.
    places
        Landmarks and joint centres of the scaled model.
    person
        The same and further markers of the person who stands, shape (3,) [m].
    carriers
        Markers that the model is to wear, and the segment of each.
    weights
        Weights of landmarks and joint centres in the fit [1].
    settings
        Settings of inverse kinematics.

    Returns
    -------
    Registration
        Every marker exactly where the person had it, seen from its segment.
    """
    from ilium.kinematics.inverse import solve_motion  # noqa: PLC0415 - kernels

    common = [name for name in places if name in person and weights[name] > 0.0]
    bare = replace(model, markers=tuple(_at(name, places[name]) for name in common))
    motion = solve_motion(
        bare,
        np.array([[person[name] for name in common]]),
        common,
        np.zeros(1),
        {name: weights[name] for name in common},
        settings,
    )
    pose = values(motion.coordinates)[0]
    return Registration(
        model=wearing(model, pose, person, carriers),
        pose=pose,
        residuals=dict(zip(common, values(motion.residuals)[0].tolist(), strict=True)),
        undetermined=motion.undetermined,
    )


def wearing(
    model: BodyModel,
    pose: FloatArray,
    person: Mapping[str, FloatArray],
    carriers: Mapping[str, str],
) -> BodyModel:
    """Put markers on a posed model where a person has them.

    Parameters
    ----------
    model
        The model; its own markers go.
    pose
        Its free coordinates, shape (coordinate,) [rad] or [m].
    person
        Markers of the person in that pose, shape (3,) [m].
    carriers
        Markers that the model is to wear, and the segment of each.

    Returns
    -------
    BodyModel
        With each marker at its place in its segment.
    """
    frames = segment_frames(model, pose)
    markers = (
        _worn(name, segment, frames[segment], person[name])
        for name, segment in carriers.items()
    )
    return replace(model, markers=tuple(markers))


def _at(name: str, place: tuple[str, FloatArray]) -> ModelMarker:
    return ModelMarker(name=name, segment=place[0], location=place[1])


def _worn(
    name: str, segment: str, frame: tuple[FloatArray, FloatArray], place: FloatArray
) -> ModelMarker:
    rotation, origin = frame
    return ModelMarker(
        name=name, segment=segment, location=rotation.T @ (place - origin)
    )
