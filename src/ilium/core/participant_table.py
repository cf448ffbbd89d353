"""Body measures as people write them, in a file or a table, to a participant."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from typing import Any, Final

from ilium.core.from_toml import from_table, number
from ilium.core.participant import Participant
from ilium.errors import InputError, UnknownNameError

LENGTHS: Final = ("m", "cm", "mm")
UNITS: Final = {"mass": ("kg",)}
"""Units of the measures that are not lengths."""
EXAMPLES: Final = {"kg": "62.5", "m": "1.70, or '170 cm'"}
PAIRED: Final = ("leg_length", "knee_width", "ankle_width")
"""Measures that may be given once for both sides."""


def participant_of(table: Mapping[str, Any]) -> Participant:
    """Make a participant of body measures as people write them.

    Parameters
    ----------
    table
        Measure to its number in SI units, or to text with its unit: ``"170 cm"``; one
        of `PAIRED` stands for both sides.

    Returns
    -------
    Participant
        What is not given is not known.

    Raises
    ------
    InputError
        Where a measure is unknown, cannot be read or is not a person's.
    """
    table = dict(table)
    for name in PAIRED:
        if name in table:
            both = table.pop(name)
            table = {f"{name}_left": both, f"{name}_right": both} | table
    known = [each.name for each in fields(Participant)]
    for name in table:
        if name not in known:
            raise UnknownNameError.among("body measure", str(name), (*known, *PAIRED))
    measured = {key: _measured(value, key) for key, value in table.items()}
    return from_table(Participant, measured, "participant")


def _measured(value: object, name: str) -> object:
    """Number of a body measure [SI], its unit fitting; what is no text as it is."""
    if not isinstance(value, str):
        return value
    units = UNITS.get(name, LENGTHS)
    _, _, unit = value.strip().partition(" ")
    with suppress(ValueError):
        if not unit:
            return float(value)
        if unit in units:
            return number(value, name)
    problem = f"The {name.replace('_', ' ')} {value!r} cannot be read."
    remedy = f"Give a number in {units[0]}, for example {EXAMPLES[units[0]]}."
    raise InputError(problem, remedy)
