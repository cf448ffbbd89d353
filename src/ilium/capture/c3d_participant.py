"""Body measures that a C3D file states, in SI units and without a name."""

from __future__ import annotations

import math
from dataclasses import fields

from ilium.capture.c3d_parameters import ParameterGroups
from ilium.core.issue import Issue
from ilium.core.participant import PLAUSIBLE, Participant
from ilium.errors import InputError

_SIDED = {
    "leg_length": ("LEGLENGTH", "LEG"),
    "knee_width": ("KNEEWIDTH", "KNEE"),
    "ankle_width": ("ANKLEWIDTH", "ANKLE"),
}
_SINGLE = {
    "mass": ("BODYMASS", "MASS", "WEIGHT"),
    "height": ("HEIGHT",),
    "inter_asis": ("INTERASISDISTANCE",),
}
_GROUPS = ("PROCESSING", "SUBJECT", "SUBJECTS")


def read_participant(
    parameters: ParameterGroups, given: Participant
) -> tuple[Participant, tuple[Issue, ...]]:
    """Read body measures; those that are given win over the file's.

    Parameters
    ----------
    parameters
        The file's parameters: PROCESSING as Vicon writes it, else SUBJECT.
    given
        Measures that the caller knows.

    Returns
    -------
    Participant
        Measures in SI units; zero in the file means not measured.
    tuple[Issue, ...]
        Measures that no person has.

    Raises
    ------
    InputError
        Where a measure in the file is not a number and none is given.
    """
    found: dict[str, float | None] = {}
    issues: list[Issue] = []
    for each in fields(Participant):
        known = getattr(given, each.name)
        found[each.name] = known
        if known is None:
            stored = _stored(parameters, each.name)
            if stored:
                found[each.name] = _si(each.name, stored)
                if found[each.name] is None:
                    issues.append(_implausible(each.name, stored))
    return Participant(**found), tuple(issues)


def processing_numbers(parameters: ParameterGroups) -> dict[str, tuple[float, ...]]:
    """Finite numbers of the PROCESSING group under the file's own spelling.

    Parameters
    ----------
    parameters
        The file's parameters.

    Returns
    -------
    dict[str, tuple[float, ...]]
        In the file's own units.
    """
    found: dict[str, tuple[float, ...]] = {}
    for name in parameters.groups.get("PROCESSING", {}):
        numbers = parameters.numbers("PROCESSING", name).ravel(order="F")
        if numbers.size:
            found[parameters.spelling.get(name, name)] = tuple(map(float, numbers))
    return found


def _stored(parameters: ParameterGroups, field: str) -> float:
    for group in _GROUPS:
        for name in _names(field):
            value = parameters.number(group, name, 0.0)
            if not math.isfinite(value):
                word = field.replace("_", " ")
                msg = f"The file states a {word} that is not a number ({name})."
                raise InputError(
                    msg, f"Give the {word} yourself, or export the file again."
                )
            if value > 0:
                return value
    return 0.0


def _names(field: str) -> tuple[str, ...]:
    for end, side in (("_left", "LEFT"), ("_right", "RIGHT")):
        if field.endswith(end):
            long, short = _SIDED[field.removesuffix(end)]
            return f"{side[0]}{long}", f"{side} {short}", long
    return _SINGLE[field]


def _si(field: str, stored: float) -> float | None:
    low, high, unit = PLAUSIBLE[field.removesuffix("_left").removesuffix("_right")]
    factors = (1.0,) if unit == "kg" else (1e-3, 1.0, 1e-2)
    for factor in factors:
        if low <= factor * stored <= high:
            return factor * stored
    return None


def _implausible(field: str, stored: float) -> Issue:
    word = field.replace("_", " ")
    return Issue(
        kind="implausible-measure",
        where=word,
        what=f"The file states a {word} of {stored:g}, which no person has: left out.",
        severity="caution",
    )
