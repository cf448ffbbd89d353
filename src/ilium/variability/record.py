"""The record that every value carries, and how to run it again."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

import ilium
from ilium.core.arrays import FloatArray
from ilium.errors import InputError
from ilium.variability.value import Recorded, Value, here

FUNCTIONS: Final = {"coupling_angle_variability": "vector_coding"}
"""Public function of a measure that is called otherwise."""


def valued(
    measure: str,
    number: float,
    arguments: Mapping[str, Recorded],
    *,
    n: int,
    units: str = "1",
    interval: tuple[float, float, str] = (np.nan, np.nan, ""),
    flags: tuple[str, ...] = (),
    found: Mapping[str, Recorded] | None = None,
    curves: Mapping[str, FloatArray] | None = None,
) -> Value:
    """A value with its record.

    Parameters
    ----------
    measure
        Name of the public function.
    number
        What it found [units].
    arguments
        Every argument in effect, by name; the function called with them gives the same
        number.
    n
        Samples, cycles or strides behind it.
    units
        Unit of the number.
    interval
        Both ends [units], and how they were made.
    flags
        What the guards said.
    found
        What was found on the way.
    curves
        Curves behind the choice, each in its own unit.

    Returns
    -------
    Value
        Ready to be given back.
    """
    facts: dict[str, Recorded] = {"n": n, **(found or {})}
    record = here(measure, quantity=None, found=facts, **arguments)
    return Value(
        measure=measure,
        value=float(number),
        units=units,
        ci_low=float(interval[0]),
        ci_high=float(interval[1]),
        interval=interval[2],
        n=n,
        flags=flags,
        record=record,
        curves=dict(curves or {}),
    )


def repeat(record: Mapping[str, Recorded], *data: ArrayLike) -> Value:
    """Run a record again.

    Parameters
    ----------
    record
        As `Value.record` holds it, or as it was read back from JSON.
    data
        The same data as before, in the same order.

    Returns
    -------
    Value
        The same number, to the last bit on the same machine and versions.

    Raises
    ------
    InputError
        Where it is not a record of this package.
    """
    from ilium import variability  # noqa: PLC0415 - it resolves its names lazily

    measure = record.get("measure")
    if not isinstance(measure, str):
        raise InputError(
            "This is not a record: it names no measure.",
            "Give the record of a value, as records.json or Value.record hold it.",
        )
    function = getattr(variability, FUNCTIONS.get(measure, measure), None)
    if function is None:
        raise InputError(
            f"The record names the measure {measure!r}, which ilium "
            f"{ilium.__version__} does not have.",
            f"Use ilium {record.get('version')}, which wrote it.",
        )
    found = function(*data, **_arguments(function, record))
    quantity = record.get("quantity")
    if quantity is None:
        return found
    return found[quantity] if isinstance(found, dict) else getattr(found, str(quantity))


def _arguments(
    function: Callable[..., object], record: Mapping[str, Recorded]
) -> dict[str, Recorded]:
    """Arguments that a record lists; else those that the function takes by name."""
    names = record.get("arguments")
    if isinstance(names, list):
        return {str(name): record[str(name)] for name in names}
    taken = inspect.signature(function).parameters.values()
    keywords = [each.name for each in taken if each.kind is each.KEYWORD_ONLY]
    return {name: record[name] for name in keywords if name in record}
