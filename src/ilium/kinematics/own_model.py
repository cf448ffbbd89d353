"""A model that the user gives: its markers by name, its landmarks by marker set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ilium.core.quantity import FloatArray
from ilium.errors import InputError
from ilium.model.body_model import BodyModel
from ilium.model.marker_sets import MarkerSet, recognise

FEWEST: Final = 6
"""Markers below which a model cannot follow a body."""


def matched_labels(model: BodyModel, labels: Sequence[str]) -> dict[str, str]:
    """Find a model's markers among a recording's labels.

    Parameters
    ----------
    model
        The model, scaled.
    labels
        The recording's labels.

    Returns
    -------
    dict
        Label to the marker of the model, as written, else but for upper and lower case.

    Raises
    ------
    InputError
        Where fewer than six are the same.
    """
    markers = [each.name for each in model.markers]
    folded = {name.casefold(): name for name in reversed(markers)}
    found = {
        label: label if label in markers else folded[label.casefold()]
        for label in labels
        if label in markers or label.casefold() in folded
    }
    if len(found) < FEWEST:
        raise InputError(
            f"The model {model.name!r} and the recording have {len(found)} marker names"
            f" in common, expected at least {FEWEST}: the model has"
            f" {_some(markers)}, the recording {_some(labels)}.",
            "Rename the model's markers like the recording's labels, or leave --model"
            " away to use ilium's.",
        )
    return found


def own_landmarks(
    model: BodyModel, own: tuple[MarkerSet, ...] = ()
) -> dict[str, tuple[str, FloatArray]]:
    """Landmarks of a model whose markers bear the names of a known marker set.

    Parameters
    ----------
    model
        The model.
    own
        The laboratory's own marker sets, tried first.

    Returns
    -------
    dict
        Landmark to segment and location, shape (3,) [m].

    Raises
    ------
    InputError
        Where no marker set knows the names.
    """
    markers = {each.name: each for each in model.markers}
    try:
        match = recognise(tuple(markers), own=own)
    except InputError as error:
        raise InputError(
            f"The model {model.name!r} cannot be scaled: {error.problem}",
            "Give a model that is scaled already, or one whose markers bear the names"
            " of a marker set.",
        ) from error
    return {
        landmark: (markers[label].segment, markers[label].location)
        for landmark, label in match.landmarks.items()
    }


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(sorted(names)[:6])
    return f"{shown} …" if len(names) > 6 else shown or "none"
