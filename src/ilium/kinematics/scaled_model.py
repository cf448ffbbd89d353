"""A model of one person, and what it was scaled from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.model.body_model import BodyModel

METHOD: Final = (
    "Segments scaled by the lengths between landmarks and joint centres of the standing"
    " person, masses in the model's proportions, markers put where they were (as"
    " OpenSim's Scale tool: Delp 2007, doi:10.1109/TBME.2007.901024)"
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScaledModel:
    """A model of one person, wearing the recording's markers.

    Parameters
    ----------
    model
        The scaled model; its markers bear the landmarks' names.
    generic
        The model that was scaled.
    factors
        Segment to its scale factors along x, y, z, shape (3,) [1].
    sources
        Segment to a sentence: what its factors were measured from.
    measured
        Segments of which at least one axis was measured.
    mass
        Whole-body mass of the model [kg].
    mass_source
        Where the mass comes from, in words.
    pose
        Free coordinates as the person stood, shape (coordinate,) [rad] or [m].
    residuals
        Landmark or joint centre to its distance from the scaled model's own as the
        person stood, before markers were moved [m].
    weights
        Marker of the model to its weight in inverse kinematics [1].
    standing
        First and last time of the frames that the model was fitted to [s].
    undetermined
        Coordinates that the standing person's markers do not determine.
    method
        Sentence that says how, with its source.
    issues
        What is missing or doubtful.
    """

    model: BodyModel
    generic: BodyModel
    factors: Mapping[str, FloatArray]
    sources: Mapping[str, str]
    measured: frozenset[str]
    mass: float
    mass_source: str
    pose: FloatArray
    residuals: Mapping[str, float]
    weights: Mapping[str, float]
    standing: tuple[float, float]
    undetermined: tuple[str, ...] = ()
    method: str = METHOD
    issues: tuple[Issue, ...] = field(default_factory=tuple[Issue, ...])
