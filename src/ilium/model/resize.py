"""A model of another size and mass: everything that OpenSim's Scale tool scales.

Muscle fibres and tendons follow the length of their paths (`ilium.muscles.fit`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.maths.rotations import elementary, norm
from ilium.maths.scaled_inertia import scaled_inertia
from ilium.model.body_model import (
    BodyModel,
    Joint,
    ModelMarker,
    Muscle,
    PathPoint,
    Placement,
    Segment,
    TransformAxis,
    WrapSurface,
)
from ilium.model.functions import Function, Linear, Scaled

Factors = Mapping[str, FloatArray]
"""Segment to its factors along its x, y and z axes, shape (3,) [1]."""
FREE: Final = Linear(slope=1.0, intercept=0.0)
_SAME: Final = np.ones(3)


def resize(model: BodyModel, factors: Factors, mass: float | None) -> BodyModel:
    """Scale a model segment by segment.

    Joint frames, centres of mass, path points, wrapping surfaces and markers go with
    their segment's factors, and displacements within a joint with those of its parent.
    Masses keep their proportions to each other (OpenSim's *preserve mass
    distribution*); inertias follow size and mass.

    Parameters
    ----------
    model
        The model as it is.
    factors
        Scale factors; a segment that is not named keeps its size.
    mass
        Whole-body mass that the model gets [kg]; ``None`` to keep its own.

    Returns
    -------
    BodyModel
        A new one, with the fibres and tendons of the old one.

    References
    ----------
    Delp SL et al. (2007). OpenSim: open-source software to create and analyze dynamic
    simulations of movement. IEEE Trans Biomed Eng 54(11), 1940-1950.
    doi:10.1109/TBME.2007.901024
    """
    heavier = 1.0 if mass is None else mass / model.mass
    return replace(
        model,
        segments=tuple(
            _segment(each, _factors(factors, each.name), heavier)
            for each in model.segments
        ),
        joints=tuple(_joint(each, factors) for each in model.joints),
        surfaces=tuple(
            _surface(each, _factors(factors, each.segment)) for each in model.surfaces
        ),
        muscles=tuple(_muscle(each, factors) for each in model.muscles),
        markers=tuple(_marker(each, factors) for each in model.markers),
    )


def _factors(factors: Factors, segment: str) -> FloatArray:
    return factors.get(segment, _SAME)


def _segment(segment: Segment, factors: FloatArray, heavier: float) -> Segment:
    inertia = scaled_inertia(segment.inertia, segment.mass, factors)
    return replace(
        segment,
        mass=segment.mass * heavier,
        mass_centre=segment.mass_centre * factors,
        inertia=inertia * heavier,
    )


def _joint(joint: Joint, factors: Factors) -> Joint:
    parent = _factors(factors, joint.parent)
    return replace(
        joint,
        in_parent=_placement(joint.in_parent, parent),
        in_child=_placement(joint.in_child, _factors(factors, joint.child)),
        translations=tuple(_translation(each, parent) for each in joint.translations),
    )


def _translation(translation: TransformAxis, factors: FloatArray) -> TransformAxis:
    """Scale a displacement, unless it is a degree of freedom itself."""
    if translation.function == FREE:
        return translation
    longer = float(np.abs(translation.axis) @ factors)
    return replace(translation, function=_times(translation.function, longer))


def _times(function: Function, factor: float) -> Function:
    if factor == 1.0:
        return function
    if isinstance(function, Scaled):
        return Scaled(function.factor * factor, function.function)
    return Scaled(factor, function)


def _placement(placement: Placement, factors: FloatArray) -> Placement:
    return replace(placement, translation=placement.translation * factors)


def _surface(surface: WrapSurface, factors: FloatArray) -> WrapSurface:
    x, y, z = surface.placement.orientation
    axes = elementary("x", x) @ elementary("y", y) @ elementary("z", z)
    along = norm((axes * factors[:, None]).T)
    round_about = (along[0] + along[1]) / 2.0
    grown = {
        "cylinder": (round_about, along[2]),
        "sphere": ((along[0] + along[1] + along[2]) / 3.0,),
        "ellipsoid": tuple(along),
        "torus": (round_about, round_about),
    }[surface.kind]
    sizes = zip(surface.dimensions, grown, strict=True)
    return replace(
        surface,
        placement=_placement(surface.placement, factors),
        dimensions=tuple(float(size * factor) for size, factor in sizes),
    )


def _muscle(muscle: Muscle, factors: Factors) -> Muscle:
    points = tuple(
        _point(each, _factors(factors, each.segment)) for each in muscle.points
    )
    return replace(muscle, points=points)


def _point(point: PathPoint, factors: FloatArray) -> PathPoint:
    motion = tuple(
        None if way is None else (way[0], _times(way[1], float(factor)))
        for way, factor in zip(point.motion, factors, strict=bool(point.motion))
    )
    return replace(point, location=point.location * factors, motion=motion)


def _marker(marker: ModelMarker, factors: Factors) -> ModelMarker:
    return replace(marker, location=marker.location * _factors(factors, marker.segment))
