"""The model that ships with ilium, read from its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, cast

from ilium.core.quantity import FloatArray
from ilium.model.body_model import BodyModel, Coordinate, Joint
from ilium.model.joint_kinds import is_rotational
from ilium.model.mirror import both_sides, left_name, mirrored_point
from ilium.model.table_joints import table_joints
from ilium.model.table_muscles import table_muscles
from ilium.model.table_parts import (
    sided_rows,
    table_couplers,
    table_cylinders,
    table_markers,
    table_segments,
)
from ilium.model.table_rows import PLACE, flag, read_rows, vector

SHIPPED: Final = "rajagopal"
"""Folder of the tables."""

NAME: Final = "Rajagopal2016_ilium"
SOURCE: Final = (
    "Rajagopal A, Dembia CL, DeMers MS, Delp DD, Hicks JL, Delp SL (2016)."
    " Full-body musculoskeletal model for muscle-driven simulation of human gait."
    " IEEE Trans Biomed Eng 63(10), 2068-2079. doi:10.1109/TBME.2016.2586891."
    " Legs mirrored from the right one, some ranges widened: see ilium's tables."
)

Basis = Literal[
    "marker", "joint", "between", "attachment", "segment", "estimate", "anywhere"
]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LandmarkPlace:
    """Where one of ilium's landmarks lies on the model.

    Parameters
    ----------
    landmark, segment
        Its name and its segment's.
    location
        In the segment's frame, shape (3,) [m].
    basis
        How it is known: a ``marker`` of the model, a ``joint``'s centre, a point
        ``between`` such, the ``attachment`` of a muscle, the ``segment``'s own centre,
        an ``estimate`` (some centimetres), or ``anywhere``: the landmark has no
        anatomical place, the location only draws it.
    """

    landmark: str
    segment: str
    location: FloatArray
    basis: Basis


@cache
def shipped_model() -> BodyModel:
    """Return the full-body model that ships with ilium.

    22 segments, 39 coordinates of which 29 are free, 80 muscles of pelvis and legs;
    a person of 1.70 m and 75 kg. It holds no ligaments, no sacroiliac joint, no deep
    abdominal muscles, no pelvic floor and no pressure in the abdomen.

    Returns
    -------
    BodyModel
        The same object at every call.

    References
    ----------
    Rajagopal A, Dembia CL, DeMers MS, Delp DD, Hicks JL, Delp SL (2016). Full-body
    musculoskeletal model for muscle-driven simulation of human gait. IEEE Trans Biomed
    Eng 63(10), 2068-2079. doi:10.1109/TBME.2016.2586891
    """
    joints = table_joints(SHIPPED)
    segments = table_segments(SHIPPED)
    order = [each.name for each in segments]
    surfaces = table_cylinders(SHIPPED)
    return BodyModel(
        name=NAME,
        source=SOURCE,
        segments=segments,
        joints=joints,
        coordinates=_coordinates(joints),
        couplers=table_couplers(SHIPPED),
        surfaces=tuple(sorted(surfaces, key=lambda each: order.index(each.segment))),
        muscles=table_muscles(SHIPPED),
        markers=table_markers(SHIPPED),
    )


@cache
def landmark_places() -> Mapping[str, LandmarkPlace]:
    """Where each of ilium's landmarks lies on the shipped model, and how it is known.

    Returns
    -------
    Mapping
        Landmark to its place; every name of `ilium.model.landmarks.LANDMARKS`.
    """
    right = (
        LandmarkPlace(
            landmark=row["landmark"],
            segment=row["segment"],
            location=vector(row, PLACE),
            basis=cast("Basis", row["basis"]),
        )
        for row in read_rows(SHIPPED, "landmarks")
    )
    places = both_sides(right, lambda each: each.landmark, _mirrored_landmark)
    return MappingProxyType({each.landmark: each for each in places})


def landmark_locations() -> Mapping[str, tuple[str, FloatArray]]:
    """Segment and location of each of ilium's landmarks on the shipped model.

    Returns
    -------
    Mapping
        Landmark to its segment's name and its location there, shape (3,) [m];
        `landmark_places` says how each is known.
    """
    places = landmark_places().values()
    return {each.landmark: (each.segment, each.location) for each in places}


def _mirrored_landmark(place: LandmarkPlace) -> LandmarkPlace:
    if place.landmark == "back_right":
        return place
    return replace(
        place,
        landmark=left_name(place.landmark),
        segment=left_name(place.segment),
        location=mirrored_point(place.location),
    )


def _coordinates(joints: tuple[Joint, ...]) -> tuple[Coordinate, ...]:
    by_name = {each.name: each for each in joints}
    made: list[Coordinate] = []
    for row in sided_rows(SHIPPED, "coordinates"):
        name, joint = row["coordinate"], by_name[row["joint"]]
        coordinate = Coordinate(
            name=name,
            joint=joint.name,
            rotational=is_rotational(name, joint.rotations, joint.translations),
            default=float(row["default"]),
            low=float(row["low"]),
            high=float(row["high"]),
            clamped=flag(row, "clamped"),
            locked=flag(row, "locked"),
        )
        made.append(coordinate)
    return tuple(made)
