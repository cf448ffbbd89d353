"""Fibres and tendons of a scaled model, in proportion to their paths."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ilium.core.quantity import FloatArray
from ilium.model.body_model import BodyModel
from ilium.muscles.paths import muscle_geometry


def fit_muscles(scaled: BodyModel, generic: BodyModel) -> BodyModel:
    """Scale every muscle's fibre and tendon by the growth of its path.

    Path lengths are those of the default pose, so that fibre and tendon keep their
    proportion to the whole.

    Parameters
    ----------
    scaled
        The scaled model, with the generic model's fibres and tendons.
    generic
        The model that it was scaled from.

    Returns
    -------
    BodyModel
        With optimal fibre and tendon slack lengths that fit; those of a muscle whose
        path ilium cannot follow are the generic model's.

    References
    ----------
    Delp SL et al. (2007). OpenSim: open-source software to create and analyze dynamic
    simulations of movement. IEEE Trans Biomed Eng 54(11), 1940-1950.
    doi:10.1109/TBME.2007.901024
    """
    if not scaled.muscles:
        return scaled
    own = [each.name not in scaled.foreign for each in scaled.muscles]
    longer = np.ones(len(own))
    np.divide(_lengths(scaled), _lengths(generic), out=longer, where=own)
    return replace(
        scaled,
        muscles=tuple(
            replace(
                each,
                optimal_fibre_length=each.optimal_fibre_length * float(factor),
                tendon_slack_length=each.tendon_slack_length * float(factor),
            )
            for each, factor in zip(scaled.muscles, longer, strict=True)
        ),
    )


def _lengths(model: BodyModel) -> FloatArray:
    """Lengths of all paths in the default pose, shape (muscle,) [m]."""
    free = [model.coordinate(name) for name in model.free_coordinates]
    pose = np.array([[each.default for each in free]])
    lengths, _ = muscle_geometry(replace(model, foreign={}), pose)
    return lengths[0]
