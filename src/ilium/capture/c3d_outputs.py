"""Angles, moments, powers and events as a C3D file keeps them: Vicon's groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from ilium.capture.c3d_encode import MOST, Groups, Value, cut
from ilium.capture.c3d_points import split_subject
from ilium.conventions import SideOrBoth
from ilium.core.event import Event
from ilium.core.quantity import FloatArray

OutputKind = Literal["angle", "moment", "power"]

GROUPS: Final[Mapping[OutputKind, tuple[str, str]]] = {
    "angle": ("ANGLES", "ANGLE_UNITS"),
    "moment": ("MOMENTS", "MOMENT_UNITS"),
    "power": ("POWERS", "POWER_UNITS"),
}
"""Kind to the parameters of POINT that list its labels and state its unit."""
ENDING: Final = "_ilium"
"""What is put behind a label that the file has already."""

CONTEXTS: Final[Mapping[SideOrBoth, str]] = {
    "left": "Left",
    "right": "Right",
    "both": "General",
}
_ICONS = {"foot_strike": 1, "foot_off": 2}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Output:
    """One curve of three components.

    Parameters
    ----------
    label
        Vicon's name: ``LHipAngles``, ``RKneeMoment`` …
    kind
        Which group lists it.
    unit
        Unit of its numbers in the file.
    numbers
        Shape (frame, 3) [`unit`]; NaN where not known.
    """

    label: str
    kind: OutputKind
    unit: str
    numbers: FloatArray


def free_labels(outputs: Sequence[Output], taken: Sequence[str]) -> tuple[str, ...]:
    """Labels of outputs that no point of the file has yet.

    Parameters
    ----------
    outputs
        What is added.
    taken
        Labels that are there, with a person's name before a colon or without.

    Returns
    -------
    tuple of str
        One for each output; with `ENDING` where the file has that label already.
    """
    known = {cut(split_subject(each)[1]) for each in taken}
    return tuple(
        f"{each.label}{ENDING}" if cut(each.label) in known else each.label
        for each in outputs
    )


def described(outputs: Sequence[Output]) -> list[str]:
    """What each output is, with its unit, for POINT:DESCRIPTIONS."""
    return [f"{each.kind} [{each.unit}], computed by ilium" for each in outputs]


def output_points(outputs: Sequence[Output], frames: int) -> FloatArray:
    """Outputs as points, shape (frame, output, 3) [each in its own unit]."""
    if not outputs:
        return np.empty((frames, 0, 3))
    return np.stack([each.numbers for each in outputs], axis=1)


def list_outputs(
    point: dict[str, Value], outputs: Sequence[Output], labels: Sequence[str]
) -> tuple[str, ...]:
    """Name outputs in the groups of their kinds.

    Parameters
    ----------
    point
        The POINT group, extended in place.
    outputs
        What is added.
    labels
        Their labels.

    Returns
    -------
    tuple of str
        Units that the group keeps although ours is another one, as
        ``MOMENT_UNITS: Nmm``.
    """
    kept: list[str] = []
    for kind, (group, unit_name) in GROUPS.items():
        added = [
            (label, each.unit)
            for label, each in zip(labels, outputs, strict=True)
            if each.kind == kind
        ]
        if not added:
            continue
        before = point.get(group, [])
        there = list(before) if isinstance(before, list | tuple) else []
        point[group] = [*there, *(label for label, _ in added)]
        stated = point.get(unit_name, "")
        if there and isinstance(stated, str) and stated not in ("", added[0][1]):
            kept.append(f"{unit_name}: {stated}")
        else:
            point[unit_name] = added[0][1]
    return tuple(kept)


def event_group(events: Sequence[Event]) -> dict[str, Value]:
    """The EVENT group: labels, contexts and times as Vicon writes them.

    Parameters
    ----------
    events
        At most `MOST`; further ones do not fit.

    Returns
    -------
    dict
        Its parameters.
    """
    shown = events[:MOST]
    times = np.array([divmod(each.time, 60.0) for each in shown]).reshape(-1, 2)
    icons = [_ICONS.get(each.name, 0) for each in shown]
    return {
        "USED": len(shown),
        "CONTEXTS": [CONTEXTS[each.side] for each in shown],
        "LABELS": [each.name.replace("_", " ").title() for each in shown],
        "DESCRIPTIONS": [f"from {each.source}" for each in shown],
        "SUBJECTS": [""] * len(shown),
        "TIMES": times.T,
        "ICON_IDS": np.array(icons, dtype=np.int16),
        "GENERIC_FLAGS": np.zeros(len(shown), dtype=np.int16),
    }


def with_outputs(
    groups: Groups, outputs: Sequence[Output], labels: Sequence[str]
) -> tuple[str, ...]:
    """Add outputs to a file's parameters.

    Parameters
    ----------
    groups
        All groups, POINT extended in place.
    outputs
        What is added.
    labels
        Their labels.

    Returns
    -------
    tuple of str
        As `list_outputs`.
    """
    point = groups["POINT"]
    used = point["USED"]
    before, texts = point["LABELS"], point["DESCRIPTIONS"]
    assert isinstance(used, int)
    assert isinstance(before, list)
    assert isinstance(texts, list)
    point["USED"] = used + len(outputs)
    point["LABELS"] = [*before, *labels]
    point["DESCRIPTIONS"] = [*texts, *described(outputs)]
    return list_outputs(point, outputs, labels)
