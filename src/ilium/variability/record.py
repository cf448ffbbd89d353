"""The record that every value carries, and how to run it again."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

import ilium
from ilium.core.quantity import FloatArray
from ilium.errors import InputError
from ilium.variability.value import Recorded, Value

RESERVED = ("measure", "version", "arguments", "quantity")


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
        Curves behind the choice.

    Returns
    -------
    Value
        Ready to be given back.
    """
    record: dict[str, Recorded] = {
        "measure": measure,
        "version": ilium.__version__,
        "arguments": list(arguments),
        **arguments,
        "n": n,
        **(found or {}),
    }
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

    measure, names = record.get("measure"), record.get("arguments")
    if not isinstance(measure, str) or not isinstance(names, list):
        raise InputError(
            "This is not a record: it names no measure or no arguments.",
            "Give the record of a value, as records.json or Value.record hold it.",
        )
    function = getattr(variability, measure, None)
    if function is None:
        raise InputError(
            f"The record names the measure {measure!r}, which ilium "
            f"{ilium.__version__} does not have.",
            f"Use ilium {record.get('version')}, which wrote it.",
        )
    given = {str(name): record[str(name)] for name in names}
    found = function(*data, **given)
    return found[record["quantity"]] if isinstance(found, dict) else found
