"""Which signals a view shows, and which lines each is read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines between points whose angles make a signal.

    Parameters
    ----------
    lines
        Pairs of points; ``pelvis`` stands for the line across it or along it; names
        without a side are of the signal's side, ``mid_`` means between both sides.
    levelled
        Whether it is an angle against the vertical or the horizon, so that the
        camera's roll falsifies it.
    """

    lines: tuple[tuple[str, str], ...]
    levelled: bool


_PELVIS = ("pelvis", "pelvis")
_THIGH, _SHANK = ("hip", "knee"), ("knee", "ankle")
_TRUNK = ("mid_hip", "mid_shoulder")

FRONTAL: Final[Mapping[str, Reading]] = MappingProxyType(
    {
        "pelvic_drop": Reading((_PELVIS,), levelled=True),
        "pelvic_hike": Reading((_PELVIS,), levelled=True),
        "pelvic_obliquity": Reading((_PELVIS,), levelled=True),
        "pelvis_on_femur": Reading((_PELVIS, _THIGH), levelled=False),
        "hip_adduction": Reading((_PELVIS, _THIGH), levelled=False),
        "fppa_joint_centres": Reading((_THIGH, _SHANK), levelled=False),
        "fppa_asis": Reading((_THIGH, _SHANK), levelled=False),
        "shin_inclination_frontal": Reading((_SHANK,), levelled=True),
        "trunk_lean": Reading((_TRUNK,), levelled=True),
        "trunk_side_lean": Reading((_TRUNK,), levelled=True),
        "thorax_side_bend": Reading((_PELVIS, _TRUNK), levelled=False),
    }
)
"""What a front or rear view shows."""

SAGITTAL: Final[Mapping[str, Reading]] = MappingProxyType(
    {
        "hip_flexion": Reading((_TRUNK, _THIGH), levelled=False),
        "knee_flexion": Reading((_THIGH, _SHANK), levelled=False),
        "shin_inclination_sagittal": Reading((_SHANK,), levelled=True),
        "trunk_inclination": Reading((_TRUNK,), levelled=True),
        "trunk_minus_shin": Reading((_TRUNK, _SHANK), levelled=False),
    }
)
"""What a side view shows."""

DOTTED: Final[Mapping[str, Reading]] = MappingProxyType(
    {
        "pelvic_tilt": Reading((_PELVIS,), levelled=True),
        "thorax_on_pelvis_flexion": Reading((_PELVIS, _TRUNK), levelled=False),
    }
)
"""What a side view shows besides, with dots on the iliac spines of one side."""

ALONG_THE_PELVIS: Final = frozenset({"pelvic_drop", "pelvic_hike", "pelvic_obliquity"})
"""Signals of the pelvis alone, which a known yaw up to 30° leaves."""


def readings_of(
    view: str, pelvis: str, *, square: bool = True
) -> Mapping[str, Reading]:
    """Signals that a view shows.

    Parameters
    ----------
    view
        ``front``, ``rear`` or ``side``.
    pelvis
        What the pelvis's orientation was taken from.
    square
        Whether the person stands square on.

    Returns
    -------
    Mapping
        Signal without its side to its reading.
    """
    if view != "side":
        left = FRONTAL if square else ALONG_THE_PELVIS
        return {name: FRONTAL[name] for name in FRONTAL if name in left}
    return {**SAGITTAL, **DOTTED} if pelvis == "dots" else SAGITTAL


def base_of(signal: str) -> str:
    """Name of a signal without its side.

    >>> base_of("pelvic_drop_left"), base_of("trunk_inclination")
    ('pelvic_drop', 'trunk_inclination')
    """
    return signal.removesuffix("_left").removesuffix("_right")
