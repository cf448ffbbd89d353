"""Cameras as a process tells them to another one: facts and arrays, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ilium.core.camera import Camera

ARRAYS: Final = ("matrix", "distortion", "rotation", "translation")
"""Parts of a camera that are arrays; the last two may be missing."""

Told = tuple[Mapping[str, Any], Mapping[str, NDArray[Any]]]


def told_cameras(cameras: Iterable[Camera]) -> Told:
    """Tell cameras.

    Parameters
    ----------
    cameras
        In order.

    Returns
    -------
    Mapping
        What JSON can say of them.
    Mapping
        Their arrays.
    """
    rows: list[dict[str, Any]] = []
    arrays: dict[str, NDArray[Any]] = {}
    for each in cameras:
        for part in ARRAYS:
            value = getattr(each, part)
            if value is not None:
                arrays[f"{len(rows)}/{part}"] = np.asarray(value, np.float64)
        rows.append({"name": each.name, "width": each.width, "height": each.height})
    return {"cameras": rows}, arrays


def heard_cameras(
    facts: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
) -> tuple[Camera, ...]:
    """Cameras that `told_cameras` told."""
    found: list[Camera] = []
    for at, row in enumerate(facts["cameras"]):
        parts: dict[str, Any] = {each: arrays.get(f"{at}/{each}") for each in ARRAYS}
        found.append(Camera(**row, **parts))
    return tuple(found)
