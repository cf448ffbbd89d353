"""OpenSim's kinds of joints, and the axes that their coordinates move along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from ilium.model.body_model import TransformAxis
from ilium.model.functions import Linear

SIMPLE: Final = {
    "WeldJoint": ("", ""),
    "PinJoint": ("z", ""),
    "SliderJoint": ("", "x"),
    "UniversalJoint": ("xy", ""),
    "BallJoint": ("xyz", ""),
    "GimbalJoint": ("xyz", ""),
    "FreeJoint": ("xyz", "xyz"),
    "PlanarJoint": ("z", "xy"),
}
"""Kind of joint to the axes that its coordinates turn about and slide along."""

CUSTOM: Final = "CustomJoint"
"""Kind of joint whose axes and functions are its own."""

Axes = tuple[tuple[TransformAxis, ...], tuple[TransformAxis, ...]]


def simple_axes(kind: str, coordinates: Sequence[str]) -> Axes:
    """Axes of a joint whose coordinates move it one to one.

    Parameters
    ----------
    kind
        One of `SIMPLE`.
    coordinates
        Names of its coordinates in OpenSim's order.

    Returns
    -------
    tuple
        Rotations and translations.
    """
    turns, slides = SIMPLE[kind]
    axes = [
        TransformAxis(
            axis=np.eye(3)["xyz".index(axis)], function=Linear(), coordinate=name
        )
        for axis, name in zip(turns + slides, coordinates, strict=True)
    ]
    return tuple(axes[: len(turns)]), tuple(axes[len(turns) :])


def is_rotational(
    coordinate: str,
    rotations: Sequence[TransformAxis],
    translations: Sequence[TransformAxis],
) -> bool:
    """Whether a coordinate is an angle rather than a displacement.

    It is what it moves one to one; else an angle, if it turns anything.

    Parameters
    ----------
    coordinate
        Its name.
    rotations, translations
        Axes of its joint.

    Returns
    -------
    bool
        Whether it is an angle.
    """
    turns = [each for each in rotations if each.coordinate == coordinate]
    slides = [each for each in translations if each.coordinate == coordinate]
    if any(isinstance(each.function, Linear) for each in turns) or not slides:
        return True
    return bool(turns) and not any(isinstance(each.function, Linear) for each in slides)
