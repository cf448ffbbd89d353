"""Muscles whose paths ilium cannot follow: from OpenSim, or left out by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ilium.core.issue import Issue
from ilium.core.quantity import FloatArray
from ilium.errors import InputError
from ilium.model.body_model import BodyModel


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ForeignMuscles:
    """What OpenSim tells of a recording's foreign muscles; k of them followed.

    Parameters
    ----------
    followed
        Their names, in the model's order; empty where there are none.
    columns
        Their numbers among the model's muscles, shape (k,).
    lengths, arms
        Shape (time, k) [m] and (time, k, free coordinate) [m].
    issues
        Which muscles OpenSim followed, and which are left out, with what to do.
    """

    followed: tuple[str, ...] = ()
    columns: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    lengths: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    arms: FloatArray = field(default_factory=lambda: np.zeros((0, 0, 0)))
    issues: tuple[Issue, ...] = ()

    def write(self, frames: slice, lengths: FloatArray, arms: FloatArray) -> None:
        """Put them into the columns of a stretch of all muscles."""
        if self.followed:
            lengths[:, self.columns] = self.lengths[frames]
            arms[:, self.columns] = self.arms[frames]


def follow_foreign(model: BodyModel, coordinates: FloatArray) -> ForeignMuscles:
    """Have OpenSim follow the muscles that ilium cannot.

    Parameters
    ----------
    model
        The model.
    coordinates
        Its free coordinates, shape (time, n) [rad] or [m].

    Returns
    -------
    ForeignMuscles
        None followed where OpenSim is not installed or cannot have this model: an
        issue names each muscle that then takes no part.
    """
    if not model.foreign:
        return ForeignMuscles()
    from ilium.muscles.paths_opensim import (  # noqa: PLC0415 - an extra
        opensim_geometry,
    )

    names = tuple(each.name for each in model.muscles if each.name in model.foreign)
    try:
        lengths, arms = opensim_geometry(model, names, coordinates)
    except InputError as error:
        return ForeignMuscles(issues=tuple(_left_out(model, names, error.remedy)))
    columns = [at for at, each in enumerate(model.muscles) if each.name in names]
    return ForeignMuscles(
        followed=names,
        columns=np.array(columns, np.int64),
        lengths=lengths,
        arms=arms,
        issues=tuple(_followed(model, names)),
    )


def foreign_wrenches(
    model: BodyModel,
    foreign: ForeignMuscles,
    coordinates: FloatArray,
    forces: FloatArray,
    segments: tuple[str, ...],
) -> FloatArray:
    """What the foreign muscles do to the segments.

    Parameters
    ----------
    model
        The model.
    foreign
        As `follow_foreign` leaves them.
    coordinates
        The model's free coordinates, shape (time, n) [rad] or [m].
    forces
        Of all muscles, shape (time, muscle) [N].
    segments
        Names of the segments.

    Returns
    -------
    FloatArray
        Moment about ground's origin, then force, shape (time, segment, 6) [N m], [N];
        zero where none was followed.
    """
    if not foreign.followed:
        return np.zeros((len(coordinates), len(segments), 6))
    from ilium.muscles.paths_opensim import (  # noqa: PLC0415 - an extra
        opensim_wrenches,
    )

    tensions = forces[:, foreign.columns]
    return opensim_wrenches(model, foreign.followed, coordinates, tensions, segments)


def _followed(model: BodyModel, names: tuple[str, ...]) -> Iterator[Issue]:
    for name in names:
        yield Issue(
            kind="muscle-path-from-opensim",
            where=name,
            what=(
                f"Length and moment arms of the muscle {name} come from OpenSim: "
                f"{model.foreign[name]}."
            ),
        )


def _left_out(model: BodyModel, names: tuple[str, ...], remedy: str) -> Iterator[Issue]:
    for name in names:
        yield Issue(
            kind="muscle-left-out",
            where=name,
            what=(
                f"The muscle {name} takes no part, others carry its share: "
                f"{model.foreign[name]}. {remedy}"
            ),
            severity="caution",
        )
