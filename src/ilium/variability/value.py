"""One measured value with its interval, its flags and the record that repeats it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ilium.core.arrays import FloatArray

Recorded = bool | int | float | str | None | list[float] | list[int] | list[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Value:
    """What a measure of variability returns; ``float(value)`` is its number.

    Parameters
    ----------
    measure
        Name of the measure, such as ``sample_entropy``.
    value
        The number [units]; NaN where there is none (`flags` say why).
    units
        Unit; ``1`` for none.
    ci_low, ci_high
        Ends of the 95 % confidence interval [units]; NaN where there is none.
    interval
        How the interval was made, in words; begins with ``approximate`` where its
        measured coverage is below 90 %.
    n
        Samples, cycles or strides behind the number.
    flags
        Machine-readable remarks, such as ``fewer_than_150_strides``, each explained
        by `ilium.variability.guards`.
    record
        Every parameter in effect, the version, and what was chosen from the data: the
        same record and input give the same value to the last bit.
    curves
        Curves behind the choice (divergence, fluctuation, mutual information …) by
        name, shape (n,).
    """

    measure: str
    value: float
    units: str = "1"
    ci_low: float = float("nan")
    ci_high: float = float("nan")
    interval: str = ""
    n: int = 0
    flags: tuple[str, ...] = ()
    record: Mapping[str, Recorded] = field(default_factory=dict[str, Recorded])
    curves: Mapping[str, FloatArray] = field(default_factory=dict[str, FloatArray])

    def __float__(self) -> float:
        return self.value


def here(
    measure: str,
    *,
    quantity: str | None = None,
    found: Mapping[str, Recorded] | None = None,
    **arguments: Recorded,
) -> dict[str, Recorded]:
    """Record of a value: the function that made it, its arguments, the version.

    Parameters
    ----------
    measure
        Name of the public function.
    quantity
        Which of its results this is, where there are several.
    found
        What was found on the way.
    **arguments
        Every argument in effect; the function called with them gives the same number.

    Returns
    -------
    dict
        The record.
    """
    from ilium import __version__  # noqa: PLC0415 - the package imports this module

    record: dict[str, Recorded] = {
        "measure": measure,
        "version": __version__,
        "arguments": list(arguments),
        **arguments,
        **(found or {}),
    }
    return record if quantity is None else {**record, "quantity": quantity}
