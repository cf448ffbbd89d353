"""One laboratory frame: which of the laboratory's axes points forwards and which up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ilium.capture.heading import facing, travel
from ilium.core.quantity import FloatArray
from ilium.core.trial import LabFrame
from ilium.errors import InputError
from ilium.model.marker_sets import recognise

AMBIGUOUS = 0.8
"""Second axis by first from which a direction lies between two axes [1]."""
SIDEWAYS = 0.5
"""Cosine between travel and facing below which travel is sideways or backwards [1]."""

_UPPER = (
    ("asis_left", "asis_right", "psis_left", "psis_right", "sacrum"),
    ("hip_centre_left", "hip_centre_right", "trochanter_left", "trochanter_right"),
)
_LOWER = (
    ("knee_left", "knee_right", "patella_left", "patella_right"),
    ("shank_tracker_1_left", "shank_tracker_1_right", "shank_left", "shank_right"),
    ("ankle_left", "ankle_right", "heel_left", "heel_right", "toe_left", "toe_right"),
)


def detect_frame(
    positions: FloatArray,
    names: Sequence[str],
    *,
    given: tuple[str, str] | None = None,
    plate_normals: Sequence[FloatArray] | None = None,
    hints: Mapping[str, str] | None = None,
    landmarks: Mapping[str, str] | None = None,
) -> LabFrame:
    """Find how the laboratory's axes turn into x forwards, y up, z right.

    Up is where the pelvis lies above knees and feet; plates and the file's own hint
    decide where that is unclear. Forwards is the axis nearest to the net travel of the
    pelvis where it travels, else the axis nearest to where the pelvis, or the feet,
    face; a person who travels sideways or backwards faces forwards.

    Parameters
    ----------
    positions
        Marker trajectories in the laboratory's own axes, shape (time, marker, 3) [m].
    names
        Labels of the markers.
    given
        The laboratory's axes that point forwards and up, for example
        ``("+x", "+z")``; they are taken as they are.
    plate_normals
        Unit vectors out of the force plates in the laboratory's axes, shape (3,) [1].
    hints
        What the file says of its axes: C3D's ``Y_SCREEN`` is taken for up.
    landmarks
        Landmark to label, where the marker set is known already.

    Returns
    -------
    LabFrame
        Signed permutation and, in `how`, what it was found from.

    Raises
    ------
    InputError
        Where the given axes are not two different ones.
    """
    if given is not None:
        forwards, up = _axis(given[0]), _axis(given[1])
        return _frame(forwards, up, "given")
    placed = _placed(positions, names, landmarks)
    up, from_up = _up(positions, placed, plate_normals or (), hints or {})
    forwards, from_forwards = _forwards(positions, placed, up)
    return _frame(forwards, up, f"Up from {from_up}; forwards from {from_forwards}.")


def _placed(
    positions: FloatArray, names: Sequence[str], landmarks: Mapping[str, str] | None
) -> Mapping[str, FloatArray]:
    labels = list(names)
    if landmarks is None:
        try:
            landmarks = recognise(labels).landmarks
        except InputError:
            landmarks = {}
    return {
        landmark: positions[:, labels.index(label)]
        for landmark, label in landmarks.items()
        if label in labels
    }


def _up(
    positions: FloatArray,
    placed: Mapping[str, FloatArray],
    normals: Sequence[FloatArray],
    hints: Mapping[str, str],
) -> tuple[FloatArray, str]:
    body = _upwards(placed)
    axis = _nearest(body)
    if axis is not None and _clear(body):
        return axis, "the pelvis above knees and feet"
    plates = _nearest(np.sum(normals, axis=0)) if len(normals) else None
    if plates is not None:
        against = axis is not None and plates @ body < 0
        return (-plates if against else plates), "the force plates"
    hint = str(hints.get("Y_SCREEN", "")).strip().lower()
    if len(hint) == 2 and hint[0] in "+-" and hint[1] in "xyz":
        return _axis(hint), "the file's own hint"
    if axis is not None:
        return axis, "the pelvis above knees and feet"
    return _long_axis(positions)


def _upwards(placed: Mapping[str, FloatArray]) -> FloatArray:
    """From knees and feet to the pelvis, shape (3,) [m]; zero where not known."""
    upper = _middles(placed, _UPPER)
    lower = _middles(placed, _LOWER)
    if not upper or not lower:
        return np.zeros(3)
    spans = np.stack([upper[0] - each for each in lower])
    return np.nan_to_num(spans).sum(axis=0)


def _middles(
    placed: Mapping[str, FloatArray], groups: Sequence[Sequence[str]]
) -> list[FloatArray]:
    found = [[placed[each] for each in group if each in placed] for group in groups]
    return [
        np.mean([_average(each) for each in members], axis=0)
        for members in found
        if members
    ]


def _average(path: FloatArray) -> FloatArray:
    x, y, z = path.T
    seen = np.isfinite(x + y + z)
    return np.array([e[seen].mean() for e in path.T]) if seen.any() else np.zeros(3)


def _long_axis(positions: FloatArray) -> tuple[FloatArray, str]:
    visible = np.isfinite(positions).all(axis=2).sum(axis=1) > 0
    seen = positions[visible]
    if not seen.size:
        return _axis("+z"), "habit, for want of markers"
    extent = np.median(np.nanmax(seen, axis=1) - np.nanmin(seen, axis=1), axis=0)
    return np.eye(3)[int(np.argmax(extent))], "the long axis of the markers"


def _forwards(
    positions: FloatArray, placed: Mapping[str, FloatArray], up: FloatArray
) -> tuple[FloatArray, str]:
    level = 1.0 - np.abs(up)
    moved, who = travel(positions, placed, level)
    faces, by = facing(placed, up)
    if moved is not None:
        axis = _nearest(moved)
        away = faces is not None and axis is not None and axis @ faces < SIDEWAYS
        if axis is not None and not away:
            length = float(np.linalg.norm(moved))
            return axis, f"{length:.1f} m of travel of {who}"
    if faces is not None:
        axis = _nearest(faces * level)
        if axis is not None:
            still = "" if moved is None else ", which travels another way"
            return axis, f"where {by} {'face' if by == 'the feet' else 'faces'}{still}"
    return np.eye(3)[int(np.argmax(level))], "habit, for want of a direction"


def _clear(vector: FloatArray) -> bool:
    second, first = np.sort(np.abs(vector))[1:]
    return bool(second < AMBIGUOUS * first)


def _nearest(vector: FloatArray) -> FloatArray | None:
    largest = int(np.argmax(np.abs(vector)))
    if vector[largest] == 0.0 or not np.isfinite(vector).all():
        return None
    return np.sign(vector[largest]) * np.eye(3)[largest]


def _axis(word: str) -> FloatArray:
    text = word.strip().lower()
    letter = text.lstrip("+-")
    if letter not in ("x", "y", "z") or len(text) - len(letter) > 1:
        problem = f"{word!r} does not name a laboratory axis."
        raise InputError(problem, "Give +x, -x, +y, -y, +z or -z.")
    return (-1.0 if text[0] == "-" else 1.0) * np.eye(3)["xyz".index(letter)]


def _word(axis: FloatArray) -> str:
    index = int(np.argmax(np.abs(axis)))
    return f"{'+' if axis[index] > 0 else '-'}{'xyz'[index]}"


def _frame(forwards: FloatArray, up: FloatArray, how: str) -> LabFrame:
    if forwards @ up != 0.0:
        problem = f"Forwards {_word(forwards)} and up {_word(up)} are the same axis."
        raise InputError(problem, "Give two different axes, for example +x and +z.")
    rotation = np.stack([forwards, up, np.cross(forwards, up)])
    return LabFrame(rotation=rotation, forwards=_word(forwards), up=_word(up), how=how)
