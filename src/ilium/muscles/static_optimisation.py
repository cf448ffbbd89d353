"""Moments shared among muscles: which coordinates take part, and the result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.quantity import FloatArray
from ilium.model.body_model import GROUND, BodyModel
from ilium.muscles.curves import compile_fibres
from ilium.muscles.settings import MuscleSettings

LEAST_ARM: Final = 1e-6
"""Largest moment arm of a muscle that does not act on a coordinate [m]."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sharing:
    """What static optimisation leaves of one recording.

    Parameters
    ----------
    coordinates
        Numbers of the coordinates on which muscles act, of all free ones, shape
        (target,).
    forces, activations
        Shape (time, muscle) [N], [1]; NaN where a frame could not be solved.
    reserves
        Shape (time, target) [N m].
    certified
        Whether a frame's solution meets its conditions, shape (time,).
    """

    coordinates: NDArray[np.int64]
    forces: FloatArray
    activations: FloatArray
    reserves: FloatArray
    certified: NDArray[np.bool_]


def acted_on(model: BodyModel, arms: FloatArray) -> NDArray[np.int64]:
    """Free coordinates on which muscles act; those of the root are none.

    Parameters
    ----------
    model
        The model.
    arms
        Moment arms, shape (time, muscle, free coordinate) [m].

    Returns
    -------
    NDArray
        Their numbers, in order.
    """
    largest = np.zeros(len(model.free_coordinates))
    if arms.size:
        largest = np.nanmax(np.abs(np.nan_to_num(arms)), axis=(0, 1))
    return inner(model, np.flatnonzero(largest > LEAST_ARM))


def inner(model: BodyModel, coordinates: NDArray[np.integer]) -> NDArray[np.int64]:
    """Coordinates whose joint does not stand on ground.

    Parameters
    ----------
    model
        The model.
    coordinates
        Numbers of free coordinates.

    Returns
    -------
    NDArray
        Those of them that muscles may drive.
    """
    roots = {each.name for each in model.joints if each.parent == GROUND}
    names = model.free_coordinates
    return np.array(
        [at for at in coordinates if model.coordinate(names[at]).joint not in roots],
        dtype=np.int64,
    )


def joined(parts: Sequence[Sharing]) -> Sharing:
    """Put stretches of a recording together.

    Parameters
    ----------
    parts
        In order, at least one, on the same coordinates.

    Returns
    -------
    Sharing
        Of the whole recording.
    """
    return Sharing(
        coordinates=parts[0].coordinates,
        forces=np.concatenate([each.forces for each in parts]),
        activations=np.concatenate([each.activations for each in parts]),
        reserves=np.concatenate([each.reserves for each in parts]),
        certified=np.concatenate([each.certified for each in parts]),
    )


def share(
    model: BodyModel,
    *,
    lengths: FloatArray,
    arms: FloatArray,
    speeds: FloatArray,
    moments: FloatArray,
    settings: MuscleSettings,
    coordinates: NDArray[np.int64] | None = None,
) -> Sharing:
    """Static optimisation of a recording.

    Parameters
    ----------
    model
        The model, for its muscles' parameters.
    lengths
        Of the muscles' paths, shape (time, muscle) [m].
    arms
        Moment arms, shape (time, muscle, free coordinate) [m].
    speeds, moments
        Of the free coordinates, shape (time, free coordinate) [rad/s], [N m]; a moment
        that is NaN takes no part.
    settings
        What a laboratory may change.
    coordinates
        Numbers of those whose moments are shared; by default all that have an arm in
        these frames.

    Returns
    -------
    Sharing
        The tension of every muscle; what the muscles cannot produce is in the reserves.

    Raises
    ------
    InputError
        Where a muscle's parameters contradict each other.

    References
    ----------
    Anderson FC, Pandy MG (2001). Static and dynamic optimization solutions for gait are
    practically equivalent. J Biomech 34(2), 153-161. doi:10.1016/S0021-9290(00)00155-X
    """
    from ilium.maths import box_qp, muscle_sharing  # noqa: PLC0415 - compiled kernels
    from ilium.maths.hill import fibre  # noqa: PLC0415 - compiled kernels

    chosen = acted_on(model, arms) if coordinates is None else coordinates
    picked = np.ascontiguousarray(arms[:, :, chosen])
    touched, number = _pattern(picked)
    recording = muscle_sharing.Recording(
        lengths=np.ascontiguousarray(lengths),
        arms=picked,
        touched=touched,
        number=number,
        speeds=np.ascontiguousarray(speeds[:, chosen]),
        moments=np.ascontiguousarray(moments[:, chosen]),
    )
    rules = muscle_sharing.Rules(
        low=np.array([each.min_activation for each in model.muscles], dtype=np.float64),
        strength=np.full(chosen.size, settings.reserve),
        exponent=settings.exponent,
        options=fibre.Options(settings.pennation == "compatible", settings.passive),
    )
    shares = muscle_sharing.share_trial(
        compile_fibres(model), recording, rules, np.zeros(chosen.size)
    )
    certified = shares.residual <= box_qp.TOLERANCE
    return Sharing(
        coordinates=chosen,
        forces=np.where(certified[:, None], shares.force, np.nan),
        activations=np.where(certified[:, None], shares.activation, np.nan),
        reserves=np.where(certified[:, None], shares.reserve, np.nan),
        certified=certified,
    )


def _pattern(arms: FloatArray) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Targets that each muscle acts on, and how many; arms of others are taken as 0."""
    acts: NDArray[np.bool_] = np.any(np.abs(np.nan_to_num(arms)) > LEAST_ARM, axis=0)
    number = np.array([np.count_nonzero(each) for each in acts], dtype=np.int64)
    touched = np.zeros((arms.shape[1], max(1, int(number.max(initial=0)))), np.int64)
    for at in range(arms.shape[1]):
        touched[at, : number[at]] = np.flatnonzero(acts[at])
    return touched, number
