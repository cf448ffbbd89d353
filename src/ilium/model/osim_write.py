"""A model as a file that OpenSim 4 loads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element, indent, tostring

from ilium.errors import InputError
from ilium.model.body_model import (
    GROUND,
    BodyModel,
    ModelMarker,
    Segment,
    WrapSurface,
)
from ilium.model.osim_elements import add, add_function, add_set, symmetric
from ilium.model.osim_surfaces import KINDS
from ilium.model.osim_write_joints import add_joint
from ilium.model.osim_write_muscles import add_muscle, frame_path

VERSION: Final = "40000"
"""Layout of the file: OpenSim 4.0 and later read it."""

_FORBIDDEN: Final = re.compile(r"[\\*+\s/]")
"""What OpenSim refuses in a name."""

_SHAPES: Final = {kind: name for name, kind in KINDS.items()}
_SIZES: Final = {
    "cylinder": ("radius", "length"),
    "sphere": ("radius",),
    "torus": ("inner_radius", "outer_radius"),
}


def osim_text(model: BodyModel) -> str:
    """Write a model in OpenSim's format.

    Parameters
    ----------
    model
        The model.

    Returns
    -------
    str
        The file's text, the same for the same model; every digit is kept. In the
        model's own name blanks and signs that OpenSim refuses become underscores.

    Raises
    ------
    InputError
        Where ilium does not hold a muscle's path.
    """
    if model.foreign:
        names = ", ".join(sorted(model.foreign)[:5])
        raise InputError(
            f"The model cannot be written: ilium does not hold the path of {names}.",
            "Use the file that the model was read from.",
        )
    document = Element("OpenSimDocument", {"Version": VERSION})
    root = add(document, "Model", name=_FORBIDDEN.sub("_", model.name))
    _add_surfaces(add(root, "Ground", name=GROUND), GROUND, model.surfaces)
    add(root, "gravity", model.gravity)
    add(root, "credits", model.source)
    add(root, "length_units", "meters")
    add(root, "force_units", "N")
    bodies = add_set(root, "BodySet")
    for segment in model.segments:
        _add_segment(bodies, segment, model.surfaces)
    joints = add_set(root, "JointSet")
    for joint in model.joints:
        add_joint(joints, joint, model.coordinates)
    _add_couplers(add_set(root, "ConstraintSet"), model)
    forces = add_set(root, "ForceSet")
    owners = {each.name: each.joint for each in model.coordinates}
    for muscle in model.muscles:
        add_muscle(forces, muscle, owners)
    _add_markers(add_set(root, "MarkerSet"), model.markers)
    indent(document, "\t")
    text = tostring(document, encoding="unicode", short_empty_elements=True)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _add_segment(
    parent: Element, segment: Segment, surfaces: Iterable[WrapSurface]
) -> None:
    body = add(parent, "Body", name=segment.name)
    _add_surfaces(body, segment.name, surfaces)
    add(body, "mass", segment.mass)
    add(body, "mass_center", segment.mass_centre)
    add(body, "inertia", symmetric(segment.inertia))


def _add_surfaces(
    parent: Element, segment: str, surfaces: Iterable[WrapSurface]
) -> None:
    inside = add_set(parent, "WrapObjectSet")
    for surface in surfaces:
        if surface.segment == segment:
            _add_surface(inside, surface)


def _add_surface(parent: Element, surface: WrapSurface) -> None:
    made = add(parent, _SHAPES[surface.kind], name=surface.name)
    add(made, "active", surface.active)
    add(made, "xyz_body_rotation", surface.placement.orientation)
    add(made, "translation", surface.placement.translation)
    add(made, "quadrant", surface.quadrant)
    if surface.kind == "ellipsoid":
        add(made, "dimensions", surface.dimensions)
        return
    for tag, size in zip(_SIZES[surface.kind], surface.dimensions, strict=True):
        add(made, tag, size)


def _add_couplers(parent: Element, model: BodyModel) -> None:
    for coupler in model.couplers:
        name = f"{coupler.dependent}_follows_{coupler.independent}"
        made = add(parent, "CoordinateCouplerConstraint", name=name)
        add(made, "isEnforced", value=True)
        add_function(add(made, "coupled_coordinates_function"), coupler.function)
        add(made, "independent_coordinate_names", coupler.independent)
        add(made, "dependent_coordinate_name", coupler.dependent)
        add(made, "scale_factor", 1.0)


def _add_markers(parent: Element, markers: Iterable[ModelMarker]) -> None:
    for marker in markers:
        made = add(parent, "Marker", name=marker.name)
        add(made, "socket_parent_frame", frame_path(marker.segment))
        add(made, "location", marker.location)
        add(made, "fixed", marker.fixed)
