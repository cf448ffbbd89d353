"""How often each interval held the truth in a simulation, and what it is called."""

from __future__ import annotations

import functools
import math
import tomllib
from importlib import resources
from typing import Any

from ilium.core.arrays import FloatArray

HONEST = 0.90
JACKKNIFE = "jackknife on the logarithm, t quantiles"


@functools.cache
def coverages() -> dict[str, dict[str, Any]]:
    """Measured coverage of each measure's interval.

    Returns
    -------
    dict
        For each measure its ``cases`` (process, n, coverage) and the least of them.
    """
    text = resources.files("ilium.variability").joinpath("coverage.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


def worded(measure: str, how: str) -> str:
    """Words for an interval; ``approximate`` where it held the truth too rarely.

    Parameters
    ----------
    measure
        Name of the public function.
    how
        How the interval was made.

    Returns
    -------
    str
        The words of `Value.interval`.
    """
    known = coverages().get(measure)
    if known is None:
        return f"approximate: {how}; its coverage was not measured"
    least = float(known["least"])
    words = f"{how}; held the truth in {100 * least:.0f} % or more of simulations"
    return words if least >= HONEST else f"approximate: {words}"


def interval_name(measure: str, low: FloatArray | float) -> str:
    """Words for an interval by the jackknife on the logarithm.

    Parameters
    ----------
    measure
        Name of the measure.
    low
        Its lower end [unit of the measure]; NaN where there is none.

    Returns
    -------
    str
        The words of `Value.interval`; empty where there is none.
    """
    return worded(measure, JACKKNIFE) if math.isfinite(float(low)) else ""
