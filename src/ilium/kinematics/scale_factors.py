"""Scale factors of a model's segments from lengths of a person."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from ilium.conventions import SIDES, initial, other
from ilium.core.quantity import FloatArray
from ilium.kinematics.body_places import Places
from ilium.maths.present import present_mean
from ilium.maths.rotations import norm

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length that scales some axes of some segments.

    Parameters
    ----------
    name
        What is measured, for people.
    segments
        Segments that it scales.
    axes
        Their axes that it scales: letters of ``xyz``.
    choices
        Pairs of places, the best choice first; where a choice has several pairs, the
        factor is the mean of theirs, as in OpenSim's Scale tool.
    """

    name: str
    segments: tuple[str, ...]
    axes: str
    choices: tuple[tuple[Pair, ...], ...]


def _leg(side: str, letter: str) -> tuple[Length, ...]:
    foot = f"heel_{side}"
    toes = ("toe", "second_metatarsal", "first_metatarsal", "fifth_metatarsal")
    return (
        Length(
            name=f"{side} thigh",
            segments=(f"femur_{letter}", f"patella_{letter}"),
            axes="xyz",
            choices=(((f"hip_centre_{side}", f"knee_centre_{side}"),),),
        ),
        Length(
            name=f"{side} shank",
            segments=(f"tibia_{letter}",),
            axes="xyz",
            choices=(((f"knee_centre_{side}", f"ankle_centre_{side}"),),),
        ),
        Length(
            name=f"{side} foot",
            segments=(f"talus_{letter}", f"calcn_{letter}", f"toes_{letter}"),
            axes="xyz",
            choices=tuple(((foot, f"{toe}_{side}"),) for toe in toes),
        ),
    )


def _arm(side: str, letter: str) -> tuple[Length, ...]:
    shoulder, elbow = f"shoulder_{side}", f"elbow_{side}"
    wrist = ((elbow, f"wrist_radial_{side}"), (elbow, f"wrist_ulnar_{side}"))
    return (
        Length(
            name=f"{side} upper arm",
            segments=(f"humerus_{letter}",),
            axes="xyz",
            choices=(((shoulder, elbow),),),
        ),
        Length(
            name=f"{side} forearm",
            segments=(f"ulna_{letter}", f"radius_{letter}", f"hand_{letter}"),
            axes="xyz",
            choices=(wrist, wrist[:1], wrist[1:], ((elbow, f"wrist_{side}"),)),
        ),
    )


_DEPTH: Final = ("middle_of_asis", "middle_of_psis")
_HIPS: Final = ("middle_of_asis", "middle_of_hips")
_WIDTH: Final = ("asis_left", "asis_right")

LENGTHS: Final = (
    Length(
        name="pelvis, depth",
        segments=("pelvis",),
        axes="x",
        choices=((_DEPTH, _HIPS), (_HIPS,), (_DEPTH,)),
    ),
    Length(name="pelvis, height", segments=("pelvis",), axes="y", choices=((_HIPS,),)),
    Length(
        name="pelvis, width",
        segments=("pelvis",),
        axes="z",
        choices=((("hip_centre_left", "hip_centre_right"),), (_WIDTH,)),
    ),
    *_leg("left", "l"),
    *_leg("right", "r"),
    Length(
        name="trunk, height",
        segments=("torso",),
        axes="y",
        choices=(
            (("middle_of_psis", "c7"),),
            (("middle_of_hips", "middle_of_shoulders"),),
        ),
    ),
    Length(
        name="trunk, width",
        segments=("torso",),
        axes="z",
        choices=((("shoulder_left", "shoulder_right"),),),
    ),
    *_arm("left", "l"),
    *_arm("right", "r"),
)
"""Every length, as far as a recording has its places."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScaleFactors:
    """Scale factors and how each came about.

    Parameters
    ----------
    factors
        Segment to its factors along x, y, z, shape (3,) [1].
    sources
        Segment to a sentence: from which length, or in place of which.
    measured
        Segments of which at least one axis was measured.
    """

    factors: Mapping[str, FloatArray]
    sources: Mapping[str, str]
    measured: frozenset[str]


def scale_factors(
    person: Places, model: Places, segments: Sequence[str], *, otherwise: float = 1.0
) -> ScaleFactors:
    """Compare a person's lengths with a model's.

    An axis without a length takes the mean of its segment's others; a segment without
    any takes those of the other side, else the mean of all measured segments.

    Parameters
    ----------
    person
        Trajectories of places over the still frames, shape (time, 3) [m].
    model
        The same places on the model in its default pose, shape (3,) [m].
    segments
        Names of the model's segments.
    otherwise
        Factor where nothing at all can be measured [1].

    Returns
    -------
    ScaleFactors
        One row for each segment.
    """
    axes = {name: np.full(3, np.nan) for name in segments}
    sources: dict[str, list[str]] = {name: [] for name in segments}
    for length in LENGTHS:
        factor, pairs = _factor(length, person, model)
        if not math.isfinite(factor):
            continue
        words = " and ".join(_words(*pair) for pair in pairs)
        for segment in length.segments:
            if segment in axes:
                axes[segment][["xyz".index(axis) for axis in length.axes]] = factor
                sources[segment].append(f"{length.axes} from {words}")
    measured = frozenset(name for name in segments if np.isfinite(axes[name]).any())
    known = [float(present_mean(axes[name])) for name in sorted(measured)]
    usual = sum(known) / len(known) if known else otherwise
    factors: dict[str, FloatArray] = {}
    said: dict[str, str] = {}
    for name in segments:
        own, how = _completed(name, axes, usual)
        factors[name] = own
        said[name] = "; ".join((*sources[name], *how))
    return ScaleFactors(factors=factors, sources=said, measured=measured)


def _factor(
    length: Length, person: Places, model: Places
) -> tuple[float, tuple[Pair, ...]]:
    """Factor of the first choice whose places are all there; NaN without one."""
    for pairs in length.choices:
        if all(place in person and place in model for pair in pairs for place in pair):
            ratios = [
                float(present_mean(norm(person[one] - person[two])))
                / float(norm(model[one] - model[two]))
                for one, two in pairs
            ]
            factor = sum(ratios) / len(ratios)
            if math.isfinite(factor):
                return factor, pairs
    return math.nan, ()


def _completed(
    name: str, axes: Mapping[str, FloatArray], usual: float
) -> tuple[FloatArray, tuple[str, ...]]:
    own = axes[name]
    if np.isfinite(own).all():
        return own, ()
    if np.isfinite(own).any():
        mean = float(present_mean(own))
        return np.where(np.isfinite(own), own, mean), ("the rest as their mean",)
    mirrored = axes.get(_mirrored(name), own)
    if np.isfinite(mirrored).all():
        return mirrored.copy(), ("as the other side",)
    return np.full(3, usual), ("as the other segments in the mean",)


def _mirrored(segment: str) -> str:
    for side in SIDES:
        ending = f"_{initial(side).lower()}"
        if segment.endswith(ending):
            return segment[: -len(ending)] + f"_{initial(other(side)).lower()}"
    return segment


def _words(one: str, two: str) -> str:
    return f"{one.replace('_', ' ')} to {two.replace('_', ' ')}"
