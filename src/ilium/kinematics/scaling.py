"""A generic model to this person's: size, mass, and the markers they wore."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.kinematics.body_places import (
    CENTRES,
    Locations,
    model_centres,
    places_of,
    with_middles,
)
from ilium.kinematics.inverse_settings import InverseKinematicsSettings
from ilium.kinematics.marker_registration import (
    CENTRE_WEIGHT,
    register_markers,
)
from ilium.kinematics.result import Kinematics
from ilium.kinematics.scale_factors import scale_factors
from ilium.kinematics.scaled_model import ScaledModel
from ilium.kinematics.scaling_remarks import remarks
from ilium.kinematics.scaling_settings import ScalingSettings
from ilium.kinematics.still_frames import one_posture, still_frames
from ilium.kinematics.tracking import carriers, weight_of
from ilium.maths.present import present_mean
from ilium.model.body_model import BodyModel
from ilium.model.posed_model import segment_frames
from ilium.model.resize import resize


def scale_model(
    model: BodyModel,
    landmarks: Locations,
    standing: Kinematics,
    *,
    trust: Mapping[str, float] | None = None,
    markers: Iterable[str] | None = None,
    followed: tuple[str, ...] = (),
    mass: tuple[float, str] | None = None,
    settings: ScalingSettings | None = None,
    inverse: InverseKinematicsSettings | None = None,
) -> ScaledModel:
    """Scale a model to a person and put the recording's markers on it.

    Parameters
    ----------
    model
        The generic model.
    landmarks
        Where landmarks are on it: name to segment and location, shape (3,) [m].
    standing
        Kinematics of the static trial, or of the movement where there is none: the
        stretch in which the person moves least counts.
    trust
        Factor of a landmark's weight in the fit where its place on the model is only
        roughly known [1]; it does not count in the movement.
    markers
        Landmarks that the cameras follow; ``None`` for all of `standing`.
    followed
        Beginnings of joint centres that count among them.
    mass
        Whole-body mass [kg] and where it comes from; ``None`` for the model's own,
        scaled by volume.
    settings
        Choices; ``None`` for the usual ones.
    inverse
        Settings of inverse kinematics, which poses the model.

    Returns
    -------
    ScaledModel
        Its muscles' fibres and tendons are the generic model's (`ilium.muscles.fit`).

    References
    ----------
    Delp SL et al. (2007). OpenSim: open-source software to create and analyze dynamic
    simulations of movement. IEEE Trans Biomed Eng 54(11), 1940-1950.
    doi:10.1109/TBME.2007.901024
    """
    choices = settings or ScalingSettings()
    person, posture, stretch = _standing(standing, choices.still)
    known = {**landmarks, **model_centres(model, landmarks)}
    names = [each.name for each in model.segments]
    found = scale_factors(person, default_places(model, known), names)
    weight, whence = mass or _by_volume(model, found.factors)
    scaled = resize(model, found.factors, weight)
    grown = {
        name: (segment, place * found.factors[segment])
        for name, (segment, place) in known.items()
    }
    there = {
        name: middle
        for name, each in person.items()
        if np.isfinite(middle := present_mean(each[posture])).all()
    }
    seen = set(there) if markers is None else set(markers) & set(there)
    worn = carriers(sorted(seen), {**known, **landmarks}, names, followed)
    fit = {
        name: CENTRE_WEIGHT
        if name in CENTRES
        else weight_of(name, segment, choices.weights) * (trust or {}).get(name, 1.0)
        for name, (segment, _) in grown.items()
    }
    registered = register_markers(
        scaled,
        places=grown,
        person=there,
        carriers=worn,
        weights=fit,
        settings=inverse,
    )
    weights = {
        name: weight_of(name, segment, choices.weights)
        for name, segment in worn.items()
    }
    made = ScaledModel(
        model=replace(registered.model, name=f"{model.name}_scaled"),
        generic=model,
        factors=found.factors,
        sources=found.sources,
        measured=found.measured,
        mass=weight,
        mass_source=whence,
        pose=registered.pose,
        residuals=registered.residuals,
        weights=weights,
        standing=stretch,
        undetermined=registered.undetermined,
    )
    return replace(made, issues=remarks(made, choices))


def default_places(model: BodyModel, known: Locations) -> dict[str, FloatArray]:
    """Places of a model in its default pose, in ground.

    Parameters
    ----------
    model
        The model.
    known
        Its landmarks and joint centres.

    Returns
    -------
    dict
        Place to position, shape (3,) [m], middles between places included.
    """
    frames = segment_frames(model, None)
    return with_middles(
        {
            name: frames[segment][0] @ place + frames[segment][1]
            for name, (segment, place) in known.items()
            if segment in frames
        }
    )


def _standing(
    kinematics: Kinematics, duration: float
) -> tuple[dict[str, FloatArray], slice, tuple[float, float]]:
    """Places in the stillest stretch, its frames of one posture, and their times."""
    time = kinematics.time
    positions = np.asarray(kinematics.landmarks.values, dtype=np.float64)
    rate = (time.size - 1) / (time[-1] - time[0]) if time.size > 1 else 1.0
    still = still_frames(positions, float(rate), duration)
    places = {name: each[still] for name, each in places_of(kinematics).items()}
    posture = one_posture(positions[still])
    shown = time[still][posture]
    return places, posture, (float(shown[0]), float(shown[-1]))


def _by_volume(
    model: BodyModel, factors: Mapping[str, FloatArray]
) -> tuple[float, str]:
    grown = sum(
        each.mass * float(np.prod(factors[each.name])) for each in model.segments
    )
    return grown, "estimated from the model's by the segments' volumes"
